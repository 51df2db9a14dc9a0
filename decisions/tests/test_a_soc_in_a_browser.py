"""A meeting of the Committee from its first plan to what it decided, by the pages of the Secretariat's office.

Planned, moved twice, prepared by a working group; eighteen of twenty-eight are no quorum, nineteen are; two commitments
are approved and one is deferred, and a member dissociates itself from paragraphs.
"""

import datetime as dt
import string
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from commitments.actions import Answers, take_step
from commitments.models import Commitment
from commitments.tests.stories import Story
from decisions.actions.considering import consider
from decisions.choices import Manner
from decisions.models import Decision
from law.cica.bodies import Body
from law.cica.states import State
from meetings.models import Meeting
from meetings.tests.factories import WorkingGroupFactory
from members.models import Participant
from members.tests.factories import a_state

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.django_db(transaction=True)]

PLANNED_ON, MOVED_TO, HELD_ON = dt.date(2027, 3, 9), dt.date(2027, 3, 16), dt.date(2027, 3, 23)


def morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(8), dt.UTC)


class Office:
    """The officer at a browser; signed in anew on each day, since nobody stays signed in for weeks."""

    def __init__(self, page: Page, site: str, sign_in: Callable[..., Any], officer: Any):
        self.page, self.site, self.sign_in, self.officer = page, site, sign_in, officer

    def come_in(self) -> None:
        self.page.context.clear_cookies()
        cookie = self.sign_in(self.officer).cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.site}])

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")

    def press(self) -> None:
        self.page.locator(".submit-row input[type=submit]").click()
        self.page.wait_for_load_state()

    def act(self, meeting: Meeting, name: str) -> None:
        """From the meeting's page by the button of the act."""
        self.go(f"/admin/meetings/meeting/{meeting.pk}/change/")
        self.page.locator(f".acts a[href$='/{name}/']").click()


def test_a_soc_from_its_plan_to_its_decision(live_server, page, sign_in, authority, chair, officer, xa, xb, xc) -> None:
    every = [xa, xb, xc, *(a_state(f"X{letter}") for letter in [*string.ascii_uppercase[3:], "1", "2"])]
    assert Participant.objects.members_on(HELD_ON).count() == len(every) == 28
    WorkingGroupFactory(code="SWG-1")
    office = Office(page, live_server.url, sign_in, officer)

    with time_machine.travel(morning(dt.date(2027, 1, 11))):
        stories = [Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED) for _each in range(3)]
        office.come_in()
        soc = planned(office)
        for day, why in ((MOVED_TO, "The host asked for a week more."), (HELD_ON, "Another week.")):
            moved(office, soc, day, why)
    group = Meeting.objects.get(body=Body.WORKING_GROUP, prepares=soc)
    assert (soc.history.count(), group.starts_on) == (3, HELD_ON - dt.timedelta(days=1))

    with time_machine.travel(morning(group.starts_on)):
        for story in stories:
            consider(commitment=story.commitment, step="consider", by=officer, answers=Answers(meeting=group))
            take_step(commitment=story.commitment, step="put-before-soc", by=officer, answers=Answers(meeting=soc))
        office.come_in()
        office.act(soc, "agenda")
        page.locator("button[formaction$='/draft-agenda/']").click()
        for story in stories:
            expect(page.locator("#content, main").first).to_contain_text(story.commitment.reference)

    with time_machine.travel(morning(HELD_ON)):
        office.come_in()
        present(office, soc, every[:18])
        decision_is_refused(office, soc, stories)
        present(office, soc, every[18:19])
        office.act(soc, "attendance")
        expect(page.locator("#quorum")).to_contain_text("19 of 28")
        decision_is_recorded(office, soc, stories)
        decision = Decision.objects.get()
        assert (decision.manner, decision.members_then, decision.quorum_then) == (Manner.AT_MEETING, 28, 19)
        assert decision.present.count() == 19
        states = [Commitment.objects.get(pk=story.commitment.pk).state for story in stories]
        assert states == [State.APPROVED, State.APPROVED, State.CONSIDERED]
        what_states_said_is_shown(office, authority, soc, decision, stories[0].commitment)


def planned(office: Office) -> Meeting:
    office.go("/admin/meetings/meeting/")
    office.page.locator(".object-tools a[href$='plan/']").click()
    office.page.locator("[name=starts_on]").fill(PLANNED_ON.isoformat())
    office.page.locator("[name=place]").fill("Xanadu")
    office.page.locator("[name=groups][value='SWG-1']").check()
    office.press()
    expect(office.page.locator("#content-main")).to_contain_text("SWG-1")
    office.press()
    return Meeting.objects.get(body=Body.SENIOR_OFFICIALS, starts_on=PLANNED_ON)


def moved(office: Office, soc: Meeting, day: dt.date, why: str) -> None:
    office.act(soc, "move")
    office.page.locator("[name=starts_on]").fill(day.isoformat())
    office.page.locator("[name=ends_on]").fill("")
    office.page.locator("[name=reason]").fill(why)
    office.press()
    office.press()
    soc.refresh_from_db()
    assert soc.starts_on == day


def present(office: Office, soc: Meeting, states: list[Participant]) -> None:
    """Write down these, too, in one act."""
    office.act(soc, "attendance")
    for state in states:
        office.page.locator(f"[name=members-{state.code}-presence]").select_option("in-person")
    office.page.locator(f"[name=members-{states[0].code}-head]").fill("H.E. the Head")
    office.page.locator(f"[name=members-{states[0].code}-rank]").select_option("deputy-minister")
    office.press()


def decision_filled_in(office: Office, soc: Meeting, stories: list[Story]) -> None:
    page = office.page
    office.act(soc, "decide")
    page.locator("[name=title]").fill("Three concept papers")
    page.locator("[name=text]").fill("The Committee approves two papers and asks for more time for the third.")
    page.locator("[name=consensus]").fill("The Chair saw no objection.")
    for story, step in zip(stories, ("adopts", "adopts", "defers"), strict=True):
        page.locator(f"[name=matters-{story.commitment.pk}-step]").select_option(step)
    page.locator(f"[name=matters-{stories[2].commitment.pk}-note]").fill("More time is asked for.")
    page.locator("[name=positions-0-participant]").select_option("XB")
    page.locator("[name=positions-0-kind]").select_option("dissociation")
    page.locator("[name=positions-0-paragraphs]").fill("17–19")
    page.locator("[name=positions-0-text]").fill("XB does not join these paragraphs.")
    page.locator("[name=follow_ups-0-what]").fill("To report on the third paper.")
    office.press()


def decision_is_refused(office: Office, soc: Meeting, stories: list[Story]) -> None:
    decision_filled_in(office, soc, stories)
    expect(office.page.locator(".errorlist").first).to_contain_text("18 of 28 members are written down as present")
    expect(office.page.locator("[name=positions-0-text]")).to_have_value("XB does not join these paragraphs.")
    assert not Decision.objects.exists()


def decision_is_recorded(office: Office, soc: Meeting, stories: list[Story]) -> None:
    decision_filled_in(office, soc, stories)
    expect(office.page.locator(".messagelist")).to_contain_text(f"{soc.reference}-D1")


def what_states_said_is_shown(office: Office, reader: Any, soc: Meeting, decision: Decision, moved: Commitment) -> None:
    """To a member, on every page where the decision is."""
    client = office.sign_in(reader)
    for path in (decision.get_absolute_url(), "/decisions/", soc.get_absolute_url(), moved.get_absolute_url()):
        page = client.get(path).content.decode()
        assert "17–19" in page
        assert "XB does not join these paragraphs." in page
    assert "17–19" in client.get("/notices/").content.decode()
