"""What stays unanswered goes on to the next person: to the alternate, then the authority, then the Secretariat's officers.

Each step of each line is written once, with its journal entry, and told through the ledger with its courtesy. However often
this runs, and however many run at once, nobody is told twice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import structlog
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from journal.actions import record
from journal.names import thing_called
from journal.staff import is_officer
from law.forum import FORUM
from members.choices import Rank, Role
from members.models import FocalPoint, User
from notices.access import officers, told_for
from notices.actions.portal import tell
from notices.choices import Rung
from notices.kinds import WENT_ON, KindOfAsk, Unanswered
from notices.models import GoingOnRule, WentOn
from notices.models.going_on import RuleInForce, rules_in_force
from record.clocks import CLOCK_GUARD
from record.dates import day_of_the_house
from record.texts import in_all
from record.working_days import after_working_days

log = structlog.get_logger(__name__)
# By what the journal says that it was done.
BY_ITSELF = "what stays unanswered goes on"


def set_rule(
    *,
    kind: str,
    days: int,
    is_on: bool = False,
    word: str = "",
    by: User,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> GoingOnRule:
    """From now on this kind of ask goes on after so many working days, or doesn't. What went on stays as it was told."""
    at = at or timezone.now()
    if not is_officer(by):
        raise PermissionDenied
    held = rules_in_force()[kind]
    with transaction.atomic():
        rule = GoingOnRule.objects.create(
            kind=kind, days=days, is_on=is_on, word=word.strip(), by=by, at=at, once_key=once_key
        )
        changes = {"is_on": [held.is_on, is_on], "days": [held.days, days]}
        record(by=by, verb="set a rule for what stays unanswered", about=rule, changes=changes, at=at)
    return rule


def let_go_on(*, at: dt.datetime | None = None) -> list[WentOn]:
    """Let everything go on that has waited long enough by `at` (default: now); what went on, newly.

    Raises ClockInDoubt where that clock can't be believed. One that can't go on keeps no other waiting.
    """
    at = at or timezone.now()
    CLOCK_GUARD.require_belief(at)
    went: list[WentOn] = []
    for rule in rules_in_force().values():
        if rule.is_on:
            went += _of_a_kind(rule, at)
    return went


def _of_a_kind(rule: RuleInForce, at: dt.datetime) -> list[WentOn]:
    waiting = list(rule.kind.waiting(at))
    went: list[WentOn] = []
    before: dict[str, list[WentOn]] = defaultdict(list)
    for stood in WentOn.objects.of_lines([ask.line.key for ask in waiting]).order_by("on", "pk"):
        before[stood.line].append(stood)
    for ask in waiting:
        try:
            if row := _one_step(rule, ask, before[ask.line.key], at):
                went.append(row)
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("it couldn't go on", kind=rule.kind.name, line=ask.line.key, fault=repr(fault))
    return went


def _one_step(rule: RuleInForce, ask: Unanswered, before: list[WentOn], at: dt.datetime) -> WentOn | None:
    """To the next person that there is, where it has waited so long since it went on last; None: nobody's turn yet."""
    today = day_of_the_house(at)
    last = before[-1].on if before else ask.since
    if today < after_working_days(last, rule.days, FORUM.country):
        return None
    rungs = rule.kind.rungs
    taken = [rungs.index(Rung(row.rung)) for row in before if row.rung in rungs]
    known = _who_knows(rule.kind, ask, [rungs[place] for place in taken], today)
    for rung in rungs[max(taken, default=-1) + 1 :]:
        if people := [person for person in _standing_on(rung, rule.kind, ask, today) if person.pk not in known]:
            return _goes_on(rule.kind, ask, rung, people, at)
    return None


def _who_knows(kind: KindOfAsk, ask: Unanswered, taken: list[Rung], today: dt.date) -> set[int]:
    """Who was asked from the start, or told since; and whoever may not answer it."""
    known = {*ask.asked, *ask.never}
    if ask.participant is not None and not ask.asked:
        known |= {person.pk for person in told_for([ask.participant], today, kind.roles).get(ask.participant, ())}
    return known | {person.pk for rung in taken for person in _standing_on(rung, kind, ask, today)}


def _standing_on(rung: Rung, kind: KindOfAsk, ask: Unanswered, today: dt.date) -> Iterable[User]:
    """Who may answer it there."""
    if rung is Rung.OFFICER:
        return officers()
    posts = FocalPoint.objects.in_office(today).filter(participant=ask.participant, user__is_active=True)
    posts = posts.filter(role__in=kind.roles) if kind.roles else posts.exclude(role=Role.READER)
    posts = posts.filter(rank=Rank.ALTERNATE) if rung is Rung.ALTERNATE else posts.filter(role=Role.AUTHORITY)
    return User.objects.filter(pk__in=posts.values("user")).order_by("pk")


@transaction.atomic
def _goes_on(kind: KindOfAsk, ask: Unanswered, rung: Rung, people: list[User], at: dt.datetime) -> WentOn | None:
    line, today = ask.line, day_of_the_house(at)
    thing = " · ".join(str(part) for part in (line.reference, line.thing) if part)
    row, is_new = WentOn.objects.get_or_create(
        line=line.key,
        rung=rung,
        defaults={
            "kind": kind.name,
            "desk": line.desk,
            "label": thing[:300],
            "url": line.page,
            "since": ask.since,
            "on": today,
            "at": at,
        },
    )
    if not is_new:
        return None
    values = {
        "what": in_all(lambda: kind.label),
        "thing": in_all(lambda: " · ".join(str(part) for part in (line.reference, line.thing) if part)),
    }
    # Of one thing that waits for many states the officers are told once a day.
    occurrence = f"{kind.name} {rung} {today.isoformat() if rung is Rung.OFFICER else line.desk}"
    tell(
        kind=WENT_ON,
        about=thing_called(line.about) or row,
        occurrence=occurrence,
        to=people,
        url=line.page,
        values=values,
        at=at,
    )
    record(by=BY_ITSELF, verb="let an ask go on", about=row, changes={"rung": [None, rung]}, at=at)
    return row
