"""Which columns a list shows is chosen on its page, kept with a saved list, and told by its files."""

import csv
import io
import re

import pytest

from commitments.tests.factories import CommitmentFactory
from desk.models import SavedList
from record.columns import LISTS

pytestmark = pytest.mark.django_db
CHOSEN = "/commitments/?columns=next&columns=period&columns=kites"
KEEP = "/lists/saved/keep/"


def heads_of(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", head) for head in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)]


def test_a_list_shows_its_first_column_and_those_that_are_asked_for_in_their_order(authority, sign_in):
    CommitmentFactory()
    client = sign_in(authority)
    page = client.get(CHOSEN).content.decode()
    assert heads_of(page) == ["Commitment", "Period", "Next action"]
    assert re.findall(r'<td data-label="(.*?)"', page) == ["Period", "Next action"]
    boxes = re.findall(r'<input type="checkbox" name="columns" value="(\w+)"( checked)?>', page)
    assert boxes == [("states", ""), ("stands", ""), ("period", " checked"), ("next", " checked")]
    assert page.count('<input type="hidden" name="columns" value="period">') == 2, "other filters and orders keep them"
    for nothing in ("/commitments/", "/commitments/?columns=kites", "/commitments/?columns="):
        assert heads_of(client.get(nothing).content.decode()) == [
            str(column.heading) for column in LISTS["commitment-list"].values()
        ]


def test_the_files_of_the_page_have_what_its_columns_tell(authority, sign_in):
    CommitmentFactory()
    client = sign_in(authority)
    page = client.get("/commitments/?columns=stands").content.decode()
    link = re.findall(r'href="(/api/v1/commitments/\?[^"]+)"', page)[-1].replace("&amp;", "&")
    [head, row] = csv.reader(io.StringIO(client.get(link).getvalue().decode("utf-8-sig")))
    assert {name.split(".")[0] for name in head} == {"title", "area", "reference", "modality", "state"}
    assert "indicated" in row
    assert "fields=" not in client.get("/commitments/").content.decode()


def test_a_saved_list_keeps_its_columns_and_says_them(authority, sign_in):
    client = sign_in(authority)
    client.post(KEEP, {"list_name": "commitment-list", "query": CHOSEN.partition("?")[2], "name": "What comes next"})
    saved = SavedList.objects.get()
    assert saved.query == "columns=period&columns=next"
    assert client.get(saved.get_absolute_url()).url == "/commitments/?columns=period&columns=next"
    told = client.get("/api/v1/saved-lists/").json()["results"][0]["asks"]
    assert told == ["Columns: Commitment", "Columns: Period", "Columns: Next action"]


def test_a_table_on_another_page_shows_all_its_columns(record_loaded, authority, sign_in):
    page = sign_in(authority).get("/measures/CBM-2007-ECO-02/?columns=fact").content.decode()
    assert "Day and term" in heads_of(page)
