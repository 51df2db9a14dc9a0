"""The words of the 26 measures: whole in every language, and each said to be what it is."""

import re

import pytest

from catalogue.models import Area, Measure

# A sentence of diplomatic Chinese is about four times as long in Russian, three times in Arabic. Half of it left out
# falls below these whatever the words are; the shortest whole one stands above.
LONGER_THAN_CHINESE = {"en": 2.9, "ru": 2.9, "ar": 2.6}
SEMICOLONS = {"en": ";", "ru": "[;,]", "ar": "؛"}


@pytest.fixture
def measures(record_loaded: None) -> list[Measure]:
    return list(Measure.objects.filter(area__edition__code="2007").in_order())


def test_every_clause_of_a_measure_stands_in_every_language(measures: list[Measure]) -> None:
    short = [
        (measure.reference, language)
        for measure in measures
        for language, times in LONGER_THAN_CHINESE.items()
        if len(measure.text[language]) < times * len(measure.text["zh-hans"])
        or len(re.findall(SEMICOLONS[language], measure.text[language])) < measure.text["zh-hans"].count("；")
    ]
    assert (len(measures), short) == (26, [])


def test_what_was_left_out_once_is_there(measures: list[Measure]) -> None:
    by_reference = {measure.reference: measure.text for measure in measures}
    assert "13 ноября 2006 года" in by_reference["CBM-2007-HUM-01"]["ru"]
    assert "تحالف الحضارات" in by_reference["CBM-2007-HUM-01"]["ar"]
    for words in ("незаконной миграции", "зенитные", "взрывчатых"):
        assert words in by_reference["CBM-2007-NCT-02"]["ru"]


def test_only_chinese_and_what_was_read_in_english_is_official(measures: list[Measure]) -> None:
    for measure in measures:
        english = "official" if measure.area.letters != "ECO" else "translation"
        assert measure.text_status == {
            "en": english,
            "ru": "translation",
            "zh-hans": "official",
            "ar": "translation",
        }, measure.reference
        # Official English was read somewhere, and the source says where.
        assert ("SCICA" in measure.source) == (english == "official"), measure.reference


def test_the_four_chinese_headings_of_areas_are_official(record_loaded: None) -> None:
    areas = Area.objects.filter(edition__code="2007").in_order()
    assert [(area.name["zh-hans"], area.name_status["zh-hans"], area.name_status["ru"]) for area in areas] == [
        ("经济领域", "official", "translation"),
        ("环境领域", "official", "translation"),
        ("人的方面", "official", "translation"),
        ("新挑战和新威胁领域", "official", "translation"),
    ]
