"""A passkey, in a real Chromium with a key of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from members.models import User
from members.tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def said(page: Any) -> Iterator[list[str]]:
    """What the browser complains of: scripts and styles that the policy refuses are told there."""
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    return complaints


def has_a_key(page: Any) -> None:
    """Plug a key into the browser that answers by itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in_by_form(page: Any, site: str, address: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", address)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def test_a_passkey_is_set_up_at_the_first_sign_in_and_shown_at_the_next(
    page: Any, live_server: Any, authority: User, said: list[str]
):
    has_a_key(page)
    sign_in_by_form(page, live_server.url, authority.email)
    page.wait_for_url("**/accounts/2fa/**")
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    assert page.locator(".recovery-codes li").count() == 10
    assert Authenticator.objects.filter(user=authority, type=Authenticator.Type.WEBAUTHN).count() == 1
    page.goto(f"{live_server.url}/accounts/logout/")
    page.click("main button[type=submit]")
    sign_in_by_form(page, live_server.url, authority.email)
    page.wait_for_url("**/accounts/2fa/authenticate/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"{live_server.url}/desk/")
    page.goto(f"{live_server.url}/people/")
    assert page.locator("h1").inner_text() == "Our people"
    assert said == []
