"""Sign-ins as tests need them: by the real form, or already through the door."""

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from members.actions import make_token
from members.choices import Scope
from members.models import ApiToken, User
from members.tests.factories import PASSWORD


def show_second_factor(client: Client, person: User) -> None:
    """Make a session what it is after a sign-in with password and second factor."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def a_token_of(person: User, *scopes: str, name: str = "ministry export") -> tuple[ApiToken, str]:
    """A token that the person made, and its secret; without scopes, one that reads."""
    return make_token(by=person, name=name, scopes=scopes or (Scope.READ,))


def let_in(client: Client, person: User) -> None:
    """The person is signed in on that client, with password and second factor."""
    client.force_login(person)
    show_second_factor(client, person)


def give_password(client: Client, address: str, password: str = PASSWORD, **kwargs: Any) -> Any:
    """Fill in the sign-in form."""
    return client.post("/accounts/login/", {"login": address, "password": password}, **kwargs)


def has_app(person: User) -> str:
    """The person has set an app up; the answer is its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def has_passkey(person: User) -> Authenticator:
    """The person has a passkey that nobody will ask for."""
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue key", "credential": {}}
    )


def code_now(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def secret_on(page: Any) -> str:
    """The key that the page for setting an app up shows."""
    return re.search(r'id="authenticator_secret"[^>]* value="([A-Z2-7]+)"', page.content.decode())[1]
