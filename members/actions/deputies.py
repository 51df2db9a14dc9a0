"""A person names a colleague who stands in for them for some days; either of the two ends it earlier."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.staff import is_officer
from members.access import colleagues_of
from members.actions.posts import WHICH_LETTER
from members.actions.telling import tell_of_deputy
from members.models import Deputyship, FocalPoint, User, seats_of
from record.dates import day_of_the_house
from record.refusals import Refused

LONGEST = dt.timedelta(days=120)
NOT_A_COLLEAGUE = _("Choose somebody who acts for the same participant, or works at the Secretariat as you do.")
NOT_ONESELF = _("Nobody deputises for themselves.")
IN_THE_PAST = _("It begins today or later.")
ENDS_LATER = _("The first day back comes after the first day.")
TOO_LONG = _("At most 120 days: for longer, a post is handed over.")
TWICE = _("On some of these days somebody deputises for you already: end that first.")
DEPUTISES_THEN = _("On some of these days you deputise for somebody: who stands in for another isn't stood in for.")
AWAY_THEN = _("On some of these days this colleague has a deputy of their own: choose somebody who is there.")
IT_IS_OVER = _("It has ended already.")


@transaction.atomic
def name_deputy(
    *,
    deputy: User,
    since: dt.date,
    until: dt.date,
    reason: str = "",
    by: User,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Deputyship:
    """From `since` to the day before `until` the deputy stands in for whoever names them. Raises Refused."""
    at = at or timezone.now()
    if once_key and (made := Deputyship.objects.filter(once_key=once_key, person=by).first()):
        return made
    own = seats_of(by, day_of_the_house(at)).acting.participant_ids
    shared = [key for key in sorted(seats_of(deputy, day_of_the_house(at)).acting.participant_ids) if key in own]
    row = _stand_in(
        person=by,
        deputy=deputy,
        participant_id=shared[0] if shared else None,
        since=since,
        until=until,
        reason=reason,
        at=at,
        once_key=once_key,
    )
    _keep_in_journal(row, by=by, at=at)
    return row


@transaction.atomic
def enter_deputy(
    *,
    office: FocalPoint,
    deputy: User,
    since: dt.date,
    until: dt.date,
    letter: str,
    reason: str = "",
    by: User,
    at: dt.datetime | None = None,
) -> Deputyship:
    """An officer enters from a participant's letter who stands in for the holder of one of its posts. Raises Refused.

    Both, and the participant's people, are told "in your name" and can contest it (`EnteredForState`).
    """
    at = at or timezone.now()
    if not is_officer(by) or office.user is None:
        raise PermissionDenied
    if not letter.strip():
        raise Refused({"letter": [WHICH_LETTER]})
    if office.participant_id not in seats_of(deputy, day_of_the_house(at)).acting.participant_ids:
        raise Refused({"deputy": [NOT_A_COLLEAGUE]})
    row = _stand_in(
        person=office.user,
        deputy=deputy,
        participant_id=office.participant_id,
        since=since,
        until=until,
        reason=reason,
        at=at,
        once_key=None,
    )
    _keep_in_journal(row, by=by, at=at, letter=letter.strip())
    tell_of_deputy(row, by=by, at=at, letter=letter)
    return row


def _stand_in(
    *,
    person: User,
    deputy: User,
    participant_id: int | None,
    since: dt.date,
    until: dt.date,
    reason: str,
    at: dt.datetime,
    once_key: str | None,
) -> Deputyship:
    """The row, where nothing forbids it. Raises Refused."""
    # One after the other: of two at once that would make a chain, the second is refused.
    list(User.objects.select_for_update(of=("self",)).filter(pk__in=[person.pk, deputy.pk]).order_by("pk"))
    if problems := problems_of(person, deputy, since, until, day_of_the_house(at)):
        raise Refused(problems)
    return Deputyship.objects.create(
        person=person,
        deputy=deputy,
        participant_id=participant_id,
        since=since,
        until=until,
        reason=reason.strip(),
        at=at,
        once_key=once_key,
    )


def _keep_in_journal(row: Deputyship, *, by: User, at: dt.datetime, letter: str = "") -> None:
    changes = {"deputy": [None, row.deputy.get_full_name()], "since": [None, row.since], "until": [None, row.until]}
    changes |= {"letter": [None, letter]} if letter else {}
    record(by=by, verb="named a deputy", about=row, changes=changes, at=at)


def problems_of(person: User, deputy: User, since: dt.date, until: dt.date, today: dt.date) -> dict[str, list[object]]:
    """Why it can't be so, by field."""
    if deputy.pk == person.pk:
        return {"deputy": [NOT_ONESELF]}
    if not colleagues_of(person, today).filter(pk=deputy.pk).exists():
        return {"deputy": [NOT_A_COLLEAGUE]}
    if since < today:
        return {"since": [IN_THE_PAST]}
    if until <= since:
        return {"until": [ENDS_LATER]}
    if until - since > LONGEST:
        return {"until": [TOO_LONG]}
    beside = Deputyship.objects.all().beside(since, until)
    if beside.filter(person=person).exists():
        return {"": [TWICE]}
    if beside.filter(deputy=person).exists():
        return {"": [DEPUTISES_THEN]}
    if beside.filter(person=deputy).exists():
        return {"deputy": [AWAY_THEN]}
    return {}


@transaction.atomic
def end_deputyship(*, deputyship: Deputyship, by: User, at: dt.datetime | None = None) -> Deputyship:
    """From now on nobody stands in. By either of the two. Raises Refused where it is over."""
    at = at or timezone.now()
    if by.pk not in {deputyship.person_id, deputyship.deputy_id}:
        raise PermissionDenied
    rows = Deputyship.objects.standing().filter(Q(pk=deputyship.pk), until__gt=day_of_the_house(at))
    if not rows.update(ended_by=by, ended_at=at):
        raise Refused({"": [IT_IS_OVER]}, is_stale=True)
    deputyship.refresh_from_db()
    record(by=by, verb="ended a deputyship", about=deputyship, at=at)
    return deputyship
