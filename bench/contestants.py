"""Three ways to remind people by e-mail: with the ledger, in a naive loop, and as quickly as it goes with no ledger.

All of them write the same letter of one reminder to each person, from the same templates, to the same mail server. Each is a
function of (people, round) that returns when the last letter was answered.
"""

import datetime as dt
import smtplib
import socket
from collections.abc import Iterator, Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from commitments.kinds import STEP_AWAITED
from journal.names import Name
from members.models import User
from notices import sources
from notices.actions import send_due, sweep
from notices.choices import NoticeChannel, Stage
from notices.composing import compose
from notices.models import Notice
from notices.wanted import WantedNotice
from notices.words import Wordings

# A Tuesday, and an hour that suits everybody.
AT = dt.datetime(2027, 2, 9, 9, 0, tzinfo=dt.UTC)
# So many letters are on their way at once where nothing is kept.
WINDOW = 20


def reminders_wanted(people: Sequence[User], number: int) -> Iterator[WantedNotice]:
    for person in people:
        yield WantedNotice(
            kind=STEP_AWAITED,
            about=Name("commitment", f"CBM-2007-ECO-01-{number:02}"),
            about_label=f"CBM-2007-ECO-01-{number:02}",
            occurrence="1",
            recipient=person.pk,
            due_at=AT,
            url=f"/commitments/CBM-2007-ECO-01-{number:02}/",
            values={"commitment": f"CBM-2007-ECO-01-{number:02}", "step": "Submit the draft", "meeting": ""},
            official=True,
            channels=(NoticeChannel.EMAIL,),
        )


# -- The ledger: plan, then send.


def plan(people: Sequence[User], number: int) -> None:
    sources.SOURCES.clear()
    sources.add(f"round {number}", lambda start, end, at: reminders_wanted(people, number))
    sweep(at=AT)


def with_the_ledger(people: Sequence[User], number: int) -> None:
    counts = send_due(at=AT)
    assert counts == {"accepted": len(people)}, counts


# -- The naive loop: for each person a query, a get_or_create and a send_mail.


def naively(people: Sequence[User], number: int) -> None:
    key = f"CBM-2007-ECO-02-{number:02}"
    for row in people:
        person = User.objects.get(pk=row.pk)
        _row, is_new = Notice.objects.get_or_create(
            kind=STEP_AWAITED,
            about_kind="commitment",
            about_key=key,
            occurrence="1",
            recipient=person,
            channel=NoticeChannel.EMAIL,
            defaults={"about_label": key, "url": f"/commitments/{key}/", "told_at": AT},
        )
        if not is_new:
            continue
        line = f"{key}: the next step awaits you"
        body = f"{key}: the step “Submit the draft” may be taken by you. Meeting: –."
        url = f"{settings.SITE_URL}/commitments/{key}/"
        context = {
            "person": person, "language": "en", "direction": "ltr", "quiet": "",
            "items": [{"line": line, "body": body, "url": url, "link": "Open the page"}],
        }  # fmt: skip
        send_mail(
            line,
            render_to_string("notices/letters/letter.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [person.email],
            html_message=render_to_string("notices/letters/letter.html", context),
        )


# -- No ledger, nothing kept, commands sent ahead of their answers (RFC 2920).


def pipelined(people: Sequence[User], number: int) -> None:
    rows = [
        Notice(
            kind=reminder.kind, about_kind=reminder.about.kind, about_key=reminder.about.key, about_label=reminder.about_label,
            occurrence=reminder.occurrence, recipient_id=reminder.recipient, channel=NoticeChannel.EMAIL, url=reminder.url,
            values=dict(reminder.values), official=True, stage=Stage.PENDING, due_at=AT, send_at=AT,
        )
        for reminder in reminders_wanted(people, number)
    ]  # fmt: skip
    wordings = Wordings()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        server.ehlo()
        server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(people), WINDOW):
            _hand_over(server, sender, people[start : start + WINDOW], rows[start : start + WINDOW], wordings)


def _hand_over(
    server: smtplib.SMTP, sender: str, people: Sequence[User], rows: Sequence[Notice], wordings: Wordings
) -> None:
    """The envelope of each letter goes with the end of the one before; answers are read when all have been sent."""
    letters = [compose(person, [row], wordings, AT) for person, row in zip(people, rows, strict=True)]
    for letter in letters:
        server.send(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{letter.address}>\r\nDATA\r\n".encode())
        server.send(letter.raw + b".\r\n")
    for _letter in letters:
        codes = [server.getreply()[0] for _answer in range(4)]
        assert codes == [250, 250, 354, 250], codes
