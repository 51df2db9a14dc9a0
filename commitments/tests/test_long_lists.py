"""Long lists of commitments: counted up to a bound, turned beyond it, and read by the index of their order."""

import datetime as dt
import re
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment
from commitments.tests.factories import AreaFactory
from law.choices import Modality
from law.cica.states import State
from law.editions import edition_on
from papers.models import Folder
from record import forms
from record.models import index

pytestmark = pytest.mark.django_db
ADDRESSES = ("/commitments/", "/commitments/?page=4", "/api/v1/commitments/?page_size=50")
NOON = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


def many_commitments(number: int) -> None:
    """So many of one area, the one of the highest number moved last."""
    area, names = AreaFactory(), [f"X-{place:05}" for place in range(number)]
    folders = Folder.objects.bulk_create([Folder(reference=name) for name in names], batch_size=500)
    Commitment.objects.bulk_create(
        [
            Commitment(
                reference=folder.reference,
                edition=edition_on(NOON.date()).key,
                modality=Modality.A,
                state=str(State.INDICATED),
                area=area,
                title=f"Common {folder.reference}",
                moved_at=NOON + dt.timedelta(minutes=place),
                folder=folder,
            )
            for place, folder in enumerate(folders)
        ],
        batch_size=500,
    )
    index(list(Commitment.objects.select_related("measure", "area")))


@pytest.fixture
def counted_to_three(monkeypatch):
    monkeypatch.setattr(forms, "COUNTED_TO", 3)
    monkeypatch.setattr("record.search.COUNTED_TO", 3)


def test_a_list_within_the_bound_is_counted_to_its_end(counted_to_three, authority, sign_in):
    many_commitments(3)
    told = sign_in(authority).get("/api/v1/commitments/?page_size=2").json()
    assert (told["count"], told["count_at_least"], len(told["results"])) == (3, 3, 2)
    assert sign_in(authority).get("/api/v1/commitments/?page_size=2&page=3").status_code == 404


def test_a_longer_list_says_that_there_is_more_and_is_turned_to_its_end(counted_to_three, authority, sign_in):
    many_commitments(6)
    client, address, seen = sign_in(authority), "/api/v1/commitments/?page_size=2", []
    while address:
        told = client.get(address).json()
        assert (told["count"], told["count_at_least"]) == (None, 4)
        seen += [row["reference"] for row in told["results"]]
        address = told["next"] and f"{urlsplit(told['next']).path}?{urlsplit(told['next']).query}"
    assert seen == [f"X-{place:05}" for place in range(5, -1, -1)]
    assert client.get("/api/v1/commitments/?page_size=2&page=4").status_code == 404


def test_the_page_of_a_longer_list_names_the_bound_and_no_last_page(counted_to_three, authority, sign_in, monkeypatch):
    monkeypatch.setattr("commitments.views.commitments.ON_A_PAGE", 2)
    many_commitments(6)
    client = sign_in(authority)
    words = client.get("/commitments/").content.decode()
    assert "Page 1 of a list of more than 3" in words
    assert 'rel="next"' in words
    last = client.get("/commitments/?page=3").content.decode()
    assert "Page 3 of a list of more than 3" in last
    assert "X-00000" in last
    assert 'rel="next"' not in last
    for nowhere in ("4", "0", "-1", "x", "9" * 30, "9" * 5000):
        assert client.get("/commitments/", {"page": nowhere}).status_code == 404
    found = client.get("/search/?q=common&within=commitments").content.decode()
    heading = found.partition('id="found-commitments"')[2].partition("</h2>")[0]
    assert "more than 3" in heading


@pytest.mark.postgres
def test_the_list_is_read_by_the_index_of_its_order_and_no_more_of_it_than_its_pages(officer, authority, sign_in):
    many_commitments(3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for person, address in product((officer, authority), ADDRESSES):
        client = sign_in(person)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        sorted_ones = [query["sql"] for query in asked if "LIMIT 50" in query["sql"] and "ORDER BY" in query["sql"]]
        [of_the_page] = [statement for statement in sorted_ones if 'FROM "commitments_commitment"' in statement]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {of_the_page.replace('%', '%%')}")
            plan = [line for (line,) in cursor.fetchall()]
        [scan] = [
            line for line in plan if "Index Scan using commitments_latest_first on commitments_commitment" in line
        ]
        assert not any("Sort" in line for line in plan), plan
        assert int(re.search(r"actual rows=(\d+)", scan)[1]) <= 200, "four pages at most"
