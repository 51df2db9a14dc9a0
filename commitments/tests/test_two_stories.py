"""Two commitments in a real browser, from the first intention to completion, by the people who take part: nothing by the way.

(a) in English, by an intention; (b) in Arabic, by an exchange of views. In each a wrong paper is called back before it went
out, what was entered of a wrong meeting is taken back by two officers, and the Committee takes note; in (a) it defers
first. Each scene has its day; each page is held to its language, its direction and its width.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Page, expect

from commitments.access import capacities, offers
from commitments.models import Commitment, StepTaken
from commitments.tests.stories import a_measure
from commitments.tests.walking import SUBMIT, Walk, Walker
from decisions.models import Decision
from journal.models import Entry
from journal.verification import verify
from law.cica.bodies import Body
from law.cica.states import State
from meetings.models import Meeting
from meetings.tests.factories import WorkingGroupFactory
from members.choices import Role
from members.models import User
from members.tests.factories import PASSWORD, UserFactory, a_person_of, a_state
from papers.models import PaperVersion
from record.dates import day_of_the_house
from record.models import Correction

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.django_db(transaction=True)]

BEGUN, THE_DAY_BEFORE, FIRST, SECOND, WRONG_DAY = (dt.date(2027, 3, day) for day in (1, 15, 16, 23, 18))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@dataclass
class People:
    """Who takes part."""

    author: Walker
    other: Walker
    chair: Walker
    officer: Walker
    second: Walker
    observer: Walker
    # Of a member state that takes no part: what it reads, every member reads.
    member: Walker


@pytest.fixture
def gathered(live_server, context, sign_in, authority, stranger, chair, officer, observer) -> Iterator[Any]:
    second = UserFactory(email="second@secretariat.example", name="Second officer", is_staff=True)
    second.groups.set(officer.groups.all())
    member = a_person_of(a_state("XD"), Role.AUTHORITY, "authority@xd.example")
    WorkingGroupFactory(code="SWG-1")
    walks: list[Walk] = []

    def gather(language: str) -> People:
        User.objects.update(language=language)
        walk = Walk(context, live_server.url, sign_in, language)
        walks.append(walk)
        everybody = (authority, stranger, chair, officer, second, observer, member)
        return People(*(Walker(walk, person, day_of_the_house) for person in everybody))

    yield gather
    assert [wrong for walk in walks for wrong in walk.wrong] == []


@pytest.fixture
def on() -> Iterator[Callable[[dt.date], None]]:
    """The clock of the house: each scene begins by it."""
    with time_machine.travel(dt.datetime.combine(BEGUN, dt.time(8), dt.UTC)) as clock:
        yield lambda day: clock.move_to(dt.datetime.combine(day, dt.time(8), dt.UTC))


def test_an_intention_travels_modality_a_to_its_completion_in_english(gathered, on) -> None:
    people = gathered("en")
    author, other, chair, officer = people.author, people.other, people.chair, people.officer
    reference = begun(
        author,
        a_measure().reference,
        modality="a",
        title="Corridors from sea to sea",
        statement="XA intends to work on secure and effective transport corridors.",
    )
    author.takes(reference, "offer-to-coordinate")
    other.takes(reference, "join", note="XB joins.")
    chair.opens("/desk/").presses("#awaits a[href$='/steps/consult/']", note="The Chair consults XA and XB.")
    chair.takes(reference, "designate-coordinator", party="XA")
    a_wrong_paper_is_called_back(author, reference, "submit-draft", people.member)
    officer.takes_in_the_admin(the(reference), "circulate", audience="members")
    everybody_is_offered_what_the_table_offers(people, reference)

    deferred_and_then_noted(people, reference, on)
    carried_out(author, reference)
    assert history_of(reference) == [
        ("indicate", "XA", "indicated"),
        ("offer-to-coordinate", "XA", "indicated"),
        ("join", "XB", "indicated"),
        ("consult", "XC", "consulting"),
        ("designate-coordinator", "XC", "coordinated"),
        ("submit-draft", "XA", "drafted"),
        ("call-back", "XA", "coordinated"),
        ("submit-draft", "XA", "drafted"),
        ("circulate", None, "circulated"),
        *FROM_THE_GROUP_ON,
    ]
    the_wrong_step_stays_in_the_journal(reference)


def test_an_exchange_of_views_travels_modality_b_to_its_completion_in_arabic(gathered, on) -> None:
    people = gathered("ar")
    author, other, officer, observer = people.author, people.other, people.officer, people.observer
    reference = begun(
        author,
        a_measure().reference,
        modality="b",
        title="السياحة على الطرق القديمة",
        statement="تبدأ الدولة تبادلا للآراء بشأن السياحة.",
        audience="observers",
    )
    other.opens(f"/commitments/{reference}/")
    other.presses("main a[href$='/views/']", text="تيسير التأشيرات مفيد.", audience="members")
    expect(other.page.locator("#views")).to_contain_text("تيسير التأشيرات مفيد.")
    other.opens(f"/commitments/{reference}/")
    other.presses("a[href*='/experts/nominate/']", name="د. خبير", affiliation="معهد", audience="members")
    officer.takes(reference, "compile", audience="members")
    assert "تيسير التأشيرات مفيد." in PaperVersion.objects.get().text

    a_wrong_meeting_is_taken_back(people, planned(officer, Body.SPECIALISED, WRONG_DAY, host="XB"))
    meeting = planned(officer, Body.SPECIALISED, BEGUN, host="XO")
    officer.takes(reference, "convene", meeting=meeting.reference)
    officer.opens(f"/meetings/{meeting.reference}/").presses(".acts-row [href$='/held/']")
    officer.takes(reference, "entrust", experts=str(the(reference).experts.get().uid))
    a_wrong_paper_is_called_back(officer, reference, "submit-working-paper", people.member)
    officer.takes_in_the_admin(the(reference), "circulate", audience="observers")
    assert "The right paper." in observer.opens(f"/papers/{reference}/WP/2/").text()
    assert observer.page.request.get(f"{observer.walk.site}/papers/{reference}/CV/1/").status == 404

    deferred_and_then_noted(people, reference, on)
    carried_out(author, reference)
    assert history_of(reference) == [
        ("open-exchange", "XA", "views"),
        ("compile", None, "compiled"),
        ("convene", None, "convened"),
        ("entrust", None, "entrusted"),
        ("submit-working-paper", None, "drafted"),
        ("call-back", None, "entrusted"),
        ("submit-working-paper", None, "drafted"),
        ("circulate", None, "circulated"),
        *FROM_THE_GROUP_ON,
    ]
    the_wrong_step_stays_in_the_journal(reference)


# -- The scenes that both have.

FROM_THE_GROUP_ON = [
    ("consider", None, "considered"),
    ("put-before-soc", None, "before-soc"),
    ("defer", None, "considered"),
    ("put-before-soc", None, "before-soc"),
    ("take-note", None, "noted"),
    ("begin-implementation", "XA", "implementing"),
    ("complete", "XA", "completed"),
]


def the(reference: str) -> Commitment:
    return Commitment.objects.with_everything().get(reference=reference)


def begun(person: Walker, about: str, **answers: Any) -> str:
    """One question, the words, a look at the answers, the register."""
    person.opens("/desk/").walk.follow("main a[href='/commitments/begin/']")
    person.presses(f"main a[href='?about={about}']", **answers)
    expect(person.page.locator("#preview")).to_contain_text(answers["title"])
    person.walk.submit()
    expect(person.page.locator("h1")).to_have_text(answers["title"])
    return Commitment.objects.get(title=answers["title"]).reference


def a_wrong_paper_is_called_back(author: Walker, reference: str, step: str, member: Walker) -> None:
    """Before it went to anybody: no other member ever reads it, nor the right one before it is circulated."""
    author.takes(reference, step, title="Paper", text="The wrong paper, with our notes.")
    author.takes(reference, "call-back", note="It was the wrong one.")
    author.takes(reference, step, title="Paper", text="The right paper.")
    assert [version.paper.kind for version in PaperVersion.objects.filter(text="The wrong paper, with our notes.")]
    member.walk.come_in(member.person, member.today())
    for version in PaperVersion.objects.filter(text__endswith="paper."):
        assert member.page.request.get(f"{member.walk.site}{version.get_absolute_url()}").status == 404


def planned(officer: Walker, body: str, day: dt.date, **more: str) -> Meeting:
    """By the button over the list of meetings; what it brings with it is shown first."""
    asked = {"body": body, "starts_on": day.isoformat(), "place": "Xanadu", **more}
    officer.opens("/meetings/").presses("main a[href='/meetings/plan/']", **asked)
    if officer.page.url.endswith("/plan/"):
        officer.sends()
    return Meeting.objects.get(body=body, starts_on=day)


def entered_by_mistake(people: People, why: str) -> None:
    """The form stands open before the officer; a second one finds it on the desk and confirms it."""
    # In whichever language the officer reads: the reason is written in English, and says so.
    people.officer.page.locator("#id_language").select_option("en")
    people.officer.sends(reason=why)
    assert Correction.objects.waiting().get().by == people.officer.person
    people.second.opens("/desk/").presses("#awaits .desk-presses a[href$='/confirm/']")
    assert not Correction.objects.waiting().exists()


def a_wrong_meeting_is_taken_back(people: People, meeting: Meeting) -> None:
    """Once nothing that counts names it any more; to members it stays where it was, and says what became of it."""
    people.officer.is_at(f"/meetings/{meeting.reference}/").walk.follow(".acts-row a[href$='/mistake/']")
    entered_by_mistake(people, "A date of another forum.")
    people.member.opens(f"/meetings/{meeting.reference}/")
    expect(people.member.page.locator("main")).to_contain_text("A date of another forum.")
    assert meeting not in Meeting.objects.all()


def put_before_a_wrong_meeting(people: People, reference: str, wrong: Meeting) -> None:
    """The step is taken back; to members it stands struck through where it was."""
    people.officer.takes(reference, "put-before-soc", meeting=wrong.reference)
    mistaken = StepTaken.objects.filter(commitment__reference=reference).order_by("serial").last()
    people.officer.walk.follow(f"#step-{mistaken.serial} a[href*='what=steptaken:']")
    with override(people.officer.walk.language):
        assert str(mistaken.label) in people.officer.text(), "nobody knows a step by its number"
    entered_by_mistake(people, "It goes to the meeting before.")
    assert the(reference).state == State.CONSIDERED
    people.member.opens(f"/commitments/{reference}/")
    expect(people.member.page.locator("#history s")).to_have_count(1)


def deferred_and_then_noted(people: People, reference: str, on: Callable[[dt.date], None]) -> None:
    """The working group meets on the day before the Committee, and prepares it; at the second meeting a note is taken."""
    officer = people.officer
    first = planned(officer, Body.SENIOR_OFFICIALS, FIRST, groups="SWG-1")
    second = planned(officer, Body.SENIOR_OFFICIALS, SECOND)
    on(THE_DAY_BEFORE)
    officer.takes(reference, "consider", meeting=first.prepared_by.get().reference)
    put_before_a_wrong_meeting(people, reference, second)
    officer.takes(reference, "put-before-soc", meeting=first.reference)
    on(FIRST)
    # By the button of the commitment's page, where its meeting is chosen already; at the second, by the meeting's own.
    everybody_attends(officer, first)
    officer.opens(f"/commitments/{reference}/")
    said = {"outcome": "deferred", "text": "More time is asked for.", "note": "A part on safety is missing."}
    officer.presses(".acts-row a[href$='/decide/']", **said)
    officer.takes(reference, "put-before-soc", meeting=second.reference)
    on(SECOND)
    noted(officer, reference, second)


def the_wrong_step_stays_in_the_journal(reference: str) -> None:
    """Followed by how the commitment stood without it; else the journal tells the history, step by step."""
    told = the_journal_tells_it(reference)
    at = told.index("restored")
    assert (told[at - 1], [*told[: at - 1], *told[at + 1 :]]) == (
        "put-before-soc",
        [step for step, _state, _to in history_of(reference)],
    )


def noted(officer: Walker, reference: str, meeting: Meeting) -> None:
    """By the button of the meeting."""
    everybody_attends(officer, meeting)
    officer.opens(f"/meetings/{meeting.reference}/")
    matter = {f"matters-{the(reference).pk}-step": "takes-note"}
    said = {
        "title": "Its paper",
        "outcome": "noted",
        "text": "The Committee takes note.",
        "consensus": "None objected.",
    }
    officer.presses(".acts-row a[href$='/decide/']", **said, **matter)
    assert Decision.objects.filter(meeting=meeting, outcome="noted").exists(), officer.text()


def carried_out(author: Walker, reference: str) -> None:
    """By the state itself, at its own pace."""
    author.takes(reference, "begin-implementation", title="Plan", text="First year: a list.")
    author.takes(reference, "complete", note="What was intended is done.")
    assert the(reference).state == State.COMPLETED


def everybody_attends(officer: Walker, meeting: Meeting) -> None:
    present = {f"members-{code}-presence": "in-person" for code in ("XA", "XB", "XC")}
    officer.opens(f"/admin/meetings/meeting/{meeting.pk}/change/").presses(".acts a[href$='/attendance/']", **present)


# No steps: at any time a state may ask whether the world may read of it.
OF_THE_WORLD = ("ask-public", "may-be-public", "no-longer-public")


def everybody_is_offered_what_the_table_offers(people: People, reference: str) -> None:
    """What programs are told is what the table offers to each of them."""
    commitment = the(reference)
    for walker in (people.author, people.other, people.chair, people.officer):
        walker.walk.come_in(walker.person, walker.today())
        answer = walker.page.request.get(f"{walker.walk.site}/api/v1/commitments/{reference}/")
        made = offers(commitment, capacities(walker.person, commitment))
        expected = [(offer.step.name, offer.is_open and not offer.step.is_decided) for offer in made]
        told = [(act["name"], act["open"]) for act in answer.json()["next_acts"]]
        # Beside its steps, whose it is may say it in other languages, and for which period.
        assert [act for act in told if act[0] not in {"other-languages", "period", *OF_THE_WORLD}] == expected


def history_of(reference: str) -> list[tuple[str, str | None, str]]:
    rows = StepTaken.objects.filter(commitment__reference=reference).order_by("serial").select_related("on_behalf_of")
    return [(row.step, row.on_behalf_of.code if row.on_behalf_of else None, row.to_state) for row in rows]


def the_journal_tells_it(reference: str) -> list[str]:
    assert verify().fault == ""
    return [entry.verb for entry in Entry.objects.about(the(reference)).in_order()]


# -- What is typed.


def test_what_is_typed_is_kept_and_survives_a_lost_sign_in(live_server, context, authority, sign_in, settings) -> None:
    settings.DEMO, authority.is_demo = True, True  # who tries the house out signs in without a second factor
    authority.save()
    page, measure = context.new_page(), a_measure().reference
    cookie = sign_in(authority).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/commitments/begin/")
    page.locator(f"main a[href='?about={measure}']").click()
    statement = page.locator("[name=statement]")
    statement.fill("Words typed slowly")
    expect(page.locator("[data-keep-status]")).to_contain_text("Draft saved at", timeout=10_000)
    page.reload()
    expect(statement).to_have_value("Words typed slowly")
    context.clear_cookies(name="sessionid")
    page.locator("[name=modality][value=a]").check()
    page.locator("[name=title]").fill("Kept")
    statement.fill("Words typed for an hour")
    page.locator(SUBMIT).click()
    sign_in_by_form(page, authority)
    expect(statement).to_have_value("Words typed for an hour")
    expect(page.locator("main")).to_contain_text("You were signed out while you wrote.")
    assert not Commitment.objects.filter(title="Kept").exists()
    page.locator(SUBMIT).click()
    expect(page.locator("#preview")).to_contain_text("Words typed for an hour")
    page.locator(SUBMIT).dblclick()
    expect(page.locator("h1")).to_have_text("Kept")
    assert Commitment.objects.filter(title="Kept").count() == 1


def sign_in_by_form(page: Page, person: User) -> None:
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form.fields-column button[type=submit]").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
