"""What an agenda is made of: what is ripe, the items of the draft, and the content that is circulated of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from catalogue.models import Area
from commitments.models import Commitment, CoordinatorAssignment
from decisions.choices import ItemOrigin
from decisions.models import AgendaItem, AgendaPaper, FollowUp
from meetings.models import Meeting
from members.choices import WIDTH
from papers.models import PaperVersion, paths_to_holders
from record.texts import in_language

FOLLOW_UP = "follow-up:"
CLOSING = "standing:other-business"


@dataclass(frozen=True)
class Ripe:
    """One item that could stand on the agenda. `matter` names it, so that it is drafted once."""

    matter: str
    origin: ItemOrigin
    title: dict[str, str]
    why: str
    commitments: tuple[Commitment, ...] = ()
    assignments: tuple[CoordinatorAssignment, ...] = ()
    area: Area | None = None


def results_of(meeting: Meeting) -> str:
    """What an item is called that brings the results of a meeting before another."""
    name = in_language(meeting.working_group.name) if meeting.working_group else meeting.label
    return _("Results of the meeting: %(name)s, %(days)s") % {"name": name, "days": meeting.days}


def items_of(meeting: Meeting) -> list[Any]:
    """Every item of the draft in its order, with what it is about and its papers; what was taken off comes last."""
    papers = AgendaPaper.objects.select_related(*paths_to_holders("version__paper__folder")).defer("version__text")
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


def content_of(items: Iterable[Any], audience: str) -> list[dict[str, Any]]:
    """The agenda as it would be circulated to an audience: what `AgendaVersion.content` keeps."""
    standing = [item for item in items if not item.dropped]
    followed = _audiences_of_follow_ups(standing)
    return [
        {
            "item": item.pk,
            "number": number,
            "title": item.title,
            "note": item.note,
            # Only where there is one: what was circulated before reads as it did.
            **({"language": item.language} if item.note and item.language else {}),
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
    matters = item.matters.all()
    commitments = [matter.commitment for matter in matters if matter.commitment]
    assignments = [matter.assignment for matter in matters if matter.assignment]
    commitments += [assignment.commitment for assignment in assignments if assignment.commitment]
    # A meeting's results name the meeting; what it considered is told by the papers, each to its own readers.
    subjects = commitments if not item.matter.startswith("meeting:") else []
    return narrowest(audience, *(commitment.audience for commitment in subjects), followed.get(item.matter, audience))


def audience_of_paper(version: PaperVersion, audience: str) -> str:
    """To whom a paper goes with an agenda: no further than the commitment or the activity it belongs to."""
    return narrowest(audience, version.paper.folder.holder.audience)


def narrowest(*audiences: str) -> str:
    return min(audiences, key=WIDTH.index)


def _audiences_of_follow_ups(items: list[AgendaItem]) -> dict[str, str]:
    keys = [item.matter.removeprefix(FOLLOW_UP) for item in items if item.matter.startswith(FOLLOW_UP)]
    rows = FollowUp.objects.filter(pk__in=keys).values_list("pk", "decision__audience") if keys else ()
    return {f"{FOLLOW_UP}{key}": audience for key, audience in rows}
