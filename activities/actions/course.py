"""How far an activity comes: it is announced, moved or put off, given up, held, and reported on."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions.parties import TookPart, write_who_took_part
from activities.actions.planning import NamedDays
from activities.actions.telling import tell_of_its_course, tell_those_invited
from activities.actions.turns import Doing, append_turn, claim
from activities.choices import AHEAD, ActivityCourse, Deed
from activities.days import first_day_within, last_day_within
from activities.kinds import ACTIVITY_ANNOUNCED, ACTIVITY_GIVEN_UP, ACTIVITY_MOVED, ACTIVITY_REPORTED
from activities.models import Activity
from journal.actions import snapshot
from law.choices import PaperKind
from members.models import User
from papers.actions import add_version, looked_through
from papers.uploads import Submitted
from record.choices import Channel
from record.letters import ReceivedLetter
from record.refusals import Refused
from record.texts import in_language

NOT_YET = _("An activity is entered as held from its first day on.")
WHICH_DAY = _("Say on which day it was held, as well as that is known.")
GONE_BY = _("Name a day that is still to come. Of an activity on a day that is past, say that it was held.")
HELD = (ActivityCourse.HELD, ActivityCourse.REPORTED)


def announce(
    *,
    activity: Activity,
    by: User,
    note: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Announce an activity: everybody whom its state lets see it is invited, and may say who comes. Raises Refused."""
    doing = Doing(by, at or timezone.now(), letter, note, language)
    doing.require_its_state(activity)
    with transaction.atomic():
        now = claim(activity, seen_sequence, doing.at, (ActivityCourse.PLANNED, ActivityCourse.PUT_OFF))
        before, now.course = snapshot(now), ActivityCourse.ANNOUNCED
        now.save()
        turn = append_turn(now, Deed.ANNOUNCE, doing, before=before)
        tell_those_invited(ACTIVITY_ANNOUNCED, now, f"announced {turn.serial}", by, doing.at)
    return now


def move_activity(
    *,
    activity: Activity,
    days: NamedDays,
    by: User,
    note: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Name other days; of one that was put off, its days. A reason is welcome and not asked for. Raises Refused."""
    doing = Doing(by, at or timezone.now(), letter, note, language)
    doing.require_its_state(activity)
    if _have_gone_by(days, activity, doing.today):
        raise Refused({"starts_on": [GONE_BY]})
    with transaction.atomic():
        now = claim(activity, seen_sequence, doing.at, AHEAD)
        before, was = snapshot(now), now.course
        days.lay_on(now)
        if was == ActivityCourse.PUT_OFF:
            # It is again what it was before it was put off.
            now.course = was = _before_it_was_put_off(now)
        now.save()
        turn = append_turn(now, Deed.OTHER_DAYS, doing, before=before)
        tell_of_its_course(ACTIVITY_MOVED, now, was, f"change {turn.serial}", by, doing.at)
    return now


def _have_gone_by(days: NamedDays, activity: Activity, today: dt.date) -> bool:
    """Whether other days are past: all of them, or the first, unless that is the one on which it began."""
    if days.starts_on is None:
        return False
    first = last_day_within(days.starts_on, days.known)
    return (days.ends_on or first) < today or (first < today and first != activity.starts_on)


def put_off(
    *,
    activity: Activity,
    by: User,
    note: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Put an activity off until another day is named, with a reason or without. Raises Refused."""
    doing = Doing(by, at or timezone.now(), letter, note, language)
    doing.require_its_state(activity)
    with transaction.atomic():
        now = claim(activity, seen_sequence, doing.at, (ActivityCourse.PLANNED, ActivityCourse.ANNOUNCED))
        before, was = snapshot(now), now.course
        now.course = ActivityCourse.PUT_OFF
        NamedDays().lay_on(now)
        now.save()
        turn = append_turn(now, Deed.PUT_OFF, doing, before=before)
        tell_of_its_course(ACTIVITY_MOVED, now, was, f"change {turn.serial}", by, doing.at)
    return now


def _before_it_was_put_off(activity: Activity) -> str:
    earlier = activity.turns.exclude(course=ActivityCourse.PUT_OFF).order_by("serial").last()
    return earlier.course if earlier else ActivityCourse.PLANNED


def give_up(
    *,
    activity: Activity,
    by: User,
    note: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Give an activity up, with a reason or without: an honourable end. Raises Refused."""
    doing = Doing(by, at or timezone.now(), letter, note, language)
    doing.require_its_state(activity)
    with transaction.atomic():
        now = claim(activity, seen_sequence, doing.at, AHEAD)
        before, was, now.course = snapshot(now), now.course, ActivityCourse.GIVEN_UP
        now.save()
        turn = append_turn(now, Deed.GIVE_UP, doing, before=before)
        tell_of_its_course(ACTIVITY_GIVEN_UP, now, was, f"given up {turn.serial}", by, doing.at)
    return now


def mark_held(
    *,
    activity: Activity,
    days: NamedDays,
    by: User,
    parties: Iterable[TookPart] = (),
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Enter that it was held, on these days, and who took part. Raises Refused."""
    doing = Doing(by, at or timezone.now(), letter)
    doing.require_its_state(activity)
    if problems := _why_not_held(days, doing.today):
        raise Refused(problems)
    with transaction.atomic():
        now = claim(activity, seen_sequence, doing.at, AHEAD)
        before, now.course = snapshot(now), ActivityCourse.HELD
        days.lay_on(now)
        now.save()
        wrote = write_who_took_part(now, parties, by=by, at=doing.at)
        append_turn(now, Deed.HELD, doing, before=before, wrote=wrote)
    return now


def _why_not_held(days: NamedDays, today: dt.date) -> dict[str, list[Any]]:
    if days.starts_on is None:
        return {"starts_on": [WHICH_DAY]}
    return {"starts_on": [NOT_YET]} if first_day_within(days.starts_on, days.known) > today else {}


def report(
    *,
    activity: Activity,
    outcome: dict[str, str],
    by: User,
    parties: Sequence[TookPart] = (),
    document: Submitted | None = None,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Say what came of it in a few lines, and hand in the report as a paper, where there is one. Raises Refused."""
    doing = Doing(by, at or timezone.now(), letter)
    doing.require_its_state(activity)
    document = looked_through(document)
    with transaction.atomic():
        now = claim(activity, seen_sequence, doing.at, HELD)
        before, now.course, now.outcome = snapshot(now), ActivityCourse.REPORTED, outcome
        now.save()
        version = None
        if document is not None:
            version = add_version(
                folder=now.open_folder(),
                title=in_language(now.title, "en"),
                kind=PaperKind.REPORT,
                submitted=document,
                by=by,
                on_behalf_of_id=now.owner_id,
                channel=letter.channel if letter else Channel.PORTAL,
                at=doing.at,
            )
        wrote = [*write_who_took_part(now, parties, by=by, at=doing.at), *([version] if version else [])]
        turn = append_turn(now, Deed.REPORT, doing, before=before, report=version, wrote=wrote)
        tell_those_invited(ACTIVITY_REPORTED, now, f"report {turn.serial}", by, doing.at)
    return now
