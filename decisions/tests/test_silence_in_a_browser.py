"""A silence procedure in the browser: it runs out, with the clock down at that second; and is broken, and isn't."""

import pytest
import time_machine
from playwright.sync_api import Page, expect

from decisions.actions.silence import fresh, open_silence
from decisions.actions.silence_ends import settle_due
from decisions.models import Decision
from decisions.tests.silence_stories import DAY, ENDS, OPENED, SECOND, opened_by, read_by
from law.choices import SilenceState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at():
    with time_machine.travel(OPENED + DAY, tick=False) as clock:
        yield clock


@pytest.fixture
def goes_in(live_server, page: Page, sign_in):
    """Signs a person in, in the one browser."""

    def goes(person, path: str) -> Page:
        cookie = sign_in(person).cookies["sessionid"].value
        # A session of that day: the browser itself lives today, and would take it for one that has ended.
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return page

    return goes


def objects(page: Page) -> None:
    page.get_by_label("Objection, in your state's words").fill("Not as it stands.")
    page.get_by_role("button", name="Object", exact=True).click()


def test_it_runs_out_is_broken_a_second_before_and_not_a_second_after(at, goes_in, authority, stranger, chair):
    # 1. Two texts lie before three members; one of them acknowledges receipt, the others have opened them.
    first, second = (read_by(opened_by(open_silence, chair), stranger, chair) for _one in range(2))
    for one in (first, second):
        page = goes_in(authority, one.get_absolute_url())
        expect(page.get_by_text("15 March 2027, 18:00 (Almaty, UTC+5)").first).to_be_visible()
        page.get_by_role("button", name="Acknowledge receipt").click()
        expect(page.get_by_text("receipt acknowledged")).to_be_visible()

    # 2. One second before the end a member objects to the first.
    at.move_to(ENDS - SECOND)
    page = goes_in(authority, f"{first.get_absolute_url()}object/")
    objects(page)
    expect(page.get_by_text("Ended by an objection")).to_be_visible()

    # 3. The form for the second was opened in time and is sent one second after the end: the text is kept, and the page
    #    says when the period ended. The clock wasn't there at that second.
    page = goes_in(authority, f"{second.get_absolute_url()}object/")
    at.move_to(ENDS + SECOND)
    objects(page)
    expect(page.get_by_text("The period ended on 15 March 2027, 18:00 (Almaty, UTC+5)")).to_be_visible()
    expect(page.get_by_label("Objection, in your state's words")).to_have_value("Not as it stands.")
    page = goes_in(authority, second.get_absolute_url())
    expect(page.get_by_text("The decision is being recorded.")).to_be_visible()

    # 4. The clock comes back a day later: adopted as of the end, once.
    at.move_to(ENDS + DAY)
    for _time in range(2):
        settle_due(at=ENDS + DAY)
    assert (fresh(first).state, fresh(second).state) == (SilenceState.BROKEN, SilenceState.ADOPTED)
    assert Decision.objects.get().at_instant == ENDS
    page = goes_in(stranger, second.get_absolute_url())
    expect(page.get_by_text("Adopted", exact=True)).to_be_visible()
