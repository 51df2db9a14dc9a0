"""Programs that keep a copy: what was changed since they asked last, the columns that they want, and where the next page is."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.actions import share_view
from commitments.tests.stories import Story
from journal.actions import record
from law.cica.states import State
from members.choices import Audience, Role
from members.models import Participant
from members.tests.factories import a_person_of
from members.tests.test_tokens import a_token_of
from papers.actions import comment
from record.actions import ask_correction

pytestmark = pytest.mark.django_db
BEFORE = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
AFTER = dt.datetime(2126, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)


def rows_since(client: Client, resource: str, since: object, **asked: str) -> list[dict]:
    answer = client.get(reverse(f"api-{resource}-list"), {"updated_since": str(since), **asked})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


@pytest.mark.both
@pytest.mark.parametrize("resource", ["commitments", "steps", "papers", "comments", "views"])
def test_what_was_entered_since_an_instant_is_listed_and_nothing_else(story, authority, sign_in, resource, xa):
    version = story.commitment.folder.papers.get().versions.get()
    comment(version=version, owner=xa, text="Ours.", audience=Audience.MEMBERS, by=authority)
    share_view(commitment=story.commitment, owner=xa, text="So.", audience=Audience.MEMBERS, by=authority)
    client = sign_in(authority)
    every = client.get(reverse(f"api-{resource}-list")).json()["results"]
    assert every
    assert rows_since(client, resource, "2026-01-01") == every
    assert rows_since(client, resource, AFTER.isoformat()) == []
    file = client.get(reverse(f"api-{resource}-list"), {"updated_since": AFTER.isoformat(), "format": "csv"})
    assert len(b"".join(file.streaming_content).splitlines()) == 1


@pytest.mark.both
def test_what_was_taken_back_is_told_to_who_asks_for_corrections_too(story, authority, sign_in, xa):
    old = BEFORE - dt.timedelta(days=30)
    said = {"commitment": story.commitment, "owner": xa, "audience": Audience.MEMBERS, "by": authority}
    view = share_view(text="Old.", at=old, **said)
    share_view(text="Old as well.", at=old, **said)
    client = sign_in(authority)
    assert rows_since(client, "views", BEFORE.isoformat()) == []
    ask_correction(thing=view, reason="A mistake.", by=authority)
    assert rows_since(client, "views", BEFORE.isoformat()) == []
    told = rows_since(client, "views", BEFORE.isoformat(), with_corrected="true")
    assert [row["text"] for row in told] == ["Old."]
    assert told[0]["mistaken_at"]


def test_a_state_that_was_changed_is_told_by_the_journal(officer, sign_in, xa, xb):
    client = sign_in(officer)
    instant = dt.datetime.now(dt.UTC)
    assert rows_since(client, "participants", instant.isoformat().replace("+00:00", "Z")) == []
    record(by=officer, verb="changed", about=Participant.objects.get(code="XB"), changes={"note": ["", "N"]})
    assert [row["code"] for row in rows_since(client, "participants", instant.isoformat())] == ["XB"]


@pytest.mark.parametrize(
    "instant", ["yesterday", "2026-13-01", "2026-11-30T04:15:00", "99999-01-01", "2026-11-30T25:00:00Z"]
)
def test_what_is_no_instant_is_a_400_that_says_how_one_is_written(preparer, sign_in, instant):
    answer = sign_in(preparer).get(reverse("api-participants-list"), {"updated_since": instant})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["updated_since"])
    refused = sign_in(preparer).get(reverse("api-cadence-list"), {"updated_since": "2026-01-01"})
    assert refused.status_code == 400, "a rule is not a row that is changed"


def test_the_columns_that_are_asked_for_are_answered_in_every_format_and_no_others(preparer, sign_in, xa):
    client, address = sign_in(preparer), reverse("api-participants-list")
    rows = client.get(address, {"fields": "standing,code"}).json()["results"]
    assert [list(row) for row in rows] == [["code", "standing"]] * len(rows)
    file = client.get(address, {"fields": "code", "format": "csv"})
    lines = b"".join(file.streaming_content).decode("utf-8-sig").split()
    assert (lines[0], set(lines[1:])) == ("code", {row["code"] for row in rows})
    assert list(client.get(reverse("api-participants-detail", args=["XA"]), {"fields": "code"}).json()) == ["code"]
    wrong = client.get(address, {"fields": "code,colour"})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["fields"])


def test_where_the_next_page_is_stands_in_the_header_as_well(preparer, sign_in, xa, xb, xc):
    answer = sign_in(preparer).get(reverse("api-participants-list"), {"page_size": 1, "page": 2})
    page = answer.json()
    assert answer["Link"] == f'<{page["next"]}>; rel="next", <{page["previous"]}>; rel="prev"'
    assert "Link" not in sign_in(preparer).get(reverse("api-participants-list"))


def test_a_token_is_taken_as_a_bearer_too_and_each_answer_names_its_line_in_the_log(preparer, xa):
    _token, secret = a_token_of(preparer)
    address = reverse("api-participants-list")
    answers = [Client().get(address, HTTP_AUTHORIZATION=f"{word} {secret}") for word in ("Bearer", "bearer", "Token")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer["X-Request-ID"] for answer in answers}) == 3
    refused = Client().get(address, HTTP_AUTHORIZATION="Bearer nonsense")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.both
def test_what_was_taken_back_of_any_list_is_told_in_one_place_to_whoever_could_read_it_there(
    story, authority, preparer, sign_in, xa, xb
):
    said = {"commitment": story.commitment, "owner": xa, "by": authority}
    shared = share_view(text="For all.", audience=Audience.MEMBERS, **said)
    own = share_view(text="For us.", audience=Audience.OWN, **said)
    share_view(text="It stays.", audience=Audience.MEMBERS, **said)
    before = timezone.now()
    for view in (shared, own):
        ask_correction(thing=view, reason="A mistake.", by=authority)
    ours, theirs = sign_in(authority), sign_in(a_person_of(xb, Role.AUTHORITY, "them@xb.example"))
    told = [(row["resource"], row["reference"]) for row in rows_since(ours, "tombstones", before.isoformat())]
    assert sorted(told) == sorted([("views", str(shared.uid)), ("views", str(own.uid))])
    assert [row["reference"] for row in rows_since(theirs, "tombstones", before.isoformat())] == [str(shared.uid)]
    assert rows_since(theirs, "tombstones", AFTER.isoformat()) == []
    narrowed = theirs.get(reverse("api-tombstones-list"), {"resource": ["meetings", "sources"]})
    assert narrowed.json()["results"] == []
    assert ours.get(f"/api/v1/tombstones/views.{own.uid}/").status_code == 200
    assert theirs.get(f"/api/v1/tombstones/views.{own.uid}/").status_code == 404
