"""Drafts, as the doors of acts ask for them: an act that keeps its text has its place among the forms that do."""

from django.http import HttpRequest

from members.views import drafts
from record.acts.places import KeptText, PageView, Place


class DraftKeeper:
    """Whoever keeps what people write in the forms of acts: the drafts of this room."""

    def kept(self, request: HttpRequest, place: Place) -> KeptText:
        kept = drafts.kept(request, _of_drafts(place))
        return KeptText(kept.answers, kept.draft, kept.waited)

    def drop(self, request: HttpRequest, place: Place) -> None:
        drafts.drop(request, _of_drafts(place))

    def hidden(self, request: HttpRequest, place: Place) -> list[tuple[str, str]]:
        return _of_drafts(place).hidden(request.user)

    def guarded(self, view: PageView) -> PageView:
        return drafts.keeps_text(view)


def _of_drafts(place: Place) -> drafts.Place:
    return drafts.Place(place.form, place.key, place.owner)
