"""Verbs about people and what they may do."""

import datetime as dt
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from journal.actions import difference, record, snapshot
from members.access import invitation_key, may_keep_people, require_seat
from members.choices import SECRETARIAT_GROUP, SECRETARIAT_RIGHTS, Keys, Role
from members.drafts import LISTENERS
from members.models import Draft, FocalPoint, Invitation, Participant, User
from record.dates import day_of_the_house


@transaction.atomic
def grant_the_secretariat(*, by: User | str = "load_record") -> Group:
    """Make the group of the Secretariat hold exactly the rights of `SECRETARIAT_RIGHTS`, and return it.

    May run any number of times; the journal is written only when something changed.
    """
    group, _is_new = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
    permissions = set(Permission.objects.filter(_rights()))
    granted = set(group.permissions.all())
    if permissions != granted:
        group.permissions.set(permissions)
        changes = {"permissions": [_codes(granted), _codes(permissions)]}
        record(by=by, verb="granted", about=group, changes=changes)
    return group


def _rights() -> Q:
    rights = Q(pk__in=())
    for app, verbs in SECRETARIAT_RIGHTS.items():
        rights |= Q(content_type__app_label=app, codename__regex=rf"^({'|'.join(verbs)})_")
    return rights


def _codes(permissions: set[Permission]) -> list[str]:
    return sorted(permission.codename for permission in permissions)


@transaction.atomic
def change_preferences(*, person: User, language: str, time_zone: str, by: User) -> User:
    """Keep in which language and in whose hours a person reads; a second time changes nothing."""
    row = User.objects.select_for_update().get(pk=person.pk)
    before = snapshot(row)
    row.language, row.time_zone = language, time_zone
    row.full_clean(validate_unique=False, validate_constraints=False)
    if changes := difference(before, snapshot(row)):
        row.save(update_fields=["language", "time_zone"])
        record(by=by, verb="changed preferences", about=row, changes=changes)
    return row


@transaction.atomic
def confirm_details(*, person: User, by: User, at: dt.datetime | None = None) -> None:
    """The person says that name, title and address are still right. `at` is an instant (default: now)."""
    at = at or timezone.now()
    User.objects.filter(pk=person.pk).update(last_confirmed_at=at)
    person.last_confirmed_at = at
    record(by=by, verb="confirmed details", about=person, at=at)


@transaction.atomic
def send_password_link(*, to: User, by: User, request: HttpRequest) -> bool:
    """Send the letter with which a person sets a password, as the sign-in page does; False where nobody could.

    It leaves when the account is sure to stand, so that a mail server that is down doesn't undo it.
    """
    form = ResetPasswordForm({"email": to.email})
    if not (to.is_active and form.is_valid() and form.users):
        return False
    record(by=by, verb="link sent", about=to)
    transaction.on_commit(lambda: _send_link(form, request), robust=True)
    return True


def _send_link(form: ResetPasswordForm, request: HttpRequest) -> None:
    with request_context(request):  # allauth takes the address of the house from it
        form.save(request)


@transaction.atomic
def forget_second_factor(*, person: User, by: User) -> bool:
    """For whoever lost telephone and recovery codes: every sign-in ends, and the next one sets up another.

    False where there was none. Nobody does it for themselves: their own page asks for the second factor first.
    """
    if not by.is_staff or by.pk == person.pk:
        raise PermissionDenied
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    for sign_in in UserSession.objects.filter(user=person):
        sign_in.end()
    if removed:
        record(by=by, verb="forgot second factor", about=person)
    return bool(removed)


# -- A participant's own people.

MOST_WAITING = 20  # invitations of one participant: enough for a delegation, too few to write to the world


@transaction.atomic
def invite(*, invitation: Invitation, by: User, site: str, at: dt.datetime) -> Invitation | FocalPoint:
    """Ask a person to act for a participant, by a letter with a link that works once; return what came of it.

    Who acts for that participant already gets the further office at once. Everyone else is written to in the same way,
    whether or not the address has an account: what comes back tells nothing about people of other participants.
    `site` is where the house stands ("https://tracker.example"), for the link.
    """
    participant = _lock(invitation.participant)
    _only_the_authority(by, participant, at)
    invitation.participant, invitation.invited_by, invitation.sent_at = participant, by, at
    invitation.full_clean(validate_constraints=False)
    own = FocalPoint.objects.filter(participant=participant, user__email=invitation.email).in_office(_day(at))
    if colleague := own.select_related("user").first():
        return _appoint(colleague.user, invitation, by=by, at=at)
    waiting = Invitation.objects.waiting().filter(participant=participant)
    if waiting.filter(email=invitation.email, role=invitation.role).exists():
        raise ValidationError(_("A letter to this address is on its way already; it can be sent again below."))
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(_("Many invitations are waiting already. Withdraw those that nobody will accept."))
    invitation.save(force_insert=True)
    _send(invitation, site)
    record(by=by, verb="invited", about=invitation, changes=difference({}, snapshot(invitation)), at=at)
    return invitation


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User, site: str, at: dt.datetime) -> None:
    """Send the letter once more; the link of the one before stops working."""
    _only_the_authority(by, _lock(invitation.participant), at)
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(sent_at=at):
        raise ValidationError(_("This invitation was accepted or withdrawn in the meantime."))
    invitation.sent_at = at
    _send(invitation, site)
    record(by=by, verb="invited again", about=invitation, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: dt.datetime) -> None:
    """The link stops working."""
    _only_the_authority(by, _lock(invitation.participant), at)
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(withdrawn_at=at):
        raise ValidationError(_("This invitation was accepted or withdrawn in the meantime."))
    record(by=by, verb="withdrew invitation", about=invitation, at=at)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, person: User | None, at: dt.datetime, password: str | None = None
) -> FocalPoint:
    """Begin the office that was offered: for `person`, or for a new account with `password` where there is none."""
    _lock(invitation.participant)
    if not Invitation.objects.waiting().filter(pk=invitation.pk, sent_at=invitation.sent_at).update(accepted_at=at):
        raise ValidationError(_("This invitation was used, withdrawn or sent again in the meantime."))
    if person is None:
        details = {name: getattr(invitation, name) for name in ("email", "name", "title", "language")}
        person = User.objects.create_user(password=password, **details)
        record(by=person, verb="opened account", about=person, changes=difference({}, snapshot(person)), at=at)
    if person.email != invitation.email or not person.is_active:
        raise ValidationError(_("This invitation is for another person."))
    if person.is_staff:
        raise ValidationError(_("Officers of the Secretariat act for no state."))
    return _appoint(person, invitation, by=person, at=at)


@transaction.atomic
def end_office(*, office: FocalPoint, until: dt.date, by: User, today: dt.date) -> None:
    """End an office; `until` is the first day out of it. The last authority of a participant doesn't end its own."""
    participant = _lock(office.participant)
    if not may_keep_people(by, participant, today):
        raise PermissionDenied
    row = FocalPoint.objects.select_for_update().get(pk=office.pk)
    if row.user_id is None or row.until is not None:
        raise ValidationError(_("This office has an end already."))
    if not max(today, row.since) <= until <= today + dt.timedelta(days=366):
        raise ValidationError(_("Give a day from today on, within a year."))
    others = FocalPoint.objects.filter(participant=participant, role=Role.AUTHORITY, until__isnull=True)
    others = others.filter(user__is_active=True).in_office(today).exclude(user=row.user_id)
    if row.role == Role.AUTHORITY and not others.exists():
        raise ValidationError(
            _("Nobody else approves for your state, so this office can't be ended here. Invite another authority"
              " first, or write to the Secretariat.")
        )  # fmt: skip
    before = snapshot(row)
    row.until = until
    row.save(update_fields=["until"])
    record(by=by, verb="ended office", about=row, changes=difference(before, snapshot(row)))


@transaction.atomic
def choose_keys(*, participant: Participant, keys: str, by: User, today: dt.date) -> None:
    """One key or two: whether a preparer may submit for the participant, or only its authority."""
    row = _lock(participant)
    if not may_keep_people(by, row, today):
        raise PermissionDenied
    before = snapshot(row)
    row.keys = Keys(keys)
    if changes := difference(before, snapshot(row)):
        row.save(update_fields=["keys"])
        record(by=by, verb="chose keys", about=row, changes=changes)


def _lock(participant: Participant) -> Participant:
    """Two verbs about one participant's people run one after the other."""
    return Participant.objects.select_for_update().get(pk=participant.pk)


def _day(at: dt.datetime) -> dt.date:
    return day_of_the_house(at)


def _only_the_authority(by: User, participant: Participant, at: dt.datetime) -> None:
    if not may_keep_people(by, participant, _day(at)):
        raise PermissionDenied


def _appoint(person: User, invitation: Invitation, *, by: User, at: dt.datetime) -> FocalPoint:
    post = {"participant": invitation.participant, "role": invitation.role, "rank": invitation.rank}
    running_offices = FocalPoint.objects.filter(participant=invitation.participant, role=invitation.role, user=person)
    if running_offices.filter(until__isnull=True).exists():
        raise ValidationError(_("This person holds that role already."))
    FocalPoint.objects.filter(**post, user__isnull=True, until__isnull=True).update(until=_day(at))
    office = FocalPoint.objects.create(**post, user=person, since=_day(at))
    record(by=by, verb="appointed", about=office, changes=difference({}, snapshot(office)), at=at)
    return office


def _send(invitation: Invitation, site: str) -> None:
    """Write the letter in the language of who is invited; it leaves when the invitation is sure to stand."""
    with override(invitation.language):
        address = site.rstrip("/") + reverse("invitation", args=[invitation_key(invitation)])
        context = {"invitation": invitation, "address": address, "participant": str(invitation.participant)}
        subject = render_to_string("members/letters/invitation_subject.txt", context).strip()
        text = render_to_string("members/letters/invitation_message.txt", context).strip()
    # An invitation whose letter could not leave is there all the same, and its letter can be sent again.
    transaction.on_commit(lambda: send_mail(subject, text, None, [invitation.email]), robust=True)


# -- Text that is kept while it is written.


class WrittenMeanwhile(Exception):
    """A colleague has written in the same form since the page showed it: `draft` is what they wrote."""

    def __init__(self, draft: Draft):
        self.draft = draft
        super().__init__(str(draft))


def keep_draft(
    *,
    by: User,
    form: str,
    answers: dict[str, Any],
    owner: Participant | None,
    about_kind: str = "",
    about_key: str = "",
    is_ready: bool = False,
    seen: dt.datetime | None = None,
) -> Draft:
    """Keep what somebody has written so far in a form: one draft a form, thing and state (or officer).

    Ready is what was kept as ready: whoever writes on without saying so again takes the word back, and each time that
    it is said of a new text the authority is told.

    `seen` is when the draft that its writer saw was written: what a colleague wrote since isn't written over, but
    raises WrittenMeanwhile.
    """
    if owner is not None:
        require_seat(by, owner)
    whose = {"owner": owner} if owner else {"owner": None, "by": by}
    with transaction.atomic():
        # The state's row (an officer's own), since a draft that isn't there yet can't be locked: of two that are kept
        # at once, the second finds the first. No key: rows that only point at it are written meanwhile.
        holder = owner or by
        holder._meta.model._base_manager.select_for_update(no_key=True).get(pk=holder.pk)
        draft = Draft.objects.about(about_kind, about_key).filter(form=form, **whose).first()
        if draft and seen and draft.by_id != by.pk and draft.updated_at > seen:
            raise WrittenMeanwhile(draft)
        draft = draft or Draft(form=form, about_kind=about_kind, about_key=about_key, owner=owner)
        is_new = not draft.is_ready or draft.answers != answers  # pressed once more, "ready" says nothing new
        draft.answers, draft.by, draft.is_ready = answers, by, is_ready
        draft.save()
        if is_ready and is_new and owner is not None:
            for listener in LISTENERS.values():
                listener(draft=draft, owner=owner, by=by)
    return draft


def drop_draft(
    *,
    by: User,
    form: str,
    owner: Participant | None,
    about_kind: str = "",
    about_key: str = "",
    seen: dt.datetime | None = None,
) -> None:
    """The form was submitted: its draft is no longer needed. The one row of the house that is removed.

    `seen` is when the draft that its writer saw was written: what a colleague wrote since stays, as in `keep_draft`.
    """
    drafts = Draft.objects.visible_to(by).about(about_kind, about_key).filter(form=form, owner=owner)
    (drafts.exclude(~Q(by=by), updated_at__gt=seen) if seen else drafts).delete()
