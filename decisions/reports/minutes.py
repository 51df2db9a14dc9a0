"""What of a version of minutes a reader may see: as a page, what changed, and as a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from decisions.models import MinutesVersion
from meetings.access import audiences_of
from members.models import Person
from record.differences import Piece, compare_texts
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote, OutlineParagraph
from record.texts import in_language


@dataclass(frozen=True)
class ShownMinutesItem:
    """An item of minutes as one reader sees it. `is_closed`: it is for the members."""

    number: int
    title: dict[str, str]
    text: str
    audience: str
    is_closed: bool = False

    def __str__(self) -> str:
        return f"{self.number}. {in_language(self.title)}"


def shown_minutes(user: Person, version: MinutesVersion) -> list[ShownMinutesItem]:
    """The items of a version; one that isn't for the reader keeps its number alone."""
    own = audiences_of(user)
    return [
        ShownMinutesItem(item["number"], item["title"], item["text"], item["audience"])
        if item["audience"] in own
        else ShownMinutesItem(item["number"], {}, "", item["audience"], is_closed=True)
        for item in version.content
    ]


def changed_in_minutes(old: Iterable[ShownMinutesItem], new: Iterable[ShownMinutesItem]) -> list[Piece]:
    return compare_texts(_as_text(old), _as_text(new))


def _as_text(items: Iterable[ShownMinutesItem]) -> str:
    return "\n".join("…" if item.is_closed else f"{in_language(item.title)}\n{item.text}" for item in items)


# -- As a document: a row of `desk.reports.documents` makes files of it.


def minutes_blocks(version: MinutesVersion, user: Person) -> list[OutlineBlock]:
    """The content of the document, as the reader may see it, in the language that is active."""
    minutes = version.minutes
    blocks: list[OutlineBlock] = [OutlineParagraph(_stands(version), is_strong=True)]
    for item in shown_minutes(user, version):
        if item.is_closed:
            blocks.append(OutlineNote(_("Item %(number)s is for the members.") % {"number": item.number}))
            continue
        blocks.append(OutlineHeading(str(item), 2))
        blocks += [OutlineParagraph(words) for words in item.text.split("\n\n") if words.strip()]
    if minutes.decision is not None:
        blocks.append(OutlineParagraph(_("Adopted by %(symbol)s.") % {"symbol": minutes.decision.symbol}))
    return [*blocks, OutlineNote(f"SHA-256 {version.sha256}")]


def _stands(version: MinutesVersion) -> str:
    stage = version.minutes.get_stage_display()
    return _("Version %(number)s, %(stage)s") % {"number": version.number, "stage": stage}
