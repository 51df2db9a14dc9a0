"""Drafts, as the doors of acts ask for them."""

from django.http import HttpRequest, HttpResponse

from members.views import drafts
from record.acts.places import KeptText, OtherDraft, PageView, Place


class DraftKeeper:
    """Whoever keeps what people write in the forms of acts: the drafts of this room."""

    def kept(self, request: HttpRequest, place: Place) -> KeptText:
        return drafts.kept(request, place)

    def waiting(self, request: HttpRequest, place: Place) -> list[OtherDraft]:
        return drafts.waiting(request, place)

    def own_key(self, request: HttpRequest) -> str:
        return drafts.key_of_the_page(request)

    def keep(self, request: HttpRequest, *, is_ready: bool) -> HttpResponse:
        return drafts.keep_written(request, is_ready=is_ready)

    def drop(self, request: HttpRequest, place: Place) -> None:
        drafts.drop(request, place)

    def hidden(self, request: HttpRequest, place: Place) -> list[tuple[str, str]]:
        return drafts.hidden_fields(place, request.user)

    def guarded(self, view: PageView) -> PageView:
        return drafts.keeps_text(view)
