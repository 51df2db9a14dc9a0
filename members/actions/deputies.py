"""A person names a colleague who stands in for them for some days; either of the two ends it earlier."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from members.access import colleagues_of
from members.models import Deputyship, User, seats_of
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
    # One after the other: of two at once that would make a chain, the second is refused.
    list(User.objects.select_for_update(of=("self",)).filter(pk__in=[by.pk, deputy.pk]).order_by("pk"))
    if once_key and (made := Deputyship.objects.filter(once_key=once_key, person=by).first()):
        return made
    if problems := problems_of(by, deputy, since, until, day_of_the_house(at)):
        raise Refused(problems)
    own = seats_of(by, day_of_the_house(at)).acting.participant_ids
    shared = [key for key in sorted(seats_of(deputy, day_of_the_house(at)).acting.participant_ids) if key in own]
    row = Deputyship.objects.create(
        person=by,
        deputy=deputy,
        participant_id=shared[0] if shared else None,
        since=since,
        until=until,
        reason=reason.strip(),
        at=at,
        once_key=once_key,
    )
    changes = {"deputy": [None, deputy.get_full_name()], "since": [None, since], "until": [None, until]}
    record(by=by, verb="named a deputy", about=row, changes=changes, at=at)
    return row


def problems_of(by: User, deputy: User, since: dt.date, until: dt.date, today: dt.date) -> dict[str, list[object]]:
    """Why it can't be so, by field."""
    if deputy.pk == by.pk:
        return {"deputy": [NOT_ONESELF]}
    if not colleagues_of(by, today).filter(pk=deputy.pk).exists():
        return {"deputy": [NOT_A_COLLEAGUE]}
    if since < today:
        return {"since": [IN_THE_PAST]}
    if until <= since:
        return {"until": [ENDS_LATER]}
    if until - since > LONGEST:
        return {"until": [TOO_LONG]}
    beside = Deputyship.objects.all().beside(since, until)
    if beside.filter(person=by).exists():
        return {"": [TWICE]}
    if beside.filter(deputy=by).exists():
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
