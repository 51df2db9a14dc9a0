"""The pages of states and organisations."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from commitments.tests.factories import CoordinatorAssignmentFactory
from meetings.tests.factories import MeetingFactory
from members.choices import Rank, Role, Standing
from members.models import Participant, User
from members.tests.factories import ChairmanshipFactory, FocalPointFactory, ParticipationFactory, a_state
from members.tests.signing_in import let_in


def codes(page: str) -> list[str]:
    return re.findall(r'<span class="ref">(\w+)</span>', page)


def test_the_list_groups_who_takes_part_on_the_day(
    record_loaded: None, observer: User, sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(observer).get("/states/?as_of=2007-10-03").content.decode()
    headings = re.findall(r'<h2 id="[a-z-]+">([^<]+)<span class="quiet"> \((\d+)\)</span>', page)
    # The observer of the test itself is one of the observer states.
    assert headings == [("Member states", "18"), ("Observer states", "7"), ("Observer organisations", "3")]


def test_the_list_can_be_narrowed_and_searched_in_any_language(
    record_loaded: None, preparer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(preparer)
    assert codes(client.get("/states/?q=Таджик").content.decode()) == ["TJ"]
    assert codes(client.get("/states/?q=korea+republic").content.decode()) == ["KR"]
    observers = client.get("/states/?standing=observer&kind=organisation&as_of=2007-10-03").content.decode()
    assert codes(observers) == ["LAS", "OSCE", "UN"]


def test_every_row_says_since_when_and_where_that_is_read(
    record_loaded: None, preparer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(preparer)
    page = client.get("/states/?q=TJ").content.decode()
    assert "by 4 June 2002" in page
    assert '<a href="/sources/A_62_232/">' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_one_row_as_for_three(
    client: Client, db: None, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
    for number in range(rows):
        a_state(f"XM{number}")
    # session, person; participants with standing
    with django_assert_num_queries(3):
        page = client.get("/states/").content.decode()
    assert len(codes(page)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_state_takes_as_many_queries_for_one_row_as_for_three(
    client: Client, xa: Participant, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
    for number in range(rows):
        day = dt.date(2003, 1, 1) + dt.timedelta(days=number)
        ParticipationFactory(participant=xa, standing=Standing.OBSERVER, since=day)
        ChairmanshipFactory(participant=xa)
        CoordinatorAssignmentFactory(participant=xa)
        CoordinatorAssignmentFactory(participant=xa, on=dt.date(2090, 1, 1))
        MeetingFactory(host=xa)
        FocalPointFactory(participant=xa)
    # session, person, who is in the Chair, own offices; the state with its standing; groups one chairs; standings;
    # chairmanships; how much it offers today and at other times, what, and how that ended; meetings; whether the reader acts for it;
    # its posts
    with django_assert_num_queries(16):
        assert client.get("/states/XA/").status_code == 200


def test_a_state_sees_its_people_and_others_see_whether_posts_are_filled(
    authority: User, stranger: User, xa: Participant, sign_in: Callable[[User], Client]
) -> None:
    FocalPointFactory(participant=xa, user=None, role=Role.PREPARER, rank=Rank.ALTERNATE)
    own = sign_in(authority).get("/states/XA/").content.decode()
    posts = own.split("Focal points</h2>")[1]
    assert "authority@xa.example" in posts
    assert "vacant" in posts
    others = sign_in(stranger).get("/states/XA/").content.decode()
    posts = others.split("Focal points</h2>")[1]
    assert "authority@xa.example" not in others
    assert "filled" in posts
    assert "vacant" in posts


def test_the_page_of_a_state_tells_its_history_with_sources(
    record_loaded: None, preparer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(preparer)
    page = client.get("/states/TJ/?as_of=2007-10-03").content.decode()
    assert "Республика Таджикистан" in page
    assert "جمهورية طاجيكستان" in page
    assert "Cooperation in tourism" in page
    assert "/meetings/SUMMIT-5/" in page
    assert "In the Chair" in page
    # What the sources leave open is asked, and not decided here.
    assert (
        "one or two of four years each (to 2006, from 2006) is to be confirmed by the Secretariat"
        in client.get("/states/KZ/").content.decode()
    )
