"""Pages that are the Secretariat's alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from journal.staff import Work, require_work

Named = ParamSpec("Named")  # by the address
Page = Callable[Concatenate[HttpRequest, Named], HttpResponse]
LOOKS = frozenset({"GET", "HEAD"})


def for_staff(view: Page[Named], *, writes: Work = Work.KEEP) -> Page[Named]:
    """Read by the Secretariat's staff; what is sent is taken from those who do that work. To everybody else it is closed."""

    @wraps(view)
    def looked_at(request: HttpRequest, *args: Named.args, **kwargs: Named.kwargs) -> HttpResponse:
        require_work(request.user, Work.READ if request.method in LOOKS else writes)
        return view(request, *args, **kwargs)

    return login_required(looked_at)


def for_words(view: Page[Named]) -> Page[Named]:
    """As `for_staff`, with wordings that translators write, too."""
    return for_staff(view, writes=Work.WORD)
