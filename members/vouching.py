"""For whom a provider of sign-ins may vouch, and how whoever it brings is answered at the door.

A provider (`members.providers`) vouches for people whom the record knows by the address that it asserts as verified, and
who act for its own state; for nobody else, and it opens no account.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from requests import RequestException

from members.models import User
from members.providers import SECRETARIAT, Voucher, vouchers
from members.watch import note


class NotVouchedFor(Exception):
    """Nobody is let in: the reason is for the log of security, and told to nobody at the door."""


def vouched_for(voucher: Voucher, claims: Mapping[str, Any], on: dt.date) -> User:
    """The person of the record for whom these claims of a provider stand on a day. Raises NotVouchedFor."""
    address = User.objects.normalize_email(str(claims.get("email") or ""))
    if not address or claims.get("email_verified") is not True:
        raise NotVouchedFor("no verified address")
    person = User.objects.filter(email=address).first()
    if person is None:
        raise NotVouchedFor("nobody of this address")
    if not person.is_active:
        raise NotVouchedFor("the account is closed")
    if not _belongs(person, voucher.of, on):
        raise NotVouchedFor("nobody of this provider's")
    linked = SocialAccount.objects.filter(provider=voucher.id, uid=str(claims["sub"])).first()
    if linked is not None and linked.user_id != person.pk:
        raise NotVouchedFor("linked to another person")
    return person


def _belongs(person: User, owner: str, on: dt.date) -> bool:
    if owner == SECRETARIAT:
        return person.is_of_the_secretariat
    return (
        person.focal_points.in_office(on).filter(participant__code=owner).exists() and not person.is_of_the_secretariat
    )


# -- At the door.


def not_let_in(request: HttpRequest, voucher: Voucher, why: str, address: object = "") -> HttpResponse:
    """Back to the door with a sentence that is the same whatever the reason; the log of security has the reason."""
    note("not vouched for", request, provider=voucher.id, why=why, login=str(address or "")[:254])
    words = {"provider": voucher.name}
    messages.warning(
        request,
        _("The sign-in by %(provider)s opened no account here. Sign in with your password, or ask the Secretariat.")
        % words,
    )
    return redirect("account_login")


def not_reached(request: HttpRequest, voucher: Voucher, fault: object) -> HttpResponse:
    """The same, of a provider that doesn't answer."""
    note("provider not reached", request, provider=voucher.id, why=repr(fault)[:300])
    words = {"provider": voucher.name}
    messages.warning(
        request,
        _("%(provider)s doesn't answer at present. Sign in with your password, or try again in a few minutes.") % words,
    )
    return redirect("account_login")


class OnlyOfTheSetting(DefaultSocialAccountAdapter):
    """Providers stand in the setting and in no table; nobody signs up by one, and their tokens aren't kept."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Whoever gave up there, or took too long, is back at the door; so is whom a provider leaves without an answer."""
        voucher = vouchers()[provider.app.provider_id]
        if isinstance(exception, RequestException):
            raise ImmediateHttpResponse(not_reached(request, voucher, exception))
        raise ImmediateHttpResponse(not_let_in(request, voucher, f"not finished: {error} {exception or ''}".strip()))

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        return [app_of(voucher) for voucher in vouchers().values() if provider in (None, "openid_connect", voucher.id)]


def app_of(voucher: Voucher) -> SocialApp:
    """As allauth knows it; never kept."""
    return SocialApp(
        provider="openid_connect",
        provider_id=voucher.id,
        name=voucher.name,
        client_id=voucher.client_id,
        secret=voucher.secret,
        settings={"server_url": voucher.server_url, "oauth_pkce_enabled": True},
    )
