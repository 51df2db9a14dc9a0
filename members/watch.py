"""What happened at the doors: sign-ins, refusals, lock-outs, second factors. A log of its own, unmasked, for officers.

The request log names nobody and no address of theirs; after an attack somebody has to say from where it came.
"""

import time
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from members.accounts import BEGAN, SEEN
from members.events import note
from members.guessing import forget_guesses
from members.models import User


def _let_in(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """A sign-in begins: from now its day and its idle hour are counted (`members.middleware.SignInEnds`)."""
    request.session.update({BEGAN: int(time.time()), SEEN: int(time.time())})
    note("signed in", request, user)


def _left(sender: object, request: HttpRequest, user: User | None, **_more: object) -> None:
    if user is not None:
        note("signed out", request, user)


def _refused(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_more: object) -> None:
    note("sign-in refused", request, login=_login(credentials))


def _locked(sender: object, request: HttpRequest, username: str, **_more: object) -> None:
    note("locked out", request, login=username)


def _factor_refused(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    note("second factor refused", request, user)


def _factor_added(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **_more: object
) -> None:
    note("second factor added", request, user, factor=authenticator.type)


def _factor_removed(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **_more: object
) -> None:
    note("second factor removed", request, user, factor=authenticator.type)


def _new_password(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    forget_guesses(user)
    note("new password", request, user)


def _login(credentials: dict[str, Any]) -> str:
    typed = credentials.get("email") or credentials.get("username") or credentials.get("login") or ""
    return str(typed)[:254]


def watch() -> None:
    """Listen to what others' rooms say of sign-ins."""
    user_logged_in.connect(_let_in, dispatch_uid="security")
    user_logged_out.connect(_left, dispatch_uid="security")
    user_login_failed.connect(_refused, dispatch_uid="security")
    user_locked_out.connect(_locked, dispatch_uid="security")
    authentication_failed.connect(_factor_refused, dispatch_uid="security")
    authenticator_added.connect(_factor_added, dispatch_uid="security")
    authenticator_removed.connect(_factor_removed, dispatch_uid="security")
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_new_password, dispatch_uid="security")
