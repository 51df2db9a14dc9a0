"""Help: each page and act that a guide names is there, opens to whom the guide is for, and is offered to them."""

import datetime as dt
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cica_tracker import first_hours
from cica_tracker.first_hours import (
    CHAIR,
    EXPERT,
    FOCAL_POINT,
    GUIDES,
    OBSERVER,
    OFFICER,
    PREPARER,
    guide_for,
)
from cica_tracker.guides import ActOfAGuide, Guide, GuideStep
from commitments.tests.letting_in import an_expert_let_in
from commitments.tests.stories import Story
from decisions.actions.silence import open_silence
from decisions.tests.silence_stories import opened_by
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.tests.factories import MeetingFactory
from members.choices import Audience, Role
from members.models import Participant, User
from members.tests.factories import UserFactory, a_person_of
from record.acts import TABLE
from record.dates import day_of_the_house

STEPS = [pytest.param(guide, step, id=f"{guide.name}: {step.heading}") for guide in GUIDES for step in guide.steps]


@pytest.mark.parametrize(("guide", "step"), STEPS)
def test_each_step_names_a_page_and_acts_that_there_are(guide: Guide, step: GuideStep) -> None:
    assert step.page.url
    assert all(str(act.row.label) and act.row.in_portal for act in step.acts)


def test_a_step_that_names_an_act_or_a_page_that_there_is_not_is_found() -> None:
    with pytest.raises(KeyError):
        _ = ActOfAGuide("commitment", "fly").row
    with pytest.raises(KeyError):
        _ = replace(FOCAL_POINT.steps[0], page_name="flying").page


@pytest.fixture
def people(
    authority: User,
    stranger: User,
    preparer: User,
    chair: User,
    officer: User,
    observer: User,
    xa: Participant,
    xb: Participant,
) -> list[tuple[Guide, list[User]]]:
    """A house in which something of each kind is under way, and for each guide those whom it is for."""
    Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)
    released = Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)
    released.take("circulate", audience=Audience.OBSERVERS)
    # One in which nobody coordinates yet.
    Story(author=authority, chair=chair, officer=officer)
    MeetingFactory(
        body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=day_of_the_house() + dt.timedelta(days=90)
    )
    MeetingFactory(
        body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=day_of_the_house() - dt.timedelta(days=3)
    )
    opened_by(open_silence, chair, at=timezone.now())
    return [
        (FOCAL_POINT, [authority, stranger]),
        (PREPARER, [preparer, a_person_of(xb, Role.PREPARER, "preparer@xb.example")]),
        (CHAIR, [chair]),
        (OFFICER, [officer]),
        (OBSERVER, [observer]),
        (EXPERT, [an_expert_let_in(officer, authority, xa).guest]),
    ]


def is_offered(named: ActOfAGuide, person: User) -> bool:
    """Whether somebody finds the act somewhere: to begin with, or about a thing that they see."""
    now = timezone.now()
    things = [None] if named.row.begins else named.noun.seen_by(person)
    return any(
        act.name == named.name for thing in things for act, _offer in TABLE.offers(named.noun, person, thing, now)
    )


@pytest.mark.django_db
def test_each_act_of_a_guide_is_offered_to_those_whom_it_is_for(people: list[tuple[Guide, list[User]]]) -> None:
    missing = [
        f"{guide.name}: {act.noun_name} {act.name}"
        for guide, who in people
        for step in guide.steps
        for act in step.acts
        if not any(is_offered(act, person) for person in who)
    ]
    assert missing == []


@pytest.mark.django_db
def test_everybody_reads_the_guide_of_their_own_office_and_each_page_of_it_opens(
    people: list[tuple[Guide, list[User]]], sign_in
) -> None:
    for guide, (person, *_rest) in people:
        client: Client = sign_in(person)
        page = client.get("/help/")
        assert page.context["guide"] is guide
        assert str(guide.title) in page.content.decode()
        closed = [step.page_name for step in guide.steps if client.get(step.page.url).status_code != 200]
        assert closed == []


@pytest.mark.django_db
def test_a_guide_links_what_its_reader_may_begin_and_only_names_the_rest(
    authority: User, observer: User, sign_in
) -> None:
    begin = 'href="/commitments/begin/"'
    assert begin in sign_in(authority).get("/help/focal-point/").content.decode()
    page = sign_in(observer).get("/help/focal-point/").content.decode()
    assert begin not in page
    assert "<strong>New commitment</strong>" in page


@pytest.mark.django_db
def test_who_holds_no_office_reads_as_an_observer_does() -> None:
    assert guide_for(UserFactory(), day_of_the_house()) is OBSERVER


@pytest.mark.django_db
def test_a_guide_that_there_is_not_is_not_there(authority: User, sign_in) -> None:
    assert sign_in(authority).get("/help/ambassador/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_is_done_for_accessibility_is_read_without_signing_in(client: Client, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/accessibility/")
    assert page.status_code == 200
    assert "WCAG" in page.content.decode()
    assert 'href="/accessibility/"' in client.get("/accounts/login/").content.decode()


def test_no_two_guides_share_an_address() -> None:
    assert len({guide.url for guide in first_hours.GUIDES}) == len(GUIDES)
