"""Where text is kept while it is written: the place of a form, and what was kept of it.

The grammar doesn't know whose text is whose; the room that keeps drafts registers itself as the keeper.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

PageView = Callable[..., HttpResponse]
# In the link of a form that begins something: the key of the draft that it goes on with.
DRAFT = "draft"


@dataclass(frozen=True)
class Place:
    """A form of the portal: which act of which noun, about which thing (its key; where it begins one, the
    key of the draft), for whom."""

    noun: str
    act: str
    key: str = ""
    owner: Any = None

    @property
    def form(self) -> str:
        """What the draft's form is called."""
        return f"{self.noun}.{self.act}"


@dataclass(frozen=True)
class KeptText:
    """What was kept of a form: the answers, the draft they are from, and whether they waited for a sign-in."""

    answers: dict[str, Any] = field(default_factory=dict)
    draft: Any = None
    waited: bool = False


@dataclass(frozen=True)
class OtherDraft:
    """One more draft of a form that begins something, with the fields that name it to whoever keeps it."""

    draft: Any
    hidden: list[tuple[str, str]]


class Keeper(Protocol):
    """Whoever keeps what people write and haven't submitted."""

    def kept(self, request: HttpRequest, place: Place) -> KeptText: ...

    def waiting(self, request: HttpRequest, place: Place) -> list[OtherDraft]:
        """The other drafts of a form that begins something."""
        ...

    def own_key(self, request: HttpRequest) -> str:
        """The key by which a page that begins something keeps what is written on it."""
        ...

    def keep(self, request: HttpRequest, *, is_ready: bool) -> HttpResponse:
        """Keep what was sent, as ready for the authority or not, and answer with its page; 409: a colleague wrote meanwhile."""
        ...

    def drop(self, request: HttpRequest, place: Place) -> None: ...

    def hidden(self, request: HttpRequest, place: Place) -> list[tuple[str, str]]: ...

    def guarded(self, view: PageView) -> PageView:
        """The view, for signed-in people; what a form brings from a browser that is signed out waits."""
        ...


class NobodyKeeps:
    """Nothing is kept: what stands here until a room says otherwise."""

    def kept(self, request: HttpRequest, place: Place) -> KeptText:
        return KeptText()

    def waiting(self, request: HttpRequest, place: Place) -> list[OtherDraft]:
        return []

    def own_key(self, request: HttpRequest) -> str:
        return ""

    def keep(self, request: HttpRequest, *, is_ready: bool) -> HttpResponse:
        raise Http404

    def drop(self, request: HttpRequest, place: Place) -> None:
        return None

    def hidden(self, request: HttpRequest, place: Place) -> list[tuple[str, str]]:
        return []

    def guarded(self, view: PageView) -> PageView:
        return login_required(view)


@dataclass
class Keeping:
    """Who keeps drafts in this house."""

    keeper: Keeper = field(default_factory=NobodyKeeps)

    def guarded(self, view: PageView) -> PageView:
        """The view behind the keeper that is there when a request comes."""

        @wraps(view)
        def page(request: HttpRequest, **names: str) -> HttpResponse:
            return self.keeper.guarded(view)(request, **names)

        return page


KEEPING = Keeping()
