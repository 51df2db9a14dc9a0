"""To whom something official was told, and what is known of its arrival: as it stands on a list, and on the thing's own page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from journal.names import Name
from members.models import Person
from notices.kinds import Phrase, label_of
from notices.models import Addressee, PaperReceipt
from record.models import with_corrections


@dataclass(frozen=True)
class ShownAddressee:
    """A state with what is known: a receipt on paper, when it was opened in the portal, when mail was accepted."""

    row: Addressee
    receipt: PaperReceipt | None
    struck: list[PaperReceipt] = field(default_factory=list)

    @property
    def what(self) -> Phrase:
        return label_of(self.row.kind)

    @property
    def is_to_be_served(self) -> bool:
        return self.row.on_paper and self.receipt is None


def addressees(user: Person, rows: QuerySet[Addressee] | None = None) -> QuerySet[Addressee]:
    """Those that this person may see, with what their cells need."""
    visible = Addressee.objects.visible_to(user) if rows is None else rows
    receipts = PaperReceipt.everything.select_related("by").order_by("pk")
    return visible.with_what_is_known().select_related("participant").prefetch_related(Prefetch("receipts", receipts))


def shown(rows: Iterable[Addressee]) -> list[ShownAddressee]:
    """Each with the receipt that counts, and those that were entered by mistake."""
    listed = list(rows)
    receipts = {row.pk: list(row.receipts.all()) for row in listed}
    with_corrections(receipt for of_one in receipts.values() for receipt in of_one)
    return [
        ShownAddressee(
            row,
            next((receipt for receipt in receipts[row.pk] if receipt.mistaken_at is None), None),
            [receipt for receipt in receipts[row.pk] if receipt.mistaken_at is not None],
        )
        for row in listed
    ]


def receipts_of(user: Person, name: Name, occurrence: str = "", kinds: Iterable[str] = ()) -> list[ShownAddressee]:
    """Of one thing that went out, for its page, state by state: what the person may see of it. Three queries at most."""
    rows = Addressee.objects.visible_to(user).of(name)
    if occurrence:
        rows = rows.filter(occurrence=occurrence)
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    return shown(addressees(user, rows).order_by("-at", "participant__seat_name", "pk"))
