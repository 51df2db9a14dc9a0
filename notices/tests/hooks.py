"""An address of a program, and a delivery to one; and a receiver beside the house that keeps what it is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from members.models import ApiToken, User
from members.tests.factories import UserFactory
from members.tests.signing_in import a_token_of
from notices.models import Notice, Webhook, WebhookDelivery


def a_webhook(by: Any = None, **said: Any) -> Webhook:
    person = by or UserFactory()
    said = {"url": "https://receiver.example/told", **said}
    if "token" not in said:
        number = ApiToken.objects.filter(user=person).count()
        said["token"] = a_token_of(person, name=f"A receiver {number}")[0]
    return Webhook.objects.create(by=person, **said)


def a_notice(to: User, **said: Any) -> Notice:
    said = {
        "kind": "meeting-planned",
        "about_kind": "meeting",
        "about_key": "SOC-2027-1",
        "about_label": "Canary",
        "url": "/meetings/",
        **said,
    }
    return Notice.objects.create(recipient=to, **said)


def a_delivery(webhook: Webhook | None = None, **said: Any) -> WebhookDelivery:
    webhook = webhook or a_webhook()
    occurrence = f"of {webhook.uid}"
    return WebhookDelivery.objects.create(webhook=webhook, notice=a_notice(webhook.by, occurrence=occurrence), **said)


@contextmanager
def a_receiver(*answers: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Where it is, and what it was sent; it answers with these statuses in turn, with the last one from then on."""
    sent: list[tuple[dict[str, str], bytes]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(answers[min(len(sent), len(answers)) - 1])
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/told", sent
    finally:
        server.shutdown()
        server.server_close()
