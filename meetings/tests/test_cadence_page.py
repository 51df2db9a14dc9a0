"""The page and the resource of the cadence, over the true record."""

import datetime as dt
import re
import zoneinfo

import pytest
import time_machine
from django.test import Client

from cica_tracker.tests.night import IS_NIGHT
from law.cica.bodies import Body
from meetings.choices import Status
from meetings.reports.cycles import Cycles
from meetings.tests.factories import MeetingFactory
from meetings.tests.histories import true_history
from members.models import Chairmanship
from members.tests.factories import ChairmanshipFactory, UserFactory
from members.tests.signing_in import let_in

pytestmark = pytest.mark.django_db
PAGE, API = "/meetings/cadence/", "/api/v1/cadence/"
AS_OF = {"as_of": "2026-11-21"}
# Words that judge: none of them has a place here.
JUDGING = re.compile(
    r"\b(overdue|failed|failure|late|violat\w+|missed|delinquent|non-complian\w+|breach\w*)\b", re.IGNORECASE
)
# The zones of the members; those with daylight-saving rules among them, now or in the record's time, change their clocks.
ZONES = [
    "Asia/Kabul", "Asia/Baku", "Asia/Bahrain", "Asia/Dhaka", "Asia/Phnom_Penh", "Asia/Shanghai", "Africa/Cairo",
    "Asia/Kolkata", "Asia/Tehran", "Asia/Baghdad", "Asia/Jerusalem", "Asia/Amman", "Asia/Almaty", "Asia/Kuwait",
    "Asia/Bishkek", "Asia/Ulaanbaatar", "Asia/Karachi", "Asia/Gaza", "Asia/Hebron", "Asia/Qatar", "Asia/Seoul",
    "Europe/Moscow", "Europe/Kaliningrad", "Asia/Kamchatka", "Asia/Colombo", "Asia/Dushanbe", "Asia/Bangkok",
    "Europe/Istanbul", "Asia/Ashgabat", "Asia/Dubai", "Asia/Tashkent", "Asia/Ho_Chi_Minh",
]  # fmt: skip


@pytest.fixture
def reader(db, sign_in):
    return sign_in(UserFactory())


def rows(client: Client, **asked: str) -> dict[str, dict]:
    answer = client.get(API, asked)
    assert answer.status_code == 200, answer.content
    return {row["rule"]: row for row in answer.json()["results"]}


def test_the_database_gives_the_history_that_the_files_have(record_loaded):
    history = Cycles.seen_by(UserFactory(), dt.date(2026, 11, 21)).history
    assert set(history.sittings) == set(true_history().sittings)
    assert history.terms == true_history().terms


def test_the_resource_says_by_which_article_how_it_stands_and_what_was_found(record_loaded, reader):
    shown = rows(reader, **AS_OF)
    summit = shown["summit"]
    assert (summit["article"], summit["years"], summit["last_held"], summit["last"]) == (
        *("AA 29", 4, "SUMMIT-6"),
        "2022-10-12",
    )
    assert (summit["next_by"], summit["next_by_at_most"], summit["order"]) == (
        "2026-10-13",
        "2030-10-31",
        "unconfirmed",
    )
    assert (summit["to_come"], summit["unconfirmed"]) == ([], ["SUMMIT-7"])
    assert [one["name"] for one in summit["coupled_to"]] == [
        *("ministerial-before-summit", "soc-prepares-summit", "chair-to-meeting"),
    ]
    found = {(one["kind"], one["meetings"][0]): one["words"] for one in summit["findings"]}
    assert found["interval", "SUMMIT-5"] == (
        "Summit 4 (20–21 May 2014) to Summit 5 (15 June 2019): an interval of 5 years and 25 days; "
        "the rule names 4 years."
    )
    assert found["unconfirmed", "SUMMIT-7"].endswith("was planned; the record does not say whether it was held.")
    assert (shown["chair"]["chair"], shown["chair"]["last"], shown["chair"]["next_by"]) == (
        *("AZ", "2024-12-17"),
        "2026-12-17",
    )
    assert shown["soc"]["findings"][0]["words"] == "The record shows no meeting from 2003 to 2004."
    assert [one["by"] for one in shown["ministerial"]["wanted"]][:2] == ["2026-12-17", "2028-12-17"]
    assert shown["chair-to-2009"]["is_in_force"] is False


def test_one_row_is_found_by_its_rule_and_nothing_else_is(record_loaded, reader):
    assert reader.get(f"{API}soc/", AS_OF).json() == rows(reader, **AS_OF)["soc"]
    assert reader.get(f"{API}sow/").status_code == 404
    assert reader.get(API, {"colour": "red"}).status_code == 400
    assert reader.get(API, {"as_of": "yesterday"}).status_code == 400
    assert list(rows(reader, search="senior once")) == ["soc"]
    ordered = [row["next_by"] for row in reader.get(API, {**AS_OF, "ordering": "-next_by"}).json()["results"]]
    assert ordered[:4] == ["2026-12-31", "2026-12-17", "2026-12-17", "2026-10-13"]
    assert set(ordered[4:]) == {None}


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
def test_the_page_shows_the_picture_and_the_same_in_words(language, record_loaded, sign_in):
    page = sign_in(UserFactory(language=language)).get(PAGE, AS_OF).content.decode()
    assert page.count('<svg class="cycles" viewBox="0 0 560') == 1
    assert f'direction="{"rtl" if language == "ar" else "ltr"}"' in page
    for reference in ("SUMMIT-3", "SUMMIT-7", "MINISTERIAL-2011-1", "SOC-2025-3", "SWG-2024-2"):
        assert f"/meetings/{reference}/" in page
    assert "2001" in page
    assert "2032" in page


def test_the_page_says_nothing_that_judges(record_loaded, reader):
    for on in ("2026-11-21", "2018-06-01", "2031-06-01"):
        page = reader.get(PAGE, {"as_of": on}).content.decode()
        assert JUDGING.findall(re.sub(r"<[^>]+>", " ", page)) == [], on


def test_a_day_before_the_rules_and_a_day_that_is_none(record_loaded, reader):
    assert reader.get(PAGE, {"as_of": "1999-01-01"}).status_code == 200
    assert reader.get(PAGE, {"as_of": "2100-12-31"}).status_code == 200
    assert reader.get(PAGE, {"as_of": "soon"}).status_code == 400
    assert Client().get(PAGE).status_code == 302


def test_an_empty_record_is_shown_too(reader):
    page = reader.get(PAGE, AS_OF).content.decode()
    assert "not in the record" in page
    assert rows(reader, **AS_OF)["summit"]["last_held"] is None


def test_a_meeting_that_is_only_proposed_is_shown_to_whoever_may_see_it(reader, officer, sign_in):
    MeetingFactory(body=Body.SUMMIT, ordinal=9, status=Status.PROPOSED, starts_on=dt.date(2027, 5, 1))
    assert "SUMMIT-9" not in reader.get(PAGE, AS_OF).content.decode()
    assert "SUMMIT-9" in sign_in(officer).get(PAGE, AS_OF).content.decode()
    assert rows(sign_in(officer), **AS_OF)["summit"]["to_come"] == []


# The second before and the second of midnight in UTC, when the house's day turns on which the ministerial is due; and the
# hours at which clocks are put forward or back somewhere among the members.
@pytest.mark.parametrize(
    ("at", "order"),
    [
        ("2026-12-17T23:59:59+00:00", "unplanned"),
        ("2026-12-18T00:00:00+00:00", "slipping"),
        ("2026-03-27T00:00:00+00:00", "in-order"),  # Israel goes forward at 02:00 local time
        ("2026-10-24T23:30:00+00:00", "unplanned"),  # Israel goes back
        ("2026-04-23T22:30:00+00:00", "in-order"),  # Egypt goes forward
        ("2026-10-29T21:30:00+00:00", "unplanned"),  # Egypt goes back
    ],
)
def test_the_answer_of_an_instant_is_the_same_in_every_members_zone(at, order, record_loaded):
    with time_machine.travel(dt.datetime.fromisoformat(at), tick=False):
        person = UserFactory()
        client = Client()
        let_in(client, person)
        answers, days = set(), set()
        for zone in ZONES if IS_NIGHT else ZONES[::4]:
            person.time_zone = zone
            person.save(update_fields=["time_zone"])
            answers.add(client.get(f"{API}ministerial/").content)
            days.add(dt.datetime.now(zoneinfo.ZoneInfo(zone)).date())
    [answer] = answers
    assert f'"order":"{order}"'.encode() in answer
    # The readers' own days differ at most of these instants: the answer doesn't.
    assert len(days) in {1, 2}


@pytest.mark.parametrize("zone", ["Asia/Kamchatka", "Africa/Cairo", "Asia/Jerusalem", "UTC"])
def test_the_page_of_an_instant_is_about_the_day_of_the_house_whoever_reads(zone, record_loaded):
    with time_machine.travel(dt.datetime(2026, 12, 17, 23, 59, 59, tzinfo=dt.UTC), tick=False):
        client = Client()
        let_in(client, UserFactory(time_zone=zone))
        page = client.get(PAGE).content.decode()
    assert 'value="2026-12-17"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_and_resource_cost_as_many_queries_for_three_as_for_one(count, reader, django_assert_num_queries):
    for number in range(count):
        MeetingFactory(body=Body.SUMMIT, starts_on=dt.date(2010 + 4 * number, 6, 1))
        if not number:
            Chairmanship.objects.all().delete()
        ChairmanshipFactory(since=dt.date(2010 + number, 6, 1), until=dt.date(2011 + number, 6, 1))
    # Session; person; whether the reader sees what is proposed (seats, Chair); meetings; terms with their states.
    with django_assert_num_queries(6):
        reader.get(API)
    with django_assert_num_queries(6):
        reader.get(PAGE, AS_OF)
