"""Walking the chain: is every entry as it was written, and is none missing?"""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from journal.models import FIRST_PREVIOUS, Entry


@dataclass(frozen=True)
class ChainVerdict:
    """What a walk found: how many entries are sound, the head's seal, and the first fault, if any."""

    sound: int
    head: str
    fault: str = ""


def verify(using: str = DEFAULT_DB_ALIAS) -> ChainVerdict:
    """Walk the whole journal in order, a batch at a time, and stop at the first entry that is not as it should be.

    `using` names another database than the one that runs: a backup's, brought to life to be tried.
    """
    expected, previous = 1, FIRST_PREVIOUS
    for entry in Entry.objects.using(using).in_order().iterator(chunk_size=2000):
        fault = _fault_in(entry, expected, previous)
        if fault:
            return ChainVerdict(sound=expected - 1, head=previous, fault=fault)
        expected, previous = expected + 1, entry.seal
    return ChainVerdict(sound=expected - 1, head=previous)


def _fault_in(entry: Entry, expected: int, previous: str) -> str:
    if entry.number != expected:
        return f"entry {expected} is missing: after {expected - 1} comes {entry.number}"
    if entry.previous != previous:
        return f"entry {entry.number} does not follow from the entry before it"
    if entry.seal != entry.computed_seal():
        return f"entry {entry.number} was changed after it was written"
    return ""
