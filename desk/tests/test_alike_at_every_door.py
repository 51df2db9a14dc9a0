"""What has one answer gets it at every door: which meeting is meant, how it is found, how long a text may be."""

import datetime as dt

import pytest
from django.utils.translation import override

from law.cica.bodies import Body
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from record.texts import LANGUAGES, LONGEST_TEXT, TextsFormField

pytestmark = pytest.mark.django_db
NAMES = ("senior officials", "комитет старших", "高级官员委员会", "كبار المسؤولين")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_is_found_in_every_language_whoever_saved_it(language):
    with override(language):
        meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2027, 3, 1))
    found = {words: list(Meeting.objects.matching(words)) for words in NAMES}
    assert found == {words: [meeting] for words in NAMES}


@pytest.mark.parametrize("noun", ["agendas", "agenda-items", "decisions", "deadlines", "attendance"])
def test_every_list_takes_a_meetings_reference_in_small_letters(noun, officer, sign_in):
    reference = MeetingFactory(status=Status.PLANNED, starts_on=dt.date(2027, 3, 1)).reference
    client = sign_in(officer)
    answers = [client.get(f"/api/v1/{noun}/", {"meeting": key}).status_code for key in (reference, reference.lower())]
    assert answers == [200, 200]
    assert client.get(f"/api/v1/{noun}/", {"meeting": "NO-2027-1"}).status_code == 400


def test_a_text_is_as_long_in_the_admin_as_by_api(officer, sign_in):
    meeting = MeetingFactory(status=Status.HELD, starts_on=dt.date(2026, 3, 1))
    told = {
        "meeting": meeting.reference,
        "title": "A plan",
        "text": "x" * (LONGEST_TEXT + 1),
        "consensus": "All agreed.",
    }
    answer = sign_in(officer).post("/api/v1/decisions/", told, content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["text"])
    longest = {code: field.max_length for code, field in zip(LANGUAGES, TextsFormField(long=True).fields, strict=True)}
    assert longest == dict.fromkeys(LANGUAGES, LONGEST_TEXT)
