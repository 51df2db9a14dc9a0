"""The search for programs finds what the page finds, and tells no more."""

from collections.abc import Callable

import pytest
from django.test import Client

from meetings.tests.factories import MeetingFactory
from members.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/search/"


def test_a_program_is_answered_by_kind_with_results_and_where_a_reference_leads(
    authority: User, sign_in: Callable[[User], Client]
) -> None:
    first, second = MeetingFactory(place={"en": "Xanadu by the sea"}), MeetingFactory(place={"en": "Xanadu"})
    here = sign_in(authority)
    told = here.get(ADDRESS, {"q": "xanadu", "page_size": "1"}).json()
    assert told["kinds"] == [{"kind": "meetings", "label": "Meetings", "count": 2, "count_at_least": 2}]
    assert (told["count"], told["leads_to"], len(told["results"])) == (2, None, 1)
    assert "page=2" in told["next"]
    narrowed = here.get(ADDRESS, {"q": "xanadu sea", "kind": "meetings"}).json()
    (hit,) = narrowed["results"]
    assert (hit["reference"], hit["path"]) == (first.reference, first.get_absolute_url())
    assert [part["words"] for part in hit["snippet"] if part["is_found"]] == ["Xanadu", "sea"]
    assert here.get(ADDRESS, {"q": second.reference}).json()["leads_to"]["path"] == second.get_absolute_url()


def test_a_program_learns_nothing_of_what_it_may_not_see(
    authority: User, observer: User, client: Client, sign_in: Callable[[User], Client]
) -> None:
    MeetingFactory(place={"en": "Xanadu"}, status="proposed")
    nothing = sign_in(observer).get(ADDRESS, {"q": "nowhere"}).json()
    assert sign_in(observer).get(ADDRESS, {"q": "xanadu"}).json() == nothing
    assert client.get(ADDRESS, {"q": "xanadu"}).status_code == 401


def test_what_it_cannot_be_asked_is_named(authority: User, sign_in: Callable[[User], Client]) -> None:
    refused = sign_in(authority).get(ADDRESS, {"q": "x " * 11, "kind": "nothing", "page": "0", "more": "1"})
    assert refused.status_code == 400
    assert sorted(refused.json()["errors"]) == ["kind", "more", "page", "q"]
