"""The instruments' own words, unit by unit, and how a citation finds them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from law.grammar.basis import Instrument
from record.texts import in_language

Texts = dict[str, str]  # a text by language

# How a unit with a number is called, by what part of the instrument it is.
HEADINGS = {
    "article": _("Article %(number)s"),
    "preamble": _("Preamble, paragraph %(number)s"),
    "introduction": _("Introduction, paragraph %(number)s"),
    "memorandum": _("Explanatory memorandum, paragraph %(number)s"),
    "measure": _("Measure %(place)s"),
    "modality": _("Modality %(number)s"),
    "sentence": _("Paragraph %(within)s, sentence %(number)s"),
    "offer": _("Annex: the offer of %(state)s"),
    "request": _("Request, paragraph %(number)s"),
    "letter": _("Letter, paragraph %(number)s"),
    "draft-resolution": _("Draft resolution, paragraph %(number)s"),
}
# And one without. What heads other units is called by its own words.
HEADINGS_OF_A_WHOLE = {
    "letter": _("Letter"),
    "closing": _("Place and date"),
    "modalities": _("Opening words on the modalities"),
    "modification": _("Last paragraph, on modifications"),
    "annex": _("Annex"),
    "draft-resolution": _("Draft resolution"),
}
# Parts that head what follows them.
HEADS = frozenset({"title", "heading", "subheading", "area"})


@dataclass(frozen=True)
class Unit:
    """One article, paragraph or sentence of an instrument, as it is cited: "AA 29", "CoA (a) 2"."""

    instrument: Instrument
    key: str
    part: str
    text: Texts
    # By language: official where it is the wording of an official text, translation where it is ours.
    status: Texts
    # By language: the source in which the official wording was read.
    read_in: Texts = field(default_factory=dict)
    number: str = ""
    within: str = ""
    # What stands before the text, where it is not the number: "IV.".
    label: Texts = field(default_factory=dict)
    # Of a line of the annex: the state, as the instrument calls it.
    state: str = ""
    name: Texts = field(default_factory=dict)
    # For whoever edits: what looks odd in an official text, and how it was read.
    notes: tuple[str, ...] = ()

    @cached_property
    def place(self) -> str:
        """What is cited after the instrument's code: "29", "(a) 2"."""
        return self.key.removeprefix(self.instrument.code).strip()

    @cached_property
    def slug(self) -> str:
        """The place as an address has it: "29", "a-2", "annex-az"."""
        return re.sub(r"[^a-z0-9]+", "-", self.place.lower()).strip("-")

    @property
    def reference(self) -> str:
        """What programs know it by: "almaty-act-29"."""
        return f"{self.instrument.key}-{self.slug}"

    @property
    def heading(self) -> str:
        """What it is called in the reader's words; its key, as it is cited, stands beside."""
        if self.is_head:
            return in_language(self.text)
        if self.part in HEADINGS and self.number:
            within = self.within.removeprefix(self.instrument.code).strip()
            called = {"number": self.number, "place": self.place, "within": within, "state": in_language(self.name)}
            return str(HEADINGS[self.part]) % called
        return str(HEADINGS_OF_A_WHOLE.get(self.part, self.key))

    @property
    def is_head(self) -> bool:
        return self.part in HEADS


@dataclass(frozen=True)
class InstrumentText:
    """An instrument with its words; no units where its text is not in the record."""

    instrument: Instrument
    title: Texts
    title_status: Texts
    units: tuple[Unit, ...] = ()

    @cached_property
    def by_place(self) -> dict[str, Unit]:
        """The units by their place; those of one word also as it is sometimes cited, in brackets: "CoA (annex)"."""
        bracketed = {f"({unit.place})": unit for unit in self.units if unit.place.isalpha()}
        return bracketed | {unit.place: unit for unit in self.units}

    @cached_property
    def by_slug(self) -> dict[str, Unit]:
        return {unit.slug: unit for unit in self.units}

    @cached_property
    def a_place(self) -> re.Pattern[str]:
        """Any place of it, the longest first, that ends where it ends: not the 2 of 29."""
        places = sorted(self.by_place, key=len, reverse=True)
        return re.compile(rf"(?:{'|'.join(map(re.escape, places))})(?!\w)") if places else re.compile(r"(?!)")


@dataclass(frozen=True)
class CitedWords:
    """A stretch of a citation: what stands there, and what it opens. Words between references open nothing."""

    words: str
    instrument: Instrument | None = None
    unit: Unit | None = None


_SPACE = re.compile(r" ")
# "AA 30, 31" and "AA 28-34" go on naming places of the same instrument.
_AND = re.compile(r",? | ?[-–] ?")


def in_citation(article: Any, library: Iterable[InstrumentText]) -> Iterator[CitedWords]:
    """The stretches of words such as "AA 32; CoA (a), (b)", in order; joined they are the words again."""
    words = str(article)
    by_code = {text.instrument.code: text for text in library}
    codes = "|".join(re.escape(code) for code in sorted(by_code, key=len, reverse=True))
    a_code = re.compile(rf"(?<![\w/])(?:{codes})(?![\w/])")
    position = 0
    while match := a_code.search(words, position):
        if match.start() > position:
            yield CitedWords(words[position : match.start()])
        text = by_code[match.group()]
        position = _first_end(words, match, text)
        place = words[match.end() : position].strip()
        yield CitedWords(words[match.start() : position], text.instrument, text.by_place.get(place))
        while place and (more := _next_place(words, position, text)):
            between, place = more
            yield CitedWords(between)
            yield CitedWords(place, text.instrument, text.by_place[place])
            position += len(between) + len(place)
    if position < len(words):
        yield CitedWords(words[position:])


def _first_end(words: str, code: re.Match[str], text: InstrumentText) -> int:
    """Where the reference that begins with a code ends: after its place, or after the code."""
    space = _SPACE.match(words, code.end())
    place = text.a_place.match(words, space.end()) if space else None
    return place.end() if place else code.end()


def _next_place(words: str, position: int, text: InstrumentText) -> tuple[str, str] | None:
    between = _AND.match(words, position)
    place = text.a_place.match(words, between.end()) if between else None
    return (between.group(), place.group()) if between and place else None
