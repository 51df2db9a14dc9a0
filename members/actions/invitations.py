"""Verbs about invitations: how a person is asked to act for a participant, and accepts."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from journal.actions import difference, record, snapshot
from journal.staff import is_officer
from members.access import link_of_invitation, may_let_in
from members.actions.letters import write
from members.actions.posts import begin_term, lock
from members.actions.telling import tell_of_invitation
from members.actions.terms import end_earlier_terms
from members.models import FocalPoint, Invitation, Participant, User
from members.models.focal_points import OFFICERS_ACT_FOR_NONE
from members.models.users import IS_A_GUEST
from members.reads import NOBODY_YET, question_about
from record.dates import day_of_the_house
from record.refusals import Refused
from record.secrets import address_without_key

MOST_WAITING = 20  # invitations of one participant: enough for a delegation, too few to write to the world
ON_ITS_WAY = _("A letter to this address is on its way already; it can be sent again below.")
MANY_WAIT = _("Many invitations are waiting already. Withdraw those that nobody will accept.")
HELD_BY_NOW = _("Somebody else holds this post by now. Whoever invited you can help.")
NOT_WAITING = _("This invitation was accepted or withdrawn in the meantime.")


@transaction.atomic
def invite(
    *,
    participant: Participant,
    by: User,
    at: dt.datetime,
    name: str,
    email: str,
    role: str,
    rank: str,
    title: str = "",
    language: str = "en",
    purpose: str = "",
    ends_earlier: bool = False,
    letter: str = "",
) -> Invitation | FocalPoint:
    """Ask a person to act for a participant, by a letter with a link that works once; return what came of it.

    Who acts for that participant already gets the further office at once. Everyone else is written to in the same way,
    whether or not the address has an account: what comes back tells nothing about people of other participants.
    Where somebody holds that post and there is one at a time, whoever invites says whether that term ends with it.
    An officer invites by a letter of the participant's, whose people are told at once.
    """
    participant = lock(participant)
    if not may_let_in(by, participant, _day(at)):
        raise PermissionDenied
    asked = Invitation(
        participant=participant, name=name, title=title, email=User.objects.normalize_email(email), language=language,
        role=role, rank=rank, purpose=purpose, ends_earlier=ends_earlier,
    )  # fmt: skip
    own = FocalPoint.objects.filter(participant=participant, user__email=asked.email).in_office(_day(at))
    colleague = own.select_related("user").first()
    if question := question_of(asked, at, colleague.user if colleague else None):
        raise Refused({"ends_earlier": [question]})
    if is_officer(by):
        tell_of_invitation(asked, by=by, at=at, letter=letter)
    return ask_person(asked, by=by, at=at) if colleague is None else _appoint(colleague.user, asked, by=by, at=at)


def question_of(invitation: Invitation, at: dt.datetime, person: User | None = None) -> str:
    """What has to be answered of who holds the post already: a sentence, or none."""
    who = person.pk if person else NOBODY_YET
    since = max(_day(at), invitation.begins_on or _day(at))
    post = {name: getattr(invitation, name) for name in ("participant", "role", "rank")}
    return question_about(FocalPoint(**post, user_id=who, since=since), ends_earlier=invitation.ends_earlier)


def ask_person(invitation: Invitation, *, by: User, at: dt.datetime) -> Invitation:
    """Write an invitation and its letter. For verbs that have asked whether `by` may let people in. Raises Refused."""
    invitation.invited_by, invitation.sent_at = by, at
    _check(invitation)
    waiting = Invitation.objects.waiting().filter(participant=invitation.participant)
    if waiting.filter(email=invitation.email, role=invitation.role).exists():
        raise Refused({"email": [ON_ITS_WAY]})
    if waiting.count() >= MOST_WAITING:
        raise Refused({"": [MANY_WAIT]})
    invitation.save(force_insert=True)
    _send(invitation, at)
    record(by=by, verb="invited", about=invitation, changes=difference({}, snapshot(invitation)), at=at)
    return invitation


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User, at: dt.datetime) -> Invitation:
    """Send the letter once more; the link of the one before stops working."""
    _may_let_in(by, lock(invitation.participant), at)
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(sent_at=at):
        raise Refused({"": [NOT_WAITING]}, is_stale=True)
    invitation.sent_at = at
    _send(invitation, at)
    record(by=by, verb="invited again", about=invitation, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: dt.datetime) -> Invitation:
    """The link stops working."""
    _may_let_in(by, lock(invitation.participant), at)
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(withdrawn_at=at):
        raise Refused({"": [NOT_WAITING]}, is_stale=True)
    record(by=by, verb="withdrew invitation", about=invitation, at=at)
    return invitation


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, person: User | None, at: dt.datetime, password: str | None = None
) -> FocalPoint:
    """Begin the office that was offered: for `person`, or for a new account with `password` where there is none."""
    lock(invitation.participant)
    if not Invitation.objects.waiting().filter(pk=invitation.pk, sent_at=invitation.sent_at).update(accepted_at=at):
        raise Refused({"": [_("This invitation was used, withdrawn or sent again in the meantime.")]})
    if person is None:
        details = {name: getattr(invitation, name) for name in ("email", "name", "title", "language")}
        person = User.objects.create_user(password=password, **details)
        record(by=person, verb="opened account", about=person, changes=difference({}, snapshot(person)), at=at)
    if person.email != invitation.email or not person.is_active:
        raise Refused({"": [_("This invitation is for another person.")]})
    if person.is_of_the_secretariat:
        raise Refused({"": [OFFICERS_ACT_FOR_NONE]})
    if person.is_guest:
        raise Refused({"": [IS_A_GUEST]})
    if question_of(invitation, at, person):
        raise Refused({"": [HELD_BY_NOW]})
    return _appoint(person, invitation, by=person, at=at)


def _day(at: dt.datetime) -> dt.date:
    return day_of_the_house(at)


def _may_let_in(by: User, participant: Participant, at: dt.datetime) -> None:
    if not may_let_in(by, participant, _day(at)):
        raise PermissionDenied


def _check(invitation: Invitation) -> None:
    """What the columns hold. Raises Refused."""
    try:
        invitation.full_clean(validate_constraints=False)
    except ValidationError as error:
        raise Refused(error.message_dict) from error


def _appoint(person: User, invitation: Invitation, *, by: User, at: dt.datetime) -> FocalPoint:
    post: dict[str, Any] = {name: getattr(invitation, name) for name in ("participant", "role", "rank")}
    since = max(_day(at), invitation.begins_on or _day(at))
    if invitation.ends_earlier:
        end_earlier_terms(term=FocalPoint(**post, user=person, since=since), by=by, at=at)
    return begin_term(person=person, post=post, since=since, by=by, at=at)


def _send(invitation: Invitation, at: dt.datetime) -> None:
    """In the language of who is invited. An invitation whose letter could not leave is there, and can be sent again."""
    with override(invitation.language):
        words = {
            "invitation": invitation,
            "address": settings.SITE_URL + address_without_key("invitation"),
            "participant": str(invitation.participant),
            "by": invitation.invited_by,
            "until": day_of_the_house(invitation.good_until),
        }
    write(
        "invitation",
        words,
        to=invitation.email,
        addressee=invitation.name,
        language=invitation.language,
        key_of=link_of_invitation(invitation),
        at=at,
    )
