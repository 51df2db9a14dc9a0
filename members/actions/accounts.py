"""Verbs about accounts: what the Secretariat may do, what a person reads in, and how they come in."""

import datetime as dt

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from axes.utils import reset
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import difference, record, snapshot
from journal.staff import Work, is_officer, only_officers
from members.access import link_of_details, link_of_password
from members.actions.letters import write
from members.actions.telling import concerned_by, tell_officially
from members.choices import GROUP_OF, RIGHTS_OF, WORK_OF, StaffRole, WhyEnded
from members.guessing import forget_guesses, guesses
from members.kinds import end_keys
from members.models import LinkAsked, User
from members.telling import ACCOUNT_SWITCHED, LINK_SENT, TELLING
from record.dates import day_of_the_house
from record.refusals import Refused
from record.secrets import address_without_key
from record.texts import MultilingualField, in_all

IS_OPEN = _("This account is open already.")
IS_CLOSED = _("This account is closed already.")
OPENED = _("An account was opened again")
CLOSED = _("An account was closed")


@transaction.atomic
def grant_the_secretariat(*, role: str = StaffRole.OFFICER, by: User | str = "load_record") -> Group:
    """Make the group of a role hold exactly the rights of `RIGHTS_OF` it, and return it.

    May run any number of times; the journal is written only when something changed.
    """
    group, _is_new = Group.objects.get_or_create(name=GROUP_OF[role])
    permissions = _codes_by_key(Permission.objects.filter(_rights(role)))
    granted = _codes_by_key(group.permissions.all())
    if permissions != granted:
        group.permissions.set(permissions)
        changes = {"permissions": [sorted(granted.values()), sorted(permissions.values())]}
        record(by=by, verb="granted", about=group, changes=changes)
    return group


def _rights(role: str) -> Q:
    """Who isn't an officer changes nothing but what has texts in several languages."""
    rights = Q(pk__in=())
    for app, verbs in RIGHTS_OF[role].items():
        rights |= Q(content_type__app_label=app, codename__regex=rf"^({'|'.join(verbs)})_")
    if Work.KEEP in WORK_OF[role]:
        return rights
    worded = [model for model in apps.get_models() if any(isinstance(f, MultilingualField) for f in model._meta.fields)]
    of_worded = Q(pk__in=())
    for model in worded:
        of_worded |= Q(content_type__app_label=model._meta.app_label, codename=f"change_{model._meta.model_name}")
    return rights & (~Q(codename__startswith="change_") | of_worded)


def _codes_by_key(permissions: QuerySet[Permission]) -> dict[int, str]:
    return dict(permissions.order_by().values_list("pk", "codename"))


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
def confirm_details(*, person: User, by: User, at: dt.datetime | None = None) -> User:
    """The person says that name, title and address are still right. `at` is an instant (default: now)."""
    at = at or timezone.now()
    User.objects.filter(pk=person.pk).update(last_confirmed_at=at)
    person.last_confirmed_at = at
    record(by=by, verb="confirmed details", about=person, at=at)
    return person


@transaction.atomic
def send_password_link(*, to: User, by: User, at: dt.datetime | None = None) -> bool:
    """Invite a person by letter to set a password: it says who writes, for which offices, and until when the link holds.

    Officers set no passwords: this is all that they do about one. Whoever signed in before is told of it officially as
    well, without the link. Its key stands in no ledger: it is made as the letter leaves. False where there is nobody who
    may sign in.
    """
    if not to.is_active:
        return False
    at = at or timezone.now()
    offices = to.focal_points.in_office(day_of_the_house(at)).select_related("participant")
    words = {
        "person": to,
        "by": by,
        "offices": list(offices),
        "is_new": to.last_login is None,
        "address": _where_to_set(to),
        "until": day_of_the_house(at + dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)),
    }
    write("account", words, to=to, key_of=link_of_password(to, at), at=at)
    if to.last_login is not None:
        TELLING.teller.tell(
            LINK_SENT,
            about=to,
            occurrence=f"link {at.isoformat()}",
            to=[to],
            url=reverse("account"),
            values={"who": by.get_full_name()},
            at=at,
        )
    record(by=by, verb="link sent", about=to, at=at)
    return True


def _where_to_set(person: User) -> str:
    """The address under which a person sets a password, without its key."""
    return settings.SITE_URL + address_without_key("account_reset_password_from_key", uidb36=user_pk_to_url_str(person))


@transaction.atomic
def send_details_link(*, to: User, at: dt.datetime) -> bool:
    """Send a person another link to confirm where they are reached, at most one an hour; True where one goes."""
    if not cache.add(f"details-link-of-{to.pk}", True, 3600):
        return False
    address = settings.SITE_URL + address_without_key("account-confirm")
    write("details", {"address": address}, to=to, key_of=link_of_details(to), at=at)
    return True


@transaction.atomic
def ask_for_a_link(*, address: str, at: dt.datetime) -> None:
    """Somebody asked at the sign-in page for a link to set a password, for an address as it was typed.

    What is done here is the same whether or not anybody has it, so that neither the answer nor its time tells: who it is
    is looked up when the letters of the minute are written (`answer_asked_links`).
    """
    LinkAsked.objects.create(address=User.objects.normalize_email(address), at=at)


@transaction.atomic
def answer_asked_links(*, at: dt.datetime, most: int = 200) -> int:
    """Write the letters to those whose links were asked for; how many were answered. May run twice at once.

    An address that is nobody's, or whose account is closed, is written to by nobody, and forgotten.
    """
    rows = list(LinkAsked.objects.order_by("pk").select_for_update(skip_locked=True)[:most])
    if not rows:
        return 0
    people = User.objects.filter(email__in={row.address for row in rows}, is_active=True).order_by("pk")
    for person in people:
        write("link", {"address": _where_to_set(person)}, to=person, key_of=link_of_password(person, at), at=at)
    LinkAsked.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


@transaction.atomic
def switch_account(*, person: User, on: bool, reason: str, by: User, at: dt.datetime | None = None) -> User:
    """Close an account, or open it again: with it every sign-in and every secret key ends. Nobody closes their own.

    Its person and whoever acts for the same states are told at once. Raises Refused.
    """
    at = at or timezone.now()
    if not is_officer(by) or by.pk == person.pk or (person.is_superuser and not by.is_superuser):
        raise PermissionDenied
    row = User.objects.select_for_update().get(pk=person.pk)
    if row.is_active == on:
        raise Refused({"": [IS_OPEN if on else IS_CLOSED]}, is_stale=True)
    before, told = snapshot(row), concerned_by(row, day_of_the_house(at))
    row.is_active = on
    row.save(update_fields=["is_active"])
    if not on:
        for sign_in in UserSession.objects.filter(user=row):
            sign_in.end()
        end_keys(person=row, by=by, why=WhyEnded.SWITCHED_OFF, at=at)
    said = {"person": row.get_full_name(), "who": by.get_full_name(), "reason": reason}
    what = {"what": in_all(lambda: OPENED if on else CLOSED)}
    tell_officially(
        ACCOUNT_SWITCHED, about=row, occurrence=f"{on} {at.isoformat()}", to=told, values={**said, **what}, at=at
    )
    changes = {**difference(before, snapshot(row)), "reason": [None, reason]}
    record(by=by, verb="opened" if on else "ended", about=row, changes=changes, at=at)
    return row


@transaction.atomic
def forget_second_factor(*, person: User, by: User) -> bool:
    """For whoever lost telephone and recovery codes: every sign-in ends, and the next one sets up another.

    False where there was none. Nobody does it for themselves: their own page asks for the second factor first.
    """
    if not is_officer(by) or by.pk == person.pk:
        raise PermissionDenied
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    for sign_in in UserSession.objects.filter(user=person):
        sign_in.end()
    if removed:
        record(by=by, verb="forgot second factor", about=person)
    return bool(removed)


def is_counted_against(person: User, at: dt.datetime) -> bool:
    """Whether wrong passwords of this person are counted, and may keep them out: at one address, or from all of them."""
    attempts = AccessAttempt.objects.filter(username=person.email)
    return attempts.exists() or guesses(person.email, at) >= settings.GUESSES_A_DAY


@transaction.atomic
def let_try_again(*, person: User, by: User, at: dt.datetime | None = None) -> User:
    """An officer forgets the wrong passwords of a person who is locked out, before the time is over. Raises PermissionDenied."""
    only_officers(by)
    reset(username=person.email)
    forget_guesses(person)
    record(by=by, verb="released", about=person, at=at)
    return person
