"""The second factor: an app's codes, a passkey or a recovery code, beside the password.

Where it is required is told by `members/access.py`, and held by `members/middleware.py`.
"""

import base64
import hashlib
import secrets
import unicodedata

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from members.accounts import SECOND_FACTOR_OF
from members.models import Person, User

KEYS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_shown(request: HttpRequest) -> bool:
    """Whether this sign-in, and not only this person, has shown a second factor."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def is_set_up(user: Person) -> bool:
    return Authenticator.objects.filter(user=user, type__in=KEYS).exists()


def note_shown(request: HttpRequest, kind: str) -> None:
    """Who has just set one up has it at hand."""
    record_authentication(request, request.user, "mfa", type=kind)


def forget_if_none_is_left(request: HttpRequest) -> None:
    """Whoever removes the last one stands at the door again, and is signed out everywhere else."""
    if is_set_up(request.user):
        return
    end_other_sessions(request, request.user)
    for key in ("account_authentication_methods", "account_authentication_methods_user"):
        request.session.pop(key, None)
    record_authentication(request, request.user, "password")


class AskedUnlessShown(AuthenticateStage):
    """Between the door and the house: the second factor, unless the provider that vouches for the person saw one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, self.login.user)
        return super()._should_handle(request) and not any(record.get("method") == "mfa" for record in records)


class KeptSecret(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted: a copy of the database alone gives nobody a code."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # SECRET_KEY was changed without a fallback: nothing fits any more, and no code may seem to.
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: User, kind: Authenticator.Type) -> str:
        """What a passkey is called until its owner calls it otherwise."""
        number = Authenticator.objects.filter(user=user, type=kind).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def _cipher() -> MultiFernet:
    return MultiFernet(_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _key(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {secret}".encode()).digest()))


def plain_code(typed: str) -> str:
    """A code as apps mean it: digits of any script are digits, and what can't be seen was never typed."""
    seen = (sign for sign in unicodedata.normalize("NFKC", typed) if unicodedata.category(sign)[0] not in "CZ")
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in seen)


class _CountedCode(BaseAuthenticateForm):
    """A wrong code counts towards a lock-out of the second factor, for the person and in the database."""

    def clean_code(self) -> str:
        request, credentials = context.request, {"username": f"{SECOND_FACTOR_OF}{self.user.pk}"}
        if not AxesProxyHandler.is_allowed(request, credentials):
            request.axes_locked_out = True
            raise ValidationError("locked out", code="locked_out")
        self.cleaned_data["code"] = plain_code(self.cleaned_data["code"])
        try:
            code = super().clean_code()
        except ValidationError:
            AxesProxyHandler.user_login_failed(self, credentials, request)
            raise
        reset(username=credentials["username"])
        return code


class CodeOfANewApp(ActivateTOTPForm):
    """Shows that an app was set up."""

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain_code(self.cleaned_data["code"])
        return super().clean_code()


class CodeAtSignIn(_CountedCode, AuthenticateForm):
    """Asked after the password."""


class CodeAgain(_CountedCode, ReauthenticateForm):
    """Asked again before something that matters."""
