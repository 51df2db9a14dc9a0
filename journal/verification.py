"""Looking through the journal, in three ways: is the chain whole, does the house still say what it said, and is it the
chain of which others kept the seals?"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

from journal.models import FIRST_PREVIOUS, Entry
from journal.names import key_field_of, kind_of, name_of
from journal.said import digests_of, row_told, sealed_models

# The verb of the entry that seals what was said before entries took digests of it; it names the kinds.
SEALED_WHAT_STOOD = "sealed what stood"
# "4711 0a1b…", and whatever else stands on the line; JSON of the same is read as well.
SEAL = re.compile(r'^\W*(?:"number"\s*:\s*)?(\d+)\W+(?:"seal"\s*:\s*")?([0-9a-f]{64})\b')


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


# -- What was said, beside what stands there now.


@dataclass(frozen=True)
class SealedRow:
    """The entry that sealed a row last, and the digests of what the row said then."""

    number: int
    digests: dict[str, str]


def faults_of_words(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Each row that no longer says what the last entry about it sealed, that is gone, or that no entry ever sealed.

    The last is only asked once what stood before there were digests was sealed as well. Entries are read before rows,
    and people go on writing: what seems amiss is looked at a second time, when what was written meanwhile has its entry.
    """
    faults = list(_faults_of_words(using))
    still = set(_faults_of_words(using)) if faults else set()
    return [fault for fault in faults if fault in still]


def _faults_of_words(using: str) -> Iterator[str]:
    sealed, covered = _last_sealed(using)
    for model in sealed_models():
        for told_as, digests in digests_of(model._base_manager.using(using).all()):
            row = sealed.pop(told_as, None)
            if row is not None:
                for column in sorted(column for column, digest in row.digests.items() if digests.get(column) != digest):
                    yield f"{told_as}: {column} is not what entry {row.number} sealed"
            elif kind_of(model) in covered:
                yield f"{told_as}: it is there, and no entry tells of it"
    kinds = {kind_of(model) for model in sealed_models()}
    for told_as, row in sealed.items():
        if told_as.partition(" ")[0] in kinds:
            yield f"{told_as}: it is gone, and entry {row.number} tells of it"


def not_sealed(kinds: Collection[str], using: str = DEFAULT_DB_ALIAS) -> list[models.Model]:
    """The rows of these kinds that say something and that no entry has sealed."""
    sealed, _covered = _last_sealed(using)
    return [
        row
        for model in sealed_models()
        if kind_of(model) in kinds
        for row in model._base_manager.using(using).only(key_field_of(model)).iterator(chunk_size=2000)
        if row_told(name_of(row)) not in sealed
    ]


def kinds_not_covered(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The kinds that say something and of which what stood before wasn't sealed yet: all at first, then new ones."""
    covered = _covered(Entry.objects.using(using).filter(verb=SEALED_WHAT_STOOD).values_list("changes", flat=True))
    return sorted({kind_of(model) for model in sealed_models()} - covered)


def _covered(changes: Iterable[dict[str, Any]]) -> set[str]:
    return {kind for change in changes for kind in change["kinds"][1]}


def _last_sealed(using: str) -> tuple[dict[str, SealedRow], set[str]]:
    """By row, what sealed it last; and the kinds of which what stood before was sealed."""
    sealed: dict[str, SealedRow] = {}
    covered: set[str] = set()
    entries = Entry.objects.using(using).in_order().filter(said__isnull=False)
    for number, verb, said, changes in entries.values_list("number", "verb", "said", "changes").iterator(2000):
        if verb == SEALED_WHAT_STOOD:
            covered |= _covered([changes])
        rows = said["rows"] if said else {}
        sealed |= {told_as: SealedRow(number, digests) for told_as, digests in rows.items()}
    return sealed, covered


# -- Beside seals that others kept.


def read_seals(text: str) -> dict[int, str]:
    """Numbers and seals, from a file of "number seal" lines or from the JSON that is published. Raises ValueError."""
    seals: dict[int, str] = {}
    for line in text.replace("{", "\n").splitlines():
        if match := SEAL.search(line):
            number, seal = int(match[1]), match[2]
            if seals.setdefault(number, seal) != seal:
                raise ValueError(f"it has two seals of entry {number}")
    if not seals:
        raise ValueError("it holds no line with a number and a seal")
    return seals


def differs_from(seals: dict[int, str], using: str = DEFAULT_DB_ALIAS) -> str:
    """Where the journal is not the one of which somebody kept these seals; "" where it is."""
    agrees_at = 0
    for number in sorted(seals):
        stands = Entry.objects.using(using).filter(number=number).values_list("seal", flat=True).first()
        if stands is None:
            last = Entry.objects.using(using).in_order().last()
            return f"it was cut: it ends at entry {last.number if last else 0}, and a seal of entry {number} was kept"
        if stands != seals[number]:
            since = f"after entry {agrees_at}, up to entry {number}" if agrees_at else f"at or before entry {number}"
            return f"it was written anew {since}: entry {number} has another seal than the one that was kept"
        agrees_at = number
    return ""
