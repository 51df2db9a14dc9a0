"""The pages of measures and areas."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.models import Measure
from commitments.tests.factories import AreaFactory, CoordinatorAssignmentFactory, EditionFactory, MeasureFactory
from members.models import User
from members.tests.signing_in import let_in


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
    return client


def references(page: str) -> list[str]:
    return re.findall(r'<span class="ref quiet">(CBM-[\w-]+)</span>', page)


def test_the_list_holds_the_26_measures_of_2007(record_loaded: None, reader: Client) -> None:
    found = references(reader.get("/measures/").content.decode())
    counts = [sum(one.startswith(f"CBM-2007-{letters}-") for one in found) for letters in ("ECO", "ENV", "HUM", "NCT")]
    assert (len(found), counts) == (26, [10, 5, 6, 5])


def test_an_edition_known_in_part_says_so(record_loaded: None, reader: Client) -> None:
    page = reader.get("/measures/?edition=2021").content.decode()
    assert "This edition is known in part" in page
    assert len(references(page)) == Measure.objects.filter(area__edition__code="2021").count()


def test_words_find_measures_in_any_language(record_loaded: None, reader: Client) -> None:
    assert "CBM-2007-ECO-04" in references(reader.get("/measures/?q=旅游").content.decode())


def test_a_wording_stands_in_the_readers_language_and_the_others_below(record_loaded: None, reader: Client) -> None:
    reader.cookies["django_language"] = "ar"
    page = reader.get("/measures/CBM-2007-ECO-01/").content.decode()
    assert '<blockquote class="wording prose" lang="ar" dir="rtl">' in page
    for language in ("en", "ru", "zh-Hans"):
        assert f'<p class="wording prose" lang="{language}" dir="ltr">' in page


def test_a_wording_says_whether_it_is_official(reader: Client) -> None:
    measure = MeasureFactory(
        text={"en": "To do.", "ru": "Делать."}, text_status={"en": "translation", "ru": "official"}, note="Reads oddly."
    )
    page = reader.get(f"/measures/{measure.reference}/").content.decode()
    assert "English: unofficial translation" in page
    assert '<span class="quiet"> (official)</span>' in page
    assert "Reads oddly." in page


def test_a_measure_shows_who_offered_and_who_offered_for_its_whole_area(record_loaded: None, reader: Client) -> None:
    page = reader.get("/measures/CBM-2007-NCT-02/?as_of=2007-10-03").content.decode()
    assert re.findall(r'<th scope="row"><a href="/states/(\w\w)/">', page) == ["IR", "TR"]
    assert "not stated" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_one_row_as_for_three(
    reader: Client, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    edition = EditionFactory(code="2007")
    for _number in range(rows):
        CoordinatorAssignmentFactory(measure__area__edition=edition)
    # session, person, who is in the Chair, own offices; editions, the one asked for, those offered; measures; areas;
    # groups one chairs; participants; coordination counted and told
    with django_assert_num_queries(13):
        assert len(references(reader.get("/measures/").content.decode())) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_area_takes_as_many_queries_for_one_row_as_for_three(
    reader: Client, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    area = AreaFactory(edition__code="2007")
    for _number in range(rows):
        CoordinatorAssignmentFactory(measure__area=area)
        AreaFactory(edition=area.edition, parent=area)
    # session, person, who is in the Chair, own offices; the area; areas within; measures; groups one chairs;
    # coordination, and how much; working groups; activities, progress notes, information, publications, institutions
    with django_assert_num_queries(16):
        assert reader.get(f"/areas/{area.reference}/").status_code == 200
