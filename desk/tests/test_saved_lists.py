"""Lists kept as they were asked: under one's own name, found by it, shared by a link that shows each reader their own rows."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from desk.actions.saved import share_list
from desk.filters import AskedList
from desk.models import SavedList
from desk.tests.entries import a_saved_list
from journal.models import Entry
from record.filters import ASKED_LISTS

pytestmark = pytest.mark.django_db
KEEP = "/lists/saved/keep/"


def test_a_list_is_saved_from_its_filters_found_by_its_name_renamed_and_taken_away(authority, sign_in):
    client = sign_in(authority)
    narrowed = client.get("/commitments/?state=drafted&ordering=-states&page=1&search=")
    link = f"{KEEP}?list_name=commitment-list&amp;query=state%3Ddrafted%26ordering%3D-states%26page%3D1%26search%3D"
    assert link in narrowed.content.decode()
    assert KEEP not in client.get("/commitments/").content.decode(), "where nothing is asked there is nothing to keep"
    form = client.get(link.replace("&amp;", "&"))
    said = {name: form.context["form"][name].value() for name in ("list_name", "query", "once_key")}
    assert client.post(KEEP, {**said, "name": "Drafts that wait"}).url == "/commitments/?state=drafted&ordering=-states"
    saved = SavedList.objects.get()
    assert (saved.name, saved.query, saved.by) == ("Drafts that wait", "state=drafted&ordering=-states", authority)
    page = client.get("/lists/saved/").content.decode()
    assert "Drafts that wait" in page
    assert "Where it stands" in page, page[page.index("<main") :][:3000]
    found = client.get("/search/?q=drafts wait", headers={"HX-Request": "true"}).content.decode()
    assert saved.get_absolute_url() in found
    assert client.get(saved.get_absolute_url()).url == saved.address
    client.post(f"{saved.get_absolute_url()}rename/", {"name": "To look at", "language": "en"})
    client.post(f"{saved.get_absolute_url()}take-away/")
    assert "To look at" not in client.get("/lists/saved/").content.decode()
    assert client.get(saved.get_absolute_url()).status_code == 404
    assert (
        saved.get_absolute_url()
        not in client.get("/search/?q=look at", headers={"HX-Request": "true"}).content.decode()
    )
    verbs = Entry.objects.filter(about_kind="savedlist").values_list("verb", flat=True)
    assert sorted(verbs) == ["kept a list", "renamed a list", "took a list away"]


def test_the_lists_that_one_keeps_are_of_any_page_until_one_is_asked_for(authority, sign_in):
    a_saved_list(authority, name="Drafts that wait")
    page = sign_in(authority).get("/lists/saved/").content.decode()
    offered = page[page.index('<select name="list_name"') :]
    assert re.search(r"<option[^>]*>", offered)[0] == '<option value="" selected>'


def test_a_name_is_ones_own_and_once_and_nobody_else_reads_of_it(authority, officer, stranger, sign_in):
    saved = a_saved_list(authority, name="Canary of a name")
    assert sign_in(authority).post(KEEP, {"list_name": "meeting-list", "name": saved.name}).status_code == 422
    a_saved_list(stranger, name=saved.name)
    for other in (officer, stranger):
        client = sign_in(other)
        assert client.get(saved.get_absolute_url()).status_code == 404
        assert client.post(f"{saved.get_absolute_url()}share/").status_code == 404
        assert client.get("/search/?q=canary").content.decode().count(saved.get_absolute_url()) == 0
        assert "Canary of a name" not in client.get("/journal/").content.decode()


def test_what_no_list_can_be_asked_is_not_kept(authority, sign_in):
    client = sign_in(authority)
    for query in ("state=kites", "commitment=of-nobody"):
        answer = client.post(KEEP, {"list_name": "paper-list", "query": query, "name": "A list"})
        refused = query == "commitment=of-nobody"
        assert (answer.status_code == 422) is refused
    assert list(SavedList.objects.values_list("query", flat=True)) == [""], "what the list doesn't know asks nothing"
    assert client.post(KEEP, {"list_name": "https://elsewhere.example/", "name": "A list"}).status_code == 422


def test_its_link_shows_each_reader_their_own_rows_and_tells_nothing_of_what_is_closed_to_them(
    authority, stranger, sign_in, record_loaded
):
    open_one = a_saved_list(authority, name="Of Kazakhstan", page="commitment-list", query="participant=KZ")
    closed = a_saved_list(authority, name="Of a paper", page="paper-list", query="commitment=CBM-2007-ECO-02-99")
    reader = sign_in(stranger)
    assert reader.get(open_one.get_absolute_url()).status_code == 404
    told = sign_in(authority).get(f"{open_one.get_absolute_url()}share/").content.decode()
    assert "<bdi>KZ</bdi>" in told, "whoever shares reads first what the link tells"
    for saved in (open_one, closed):
        share_list(saved_list=saved, by=authority)
    page = reader.get(open_one.get_absolute_url()).content.decode()
    assert escape(open_one.address) in page
    assert authority.get_full_name() not in page, "nobody reads in another state who keeps it"
    assert "<bdi>KZ</bdi>" in page
    page = reader.get(closed.get_absolute_url()).content.decode()
    assert "something that isn't open to you" in page
    assert "CBM-2007-ECO-02-99" not in page, "what it asked for stays untold"
    client = sign_in(authority)
    client.post(f"{open_one.get_absolute_url()}close/")
    assert reader.get(open_one.get_absolute_url()).status_code == 404
    assert Client().get(closed.get_absolute_url()).url.startswith("/accounts/login/")


def test_programs_keep_lists_as_pages_do_and_read_their_own_alone(authority, stranger, sign_in):
    a_saved_list(stranger, name="Canary")
    program = sign_in(authority)
    body = {"name": "Mine", "list_name": "meeting-list", "query": "body=soc"}
    made = program.post("/api/v1/saved-lists/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["asks"] == ["Body: Senior Officials Committee"]
    assert made.json()["shared_as"] is None
    [row] = program.get("/api/v1/saved-lists/").json()["results"]
    address = f"/api/v1/saved-lists/{row['uid']}/"
    assert (
        program.post(f"{address}share/", {}, content_type="application/json").json()["shared_as"]
        == f"/lists/saved/{row['uid']}/"
    )
    assert {act["name"] for act in program.get(address).json()["next_acts"]} == {"rename", "close", "take-away"}
    assert program.get("/api/v1/saved-lists/?list_name=paper-list").json()["count"] == 0
    assert sign_in(stranger).get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_my_lists_take_as_many_queries_however_many_there_are(number, authority, sign_in, django_assert_num_queries):
    for place in range(number):
        a_saved_list(authority, name=f"List {place}", query="state=drafted")
    client = sign_in(authority)
    client.get("/lists/saved/")
    # Session and person, how many lists there are, and they themselves; the number of the desk stands still.
    with django_assert_num_queries(4):
        assert client.get("/lists/saved/").content.decode().count("List ") >= number


def test_every_list_that_can_be_saved_is_a_page_whose_filters_it_knows():
    for row in ASKED_LISTS.values():
        assert isinstance(row, AskedList)
        assert reverse(row.page)
        assert {"search", "as_of"} <= set(row.asks.base_filters), row.page
