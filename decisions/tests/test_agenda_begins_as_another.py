"""An agenda begins as an earlier one of the body: with what every meeting has, and nothing of what was before that one."""

import datetime as dt

import pytest

from commitments.tests.stories import Story
from decisions.actions.agenda import draft_agenda
from decisions.actions.copying import copy_agenda
from decisions.actions.items import add_item, change_item
from decisions.models import AgendaItem
from decisions.reports.ripe import ripe_for
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from record.dates import day_of_the_house
from record.refusals import Refused

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=365)


@pytest.fixture
def earlier(authority, chair, officer) -> Meeting:
    """One with an item by hand, a commitment before it, and what every agenda opens and closes with."""
    Story(author=authority, chair=chair, officer=officer).to(State.BEFORE_SOC)
    meeting = MeetingFactory(
        body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=day_of_the_house() + dt.timedelta(days=40)
    )
    draft_agenda(meeting=meeting, ripe=ripe_for(meeting, officer), by=officer)
    add_item(meeting=meeting, title={"en": "Report of the Executive Director"}, note="As circulated.", by=officer)
    return meeting


@pytest.fixture
def to_come(earlier: Meeting) -> Meeting:
    return MeetingFactory(body=earlier.body, status=Status.PLANNED, starts_on=earlier.starts_on + YEAR)


def titles_of(meeting: Meeting) -> list[str]:
    return [item.title["en"] for item in AgendaItem.objects.filter(meeting=meeting).standing().order_by("position")]


def test_what_is_about_no_commitment_begins_the_other_without_its_notes_and_once(earlier, to_come, chair) -> None:
    by_itself = AgendaItem.objects.filter(meeting=earlier, matters__isnull=True).order_by("position")
    wanted = [item.title["en"] for item in by_itself]
    assert "Report of the Executive Director" in wanted
    assert AgendaItem.objects.filter(meeting=earlier, matters__isnull=False).exists()
    assert len(copy_agenda(meeting=to_come, earlier=earlier, by=chair)) == len(wanted)
    assert titles_of(to_come) == wanted
    assert not AgendaItem.objects.filter(meeting=to_come).exclude(note="").exists()
    assert copy_agenda(meeting=to_come, earlier=earlier, by=chair) == []


def test_what_was_taken_off_by_hand_stays_off(earlier, to_come, officer) -> None:
    report = next(
        item
        for item in copy_agenda(meeting=to_come, earlier=earlier, by=officer)
        if item.title["en"].startswith("Report")
    )
    change_item(agenda_item=report, taken_off=True, by=officer)
    assert copy_agenda(meeting=to_come, earlier=earlier, by=officer) == []


def test_only_who_prepares_copies_and_only_within_a_body(earlier, to_come, authority, officer) -> None:
    other = MeetingFactory(body=Body.WORKING_GROUP, status=Status.PLANNED, starts_on=earlier.starts_on + YEAR)
    for meeting, by in ((to_come, authority), (other, officer), (earlier, officer)):
        with pytest.raises(Refused):
            copy_agenda(meeting=meeting, earlier=earlier, by=by)
    assert titles_of(to_come) == []


def test_the_page_begins_with_the_meeting_of_its_link_and_leads_to_the_bench(earlier, to_come, chair, sign_in) -> None:
    client, address = sign_in(chair), f"/meetings/{to_come.reference}/copy-agenda/"
    assert address in client.get(f"/meetings/{to_come.reference}/agenda/").content.decode()
    words = client.get(address, {"earlier": earlier.reference}).content.decode()
    assert f'<option value="{earlier.reference}" selected' in words
    sent = {"earlier": earlier.reference, "seen": str(Meeting.objects.get(pk=to_come.pk).agenda_revision)}
    assert client.post(address, sent).status_code == 302
    assert "Report of the Executive Director" in titles_of(to_come)
