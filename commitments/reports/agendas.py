"""An agenda with its papers: as it would be circulated, as it was, and what of it a reader may see.

A version is one text for everybody it was sent to. An item about what is shared with the members alone keeps its
number before observers, and says no more to them; a paper is named to those who may read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from commitments.differences import Piece, difference
from commitments.models import AgendaPaper, Commitment, PaperVersion
from commitments.models.commitments import audiences_of
from meetings.models import AgendaItem, AgendaVersion, FollowUp, Meeting
from members.choices import WIDTH, Audience
from record.dates import day_of_the_house
from record.exports import Table
from record.texts import LANGUAGES, in_language

FOLLOW_UP = "follow-up:"
COLUMNS = ("number", *(f"title.{code}" for code in LANGUAGES), "note", "papers")


@dataclass(frozen=True)
class ShownItem:
    """An item of a circulated agenda, as one reader sees it. `is_closed`: it is for the members."""

    number: int
    title: dict[str, str]
    note: str
    papers: tuple[dict[str, Any], ...]
    is_closed: bool


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Every item of the draft in its order, with what it is about and its papers; what was taken off comes last."""
    papers = AgendaPaper.objects.select_related("version__paper__commitment").defer("version__text")
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("dropped", "position", "pk")
    return list(
        rows.prefetch_related(
            "matters__commitment__measure__area",
            "matters__commitment__area",
            "matters__assignment__commitment",
            "matters__area",
            Prefetch("papers", papers.filter(dropped=False).order_by("position", "pk"), to_attr="shown_papers"),
        )
    )


def content_of(items: Iterable[AgendaItem], audience: str) -> list[dict[str, Any]]:
    """The agenda as it would be circulated to an audience: what `AgendaVersion.content` keeps."""
    standing = [item for item in items if not item.dropped]
    followed = _audiences_of_follow_ups(standing)
    return [
        {
            "item": item.pk,
            "number": number,
            "title": item.title,
            "note": item.note,
            "audience": audience_of(item, audience, followed),
            "papers": [
                {
                    "symbol": paper.version.paper.symbol,
                    "number": paper.version.number,
                    "title": paper.version.paper.title,
                    "url": paper.version.get_absolute_url(),
                    "sha256": paper.version.sha256,
                }
                for paper in item.shown_papers
            ],
        }
        for number, item in enumerate(standing, start=1)
    ]


def audience_of(item: AgendaItem, audience: str, followed: dict[str, str]) -> str:
    """Who may read an item of an agenda that goes to `audience`: nobody who may not see what it is about."""
    about = [one.commitment for one in item.matters.all() if one.commitment]
    about += [one.assignment.commitment for one in item.matters.all() if one.assignment and one.assignment.commitment]
    # A meeting's results name the meeting; what it considered is told by the papers, each to its own readers.
    named = about if not item.matter.startswith("meeting:") else []
    return narrowest(audience, *(one.audience for one in named), followed.get(item.matter, audience))


def audience_of_paper(version: PaperVersion, audience: str) -> str:
    """To whom a paper goes with an agenda: no further than the commitment it belongs to."""
    return narrowest(audience, version.paper.commitment.audience)


def narrowest(*audiences: str) -> str:
    return min(audiences, key=WIDTH.index)


def _audiences_of_follow_ups(items: list[AgendaItem]) -> dict[str, str]:
    keys = [item.matter.removeprefix(FOLLOW_UP) for item in items if item.matter.startswith(FOLLOW_UP)]
    rows = FollowUp.objects.filter(pk__in=keys).values_list("pk", "decision__audience") if keys else ()
    return {f"{FOLLOW_UP}{key}": audience for key, audience in rows}


# -- What was circulated.


def agendas_seen_by(user: Any) -> QuerySet[AgendaVersion]:
    """The versions that were sent to the person, of meetings they see."""
    rows = AgendaVersion.objects.visible_to(user).filter(meeting__in=Meeting.objects.visible_to(user))
    return rows.select_related("meeting", "by").order_by("meeting", "number")


def shown_to(user: Any, versions: Iterable[AgendaVersion]) -> dict[int, list[ShownItem]]:
    """The items of each version as the person may read them, by the version's key: one query for all papers."""
    versions = list(versions)
    symbols = {paper["symbol"] for one in versions for item in one.content for paper in item["papers"]}
    readable: frozenset[Any] = frozenset()
    if symbols:
        rows = PaperVersion.objects.visible_to(user).filter(paper__symbol__in=symbols)
        readable = frozenset(rows.values_list("paper__symbol", "number"))
    own = audiences_of(user)
    return {one.pk: [_shown(item, own, readable) for item in one.content] for one in versions}


def _shown(item: dict[str, Any], own: tuple[str, ...], readable: frozenset[Any]) -> ShownItem:
    # Papers that the reader may read are named, even beside an item that is closed to them: they were sent those.
    papers = tuple(one for one in item["papers"] if (one["symbol"], one["number"]) in readable)
    if item.get("audience", Audience.MEMBERS) not in own:
        return ShownItem(item["number"], {}, "", papers, is_closed=True)
    return ShownItem(item["number"], item["title"], item["note"], papers, is_closed=False)


def changed_between(old: list[ShownItem], new: list[ShownItem]) -> list[Piece]:
    """What changed from one version to another, in the reader's language. Numbers that only follow from that don't count."""
    return difference(_as_text(old), _as_text(new))


def _as_text(items: list[ShownItem]) -> str:
    lines = []
    for item in items:
        lines.append("…" if item.is_closed else in_language(item.title))
        lines += [item.note] if item.note else []
        lines += [f"– {one['symbol']}/{one['number']}" for one in item.papers]
    return "\n".join(lines)


def as_table(version: AgendaVersion, items: list[ShownItem]) -> Table:
    """A version as rows to take home."""
    rows = [
        [
            item.number,
            *(item.title.get(code, "") for code in LANGUAGES),
            item.note,
            "; ".join(f"{one['symbol']}/{one['number']}" for one in item.papers),
        ]
        for item in items
    ]
    name = f"agenda-{version.meeting.reference}-{version.number}"
    return Table(name, COLUMNS, rows, day_of_the_house(version.at))


def papers_suggested(item: AgendaItem, user: Any) -> QuerySet[PaperVersion]:
    """Versions that could stand before an item: those of what it is about, the newest first."""
    about = Commitment.objects.visible_to(user).filter(agenda_matters__item=item)
    rows = PaperVersion.objects.visible_to(user).filter(paper__commitment__in=about).defer("text")
    taken = [one.version_id for one in item.papers.filter(dropped=False)]
    return rows.exclude(pk__in=taken).select_related("paper").order_by("-at", "-pk")
