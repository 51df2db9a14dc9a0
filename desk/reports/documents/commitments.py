"""Documents about commitments: the history of one, and what is undertaken in an area, at a measure, by a state."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from activities.models import Activity
from catalogue.models import Area, Measure
from commitments.models import Commitment, SaidPeriod, StepTaken
from commitments.reports.coordination import standing
from commitments.reports.standing import history
from decisions.models import FollowUp
from desk.reports.boards import BoardQuestion, own_coverage_board, standing_board
from desk.reports.documents.coordination import cells
from desk.reports.documents.grammar import day_in_words, facts, listed, rests_on, table_or_note
from law.grammar.procedure import Step
from members.models import Chairmanship, Participant, Participation, Person
from papers.models import PaperVersion
from record.dates import day_of_the_house
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote, OutlineParagraph
from record.texts import in_language


def coordination_head() -> tuple[str, ...]:
    """The head of a table of offers and designations, in the language that is active."""
    return _("State"), _("What about"), _("Fact"), _("Role"), _("Day and term"), _("Source")


# -- The history of one.


def title_of_history(commitment: Commitment) -> str:
    return _("History: %(commitment)s") % {"commitment": commitment.called}


def history_blocks(commitment: Commitment, user: Person, day: dt.date) -> list[OutlineBlock]:
    """Its statement, and each step by that day as its page tells it; papers are named to those who read them."""
    whole = Commitment.objects.visible_to(user).with_parties().select_related("measure", "area").get(pk=commitment.pk)
    steps = StepTaken.objects.visible_to(user).filter(commitment=commitment, on__lte=day).in_order()
    steps = steps.select_related("commitment", "meeting", "on_behalf_of", "party", "paper_version__paper")
    readable = readable_versions(user, commitment)
    lines = history(whole, steps)
    taken = [line.step for line in lines if line.step]
    periods = list(SaidPeriod.objects.filter(commitment=commitment).said_by(day))
    head = (_("Day"), _("What was done"), _("Where it stood then"), _("Article"), _("Source"))
    return [
        facts(
            (_("Reference"), whole.reference),
            (_("Area"), whole.area),
            (_("Measure"), whole.measure or ""),
            (_("Modality"), whole.get_modality_display()),
            (_("Where it stood on that day"), taken[-1].get_to_state_display() if taken else ""),
            (_("Period"), periods[-1].period if periods else ""),
            (_("Statement"), in_language(whole.statements)),
        ),
        OutlineHeading(_("Who takes part"), 2),
        table_or_note((_("State"), _("Since"), _("Until")), [_part(row) for row in _intentions(whole, day)]),
        *_periods(periods),
        OutlineHeading(_("Steps"), 2),
        table_or_note(head, [_line(line.step, line.gap, readable) for line in lines]),
    ]


def _periods(periods: Sequence[SaidPeriod]) -> list[OutlineBlock]:
    """Each time that its period was said, where it was."""
    if not periods:
        return []
    rows = [(day_in_words(day_of_the_house(said.at)), said.period or _("no period any more")) for said in periods]
    return [OutlineHeading(_("Period, as it was said"), 2), table_or_note((_("Said on"), _("Period")), rows)]


def readable_versions(user: Person, commitment: Commitment) -> set[int]:
    rows = PaperVersion.objects.visible_to(user).filter(paper__folder__commitment=commitment)
    return set(rows.values_list("pk", flat=True))


def _intentions(commitment: Commitment, day: dt.date) -> list[Any]:
    """Those by that day, in the order of seats, which ranks nobody."""
    rows = [row for row in commitment.intentions.all() if row.since <= day]
    return sorted(rows, key=lambda row: (row.participant.seat_name, row.since))


def _part(row: Any) -> tuple[Any, ...]:
    return row.participant, day_in_words(row.since, row.since_precision), day_in_words(row.until, "exact")


def _line(step: StepTaken | None, gap: tuple[Step, ...], readable: set[int]) -> tuple[Any, ...]:
    """A step as a row; what the public record doesn't show is said to be so."""
    if step is None:
        return "", _("not in the public record: %(steps)s") % {"steps": listed(each.label for each in gap)}, "", "", ""
    version = step.paper_version if step.paper_version_id in readable else None
    beside = (step.meeting.reference if step.meeting else "", version.designation if version else "")
    told = " · ".join(words for words in (step.told, *beside) if words)
    day, stood = day_in_words(step.on, step.on_precision), step.get_to_state_display()
    return day, told, stood, step.source_text, rests_on(step) if step.source else ""


# -- Several.


def commitments_table(rows: Iterable[Commitment]) -> OutlineBlock:
    """Where each stands, with the states that intend and coordinate it, for which period, and when it moved last."""
    head = (
        _("Reference"), _("Commitment"), _("States"), _("Coordinated by"), _("Period"), _("Where it stands"), _("Last step"),
    )  # fmt: skip
    return table_or_note(
        head,
        [
            (
                row.reference,
                row.heading,
                listed(row.intending_states()),
                listed(row.coordinating_states()),
                row.period,
                row.get_state_display(),
                day_in_words(row.moved_on, row.moved_on_precision) if row.moved_on else "",
            )
            for row in rows
        ],
    )


def activities_table(rows: Iterable[Activity]) -> OutlineBlock:
    """Activities as far as their states let them be seen."""
    head = (_("Activity"), _("Led by"), _("Kind"), _("Days"), _("How far it has come"), _("What came of it"))
    return table_or_note(
        head,
        [
            (
                row.heading,
                row.owner,
                row.get_kind_display(),
                row.days,
                row.get_course_display(),
                in_language(row.outcome),
            )
            for row in rows
        ],
    )


def _listed(rows: Any) -> Any:
    return rows.as_listed().order_by("reference")


# -- What is implemented in an area.


def title_of_area(area: Area) -> str:
    return _("Implementation: %(area)s") % {"area": area}


def area_blocks(area: Area, user: Person, day: dt.date) -> list[OutlineBlock]:
    """Its measures with who leads them, the commitments and activities in it and in the areas within it."""
    within = Q(area=area) | Q(area__parent=area)
    measures = list(Measure.objects.visible_to(user).filter(within).select_related("area").in_order())
    led: dict[int, list[str]] = {}
    rows = list(standing(user, day).filter(within).for_page().in_order())
    for row in rows:
        for key in {row.measure_id, row.near_id} - {None}:
            led.setdefault(key, []).append(str(row.participant))
    return [
        OutlineHeading(_("Measures"), 2),
        table_or_note(
            (_("Measure"), _("Offered or coordinated by")),
            [(measure, listed(dict.fromkeys(led.get(measure.pk, []))) or _("No entry yet.")) for measure in measures],
        ),
        OutlineHeading(_("Offers and designations"), 2),
        table_or_note(coordination_head(), [cells(row) for row in rows]),
        OutlineHeading(_("Commitments"), 2),
        *standing_board(BoardQuestion(user, day, within=within)).in_a_document,
        commitments_table(_listed(Commitment.objects.visible_to(user).filter(within))),
        OutlineHeading(_("Activities"), 2),
        activities_table(Activity.objects.visible_to(user).filter(within).as_listed().order_by("starts_on", "pk")),
        OutlineNote(_("Commitments are voluntary; an absent entry says nothing about a state.")),
    ]


# -- A measure.


def title_of_measure(measure: Measure) -> str:
    return _("Measure %(reference)s") % {"reference": measure.reference}


def measure_blocks(measure: Measure, user: Person, day: dt.date) -> list[OutlineBlock]:
    near = Q(measure=measure) | Q(near=measure)
    return [
        OutlineParagraph(in_language(measure.title), is_strong=True),
        facts(
            (_("Area"), measure.area),
            (_("Edition"), measure.area.edition),
            (_("Source"), measure.source or measure.area.edition.source),
        ),
        OutlineHeading(_("Offers and designations"), 2),
        table_or_note(
            coordination_head(), [cells(row) for row in standing(user, day).filter(near).for_page().in_order()]
        ),
        OutlineHeading(_("Commitments"), 2),
        commitments_table(_listed(Commitment.objects.visible_to(user).filter(measure=measure))),
        OutlineHeading(_("Activities"), 2),
        activities_table(
            Activity.objects.visible_to(user).filter(measure=measure).as_listed().order_by("starts_on", "pk")
        ),
    ]


# -- A state, for its own capital.


def title_of_state(state: Participant) -> str:
    return _("State sheet: %(state)s") % {"state": state}


def state_blocks(state: Participant, user: Person, day: dt.date) -> list[OutlineBlock]:
    """All that the record has of one state, as its own people read it."""
    own, own_board = Q(participant=state), BoardQuestion(user, day, [state])
    follow_ups = FollowUp.objects.visible_to(user).open().filter(owner=state).select_related("decision", "hears")
    rows = standing(user, day).filter(own).for_page().in_order()
    return [
        OutlineHeading(_("Standing"), 2),
        _standing_of(state, user),
        OutlineHeading(_("Offers and designations"), 2),
        *own_coverage_board(own_board).in_a_document,
        table_or_note(coordination_head(), [cells(row) for row in rows]),
        OutlineHeading(_("Commitments"), 2),
        *standing_board(own_board).in_a_document,
        commitments_table(_listed(Commitment.objects.visible_to(user).of_states([state.pk]))),
        OutlineHeading(_("Activities"), 2),
        activities_table(Activity.objects.visible_to(user).filter(owner=state).as_listed().order_by("starts_on", "pk")),
        OutlineHeading(_("Follow-ups that it looks after"), 2),
        table_or_note(
            (_("Decision"), _("What"), _("Meeting that will hear of it")),
            [
                (row.decision.symbol, row.what, row.hears.reference if row.hears else "")
                for row in follow_ups.order_by("pk")
            ],
        ),
    ]


def _standing_of(state: Participant, user: Person) -> OutlineBlock:
    """As what it takes part, and when it held the Chair."""
    takes_part = Participation.objects.visible_to(user).filter(participant=state).order_by("since", "pk")
    chaired = Chairmanship.objects.visible_to(user).filter(participant=state).order_by("since", "pk")
    terms: list[tuple[Any, Participation | Chairmanship]] = [(row.get_standing_display(), row) for row in takes_part]
    terms += [(_("holds the Chair"), row) for row in chaired]
    return table_or_note(
        (_("Standing"), _("Since"), _("Until")),
        [
            (words, day_in_words(row.since, row.since_precision), day_in_words(row.until, row.until_precision))
            for words, row in terms
        ],
    )
