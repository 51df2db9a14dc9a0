"""What the log says of a request, and what it keeps to itself."""

import json
import logging
import logging.config
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from cica_tracker.logs import logging_of
from members.tests.signing_in import a_token_of, give_password

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (reverse("invitation", args=["WyJrZXk:1abc:secret"]), "/invitations/…/"),
        ("/invitations/WyJrZXk:1abc:secret", "/invitations/…"),
        (
            reverse("account_reset_password_from_key", args=["1a", "c0ffee-secret"]),
            "/accounts/password/reset/key/1a-…/",
        ),
        (reverse("account-confirm", args=["WzEsMl0:secret"]), "/account/confirm/…/"),
        (reverse("reminders-quiet", args=["WzEsMl0:1abc:secret"]), "/reminders/quiet/…/"),
        (reverse("calendar-feed", args=["c0ffee-secret"]), "/calendar/feeds/….ics"),
        # Cut off on the way, or with more written behind.
        (f"{reverse('invitation', args=['WyJrZXk:1abc:secret'])}more/", "/invitations/…/more/"),
        ("/calendar/feeds/c0ffee-secret", "/calendar/feeds/…"),
        ("/nowhere/at/all", "/nowhere/at/all"),
        (reverse("account_reset_password_from_key_done"), "/accounts/password/reset/key/done/"),
        ("/measures/CBM-2007-ECO-02/", "/measures/CBM-2007-ECO-02/"),
    ],
)
def test_the_key_of_a_letter_is_not_in_the_log(address, said, client, caplog):
    # Whatever becomes of it.
    client.get(f"{address}?next=secret")
    (line,) = [record.msg for record in caplog.records if record.name == "cica_tracker.middleware"]
    assert line["path"] == said
    assert "secret" not in caplog.text


def test_who_is_refused_stands_in_the_log_by_session_and_by_token(preparer, sign_in, caplog):
    """By their key, not by their name; who isn't let in at all stands in the log of security."""
    _row, token = a_token_of(preparer)
    sign_in(preparer).get("/admin/mailbox/")
    sign_in(preparer).get("/people/XB/")
    sign_in(preparer).post("/people/XA/invite/", {"email": "anna@xa.example"})
    program = Client(headers={"Authorization": f"Token {token}"})
    program.get("/api/v1/imports/1/")
    program.post("/api/v1/views/", {})
    lines = [record.msg for record in caplog.records if record.name == "cica_tracker.middleware"]
    assert [line["user"] for line in lines] == [preparer.pk] * 5
    assert {line["status"] for line in lines} <= {302, 403, 404}
    assert [line["status"] for line in lines][-3:] == [403, 404, 403]
    assert preparer.email not in str(lines)


def test_nobody_writes_a_line_of_the_log_but_the_house(preparer, capsys):
    """Ends of lines and signs of a terminal in an address and in a program's name stay within one line; each has its instant in UTC."""
    forged = 'x\r\n{"event": "signed in", "level": "info"}\x1b[31m\u2028'
    for kind in ("json", "text"):
        formatter = logging_of(kind, Path("unused.log"))["formatters"]["structured"]
        made = logging.config.DictConfigurator({"version": 1}).configure_formatter(dict(formatter))
        handler = Gathers(made)
        for name in ("cica_tracker.middleware", "security"):
            logging.getLogger(name).addHandler(handler)
        try:
            Client().get("/nowhere/%0d%0a%7b%22event%22:%22x%22%7d%1b[31m/")
            give_password(Client(HTTP_USER_AGENT=forged), "a@x.example", "thirteen loud herons")
        finally:
            for name in ("cica_tracker.middleware", "security"):
                logging.getLogger(name).removeHandler(handler)
        assert len(handler.said) >= 3
        assert [line for line in handler.said if "\n" in line or "\r" in line or "\x1b" in line] == []
        if kind == "json":
            assert all(json.loads(line)["timestamp"].endswith("Z") for line in handler.said)
            assert {json.loads(line)["event"] for line in handler.said} >= {"answered", "sign-in refused"}


class Gathers(logging.Handler):
    """Lines as a file would have them."""

    def __init__(self, formatter):
        super().__init__()
        self.said = []
        self.setFormatter(formatter)

    def emit(self, record):
        self.said.append(self.format(record))
