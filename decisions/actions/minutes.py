"""Minutes of meetings: drafted of the record, finished by hand, circulated to those who sat, adopted at the next meeting."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.choices import MinutesStage, Outcome
from decisions.kinds import MINUTES_ADOPTED, MINUTES_CIRCULATED
from decisions.models import Decision, Minutes, MinutesVersion
from decisions.reads.minutes import drafted_content
from journal.actions import record
from journal.staff import Work, require_work
from meetings.access import people_in_office, states_of_audience
from meetings.choices import PRESENT
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_all

MINUTES_ARE_THERE = _("There are minutes of this meeting already.")
NOT_HELD = _("Minutes are drafted once the meeting has begun.")
NOTHING_CHANGED = _("Nothing was changed.")
WELCOME_TO_COME = _("Corrections are welcome until a day to come.")
CIRCULATE_FIRST = _("Its newest version hasn't gone out: circulate it first.")
A_LATER_MEETING = _("They are adopted at a later meeting of the same body, and of the same group.")
BY_ITS_DECISION = _("Name the decision of that meeting by which they were adopted.")
OPEN = (MinutesStage.DRAFTED, MinutesStage.CIRCULATED)


@dataclass(frozen=True)
class WrittenItem:
    """The text of an item, as an officer leaves it."""

    number: int
    text: str


def draft_minutes(*, meeting: Meeting, language: str, by: User, at: dt.datetime | None = None) -> Minutes:
    """Draft them of the agenda, of who sat, and of the decisions with what states said of them. Raises Refused."""
    require_work(by, Work.PREPARE)
    at = at or timezone.now()
    if not meeting.was_held_by(day_of_the_house(at)):
        raise Refused({"": [NOT_HELD]})
    content = drafted_content(meeting, language)
    try:
        with transaction.atomic():
            minutes = Minutes.objects.create(meeting=meeting, by=by, at=at, changed_at=at)
            version = _append(minutes, content, language, by, at)
            changes = {"meeting": [None, meeting.reference]}
            record(by=by, verb="minutes: drafted", about=minutes, changes=changes, at=at, wrote=[version])
    except IntegrityError as error:
        if Minutes.objects.filter(meeting=meeting).exists():
            raise Refused({"": [MINUTES_ARE_THERE]}) from error
        raise
    return minutes


def write_minutes(
    *,
    minutes: Minutes,
    items: Iterable[WrittenItem],
    by: User,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Minutes:
    """A new version, with these texts in the place of what the items said; earlier versions stay. Raises Refused."""
    require_work(by, Work.PREPARE)
    at = at or timezone.now()
    texts = {item.number: item.text.strip() for item in items}
    with transaction.atomic():
        now = claim_minutes(minutes, seen_sequence, at, OPEN)
        before = now.newest
        content = [{**item, "text": texts.get(item["number"], item["text"])} for item in before.content]
        if content == before.content:
            raise Refused({"": [NOTHING_CHANGED]})
        version = _append(now, content, before.language or "", by, at)
        changes = {"version": [before.number, version.number]}
        record(by=by, verb="minutes: written", about=now, changes=changes, at=at, wrote=[version])
    return now


def circulate_minutes(
    *,
    minutes: Minutes,
    audience: str,
    corrections_until: dt.date,
    by: User,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Minutes:
    """Send the newest version to those who sat; until a day they may propose corrections. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    if corrections_until < day_of_the_house(at):
        raise Refused({"corrections_until": [WELCOME_TO_COME]})
    with transaction.atomic():
        now = claim_minutes(minutes, seen_sequence, at, OPEN)
        before = [now.stage, now.audience]
        now.stage, now.audience, now.corrections_until = MinutesStage.CIRCULATED, audience, corrections_until
        now.save(update_fields=["stage", "audience", "corrections_until"])
        version = now.newest
        MinutesVersion.objects.filter(pk=version.pk, circulated_at__isnull=True).update(circulated_at=at)
        changes = {
            "stage": [before[0], now.stage],
            "audience": [before[1], audience],
            "version": [None, version.number],
        }
        record(by=by, verb="minutes: circulated", about=now, changes=changes, at=at)
        until = {"until": corrections_until.isoformat()}
        _tell(MINUTES_CIRCULATED, now, f"version {version.number} until {corrections_until.isoformat()}", until, by, at)
    return now


def adopt_minutes(
    *,
    minutes: Minutes,
    meeting: Meeting,
    by: User,
    decision: Decision | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Minutes:
    """Enter at which meeting they were adopted, and by which decision of it, where the body decides. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    if problems := why_not_adopted_there(minutes, meeting, decision, day_of_the_house(at)):
        raise Refused(problems)
    with transaction.atomic():
        now = claim_minutes(minutes, seen_sequence, at, (MinutesStage.CIRCULATED,))
        if now.newest.circulated_at is None:
            raise Refused({"": [CIRCULATE_FIRST]})
        now.stage, now.adopted_at, now.decision = MinutesStage.ADOPTED, meeting, decision
        now.save(update_fields=["stage", "adopted_at", "decision"])
        symbol = decision.symbol if decision else None
        changes = {"stage": [MinutesStage.CIRCULATED, now.stage], "meeting": [None, meeting.reference]}
        record(by=by, verb="minutes: adopted", about=now, changes=changes | {"decision": [None, symbol]}, at=at)
        _tell(MINUTES_ADOPTED, now, "adopted", {"at": in_all(lambda: meeting.label)}, by, at)
    return now


def why_not_adopted_there(
    minutes: Minutes, meeting: Meeting, decision: Decision | None, on: dt.date
) -> dict[str, list[Any]]:
    first = minutes.meeting
    is_later = (meeting.body, meeting.working_group_id) == (first.body, first.working_group_id)
    if not (is_later and meeting.starts_on > first.starts_on and meeting.was_held_by(on)):
        return {"meeting": [A_LATER_MEETING]}
    if decision is None:
        return {"decision": [BY_ITS_DECISION]} if meeting.body_row.decides else {}
    is_of_it = decision.meeting_id == meeting.pk and decision.outcome == Outcome.ADOPTED
    return {} if is_of_it else {"decision": [BY_ITS_DECISION]}


def who_sat(meeting: Meeting, audience: str, on: dt.date) -> QuerySet[Participant]:
    """The participants of an audience that were present; of a meeting of which nobody's presence was entered, the members."""
    within = states_of_audience(on, audience)
    sat = meeting.attendance.filter(presence__in=PRESENT)
    return within.filter(pk__in=sat.values("participant")) if sat.exists() else states_of_audience(on, Audience.MEMBERS)


def claim_minutes(minutes: Minutes, seen_sequence: int | None, at: dt.datetime, of: Iterable[str]) -> Minutes:
    """Raise its number, if it still is as it was seen. Of two who change it at once the second is told. Raises Refused."""
    sequence = minutes.sequence if seen_sequence is None else seen_sequence
    rows = Minutes.objects.filter(pk=minutes.pk, sequence=sequence, stage__in=tuple(of))
    if not rows.update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return Minutes.objects.select_related("meeting").get(pk=minutes.pk)


def _append(
    minutes: Minutes, content: list[dict[str, Any]], language: str, by: User, at: dt.datetime
) -> MinutesVersion:
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    number = MinutesVersion.next_number(minutes)
    return MinutesVersion.objects.create(
        minutes=minutes, number=number, content=content, language=language or None, sha256=digest, by=by, at=at
    )


def _tell(kind: str, minutes: Minutes, occurrence: str, values: dict[str, Any], by: User, at: dt.datetime) -> None:
    """Those who sat, by letter where they have nobody here."""
    today = day_of_the_house(at)
    states = who_sat(minutes.meeting, minutes.audience, today)
    tell(
        kind=kind,
        about=minutes,
        occurrence=occurrence,
        to=people_in_office(Q(participant__in=states), today).exclude(pk=by.pk),
        states=states,
        url=minutes.get_absolute_url(),
        values={"meeting": in_all(lambda: str(minutes.meeting)), **values},
        at=at,
    )
