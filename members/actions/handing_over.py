"""Handing a post over: who leaves, who comes, from which day; and what becomes of the account of who leaves."""

import datetime as dt
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.actions import difference, record, snapshot
from journal.staff import is_officer
from members.access import may_let_in
from members.actions.invitations import ask_person
from members.actions.letters import write
from members.actions.posts import HAS_AN_END, WHICH_LETTER, begin_term, end_term, lock, require_not_held
from members.actions.telling import tell_of_post
from members.actions.terms import end_earlier_terms
from members.choices import WhyEnded
from members.kinds import ELSEWHERE, end_keys
from members.models import FocalPoint, Invitation, User
from members.models.focal_points import OFFICERS_ACT_FOR_NONE
from members.reads import NOBODY_YET, question_about
from record.dates import day_of_the_house
from record.refusals import Refused

WHO_COMES = _("Choose a person, or give the name and the address of one who is invited.")
THE_SAME = _("This person holds the post already.")
FROM_TODAY = _("Give a day from today on, within a year.")
FROM_ITS_BEGINNING = _("Give a day on which the post was held already, within a year from today.")
# How the journal calls the clock that closes accounts.
CLOCK = "hand-over"


@transaction.atomic
def hand_over(
    *,
    office: FocalPoint,
    since: dt.date,
    by: User,
    at: dt.datetime,
    person: User | None = None,
    name: str = "",
    title: str = "",
    email: str = "",
    language: str = "en",
    letter: str = "",
    ends_earlier: bool = False,
) -> FocalPoint | Invitation:
    """The term of who leaves ends on a day, and that of who comes begins on it.

    1. An existing person holds the post from that day. Somebody else is invited by letter, and holds it from that day or,
       if later, from the day on which they accept; until then the post is vacant.
    2. Who leaves is thanked by letter. With that day they sign in no more, unless they hold another post.
    3. Where somebody else is in the record with the post, too, whoever hands it over says whether that term ends as well.

    Duties, drafts and reminders belong to the post, so that whoever holds it next finds them.
    """
    today, participant = day_of_the_house(at), lock(office.participant)
    if not may_let_in(by, participant, today):
        raise PermissionDenied
    row = FocalPoint.objects.select_for_update(of=("self",)).select_related("user", "participant").get(pk=office.pk)
    if row.until is not None:
        raise Refused({"": [HAS_AN_END]}, is_stale=True)
    if is_officer(by) and not letter.strip():
        raise Refused({"letter": [WHICH_LETTER]})
    _check_day(row, since, by, today)
    comes = person or _colleague(row, email, today)
    _check_who_comes(row, comes, name, email)
    leaves = row.user
    if leaves is not None:
        _leave(row, leaves, since, by, at)
    asked = Invitation(
        participant=participant, role=row.role, rank=row.rank, begins_on=since, ends_earlier=ends_earlier,
        name=name, title=title, email=email, language=language,
    )  # fmt: skip
    made = _come(row, comes, asked, by, at)
    people = [leaves.email if leaves else None, comes.email if comes else email]
    _tell_of_both(row, made, by, at, letter)
    said = {"person": people, **({"letter": [None, letter]} if letter else {})}
    record(by=by, verb="handed over", about=row, changes=said, at=at)
    close_accounts(at=at, by=by)
    return made


def _tell_of_both(row: FocalPoint, made: FocalPoint | Invitation, by: User, at: dt.datetime, letter: str) -> None:
    """What an officer entered from the state's letter is told to its people: who leaves, and who comes."""
    if is_officer(by):
        for office in (row, made):
            if isinstance(office, FocalPoint):
                tell_of_post(office, by=by, at=at, letter=letter)


def _leave(row: FocalPoint, leaves: User, since: dt.date, by: User, at: dt.datetime) -> None:
    row.closes_account = True
    row.save(update_fields=["closes_account"])
    end_term(row, until=since, by=by, at=at)
    _tell("left", leaves, row, since, by, at)


def _come(row: FocalPoint, comes: User | None, asked: Invitation, by: User, at: dt.datetime) -> FocalPoint | Invitation:
    """The next term begins as it was asked for, or is offered by letter. Raises Refused where another one runs."""
    since: Any = asked.begins_on
    post: dict[str, Any] = {"participant": row.participant, "role": row.role, "rank": row.rank}
    if comes is not None:
        require_not_held(comes, post)
    term = FocalPoint(**post, user_id=comes.pk if comes else NOBODY_YET, since=since)
    if question := question_about(term, ends_earlier=asked.ends_earlier):
        raise Refused({"ends_earlier": [question]})
    if comes is None:
        return ask_person(asked, by=by, at=at)
    if asked.ends_earlier:
        end_earlier_terms(term=term, by=by, at=at)
    office = begin_term(person=comes, post=post, since=since, by=by, at=at)
    _tell("took_over", comes, row, since, by, at)
    return office


def _colleague(row: FocalPoint, email: str, today: dt.date) -> User | None:
    """Who has that address and acts for the participant already; of anybody else nothing is told."""
    address = User.objects.normalize_email(email)
    own = FocalPoint.objects.filter(participant=row.participant_id, user__email=address).in_office(today)
    colleague = own.select_related("user").first() if address else None
    return colleague.user if colleague else None


def _check_day(row: FocalPoint, since: dt.date, by: User, today: dt.date) -> None:
    first = row.since if is_officer(by) else max(today, row.since)
    if not first <= since <= today + dt.timedelta(days=366):
        raise Refused({"since": [FROM_ITS_BEGINNING if is_officer(by) else FROM_TODAY]})


def _check_who_comes(row: FocalPoint, comes: User | None, name: str, email: str) -> None:
    if comes is None:
        if not (name and email):
            raise Refused({"person": [WHO_COMES]})
        return
    if comes.pk == row.user_id:
        raise Refused({"person": [THE_SAME]})
    if comes.is_of_the_secretariat or not comes.is_active:
        raise Refused({"person": [OFFICERS_ACT_FOR_NONE if comes.is_of_the_secretariat else WHO_COMES]})


def _tell(letter: str, person: User, row: FocalPoint, since: dt.date, by: User, at: dt.datetime) -> None:
    words = {"person": person, "office": row, "participant": row.participant, "day": since, "by": by}
    write(letter, words, to=person, at=at)


def close_accounts(*, at: dt.datetime, by: User | str = CLOCK) -> int:
    """Close the accounts of those who handed their post over and whose day has come; return how many.

    May run any number of times. Whoever holds another post, now or to come, keeps the account. One that can't be closed
    keeps no other open; what went wrong is raised at the end.
    """
    today, closed, troubles = day_of_the_house(at), 0, []
    rows = FocalPoint.objects.filter(closes_account=True, until__lte=today).select_related("user")
    for row in rows.order_by("pk"):
        try:
            with transaction.atomic():
                FocalPoint.objects.filter(pk=row.pk).update(closes_account=False)
                if row.user is not None and not _holds_a_post(row.user, today):
                    closed += _close(row.user, by, at)
        except Exception as trouble:
            trouble.add_note(f"post {row.pk}")
            troubles.append(trouble)
    # Whoever hands over their own post is still answered by the session in which they did; it opens nothing any more.
    actor = by.pk if isinstance(by, User) else None
    for sign_in in UserSession.objects.filter(user__is_active=False).exclude(user=actor):
        sign_in.end()
    if troubles:
        raise ExceptionGroup("accounts that could not be closed", troubles)
    return closed


def _holds_a_post(person: User, today: dt.date) -> bool:
    running = FocalPoint.objects.filter(user=person).filter(Q(until__isnull=True) | Q(until__gt=today))
    return (
        person.is_of_the_secretariat or running.exists() or any(holds(person.pk, today) for holds in ELSEWHERE.values())
    )


def _close(person: User, by: User | str, at: dt.datetime) -> bool:
    row = User.objects.select_for_update().get(pk=person.pk)
    before = snapshot(row)
    row.is_active = False
    row.save(update_fields=["is_active"])
    end_keys(person=row, by=by, why=WhyEnded.SWITCHED_OFF, at=at)
    changes = difference(before, snapshot(row))
    if changes:
        record(by=by, verb="ended", about=row, changes=changes, at=at)
    return bool(changes)
