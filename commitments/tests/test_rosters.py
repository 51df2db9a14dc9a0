"""Rosters of experts: by measure, state, field and term, as of any day, the same on the page and for programs."""

import datetime as dt

import pytest
from django.test import Client

from commitments.tests.factories import AreaFactory, ExpertNominationFactory, MeasureFactory
from commitments.tests.stories import a_measure
from members.choices import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roster(xa, xb) -> None:
    """Two of XA and one of XB, for two measures, of whom one served in 2020 alone; and one whom XB keeps to itself."""
    rivers = a_measure()
    floods = MeasureFactory(area=AreaFactory(edition=rivers.area.edition, letters="ENV", code="environmental"))
    of_members = {"audience": Audience.MEMBERS}
    then = {"since": dt.date(2020, 1, 1), "until": dt.date(2021, 1, 1)}
    ExpertNominationFactory(owner=xa, measure=rivers, name="Amir", expertise="Hydrology", **of_members)
    ExpertNominationFactory(owner=xa, measure=floods, name="Bela", expertise="Floods", **then, **of_members)
    ExpertNominationFactory(owner=xb, measure=floods, name="Cyra", affiliation="Institute of Floods", **of_members)
    ExpertNominationFactory(owner=xb, measure=floods, name="Canary", expertise="Floods", audience=Audience.OWN)


def named(client: Client, **asked: str) -> list[str]:
    """As the API names them, and the page the same."""
    rows = [row["name"] for row in client.get("/api/v1/experts/", asked).json()["results"]]
    assert [expert.name for expert in client.get("/experts/", asked).context["page"]] == rows
    return rows


def test_it_is_asked_by_measure_area_field_and_term(authority, sign_in):
    client = sign_in(authority)
    assert named(client) == ["Amir", "Cyra"], "whose term includes today"
    assert named(client, as_of="2020-06-01") == ["Bela"]
    assert named(client, **{"from": "2020-06-01", "to": "2020-12-31"}) == ["Bela"]
    assert named(client, **{"from": "2020-06-01"}) == ["Amir", "Bela", "Cyra"]
    assert named(client, area="ENV", standing="any") == ["Bela", "Cyra"]
    assert named(client, expertise="floods", standing="any") == ["Bela", "Cyra"]
    assert named(client, participant="XA", standing="any") == ["Amir", "Bela"]
    assert named(client, measure=a_measure().reference) == ["Amir"]
    assert "Canary" not in client.get("/experts/", {"expertise": "floods"}).content.decode()


def test_the_page_is_put_in_order_by_measure(authority, sign_in):
    page = sign_in(authority).get("/experts/", {"standing": "any", "order": "what"})
    measures = [expert.measure.reference for expert in page.context["page"]]
    assert measures == sorted(measures)
