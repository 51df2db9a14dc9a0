"""What the public site shows, how it may be kept, and for whom it is: for anybody."""

import datetime as dt
import json
import re
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client
from django.utils.translation import override
from lxml import etree

from cica_tracker.checks import public_site_can_be_given_out
from cica_tracker.rates import LIMITS
from commitments.models import Commitment, StepTaken
from journal.actions import record, seal_the_day
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from members.models import Participation
from public_site.columns import TABLES
from record import published
from record.choices import Channel
from record.dates import day_of_the_house
from record.models import Source
from record.published import NamedState, PublishedFile, PublishedThing, add_shelf
from record.texts import LANGUAGES

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.PUBLIC_SITE = True
    settings.SITE_URL = "https://tracker.example"
    cache.clear()


@pytest.fixture
def shelf(monkeypatch):
    """A shelf on which a state's paper stands that it agreed to publish."""
    monkeypatch.setattr(published, "SHELVES", {})
    thing = PublishedThing(
        key="kite-roads",
        kind="report",
        title={"en": "Kites over roads", "ar": "طائرات ورقية"},
        published_on=dt.date(2026, 5, 1),
        states=(NamedState("XA", {"en": "State XA"}),),
        files=(
            PublishedFile(
                "ar", "kites.pdf", "application/pdf", 8, sha256(b"%PDF-1.7").hexdigest(), lambda: b"%PDF-1.7"
            ),
        ),
    )
    later = PublishedThing("later", "report", {"en": "Not before its day"}, dt.date(2090, 1, 1))
    add_shelf("publications", lambda: [later, thing])
    return thing


def page(path: str, **headers: str) -> str:
    response = Client().get(f"/public/{path}", **headers)
    assert response.status_code == 200, path
    return response.content.decode()


def listed(name: str, query: str = "") -> list[dict]:
    return Client().get(f"/public/api/v1/{name}/{query}").json()["results"]


def test_the_figures_of_the_front_page_are_those_of_the_lists(record_loaded):
    front = page("en/")
    shown = [int(number) for number in re.findall(r"<strong>(\d+)</strong>", front)]
    holding = [row for row in listed("participations", "?page_size=1000") if row["until"] == "" or row["until"] is None]
    standing = [row["standing"] for row in holding]
    lists = [len(listed(name, "?page_size=1000")) for name in ("meetings", "measures", "commitments")]
    assert shown == [standing.count("member"), standing.count("observer"), *lists]
    assert shown[0] == 28


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_leads_to_the_others(record_loaded, language, shelf):
    for name in ("", "instruments/", "catalogue/", "catalogue/2007/", "participants/", "meetings/", "publications/"):
        response = Client().get(f"/public/{language}/{name}", headers={"accept-language": "ru", "cookie": "a=b"})
        html = response.content.decode()
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in html
        for other in LANGUAGES:
            link = f'<link rel="alternate" hreflang="{other}" href="https://tracker.example/public/{other}/{name}">'
            assert link in html
        assert response.headers["Content-Language"] == language
        assert "<form" not in html
        assert "<script" not in html


def test_the_bare_address_leads_to_the_language_that_the_browser_asks_for():
    for asked, language in (("zh-CN,en", "zh-hans"), ("ar", "ar"), ("fr", "en"), ("", "en")):
        response = Client().get("/public/", headers={"accept-language": asked})
        assert (response.status_code, response.headers["Location"]) == (302, f"/public/{language}/")
        assert "Accept-Language" in response.headers["Vary"]


def test_a_page_is_found_without_its_final_slash():
    for path, address in (
        ("/public", "/public/"),
        ("/public/ar", "/public/ar/"),
        ("/public/ar/seals", "/public/ar/seals/"),
    ):
        moved = Client().get(path)
        assert (moved.status_code, moved.headers["Location"]) == (301, address)
    for path in ("/public/xx", "/public/ar/nothing", "/publicity", "/public/api/v1/nothing"):
        assert Client().get(path).status_code == 404


def test_whoever_has_a_page_is_told_in_a_word_that_it_is_the_same(record_loaded):
    first = Client().get("/public/en/meetings/")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert not first.cookies
    again = Client().get("/public/en/meetings/", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Cookie" not in first.headers["Vary"]
    assert "Accept-Language" not in first.headers["Vary"]


def test_nothing_runs_on_a_page_and_nothing_is_sent_from_it():
    policy = Client().get("/public/en/").headers["Content-Security-Policy"]
    assert {"script-src 'none'", "connect-src 'none'", "form-action 'none'", "frame-ancestors 'none'"} <= {
        part.strip() for part in policy.split(";")
    }


def test_no_address_there_takes_anything_and_programs_may_ask_from_any_page():
    for path in ("/public/en/", "/public/api/v1/meetings/"):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(Client(), method)(path).status_code == 405
    asked = Client().options("/public/api/v1/meetings/", headers={"origin": "https://elsewhere.example"})
    assert (asked.status_code, asked.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Access-Control-Allow-Credentials" not in asked.headers
    assert "Access-Control-Allow-Origin" not in Client().get("/public/en/").headers


def test_a_name_of_another_site_is_refused():
    assert Client().get("/public/en/", headers={"host": "elsewhere.example"}).status_code == 400


def test_who_takes_part_is_told_of_any_day(record_loaded):
    assert "18</span>" in page("en/participants/2007-10-03/")
    assert Client().get("/public/en/participants/2090-01-01/").status_code == 404
    assert Client().get("/public/en/participants/2007-02-31/").status_code == 404


def test_a_meeting_is_shown_once_it_was_held_and_a_public_source_says_so(record_loaded):
    before = len(listed("meetings"))
    day = dt.date(2026, 5, 5)
    told = MeetingFactory(starts_on=day, status=Status.HELD, source="", record_key=None, title={"en": "Kite meeting"})
    Source.objects.create(key="XX-NOTE", title={"en": "A note"})
    for source in ("", "XX-NOTE", "a note of XA"):
        Meeting.objects.filter(pk=told.pk).update(source=source)
        assert len(listed("meetings")) == before
    Meeting.objects.filter(pk=told.pk).update(source="XX-NOTE; XX-NEWS")
    Source.objects.create(key="XX-NEWS", title={"en": "News"}, url="https://news.example/kites")
    [shown] = [row for row in listed("meetings") if row["name"]["en"] == "Kite meeting"]
    assert shown["sources"] == ["XX-NEWS"], "what nobody can look up is not named"
    assert {row["key"] for row in listed("sources")} >= {"XX-NEWS"}
    assert "XX-NOTE" not in {row["key"] for row in listed("sources")}
    Meeting.objects.filter(pk=told.pk).update(status=Status.PLANNED)
    assert len(listed("meetings")) == before


def test_a_public_commitment_tells_what_its_source_tells_and_nothing_that_was_done_since(record_loaded, officer):
    row = Commitment.objects.order_by("pk")[0]
    begin = {"serial": 90, "step": "begin", "to_state": "implementing", "on": dt.date(2026, 5, 1), "by": officer}
    StepTaken.objects.create(commitment=row, channel=Channel.PORTAL, source="SCICA-PR2128", **begin)
    Commitment.objects.filter(pk=row.pk).update(title="Written since", statement="Said since", state="implementing")
    [told] = [each for each in listed("commitments") if each["key"] == "-".join(row.record_key.lower().split())]
    assert "since" not in json.dumps(told)
    assert "implementing" not in json.dumps(told)
    assert row.reference not in json.dumps(told), "a number within a measure tells that there are others"
    assert {step["step"] for step in told["steps"]} <= {"circulate", "approve"}
    Commitment.objects.filter(pk=row.pk).update(audience=Audience.MEMBERS)
    assert len(listed("commitments")) == Commitment.objects.count() - 1


def test_what_states_agreed_to_publish_stands_under_publications_from_its_day_on(shelf):
    assert [row["key"] for row in listed("publications")] == ["kite-roads"]
    html = page("en/publications/")
    assert "Kites over roads" in html
    assert 'id="kite-roads"' in html
    assert "Not before its day" not in html
    assert "Publications" in page("en/")
    assert "/public/ar/publications/" in page("sitemap.xml")


def test_the_file_of_a_publication_is_taken_in_its_language_and_in_no_other(shelf):
    [told] = listed("publications")
    [file] = told["files"]
    assert file["address"] == "https://tracker.example/public/ar/publications/kite-roads/file/"
    taken = Client().get(file["address"].removeprefix("https://tracker.example"))
    assert sha256(taken.content).hexdigest() == file["sha256"]
    assert taken.headers["Content-Disposition"] == 'attachment; filename="kites.pdf"'
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert "kites.pdf" in page("en/publications/")
    for path in ("en/publications/kite-roads/file/", "ar/publications/later/file/", "ar/publications/other/file/"):
        assert Client().get(f"/public/{path}").status_code == 404


def test_without_any_the_menu_names_no_publications(monkeypatch):
    monkeypatch.setattr(published, "SHELVES", {})
    assert "Publications" not in page("en/")
    assert "publications" not in page("sitemap.xml")


@pytest.mark.parametrize("name", ["meetings", "commitments", "publications"])
def test_a_feed_can_be_read_and_leads_to_places_that_are_there(record_loaded, shelf, name):
    response = Client().get(f"/public/ar/{name}.atom")
    feed = etree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    shown = page(f"ar/{name}/")
    for entry in entries:
        address = entry.find(f"{ATOM}link").get("href")
        assert address.startswith(f"https://tracker.example/public/ar/{name}/#")
        assert f'id="{address.partition("#")[2]}"' in shown
        assert entry.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in entries)


def test_the_map_of_the_site_names_pages_that_are_there(record_loaded):
    tree = etree.fromstring(Client().get("/public/sitemap.xml").content)
    addresses = [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(addresses) > 50
    for address in addresses:
        assert Client().get(address.removeprefix("https://tracker.example")).status_code == 200, address
    robots = Client().get("/robots.txt").content.decode()
    assert "Sitemap: https://tracker.example/public/sitemap.xml" in robots


def test_the_lists_for_programs_are_as_they_are_described(record_loaded):
    described = Client().get("/public/api/v1/openapi.json").json()
    assert set(described["paths"]) == {f"/public/api/v1/{name}/" for name in TABLES}
    for path, operations in described["paths"].items():
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        told = Client().get(path).json()
        assert set(told) == set(schema["properties"])
        for row in told["results"]:
            assert set(row) == set(schema["properties"]["results"]["items"]["properties"])


def test_a_list_is_read_page_by_page_and_says_what_it_does_not_understand(record_loaded):
    first = Client().get("/public/api/v1/measures/?page_size=20").json()
    keys = [row["reference"] for row in first["results"]]
    while first["next"]:
        first = Client().get(first["next"].removeprefix("https://tracker.example")).json()
        keys += [row["reference"] for row in first["results"]]
    assert len(keys) == len(set(keys)) == first["count"]
    for query in ("?page=0", "?page_size=1001", "?page=x", "?search=kite", "?page=%D9%A3"):
        refused = Client().get(f"/public/api/v1/measures/{query}")
        assert (refused.status_code, refused.headers["Content-Type"]) == (400, "application/problem+json")
    assert Client().get("/public/api/v1/measures/?page=99").status_code == 404


def test_a_page_asks_the_database_no_more_for_many_rows(record_loaded, django_assert_num_queries):
    # What stands on the three shelves (whether the menu has them), the sources with an address, meetings.
    for rows in (54, 3, 1):
        keep = Meeting.objects.held().order_by("-starts_on").values_list("pk", flat=True)[:rows]
        Meeting.objects.exclude(pk__in=list(keep)).update(status=Status.CANCELLED)
        with django_assert_num_queries(5):
            assert Client().get("/public/en/meetings/").status_code == 200
    # The three shelves, the sources with an address, commitments, their designations and steps.
    with django_assert_num_queries(7):
        assert Client().get("/public/en/commitments/").status_code == 200


def test_whoever_asks_too_often_for_what_is_not_ready_is_told_when_to_come_again(settings):
    settings.LIMITS = {**settings.LIMITS, "public": (2, 86_400)}  # none that ends meanwhile
    assert "public" in {limit.name for limit in LIMITS}
    for path in ("/public/api/v1/", "/public/en/", "/robots.txt"):
        cache.clear()
        statuses = [Client().get(path).status_code for _time in range(3)]
        assert statuses == [200, 200, 429]
        refused = Client().get(path)
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.headers["Cache-Control"] == "no-store"


def test_seals_are_those_that_stand_in_the_journal(officer):
    record(by=officer, verb="changed", about=officer, changes={})
    night = seal_the_day(day_of_the_house())
    assert listed("seals") == [{"day": night.day.isoformat(), "number": night.number, "seal": night.seal}]
    assert night.seal in page("en/seals/")


def test_a_fact_that_was_entered_by_mistake_is_gone(record_loaded):
    row = Participation.objects.order_by("pk").first()
    before = len(listed("participations"))
    Participation.objects.filter(pk=row.pk).update(mistaken_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert len(listed("participations")) == before - 1


def test_words_of_the_forum_are_said_in_the_language_of_the_address():
    with override("ru"):
        assert "Conference on Interaction" in page("en/")


def test_a_setting_that_gives_out_wrong_addresses_is_told(settings):
    assert public_site_can_be_given_out(None) == []
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert [told.id for told in public_site_can_be_given_out(None)] == ["cica_tracker.E030"]
    settings.PUBLIC_SITE = False
    assert public_site_can_be_given_out(None) == []
    settings.PUBLIC_SITE, settings.PUBLIC_SITE_AGE = True, 0
    assert [told.id for told in run_checks() if told.id == "cica_tracker.E031"] == ["cica_tracker.E031"]
    settings.PUBLIC_SITE_AGE = 60
    settings.MIDDLEWARE = [*reversed(settings.MIDDLEWARE)]
    assert [told.id for told in run_checks() if told.id == "cica_tracker.E031"] == ["cica_tracker.E031"]
