"""What is out of bounds, in words, and what helps: for the Secretariat's page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from notices.kinds import Phrase
from notices.models import Sweep
from notices.reports.health import Health

WORDS: dict[str, tuple[Phrase, Phrase]] = {
    "sweep-missing": (
        _("Reminders have not been planned for more than ten minutes."),
        _(
            "Ask those who run the server whether what plans reminders is running. Nothing is lost: what is late goes then."
        ),
    ),
    "clock": (
        _("The clock can't be believed: nothing is planned or sent, and no silence procedure ends by itself."),
        _("Put the clock right and it goes on by itself. If it is right, say so below."),
    ),
    "source": (
        _("Some kinds of reminders could not be planned; the others were."),
        _("The log of the worker has the reason."),
    ),
    "overdue": (
        _("Something has been due for more than two hours."),
        _("Is the mail server reached? What is late goes by itself when it answers."),
    ),
    "paused": (
        _("Letters are paused: what falls due waits."),
        _("Let letters go on below, or leave it so knowingly."),
    ),
    "held": (
        _("Letters are held: it is not known whether they arrived."),
        _("Ask the recipient or look into the mail server's log, then say “it arrived” or “send again”."),
    ),
    "refused": (
        _("Reminders were refused by the mail server, or could not be written, in the last seven days."),
        _("Each letter says why. Correct the address, then send them again."),
    ),
}


@dataclass(frozen=True)
class Alarm:
    name: str
    what: Phrase
    help: Phrase


def alarms_of(health: Health) -> list[Alarm]:
    return [Alarm(name, *WORDS[name]) for name in health.alarms]


def why_held(health: Health) -> str:
    """What the last sweep said of the clock; empty unless it held."""
    last = Sweep.objects.order_by("-at", "-pk").first() if health.is_held_by_the_clock else None
    return " ".join(last.faults) if last else ""
