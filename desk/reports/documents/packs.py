"""The pack of a meeting: its agenda annotated, decisions awaited, what changed since its body last met, and what is missing yet.

For those who prepare it: the Secretariat and the Chair. What is told of commitments, papers and decisions is what they may read.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Edition
from commitments.models import Commitment, StepTaken
from commitments.reports.listed import gap_lines
from decisions.models import AgendaVersion, Decision, FollowUp
from decisions.reads.agenda import items_of
from decisions.reports.ripe import ripe_for
from desk.reports.documents.coordination import since
from desk.reports.documents.grammar import facts, listed, table_or_note
from desk.reports.documents.periods import decisions_table, steps_table
from meetings.models import Meeting
from members.models import Person
from papers.models import PaperVersion
from record.outlines import OutlineBlock, OutlineHeading, OutlineList, OutlineParagraph
from record.texts import in_language

# In which languages every item of an agenda is worded before it goes out.
WORDED_IN = ("en", "ru")


def title(meeting: Meeting) -> str:
    return _("Meeting pack: %(meeting)s") % {"meeting": meeting}


@dataclass(frozen=True)
class PackOfAMeeting:
    """What stands in the pack, as one person reads it: each question is asked of the database once."""

    meeting: Meeting
    user: Person
    day: dt.date

    @cached_property
    def items(self) -> list[Any]:
        return [item for item in items_of(self.meeting) if not item.dropped]

    @cached_property
    def whys(self) -> dict[str, str]:
        """Why each thing that is ripe stands, or could stand, on the agenda."""
        return {ripe.matter: ripe.why for ripe in ripe_for(self.meeting, self.user)}

    @cached_property
    def commitments(self) -> dict[int, Commitment]:
        """Those that items are about, as far as the person sees them."""
        keys = {matter.commitment_id for item in self.items for matter in item.matters.all()} - {None}
        rows = Commitment.objects.visible_to(self.user).filter(pk__in=keys).select_related("measure", "area")
        return {row.pk: row for row in rows.with_parties().order_by("reference")}

    @cached_property
    def readable(self) -> set[int]:
        keys = {paper.version_id for item in self.items for paper in item.shown_papers}
        rows = PaperVersion.objects.visible_to(self.user).filter(pk__in=keys)
        return set(rows.values_list("pk", flat=True))

    @cached_property
    def last_meeting(self) -> Meeting | None:
        """When the body met last before this meeting; of a group, this very group."""
        rows = Meeting.objects.visible_to(self.user).held().of_body(self.meeting.body)
        rows = rows.filter(starts_on__lt=self.meeting.starts_on, working_group=self.meeting.working_group_id)
        return rows.exclude(pk=self.meeting.pk).order_by("-starts_on", "-pk").first()

    def about(self, item: Any) -> list[Commitment]:
        keys = [matter.commitment_id for matter in item.matters.all()]
        return [self.commitments[key] for key in keys if key in self.commitments]

    def papers(self, item: Any) -> list[PaperVersion]:
        return [paper.version for paper in item.shown_papers if paper.version_id in self.readable]


def blocks(meeting: Meeting, user: Person, day: dt.date) -> list[OutlineBlock]:
    pack = PackOfAMeeting(meeting, user, day)
    return [
        facts(
            (_("Meeting"), meeting.label),
            (_("Reference"), meeting.reference),
            (_("Days"), meeting.days),
            (_("Host"), meeting.host or ""),
        ),
        OutlineHeading(_("Before it may go out"), 2),
        *_missing(pack),
        OutlineHeading(_("Annotated agenda"), 2),
        *_agenda(pack),
        OutlineHeading(_("Decisions awaited"), 2),
        _awaited(pack),
        *_since_it_last_met(pack),
        OutlineHeading(_("Follow-ups"), 2),
        _follow_ups(pack),
        OutlineHeading(_("Measures for which the record shows no coordinator"), 2),
        _gaps(pack),
        OutlineHeading(_("Annexes"), 2),
        _annexes(pack),
    ]


def _missing(pack: PackOfAMeeting) -> list[OutlineBlock]:
    """What the record shows to be missing before the pack goes out."""
    meeting, wanting = pack.meeting, []
    if meeting.host_id is None:
        wanting.append(_("No host is named yet."))
    if not pack.items:
        wanting.append(_("No item stands on the agenda yet."))
    ripe = len(set(pack.whys) - {item.matter for item in pack.items})
    if ripe:
        words = ngettext(
            "%(count)d item is ripe and not on the agenda.", "%(count)d items are ripe and not on the agenda.", ripe
        )
        wanting.append(words % {"count": ripe})
    versions = AgendaVersion.objects.visible_to(pack.user).filter(meeting=meeting, circulated_at__isnull=False)
    if not versions.exists():
        wanting.append(_("The agenda wasn’t circulated yet."))
    for number, item in enumerate(pack.items, 1):
        if absent := [name for code, name in settings.LANGUAGES if code in WORDED_IN and not item.title.get(code)]:
            wanting.append(
                _("Item %(number)d isn’t worded in: %(languages)s") % {"number": number, "languages": listed(absent)}
            )
        if pack.about(item) and not pack.papers(item):
            wanting.append(_("Item %(number)d is about a commitment, and no paper is laid on it.") % {"number": number})
    if not wanting:
        return [OutlineParagraph(_("Nothing is missing that the record can show."))]
    return [OutlineList(tuple(wanting))]


def _agenda(pack: PackOfAMeeting) -> list[OutlineBlock]:
    told: list[OutlineBlock] = []
    for number, item in enumerate(pack.items, 1):
        why = pack.whys.get(item.matter, "")
        asked = " · ".join(str(words) for words in (item.get_origin_display(), why) if words)
        told += [OutlineHeading(f"{number}. {in_language(item.title)}", 3), OutlineParagraph(asked)]
        if item.note:
            told.append(OutlineParagraph(item.note))
        told += [OutlineParagraph(_called(row)) for row in pack.about(item)]
        if papers := pack.papers(item):
            words = _("Papers: %(papers)s") % {"papers": listed(version.designation for version in papers)}
            told.append(OutlineParagraph(words))
    return told or [OutlineParagraph(_("No entry yet."))]


def _called(row: Commitment) -> str:
    return f"{row.called} · {row.get_state_display()}"


def _awaited(pack: PackOfAMeeting) -> OutlineBlock:
    """What stands before the body, with the decisions that its procedure knows from there."""
    rows = [row for item in pack.items for row in pack.about(item)]
    asked = {row.pk: [step for step in row.workflow.from_state(row.state) if step.is_decided] for row in rows}
    return table_or_note(
        (_("Reference"), _("Commitment"), _("Coordinated by"), _("What the body may decide")),
        [
            (
                row.reference,
                row.heading,
                listed(row.coordinating_states()),
                listed(step.label for step in asked[row.pk]),
            )
            for row in dict.fromkeys(rows)
            if asked[row.pk]
        ],
    )


def _since_it_last_met(pack: PackOfAMeeting) -> list[OutlineBlock]:
    """Steps that were taken and decisions that fell after the body's last meeting."""
    last, day = pack.last_meeting, pack.day
    words = _("What has changed since the body last met")
    if last is None:
        return [OutlineHeading(words, 2), OutlineParagraph(_("The record shows no earlier meeting of the body."))]
    steps = StepTaken.objects.visible_to(pack.user).filter(on__gt=last.last_day, on__lte=day)
    decided = Decision.objects.visible_to(pack.user).filter(on__gt=last.last_day, on__lte=day)
    return [
        OutlineHeading(words, 2),
        OutlineParagraph(_("It last met as %(meeting)s.") % {"meeting": last}),
        steps_table(steps),
        decisions_table(decided),
    ]


def _follow_ups(pack: PackOfAMeeting) -> OutlineBlock:
    """Those of which this meeting is to hear."""
    rows = FollowUp.objects.visible_to(pack.user).filter(hears=pack.meeting).select_related("decision", "owner")
    return table_or_note(
        (_("Decision"), _("What"), _("Looked after by"), _("Where it stands"), _("What was reported")),
        [
            (row.decision.symbol, row.what, row.owner or _("the Secretariat"), row.get_state_display(), row.report)
            for row in rows.order_by("pk")
        ],
    )


def _gaps(pack: PackOfAMeeting) -> OutlineBlock:
    editions = list(Edition.objects.visible_to(pack.user).filter(pk__in=Edition.objects.in_force(pack.day)))
    lines = gap_lines(pack.user, editions, pack.day)
    return table_or_note(
        (_("Area or measure"), _("No entry since")), [(line.subject, since(line.opened)) for line in lines]
    )


def _annexes(pack: PackOfAMeeting) -> OutlineBlock:
    """The papers laid on its items, each once, with the digest of what was laid."""
    versions = {version.pk: version for item in pack.items for version in pack.papers(item)}
    return table_or_note(
        (_("Number"), _("Paper"), _("Symbol and version"), "SHA-256"),
        [
            (number, version.paper.heading, version.designation, version.sha256)
            for number, version in enumerate(versions.values(), 1)
        ],
    )
