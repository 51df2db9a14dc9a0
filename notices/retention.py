"""What is kept of letters and of the clock of reminders, and how long."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from notices.actions.emptying import KEPT_FOR, empty_letters
from notices.models import Sweep
from record.kept import RETENTION, Aside, Batch, Kept, remove_keys


def forget_sweeps(before: dt.datetime, most: int, aside: Aside) -> Batch:
    """Old heartbeats. The newest that was believed stays, however old: by it a clock is judged."""
    last = Sweep.objects.believed().order_by("-pk").values_list("pk", flat=True)[:1]
    old = Sweep.objects.filter(at__lt=before).exclude(pk__in=[*aside, *last]).order_by("at")
    keys = list(old.values_list("pk", flat=True)[:most])
    return Batch(len(keys), remove_keys(Sweep, keys, aside))


# What proves that a state was told, or says to whom something went on.
KEPT_FOR_GOOD = (
    Kept(
        "webhooks",
        _("Addresses at which programs are told, and what became of each delivery"),
        None,
        _("they were registered"),
        _("nothing: it is kept for good"),
        _("they tell where something was said outside the house"),
    ),
    Kept(
        "official letters",
        _("Official letters, and the ledger of who was told what and when"),
        None,
        _("they were written"),
        _("nothing: it is kept for good"),
        _("they prove that a state was told"),
    ),
    Kept(
        "receipts on paper",
        _("To which states something official was told, receipts on paper, and which states asked for paper"),
        None,
        _("they were written"),
        _("nothing: it is kept for good"),
        _("they prove that a state was told"),
    ),
    Kept(
        "what went on",
        _("By which rules what stays unanswered goes on, and what went on to whom"),
        None,
        _("it was written"),
        _("nothing: it is kept for good"),
        _("an office that changes hands reads who was told"),
    ),
)


def register() -> None:
    RETENTION.add(
        Kept(
            "letters",
            _("The words and bytes of letters that were sent or refused, but for official ones"),
            KEPT_FOR.days,
            _("the letter ended"),
            _("words and bytes are removed; the row stays, with whom, when, about what, and the SHA-256 of what went"),
            _("within two years everything a letter was about has had its turn; keys and addresses stand in it"),
            empty_letters,
        ),
        Kept(
            "heartbeats",
            _("Heartbeats of the clock of reminders"),
            400,
            _("they were written"),
            _("the row is removed; the newest stays"),
            _("a year can be looked back on"),
            forget_sweeps,
        ),
    )
    RETENTION.add(*KEPT_FOR_GOOD)
