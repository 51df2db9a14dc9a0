"""Whoever does something has something less to do: the number in the menu is counted anew."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from desk.reports.number import count_anew


class CountsAnew:
    """After a request that may have written, by somebody who is known: their next page counts what is left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Who was never asked for is not asked for here.
        user = getattr(request, "_cached_user", None)
        if request.method == "POST" and user is not None and user.is_authenticated:
            count_anew(user)
        return response
