"""What every fact of the record carries, where it was read, and how what was entered by mistake is taken back."""

from record.models.corrections import (
    Correctable,
    Correction,
    EveryKeptRow,
    KeptRowsThatCount,
    RowsThatCount,
    correction_of,
    every_row,
    is_mistaken,
    with_corrections,
)
from record.models.facts import Confidence, SourcedFact
from record.models.imports import Import, ImportedRow
from record.models.search import Searched, SearchPiece, index, words_in
from record.models.sources import (
    A_CITATION,
    A_KEY,
    UNKNOWN_SOURCE,
    RecordQuerySet,
    Source,
    SourceFile,
    address_of_source,
    kept_at,
    keys_in,
    require_known_sources,
    unknown_keys,
)
from record.models.two_officers import SettledByASecond, SettledByASecondQuerySet
from record.once import KeyUse

__all__ = [
    "A_CITATION",
    "A_KEY",
    "UNKNOWN_SOURCE",
    "Confidence",
    "Correctable",
    "Correction",
    "EveryKeptRow",
    "Import",
    "ImportedRow",
    "KeptRowsThatCount",
    "KeyUse",
    "RecordQuerySet",
    "RowsThatCount",
    "SearchPiece",
    "Searched",
    "SettledByASecond",
    "SettledByASecondQuerySet",
    "Source",
    "SourceFile",
    "SourcedFact",
    "address_of_source",
    "correction_of",
    "every_row",
    "index",
    "is_mistaken",
    "kept_at",
    "keys_in",
    "require_known_sources",
    "unknown_keys",
    "with_corrections",
    "words_in",
]
