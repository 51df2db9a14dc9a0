"""Asking for progress notes, and giving them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.kinds import NOTES_ASKED, PROGRESS_NOTE_GIVEN
from activities.models import NoteRequest, ProgressNote
from activities.reads import began_on
from catalogue.models import Area
from journal.actions import record
from journal.staff import Work, require_work
from meetings.access import people_in_office, who_sees
from meetings.actions.owned import require_speaker
from meetings.models import Meeting
from members.actions import enter_item
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from papers.reads import undertakings
from record.dates import Precision, day_of_the_house, shown
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused, StepRefused
from record.texts import in_all, language_written

PERIOD_ENDS_BEFORE = _("The period ends on or after its first day.")
PERIOD_TO_COME = _("Say how things went until today: the period ends today at the latest.")
BEFORE_IT_BEGAN = _("The commitment began on %(day)s: tell of a period that reaches that day.")
WELCOME_TO_COME = _("Choose a day that is still to come: until then notes are welcome.")
TAKES_NO_PART = _("A state gives notes on commitments in which it takes part.")
ONE_OF_THEM = _("Say what is new, or that there is nothing new.")
NOT_BOTH = _("There is something new, as you wrote: leave the box “nothing new” empty.")


@dataclass(frozen=True)
class PeriodToldOf:
    """The days that a note tells of, the first and the last."""

    since: dt.date
    until: dt.date

    def problems(self, today: dt.date) -> dict[str, list[Any]]:
        """What can't be so, by field: it is told of what was."""
        if self.until < self.since:
            return {"until": [PERIOD_ENDS_BEFORE]}
        return {"until": [PERIOD_TO_COME]} if self.until > today else {}


def ask_for_notes(
    *,
    area: Area,
    since: dt.date,
    until: dt.date,
    welcome_until: dt.date,
    by: User,
    meeting: Meeting | None = None,
    text: str = "",
    language: str = "",
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> NoteRequest:
    """The Secretariat asks the states that take part in an area how things went in a period. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    today = day_of_the_house(at)
    if until < since:
        raise Refused({"until": [PERIOD_ENDS_BEFORE]})
    if welcome_until < today:
        raise Refused({"welcome_until": [WELCOME_TO_COME]})
    said = {
        "area": area,
        "meeting": meeting,
        "since": since,
        "until": until,
        "welcome_until": welcome_until,
        "text": text,
        "language": (language or language_written(text)) if text else None,
    }
    try:
        with transaction.atomic():
            request = NoteRequest.objects.create(by=by, at=at, once_key=once_key, **said)
            states = undertakings().states_of(undertakings().in_area(area), today)
            record(by=by, verb="progress: asked", about=request, changes={"area": [None, area.reference]}, at=at)
            tell(
                kind=NOTES_ASKED,
                about=request,
                occurrence="asked",
                to=people_in_office(Q(participant__in=states), today).exclude(pk=by.pk),
                states=states,
                url=request.get_absolute_url(),
                values={"area": area.name, "until": welcome_until.isoformat()},
                at=at,
            )
    except IntegrityError:
        if already := done_before(NoteRequest, once_key, by=by, **said):
            return already
        raise
    return request


def give_progress_note(
    *,
    commitment: Any,
    owner: Participant,
    since: dt.date,
    until: dt.date,
    by: User,
    nothing_new: bool = False,
    text: str = "",
    language: str = "",
    audience: str = Audience.MEMBERS,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> ProgressNote:
    """A state says how its part in a commitment went on, or that there is nothing new; its owner chooses who sees it.

    Whoever takes part and sees it is told. Raises StepRefused.
    """
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, owner, letter, today, commitment)
    states = commitment.states_taking_part()
    text = text.strip()
    if problems := _why_not_then(commitment, since, until, today) | _why_not_say(nothing_new, text):
        raise StepRefused(problems)
    if owner not in states:
        raise StepRefused({"": [TAKES_NO_PART]})
    said: dict[str, Any] = {
        "within": commitment.folder,
        "owner": owner,
        "since": since,
        "until": until,
        "nothing_new": nothing_new,
        "text": text,
        "audience": audience,
    }
    try:
        with transaction.atomic():
            note = ProgressNote.objects.create(
                area=commitment.area,
                request=request_answered(commitment.area, until),
                language=(language or language_written(text)) if text else None,
                by=by,
                at=at,
                once_key=once_key,
                **said,
                **(letter.columns() if letter else {}),
            )
            record(by=by, verb="progress: told", about=note, changes={"audience": [None, audience]}, at=at)
            _tell(note, [state.pk for state in states], by, at)
            if letter is not None:
                enter_item(note, letter, by, at)
    except IntegrityError:
        if already := done_before(ProgressNote, once_key, by=by, **said):
            return already
        raise
    return note


def request_answered(area: Area, until: dt.date) -> NoteRequest | None:
    """The latest request about that area in whose period such a note ends, or that it passes."""
    return NoteRequest.objects.of_area(area).filter(since__lte=until).order_by("-since", "-pk").first()


def _why_not_then(commitment: Any, since: dt.date, until: dt.date, today: dt.date) -> dict[str, list[Any]]:
    if problems := PeriodToldOf(since, until).problems(today):
        return problems
    began = began_on(commitment)
    if began and until < began:
        return {"until": [BEFORE_IT_BEGAN % {"day": shown(began, Precision.EXACT)}]}
    return {}


def _why_not_say(nothing_new: bool, text: str) -> dict[str, list[Any]]:
    if not text and not nothing_new:
        return {"text": [ONE_OF_THEM]}
    return {"nothing_new": [NOT_BOTH]} if text and nothing_new else {}


def _tell(note: ProgressNote, states: list[int], by: User, at: dt.datetime) -> None:
    people = list(people_in_office(Q(participant__in=states), day_of_the_house(at)))
    seeing = who_sees(people, lambda person: ProgressNote.objects.visible_to(person).filter(pk=note.pk))
    commitment = note.commitment
    tell(
        kind=PROGRESS_NOTE_GIVEN,
        about=note,
        occurrence="given",
        to=[person for person in seeing if person != by],
        url=note.get_absolute_url(),
        values={"state": note.owner.code, "commitment": in_all(lambda: getattr(commitment, "heading", note.within))},
        at=at,
    )
