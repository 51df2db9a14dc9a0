"""The pages of the instruments, and the same for programs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from catalogue.models import Measure
from law.texts import library, text_of
from members.models import User
from members.tests.signing_in import let_in

# Session, person: the words themselves are read from files.
QUERIES = 2


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
    return client


def test_the_list_names_every_instrument_and_says_whose_text_is_not_known(reader: Client) -> None:
    page = reader.get("/instruments/").content.decode()
    for text in library():
        assert f'href="/instruments/{text.instrument.key}/"' in page
    assert page.count("its text is not in the record") == 1


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
def test_an_instrument_stands_whole_in_the_readers_language(reader: Client, language: str) -> None:
    reader.cookies["django_language"] = language
    text = text_of("almaty-act")
    page = reader.get("/instruments/almaty-act/").content.decode()
    assert re.findall(r'<section class="unit" id="([^"]+)"', page) == [unit.slug for unit in text.units]
    for unit in text.units:
        assert str(escape(unit.text[language])) in page, unit.key


def test_official_words_say_so_and_so_do_translations(reader: Client) -> None:
    reader.cookies["django_language"] = "ar"
    page = reader.get("/instruments/almaty-act/").content.decode()
    assert (page.count("رسمي"), "غير رسمية" in page) != (0, True)
    reader.cookies["django_language"] = "ru"
    assert reader.get("/instruments/almaty-act/").content.decode().count("неофициальный перевод") >= 58


def test_another_language_stands_beside(reader: Client) -> None:
    page = reader.get("/instruments/cooperative-approach/?beside=zh-hans").content.decode()
    approach = text_of("cooperative-approach").by_slug["a"]
    assert approach.text["en"] in page
    assert approach.text["zh-hans"] in page
    assert reader.get("/instruments/cooperative-approach/?beside=xx").status_code == 400


def test_an_article_has_its_words_in_four_languages_its_sources_and_what_rests_on_it(reader: Client) -> None:
    page = reader.get("/instruments/almaty-act/29/").content.decode()
    unit = text_of("almaty-act").by_slug["29"]
    for words in unit.text.values():
        assert str(escape(words)) in page
    assert "/sources/UN-2002-ZH/" in page
    assert "A meeting of foreign ministers comes before a Summit." in page
    assert 'href="/instruments/almaty-act/30/"' in page


def test_a_paragraph_leads_to_its_sentences(reader: Client) -> None:
    page = reader.get("/instruments/cooperative-approach/a/").content.decode()
    assert re.findall(r'href="/instruments/cooperative-approach/(a-\d)/"><bdi class="ref">', page) == [
        "a-1",
        "a-2",
        "a-3",
    ]


def test_what_is_not_there_is_not_there(reader: Client) -> None:
    for address in ("/instruments/almaty/", "/instruments/almaty-act/99/", "/instruments/rules-of-procedure/1/"):
        assert reader.get(address).status_code == 404
    assert "Its text is not in the record yet" in reader.get("/instruments/rules-of-procedure/").content.decode()


@pytest.mark.parametrize("address", ["/instruments/almaty-act/", "/instruments/almaty-act/29/"])
def test_words_are_read_without_the_database(
    reader: Client, address: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(QUERIES):
        assert reader.get(address).status_code == 200


def test_an_article_is_found_in_any_language(reader: Client) -> None:
    for words in ("preceded by", "高级官员委员会", "لجنة كبار المسؤولين"):
        page = reader.get("/search/", {"q": words, "within": "instruments"}).content.decode()
        assert "/instruments/almaty-act/" in page, words


def test_the_measures_are_the_words_of_the_approach(record_loaded: None) -> None:
    """One text in two places: the catalogue's measures, and the instrument's units."""
    units = text_of("cooperative-approach").by_place
    measures = Measure.objects.filter(area__edition__code="2007").select_related("area")
    assert len(measures) == 26
    for measure in measures:
        unit = units[f"{measure.area.letters}-{measure.number:02}"]
        for language, words in measure.text.items():
            assert words.replace(" ", "") == unit.text[language].replace(" ", ""), (measure.reference, language)
        assert measure.text_status == unit.status, measure.reference


# -- For programs.


def test_programs_read_the_same_words(reader: Client) -> None:
    row = reader.get("/api/v1/instrument-units/almaty-act-29/").json()
    unit = text_of("almaty-act").by_slug["29"]
    assert (row["cited_as"], row["instrument"], row["text"], row["text_status"]) == (
        "AA 29",
        "almaty-act",
        unit.text,
        unit.status,
    )
    assert (row["read_in"]["zh-hans"], row["read_in"]["ru"], row["path"]) == (
        "UN-2002-ZH",
        "",
        "/instruments/almaty-act/29/",
    )
    assert reader.get("/api/v1/instrument-units/?instrument=cooperative-approach").json()["count"] == 63
    assert reader.get("/api/v1/instrument-units/?as_of=2007-03-13").json()["count"] == 58
    found = reader.get("/api/v1/instrument-units/", {"search": "观察员 宪章"}).json()
    assert {found_row["instrument"] for found_row in found["results"]} <= {"request-2007", "almaty-act"}
    keys = [instrument["key"] for instrument in reader.get("/api/v1/instruments/").json()["results"]]
    assert keys == ["almaty-act", "rules-of-procedure", "cooperative-approach", "request-2007"]
    assert reader.get("/api/v1/instruments/almaty-act/").json()["units"] == 58
    assert reader.get("/api/v1/instruments/nothing/").status_code == 404


@pytest.mark.parametrize("name", ["instruments", "instrument-units"])
def test_lists_come_in_the_order_asked_for_and_as_files(reader: Client, name: str) -> None:
    first = {"instruments": "key", "instrument-units": "reference"}[name]
    listed = [row[first] for row in reader.get(f"/api/v1/{name}/?ordering=-{first}").json()["results"]]
    assert listed == sorted(listed, reverse=True)
    assert len(listed) > 1
    assert reader.get(f"/api/v1/{name}/?format=csv").getvalue().decode("utf-8-sig").count("\n") > len(listed)
