"""Coordination outside a commitment: to offer it, to designate a state, and to end either."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Edition
from commitments.actions.telling import people_concerned_by_an_offer
from commitments.choices import Fact
from commitments.kinds import (
    COORDINATION_ENDED,
    COORDINATION_LAID_DOWN,
    COORDINATOR_DESIGNATED,
    OFFER_MADE,
    OFFER_TAKEN_BACK,
)
from commitments.models import CoordinationEnd, CoordinatorAssignment
from commitments.reads import (
    About,
    acting_as,
    has_offered,
    offered_as,
    problems_of_a_term,
    why_not_designate,
    why_not_now,
    why_not_offer,
)
from journal.actions import record
from journal.names import name_of
from journal.staff import is_officer
from law.choices import CoordinatorRole
from law.editions import edition_on
from law.grammar.coordination import Coordinating, CoordinationAct
from meetings.access import people_of_audience, states_of_audience
from members.access import NOT_YOURS
from members.actions import enter_for
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from notices.kinds import label_of
from record.acts import NOT_NOW
from record.acts.letters import BY_WHICH_WAY
from record.choices import Channel, Need
from record.dates import Precision, day_of_the_house
from record.forms import what_is_missing
from record.letters import BY_LETTER, DAY_TO_COME
from record.models import Confidence
from record.once import done_before
from record.refusals import StepRefused
from record.templatetags.signs import colon
from record.texts import in_all

HOW_IT_AGREED = _("This state has not offered to coordinate this here: say in the note how it agreed.")
TODAY_OR_LATER = _("Choose today or a day to come.")


BESIDE_BEFORE = _("It stands beside from a day before its own term begins.")


@dataclass(frozen=True)
class CoordinationEntry:
    """Under which circumstances something is entered: by whom, when, by which way, from which letter, under which key."""

    by: User
    at: dt.datetime
    channel: str
    source: str
    once_key: str | None

    @property
    def today(self) -> dt.date:
        return day_of_the_house(self.at)

    @property
    def is_a_letter(self) -> bool:
        return self.channel in BY_LETTER

    def columns(self) -> dict[str, Any]:
        return {
            "by": self.by,
            "at": self.at,
            "channel": self.channel,
            "source": self.source.strip(),
            "confidence": Confidence.SEEN if self.source.strip() else "",
            "once_key": self.once_key,
        }


def offer_to_coordinate(
    *,
    about: About,
    by: User,
    state: Participant | None = None,
    role: str = CoordinatorRole.UNSTATED,
    on: dt.date | None = None,
    channel: str = Channel.PORTAL,
    source: str = "",
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> CoordinatorAssignment:
    """A member state offers to coordinate a measure, a topic or an area, in its own words (annex to the Approach).

    `on` is the day of its letter, where the Secretariat enters one; else it is today. Raises StepRefused.
    """
    entry = CoordinationEntry(by, at or timezone.now(), channel, source, once_key)
    day = on if on is not None and entry.is_a_letter else entry.today
    said: dict[str, Any] = {"fact": Fact.OFFER, "role": role, "depth": about.depth, "wording": about.wording}
    said |= {"measure": about.measure, "area": about.lies_in}
    find_done = partial(done_before, CoordinatorAssignment, once_key, by=by, **said)
    if already := find_done():
        return already
    speaker = _speaker(edition_on(entry.today).coordination.act(Coordinating.OFFERS), entry, state)
    if speaker is None:
        raise StepRefused({"": [NOT_NOW]})
    problems = about.problems(day)
    if day > entry.today:
        problems["on"] = [DAY_TO_COME]
    edition = _required(about, day, problems)
    try:
        with transaction.atomic():
            _one_at_a_time(edition)
            if (why := why_not_offer(speaker, about, entry.today)) is not None:
                raise StepRefused({"": [why]})
            row = CoordinatorAssignment.objects.create(
                fact=Fact.OFFER, participant=speaker, role=role, on=day, **about.columns(edition), **entry.columns()
            )
            _tell_and_journal(
                row, entry, OFFER_MADE, "offered to coordinate", {"on": [None, day], "role": [None, role]}
            )
            _tell_the_state(row, entry, speaker, OFFER_MADE)
    except IntegrityError:
        # The same key, pressed twice at once: the other one was first.
        if already := find_done():
            return already
        raise
    return row


def designate_coordinator(
    *,
    about: About,
    party: Participant,
    by: User,
    since: dt.date | None = None,
    until: dt.date | None = None,
    shadows_from: dt.date | None = None,
    role: str = CoordinatorRole.COORDINATOR,
    note: str = "",
    on_behalf_of: Participant | None = None,
    on: dt.date | None = None,
    channel: str = Channel.PORTAL,
    source: str = "",
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> CoordinatorAssignment:
    """The Chair designates a state that offered, or agrees, to coordinate or co-coordinate, for a term (CoA (a)).

    Who may, how long a term lasts and how many places there are is asked of the edition in which the term begins.
    Raises StepRefused.
    """
    entry = CoordinationEntry(by, at or timezone.now(), channel, source, once_key)
    since, day = since or entry.today, on if on is not None and entry.is_a_letter else entry.today
    said = {"fact": Fact.DESIGNATION, "participant": party, "role": role, "depth": about.depth, "until": until}
    said |= {"measure": about.measure, "area": about.lies_in, "wording": about.wording, "note": note.strip()}
    find_done = partial(done_before, CoordinatorAssignment, once_key, by=by, **said)
    if already := find_done():
        return already
    law = edition_on(since)
    chair = _speaker(law.coordination.act(Coordinating.DESIGNATES), entry, on_behalf_of)
    problems = {**about.problems(since), **problems_of_a_term(law, since, until)}
    if shadows_from is not None and shadows_from > since:
        problems["shadows_from"] = [BESIDE_BEFORE]
    if since < entry.today and not entry.is_a_letter:
        problems["since"] = [TODAY_OR_LATER]
    if day > entry.today:
        problems["on"] = [DAY_TO_COME]
    if not Participant.objects.members_on(since).filter(pk=party.pk).exists():
        problems["party"] = [_("On that day this is no member state.")]
    elif not problems and not note.strip() and not has_offered(party, about, entry.today):
        problems["note"] = [HOW_IT_AGREED]
    edition = _required(about, since, problems)
    try:
        with transaction.atomic():
            _one_at_a_time(edition)
            if (why := why_not_designate(law, party, role, about, since)) is not None:
                raise StepRefused({"party": [why]})
            days = {"on": day, "since": since, "until": until, "shadows_from": shadows_from}
            row = CoordinatorAssignment.objects.create(
                fact=Fact.DESIGNATION, participant=party, role=role, note=note.strip(), designated_by=chair,
                **days, **about.columns(edition), **entry.columns(),
            )  # fmt: skip
            changes = {name: [None, value] for name, value in {**days, "role": role, "note": row.note}.items()}
            _tell_and_journal(row, entry, COORDINATOR_DESIGNATED, "designated a coordinator", changes)
            _tell_the_state(row, entry, chair, COORDINATOR_DESIGNATED)
    except IntegrityError:
        if already := find_done():
            return already
        raise
    return row


TOLD_BY = {
    Coordinating.TAKES_BACK: (OFFER_TAKEN_BACK, "took an offer back"),
    Coordinating.ENDS: (COORDINATION_ENDED, "ended a designation"),
    Coordinating.LAYS_DOWN: (COORDINATION_LAID_DOWN, "laid coordination down"),
}


def end_coordination(
    *,
    does: Coordinating,
    assignment: CoordinatorAssignment,
    by: User,
    until: dt.date | None = None,
    note: str = "",
    on_behalf_of: Participant | None = None,
    channel: str = Channel.PORTAL,
    source: str = "",
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> CoordinationEnd:
    """A state takes its offer back or lays its coordination down, or a designation is ended, as `does` says.

    Who may is asked of the edition under which it began. `until` is the first day after it (default: today). What was
    made in a commitment's procedure ends by its steps alone. Raises StepRefused.
    """
    entry = CoordinationEntry(by, at or timezone.now(), channel, source, once_key)
    until = until or entry.today
    find_done = partial(
        done_before, CoordinationEnd, once_key, by=by, assignment_id=assignment.pk, until=until, note=note.strip()
    )
    if already := find_done():
        return already
    try:
        with transaction.atomic():
            rows = CoordinatorAssignment.objects.visible_to(by).select_for_update(of=("self",))
            row = rows.select_related("participant", "edition", "area", "measure").get(pk=assignment.pk)
            rule = row.law.coordination.act(does)
            speaker = _speaker(rule, entry, on_behalf_of, row)
            if problems := _problems_of_an_end(rule, row, until, note, entry):
                raise StepRefused(problems)
            end = CoordinationEnd.objects.create(
                assignment=row,
                until=until,
                until_before=row.until,
                until_before_precision=row.until_precision,
                note=note.strip(),
                on_behalf_of=speaker,
                acting_as=acting_as(rule, speaker, row),
                **entry.columns(),
            )
            row.until, row.until_precision = until, Precision.EXACT
            row.save(update_fields=["until", "until_precision"])
            changes = {"until": [end.until_before, until], "note": [None, end.note]}
            _tell_and_journal(row, entry, *TOLD_BY[does], changes, occurrence=f"end {end.pk}")
            _tell_the_state(row, entry, speaker, TOLD_BY[does][0])
    except IntegrityError:
        if already := find_done():
            return already
        raise
    assignment.until, assignment.until_precision = row.until, row.until_precision
    return end


def _problems_of_an_end(
    rule: CoordinationAct, row: CoordinatorAssignment, until: dt.date, note: str, entry: CoordinationEntry
) -> dict[str, list[Any]]:
    if (why := why_not_now(row, entry.today)) is not None:
        return {"": [why]}
    problems: dict[str, list[Any]] = {}
    began = row.since or row.on
    if began is not None and until < began:
        problems["until"] = [_("It can't end before the day on which it began.")]
    elif row.until is not None and until > row.until:
        problems["until"] = [_("It ends before that day already.")]
    elif until < entry.today and not entry.is_a_letter:
        problems["until"] = [TODAY_OR_LATER]
    if rule.note is Need.MUST and not note.strip():
        problems["note"] = [what_is_missing(_("Note"))]
    return problems


def _speaker(
    rule: CoordinationAct, entry: CoordinationEntry, state: Participant | None, row: CoordinatorAssignment | None = None
) -> Participant | None:
    """For which state it is done; None for who does it in an office of their own. Raises StepRefused where it isn't theirs."""
    offer = offered_as(rule, entry.by, row, entry.today)
    if offer is None:
        raise StepRefused({"": [NOT_NOW]})
    if state is None and offer.is_own:
        return None
    speaker = offer.first_speaker if state is None else offer.speaker(state.code)
    if speaker is None:
        raise StepRefused({"": [NOT_YOURS]})
    if speaker.why_not_submit is not None:
        raise StepRefused({"": [speaker.why_not_submit]})
    if speaker.by_letter and not entry.is_a_letter:
        raise StepRefused({"channel": [BY_WHICH_WAY]})
    return speaker.participant  # type: ignore[return-value]


def _required(about: About, on: dt.date, problems: dict[str, list[Any]]) -> Edition:
    edition = about.edition(on)
    if problems or edition is None:
        raise StepRefused(problems)
    return edition


def _one_at_a_time(edition: Edition) -> None:
    """Of two who enter the same at once, the second waits until the first one's row is there."""
    Edition.objects.select_for_update().get(pk=edition.pk)


def _tell_and_journal(
    row: CoordinatorAssignment,
    entry: CoordinationEntry,
    kind: Any,
    verb: str,
    changes: dict[str, Any],
    occurrence: str = "made",
) -> None:
    """Offers are told to those concerned, designations to all members; the journal comes last."""
    is_offer = row.fact == Fact.OFFER
    people = (
        people_concerned_by_an_offer(row, entry.today)
        if is_offer
        else people_of_audience(Audience.MEMBERS, entry.today)
    )
    tell(
        kind=kind,
        about=row,
        occurrence=occurrence,
        to=people.exclude(pk=entry.by.pk),
        url=row.get_absolute_url(),
        values={
            "state": row.participant.code,
            "subject": in_all(lambda: row.subject),
            "role": row.role,
            name_of(row).kind: in_all(lambda: row),
        },
        states=None if is_offer else states_of_audience(entry.today, Audience.MEMBERS),
        at=entry.at,
    )
    record(by=entry.by, verb=verb, about=row, changes=changes, at=entry.at)


def _tell_the_state(
    row: CoordinatorAssignment, entry: CoordinationEntry, speaker: Participant | None, kind: str
) -> None:
    """Where an officer entered it from a state's letter, that state's people are told "in your name", and can disown it."""
    if speaker is None or not is_officer(entry.by):
        return
    enter_for(
        state=speaker,
        about=row,
        what=in_all(lambda: f"{label_of(kind)}{colon()}{row}"),
        url=row.get_absolute_url(),
        by=entry.by,
        at=entry.at,
        letter=entry.source.strip(),
    )
