"""Several at once, at one instant, each with a connection of their own: never a fault of ours, and nothing twice."""

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from commitments.models import StepTaken
from commitments.tests.stories import Story
from decisions.models import AgendaItem, AgendaVersion, Decision
from law.cica.bodies import Body
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.models import Draft, User
from members.tests.signing_in import let_in
from notices.models import Notice
from record.models import Correction

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(
    people: list[User], send: Callable[[Client, int], HttpResponse], number: int = AT_ONCE
) -> list[HttpResponse]:
    """What each is answered, where `number` browsers send at one instant."""
    start, answers = threading.Barrier(number), []
    browsers = []
    for nth in range(number):
        client = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
        let_in(client, people[nth % len(people)])
        browsers.append(client)

    def press(client: Client, nth: int) -> None:
        try:
            start.wait(60)
            answers.append(send(client, nth))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(client, nth)) for nth, client in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == number
    assert not [answer.status_code for answer in answers if answer.status_code >= 500]
    return answers


def statuses(answers: list[HttpResponse]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def program(path: str, body: dict[str, Any], **headers: str) -> Callable[[Client, int], HttpResponse]:
    return lambda client, _nth: client.post(path, body, content_type="application/json", headers=headers)


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def soc() -> Meeting:
    day = timezone.localdate() + dt.timedelta(days=90)
    return MeetingFactory(body=Body.SENIOR_OFFICIALS, reference="SOC-2099-1", starts_on=day, status=Status.PLANNED)


def day(nth: int = 0) -> str:
    return (timezone.localdate() + dt.timedelta(days=100 + 7 * nth)).isoformat()


# -- Planning and numbering.


def test_different_meetings_planned_at_one_instant_have_a_number_each(officer):
    before = Meeting.objects.count()

    def plan(client: Client, nth: int) -> HttpResponse:
        body = {"body": Body.SENIOR_OFFICIALS, "starts_on": day(nth), "time_zone": "Asia/Almaty"}
        return client.post("/api/v1/meetings/", body, content_type="application/json")

    answers = at_once([officer], plan)
    assert statuses(answers) == {201: AT_ONCE}, [answer.content for answer in answers]
    assert len({answer.json()["reference"] for answer in answers}) == AT_ONCE
    assert Meeting.objects.count() == before + AT_ONCE


@pytest.mark.parametrize("door", ["portal", "API"])
def test_one_button_pressed_at_one_instant_plans_one_meeting(door, officer):
    before = Meeting.objects.count()
    body = {"body": Body.SENIOR_OFFICIALS, "starts_on": day(), "time_zone": "Asia/Almaty"}
    if door == "API":
        answers = at_once([officer], program("/api/v1/meetings/", body, **{"Idempotency-Key": "k-1"}))
        assert len({answer.json()["reference"] for answer in answers}) == 1
        assert statuses(answers) == {201: 1, 200: AT_ONCE - 1}
    else:
        # Looked at with what it would do; the button below that is pressed by all.
        looking = Client(headers={"Sec-Fetch-Site": "same-origin"})
        let_in(looking, officer)
        shown = looking.post(
            "/meetings/plan/", {**body, "session": "regular", "format": "in-person", "once_key": "k-1"}
        )
        assert shown.status_code == 200, shown.context["form"].errors
        form = {name: value for name, value in shown.context["form"].data.items() if value}
        answers = at_once([officer], lambda client, _nth: client.post("/meetings/plan/", form))
        assert statuses(answers) == {302: AT_ONCE}
        assert len({answer["Location"] for answer in answers}) == 1
    assert Meeting.objects.count() == before + 1


# -- Circulating.


def test_an_agenda_circulated_at_one_instant_goes_out_once_and_is_told_once(soc, story, officer):
    AgendaItem.objects.create(meeting=soc, position=1, title={"en": "Opening"})
    body = {"meeting": soc.reference, "stage": "provisional", "audience": "members"}
    answers = at_once([officer], program("/api/v1/agendas/", body))
    assert set(statuses(answers)) <= {200, 201}, [answer.content for answer in answers]
    assert AgendaVersion.objects.count() == 1
    told = Notice.objects.filter(kind="agenda-circulated").values_list("recipient", "channel")
    assert {channel for _person, channel in told} == {"portal", "email"}
    assert len(told) == len(set(told))


# -- One key, one effect, whichever act.


def presses(story: Story, officer: User, soc: Meeting) -> dict[str, tuple[User, str, dict[str, Any], Any]]:
    """An act of each kind that makes a row under a key: who presses it, where, what it sends, and the rows it makes."""
    return {
        "a step": (
            story.chair,
            f"commitments/{story.commitment.reference}/steps/consult",
            {"note": "Once."},
            StepTaken,
        ),
        "a meeting": (officer, "meetings", {"body": "soc", "starts_on": day(), "time_zone": "Asia/Almaty"}, Meeting),
        "a mistake": (officer, f"meetings/{soc.reference}/mistake", {"reason": "Twice."}, Correction),
    }


@pytest.mark.parametrize("kind", ["a step", "a meeting", "a mistake"])
def test_whatever_is_sent_under_one_key_at_one_instant_is_done_once(kind, story, officer, soc):
    person, path, body, rows = presses(story, officer, soc)[kind]
    before = rows._base_manager.count()
    answers = at_once([person], program(f"/api/v1/{path}/", body, **{"Idempotency-Key": "k-1"}))
    assert set(statuses(answers)) <= {200, 201}, [answer.content for answer in answers]
    assert statuses(answers)[201] >= 1
    assert rows._base_manager.count() == before + 1


# -- Without a key: the second reads that somebody was first.


def test_of_several_decisions_of_one_meeting_at_one_instant_each_has_its_symbol(officer, story):
    held = story.meetings[Body.SENIOR_OFFICIALS]

    def record_it(client: Client, nth: int) -> HttpResponse:
        body = {
            "meeting": held.reference,
            "title_en": f"Decision {nth}",
            "text_en": "Agreed.",
            "consensus": "No objection.",
        }
        body |= {"outcome": "adopted", "audience": "members"}
        return client.post("/api/v1/decisions/", body, content_type="application/json")

    before = Decision.objects.count()
    answers = at_once([officer], record_it)
    assert set(statuses(answers)) <= {201, 409, 422}, [answer.content for answer in answers]
    made = Decision.objects.count() - before
    assert made == statuses(answers)[201]
    assert len(set(Decision.objects.values_list("symbol", flat=True))) == Decision.objects.count()


# -- Drafts: a colleague's newer text is never written over unasked.


def test_of_several_colleagues_who_keep_a_draft_at_one_instant_nobody_writes_over_another(story, authority, preparer):
    form = {"kept-form": "commitment.submit-draft", "kept-about": story.commitment.reference, "kept-state": "XA"}

    def keep(client: Client, nth: int) -> HttpResponse:
        own = {**form, "text": f"The text of {nth % 2}", "kept_seen": ""}
        return client.post("/drafts/", own, headers={"Accept": "application/json"})

    answers = at_once([authority, preparer], keep)
    assert set(statuses(answers)) == {200, 409}, [answer.content for answer in answers]
    draft = Draft.objects.get()
    assert draft.by in {authority, preparer}
    kept_by = {0: authority, 1: preparer}
    assert kept_by[int(draft.answers["text"][-1])] == draft.by
