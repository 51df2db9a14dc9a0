"""What is searched of this room: receipts on paper, by what was served, on whom, by whom and how it is proved."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from notices.kinds import label_of
from notices.models import PaperReceipt
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import in_all


def _of_receipt(receipt: PaperReceipt) -> Iterator[SearchedWords]:
    """For the Secretariat and the state itself: what it was, to whom, through which channel, by whom."""
    addressee = receipt.addressee
    kind = in_all(lambda: label_of(addressee.kind))
    yield SearchedWords(
        titles={"en": addressee.about_label},
        texts=(
            *kind.values(),
            *addressee.participant.name.values(),
            *in_all(receipt.get_channel_display).values(),
            receipt.served_by,
            receipt.note,
        ),
        key=str(receipt.uid),
        on=receipt.day,
    )


def _every_receipt() -> QuerySet:
    return PaperReceipt.everything.select_related("addressee__participant")


def _page(key: str) -> str:
    return f"{reverse('addressee-list')}?{urlencode({'receipt': key})}"


RECEIPTS = SearchedNoun(
    name="receipts",
    label=_("Receipts on paper"),
    model=PaperReceipt,
    says=_of_receipt,
    seen_by=PaperReceipt.objects.visible_to,
    page=_page,
    every=_every_receipt,
)


def register() -> None:
    SEARCH.add(RECEIPTS, order=128)
