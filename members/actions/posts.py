"""Verbs about the posts of a participant: who holds them, until when, and what a preparer may do."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.actions import difference, record, snapshot
from journal.staff import is_officer
from members.access import may_keep_people, may_let_in
from members.actions.entered import enter_for
from members.actions.telling import tell_of_post
from members.choices import Keys, Role
from members.models import FocalPoint, Participant, User
from members.models.focal_points import OFFICERS_ACT_FOR_NONE
from record.dates import day_of_the_house
from record.letters import DAY_TO_COME
from record.refusals import Refused
from record.texts import in_all

HAS_AN_END = _("This office has an end already.")
WITHIN_A_YEAR = _("Give a day from today on, within a year.")
NOBODY_ELSE = _(
    "Nobody else approves for your state, so this office can't be ended here. Invite another authority first, or write to"
    " the Secretariat."
)
WHICH_LETTER = _("Say by which letter the participant confirmed it.")
HOLDS_IT_ALREADY = _("This person holds that role already.")


@transaction.atomic
def end_office(*, office: FocalPoint, until: dt.date, by: User, at: dt.datetime, letter: str = "") -> FocalPoint:
    """End an office; `until` is the first day out of it. The last authority of a participant doesn't end its own.

    An officer does it by a letter of the participant's, whose people are told at once; without one, a second officer
    confirms (`ask_of_two`).
    """
    today, participant = day_of_the_house(at), lock(office.participant)
    if not may_let_in(by, participant, today):
        raise PermissionDenied
    row = FocalPoint.objects.select_for_update().get(pk=office.pk)
    if row.user_id is None or row.until is not None:
        raise Refused({"": [HAS_AN_END]})
    if is_officer(by) and not letter.strip():
        raise Refused({"letter": [WHICH_LETTER]})
    if not max(today, row.since) <= until <= today + dt.timedelta(days=366):
        raise Refused({"until": [WITHIN_A_YEAR]})
    if row.role == Role.AUTHORITY and not is_officer(by) and not _approves_besides(row, today):
        raise Refused({"": [NOBODY_ELSE]})
    ended = end_term(row, until=until, by=by, at=at, letter=letter)
    if is_officer(by):
        tell_of_post(ended, by=by, at=at, letter=letter)
    return ended


def _approves_besides(row: FocalPoint, today: dt.date) -> bool:
    others = FocalPoint.objects.filter(participant=row.participant_id, role=Role.AUTHORITY, until__isnull=True)
    return others.filter(user__is_active=True).in_office(today).exclude(user=row.user_id).exists()


def end_term(row: FocalPoint, *, until: dt.date, by: User, at: dt.datetime, letter: str = "") -> FocalPoint:
    """Write the first day out of an office. For verbs that have asked whether it may end."""
    before = snapshot(row)
    row.until = until
    row.save(update_fields=["until"])
    changes = difference(before, snapshot(row)) | ({"letter": [None, letter]} if letter else {})
    record(by=by, verb="ended office", about=row, changes=changes, at=at)
    return row


def begin_term(*, person: User, post: dict[str, Any], since: dt.date, by: User, at: dt.datetime) -> FocalPoint:
    """Begin an office of a participant, role and rank; where the post stood vacant, that ends. Raises Refused."""
    require_not_held(person, post)
    if User.objects.select_for_update().get(pk=person.pk).is_of_the_secretariat:
        raise Refused({"": [OFFICERS_ACT_FOR_NONE]})
    FocalPoint.objects.filter(**post, user__isnull=True, until__isnull=True).update(until=since)
    office = FocalPoint.objects.create(**post, user=person, since=since)
    record(by=by, verb="appointed", about=office, changes=difference({}, snapshot(office)), at=at)
    return office


def require_not_held(person: User, post: dict[str, Any]) -> None:
    """Raise Refused where the person has that role of the participant already, without an end."""
    running = FocalPoint.objects.filter(participant=post["participant"], role=post["role"], user=person)
    if running.filter(until__isnull=True).exists():
        raise Refused({"": [HOLDS_IT_ALREADY]})


@transaction.atomic
def choose_keys(*, participant: Participant, keys: str, by: User, at: dt.datetime) -> Participant:
    """One key or two: whether a preparer may submit for the participant, or only its authority."""
    row = lock(participant)
    if not may_keep_people(by, row, day_of_the_house(at)):
        raise PermissionDenied
    before = snapshot(row)
    row.keys = Keys(keys)
    if changes := difference(before, snapshot(row)):
        row.save(update_fields=["keys"])
        record(by=by, verb="chose keys", about=row, changes=changes, at=at)
    return row


@transaction.atomic
def confirm_people(
    *, participant: Participant, by: User, at: dt.datetime, letter: str = "", on: dt.date | None = None
) -> Participant:
    """That the people who act for a participant are right, as of a day; for it the Secretariat notes by which letter, of which day."""
    row, today = lock(participant), day_of_the_house(at)
    if not may_let_in(by, row, today):
        raise PermissionDenied
    if is_officer(by) and not letter:
        raise Refused({"letter": [WHICH_LETTER]})
    if on is not None and on > today:
        raise Refused({"on": [DAY_TO_COME]})
    before = snapshot(row)
    row.people_confirmed_on, row.people_confirmed_by, row.people_confirmed_letter = on or today, by, letter
    row.save(update_fields=["people_confirmed_on", "people_confirmed_by", "people_confirmed_letter"])
    record(by=by, verb="confirmed people", about=row, changes=difference(before, snapshot(row)), at=at)
    if is_officer(by):
        what, page = in_all(lambda: _("confirmed who acts for a participant")), reverse("people-of", args=[row.code])
        enter_for(state=row, about=row, what=what, url=page, by=by, at=at, letter=letter)
    return row


def lock(participant: Participant) -> Participant:
    """Two verbs about one participant's people run one after the other."""
    return Participant.objects.select_for_update().get(pk=participant.pk)
