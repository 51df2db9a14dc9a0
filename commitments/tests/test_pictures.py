"""All commitments in pictures: what is counted is what one sees, and the picture says what its table says."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from commitments.actions import Answers, take_step
from commitments.actions import begin as begin_commitment
from commitments.reports.pictures import (
    figures_of_months,
    figures_of_stages,
    median_of,
    picture_of_months,
    picture_of_standing,
    picture_of_stays,
)
from commitments.tests.stories import State, Story, a_measure
from law.choices import Modality
from members.models import User
from record.dates import day_of_the_house

# How days are subtracted and cut into months each database says in its own words.
BEGAN = dt.datetime(2025, 3, 5, 9, tzinfo=dt.UTC)
pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def begin(authority: User, chair: User, officer: User) -> Callable[..., Story]:
    return lambda **values: Story(author=authority, chair=chair, officer=officer, **values)


def test_each_stage_has_how_many_stand_at_it_in_each_modality(begin: Callable[..., Story], authority: User) -> None:
    begin().to(State.DRAFTED)
    begin().to(State.DRAFTED)
    begin(modality=Modality.B).to(State.DRAFTED)
    begin()
    stages = {
        str(stage.state): stage for stage in figures_of_stages(authority, day_of_the_house() + dt.timedelta(days=1))
    }
    assert stages[State.DRAFTED].by_modality == {"a": 2, "b": 1}
    assert {name: stage.standing for name, stage in stages.items() if stage.standing} == {
        State.DRAFTED: 3,
        State.INDICATED: 1,
    }


def test_nobody_counts_what_they_do_not_see(
    begin: Callable[..., Story], observer: User, authority: User, sign_in: Callable[[User], Client]
) -> None:
    begin().to(State.DRAFTED)
    tomorrow = day_of_the_house() + dt.timedelta(days=1)
    assert figures_of_stages(authority, tomorrow)
    assert figures_of_stages(observer, tomorrow) == []
    assert sum(month.steps for month in figures_of_months(authority, tomorrow)) > 0
    assert sum(month.steps for month in figures_of_months(observer, tomorrow)) == 0
    page = sign_in(observer).get("/pictures/").content.decode()
    assert '<svg class="bars"' not in page
    assert page.count("Nothing to count yet") == 3


def test_a_stay_lasts_from_the_step_that_led_there_to_the_one_that_led_on_as_of_a_day(
    authority: User, chair: User
) -> None:
    measure = a_measure()
    for days in (3, 10, 40):
        commitment = begin_commitment(
            modality=Modality.A, area=measure.area, measure=measure, title="Corridors", statement="We intend it.",
            by=authority, at=BEGAN,
        )  # fmt: skip
        later = BEGAN + dt.timedelta(days=days)
        take_step(commitment=commitment, step="consult", by=chair, answers=Answers(note="We ask."), at=later)
    stages = {str(stage.state): stage for stage in figures_of_stages(authority, BEGAN.date() + dt.timedelta(days=50))}
    assert (stages[State.INDICATED].stays, stages[State.INDICATED].median) == (3, 10)
    assert (stages[State.INDICATED].standing, stages["consulting"].standing) == (0, 3)
    then = {str(stage.state): stage for stage in figures_of_stages(authority, BEGAN.date() + dt.timedelta(days=5))}
    assert (then[State.INDICATED].stays, then[State.INDICATED].median, then[State.INDICATED].standing) == (1, 3, 2)
    months = {month.month: month.steps for month in figures_of_months(authority, BEGAN.date() + dt.timedelta(days=50))}
    assert (len(months), months[dt.date(2025, 3, 1)], months[dt.date(2025, 4, 1)]) == (24, 5, 1)


@pytest.mark.parametrize(
    ("days", "middle"),
    [({}, None), ({4: 1}, 4), ({1: 1, 9: 1}, 1), ({1: 1, 5: 1, 9: 1}, 5), ({0: 3, 7: 2}, 0), ({0: 2, 7: 3}, 7)],
)
def test_the_one_in_the_middle_is_that_of_all_that_are_known(days: dict[int, int], middle: int | None) -> None:
    assert median_of(Counter(days)) == middle


def test_the_picture_and_its_table_say_the_same_and_so_do_its_words(
    begin: Callable[..., Story], authority: User, sign_in: Callable[[User], Client]
) -> None:
    begin().to(State.DRAFTED)
    begin(modality=Modality.B)
    page = sign_in(authority).get("/pictures/").content.decode()
    drawn, told = page.split('<svg class="bars"')[1].split("</svg>")[0], page.split("<tbody>")[1].split("</tbody>")[0]
    labels = re.findall(r'class="bars-label"[^>]*>([^<]+)<', drawn)
    numbers = re.findall(r'class="bars-number"[^>]*>([^<]+)<', drawn)
    rows = [re.findall(r">([^<>]+)</t[hd]>", row) for row in told.split("</tr>")[:-1]]
    assert list(zip(labels, numbers, strict=True)) == [(row[0], row[-1]) for row in rows]
    assert len(rows) == 2
    assert re.findall(r"<desc[^>]*>([^<]+)<", drawn) == [". ".join(f"{row[0]}: {row[-1]}" for row in rows)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_picture_begins_where_its_readers_begin_to_read(
    begin: Callable[..., Story], authority: User, language: str
) -> None:
    begin().to(State.DRAFTED)
    with override(language):
        tomorrow = day_of_the_house() + dt.timedelta(days=1)
        stages, months = figures_of_stages(authority, tomorrow), figures_of_months(authority, tomorrow)
        drawn = [picture_of_standing(stages), picture_of_stays(stages), picture_of_months(months)]
    assert [picture.is_mirrored for picture in drawn] == [language == "ar"] * 3
    for picture in drawn:
        assert all(0 <= part.x <= part.x + part.width <= picture.width for part in picture.parts)
        assert all(0 < text.x < picture.width for text in picture.texts)
    first = drawn[0].parts[0]
    assert (first.x + first.width if language == "ar" else first.x) == (drawn[0].width if language == "ar" else 0)


@pytest.mark.parametrize("commitments", [1, 3])
def test_the_page_asks_as_often_for_one_commitment_as_for_three(
    begin: Callable[..., Story],
    authority: User,
    sign_in: Callable[[User], Client],
    commitments: int,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for _number in range(commitments):
        begin().to(State.DRAFTED)
    client = sign_in(authority)
    client.get("/pictures/")
    # session, person, who is in the Chair, own offices, groups one chairs; where commitments stand, their stays, their months
    with django_assert_num_queries(8):
        client.get("/pictures/")
