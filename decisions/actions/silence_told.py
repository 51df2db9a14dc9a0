"""A silence procedure with what this floor knows of it: whom to tell, and the commitments that a text approves.

Each verb wraps that of the meetings in one transaction. The end of a period moves the commitments as far as they can
move; what can't keeps its sentence for the Secretariat, and doesn't undo the adoption.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from commitments.actions.answers import Answers
from commitments.actions.steps import take_step
from commitments.models import Commitment
from decisions.actions import silence as of_meetings
from decisions.actions import silence_ends, silence_replies
from decisions.actions.silence import Text
from decisions.models import Decision, SilenceMatter, SilenceObjection, SilenceProcedure
from law.choices import SilenceState
from law.grammar.procedure import Does
from law.silence import rules_of_today
from meetings.access import people_whom_a_state_lets_see
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from notices.choices import Kind
from record.dates import day_of_the_house
from record.refusals import StepRefused


def open_silence(
    *,
    title: str,
    before: Text,
    by: User,
    zone: str,
    body: str,
    meeting: Meeting | None = None,
    commitments: Iterable[Commitment] = (),
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Put a text before the members, with the commitments that it approves when it is adopted. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        made = of_meetings.open_silence(
            title=title, before=before, by=by, zone=zone, body=body, meeting=meeting, once_key=once_key, at=at
        )
        if made.at == at:
            able = Commitment.objects.visible_to(by).filter(pk__in=[one.pk for one in commitments])
            matters = [SilenceMatter(procedure=made, commitment=one) for one in able]
            SilenceMatter.objects.bulk_create(matters, ignore_conflicts=True)
            _tell(made, Kind.SILENCE_OPENED, by, at)
    return made


def extend_silence(
    *, procedure: SilenceProcedure, by: User, at: dt.datetime | None = None, **given: Any
) -> SilenceProcedure:
    """Give the same text more time, and tell the members until when. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        made = of_meetings.extend(procedure=procedure, by=by, at=at, **given)
        _tell(made, Kind.SILENCE_EXTENDED, by, at)
    return made


def restart_silence(
    *,
    procedure: SilenceProcedure,
    before: Text,
    by: User,
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Put a changed text before the members, and tell them. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        made = of_meetings.restart(procedure=procedure, before=before, by=by, seen_version=seen_version, at=at)
        _tell(made, Kind.SILENCE_RESTARTED, by, at)
    return made


def withdraw_silence(
    *,
    procedure: SilenceProcedure,
    by: User,
    reason: str = "",
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Take the text back, and tell the members. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        made = of_meetings.withdraw(procedure=procedure, by=by, reason=reason, seen_version=seen_version, at=at)
        _tell(made, Kind.SILENCE_ENDED, by, at)
    return made


def object_to_silence(
    *, procedure: SilenceProcedure, owner: Participant, text: str, by: User, at: dt.datetime | None = None
) -> SilenceObjection:
    """A member objects: the members are told that the procedure is over, and by whom. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        made = silence_replies.object_to(procedure=procedure, owner=owner, text=text, by=by, at=at)
        _tell(of_meetings.fresh(procedure), Kind.SILENCE_ENDED, by, at, objects=made.participant.code)
    return made


def enter_objection(
    *, procedure: SilenceProcedure, by: User, at: dt.datetime | None = None, **given: Any
) -> SilenceObjection:
    """As `object_to_silence`, of an objection that came on paper. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        made = silence_replies.enter_objection(procedure=procedure, by=by, at=at, **given)
        _tell(of_meetings.fresh(procedure), Kind.SILENCE_ENDED, by, at, objects=made.participant.code)
    return made


# -- The end.


def settle_due(*, at: dt.datetime | None = None) -> list[SilenceProcedure]:
    """Record the end of every period that has run out by `at` (default: now, less what may still be on its way).

    May run as often as one likes, and twice at once: what is settled is settled once, each in a transaction of its own.
    One that can't be settled doesn't keep the others waiting; what went wrong is raised at the end.
    """
    at = at or timezone.now() - rules_of_today().grace
    settled, troubles = [], []
    for one in SilenceProcedure.objects.ended_by(at).order_by("ends_at", "pk"):
        try:
            with transaction.atomic():
                _hold_commitments(one)
                if made := silence_ends.settle(procedure=one, at=at):
                    _follow(made, None, at)
                    settled.append(made)
        except Exception as trouble:
            trouble.add_note(one.reference)
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("silence procedures that could not be settled", troubles)
    return settled


def conclude_silence(
    *, procedure: SilenceProcedure, by: User, seen_version: int | None = None, at: dt.datetime | None = None
) -> Decision:
    """Adopt what was held, now that it is known that every member was reached in time. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        _hold_commitments(procedure)
        made = silence_ends.conclude(procedure=procedure, by=by, seen_version=seen_version, at=at)
        _follow(of_meetings.fresh(procedure), by, at)
    return made


def _hold_commitments(procedure: SilenceProcedure) -> None:
    """First of all, so that nobody who holds one of them waits for the journal that this act will hold."""
    keys = SilenceMatter.objects.filter(procedure=procedure).values("commitment")
    list(Commitment.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _follow(made: SilenceProcedure, by: User | None, at: dt.datetime) -> None:
    """What follows from the end: commitments move, and people are told. Of what is held, the Secretariat and the Chair."""
    if made.state == SilenceState.ADOPTED:
        decision = Decision.objects.get(silence_procedure=made)
        for matter in SilenceMatter.objects.filter(procedure=made).select_related("commitment").order_by("pk"):
            _approve(matter, decision, made, by, at)
    _tell(made, Kind.SILENCE_ENDED, by, at)


def _approve(
    matter: SilenceMatter, decision: Decision, made: SilenceProcedure, by: User | None, at: dt.datetime
) -> None:
    """The commitment moves by the decision; where it can't, the sentence is kept, and the decision stands."""
    ended = of_meetings.instant_shown(made.ends_at, made)
    said = f"{decision.symbol}: adopted by silence procedure {made.reference}, whose period ended on {ended}."
    step = matter.commitment.workflow.step_of_a_decision(Does.ADOPTS, made.body)
    try:
        take_step(
            commitment=matter.commitment,
            step=step.name if step else "",
            by=by,
            answers=Answers(consensus=said, decision=decision),
            at=at,
        )
    except StepRefused as refusal:
        SilenceMatter.objects.filter(pk=matter.pk).update(problem=str(refusal))


def _tell(made: SilenceProcedure, kind: str, by: User | None, at: dt.datetime, objects: str = "") -> None:
    held = made.state == SilenceState.HELD
    people = people_whom_a_state_lets_see(Audience.SECRETARIAT if held else Audience.MEMBERS, day_of_the_house(at))
    tell(
        kind=kind,
        about=made,
        # Of one period each thing is told once: that it was held, and later that it was adopted, are two.
        occurrence=f"{made.latest.number}-{made.state}",
        to=[person for person in people if person != by],
        url=made.get_absolute_url(),
        values={
            "reference": made.reference,
            "title": made.title,
            "outcome": made.state,
            "ends_at": made.ends_at.isoformat(),
            "zone": made.time_zone,
            "state": objects,
        },
        at=at,
    )
