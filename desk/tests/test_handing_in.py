"""Before the documents of a meeting are due, its page leads a member to where it hands each of them in."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from commitments.tests.stories import Story
from law.choices import DeadlineKind
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Deadline, Meeting
from meetings.tests.factories import DeadlineFactory, MeetingFactory
from members.models import User

pytestmark = pytest.mark.django_db
SECTION = '<section id="hand-in">'


@pytest.fixture
def committee(today: dt.date) -> Meeting:
    """The documents of this one are due in twenty days."""
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + dt.timedelta(days=34))
    DeadlineFactory(meeting=meeting, kind=DeadlineKind.DOCUMENTS)
    return meeting


def hand_in(client: Any, meeting: Meeting) -> str:
    """The section of the meeting's page, and nothing where this reader has none."""
    words = client.get(meeting.get_absolute_url()).content.decode()
    return words.partition(SECTION)[2].partition("</section>")[0]


def test_from_the_desk_one_press_leads_to_the_form_of_the_one_thing_and_else_to_where_one_chooses(
    authority: User, stranger: User, chair: User, officer: User, sign_in: Any, committee: Meeting
) -> None:
    story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    client = sign_in(authority)
    desk = client.get("/desk/").content.decode()
    press = f"/hand-in/{committee.reference}/"
    assert f'href="{press}"' in desk
    [awaited] = [part for part in hand_in(client, committee).split('href="') if "/steps/" in part]
    address = awaited.partition('"')[0]
    assert story.commitment.reference in address
    assert client.get(press)["Location"] == address
    form = client.get(address)
    assert (form.status_code, 'type="file"' in form.content.decode()) == (200, True)
    assert "Any other document goes to the Secretariat" in form.content.decode()
    # Who coordinates nothing hands in what it gives by itself; neither is led anywhere else.
    theirs = hand_in(sign_in(stranger), committee)
    assert "/steps/" not in theirs
    assert 'href="/information/give/"' in theirs
    assert sign_in(stranger).get("/information/give/").status_code == 200
    assert sign_in(stranger).get(press)["Location"] == "/information/give/"
    # Of two papers one chooses; whoever hands in nothing is led to the meeting, and nobody learns of one they don't see.
    Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    assert client.get(press)["Location"] == f"{committee.get_absolute_url()}#hand-in"
    assert sign_in(officer).get(press)["Location"] == f"{committee.get_absolute_url()}#hand-in"
    assert client.get("/hand-in/NOWHERE-1/").status_code == 404


def test_it_is_shown_to_members_alone_and_until_the_documents_are_due(
    authority: User, observer: User, officer: User, sign_in: Any, committee: Meeting
) -> None:
    assert hand_in(sign_in(authority), committee) != ""
    for other in (observer, officer):
        assert hand_in(sign_in(other), committee) == ""
    Deadline.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))
    assert hand_in(sign_in(authority), committee) == ""
