"""Whom a deed is told is one question, and telling them one statement, however many they are."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions import share_view
from commitments.kinds import STEP_TAKEN, VIEW_SHARED
from commitments.tests.stories import Story
from decisions.actions.agenda import circulate_agenda
from decisions.actions.decisions import Matter, decide
from decisions.actions.items import add_item
from decisions.actions.recording import Wording
from decisions.actions.silence import open_silence, withdraw
from decisions.choices import AgendaStage
from decisions.kinds import AGENDA_CIRCULATED, DECISION_RECORDED, SILENCE_ENDED
from decisions.tests.silence_stories import DAY, OPENED, opened_by
from law.choices import Modality
from law.cica.bodies import Body
from law.cica.states import State
from law.grammar.procedure import Does
from meetings.actions.attendance import AttendanceLine, keep_attendance
from meetings.actions.moving import cancel_meeting
from meetings.choices import Presence, Status
from meetings.kinds import MEETING_CANCELLED
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from members.tests.factories import seat_many
from notices.kinds import KINDS
from notices.models import Notice
from papers.kinds import PAPER_CIRCULATED

pytestmark = [pytest.mark.django_db, pytest.mark.both]

Deed = Callable[[], Any]
AT = dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)


def a_planned_meeting() -> Meeting:
    return MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2027, 6, 23), status=Status.PLANNED)


def a_step(story: Story) -> Deed:
    return lambda: story.take("consult", story.chair, note="Consulting.")


def a_view(story: Story) -> Deed:
    shared = {"commitment": story.commitment, "owner": story.state, "audience": Audience.MEMBERS}
    return lambda: share_view(**shared, text="Our view.", by=story.author)


def a_paper(story: Story) -> Deed:
    story.to(State.DRAFTED)
    return lambda: story.take("circulate", audience=Audience.MEMBERS)


def a_meeting_cancelled(story: Story) -> Deed:
    meeting = a_planned_meeting()
    return lambda: cancel_meeting(meeting=meeting, reason="The hall.", by=story.officer, at=AT)


def an_agenda(story: Story) -> Deed:
    meeting = a_planned_meeting()
    add_item(meeting=meeting, title={"en": "Other business"}, by=story.officer)
    sent = {"meeting": meeting, "stage": AgendaStage.PROVISIONAL, "audience": Audience.MEMBERS}
    return lambda: circulate_agenda(**sent, by=story.officer, at=AT)


def a_decision(story: Story) -> Deed:
    story.to(State.BEFORE_SOC)
    meeting = story.meetings[Body.SENIOR_OFFICIALS]
    present = [AttendanceLine(state, Presence.IN_PERSON) for state in story.members]
    keep_attendance(meeting=meeting, lines=present, by=story.officer)
    wording = Wording(title={"en": "Corridors"}, text={"en": "The Committee approves."}, consensus="No objection.")
    matters = [Matter(story.commitment, Does.ADOPTS, "", story.commitment.version)]
    return lambda: decide(meeting=meeting, wording=wording, matters=matters, by=story.officer)


def a_silence_procedure(story: Story) -> Deed:
    procedure = opened_by(open_silence, story.chair)
    return lambda: withdraw(procedure=procedure, by=story.chair, reason="Anew.", at=OPENED + DAY)


# Each deed with what it tells, and how many questions it asks the database whoever is told. What is made or changed is
# written into the index of the search by one statement; of what has several pieces, those that are over go by another.
# Of what is official two are about states: to which it is told, and who of them is served on paper. The journal asks for whom
# whoever does it stands in today.
DEEDS = {
    "step": (a_step, STEP_TAKEN, 21),
    "view": (a_view, VIEW_SHARED, 8),
    "paper": (a_paper, PAPER_CIRCULATED, 33),
    "meeting": (a_meeting_cancelled, MEETING_CANCELLED, 20),
    "agenda": (an_agenda, AGENDA_CIRCULATED, 18),
    "decision": (a_decision, DECISION_RECORDED, 38),
    "silence": (a_silence_procedure, SILENCE_ENDED, 21),
}


@pytest.mark.parametrize("people", [20, 2000])
@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_asks_as_much_for_two_thousand_people_as_for_twenty(
    deed, people, authority, chair, officer, stranger, xa, xb, xc
):
    makes, kind, questions = DEEDS[deed]
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B if deed == "view" else Modality.A)
    story.members = (xa, xb, xc)
    do = makes(story)
    seat_many(people, [xa, xc])
    with CaptureQueriesContext(connection) as asked:
        do()
    told = Notice.objects.filter(kind=kind, recipient__email__startswith="many")
    assert told.filter(channel="portal").count() == people
    assert told.by_email().count() == (people if KINDS[kind].goes_by_letter else 0)
    # The lock of the journal's chain is PostgreSQL's alone.
    unlike = ("SAVEPOINT", "pg_advisory")
    assert len([query for query in asked if not any(word in query["sql"] for word in unlike)]) == questions
