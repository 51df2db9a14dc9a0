"""Coordination outside a commitment at its doors: the portal's pages and buttons, the admin, programs."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.models import Measure
from commitments.actions import designate_coordinator, offer_to_coordinate
from commitments.models import CoordinationEnd, CoordinatorAssignment
from commitments.reads import About
from commitments.tests.factories import AreaFactory, EditionFactory, MeasureFactory
from law.editions import registered
from law.tests.invented import invented_edition
from members.models import User
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db
KEY = "k" * 32


@pytest.fixture
def measure(db: None) -> Measure:
    edition = EditionFactory(code="2007")
    return MeasureFactory(area=AreaFactory(edition=edition, letters="ECO", code="economic"), number=2)


@pytest.fixture
def offer(measure: Measure, authority: User) -> CoordinatorAssignment:
    return offer_to_coordinate(about=About(measure=measure), by=authority)


def links(page: str) -> set[str]:
    """The acts of coordination to which a page leads."""
    return set(re.findall(r'href="(/coordinators/[^"]+)"', page))


def test_a_state_offers_from_the_page_of_a_measure_and_takes_it_back_from_its_own(measure, authority, xa, sign_in):
    client: Client = sign_in(authority)
    (begin,) = links(client.get(f"/measures/{measure.reference}/").content.decode())
    assert begin == f"/coordinators/offer/?depth=measure&amp;measure={measure.reference}"
    form = client.get(begin.replace("&amp;", "&")).content.decode()
    assert f'<option value="{measure.reference}" selected>' in form
    sent = {"depth": "measure", "measure": measure.reference, "role": "unstated", "text": "Автодороги", "once_key": KEY}
    for _press in range(2):
        answer = client.post("/coordinators/offer/", sent)
        assert answer.status_code == 302, answer.content.decode()
    row = CoordinatorAssignment.objects.get()
    line = f"/states/XA/?coordinator={row.pk}#coordinator-{row.pk}"
    assert (answer.url, row.participant, row.wording) == (line, xa, {"ru": "Автодороги"})
    for page in (
        "/states/XA/",
        f"/measures/{measure.reference}/",
        "/coordinators/",
        f"/areas/{measure.area.reference}/",
    ):
        assert f"/coordinators/{row.pk}/take-back/" in links(client.get(page).content.decode()), page

    sent = {"until": day_of_the_house().isoformat(), "note": "We share it.", "once_key": f"{KEY}2"}
    answer = client.post(f"/coordinators/{row.pk}/take-back/", sent)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get("/states/XA/").content.decode()
    assert ("We share it." in page, f"/coordinators/{row.pk}/take-back/" in links(page)) == (True, False)


def test_the_form_says_what_is_missing_at_its_field_and_keeps_the_words(measure, authority, sign_in):
    answer = sign_in(authority).post("/coordinators/offer/", {"depth": "topic", "text": "", "role": "unstated"})
    assert (answer.status_code, CoordinatorAssignment.objects.count()) == (422, 0)
    assert "A topic is given in its own words." in answer.content.decode()
    other = MeasureFactory(area__edition=EditionFactory(code="X1", adopted_on="2001-01-01"))
    answer = sign_in(authority).post(
        "/coordinators/offer/", {"depth": "measure", "measure": other.reference, "role": "unstated"}
    )
    assert (answer.status_code, CoordinatorAssignment.objects.count()) == (422, 0)


def test_the_chair_designates_and_ends_from_the_page_of_coordinators(offer, measure, xa, chair, sign_in):
    client = sign_in(chair)
    assert "/coordinators/designate/" in links(client.get("/coordinators/").content.decode())
    sent = {
        "party": "XA", "role": "coordinator", "depth": "measure", "measure": measure.reference,
        "since": day_of_the_house().isoformat(), "once_key": KEY,
    }  # fmt: skip
    answer = client.post("/coordinators/designate/", sent)
    assert answer.status_code == 302, answer.content.decode()
    row = CoordinatorAssignment.objects.designations().get()
    address = f"/coordinators/{row.pk}/end/"
    assert address in links(client.get("/coordinators/").content.decode())
    assert "rests" not in client.get(address).content.decode()
    assert client.post(address, {"until": row.since.isoformat(), "once_key": f"{KEY}2"}).status_code == 422
    sent = {"until": row.since.isoformat(), "note": "Agreed at the meeting.", "once_key": f"{KEY}2"}
    assert [client.post(address, sent).status_code for _press in range(2)] == [302, 302]
    assert CoordinationEnd.objects.get().note == "Agreed at the meeting."


def test_who_has_no_part_in_it_sees_no_button_and_is_let_in_nowhere(offer, measure, observer, stranger, sign_in):
    for person, begins in ((observer, set()), (stranger, {"/coordinators/offer/"})):
        client = sign_in(person)
        assert links(client.get("/coordinators/").content.decode()) == begins
        assert client.post(f"/coordinators/{offer.pk}/take-back/", {}).status_code == 403
    assert sign_in(observer).get("/coordinators/offer/").status_code == 403
    assert sign_in(stranger).get("/coordinators/designate/").status_code == 403


def test_the_secretariat_enters_a_letter_in_the_admin_and_says_which(measure, officer, xa, xb, sign_in):
    address = reverse("admin:commitments_coordinatorassignment_offer")
    client = sign_in(officer)
    assert address in client.get(reverse("admin:commitments_coordinatorassignment_changelist")).content.decode()
    sent = {
        "depth": "measure",
        "measure": measure.reference,
        "role": "coordinator",
        "on_behalf_of": "XB",
        "once_key": KEY,
    }
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "by which way it reached" in answer.content.decode()
    assert "its number and day" in answer.content.decode()
    letter = {"channel": "note-verbale", "source": "Note 7 of 1 March 2024", "on": "2024-03-01"}
    assert client.post(address, {**sent, **letter}).status_code == 302
    row = CoordinatorAssignment.objects.get()
    assert (row.participant, row.source, row.on.isoformat(), row.channel) == (
        xb,
        letter["source"],
        "2024-03-01",
        "note-verbale",
    )
    page = client.get(reverse("admin:commitments_coordinatorassignment_change", args=[row.pk])).content.decode()
    assert reverse("admin:commitments_coordinatorassignment_take-back", args=[row.pk]) in page


# -- Programs.


def sent_by(client: Client, address: str, key: str = "", **body: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"/api/v1/coordinators/{address}", body, content_type="application/json", headers=headers)


def test_a_program_offers_and_takes_back_once_a_key(measure, authority, sign_in):
    client = sign_in(authority)
    body = {"depth": "measure", "measure": measure.reference, "text": "Road and rail."}
    first, again = sent_by(client, "", KEY, **body), sent_by(client, "", KEY, **body)
    assert (first.status_code, again.status_code) == (201, 200), first.content.decode()
    made = first.json()
    assert first["Location"].endswith(f"/api/v1/coordinators/{made['id']}/")
    assert (made["state"], made["fact"], made["wording"]["en"], made["law_edition"]) == (
        "XA",
        "offer",
        "Road and rail.",
        "2007",
    )
    (act,) = made["next_acts"]
    assert (act["name"], act["article"], act["on_behalf_of"], act["open"]) == ("take-back", "AA 24", "XA", True)
    assert [ask["name"] for ask in act["asks"]] == ["until", "note"]
    address = f"{made['id']}/take-back/"
    answers = [sent_by(client, address, KEY, note="We share it.").status_code for _press in range(2)]
    assert (answers, CoordinationEnd.objects.count()) == ([201, 200], 1)
    shown = client.get(f"/api/v1/coordinators/{made['id']}/").json()
    assert (shown["term_until"], shown["next_acts"]) == (day_of_the_house().isoformat(), [])
    assert sent_by(client, "", KEY, **{**body, "text": "Other words."}).status_code == 422


def test_a_program_of_the_chair_designates_and_that_of_an_officer_ends(
    offer, measure, xa, chair, officer, observer, sign_in
):
    body = {"party": "XA", "depth": "measure", "measure": measure.reference}
    assert sent_by(sign_in(observer), "designate/", **body).status_code == 403
    assert sent_by(sign_in(officer), "designate/", **body).status_code == 403
    answer = sent_by(sign_in(chair), "designate/", KEY, **body)
    assert answer.status_code == 201, answer.content.decode()
    key = answer.json()["id"]
    assert {act["name"] for act in answer.json()["next_acts"]} == {"end"}
    assert sent_by(sign_in(officer), f"{key}/end/").json()["errors"] == {"note": ["Fill in: Note."]}
    assert sent_by(sign_in(officer), f"{key}/end/", note="Agreed.").status_code in (200, 201)
    assert CoordinatorAssignment.objects.get(pk=key).until == day_of_the_house()


def test_openapi_describes_the_bodies(authority, sign_in):
    schema = sign_in(authority).get("/api/v1/schema/?format=json").json()
    assert {path for path in schema["paths"] if path.startswith("/api/v1/coordinators/")} == {
        "/api/v1/coordinators/",
        "/api/v1/coordinators/{id}/",
        *(f"/api/v1/coordinators/{{id}}/{act}/" for act in ("take-back", "end", "lay-down", "mistake")),
        "/api/v1/coordinators/designate/",
    }
    bodies = schema["components"]["schemas"]
    assert {"depth", "measure", "area", "text", "language", "role", "on", "source"} <= set(
        bodies["CoordinatorsOfferBody"]["properties"]
    )
    assert bodies["CoordinatorsDesignateBody"]["required"] == ["party"]
    assert bodies["CoordinatorsEndBody"]["required"] == ["note"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_much_for_one_row_with_buttons_as_for_three(
    rows, measure, xa, chair, sign_in, django_assert_num_queries
):
    for number in range(rows):
        other = measure if number == 0 else MeasureFactory(area=measure.area, number=10 + number)
        designate_coordinator(about=About(measure=other), party=xa, note="It agreed.", by=chair)
    client = sign_in(chair)
    # session, person, who is in the Chair, own offices, own states; editions, the one asked for, those offered; groups one
    # chairs; states of the filter; how many, the rows, how many of each fact; for the gaps: measures, areas, participants,
    # coordination counted and told, states that joined, what ended when
    with django_assert_num_queries(21):
        page = client.get("/coordinators/").content.decode()
    assert len([link for link in links(page) if link.endswith("/end/")]) == rows


def test_the_page_of_the_procedure_says_who_may_and_on_what_it_rests(chair, sign_in):
    """Of each edition: under the invented one the Secretariat designates, for a year at most."""
    with registered(invented_edition(dt.date(2090, 1, 1))):
        page = sign_in(chair).get("/procedure/").content.decode()
    old, new = (re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)) for part in page.split('id="coordination-')[1:])
    assert "Designate a coordinator the Chair CoA (a) ours, to be confirmed by the Secretariat" in old
    assert "Offer to coordinate a member state CoA (annex) from the instrument" in old
    assert "No text sets a longest term." in old
    assert "Designate a coordinator the Secretariat invented 6" in new
    assert "Longest term of a coordinator, in years: 1." in new
