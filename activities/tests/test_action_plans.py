"""Action plans: proposed by who coordinates, kept in versions, taken up into the plan of a year; a row becomes an activity."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from activities.kinds import ACTION_PLAN_ENDS, ACTION_PLAN_PROPOSED
from activities.models import ActionPlan, Activity, YearPlan
from activities.tests.factories import ActivityFactory
from commitments.choices import Fact
from commitments.tests.factories import CoordinatorAssignmentFactory, IntentionFactory
from commitments.tests.stories import Story
from desk.reminders import TABLE
from journal.verification import verify
from law.choices import CoordinatorRole
from members.choices import Audience
from notices.models import Notice
from record.dates import day_of_the_house

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLANS = "/api/v1/action-plans/"
PERIOD = {"since": "2027-01-01", "until": "2027-12-31"}
THREE = {
    "rows-0-title": "Workshop on lists",
    "rows-0-title_ru": "Семинар о списках",
    "rows-0-kind": "workshop",
    "rows-0-leads": "XA",
    "rows-0-joins": ["XB"],
    "rows-0-starts_on": "2027-03-14",
    "rows-0-known": "exact",
    "rows-0-place": "City",
    "rows-0-expected": "A list of contact points.",
    "rows-0-contributions": "Two rooms.",
    "rows-1-title": "Visit of rescue services",
    "rows-1-kind": "visit",
    "rows-1-leads": "XB",
    "rows-1-starts_on": "2027-08-01",
    "rows-1-known": "half",
    "rows-2-title": "Course for border posts",
    "rows-2-kind": "training",
}


@pytest.fixture
def story(authority, preparer, stranger, chair, officer, xb) -> Story:
    story = Story(author=authority, chair=chair, officer=officer)
    IntentionFactory(commitment=story.commitment, participant=xb)
    return story


def sent(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, body, content_type="application/json")


def proposed(client: Client, story: Story, **more: Any) -> ActionPlan:
    answer = sent(
        client, PLANS, **{"commitment": story.commitment.reference, "audience": "members", **PERIOD, **THREE, **more}
    )
    assert answer.status_code == 201, answer.content
    return ActionPlan.objects.get(uid=answer.json()["uid"])


def titles(rows: Any) -> list[str]:
    return [row["title"]["en"] for row in rows]


def test_it_is_proposed_by_who_coordinates_and_seen_where_the_commitment_is(
    story, authority, preparer, stranger, observer, officer, sign_in
):
    plan = proposed(sign_in(authority), story, note="Contacts are kept.")
    first, second, third = plan.content
    assert (first["days"], second["days"], third["days"]) == ("2027-03-14", "2027-H2", "")
    assert (first["owner"], first["organisers"], third["owner"]) == ("XA", ["XB"], None)
    assert first["title"] == {"en": "Workshop on lists", "ru": "Семинар о списках"}
    told = Notice.objects.filter(kind=ACTION_PLAN_PROPOSED).values_list("recipient__email", flat=True)
    assert set(told) == {preparer.email, stranger.email, officer.email}
    for page in (plan.get_absolute_url(), story.commitment.get_absolute_url()):
        shown = sign_in(stranger).get(page).content.decode()
        for words in ("Workshop on lists", "second half of 2027", "Two rooms.", "Visit of rescue services"):
            assert words in shown, page
    in_russian = sign_in(stranger)
    in_russian.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    assert "Семинар о списках" in in_russian.get(plan.get_absolute_url()).content.decode()
    assert sign_in(observer).get(plan.get_absolute_url()).status_code == 404
    assert sign_in(observer).get(PLANS).json()["count"] == 0
    assert sign_in(stranger).get("/search/?q=border+posts").content.decode().count("Action plan") >= 1
    assert verify().fault == ""


def test_two_keys_are_two_keys_and_who_coordinates_nothing_proposes_nothing(
    story, xa, preparer, stranger, observer, sign_in
):
    body = {"commitment": story.commitment.reference, "audience": "members", **PERIOD, **THREE}
    CoordinatorAssignmentFactory(
        commitment=story.commitment, participant=xa, fact=Fact.DESIGNATION, role=CoordinatorRole.COORDINATOR
    )
    assert sent(sign_in(stranger), PLANS, **body).status_code == 422
    assert sent(sign_in(observer), PLANS, **body).status_code == 403
    page = f"{story.commitment.get_absolute_url()}steps/action-plan/"
    assert (sign_in(stranger).get(page).status_code, sign_in(observer).get(page).status_code) == (403, 404)
    xa.two_keys = True
    xa.save()
    assert sent(sign_in(preparer), PLANS, **body).status_code == 403
    assert not ActionPlan.objects.exists()


def test_what_cannot_be_so_is_said_at_its_field(story, authority, sign_in):
    refused = {
        "until": {"until": "2026-12-31"},
        "rows-0-ends_on": {"rows-0-ends_on": "2027-03-01"},
        "rows-1-ends_on": {"rows-1-ends_on": "2027-12-01"},
    }
    client = sign_in(authority)
    for field, body in refused.items():
        answer = sent(
            client, PLANS, commitment=story.commitment.reference, audience="members", **{**PERIOD, **THREE, **body}
        )
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field]), answer.content
    nothing = sent(client, PLANS, commitment=story.commitment.reference, audience="members", **PERIOD)
    assert nothing.status_code == 422


def test_what_a_state_wrote_by_letter_counts_the_same(story, officer, sign_in):
    letter = {
        "on_behalf_of": "XA",
        "channel": "note-verbale",
        "dated": str(day_of_the_house()),
        "letter_reference": "7",
    }
    plan = proposed(sign_in(officer), story, **letter)
    assert (plan.owner.code, plan.is_by_letter) == ("XA", True)


def test_a_row_becomes_an_activity_of_the_state_that_leads_it_and_is_typed_once(story, authority, stranger, sign_in):
    plan = proposed(sign_in(authority), story)
    workshop, visit, _course = plan.content
    of_another = sent(sign_in(authority), f"{PLANS}{plan.uid}/plan-row/", row=visit["uid"], audience="members")
    assert of_another.status_code == 422
    answer = sent(sign_in(authority), f"{PLANS}{plan.uid}/plan-row/", row=workshop["uid"], audience="members")
    assert answer.status_code in {200, 201}, answer.content
    activity = Activity.objects.get(uid=workshop["uid"])
    said = (activity.owner.code, activity.title, activity.starts_on, activity.within, activity.place)
    assert said == ("XA", workshop["title"], dt.date(2027, 3, 14), story.commitment.folder, {"en": "City"})
    assert [state.code for state in activity.organisers.all()] == ["XB"]
    again = sent(sign_in(authority), f"{PLANS}{plan.uid}/plan-row/", row=workshop["uid"], audience="members")
    assert again.status_code == 422
    page = sign_in(stranger).get(plan.get_absolute_url()).content.decode()
    assert activity.get_absolute_url() in page


def test_it_is_said_anew_in_versions_that_stay_and_an_activity_that_is_there_stands_on_it(
    story, authority, xa, sign_in
):
    client = sign_in(authority)
    plan = proposed(client, story)
    first = plan.content
    there = ActivityFactory(owner=xa, within=story.commitment.folder, title={"en": "Already there"})
    elsewhere = ActivityFactory(owner=xa, title={"en": "Elsewhere"})
    hidden = ActivityFactory(owner=xa, within=story.commitment.folder, audience=Audience.SECRETARIAT)
    address = f"{PLANS}{plan.uid}/anew/"
    for wrong in (elsewhere, hidden):
        assert sent(client, address, **PERIOD, **{"rows-0-activity": str(wrong.uid)}).status_code == 422
    kept = {
        "rows-0-title": "Workshop on many lists",
        "rows-0-kind": "workshop",
        "rows-1-activity": str(there.uid),
        "rows-2-title": "",
    }
    answer = sent(client, address, **PERIOD, **kept)
    assert answer.status_code == 200, answer.content
    plan.refresh_from_db()
    second = plan.content
    assert titles(second) == ["Workshop on many lists", "Already there"]
    assert (second[0]["uid"], second[1]["uid"]) == (first[0]["uid"], str(there.uid))
    page = client.get(plan.get_absolute_url()).content.decode().partition('id="differences"')[2]
    assert page.index("Came in") < page.index("Already there") < page.index("Said otherwise") < page.index("Left out")
    assert "Workshop on lists" in client.get(f"{plan.get_absolute_url()}?version=1").content.decode()
    with pytest.raises(TypeError):
        plan.versions.latest("number").save()


def test_the_next_period_begins_with_what_the_one_before_said(story, authority, sign_in):
    client = sign_in(authority)
    proposed(client, story, note="Contacts are kept.")
    page = client.get(f"{story.commitment.get_absolute_url()}steps/action-plan/").content.decode()
    for words in (
        'value="Workshop on lists"',
        "Contacts are kept.",
        'value="2028-01-01"',
        'value="2028-12-31"',
        '<option value="XB" selected',
        "A list of contact points.",
    ):
        assert words in page
    assert 'value="2027-03-14"' not in page
    proposed(client, story, since="2028-01-01", until="2028-12-31")
    assert ActionPlan.objects.count() == 2
    assert "Periods before" in client.get(story.commitment.get_absolute_url()).content.decode()


def test_the_secretariat_takes_its_rows_up_into_the_plan_of_the_year(story, authority, officer, sign_in):
    plan = proposed(sign_in(authority), story)
    workshop = plan.content[0]
    office = sign_in(officer)
    assert sent(office, "/api/v1/year-plans/", year=2027).status_code == 201
    year = YearPlan.objects.get()
    assert titles(year.newest.content) == titles(plan.content)
    sent(sign_in(authority), f"{PLANS}{plan.uid}/plan-row/", row=workshop["uid"], audience="members")
    taken = {"activities": [workshop["uid"]], "action_plans": [str(plan.uid)]}
    assert sent(office, "/api/v1/year-plans/2027/take-up/", **taken).status_code == 200
    assert sorted(titles(year.newest.content)) == sorted(titles(plan.content))
    assert "The same." in office.get("/plans/2027/").content.decode()
    answer = sent(office, "/api/v1/year-plans/2027/take-up/", activities=[workshop["uid"]], action_plans=[])
    assert answer.status_code == 200, answer.content
    assert titles(year.newest.content) == ["Workshop on lists"]


def test_a_plan_that_few_see_is_widened_and_is_in_no_plan_of_a_year_before(
    story, authority, stranger, officer, xa, sign_in
):
    plan = proposed(sign_in(authority), story, audience="secretariat")
    assert sign_in(stranger).get(plan.get_absolute_url()).status_code == 404
    sent(sign_in(officer), "/api/v1/year-plans/", year=2027)
    assert YearPlan.objects.get().newest.content == []
    assert sent(sign_in(authority), f"{PLANS}{plan.uid}/widen/", audience="members").status_code == 200
    assert sign_in(stranger).get(plan.get_absolute_url()).status_code == 200


def on_the_desk(client: Client) -> list[str]:
    lines = client.get("/api/v1/desk/", {"page_size": 100}).json()["results"]
    return [line["reference"] for line in lines if line["kind"] == "action-plan-ends"]


def test_before_its_period_ends_its_state_is_reminded_and_finds_a_line_until_the_next_one_is_there(
    story, authority, preparer, stranger, sign_in
):
    client, today = sign_in(authority), day_of_the_house()
    until = today + dt.timedelta(days=40)
    proposed(client, story, since=str(today), until=str(until))
    assert on_the_desk(client) == [story.commitment.reference]
    assert on_the_desk(sign_in(stranger)) == []
    assert reminded(until) == {authority.pk, preparer.pk}
    proposed(client, story, since=str(until), until=str(until + dt.timedelta(days=300)))
    assert on_the_desk(client) == []
    assert reminded(until) == set()


def reminded(until: dt.date) -> set[int]:
    """Whom the table of what reminds wants told, thirty days before."""
    at = dt.datetime.combine(until - dt.timedelta(days=31), dt.time(9), dt.UTC)
    row = next(row for row in TABLE if row.kind == ACTION_PLAN_ENDS)
    return {wanted.recipient for wanted in row(at, at + dt.timedelta(days=3), at)}
