"""The words of the 26 measures: whole in every language, and each said to be what it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogue.models import Area, Edition, Measure
from law.texts import text_of
from members.models import User
from members.tests.signing_in import let_in

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


# -- Editions.


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
    return client


def test_titles_of_editions_say_whether_they_are_official(record_loaded: None, reader: Client) -> None:
    told = {row["code"]: row for row in reader.get("/api/v1/editions/").json()["results"]}
    assert list(told) == ["2004", "2007", "2021"]
    approach = told["2007"]
    assert (approach["title"]["zh-hans"], approach["title_status"]["zh-hans"], approach["title_status"]["ru"]) == (
        "执行亚洲信任会议建立信任措施的合作办法",
        "official",
        "translation",
    )
    assert approach["title"] | {"ar": ""} == text_of("cooperative-approach").title | {"ar": ""}
    reader.cookies["django_language"] = "zh-hans"
    page = reader.get("/measures/?edition=2007").content.decode()
    assert "执行亚洲信任会议建立信任措施的合作办法" in page
    assert "落实" not in page
    reader.cookies["django_language"] = "en"
    page = reader.get("/measures/?edition=2007").content.decode()
    assert page.count("(official)") >= 2
    assert page.count("(unofficial translation)") >= 2


def test_the_catalogue_of_2004_is_an_edition_whose_texts_are_not_known(record_loaded: None, reader: Client) -> None:
    edition = Edition.objects.get(code="2004")
    assert (str(edition.adopted_on), edition.adopted_by, edition.is_complete) == ("2004-10-22", "ministerial", False)
    assert edition.areas.count() == 0
    page = reader.get("/measures/?edition=2004").content.decode()
    assert "none of its texts is in the public record" in page
    assert 'href="/instruments/almaty-act/27/"' in page
    assert "2004" in reader.get("/?edition=2004").content.decode()


def test_what_the_approach_holds_strictly_to_stands_in_the_record(record_loaded: None, reader: Client) -> None:
    """The preamble and section 1 of the Catalogue: the rule opens from both editions that it is about."""
    for code in ("2004", "2007"):
        page = reader.get(f"/measures/?edition={code}").content.decode()
        assert 'href="/instruments/cooperative-approach/intro-4/"' in page
    rule = reader.get("/instruments/cooperative-approach/intro-4/").content.decode()
    assert "must therefore be strictly observed" in rule
    assert "必须严格遵守" in rule


def test_the_decision_of_5_march_2007_is_in_the_record(record_loaded: None, reader: Client) -> None:
    row = reader.get("/api/v1/decisions/MEMBERS-2007-03-05/").json()
    assert (row["on"], row["body"], row["outcome"], row["source"]) == ("2007-03-05", "", "adopted", "A/62/232")
    page = reader.get("/decisions/MEMBERS-2007-03-05/").content.decode()
    assert "The member states; in which body, is not in the record" in page
    assert "18" in page


def test_chinese_calls_the_conference_by_one_name(record_loaded: None) -> None:
    files = list(Path(settings.BASE_DIR).glob("*/data/*.yaml"))
    assert len(files) > 20
    assert [path.name for path in files if "亚信" in path.read_text(encoding="utf-8")] == []


# -- What the record has in English alone.


@pytest.mark.parametrize(("language", "mark"), [("en", None), ("ru", "in English"), ("ar", "in English")])
def test_what_stands_in_english_alone_is_marked_for_readers_of_another_language(
    record_loaded: None, reader: Client, language: str, mark: str | None
) -> None:
    reader.cookies["django_language"] = language
    page = reader.get("/meetings/MINISTERIAL-2/").content.decode()
    with override(language):
        words = _("in English")
    adopted = "CICA Catalogue of CBMs; CICA Rules of Procedure; Declaration; Thailand admitted"
    marked = f'<span lang="en" dir="ltr">{adopted}</span> <span class="quiet small">({words})</span>'
    note = f'<span lang="en" dir="ltr">A/62/232 says October 2004.</span> <span class="quiet small">({words})</span>'
    assert adopted in page
    assert (marked in page, note in page) == (mark is not None, mark is not None)


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
def test_no_two_areas_to_choose_from_are_called_alike(record_loaded: None, language: str) -> None:
    areas = list(Area.objects.select_related("edition"))
    with override(language):
        alone = {(area.edition.code, str(area).casefold()) for area in areas}
        names = {area.among_others.casefold() for area in areas}
    # In English and Arabic a dimension and an area that lies in it have one name.
    assert len(alone) < len(areas) or language not in ("en", "ar")
    assert len(names) == len(areas)
