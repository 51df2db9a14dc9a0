"""The instruments' own words: whole, each said to be what it is, and opened by whatever cites them."""

import re

import pytest

from law.cica.editions import EDITIONS
from law.cica.instruments import INSTRUMENTS
from law.grammar.basis import Basis, cited
from law.grammar.editions import LawEdition
from law.grammar.words import InstrumentText
from law.tags import cite
from law.texts import citations, library, resting_on, text_of, units_cited
from record.texts import LANGUAGES

WITH_WORDS = ["almaty-act", "cooperative-approach", "request-2007"]


def opened(article: str) -> list[tuple[str, str]]:
    return [(stretch.words, stretch.unit.key) for stretch in citations(article) if stretch.unit]


# -- The words.


def test_three_instruments_have_their_words_and_of_the_rules_none_are_known():
    assert [(text.instrument.key, len(text.units)) for text in library()] == [
        ("almaty-act", 58),
        ("rules-of-procedure", 0),
        ("cooperative-approach", 63),
        ("request-2007", 26),
    ]


@pytest.mark.parametrize("key", WITH_WORDS)
def test_every_unit_has_words_in_four_languages_and_says_what_each_is(key: str):
    for unit in text_of(key).units:
        assert all(unit.text[language] for language in LANGUAGES), unit.key
        assert set(unit.status) == set(LANGUAGES)
        # What is official was read somewhere; a translation of ours was not.
        assert {language for language in LANGUAGES if unit.status[language] == "official"} == set(unit.read_in), (
            unit.key
        )


def test_chinese_is_official_throughout_and_arabic_where_the_act_is():
    for key in WITH_WORDS:
        statuses = {(unit.status["zh-hans"], unit.status["ar"], unit.status["ru"]) for unit in text_of(key).units}
        arabic = "official" if key == "almaty-act" else "translation"
        assert statuses == {("official", arabic, "translation")}


@pytest.mark.parametrize("key", WITH_WORDS)
def test_every_unit_has_an_address_of_its_own_and_lies_within_one_that_is_there(key: str):
    text: InstrumentText = text_of(key)
    assert len(text.by_slug) == len(text.units)
    keys = {unit.key for unit in text.units}
    assert {unit.within for unit in text.units if unit.within} <= keys
    assert all(unit.key.startswith(f"{text.instrument.code} ") for unit in text.units)


def test_the_articles_of_the_act_are_35_and_the_measures_of_the_approach_26():
    assert [unit.number for unit in text_of("almaty-act").units if unit.part == "article"] == [
        str(number) for number in range(1, 36)
    ]
    assert sum(unit.part == "measure" for unit in text_of("cooperative-approach").units) == 26


# -- Citations.


@pytest.mark.parametrize(
    ("article", "units"),
    [
        ("AA 32; CoA (a), (b)", [("AA 32", "AA 32"), ("CoA (a)", "CoA (a)"), ("(b)", "CoA (b)")]),
        ("AA 31, 32", [("AA 31", "AA 31"), ("32", "AA 32")]),
        ("AA 28-34", [("AA 28", "AA 28"), ("34", "AA 34")]),
        ("CoA (annex)", [("CoA (annex)", "CoA annex")]),
        ("CoA (a) 2; CoA last", [("CoA (a) 2", "CoA (a) 2"), ("CoA last", "CoA last")]),
        ("A/62/232 §7", [("A/62/232 §7", "A/62/232 §7")]),
        ("members nominate experts (CoA (b)).", [("CoA (b)", "CoA (b)")]),
        ("AA 299; SCICA-PR2128; proposed", []),
    ],
)
def test_a_citation_opens_each_unit_that_it_names(article: str, units: list[tuple[str, str]]):
    assert opened(article) == units
    assert "".join(stretch.words for stretch in citations(article)) == article


def test_a_citation_is_links_in_the_readers_language():
    assert cite("AA 32; RoP") == (
        '<bdi><a class="cited" href="/instruments/almaty-act/32/" title="'
        + text_of("almaty-act").by_slug["32"].text["en"][:139]
        + '…">AA 32</a>; <a class="cited" href="/instruments/rules-of-procedure/" title="Rules of Procedure">RoP</a></bdi>'
    )
    assert cite("proposed <b>") == "<bdi>proposed &lt;b&gt;</bdi>"
    assert cite("") == ""


def test_every_unit_is_called_in_words_and_its_key_is_for_citing():
    units = [unit for text in library() for unit in text.units]
    assert [unit.key for unit in units if unit.heading == unit.key or not unit.heading] == []
    called = {unit.key: unit.heading for unit in units}
    assert called["CoA introduction"] == "Introduction"
    assert called["CoA (b) 2"] == "Paragraph (b), sentence 2"
    assert called["CoA annex TJ"] == "Annex: the offer of Tajikistan"
    assert called["CoA last"] == "Last paragraph, on modifications"


@pytest.mark.parametrize("law", EDITIONS, ids=lambda law: law.key)
def test_every_row_that_rests_on_an_instrument_opens_its_words_or_names_its_source(law: LawEdition):
    closed = [
        (name, str(row.article))
        for name, row in law.rows()
        if row.basis is Basis.INSTRUMENT and not units_cited(row.article) and not getattr(row, "source", "")
    ]
    assert closed == []


@pytest.mark.parametrize("law", EDITIONS, ids=lambda law: law.key)
def test_no_row_names_a_place_that_an_instrument_does_not_have(law: LawEdition):
    not_there = [
        (name, str(reference))
        for name, row in law.rows()
        for reference in cited(row.article, INSTRUMENTS)
        for place in re.split("[-–]", reference.place)
        if place and place not in text_of(reference.instrument.key).by_place
    ]
    assert not_there == []


def test_a_unit_says_what_rests_on_it():
    labels = {str(label): str(basis.label) for label, basis in resting_on(text_of("almaty-act").by_slug["31"])}
    assert labels["Senior Officials Committee"] == "from the instrument"
    assert "The Senior Officials Committee prepares the Summit." in labels
    assert resting_on(text_of("almaty-act").by_slug["letter"]) == []
