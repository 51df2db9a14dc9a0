"""What is searched of this room: the lists that a person keeps, by their names for them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desk.models import SavedList
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import FALLBACK, language_written


def _of_saved_list(saved: SavedList) -> Iterator[SearchedWords]:
    if saved.ended_at is None:
        language = saved.language or language_written(saved.name) or FALLBACK
        yield SearchedWords(titles={language: saved.name}, key=str(saved.uid))


SAVED_LISTS = SearchedNoun(
    name="saved-lists",
    label=_("My saved lists"),
    model=SavedList,
    says=_of_saved_list,
    seen_by=SavedList.objects.visible_to,
    page=lambda uid: reverse("saved-list-open", args=[uid]),
    columns=frozenset({"name", "language", "ended_at"}),
)


def register() -> None:
    SEARCH.add(SAVED_LISTS, order=15)
