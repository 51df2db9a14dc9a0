"""The list of meetings where scripts run: choices narrow it at once, and the address follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from law.cica.bodies import Body
from meetings.tests.factories import MeetingFactory
from members.tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_choice_narrows_the_list_without_loading_the_page_again(live_server, page: Page, sign_in) -> None:
    MeetingFactory(body=Body.SUMMIT, title={"en": "Meeting at the summit"})
    MeetingFactory(title={"en": "Meeting of senior officials"})
    cookie = sign_in(UserFactory()).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    page.goto(f"{live_server.url}/meetings/")
    page.evaluate("window.sameDocument = true")
    expect(page.get_by_text("Meeting of senior officials")).to_be_visible()
    page.get_by_label("Body").select_option("summit")

    expect(page.get_by_text("Meeting of senior officials")).to_have_count(0)
    expect(page.get_by_text("Meeting at the summit")).to_be_visible()
    expect(page).to_have_url(re.compile("body=summit"))
    assert page.evaluate("window.sameDocument")

    # A refusal is shown, too: the page says why, with what was typed.
    page.get_by_label("From the day").fill("2020-01-01")
    page.get_by_label("To the day").fill("2010-12-31")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("The first day comes after the last one.")).to_be_visible()
    expect(page.get_by_label("To the day")).to_have_value("2010-12-31")
    assert [one for one in complaints if "Content Security Policy" in one] == []
