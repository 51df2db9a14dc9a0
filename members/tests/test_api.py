"""Participants and chairmanships by the REST door."""

import datetime as dt
from collections import Counter

import pytest

from members.choices import ParticipantKind, Standing
from members.tests.factories import ChairmanshipFactory, ParticipantFactory, ParticipationFactory, UserFactory
from record.dates import Precision

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def reader(db, sign_in):
    return sign_in(UserFactory())


def rows(response):
    assert response.status_code == 200, response.content
    return response.json()["results"]


# -- Participants.


@pytest.mark.parametrize(("day", "expected"), [("2007-10-03", (18, 6, 3)), ("2025-12-18", (28, 10, 5))])
def test_who_takes_part_on_a_day_is_as_the_record_counts_them(day, expected, record_loaded, reader):
    standings = Counter(
        (row["standing"], row["kind"]) for row in rows(reader.get("/api/v1/participants/", {"as_of": day}))
    )
    members, observers = standings["member", "state"], standings["observer", "state"]
    assert (members, observers, standings["observer", "organisation"]) == expected
    for standing, kind, count in [
        ("member", "state", expected[0]),
        ("observer", "state", expected[1]),
        ("observer", "organisation", expected[2]),
    ]:
        query = {"as_of": day, "standing": standing, "kind": kind}
        assert reader.get("/api/v1/participants/", query).json()["count"] == count


def test_a_participant_says_what_it_is_since_when_and_where_that_was_read(reader):
    state = ParticipantFactory(
        code="XA",
        name={"en": "Xanadu", "ar": "زانادو"},
        official_name={"en": "Republic of Xanadu"},
        source="A list of names",
        note="Of the names.",
    )
    ParticipationFactory(
        participant=state,
        standing=Standing.OBSERVER,
        since=dt.date(2011, 12, 31),
        since_precision=Precision.YEAR,
        source="A/1",
        confidence="P",
    )
    assert reader.get("/api/v1/participants/XA/?as_of=2012-01-01").json() == {
        "code": "XA",
        "kind": "state",
        "name": {"en": "Xanadu", "ru": "", "zh-hans": "", "ar": "زانادو"},
        "official_name": {"en": "Republic of Xanadu", "ru": "", "zh-hans": "", "ar": ""},
        "as_of": "2012-01-01",
        "standing": "observer",
        "standing_since": "2011",
        "standing_since_precision": "year",
        "standing_since_day": "2011-12-31",
        "names_source": "A list of names",
        "source": "A/1",
        "confidence": "P",
        "note": "Of the names.",
    }


def test_who_takes_no_part_on_the_day_is_listed_only_when_asked_for(reader):
    ParticipationFactory(participant=ParticipantFactory(code="XA"), since=dt.date(2008, 8, 25))
    before, after = {"as_of": "2008-08-24"}, {"as_of": "2008-08-25"}
    assert rows(reader.get("/api/v1/participants/", before)) == []
    [absent] = rows(reader.get("/api/v1/participants/", {**before, "standing": "none"}))
    assert (absent["code"], absent["standing"], absent["standing_since"], absent["source"]) == ("XA", None, None, None)
    assert [row["code"] for row in rows(reader.get("/api/v1/participants/", after))] == ["XA"]
    assert rows(reader.get("/api/v1/participants/", {**after, "standing": "none"})) == []


def test_a_state_that_became_a_member_is_no_longer_an_observer(reader):
    state = ParticipantFactory()
    ParticipationFactory(
        participant=state, standing=Standing.OBSERVER, since=dt.date(2003, 1, 1), until=dt.date(2010, 6, 7)
    )
    ParticipationFactory(participant=state, standing=Standing.MEMBER, since=dt.date(2010, 6, 7))
    for day, standing in [("2010-06-06", "observer"), ("2010-06-07", "member")]:
        [row] = rows(reader.get("/api/v1/participants/", {"as_of": day}))
        assert row["standing"] == standing
        assert len(rows(reader.get("/api/v1/participants/", {"as_of": day, "standing": standing}))) == 1


def test_the_order_is_that_of_the_seats_in_every_language(reader):
    for code, name in [("XB", "Alpha"), ("XA", "Beta"), ("XC", "alpha two")]:
        ParticipationFactory(participant=ParticipantFactory(code=code, name={"en": name, "ru": name[::-1]}))
    for language in ("en", "ru", "ar"):
        answer = rows(reader.get("/api/v1/participants/", headers={"Accept-Language": language}))
        assert [row["code"] for row in answer] == ["XB", "XC", "XA"]


def test_an_order_that_leaves_ties_is_made_total_by_the_code(reader):
    for code in ("XC", "XA", "XB"):
        ParticipationFactory(participant=ParticipantFactory(code=code))
    for ordering in ("kind", "-kind", "standing", "-standing_since,kind"):
        answer = rows(reader.get("/api/v1/participants/", {"ordering": ordering}))
        assert [row["code"] for row in answer] == ["XA", "XB", "XC"], ordering
    for page, codes in [(1, ["XC", "XB"]), (2, ["XA"])]:
        answer = rows(reader.get("/api/v1/participants/", {"ordering": "-code", "page_size": 2, "page": page}))
        assert [row["code"] for row in answer] == codes


def test_a_search_finds_a_name_in_any_language(reader):
    ParticipationFactory(participant=ParticipantFactory(code="XA", name={"en": "Xanadu", "zh-hans": "世外桃源"}))
    ParticipationFactory(participant=ParticipantFactory(code="XB", kind=ParticipantKind.ORGANISATION))
    for words in ("XANADU", "桃源", "xa", "xanadu republic"):
        assert [row["code"] for row in rows(reader.get("/api/v1/participants/", {"search": words}))] == ["XA"], words
    assert [row["code"] for row in rows(reader.get("/api/v1/participants/", {"kind": "organisation"}))] == ["XB"]
    for words in ("%", "_", "\\", "xanadu elsewhere"):
        assert rows(reader.get("/api/v1/participants/", {"search": words})) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_participants_cost_as_many_queries_for_three_as_for_one(count, kind, reader, django_assert_num_queries):
    for _number in range(count):
        ParticipationFactory()
    # Session; person; for JSON the count; the rows with their standing.
    with django_assert_num_queries(4 if kind == "json" else 3):
        reader.get("/api/v1/participants/", {"format": kind}).getvalue()


# -- Chairmanships.


def test_the_chair_on_a_day_is_one_state(record_loaded, reader):
    url = "/api/v1/chairmanships/"
    assert [row["state"] for row in rows(reader.get(url))] == ["AZ", "KZ", "TJ", "CN", "TR", "KZ"]
    [row] = rows(reader.get(url, {"as_of": "2012-01-01"}))
    assert (row["state"], row["since"], row["until"]) == ("TR", "2010-06-08", "2014-05-20")
    [month] = rows(reader.get(url, {"as_of": "2019-01-01"}))
    assert (month["until"], month["until_precision"], month["until_day"]) == ("2020-09", "month", "2020-09-30")
    assert rows(reader.get(url, {"as_of": "1999-01-01"})) == []
    assert len(rows(reader.get(url, {"state": "kz"}))) == 2
    assert len(rows(reader.get(url, {"search": "казах"}))) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_chairmanships_cost_as_many_queries_for_three_as_for_one(count, reader, django_assert_num_queries):
    for _number in range(count):
        ChairmanshipFactory()
    # Session; person; the count; the rows with their states.
    with django_assert_num_queries(4):
        reader.get("/api/v1/chairmanships/")
