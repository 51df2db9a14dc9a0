"""The pack of a meeting: its agenda annotated, decisions awaited, what changed since its body last met, and what is missing yet.

For those who prepare it: the Secretariat and the Chair. What is told of commitments, papers and decisions is what they may read.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Edition
from commitments.models import Commitment, StepTaken
from commitments.reports.listed import gap_lines
from decisions.choices import Outcome
from decisions.models import AgendaVersion, Decision, FollowUp
from decisions.reads.agenda import items_of
from decisions.reports.ripe import ripe_for
from desk.reports.boards import BoardQuestion, coverage_board, standing_board
from desk.reports.documents.coordination import since
from desk.reports.documents.grammar import CONTENT_TYPES, day_in_words, facts, listed, table_or_note
from desk.reports.documents.periods import decisions_table
from law.grammar.procedure import Does
from meetings.models import Meeting
from members.models import Person
from papers.models import PaperVersion
from record.outlines import OutlineBlock, OutlineHeading, OutlineList, OutlineNewPage, OutlineNote, OutlineParagraph
from record.outlines.binding import BoundAnnex, pages_of
from record.texts import in_language

# In which languages every item of an agenda is worded before it goes out.
WORDED_IN = ("en", "ru")
# What a body decides of a commitment, in the words of the decision; what moves it on says where it then stands.
SAID_OF_A_DECISION = {
    Does.TAKES_NOTE: Outcome.NOTED.label,
    Does.DEFERS: Outcome.DEFERRED.label,
    Does.RETURNS: Outcome.RETURNED.label,
}


def title(meeting: Meeting) -> str:
    return _("Meeting pack: %(meeting)s") % {"meeting": meeting}


@dataclass(frozen=True)
class LaidPaper:
    """A paper before the meeting: its text where it is one, its pages where it is a PDF."""

    version: PaperVersion
    text: str
    data: bytes

    def heading(self, number: int) -> str:
        return _("Annex %(number)d: %(paper)s") % {"number": number, "paper": self.version.paper.heading}

    @property
    def where(self) -> str:
        if self.text:
            return _("in this document")
        return _("behind the PDF") if self.data else _("a file of its own")

    @property
    def called(self) -> tuple[OutlineBlock, ...]:
        return OutlineParagraph(self.version.designation), OutlineNote(f"SHA-256 {self.version.sha256}")


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
    def readable(self) -> dict[int, str]:
        """The papers on its items that the person reads, by key, with their text where they have one."""
        keys = {paper.version_id for item in self.items for paper in item.shown_papers}
        return dict(PaperVersion.objects.visible_to(self.user).filter(pk__in=keys).values_list("pk", "text"))

    @cached_property
    def last_meeting(self) -> Meeting | None:
        """When the body met last before this meeting; of a group, this very group."""
        rows = Meeting.objects.visible_to(self.user).held().of_body(self.meeting.body)
        rows = rows.filter(starts_on__lt=self.meeting.starts_on, working_group=self.meeting.working_group_id)
        return rows.exclude(pk=self.meeting.pk).order_by("-starts_on", "-pk").first()

    @cached_property
    def laid(self) -> list["LaidPaper"]:
        """The papers laid on its items, each once: first those whose text stands here, last what is bound behind."""
        versions = {version.pk: version for item in self.items for version in self.papers(item)}
        laid = [
            LaidPaper(version, "" if version.file else self.readable[key], _bound(version))
            for key, version in versions.items()
        ]
        return sorted(laid, key=lambda paper: (bool(paper.data), not paper.text))

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
        *standing_board(BoardQuestion(user, day)).in_a_document,
        OutlineHeading(_("Follow-ups"), 2),
        _follow_ups(pack),
        OutlineHeading(_("Measures for which the record shows no coordinator"), 2),
        *coverage_board(BoardQuestion(user, day)).in_a_document,
        _gaps(pack),
        OutlineHeading(_("Annexes"), 2),
        *_annexes(pack),
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
        asked = capfirst(" · ".join(str(words) for words in (item.get_origin_display(), why) if words))
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
                listed(SAID_OF_A_DECISION.get(step.does) or step.leads_to(row.stands).label for step in asked[row.pk]),
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
        OutlineHeading(_("Steps of commitments"), 3),
        _steps(steps),
        OutlineHeading(_("Decisions"), 3),
        decisions_table(decided),
    ]


def _steps(steps: QuerySet[StepTaken]) -> OutlineBlock:
    """A row a commitment, with its steps one under the other; the last one says where it stands."""
    by_commitment: dict[Commitment, list[StepTaken]] = {}
    for step in steps.select_related("commitment__measure", "commitment__area", "on_behalf_of", "party").order_by(
        "commitment", "serial"
    ):
        by_commitment.setdefault(step.commitment, []).append(step)
    return table_or_note(
        (_("Commitment"), _("What was done"), _("Where it stands")),
        [
            (commitment.called, "\n".join(_dated(step) for step in taken), taken[-1].get_to_state_display())
            for commitment, taken in sorted(by_commitment.items(), key=lambda pair: pair[0].reference)
        ],
    )


def _dated(step: StepTaken) -> str:
    return f"{day_in_words(step.on, step.on_precision)} · {step.told}"


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


def _annexes(pack: PackOfAMeeting) -> list[OutlineBlock]:
    """The papers laid on its items, with the digest of what was laid; then the text of those that are a text."""
    listed_papers = table_or_note(
        (_("Number"), _("Paper"), _("Symbol and version"), _("Where it is"), "SHA-256"),
        [
            (number, paper.version.paper.heading, paper.version.designation, paper.where, paper.version.sha256)
            for number, paper in enumerate(pack.laid, 1)
        ],
    )
    told: list[OutlineBlock] = [listed_papers]
    for number, paper in enumerate(pack.laid, 1):
        if paper.text:
            told += [OutlineNewPage(), OutlineHeading(paper.heading(number), 2), *paper.called]
            told += [OutlineParagraph(words) for words in paper.text.split("\n\n") if words.strip()]
    return told


def annexes(meeting: Meeting, user: Person, day: dt.date) -> list[BoundAnnex]:
    """Those of its papers that are PDF, each behind a page that names it."""
    laid = PackOfAMeeting(meeting, user, day).laid
    return [
        BoundAnnex(paper.heading(number), paper.called, paper.data)
        for number, paper in enumerate(laid, 1)
        if paper.data
    ]


def _bound(version: PaperVersion) -> bytes:
    """Its file where that is a PDF of which pages can be taken; else nothing."""
    if version.file_type != CONTENT_TYPES["pdf"]:
        return b""
    try:
        data = version.file.open("rb").read()
    except OSError:
        return b""
    return data if pages_of(data) else b""
