"""Pages that are the Secretariat's alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

Names = ParamSpec("Names")  # of what the address names


def for_officers(
    view: Callable[Concatenate[HttpRequest, Names], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Names], HttpResponse]:
    """Signed in as anybody else it is closed, whatever is behind the address."""

    @wraps(view)
    def looked_at(request: HttpRequest, *args: Names.args, **kwargs: Names.kwargs) -> HttpResponse:
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(looked_at)
