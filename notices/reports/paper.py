"""To whom something official was told, and what is known of its arrival: as it stands on a list, and on the thing's own page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from journal.models import Entry
from journal.names import Name
from journal.staff import is_officer
from members.models import Person
from notices.choices import SET_ASIDE_ON_PAPER, TO_SERVE
from notices.kinds import Phrase, label_of
from notices.models import Addressee, PaperReceipt
from record.models import with_corrections
from record.named import called_now


@dataclass(frozen=True)
class SetAside:
    """That something needs to be served on paper no more, as the journal has it: when, and why."""

    at: dt.datetime
    word: str


@dataclass(frozen=True)
class ShownAddressee:
    """A state with what is known: a receipt on paper, when it was opened in the portal, when mail was accepted."""

    row: Addressee
    receipt: PaperReceipt | None
    struck: list[PaperReceipt] = field(default_factory=list)
    # When it was set aside, and with which word.
    set_aside: SetAside | None = None
    # What the thing is called in the reader's language.
    label: str = ""

    @property
    def what(self) -> Phrase:
        return label_of(self.row.kind)

    @property
    def called(self) -> str:
        """The state and the thing, in one line."""
        return f"{self.row.participant} · {self.what} · {self.label}"

    @property
    def is_to_be_served(self) -> bool:
        return self.row.on_paper and self.receipt is None and self.set_aside is None


def addressees(user: Person, rows: QuerySet[Addressee] | None = None) -> QuerySet[Addressee]:
    """Those that this person may see, with what their cells need."""
    visible = (Addressee.objects.visible_to(user) if rows is None else rows).with_what_was_set_aside()
    receipts = PaperReceipt.everything.select_related("by").order_by("pk")
    return visible.with_what_is_known().select_related("participant").prefetch_related(Prefetch("receipts", receipts))


def shown(user: Person, rows: Iterable[Addressee]) -> list[ShownAddressee]:
    """Each with the receipt that counts, and those that were entered by mistake."""
    listed = list(rows)
    labels = called_now(user, listed)
    receipts = {row.pk: list(row.receipts.all()) for row in listed}
    said = _what_was_set_aside(listed)
    with_corrections(receipt for of_one in receipts.values() for receipt in of_one)
    return [
        ShownAddressee(
            row,
            next((receipt for receipt in receipts[row.pk] if receipt.mistaken_at is None), None),
            [receipt for receipt in receipts[row.pk] if receipt.mistaken_at is not None],
            said.get(row.pk),
            labels[row.pk],
        )
        for row in listed
    ]


def _what_was_set_aside(rows: Iterable[Addressee]) -> dict[int, SetAside]:
    """By row, what the journal says of those that were set aside. One query, and none where none was."""
    keys = [str(row.pk) for row in rows if getattr(row, "is_set_aside", False)]
    if not keys:
        return {}
    entries = Entry.objects.filter(about_kind="addressee", about_key__in=keys, verb=SET_ASIDE_ON_PAPER)
    return {int(entry.about_key): SetAside(entry.at, entry.changes["word"][1]) for entry in entries.in_order()}


def where_to_receive(user: Person, name: Name, receipts: Iterable[ShownAddressee]) -> str:
    """For officers the form that enters receipts of this thing, those on paper ticked; "" where there is none to enter."""
    if not is_officer(user) or all(known.receipt for known in receipts):
        return ""
    query = urlencode({"about": f"{name.kind}:{name.key}", "tick": TO_SERVE})
    return f"{reverse('receipt-on-paper-enter')}?{query}"


def receipts_of(user: Person, name: Name, occurrence: str = "", kinds: Iterable[str] = ()) -> list[ShownAddressee]:
    """Of one thing that went out, for its page, state by state: what the person may see of it. Four queries at most."""
    rows = Addressee.objects.visible_to(user).of(name)
    if occurrence:
        rows = rows.filter(occurrence=occurrence)
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    return shown(user, addressees(user, rows).order_by("-at", "participant__seat_name", "pk"))
