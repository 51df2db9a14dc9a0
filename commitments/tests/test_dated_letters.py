"""What a state wrote on one day and the Secretariat enters on another: it holds from its letter's day, and shows both."""

import datetime as dt
import html
import re

import pytest
import time_machine

from commitments.models import Commitment, Intention, StepTaken
from commitments.tests.stories import Story
from record.tests.corrected import correct

pytestmark = pytest.mark.django_db
BEGAN, WRITTEN, TODAY = dt.date(2026, 11, 3), dt.date(2026, 11, 10), dt.date(2026, 11, 29)
LETTER = {"on_behalf_of": "XB", "channel": "email", "letter_reference": "No. 12"}
BOTH = "10 November 2026", "entered on 29 November 2026"


@pytest.fixture
def story(authority, chair, officer, xb):
    """Begun on 3 November; today is the 29th."""
    with time_machine.travel(dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)):
        story = Story(author=authority, chair=chair, officer=officer)
    with time_machine.travel(dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)):
        yield story


def enter(client, story: Story, step: str, dated: dt.date):
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/{step}/"
    body = {**LETTER, "dated": dated.isoformat(), "note": "By letter."}
    return client.post(address, body, content_type="application/json")


def test_a_state_takes_part_from_the_day_of_its_letter_and_the_day_of_entry_stands_beside(story, officer, sign_in):
    client = sign_in(officer)
    sent = enter(client, story, "join", WRITTEN)
    assert sent.status_code == 201, sent.content
    assert (sent.json()["on"], sent.json()["at"][:10]) == ("2026-11-10", "2026-11-29")
    assert Intention.objects.get(participant__code="XB").since == WRITTEN
    page = html.unescape(client.get(story.commitment.get_absolute_url()).content.decode())
    line = re.sub(r"<[^>]+>", "", page[page.index('id="step-2"') :])
    assert [words in line for words in BOTH] == [True, True], line


def test_what_a_letter_ends_ends_on_its_day_and_comes_back_where_it_was_a_mistake(story, officer, sign_in):
    client = sign_in(officer)
    for step, day in (("join", WRITTEN), ("offer-to-coordinate", WRITTEN), ("withdraw", WRITTEN + dt.timedelta(5))):
        assert enter(client, story, step, day).status_code == 201, step
    part, offer = Intention.objects.get(participant__code="XB"), story.commitment.coordinators.get()
    assert (part.until, offer.on, offer.until) == (dt.date(2026, 11, 15), WRITTEN, dt.date(2026, 11, 15))
    for step in ("withdraw", "offer-to-coordinate", "join"):
        correct(StepTaken.objects.get(step=step), officer)
        part.refresh_from_db()
        assert part.until is None, step
    assert [state.code for state in Commitment.objects.with_everything().get().intending_states()] == ["XA"]
    assert not story.commitment.coordinators.exists()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (BEGAN - dt.timedelta(1), "can't be of a day before 3 November 2026, when the step was taken that led here"),
        (TODAY + dt.timedelta(1), "This day is still to come."),
    ],
    ids=["before what led here", "to come"],
)
def test_a_letter_of_an_impossible_day_is_refused_at_its_field_and_writes_nothing(day, words, story, officer, sign_in):
    client, page = sign_in(officer), f"{story.commitment.get_absolute_url()}steps/join/"
    refused = enter(client, story, "join", day)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["dated"])
    assert words in refused.json()["dated"][0]
    for address in (page, f"/admin/commitments/commitment/{story.commitment.pk}/steps/join/"):
        form = {**LETTER, "dated": day.isoformat(), "seen": story.commitment.version, "once_key": address}
        answer = client.post(address, form)
        assert answer.status_code in (200, 422), address
        assert words in html.unescape(answer.content.decode()), address
    assert StepTaken.objects.count() == 1


def test_nobody_leaves_by_a_letter_of_a_day_before_they_joined(story, officer, sign_in):
    client = sign_in(officer)
    assert enter(client, story, "join", WRITTEN).status_code == 201
    refused = enter(client, story, "withdraw", WRITTEN - dt.timedelta(1))
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["dated"])
    assert enter(client, story, "withdraw", WRITTEN).status_code == 201


def test_a_commitment_begins_on_the_day_of_its_letter(story, officer, sign_in):
    client, measure = sign_in(officer), story.commitment.measure
    begun = {
        **LETTER,
        "modality": "a",
        "measure": measure.reference,
        "title": "Corridors",
        "statement": "We intend it.",
    }
    refused = client.post("/api/v1/commitments/", {**begun, "dated": "2026-11-30"}, content_type="application/json")
    assert (refused.status_code, refused.json()["errors"]) == (422, {"dated": ["This day is still to come."]})
    sent = client.post("/api/v1/commitments/", {**begun, "dated": "2026-11-10"}, content_type="application/json")
    assert sent.status_code == 201, sent.content
    made = Commitment.objects.get(reference=sent.json()["reference"])
    assert (made.intentions.get().since, made.steps.get().on) == (WRITTEN, WRITTEN)
    page = re.sub(r"<[^>]+>", "", html.unescape(client.get(made.get_absolute_url()).content.decode()))
    assert [words in page for words in BOTH] == [True, True]
