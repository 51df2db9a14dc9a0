"""What follows an approval, from a plan of three activities to the review of the area that says what became of them.

What people press, they press in Chromium; what only leads there is sent as programs send it.
"""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page, expect

from activities.models import ActionPlan, Activity, Photograph, ProgressNote, YearPlan
from commitments.tests.factories import IntentionFactory
from commitments.tests.stories import Story, members_attend
from decisions.models import AgendaItem, AgendaMatter, Decision
from decisions.reports.ripe import ripe_for
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.models import Participant
from members.tests.factories import a_state
from record.tests.test_source_files import a_png

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

PROPOSED, ADOPTED, HELD, REVIEWED = (
    dt.datetime(2027, month, day, 9, tzinfo=dt.UTC) for month, day in ((1, 11), (2, 16), (5, 6), (6, 15))
)
# By what is done with it: its title in the four languages, and its first day.
ACTIVITIES = {
    "moved": ({"en": "Visit to a dispatch centre", "ru": "Поездка в центр", "zh-hans": "访问调度中心", "ar": "زيارة مركز"}, "2027-04-12"),
    "held": ({"en": "Workshop on lists", "ru": "Семинар о списках", "zh-hans": "名单研讨会", "ar": "ورشة القوائم"}, "2027-05-04"),
    "given-up": ({"en": "Course for posts", "ru": "Курс для постов", "zh-hans": "哨所课程", "ar": "دورة المراكز"}, "2027-09-06"),
}  # fmt: skip
SIX = ("XA", "XB", "XC", "XD", "XE", "XF")


class People:
    """The people at one browser, each signed in anew, and what programs send for them."""

    def __init__(self, page: Page, site: str, sign_in: Any):
        self.page, self.site, self.sign_in = page, site, sign_in

    def come_in(self, person: Any, path: str) -> Page:
        cookie = self.sign_in(person).cookies["sessionid"].value
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.site}])
        self.page.goto(f"{self.site}{path}")
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def sent(self, person: Any, path: str, **body: Any) -> Any:
        client: Client = self.sign_in(person)
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json")
        assert answer.status_code in {200, 201}, (path, answer.content)
        return answer.json()


@pytest.fixture
def people(live_server, page, sign_in) -> People:
    return People(page, live_server.url, sign_in)


@pytest.fixture
def story(xa, xb, xc, authority, stranger, chair, officer) -> Story:
    """Six members, of which XA coordinates an approved commitment that XB joined."""
    for code in SIX[3:]:
        a_state(code)
    with time_machine.travel(PROPOSED - dt.timedelta(days=30)):
        story = Story(author=authority, chair=chair, officer=officer).to(State.APPROVED)
        IntentionFactory(commitment=story.commitment, participant=xb)
    return story


@pytest.fixture
def committee() -> list[Meeting]:
    """The one that takes the plan, and the one that reviews the area."""
    days = (ADOPTED, REVIEWED)
    return [
        MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=at.date(), ends_on=None)
        for at in days
    ]


def test_a_plan_of_three_activities_is_adopted_carried_out_and_reviewed(
    people, story, committee, authority, stranger, officer
):
    takes_plan, reviews = committee
    with time_machine.travel(PROPOSED):
        it_is_undertaken_for_a_period(people, story, authority)
        a_plan_is_proposed(people, story, authority)
        its_rows_become_activities(people, authority)
        people.sent(officer, "year-plans/", year=2027)
        people.sent(officer, "year-plans/2027/put-before/", meeting=takes_plan.reference)
    with time_machine.travel(ADOPTED):
        the_committee_adopts_it(people, takes_plan, officer)
        people.sent(authority, f"activities/{of('moved').uid}/other-days/", starts_on="2027-10-12", known="exact")
        people.sent(authority, f"activities/{of('given-up').uid}/give-up/")
    with time_machine.travel(HELD):
        took_part = {f"parties-{place}-participant": code for place, code in enumerate(SIX)}
        took_part |= {f"parties-{place}-people": 2 for place in range(len(SIX))}
        held = of("held").uid
        people.sent(authority, f"activities/{held}/held/", starts_on="2027-05-04", known="exact", **took_part)
        people.sent(authority, f"activities/{held}/report/", outcome_en="Lists were exchanged.", outcome_ru="Обменялись списками.",
                    text="The workshop met for a day.")  # fmt: skip
        one_photograph_of_two_is_shown(people, authority)
        two_states_have_nothing_new(people, story, reviews, officer, authority, stranger)
    with time_machine.travel(REVIEWED):
        the_area_is_reviewed(people, story, reviews, officer)
        the_review_says_exactly_this(people, story, authority)


def of(which: str) -> Activity:
    return Activity.objects.get(title__en=ACTIVITIES[which][0]["en"])


def it_is_undertaken_for_a_period(people: People, story: Story, authority: Any) -> None:
    page = people.come_in(authority, f"{story.commitment.get_absolute_url()}steps/begin-implementation/")
    page.locator("[name=period_since]").fill("2027-01-01")
    page.locator("[name=period_until]").fill("2028-12-31")
    people.press("Begin implementation")
    expect(page.locator("main")).to_contain_text("2027")


def a_plan_is_proposed(people: People, story: Story, authority: Any) -> None:
    page = people.come_in(authority, story.commitment.get_absolute_url())
    page.get_by_role("link", name="Propose an action plan", exact=True).first.click()
    page.locator("[name=since]").fill("2027-01-01")
    page.locator("[name=until]").fill("2027-12-31")
    for place, (title, day) in enumerate(ACTIVITIES.values()):
        for language, words in title.items():
            ending = "" if language == "en" else f"_{language.replace('-', '_')}"
            page.locator(f"[name=rows-{place}-title{ending}]").fill(words)
        page.locator(f"[name=rows-{place}-kind]").select_option("workshop")
        page.locator(f"[name=rows-{place}-leads]").select_option("XA")
        page.locator(f"[name=rows-{place}-starts_on]").fill(day)
        page.locator(f"[name=rows-{place}-known]").select_option("exact")
    people.press("Propose the plan")
    expect(page.locator("main")).to_contain_text("Workshop on lists")
    assert [row["owner"] for row in ActionPlan.objects.get().content] == ["XA"] * len(ACTIVITIES)


def its_rows_become_activities(people: People, authority: Any) -> None:
    plan = ActionPlan.objects.get()
    first, *others = plan.content
    page = people.come_in(authority, plan.get_absolute_url())
    page.get_by_role("link", name="Plan a row as an activity", exact=True).first.click()
    page.locator("[name=row]").select_option(first["uid"])
    people.press("Plan the activity")
    for row in others:
        people.sent(authority, f"action-plans/{plan.uid}/plan-row/", row=row["uid"], audience="members")
    assert Activity.objects.count() == len(ACTIVITIES)


def the_committee_adopts_it(people: People, meeting: Meeting, officer: Any) -> None:
    members_attend(meeting, officer)
    matter = next(ripe.matter for ripe in ripe_for(meeting, officer) if ripe.matter == "plan:2027")
    item = AgendaItem.objects.create(meeting=meeting, position=1, title={"en": "Plan"}, matter=matter)
    page = people.come_in(officer, f"/admin/meetings/meeting/{meeting.pk}/decide/")
    page.locator("[name=title]").fill("Plan for 2027")
    page.locator("[name=text]").fill("The plan of CBM implementation for 2027 is adopted.")
    page.locator("[name=agenda_item]").select_option(str(item.pk))
    page.locator(".submit-row input[type=submit]").click()
    page.wait_for_load_state()
    expect(page.locator("#container, main").first).to_contain_text("adopted by it: Plan of CBM implementation for 2027")
    plan, decision = YearPlan.objects.get(), Decision.objects.get(meeting=meeting)
    assert (plan.stage, plan.decision) == ("adopted", decision.symbol)
    assert sorted(row["title"]["en"] for row in plan.newest.content) == sorted(
        title["en"] for title, _day in ACTIVITIES.values()
    )


def one_photograph_of_two_is_shown(people: People, authority: Any) -> None:
    """Of two that are added one is shown with consent; of the other nobody said anything."""
    client: Client = people.sign_in(authority)
    for number, alt in enumerate(("Two at a table.", "Chairs in rows.")):
        picture = SimpleUploadedFile("table.png", a_png(width=number + 1))
        answer = client.post(f"/api/v1/activities/{of('held').uid}/add-photograph/", {"file": picture, "alt": alt})
        assert answer.status_code == 201, answer.content
    shown = Photograph.objects.get(alt="Two at a table.")
    said = {"consent_by": "Both", "consent_how": "On a form", "consent_on": "2027-05-05"}
    people.sent(authority, f"photographs/{shown.uid}/consent/", **said)


def two_states_have_nothing_new(
    people: People, story: Story, meeting: Meeting, officer: Any, authority: Any, stranger: Any
) -> None:
    period = {"since": "2027-01-01", "until": str(HELD.date())}
    people.sent(officer, "note-requests/", area=story.commitment.area.reference, welcome_until="2027-06-01",
                meeting=meeting.reference, **period)  # fmt: skip
    for person in (authority, stranger):
        page = people.come_in(person, f"{story.commitment.get_absolute_url()}steps/progress-note/")
        page.locator("[name=nothing_new]").check()
        people.press("Give the note")
    assert ProgressNote.objects.filter(nothing_new=True).count() == 2


def the_area_is_reviewed(people: People, story: Story, meeting: Meeting, officer: Any) -> None:
    members_attend(meeting, officer)
    area = story.commitment.area
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, title={"en": "Review"}, matter=f"review:{area.reference}", origin="yearly-review"
    )
    AgendaMatter.objects.create(item=item, area=area)
    people.sent(officer, "decisions/", meeting=meeting.reference, title="Review", text="The Committee took note.", outcome="noted",
                agenda_item=str(item.pk), audience="members")  # fmt: skip


def the_review_says_exactly_this(people: People, story: Story, authority: Any) -> None:
    area = story.commitment.area
    decision = Decision.objects.get(text__en="The Committee took note.")
    page = people.come_in(authority, decision.get_absolute_url())
    expect(page.get_by_role("link", name="Review of the area", exact=True)).to_be_visible()
    page = people.come_in(authority, f"/areas/{area.reference}/")
    page.get_by_role("link", name="Review of the area", exact=True).click()
    said = tables(page)
    planned = next(table for table in said if table[0][0] == "Activity")
    assert planned[1:] == [
        ["Workshop on lists", "State XA", "4 May 2027", "4 May 2027", "Held, with a report"],
        ["Course for posts", "State XA", "6 September 2027", "6 September 2027", "Given up"],
        [
            "Visit to a dispatch centre",
            "State XA",
            "12 April 2027",
            "12 October 2027",
            "Planned; other days were named",
        ],
    ]
    held = [table for table in said if table[0][0] == "Activity"][1]
    pictures = [table for table in said if table[0][0] == "Activity"][2]
    assert pictures[1:] == [["Workshop on lists", "Two at a table.", "", ""]]
    undertaken = next(table for table in said if table[0][0] == "Reference")
    assert [row[undertaken[0].index("Period")] for row in undertaken[1:]] == ["1 January 2027 – 31 December 2028"]
    names = "; ".join(str(state) for state in Participant.objects.filter(code__in=SIX).in_seat_order())
    assert held[1:] == [["Workshop on lists", "State XA", "4 May 2027", names, "Lists were exchanged."]]
    notes = next(table for table in said if table[0][0] == "Commitment")
    assert [(row[0], row[-1]) for row in notes[1:]] == [(story.commitment.reference, "Nothing new")] * 2
    decided = next(table for table in said if table[0][0] == "Decision")
    assert [row[0] for row in decided[1:]] == [decision.symbol]
    for language in ("ru", "zh-hans", "ar"):
        page.goto(f"{people.site}/documents/review/{area.reference}/?language={language}")
        told = tables(page)
        assert [len(table) for table in told] == [len(table) for table in said], language
        for title, _day in ACTIVITIES.values():
            expect(page.locator(".as-it-reads")).to_contain_text(title[language])


def tables(page: Page) -> list[list[list[str]]]:
    """What stands in each table, row by row, the head first."""
    return page.evaluate(
        "() => [...document.querySelectorAll('.as-it-reads table')].map(table => [...table.rows].map("
        "row => [...row.cells].map(cell => cell.innerText.trim())))"
    )
