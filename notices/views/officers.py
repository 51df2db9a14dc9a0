"""Pages that are the Secretariat's alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

Named = ParamSpec("Named")  # by the address


def for_officers(
    view: Callable[Concatenate[HttpRequest, Named], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Named], HttpResponse]:
    """Signed in as anybody else it is closed, whatever is behind the address."""

    @wraps(view)
    def looked_at(request: HttpRequest, *args: Named.args, **kwargs: Named.kwargs) -> HttpResponse:
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(looked_at)
