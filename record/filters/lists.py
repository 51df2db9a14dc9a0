"""Lists of the portal that can be kept as they were asked."""

from dataclasses import dataclass

from django.utils.functional import Promise

from record.filters.sets import RecordFilter


@dataclass(frozen=True)
class AskedList:
    """A list of the portal that can be kept as it was asked: the name of its address, its words, what it may be asked."""

    page: str
    label: Promise | str
    asks: type[RecordFilter]


# As the rooms register them, by the name of the address.
ASKED_LISTS: dict[str, AskedList] = {}


def add_asked_lists(*lists: AskedList) -> None:
    """Lists that can be kept as they were asked, from `ready()`. The same address again replaces one."""
    ASKED_LISTS.update({row.page: row for row in lists})
