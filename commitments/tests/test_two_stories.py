"""Two commitments in a real browser, from the first word to implementation, by the people of the demonstration.

(a) Azerbaijan's offer on transport corridors (2007, measure 2 of the economic area); (b) tourism, with a specialised
meeting in Japan, an observer. The history, the journal and what everybody may do next are right at every point.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from commitments.access import capacities, offers
from commitments.models import Commitment, StepTaken
from commitments.tests.stories import members_attend
from journal.models import Entry
from journal.verification import verify
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Participant, User

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.django_db(transaction=True)]

PASSWORD = "four brown foxes"


class Person:
    """Somebody of the demonstration, at a browser of their own."""

    def __init__(self, browser: Browser, site: str, name: str):
        self.address, self.said = f"{name}@cica.example", []
        self.page: Page = browser.new_context(base_url=site).new_page()
        self.page.on(
            "console", lambda line: self.said.append(f"{line.text} {line.location}") if line.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto("/accounts/login/")
        self.sign_in()

    def sign_in(self) -> None:
        self.page.locator("input[name=login]").fill(self.address)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.locator("main form.fields-column button[type=submit]").click()
        self.page.wait_for_url(lambda address: "/accounts/" not in address)

    def fill(self, **answers: Any) -> None:
        for name, value in answers.items():
            field = self.page.locator(f"[name='{name}']")
            kind = field.first.evaluate("field => field.type")
            if kind.startswith("select"):
                field.select_option(value)
            elif kind in ("checkbox", "radio"):
                self.page.locator(f"[name='{name}'][value='{value}']").check()
            else:
                field.fill(value)

    def submit(self) -> None:
        self.page.locator(".form-end button.btn-primary").click()

    def take(self, reference: str, step: str, **answers: Any) -> None:
        """From the page of the commitment by the button of the step to its line in the history; never by the address."""
        before = StepTaken.objects.filter(commitment__reference=reference).count()
        self.page.goto(f"/commitments/{reference}/")
        self.page.locator(f".offers a.btn[href$='/steps/{step}/']").click()
        self.fill(**answers)
        self.submit()
        self.page.wait_for_url(f"**/commitments/{reference}/#step-{before + 1}")
        self.next_steps_are_right(reference)

    def next_steps_are_right(self, reference: str) -> None:
        """What the API offers is what the table offers to this person."""
        answer = self.page.request.get(f"/api/v1/commitments/{reference}/")
        user = User.objects.get(email=self.address)
        commitment = Commitment.objects.with_everything().get(reference=reference)
        made = offers(commitment, capacities(user, commitment))
        expected = [(one.step.name, one.is_open and not one.step.is_decided) for one in made]
        assert [(one["name"], one["open"]) for one in answer.json()["next_acts"]] == expected

    def desk(self) -> str:
        self.page.goto("/desk/")
        return self.page.locator("#awaits").inner_text()


@pytest.fixture
def people(live_server: Any, record_loaded: None, browser: Browser, settings: Any) -> Iterator[Callable[[str], Person]]:
    settings.DEMO, settings.DEMO_PASSWORD = True, PASSWORD
    call_command("make_demo", verbosity=0)
    known: dict[str, Person] = {}

    def person(name: str) -> Person:
        if name not in known:
            known[name] = Person(browser, live_server.url, name)
        return known[name]

    yield person
    assert {name: one.said for name, one in known.items() if one.said} == {}
    for one in known.values():
        one.page.context.close()


def a_meeting(body: str, host: str, days: int, status: str = Status.HELD) -> Meeting:
    today = timezone.localdate()
    host_state = Participant.objects.get(code=host)
    on = today + dt.timedelta(days=days)
    return Meeting.objects.create(body=body, host=host_state, starts_on=on, status=status, place={"en": "There"})


def decided(officer: Person, reference: str) -> None:
    """By the button of the commitment's page: its meeting is chosen already."""
    members_attend(
        Commitment.objects.with_everything().get(reference=reference).put_before(),
        User.objects.get(email=officer.address),
    )
    officer.page.goto(f"/commitments/{reference}/")
    officer.page.get_by_role("link", name="Record the Committee's decision").click()
    officer.fill(text="The Committee approves.", consensus="No member objected.")
    officer.submit()
    officer.page.wait_for_url("**/decisions/**")


def begun(person: Person, **answers: Any) -> str:
    person.page.goto("/desk/")
    person.page.get_by_role("link", name="New commitment").click()
    person.fill(**answers)
    person.submit()
    expect(person.page.locator("h1")).to_have_text(answers["title"])
    return Commitment.objects.get(title=answers["title"]).reference


def test_azerbaijans_offer_on_transport_corridors_travels_modality_a(
    people: Callable[[str], Person], today: dt.date
) -> None:
    az, tj, chair, officer, group = (people(name) for name in ("az", "tj", "chair", "secretariat", "swg"))
    swg = a_meeting(Body.WORKING_GROUP, "AZ", 0).reference
    soc = a_meeting(Body.SENIOR_OFFICIALS, "AZ", 0).reference
    reference = begun(
        az,
        modality="a",
        measure="CBM-2007-ECO-02",
        title="Corridors from sea to sea",
        statement="Azerbaijan intends to work on secure and effective transport corridors.",
    )
    assert reference.startswith("CBM-2007-ECO-02-")
    assert "Open consultations" in chair.desk()
    tj.take(reference, "join", note="Tajikistan joins.")
    az.take(reference, "offer-to-coordinate", note="As in 2007.")
    tj.take(reference, "offer-to-coordinate")
    chair.take(reference, "consult", note="The Chair consults Azerbaijan and Tajikistan.")
    chair.take(reference, "designate-coordinator", party="AZ")
    chair.take(reference, "designate-co-coordinator", party="TJ")
    az.take(reference, "submit-draft", title="Concept paper", text="Purpose.\n\nA list of corridors.")
    welcome = (today + dt.timedelta(days=14)).isoformat()
    officer.take(reference, "circulate", audience="members", comments_by=welcome)

    tj.page.goto("/desk/")
    tj.page.get_by_role("link", name="was circulated").first.click()
    tj.fill(text="Please add safety.", audience="members")
    tj.submit()
    expect(tj.page.locator("article.said")).to_contain_text("Please add safety.")

    group.take(reference, "return-for-revision", meeting=swg, note="The group asks for a part on safety.")
    assert "Submit the draft concept paper" in az.desk()
    az.take(reference, "submit-draft", text="Purpose.\n\nA list of corridors.\n\nSafety comes first.")
    az.page.goto(f"/papers/{reference}/CP/2/difference/")
    expect(az.page.locator("ins")).to_contain_text("Safety comes first.")
    officer.take(reference, "circulate", audience="members")
    group.take(reference, "consider", meeting=swg)
    officer.take(reference, "put-before-soc", meeting=soc)
    decided(officer, reference)
    az.take(reference, "begin-implementation", title="Action plan", text="First year: a list. Second year: a map.")

    assert history_of(reference) == [
        ("indicate", "AZ", "indicated"),
        ("join", "TJ", "indicated"),
        ("offer-to-coordinate", "AZ", "indicated"),
        ("offer-to-coordinate", "TJ", "indicated"),
        ("consult", "AZ", "consulting"),
        ("designate-coordinator", "AZ", "coordinated"),
        ("designate-co-coordinator", "AZ", "coordinated"),
        ("submit-draft", "AZ", "drafted"),
        ("circulate", None, "circulated"),
        ("return-for-revision", None, "coordinated"),
        ("submit-draft", "AZ", "drafted"),
        ("circulate", None, "circulated"),
        ("consider", None, "considered"),
        ("put-before-soc", None, "before-soc"),
        ("approve", None, "approved"),
        ("begin-implementation", "AZ", "implementing"),
    ]
    the_journal_tells_it(reference)
    tj.page.goto(f"/commitments/{reference}/")
    expect(tj.page.locator("#states")).to_contain_text("Tajikistan")
    expect(tj.page.locator(".strip")).to_contain_text("Being implemented")
    expect(tj.page.locator("#papers")).to_contain_text("Action plan")


def test_tourism_travels_modality_b_with_a_meeting_in_japan(people: Callable[[str], Person], today: dt.date) -> None:
    tj, kr, officer, jp = (people(name) for name in ("tj", "kr", "secretariat", "jp"))
    swg = a_meeting(Body.WORKING_GROUP, "AZ", 0).reference
    soc = a_meeting(Body.SENIOR_OFFICIALS, "AZ", 0).reference
    tokyo = a_meeting(Body.SPECIALISED, "JP", 10, Status.PLANNED)
    reference = begun(
        tj,
        modality="b",
        measure="CBM-2007-ECO-04",
        title="Tourism along old roads",
        statement="Tajikistan opens an exchange of views on tourism.",
        audience="observers",
    )
    officer.page.goto(f"/commitments/{reference}/")
    expect(officer.page.locator(".offers")).to_contain_text("No view has been shared with the members yet.")
    for person, words in [(tj, "Simple visas help."), (kr, "So do digital guides.")]:
        person.page.goto(f"/commitments/{reference}/")
        person.page.get_by_role("link", name="Share a view").click()
        person.fill(text=words, audience="members")
        person.submit()
        expect(person.page.locator("#views")).to_contain_text(words)
    kr.page.goto(f"/commitments/{reference}/")
    kr.page.get_by_role("link", name="Nominate an expert").click()
    kr.fill(name="Dr Kim Example", affiliation="An institute", audience="members")
    kr.submit()
    expect(kr.page.locator("table")).to_contain_text("Dr Kim Example")

    officer.page.goto(f"/commitments/{reference}/steps/compile/")
    begins = officer.page.locator("[name=text]").input_value()
    assert "So do digital guides." in begins
    assert "Simple visas help." in begins
    officer.take(reference, "compile", audience="members")
    officer.take(reference, "convene", meeting=tokyo.reference)
    officer.page.goto(f"/commitments/{reference}/")
    expect(officer.page.locator(".offers")).to_contain_text("The specialised meeting has not been held yet.")
    Meeting.objects.filter(pk=tokyo.pk).update(starts_on=today, status=Status.HELD)
    expert = Commitment.objects.get(reference=reference).experts.get()
    officer.take(reference, "entrust", experts=str(expert.uid))
    officer.take(reference, "submit-working-paper", title="Working paper", text="What experts propose.")
    officer.take(reference, "circulate", audience="observers")
    jp.page.goto(f"/papers/{reference}/WP/1/")
    expect(jp.page.locator("article.paper-text")).to_contain_text("What experts propose.")
    assert jp.page.request.get(f"/papers/{reference}/CV/1/").status == 404, "the compilation went to the members alone"
    officer.take(reference, "consider", meeting=swg)
    officer.take(reference, "put-before-soc", meeting=soc)
    decided(officer, reference)
    tj.take(reference, "begin-implementation")

    assert history_of(reference) == [
        ("open-exchange", "TJ", "views"),
        ("compile", None, "compiled"),
        ("convene", None, "convened"),
        ("entrust", None, "entrusted"),
        ("submit-working-paper", None, "drafted"),
        ("circulate", None, "circulated"),
        ("consider", None, "considered"),
        ("put-before-soc", None, "before-soc"),
        ("approve", None, "approved"),
        ("begin-implementation", "TJ", "implementing"),
    ]
    the_journal_tells_it(reference)
    for person in (tj, kr, officer, jp):
        person.next_steps_are_right(reference)


def test_what_is_typed_is_kept_and_survives_a_lost_sign_in(people: Callable[[str], Person]) -> None:
    az = people("az")
    az.page.goto("/commitments/begin/")
    az.fill(statement="Words typed slowly")
    expect(az.page.locator("[data-keep-status]")).to_contain_text("Draft saved at", timeout=10_000)
    az.page.reload()
    expect(az.page.locator("[name=statement]")).to_have_value("Words typed slowly")
    az.page.context.clear_cookies(name="sessionid")
    az.fill(modality="a", measure="CBM-2007-ECO-02", title="Kept", statement="Words typed for an hour")
    az.submit()
    az.sign_in()
    expect(az.page.locator("[name=statement]")).to_have_value("Words typed for an hour")
    expect(az.page.locator("main")).to_contain_text("You were signed out while you wrote.")
    assert not Commitment.objects.filter(title="Kept").exists()
    az.page.locator(".form-end button.btn-primary").dblclick()
    expect(az.page.locator("h1")).to_have_text("Kept")
    assert Commitment.objects.filter(title="Kept").count() == 1
    az.said.clear()  # the browser itself reports the answer 401 to what was typed while signed out


def history_of(reference: str) -> list[tuple[str, str | None, str]]:
    rows = StepTaken.objects.filter(commitment__reference=reference).order_by("serial").select_related("on_behalf_of")
    return [(row.step, row.on_behalf_of.code if row.on_behalf_of else None, row.to_state) for row in rows]


def the_journal_tells_it(reference: str) -> None:
    commitment = Commitment.objects.get(reference=reference)
    assert commitment.state == State.IMPLEMENTING
    told = [entry.verb for entry in Entry.objects.about(commitment).in_order()]
    assert told == [step for step, _state, _to in history_of(reference)]
    assert verify().fault == ""
