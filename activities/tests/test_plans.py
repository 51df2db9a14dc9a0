"""The plan of a year: of what states plan, before the Committee, adopted by its decision; versions are kept and compared."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from activities.kinds import PLAN_ADOPTED, PLAN_PUT_BEFORE
from activities.models import Activity, PlanVersion, YearPlan
from activities.tests.factories import ActivityFactory
from commitments.tests.stories import a_measure, members_attend
from decisions.models import AgendaItem, Decision
from decisions.reports.ripe import ripe_for
from journal.verification import verify
from law.cica.bodies import Body
from meetings.choices import Status
from meetings.tests.factories import DecisionFactory, MeetingFactory
from members.choices import Audience
from notices.models import Notice
from record.tests.corrected import correct

pytestmark = [pytest.mark.django_db, pytest.mark.both]
API = "/api/v1/year-plans/"
NOW = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def activities(xa, xb) -> list[Activity]:
    """Two of XA and XB that are shared with the members; one that isn't, and one of another year."""
    measure = a_measure()
    shared = [
        ActivityFactory(owner=owner, measure=measure, title={"en": title}, starts_on=dt.date(2027, month, 30))
        for owner, title, month in ((xa, "Kites", 5), (xb, "Seeds", 9))
    ]
    ActivityFactory(owner=xa, measure=measure, title={"en": "Quiet"}, audience=Audience.SECRETARIAT)
    ActivityFactory(owner=xa, measure=measure, title={"en": "Later"}, starts_on=dt.date(2028, 1, 1))
    return shared


@pytest.fixture
def committee():
    return MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=dt.date(2060, 12, 15))


def sent(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, body, content_type="application/json")


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def titles(plan: YearPlan) -> list[str]:
    return [row["title"]["en"] for row in plan.newest.content]


def test_a_plan_is_drawn_up_put_before_the_committee_and_adopted_by_its_decision(
    activities, committee, authority, stranger, chair, officer, observer, sign_in
):
    office = sign_in(officer)
    assert sent(office, API, year=2027).status_code == 201
    plan = YearPlan.objects.get()
    assert titles(plan) == ["Kites", "Seeds"]
    assert sign_in(authority).get("/plans/2027/").status_code == 404
    assert sign_in(chair).get("/plans/2027/").status_code == 200
    assert sent(office, f"{API}2027/put-before/", meeting=committee.reference).status_code == 200
    assert {authority.email, stranger.email, chair.email} <= told(PLAN_PUT_BEFORE)
    assert observer.email not in told(PLAN_PUT_BEFORE)
    page = sign_in(authority).get("/plans/2027/").content.decode()
    assert "Kites" in page
    assert "Quiet" not in page
    assert sign_in(observer).get("/plans/2027/").status_code == 404
    assert "plan:2027" in [ripe.matter for ripe in ripe_for(committee, officer)]
    decision = DecisionFactory(meeting=committee)
    assert sent(office, f"{API}2027/adopted/", decision=decision.symbol).status_code == 200
    plan.refresh_from_db()
    assert (plan.stage, plan.decision) == ("adopted", decision.symbol)
    assert authority.email in told(PLAN_ADOPTED)
    assert sent(office, f"{API}2027/take-up/", activities=[]).status_code in {403, 422}


def test_a_plan_is_found_by_what_its_newest_version_says_once_the_members_read_it(
    activities, committee, authority, chair, officer, observer, sign_in
):
    def found(person) -> list[str]:
        rows = sign_in(person).get("/api/v1/search/", {"q": "Seeds", "kind": "year-plans"}).json()["results"]
        return [row["path"] for row in rows]

    office, kites = sign_in(officer), activities[0]
    sent(office, API, year=2027)
    assert (found(officer), found(chair), found(authority)) == (["/plans/2027/"], ["/plans/2027/"], [])
    sent(office, f"{API}2027/put-before/", meeting=committee.reference)
    assert (found(authority), found(observer)) == (["/plans/2027/"], [])
    assert sent(office, f"{API}2027/take-up/", activities=[str(kites.uid)]).status_code == 200
    assert (found(officer), found(authority)) == ([], [])


def test_versions_are_kept_and_what_differs_is_shown(activities, officer, sign_in):
    office = sign_in(officer)
    sent(office, API, year=2027)
    _kites, seeds = activities
    Activity.objects.filter(pk=seeds.pk).update(starts_on=dt.date(2027, 10, 30))
    assert sent(office, f"{API}2027/take-up/", activities=[str(seeds.uid)]).status_code == 200
    first, second = PlanVersion.objects.order_by("number")
    assert [row["starts_on"] for row in second.content] == ["2027-10-30"]
    assert [row["title"]["en"] for row in first.content] == ["Kites", "Seeds"]
    page = office.get("/plans/2027/").content.decode().partition('id="differences"')[2]
    assert page.index("Said otherwise") < page.index("Seeds") < page.index("Left out") < page.index("Kites")
    earlier = office.get("/plans/2027/?version=1").content.decode()
    assert 'id="differences"' not in earlier
    assert office.get("/plans/2027/?version=9").status_code == 404
    with pytest.raises(TypeError):
        first.save()


def test_there_is_one_plan_a_year_and_only_the_office_draws_it_up(activities, authority, officer, sign_in):
    assert sent(sign_in(authority), API, year=2027).status_code == 403
    office = sign_in(officer)
    sent(office, API, year=2027)
    again = sent(office, API, year=2027)
    assert again.status_code == 422
    assert YearPlan.objects.count() == 1


def test_it_is_adopted_by_what_was_adopted_and_by_nothing_else(activities, committee, officer, sign_in):
    office = sign_in(officer)
    sent(office, API, year=2027)
    assert sent(office, f"{API}2027/adopted/", decision="SOC-2026-1-D9").status_code in {403, 422}
    sent(office, f"{API}2027/put-before/", meeting=committee.reference)
    assert sent(office, f"{API}2027/adopted/", decision="SOC-2026-1-D9").status_code == 422
    assert YearPlan.objects.get().stage == "before"


@pytest.fixture
def held(committee, officer) -> Any:
    """The Committee meets today, with a quorum of two of its members, and the plan stands on its agenda."""
    committee.starts_on = NOW.date()
    committee.save()
    members_attend(committee, officer)
    return committee


def put_forward(office: Client, meeting: Any) -> AgendaItem:
    sent(office, API, year=2027)
    assert sent(office, f"{API}2027/put-before/", meeting=meeting.reference).status_code == 200
    return AgendaItem.objects.create(meeting=meeting, position=1, title={"en": "Plan"}, matter="plan:2027")


def decided(office: Client, item: AgendaItem, outcome: str, key: str = "") -> Any:
    body = {
        "meeting": item.meeting.reference, "title": "Plan for 2027", "text": "The plan is adopted.", "outcome": outcome,
        "agenda_item": str(item.pk), "audience": "members",
    }  # fmt: skip
    headers = {"idempotency-key": key} if key else {}
    return office.post("/api/v1/decisions/", body, content_type="application/json", headers=headers)


def test_the_decision_on_its_item_adopts_it_once_and_taken_back_leaves_it_before_the_meeting(
    activities, held, authority, officer, sign_in
):
    office = sign_in(officer)
    item = put_forward(office, held)
    answer = decided(office, item, "adopted", "once")
    assert answer.status_code == 201, answer.content
    plan = YearPlan.objects.get()
    assert (plan.stage, plan.decision) == ("adopted", answer.json()["symbol"])
    assert authority.email in told(PLAN_ADOPTED)
    assert decided(office, item, "adopted", "once").status_code == 200
    assert sent(office, f"{API}2027/adopted/", decision=plan.decision).status_code in {403, 422}
    assert Notice.objects.filter(kind=PLAN_ADOPTED, recipient=authority, channel="portal").count() == 1
    correct(plan_decision := Decision.objects.get(), officer)
    plan.refresh_from_db()
    assert (plan.stage, plan.decision) == ("before", "")
    assert not Decision.objects.filter(pk=plan_decision.pk).exists()
    assert verify().fault == ""


@pytest.mark.parametrize("outcome", ["deferred", "noted"])
def test_what_was_not_adopted_on_its_item_leaves_it_before_the_meeting(outcome, activities, held, officer, sign_in):
    office = sign_in(officer)
    assert decided(office, put_forward(office, held), outcome).status_code == 201
    assert YearPlan.objects.get().stage == "before"
