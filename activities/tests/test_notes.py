"""Progress notes: asked for by the Secretariat, given by states that take part, gathered, and never counted against anybody."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from activities.actions.notes import give_progress_note
from activities.kinds import NOTES_ASKED, NOTES_CLOSE, PROGRESS_NOTE_GIVEN
from activities.models import NoteRequest, ProgressNote
from activities.reads import known_of
from activities.tests.factories import ActivityFactory, NoteRequestFactory
from commitments.models import Commitment
from commitments.tests.factories import IntentionFactory
from commitments.tests.stories import Story
from desk.reminders import TABLE
from journal.verification import verify
from law.cica.states import State
from members.choices import Audience
from notices.models import Addressee, Notice
from record.dates import day_of_the_house

pytestmark = [pytest.mark.django_db, pytest.mark.both]
REQUESTS, NOTES = "/api/v1/note-requests/", "/api/v1/progress-notes/"


@pytest.fixture
def story(authority, preparer, stranger, chair, officer) -> Story:
    """Begun a year ago: of what went on since, states are asked."""
    with time_machine.travel(timezone.now() - dt.timedelta(365), tick=False):
        return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def begun_today(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def days(until: int = 0) -> dict[str, str]:
    today = day_of_the_house()
    return {"since": str(today - dt.timedelta(200)), "until": str(today + dt.timedelta(until))}


def asked(client: Client, story: Story, **more: Any) -> NoteRequest:
    welcome = str(day_of_the_house() + dt.timedelta(days=30))
    body = {"area": story.commitment.area.reference, **days(), "welcome_until": welcome, **more}
    answer = client.post(REQUESTS, body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    return NoteRequest.objects.get(uid=answer.json()["uid"])


def give(client: Client, story: Story, **body: Any) -> Any:
    said = {"commitment": story.commitment.reference, **days(), "audience": "members", **body}
    return client.post(NOTES, said, content_type="application/json")


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind, channel="portal").values_list("recipient__email", flat=True))


def on_the_desk(client: Client) -> list[str]:
    lines = client.get("/api/v1/desk/", {"page_size": 100}).json()["results"]
    return [line["reference"] for line in lines if line["kind"] == "progress-notes"]


def test_the_states_that_take_part_are_asked_and_what_they_say_is_gathered(
    story, xb, authority, preparer, stranger, chair, officer, sign_in
):
    request = asked(sign_in(officer), story, text="Before the review.")
    assert told(NOTES_ASKED) == {authority.email, preparer.email}
    assert list(Addressee.objects.values_list("participant__code", flat=True)) == ["XA"]
    assert on_the_desk(sign_in(authority)) == [story.commitment.reference]
    assert on_the_desk(sign_in(stranger)) == []
    IntentionFactory(commitment=story.commitment, participant=xb)
    assert on_the_desk(sign_in(stranger)) == [story.commitment.reference]

    assert give(sign_in(authority), story, text="Three states exchanged lists.").status_code == 201
    assert told(PROGRESS_NOTE_GIVEN) == {preparer.email, stranger.email, officer.email}
    assert give(sign_in(stranger), story, nothing_new=True).status_code == 201
    assert on_the_desk(sign_in(authority)) == on_the_desk(sign_in(stranger)) == []

    of_request = sign_in(chair).get(NOTES, {"request": str(request.uid), "ordering": "at"}).json()["results"]
    assert [(note["owner"], note["nothing_new"], note["text"]) for note in of_request] == [
        ("XA", False, "Three states exchanged lists."),
        ("XB", True, ""),
    ]
    for page in (request.get_absolute_url(), story.commitment.get_absolute_url(), f"/areas/{request.area.reference}/"):
        shown = sign_in(chair).get(page).content.decode()
        assert "Three states exchanged lists." in shown, page
        assert "Nothing new" in shown, page
    assert verify().fault == ""


def test_who_said_nothing_yet_is_reminded_a_week_and_two_days_before_notes_close_and_nobody_who_did(
    story, xb, authority, preparer, stranger, officer, sign_in
):
    IntentionFactory(commitment=story.commitment, participant=xb)
    request = asked(sign_in(officer), story)
    ahead = timezone.now() + dt.timedelta(days=22)
    row = next(row for row in TABLE if row.kind == NOTES_CLOSE)

    def reminded() -> set[int]:
        return {wanted.recipient for wanted in row(ahead, ahead + dt.timedelta(days=3), ahead)}

    assert reminded() == {authority.pk, preparer.pk, stranger.pk}
    answer = give(sign_in(authority), story, nothing_new=True)
    assert ProgressNote.objects.get(uid=answer.json()["uid"]).request == request
    assert reminded() == {stranger.pk}


def test_a_request_is_found_by_its_words_by_the_members(story, chair, observer, officer, sign_in):
    request = asked(sign_in(officer), story, text="Before the review of kites.")
    for person, found in ((chair, [request.get_absolute_url()]), (observer, [])):
        rows = sign_in(person).get("/api/v1/search/", {"q": "kites"}).json()["results"]
        assert [row["path"] for row in rows] == found


def test_a_state_says_what_is_new_or_that_nothing_is_of_days_gone_by(story, authority, sign_in):
    client = sign_in(authority)
    refused = {
        "text": {},
        "nothing_new": {"text": "Something.", "nothing_new": True},
        "until": {"nothing_new": True, **days(until=1)},
    }
    for field, body in refused.items():
        answer = give(client, story, **body)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field]), answer.content
    assert not ProgressNote.objects.exists()


def test_who_takes_no_part_gives_none_and_two_keys_are_two_keys(story, xa, preparer, stranger, observer, sign_in):
    assert give(sign_in(stranger), story, nothing_new=True).status_code == 422
    assert give(sign_in(observer), story, nothing_new=True).status_code == 403
    page = f"{story.commitment.get_absolute_url()}steps/progress-note/"
    assert (sign_in(stranger).get(page).status_code, sign_in(observer).get(page).status_code) == (403, 404)
    xa.two_keys = True
    xa.save()
    assert give(sign_in(preparer), story, nothing_new=True).status_code == 403
    assert not ProgressNote.objects.exists()


def test_what_a_state_wrote_by_letter_counts_the_same(story, officer, sign_in):
    letter = {
        "on_behalf_of": "XA",
        "channel": "note-verbale",
        "dated": str(day_of_the_house()),
        "letter_reference": "7",
    }
    assert give(sign_in(officer), story, nothing_new=True, **letter).status_code == 201
    assert [(note.owner.code, note.is_by_letter) for note in ProgressNote.objects.all()] == [("XA", True)]


def test_a_note_is_seen_by_whom_its_state_lets_see_it(story, authority, stranger, chair, officer, sign_in):
    note = give_progress_note(
        commitment=story.commitment, owner=story.state, by=authority, text="For the Secretariat.",
        since=dt.date(2026, 1, 1), until=dt.date(2026, 2, 1), audience=Audience.SECRETARIAT,
    )  # fmt: skip
    seen = {person: sign_in(person).get(f"{NOTES}{note.uid}/").status_code for person in (stranger, chair, officer)}
    assert seen == {stranger: 404, chair: 200, officer: 200}
    widened = sign_in(authority).post(f"{NOTES}{note.uid}/widen/", {"audience": "members"}, "application/json")
    assert widened.status_code == 200
    assert sign_in(stranger).get(note.get_absolute_url()).status_code == 200


def test_the_form_says_what_the_record_knows_of_the_period_that_was_asked_about(story, authority, sign_in):
    commitment, today = story.commitment, day_of_the_house()
    for title, starts_on in (("Workshop then", today - dt.timedelta(50)), ("Workshop long ago", dt.date(2020, 1, 1))):
        ActivityFactory(title={"en": title}, within=commitment.folder, owner=story.state, starts_on=starts_on)
    NoteRequestFactory(area=commitment.area, since=today - dt.timedelta(100), until=today + dt.timedelta(9))
    page = sign_in(authority).get(f"{commitment.get_absolute_url()}steps/progress-note/").content.decode()
    assert "Workshop then" in page
    assert "Workshop long ago" not in page
    assert f'value="{today - dt.timedelta(100)}"' in page
    assert f'value="{today}"' in page


def test_a_note_tells_of_no_period_before_the_commitment_began_and_its_form_says_how_it_stood_then(
    begun_today, authority, officer, sign_in
):
    asked(sign_in(officer), begun_today)
    client, today = sign_in(authority), day_of_the_house()
    page = client.get(f"{begun_today.commitment.get_absolute_url()}steps/progress-note/").content.decode()
    assert page.count(f'value="{today}"') == 2, "the request asks about days on which it was not there"
    before = {"since": str(today - dt.timedelta(30)), "until": str(today - dt.timedelta(1))}
    refused = give(client, begun_today, nothing_new=True, **before)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["until"]), refused.content
    assert not ProgressNote.objects.exists()


def test_the_form_of_a_note_says_where_the_commitment_stood_at_the_end_of_the_period(begun_today, authority):
    today = day_of_the_house()
    begun_today.to(State.CONSULTING)
    known = [
        known_of(
            authority,
            Commitment.objects.with_everything().get(pk=begun_today.commitment.pk),
            today - dt.timedelta(days=9),
            day,
        )
        for day in (today, today - dt.timedelta(1))
    ]
    assert [str(period.stood) for period in known] == [
        str(Commitment.objects.get(pk=begun_today.commitment.pk).get_state_display()),
        "",
    ]
