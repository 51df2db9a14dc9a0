"""What a body that doesn't decide made of an item on its agenda: recorded once, there; its commitments move with it.

A working group studies what it is charged with and submits the results (Almaty Act, article 32). Whoever comes from the
commitment's page records the same fact by the same verb: the item is found, or put on the agenda of that meeting.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.actions.answers import Answers
from commitments.actions.steps import take_step
from commitments.decided import Considered
from commitments.models import Commitment, StepTaken
from decisions.actions.items import IS_TAKEN_OFF, claim, label_of, next_position
from decisions.actions.recording import named
from decisions.choices import ItemOrigin, ItemOutcome, Outcome
from decisions.models import AgendaItem, AgendaMatter, Decision
from journal.actions import record
from law.grammar.procedure import Does
from meetings.access import chairs_a_group
from members.models import Participant, User, seats_of
from papers.uploads import Submitted
from record.acts import LONG
from record.choices import Channel
from record.dates import day_of_the_house
from record.refusals import Refused, StepRefused
from record.texts import in_language, said_in

DOES: dict[str, Does] = {ItemOutcome.CONSIDERED: Does.CONSIDERS, ItemOutcome.RETURNED: Does.RETURNS}
OUTCOMES: dict[Does | None, str] = {does: outcome for outcome, does in DOES.items()}
IS_CONSIDERED = _("What became of this item is recorded already.")
NOT_BEGUN = _("The meeting has not begun yet.")
NOT_THEIRS = _("The Secretariat, or whoever chairs the working group, records what the group considered.")
# What the outcome of a text under an item says of the item; one that was put off leaves it open.
FROM_DECISIONS: dict[str, ItemOutcome] = {
    Outcome.ADOPTED: ItemOutcome.CONSIDERED,
    Outcome.NOTED: ItemOutcome.CONSIDERED,
    Outcome.RETURNED: ItemOutcome.RETURNED,
}


def consider_item(
    *,
    agenda_item: AgendaItem,
    outcome: str,
    by: User,
    note: str = "",
    language: str | None = None,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> AgendaItem:
    """Record what became of an item; the commitments that it is about and that await the body move with it, or nothing.

    One that can't be moved refuses the whole with a sentence that names it. Recorded once: a second time is refused.
    """
    at = at or timezone.now()
    meeting = agenda_item.meeting
    if problems := why_not_consider(agenda_item, by, at):
        raise Refused({"": problems})
    with transaction.atomic():
        awaiting = _hold(agenda_item)
        claim(meeting, seen_agenda_revision)
        current = AgendaItem.objects.get(pk=agenda_item.pk)
        if current.outcome:
            raise Refused({"": [IS_CONSIDERED]}, is_stale=True)
        for commitment in awaiting:
            _move(commitment, current, outcome, note, language, by, at)
        on = min(meeting.last_day, day_of_the_house(at))
        _mark(current, outcome, note, on, by, at, language)
    return current


def why_not_consider(agenda_item: AgendaItem, by: User, at: dt.datetime) -> list[Any]:
    """Why what became of an item can't be recorded now by this person, in sentences."""
    meeting, today = agenda_item.meeting, day_of_the_house(at)
    faults = (
        (not _keeps(by, today), NOT_THEIRS),
        (agenda_item.dropped, IS_TAKEN_OFF),
        (bool(agenda_item.outcome), IS_CONSIDERED),
        (not meeting.was_held_by(today), NOT_BEGUN),
    )
    return [sentence for is_so, sentence in faults if is_so][:1]


def consider(
    *,
    commitment: Commitment,
    step: str,
    by: User,
    answers: Answers | None = None,
    on_behalf_of: Participant | None = None,
    channel: str = Channel.PORTAL,
    scan: Submitted | None = None,
    seen_version: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
    letter_reference: str = "",
    dated: dt.date | None = None,
) -> StepTaken:
    """Take the step of a commitment by recording what became of its item on the agenda of the meeting that is named.

    The item is put on that agenda where it isn't there: what was considered stood on it. The same key finds what it did.
    """
    at, answers = at or timezone.now(), answers or Answers()

    def carried_out(taken: StepTaken) -> None:
        item = _item_of(taken, by, at)
        AgendaMatter.objects.filter(item=item, commitment=commitment).update(taken=taken)
        if not item.outcome and taken.does in OUTCOMES:
            _mark(item, OUTCOMES[taken.does], answers.note, taken.on, by, at, taken.language)

    return take_step(
        commitment=commitment,
        step=step,
        by=by,
        answers=replace(answers, considered=Considered(carried_out)),
        on_behalf_of=on_behalf_of,
        channel=channel,
        scan=scan,
        seen_version=seen_version,
        once_key=once_key,
        at=at,
        letter_reference=letter_reference,
        dated=dated,
    )


def consider_by_decision(decision: Decision, by: User, at: dt.datetime) -> None:
    """A text on which a body that doesn't decide agreed under an item of its agenda: that is what became of the item."""
    item, outcome = decision.agenda_item, FROM_DECISIONS.get(decision.outcome)
    is_such = decision.meeting is not None and not decision.meeting.body_row.decides
    if item is not None and outcome is not None and is_such and not item.outcome and not item.dropped:
        consider_item(agenda_item=item, outcome=outcome, by=by, note=in_language(decision.text)[:LONG], at=at)


# -- The item, and what moves with it.


def _keeps(by: User, today: dt.date) -> bool:
    return seats_of(by, today).is_officer or chairs_a_group(by, today)


def _hold(agenda_item: AgendaItem) -> list[Commitment]:
    """The commitments of an item that await its body, held first of all, so that nobody who holds one waits for the journal."""
    about = Commitment.objects.filter(agenda_matters__item=agenda_item)
    keys = list(Commitment.objects.select_for_update().filter(pk__in=about.values("pk")).values_list("pk", flat=True))
    awaiting = Commitment.objects.filter(pk__in=keys).standing(
        lambda flow: flow.states_awaiting(agenda_item.meeting.body)
    )
    return list(awaiting.with_everything().order_by("reference"))


def _move(
    commitment: Commitment, item: AgendaItem, outcome: str, note: str, language: str | None, by: User, at: dt.datetime
) -> None:
    steps = commitment.workflow.steps_that(DOES[outcome], item.meeting.body)
    step = next((step for step in steps if commitment.state in step.source), None)

    def carried_out(taken: StepTaken) -> None:
        AgendaMatter.objects.filter(item=item, commitment=commitment).update(taken=taken)

    answers = Answers(note=note, note_language=language or "", meeting=item.meeting, considered=Considered(carried_out))
    try:
        take_step(commitment=commitment, step=step.name if step else "", by=by, answers=answers, at=at)
    except StepRefused as refusal:
        sentences = [sentence for of_a_field in refusal.problems.values() for sentence in of_a_field]
        raise StepRefused(
            {"": [named(commitment, sentence) for sentence in sentences]}, is_stale=refusal.is_stale
        ) from refusal


def _item_of(taken: StepTaken, by: User, at: dt.datetime) -> AgendaItem:
    """The item about the commitment on the agenda of the meeting; put there where it isn't, or put back."""
    meeting, commitment = taken.meeting, taken.commitment
    if meeting is None:
        raise ValueError("what is considered is considered at a meeting")
    matters = AgendaMatter.objects.filter(item__meeting=meeting, commitment=commitment).select_related("item__meeting")
    if (matter := matters.order_by("item__dropped", "item__position").first()) is not None and not matter.item.dropped:
        return matter.item
    claim(meeting, None)
    values = {"position": next_position(meeting), "dropped": False}
    item, is_new = AgendaItem.objects.update_or_create(
        meeting=meeting,
        matter=f"commitment:{commitment.reference}",
        defaults=values,
        create_defaults={
            **values,
            "title": {"en": f"{commitment.title} ({commitment.reference})"},
            "origin": ItemOrigin.GROUP_RESULTS,
        },
    )
    AgendaMatter.objects.get_or_create(item=item, commitment=commitment)
    record(
        by=by, verb="put on the agenda" if is_new else "put back on the agenda", about=item, at=at, label=label_of(item)
    )
    return item


def _mark(
    item: AgendaItem, outcome: str, note: str, on: dt.date, by: User, at: dt.datetime, language: str | None
) -> None:
    item.outcome, item.outcome_note, item.considered_on, item.considered_at = outcome, note.strip(), on, at
    item.outcome_language = said_in(language, note)
    item.save(update_fields=["outcome", "outcome_note", "outcome_language", "considered_on", "considered_at"])
    changes = {"outcome": ["", outcome], "on": [None, on]}
    record(by=by, verb="recorded what became of an item", about=item, changes=changes, at=at, label=label_of(item))
