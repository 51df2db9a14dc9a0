"""The list of commitments as of a day gone by: where each stood then, and who took part, at every door alike."""

import csv
import datetime as dt
import html

import pytest
import time_machine

from commitments.tests.stories import Story
from members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/commitments/"


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 11, number, 9, tzinfo=dt.UTC)


@pytest.fixture
def story(authority, chair, officer, stranger):
    """Begun on the 3rd, joined by XB on the 5th and left on the 12th; coordinated since the 10th. Today is the 20th."""
    with time_machine.travel(day(3)):
        story = Story(author=authority, chair=chair, officer=officer)
    with time_machine.travel(day(5)):
        story.take("join", stranger)
    with time_machine.travel(day(10)):
        story.to("coordinated")
    with time_machine.travel(day(12)):
        story.take("withdraw", stranger)
    with time_machine.travel(day(20)):
        yield story


@pytest.fixture
def reader(story, authority, sign_in):
    return sign_in(authority)


def test_each_stands_where_its_steps_had_brought_it_by_the_day(story, reader):
    told = {}
    for on in ("2026-11-02", "2026-11-04", "2026-11-09", "2026-11-11", "2026-11-12", "2026-11-20", "2027-01-01"):
        found = reader.get(API, {"as_of": on}).json()["results"]
        told[on] = [(row["state"], row["intending_states"], row["coordinators"], row["moved_at"][:10]) for row in found]
    now = [("coordinated", ["XA"], ["XA"], "2026-11-12")]
    assert told == {
        "2026-11-02": [],
        "2026-11-04": [("indicated", ["XA"], [], "2026-11-03")],
        "2026-11-09": [("indicated", ["XA", "XB"], [], "2026-11-05")],
        "2026-11-11": [("coordinated", ["XA", "XB"], ["XA"], "2026-11-10")],
        "2026-11-12": now,
        "2026-11-20": now,
        "2027-01-01": now,
    }
    assert [row["awaited"] for row in reader.get(API, {"as_of": "2026-11-09"}).json()["results"]] == [[]]
    assert reader.get(f"{API}{story.commitment.reference}/").json()["state"] == "coordinated"


def test_its_own_address_answers_of_the_day_as_the_list_does(story, reader):
    own = f"{API}{story.commitment.reference}/"
    columns = ("state", "intending_states", "coordinators", "moved_on", "moved_at", "awaited", "next_acts")
    for on in ("2026-11-04", "2026-11-09", "2026-11-11", "2026-11-20"):
        [listed] = reader.get(API, {"as_of": on, "with": "next_acts"}).json()["results"]
        alone = reader.get(own, {"as_of": on}).json()
        if on == "2026-11-20":  # today: what may be done is told, with what it asks at its own address alone
            assert alone["next_acts"] != []
            listed["next_acts"] = alone["next_acts"]
        assert [alone[name] for name in columns] == [listed[name] for name in columns]
    assert reader.get(own, {"as_of": "2026-11-09"}).json()["state"] == "indicated"
    assert reader.get(own, {"as_of": "2026-11-02"}).status_code == 404
    assert reader.get(own, {"as_of": "yesterday"}).status_code == 400
    [line] = csv.DictReader(
        b"".join(reader.get(own, {"as_of": "2026-11-09", "format": "csv"})).decode("utf-8-sig").splitlines()
    )
    assert (line["state"], line["began_on"], line["moved_on"]) == ("indicated", "2026-11-03", "2026-11-05")


def test_its_page_answers_of_the_day_and_offers_nothing(story, reader):
    address = story.commitment.get_absolute_url()
    then = html.unescape(reader.get(address, {"as_of": "2026-11-09"}).content.decode())
    assert [words in then for words in ("as it stood on 9 November 2026", "State XB", "Intention indicated")] == [
        True
    ] * 3
    assert [words in then for words in ("10 November 2026", "What you may do", "Designate")] == [False] * 3
    before = reader.get(address, {"as_of": "2026-11-02"})
    assert (before.status_code, "no step of it by 2 November 2026" in before.content.decode()) == (404, True)
    wrong = reader.get(address, {"as_of": "yesterday"})
    assert (wrong.status_code, "is not a day" in wrong.content.decode()) == (400, True)
    assert "As of" in reader.get(address).content.decode()


def test_of_what_is_not_ones_own_no_day_tells(story, observer, sign_in):
    elsewhere = sign_in(observer)
    for address in (story.commitment.get_absolute_url(), f"{API}{story.commitment.reference}/"):
        assert elsewhere.get(address, {"as_of": "2026-11-09"}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"state": "indicated"}, 1),
        ({"state": "coordinated"}, 0),
        ({"participant": "XB"}, 1),
        ({"participant": "XB", "as_of": "2026-11-12"}, 0),
        ({"state": "coordinated", "as_of": "2026-11-20", "ordering": "-state"}, 1),
    ],
)
def test_what_is_asked_beside_the_day_is_asked_of_it(asked, count, story, reader):
    assert reader.get(API, {"as_of": "2026-11-09", **asked}).json()["count"] == count


def test_the_page_and_its_file_say_what_the_api_says_of_the_day(story, reader):
    page = html.unescape(reader.get("/commitments/?as_of=2026-11-09").content.decode())
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert [words in body for words in ("Intention indicated", "State XB", "is told of today alone")] == [True] * 3
    sent = b"".join(reader.get(API, {"as_of": "2026-11-09", "format": "csv"})).decode("utf-8-sig")
    [row] = csv.DictReader(sent.splitlines())
    assert (row["state"], "XB" in row["intending_states"]) == ("indicated", True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_costs_as_many_queries_for_three_as_for_one(
    count, story, authority, chair, officer, reader, django_assert_num_queries
):
    with time_machine.travel(day(4)):
        for _number in range(count - 1):
            Story(author=authority, chair=chair, officer=officer)
    # Of the list: how many, the rows, and two each for who intends and who coordinates. The rest is of any page.
    with django_assert_num_queries(14):
        reader.get("/commitments/?as_of=2026-11-09")


# -- What the public record alone tells.


@pytest.mark.both
def test_what_the_record_tells_has_the_days_of_the_record_and_no_instant_of_its_loading(record_loaded, sign_in):
    client = sign_in(UserFactory(is_staff=True))
    known = {row["reference"]: row for row in client.get(API, {"page_size": 1000}).json()["results"]}
    assert known
    for row in known.values():
        steps = client.get("/api/v1/steps/", {"commitment": row["reference"]}).json()["results"]
        assert (row["began_at"], row["moved_at"], row["began_on"]) == (None, None, None)
        assert (row["moved_on"], row["moved_on_precision"]) == (steps[-1]["on"], steps[-1]["on_precision"])
    days = [row["moved_on_day"] for row in known.values()]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1
