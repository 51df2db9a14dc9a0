"""The sources of the data file, by which the register begins, what of the register a text cites, and what a source bears out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import models
from django.urls import reverse

from record.models import A_CITATION, A_KEY, address_of_source
from record.texts import LanguageField, MultilingualField, WordingStatus

SOURCES_FILE = Path(__file__).parent / "data" / "sources.yaml"


@cache
def known_sources() -> dict[str, str]:
    """By key, what the file says of a source."""
    rows = yaml.safe_load(SOURCES_FILE.read_text(encoding="utf-8"))["sources"]
    return {row["key"]: row["says"] for row in rows}


@dataclass(frozen=True)
class CitedSource:
    """A stretch of a citation: its words, and the key of the source that they open; other words open nothing."""

    words: str
    key: str = ""

    @property
    def address(self) -> str:
        return reverse("source-detail", args=[address_of_source(self.key)]) if self.key else ""


# In words, a key of the file is known where it stands for itself: not within a longer one.
_A_WORD = re.compile(rf"(?<![\w/.-])(?:{A_KEY.pattern})(?![\w/-])")


def citations(source: str) -> list[list[CitedSource]]:
    """What a source names, between its semicolons: each a key with what is said of its page, or words with keys in them."""
    parts = [part.strip() for part in source.split(";") if part.strip()]
    return [_in_key(part) or list(in_words(part)) for part in parts]


def _in_key(part: str) -> list[CitedSource]:
    citation = A_CITATION.fullmatch(part)
    if citation is None:
        return []
    page = [CitedSource(citation["page"])] if citation["page"] else []
    return [CitedSource(citation["key"], citation["key"]), *page]


def in_words(words: str) -> Iterator[CitedSource]:
    """The stretches of words in which keys of the data file stand; joined they are the words again."""
    position = 0
    for match in _A_WORD.finditer(words):
        # A full stop or a bracket may end a sentence, and be no part of the key.
        key = next((key for key in (match.group(), match.group().rstrip(".)")) if key in known_sources()), "")
        if not key:
            continue
        if match.start() > position:
            yield CitedSource(words[position : match.start()])
        yield CitedSource(key, key)
        position = match.start() + len(key)
    if position < len(words):
        yield CitedSource(words[position:])


# -- What a source bears out of a sourced fact.

# What says how well it is known, and what is written beside it, is no part of the fact.
BESIDE_THE_FACT = frozenset({"source", "confidence", "note", "edition"})


def says_by_its_source(field: models.Field) -> bool:
    """Whether a field is what a fact says: a day, a name, a standing or status, or another thing that it is about."""
    if field.name in BESIDE_THE_FACT or field.name.endswith("_precision") or isinstance(field, LanguageField):
        return False
    is_said = type(field) is models.DateField or isinstance(field, MultilingualField)
    return is_said or field.many_to_one or bool(field.choices)


def is_corrected(field: models.Field, before: object, after: object, status: Mapping[str, str] | None = None) -> bool:
    """Whether what a fact says became another thing. A name in one more language is the same name, and so is one of which an
    unofficial translation was mended: of that the source says nothing. `status` is that of the wording, by language.
    """
    if isinstance(before, dict) and isinstance(after, dict) and isinstance(field, MultilingualField):
        ours = {language for language, worth in (status or {}).items() if worth == WordingStatus.TRANSLATION}
        return any(text and after.get(language) != text for language, text in before.items() if language not in ours)
    return before != after


def status_that_stays(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """What wordings of a text are worth, by language, as far as that isn't changed with them: it stands in a column of its own,
    or in that of the text of which it is the title. What is official from now on is borne out by a source.
    """
    column = next((column for column in (f"{name}_status", "text_status") if column in before), "")
    held, now = before.get(column) or {}, after.get(column) or {}
    return {language: worth for language, worth in held.items() if now.get(language) == worth}
