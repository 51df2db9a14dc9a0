"""Agendas as they were circulated, and what of them a reader may see.

A version is one text for everybody it was sent to. An item about what is shared with the members alone keeps its
number before observers, and says no more to them; a paper is named to those who may read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commitments.models import Commitment
from decisions.models import AgendaItem, AgendaPaper, AgendaVersion
from meetings.access import audiences_of
from meetings.models import Meeting
from members.choices import Audience
from members.models import Person
from papers.models import PaperVersion
from record.dates import day_of_the_house
from record.differences import Piece, compare_texts
from record.exports import Table
from record.texts import LANGUAGES, in_language

COLUMNS = ("number", *(f"title.{code}" for code in LANGUAGES), "note", "papers")


@dataclass(frozen=True)
class ShownItem:
    """An item of a circulated agenda, as one reader sees it. `is_closed`: it is for the members."""

    number: int
    title: dict[str, str]
    note: str
    papers: tuple[dict[str, Any], ...]
    is_closed: bool
    # Of the note; None where its letters tell.
    language: str | None = None


# -- What was circulated.


def agendas_seen_by(user: Person) -> QuerySet[AgendaVersion]:
    """The versions that were sent to the person, of meetings they see."""
    rows = AgendaVersion.objects.visible_to(user).filter(meeting__in=Meeting.objects.visible_to(user))
    return rows.select_related("meeting", "by").order_by("meeting", "number")


def shown_to(user: Person, versions: Iterable[AgendaVersion]) -> dict[int, list[ShownItem]]:
    """The items of each version as the person may read them, by the version's key: one query for all papers."""
    versions = list(versions)
    has_papers = any(item["papers"] for version in versions for item in version.content)
    readable = papers_readable(user) if has_papers else frozenset()
    return {version.pk: shown_of(version, user, readable) for version in versions}


def papers_readable(user: Person) -> frozenset[tuple[str, int]]:
    """The versions of papers on agendas that the person may read, by symbol and number."""
    laid = AgendaPaper.objects.filter(version=OuterRef("pk"))
    rows = PaperVersion.objects.visible_to(user).filter(Exists(laid))
    return frozenset(rows.values_list("paper__symbol", "number"))


def shown_of(version: AgendaVersion, user: Person, readable: frozenset[tuple[str, int]]) -> list[ShownItem]:
    own = audiences_of(user)
    return [_shown(item, own, readable) for item in version.content]


def _shown(item: dict[str, Any], own: tuple[str, ...], readable: frozenset[Any]) -> ShownItem:
    # Papers that the reader may read are named, even beside an item that is closed to them: they were sent those.
    papers = tuple(paper for paper in item["papers"] if (paper["symbol"], paper["number"]) in readable)
    if item.get("audience", Audience.MEMBERS) not in own:
        return ShownItem(item["number"], {}, "", papers, is_closed=True)
    return ShownItem(
        item["number"], item["title"], item["note"], papers, is_closed=False, language=item.get("language")
    )


def changed_between(old: list[ShownItem], new: list[ShownItem]) -> list[Piece]:
    """What changed from one version to another, in the reader's language. Numbers that only follow from that don't count."""
    return compare_texts(_as_text(old), _as_text(new))


def _as_text(items: list[ShownItem]) -> str:
    lines = []
    for item in items:
        lines.append("…" if item.is_closed else in_language(item.title))
        lines += [item.note] if item.note else []
        lines += [f"– {paper['symbol']}/{paper['number']}" for paper in item.papers]
    return "\n".join(lines)


def as_table(version: AgendaVersion, items: list[ShownItem]) -> Table:
    """A version as rows to take home."""
    rows = [
        [
            item.number,
            *(item.title.get(code, "") for code in LANGUAGES),
            item.note,
            "; ".join(f"{paper['symbol']}/{paper['number']}" for paper in item.papers),
        ]
        for item in items
    ]
    name = f"agenda-{version.meeting.reference}-{version.number}"
    return Table(name, COLUMNS, rows, day_of_the_house(version.at))


def papers_suggested(item: AgendaItem, user: Person) -> QuerySet[PaperVersion]:
    """Versions that could stand before an item: those of what it is about, the newest first."""
    about = Commitment.objects.visible_to(user).filter(agenda_matters__item=item)
    rows = PaperVersion.objects.visible_to(user).filter(paper__folder__commitment__in=about).defer("text")
    there_already = [paper.version_id for paper in item.papers.filter(dropped=False)]
    return rows.exclude(pk__in=there_already).select_related("paper").order_by("-at", "-pk")
