"""Verbs about tokens: a person makes their own; they, and officers, end them."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import get_digest_token

from journal.actions import record
from journal.staff import is_officer
from members.choices import MOST_TOKENS, TOKEN_DAYS, TOKEN_DAYS_AT_FIRST, Scope, WhyEnded
from members.models import ApiToken, User
from members.models.tokens import ApiTokenQuerySet
from members.telling import TELLING, TOKEN_ENDED, TOKEN_MADE
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_all

NAME_IT = _("Give it a name: the journal says by which token something was done.")
NAMED_ALREADY = _("You have a token of that name.")
OPENS_NOTHING = _("Choose what it opens.")
TOO_MANY = _("Revoke a token that you no longer use before you make another.")
TOO_LONG = _("It may last for a year at most.")
IT_ENDED = _("This token opens nothing any more.")
SAY_WHY = _("Say why: its person is told.")


@transaction.atomic
def make_token(
    *,
    by: User,
    name: str,
    scopes: Iterable[str] = (Scope.READ,),
    days: int = TOKEN_DAYS_AT_FIRST,
    at: dt.datetime | None = None,
) -> tuple[ApiToken, str]:
    """A new token of one's own. Returns it with the secret, which is nowhere else and can't be had again.

    Nobody makes one for somebody else. Raises Refused.
    """
    at, name, scopes = at or timezone.now(), " ".join(name.split()), set(scopes)
    person = User.objects.select_for_update().get(pk=by.pk)
    if person.is_guest:
        raise PermissionDenied
    running = _running(person, at).with_office_left(day_of_the_house(at))
    in_use = [token for token in running if token.why_over(at) is None]
    _check(name, scopes, days, in_use)
    digest, secret = get_digest_token()
    token = ApiToken(
        user=person,
        name=name,
        digest=digest,
        expiry=at + dt.timedelta(days=days),
        made_on=day_of_the_house(at),
        was_officer=person.is_of_the_secretariat,
        seal=person.get_session_auth_hash(),
        **{f"may_{scope}": scope in scopes for scope in Scope.values},
    )
    token.save(force_insert=True)
    _tell(TOKEN_MADE, token, by, at)
    record(by=by, verb="token made", about=person, changes=_said(token), at=at)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User, at: dt.datetime | None = None, reason: str = "") -> ApiToken:
    """From now on nobody comes in by it: its person does so, or an officer, who says why. Raises Refused."""
    at = at or timezone.now()
    row = ApiToken.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    is_own = row.user_id == by.pk
    if not (is_own or is_officer(by)):
        raise PermissionDenied
    if row.ended_at is not None:
        raise Refused({"": [IT_ENDED]}, is_stale=True)
    if not (is_own or reason.strip()):
        raise Refused({"reason": [SAY_WHY]})
    _end(row, WhyEnded.REVOKED, by, at, reason.strip())
    return row


@transaction.atomic
def end_tokens(*, person: User, by: object, why: str, at: dt.datetime) -> None:
    """Every token of a person ends: with a new password, another role, and when the account is switched off."""
    for token in _running(person, at).select_for_update(of=("self",)):
        _end(token, WhyEnded(why), by, at)


def _running(person: User, at: dt.datetime) -> ApiTokenQuerySet:
    rows = ApiToken.objects.filter(user=person, ended_at__isnull=True).select_related("user")
    return rows.order_by("pk")


def _check(name: str, scopes: set[str], days: int, in_use: list[ApiToken]) -> None:
    if not name:
        raise Refused({"name": [NAME_IT]})
    if name.casefold() in {token.name.casefold() for token in in_use}:
        raise Refused({"name": [NAMED_ALREADY]})
    if not scopes or not scopes <= set(Scope.values):
        raise Refused({"scopes": [OPENS_NOTHING]})
    if not 0 < days <= TOKEN_DAYS[-1]:
        raise Refused({"days": [TOO_LONG]})
    if len(in_use) >= MOST_TOKENS:
        raise Refused({"": [TOO_MANY]})


def _end(token: ApiToken, why: WhyEnded, by: object, at: dt.datetime, reason: str = "") -> None:
    token.ended_at, token.why_ended = at, why
    token.save(update_fields=["ended_at", "why_ended"])
    if getattr(by, "pk", None) != token.user_id:
        _tell(TOKEN_ENDED, token, by, at, why=reason or in_all(lambda: why.label))
    changes = {"token": [token.name, None], "why_ended": [None, why.value], "reason": [None, reason]}
    record(by=by, verb="token revoked", about=token.user, changes=changes, at=at)


def _said(token: ApiToken) -> dict[str, list[object]]:
    return {
        "token": [None, token.name],
        "scopes": [None, " ".join(token.scopes)],
        "expires": [None, token.expiry],
    }


def _tell(kind: str, token: ApiToken, by: object, at: dt.datetime, **values: object) -> None:
    who = by.get_full_name() if isinstance(by, User) else str(by)
    TELLING.teller.tell(
        kind,
        about=token,
        occurrence=kind,
        to=[token.user],
        url=reverse("account-tokens"),
        values={"token": token.name, "who": who, **values},
        at=at,
    )
