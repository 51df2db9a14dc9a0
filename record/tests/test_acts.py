"""The grammar of acts: an invented noun is done at every door, as its one declaration says."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from journal.models import Entry
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.models import Participant, User
from record.acts.table import TABLE
from record.tests import invented_acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def rehearsal(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """A rehearsal to come, in a house whose doors know the invented noun."""
    monkeypatch.setattr(TABLE, "nouns", {})
    monkeypatch.setattr(TABLE, "rows", {})
    settings.ROOT_URLCONF = invented_acts.doors(TABLE)
    return MeetingFactory(starts_on=dt.date(2027, 3, 1), status="planned")


def page(rehearsal: Meeting, act: str = "remark") -> str:
    return f"/rehearsals/{rehearsal.reference}/{act}/"


def test_the_portal_asks_what_the_act_asks_and_does_it_once_it_is_answered(
    rehearsal: Meeting, authority: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(authority)
    shown = client.get(page(rehearsal))
    text = shown.content.decode()
    assert shown.status_code == 200
    assert [name for name in ("remark", "on_day", "seen") if f'name="{name}"' in text] == ["remark", "on_day", "seen"]
    assert "AA 30" in text

    refused = client.post(page(rehearsal), {"remark": "", "on_day": "2027-02-30", "seen": "0"})
    assert refused.status_code == 422
    assert "2027-02-30" in refused.content.decode()

    done = client.post(page(rehearsal), {"remark": "Louder", "on_day": "2027-02-20", "seen": "0"}, follow=True)
    rehearsal.refresh_from_db()
    assert rehearsal.note == "XA: Louder 2027-02-20"
    assert f"Remarked: {rehearsal}." in done.content.decode()


def test_an_instant_is_read_on_the_clocks_of_its_zone_and_what_there_is_to_remark_is_said(
    rehearsal: Meeting, authority: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(authority)
    assert "As clocks show it in Almaty, UTC+5." in client.get(page(rehearsal)).content.decode()
    said = {"remark": "Louder", "heard_at": "2026-03-01T18:00", "seen": "0"}
    assert "That is long ago." in client.post(page(rehearsal), said, follow=True).content.decode()
    rehearsal.refresh_from_db()
    assert rehearsal.note == "XA: Louder 2026-03-01 18:00:00+05:00"
    with_offset = {"remark": "Louder", "heard_at": "2026-03-01T18:00:00Z"}
    address = f"/api/v1/rehearsals/{rehearsal.reference}/remark/"
    answer = client.post(address, with_offset, content_type="application/json")
    assert answer.json()["note"] == "XA: Louder 2026-03-01 18:00:00+00:00"


def test_a_verb_that_refuses_says_why_at_its_field_and_the_text_stays(
    rehearsal: Meeting, officer: User, sign_in: Callable[[User], Client]
) -> None:
    two_lines = sign_in(officer).post(page(rehearsal), {"remark": "one\ntwo", "seen": "0"})
    # A line break in a single line is no character of it; the browser never sends one.
    assert two_lines.status_code in {302, 422}
    stale = sign_in(officer).post(page(rehearsal), {"remark": "Softer", "seen": "7"})
    text = stale.content.decode()
    assert stale.status_code == 409
    assert invented_acts.MOVED in text
    assert 'value="Softer"' in text
    # Who has looked at it as it is now may send it again.
    rehearsal.refresh_from_db()
    assert f'name="seen" value="{rehearsal.sequence}"' in text


def test_what_blocks_an_act_stands_on_its_page_and_nothing_is_done(
    rehearsal: Meeting, authority: User, sign_in: Callable[[User], Client]
) -> None:
    Meeting.objects.filter(pk=rehearsal.pk).update(status="held", note="")
    client = sign_in(authority)
    assert "It is over." in client.get(page(rehearsal)).content.decode()
    assert client.post(page(rehearsal), {"remark": "Louder", "seen": "0"}).status_code == 422
    rehearsal.refresh_from_db()
    assert rehearsal.note == ""


def test_who_isn_t_offered_an_act_gets_403_and_what_isn_t_there_404(
    rehearsal: Meeting, authority: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(authority)
    assert client.get("/rehearsals/set-up/").status_code == 403
    assert client.get(page(rehearsal, "dance")).status_code == 404
    assert client.get("/rehearsals/NONE/remark/").status_code == 404
    assert Client().get(page(rehearsal)).status_code == 302


def test_two_keys_hold_at_every_door(
    rehearsal: Meeting, xa: Participant, preparer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(preparer)
    assert "Your authority submits." in client.get(page(rehearsal)).content.decode()
    assert client.post(page(rehearsal), {"remark": "Louder", "seen": "0"}).status_code == 422
    answer = client.post(
        f"/api/v1/rehearsals/{rehearsal.reference}/remark/", {"remark": "Louder"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["detail"]) == (403, "Your authority submits.")
    rehearsal.refresh_from_db()
    assert rehearsal.note == ""


def test_what_it_would_do_is_shown_before_it_is_done_and_a_second_press_makes_nothing_more(
    rehearsal: Meeting, officer: User, sign_in: Callable[[User], Client]
) -> None:
    client, before = sign_in(officer), Meeting.objects.count()
    said = {"place": "Xanadu", "kind": "long", "seats": "12", "with_tea": "on", "once_key": "k1"}
    first = client.post("/rehearsals/set-up/", said)
    assert first.status_code == 200
    assert Meeting.objects.count() == before
    said["previewed"] = first.context["form"].fingerprint()
    assert client.post("/rehearsals/set-up/", {**said, "seats": "13"}).status_code == 200, (
        "other answers, not shown yet"
    )
    done = client.post("/rehearsals/set-up/", said)
    again = client.post("/rehearsals/set-up/", said)
    made = Meeting.objects.get(once_key="k1")
    assert done["Location"] == again["Location"] == made.get_absolute_url()
    assert (made.note, made.place) == ("long, 12 seats, with tea", {"en": "Xanadu"})
    assert Meeting.objects.count() == before + 1
    assert Entry.objects.about(made).filter(verb="added").count() == 1


def test_a_program_does_the_same_and_reads_what_it_may_do_next(
    rehearsal: Meeting, officer: User, authority: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(authority)
    address = f"/api/v1/rehearsals/{rehearsal.reference}/"
    read = client.get(address)
    (told,) = read.json()["next_acts"]
    assert (told["name"], told["article"], told["on_behalf_of"], told["open"]) == ("remark", "AA 30", "XA", True)
    assert [(ask["name"], ask["kind"], ask["required"]) for ask in told["asks"]] == [
        ("remark", "text", True),
        ("on_day", "day", False),
        ("heard_at", "instant", False),
    ]
    seen = read.get("ETag")
    done = client.post(f"{address}remark/", {"remark": "Louder"}, content_type="application/json")
    assert (done.status_code, done.json()["note"]) == (200, "XA: Louder")
    stale = client.post(
        f"{address}remark/", {"remark": "Softer"}, content_type="application/json", headers={"If-Match": '"v0-00"'}
    )
    assert (seen is None or seen != done["ETag"], stale.status_code) == (True, 412)
    strange = client.post(f"{address}remark/", {"remark": "x", "colour": "red"}, content_type="application/json")
    assert strange.status_code == 422
    assert set(strange.json()["errors"]) == {"colour"}
    other = client.post(f"{address}remark/", {"remark": "x", "on_behalf_of": "XB"}, content_type="application/json")
    assert other.json()["errors"] == {"on_behalf_of": ["You don't act for this state."]}


def test_numbers_and_booleans_of_json_are_taken_as_they_are(
    rehearsal: Meeting, officer: User, sign_in: Callable[[User], Client]
) -> None:
    client, headers = sign_in(officer), {"Idempotency-Key": "one"}
    body = {"place": "Xanadu", "kind": "short", "seats": 7, "with_tea": False}
    made = client.post("/api/v1/rehearsals/", body, content_type="application/json", headers=headers)
    again = client.post("/api/v1/rehearsals/", body, content_type="application/json", headers=headers)
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json()["note"] == again.json()["note"] == "short, 7 seats, without tea"
    vague = client.post("/api/v1/rehearsals/", {**body, "with_tea": "perhaps"}, content_type="application/json")
    assert (vague.status_code, vague.json()["errors"]) == (422, {"with_tea": ["Give true or false."]})
    assert made["Location"].endswith(f"/api/v1/rehearsals/{made.json()['reference']}/")


def test_the_admin_has_the_button_and_the_page(
    rehearsal: Meeting, officer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(officer)
    row = f"/rehearsing/meetings/meeting/{rehearsal.pk}/"
    assert f'href="{row}remark/"' in client.get(f"{row}change/").content.decode()
    assert 'name="remark"' in client.get(f"{row}remark/").content.decode()
    done = client.post(f"{row}remark/", {"remark": "Louder", "seen": "0"})
    rehearsal.refresh_from_db()
    assert (done.status_code, done["Location"], rehearsal.note) == (302, f"{row}change/", "officer: Louder")
    assert client.get("/rehearsing/meetings/meeting/set-up/").status_code == 200
    assert client.get("/rehearsing/meetings/meeting/").content.decode().count("set-up/") == 1


def test_the_body_of_an_act_is_described_from_what_it_asks(
    rehearsal: Meeting, officer: User, sign_in: Callable[[User], Client]
) -> None:
    described = sign_in(officer).get("/api/v1/schema/?format=json").json()
    remark = described["paths"]["/api/v1/rehearsals/{reference}/remark/"]["post"]
    body = described["components"]["schemas"]["RehearsalsRemarkBody"]
    assert body["required"] == ["remark"]
    assert set(body["properties"]) == {"on_behalf_of", "remark", "on_day", "heard_at"}
    assert body["properties"]["remark"]["maxLength"] == 40
    assert body["properties"]["heard_at"]["format"] == "date-time"
    assert {parameter["name"] for parameter in remark["parameters"]} >= {"If-Match", "reference"}
    begin = described["paths"]["/api/v1/rehearsals/"]["post"]
    assert "Idempotency-Key" in {parameter["name"] for parameter in begin["parameters"]}
    properties = described["components"]["schemas"]["RehearsalsSetUpBody"]["properties"]
    assert (properties["seats"]["type"], properties["with_tea"]["type"]) == ("integer", "boolean")


def test_a_column_of_the_serializer_is_a_column_of_every_file_and_of_the_description(
    rehearsal: Meeting, officer: User, sign_in: Callable[[User], Client]
) -> None:
    Meeting.objects.filter(pk=rehearsal.pk).update(note="=louder")
    client = sign_in(officer)
    assert client.get("/api/v1/rehearsals/").json()["results"][0]["note"] == "=louder"
    rows = b"".join(client.get("/api/v1/rehearsals/?format=csv")).decode("utf-8-sig").splitlines()
    assert rows[0].split(",")[:2] == ["reference", "note"]
    assert rows[1].split(",")[1] == "'=louder", "a cell that a spreadsheet would run is made harmless"
    described = client.get("/api/v1/schema/?format=json").json()
    assert "note" in described["components"]["schemas"]["Rehearsal"]["properties"]
