"""The map of participants: everybody of the day is named in the list, and whose place is known has a mark."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import combinations

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from desk.reports.map import HEIGHT, NAME_STANDS_AT, WIDTH, is_in_sight, marks_of, projected
from members.choices import Standing
from members.models import Participant, User
from members.tests.factories import a_state

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize("standing", [Standing.MEMBER, Standing.OBSERVER])
def test_each_state_whose_place_is_known_has_one_mark_that_leads_to_its_page_and_stands_in_the_list(
    authority: User, sign_in: Callable[[User], Client], standing: Standing
) -> None:
    a_state("KZ", standing)
    page = sign_in(authority).get(reverse("map")).content.decode()
    picture = page[page.index('<svg class="map"') : page.index("</svg>", page.index('<svg class="map"'))]
    assert re.findall(r'<a href="(/states/KZ/)"[^>]*class="map-(\w+)"', picture) == [("/states/KZ/", standing.value)]
    assert 'href="/states/KZ/"' in page.replace(picture, "")
    # The invented states have no place on the Earth, and are named all the same.
    assert "/states/XA/" not in picture
    assert "/states/XA/" in page


@pytest.mark.parametrize("codes", [["KZ"], ["KZ", "UZ", "TJ"]])
def test_the_map_asks_as_much_of_one_state_as_of_three(
    authority: User,
    sign_in: Callable[[User], Client],
    codes: list[str],
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for code in codes:
        a_state(code, Standing.MEMBER)
    client = sign_in(authority)
    client.get(reverse("map"))
    with django_assert_num_queries(3):
        client.get(reverse("map"))


def test_on_a_day_before_it_took_part_a_state_stands_neither_on_the_map_nor_in_the_list(
    authority: User, sign_in: Callable[[User], Client]
) -> None:
    a_state("KZ", Standing.MEMBER)
    page = sign_in(authority).get(reverse("map"), {"as_of": "1995-01-01"}).content.decode()
    assert "/states/KZ/" not in page
    assert sign_in(authority).get(reverse("map"), {"as_of": "soon"}).status_code == 400


def test_every_place_lies_in_the_picture_and_no_two_codes_lie_on_each_other() -> None:
    assert all(is_in_sight(longitude, latitude) for longitude, latitude, *_ in NAME_STANDS_AT.values())
    places = []
    for longitude, latitude, right, down in NAME_STANDS_AT.values():
        x, y = projected(longitude, latitude)
        assert 0 < x < WIDTH and 0 < y < HEIGHT  # noqa: PT018
        places.append((x + right, y + down))
    near = [
        pair
        for pair in combinations(places, 2)
        if abs(pair[0][0] - pair[1][0]) < 22 and abs(pair[0][1] - pair[1][1]) < 14
    ]
    assert near == []


def test_every_member_and_observer_of_the_public_record_but_the_farthest_has_a_place() -> None:
    call_command("load_record", verbosity=0)
    rows = Participant.objects.all().with_standing(TODAY).in_seat_order()
    states = [row for row in rows if row.kind == "state" and row.standing]
    assert sum(row.standing == Standing.MEMBER for row in states) == 28
    marked = {mark.participant.code for mark in marks_of(states)}
    assert {row.code for row in states} - marked == {"US"}
