"""How people are let in: by an address the Secretariat or their state entered, never by signing up alone."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from axes.models import AccessBase
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override

from members.choices import WhyEnded
from members.kinds import end_keys
from members.models import User
from members.telling import POST_OFFICE, AccountLetter
from record.prepared import PreparedQuestion

# Of a session: when it was signed in, and when it last asked for something, in seconds since 1970.
BEGAN, SEEN = "began", "seen"
# What a lock-out of the second factor counts by; no address can begin so.
SECOND_FACTOR_OF = "second factor of "
# Every request of somebody who is signed in asks it.
SIGNED_IN = PreparedQuestion(User, lambda key: User.objects.filter(pk=key), ("id",), (-1,))


class ByPassword(ModelBackend):
    """By address and password; and who it is whose session says so, of each request."""

    def get_user(self, user_id: Any) -> User | None:
        for person in SIGNED_IN.objects(user_id):
            return person if self.user_can_authenticate(person) else None
        return None


class NobodySignsUpAlone(DefaultAccountAdapter):
    """Accounts are opened by the Secretariat, or by a state's authority for its own people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Between the password, or a provider's word, and the house: whose second factor was seen isn't asked again."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "members.second_factor.AskedUnlessShown"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in isn't asked for the password a second time."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] >= app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it: the password alone must not be enough to remove it."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """With a new password the person's tokens and calendar addresses end: whoever had the old one may hold them."""
        super().set_password(user, password)
        end_keys(person=user, by=user, why=WhyEnded.PASSWORD, at=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters about an account are in the language of its person, whoever's browser asked for them.

        The ledger keeps and sends them: no request waits for a mail server. Where the address is nobody's, nothing goes.
        """
        person = User.objects.filter(email=User.objects.normalize_email(email)).first()
        if person is None:
            return
        with override(person.language):
            letter = self.render_mail(template_prefix, person.email, {**context, "person": person})
        POST_OFFICE.carrier.carry(
            AccountLetter(
                name=template_prefix,
                to=person.email,
                addressee=person.get_full_name(),
                language=person.language,
                subject=str(letter.subject),
                text=str(letter.body),
                person=person.pk,
            ),
            at=timezone.now(),
        )

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Whoever comes to a closed account by a way that no password opened: the door, and nothing about the account."""
        return redirect("account_login")


class OnlyTheOpen(ByPassword, AuthenticationBackend):
    """Addresses and passwords of open accounts. The right password of a closed one is answered like a wrong one."""

    @classmethod
    def _stash_user(cls, user: User | None) -> None:
        """Nobody is remembered whose password was right and who may not come in."""


def login_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What the lock-out counts by: the address as typed, in lower case, wherever the form put it.

    Without this, axes looks for a field the form of allauth doesn't have, and lets the right password in while locked.
    """
    fields = credentials or {}
    typed = fields.get("email") or fields.get("username") or fields.get("login") or request.POST.get("login") or ""
    return str(typed).strip().lower()[:254]


def locked_out_by(attempt: HttpRequest | AccessBase, credentials: dict[str, Any] | None = None) -> list[Any]:
    """Passwords: the person from one address. Second factors: the person, from wherever."""
    login = attempt.username or "" if isinstance(attempt, AccessBase) else login_of(attempt, credentials)
    return ["username"] if login.startswith(SECOND_FACTOR_OF) else [["username", "ip_address"]]


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """After too many wrong passwords: a calm page that says when to come back, the same for every password."""
    return render(request, "account/locked_out.html", status=429)
