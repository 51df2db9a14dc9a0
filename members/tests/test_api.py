"""Participants and chairmanships by the REST door, and the tokens that open it."""

import datetime as dt
import io
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from journal.models import Entry
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


# -- Tokens.


def made_token(*args):
    out = io.StringIO()
    call_command("create_token", *args, stdout=out)
    return out.getvalue().strip()


def asked_with(token, **headers):
    return Client().get("/api/v1/participants/", headers={"Authorization": f"Token {token}", **headers})


def test_a_token_opens_the_door_for_its_person(preparer):
    token = made_token(preparer.email.upper())
    assert asked_with(token).status_code == 200
    assert AuthToken.objects.get().expiry is None
    assert token not in AuthToken.objects.get().digest


def test_making_a_token_is_told_in_the_journal_without_the_token(preparer):
    token = made_token(preparer.email, "--expires-days", "7")
    entry = Entry.objects.in_order().last()
    assert (entry.verb, entry.by_label, entry.about_key) == ("token made", "create_token", str(preparer.pk))
    assert entry.changes["expires"][1]
    assert token not in str(vars(entry))


def test_a_token_ends_on_its_day(preparer, time_machine):
    token = made_token(preparer.email, "--expires-days", "7")
    assert asked_with(token).status_code == 200
    time_machine.move_to(timezone.now() + dt.timedelta(days=7, minutes=1))
    assert asked_with(token).status_code == 401


def test_a_person_who_may_no_longer_sign_in_has_no_use_of_a_token(preparer):
    token = made_token(preparer.email)
    preparer.is_active = False
    preparer.save()
    assert asked_with(token).status_code == 401
    with pytest.raises(CommandError, match="may not sign in"):
        made_token(preparer.email)


def test_nobody_and_no_time_get_no_token(preparer):
    with pytest.raises(CommandError, match="Nobody here"):
        made_token("nobody@x.example")
    for days in ("0", "-1", "99999999"):
        with pytest.raises(CommandError, match="--expires-days"):
            made_token(preparer.email, f"--expires-days={days}")
    assert not AuthToken.objects.exists()


@pytest.mark.parametrize("token", ["", "wrong", "a b", "é", "0" * 64, "=", "a" * 10_000])
def test_a_wrong_token_is_a_401(token, preparer):
    made_token(preparer.email)
    response = asked_with(token)
    assert (response.status_code, list(response.json())) == (401, ["detail"])


def test_a_token_speaks_the_language_of_its_person_unless_another_is_asked_for(preparer):
    preparer.language = "ru"
    preparer.save()
    token = made_token(preparer.email)
    assert asked_with(token)["Content-Language"] == "ru"
    assert asked_with(token, **{"Accept-Language": "zh-hans"})["Content-Language"] == "zh-hans"


def test_a_token_costs_a_fixed_number_of_queries(preparer, django_assert_num_queries):
    tokens = [made_token(preparer.email) for _number in range(3)]
    # The token with its person; that person's other tokens, some of which may have ended; the count; no rows.
    with django_assert_num_queries(4):
        asked_with(tokens[0])
