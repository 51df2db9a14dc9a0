"""Follow-ups at their own address: read and narrowed alike by people and programs, reported on, and taken home as files."""

import csv
import io

import pytest
from django.urls import reverse

from decisions.models import FollowUp
from meetings.tests.factories import FollowUpFactory

pytestmark = pytest.mark.django_db
PROGRAMS = "/api/v1/follow-ups/"
STALE = '"v7-' + "0" * 32 + '"'


def test_a_program_of_who_looks_after_one_reports_on_it(xa, authority, stranger, sign_in):
    asked = FollowUpFactory(owner=xa)
    address = f"{PROGRAMS}{asked.pk}/"
    told = sign_in(authority).get(address).json()
    assert (told["what"], told["decision"], told["owner"]) == (asked.what, asked.decision.symbol, "XA")
    assert [act["name"] for act in told["next_acts"]] == ["report"]
    assert sign_in(stranger).get(address).json()["next_acts"] == []
    sent = {"data": {"report": "It is sent."}, "content_type": "application/json"}
    assert sign_in(stranger).post(f"{address}report/", **sent).status_code == 403
    assert sign_in(authority).post(f"{address}report/", headers={"If-Match": STALE}, **sent).status_code == 412
    assert sign_in(authority).post(f"{address}report/", **sent).status_code == 200
    assert FollowUp.objects.get().report == "It is sent."


def test_the_page_leads_to_a_file_of_the_rows_that_it_shows(xa, authority, sign_in):
    ours, _theirs = FollowUpFactory(owner=xa), FollowUpFactory()
    client = sign_in(authority)
    page = client.get(reverse("follow-up-list"), {"whose": "ours"})
    assert [row.pk for row in page.context["page"]] == [ours.pk]
    link = page.content.decode().split(f'href="{PROGRAMS}?')[-1].split('"')[0].replace("&amp;", "&")
    file = b"".join(client.get(f"{PROGRAMS}?{link}").streaming_content).decode("utf-8-sig")
    assert [(row["id"], row["owner"]) for row in csv.DictReader(io.StringIO(file))] == [(str(ours.pk), "XA")]


def test_they_are_read_at_one_price_for_one_and_for_three(xa, authority, sign_in, django_assert_num_queries):
    # Session and person; offices and the Chair, and the groups one chairs, which say what one sees; how many, which.
    client = sign_in(authority)
    for rows in (1, 2):
        FollowUpFactory.create_batch(rows, owner=xa)
        with django_assert_num_queries(7):
            client.get(PROGRAMS)
