"""The exercise in a browser: who signs in finds something to do at once, and does the first thing of it.

Nothing is prepared for it: the accounts are those that `make exercise` prints, and what is done stands among the first lines of
the desk, with a press of its own.
"""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from cica_tracker.exercise import make_exercise
from journal.models import Entry

PASSWORD = "four quiet cranes"
# What somebody finds at once stands among the first lines.
AT_ONCE = 5
# Of a machine that does other things besides, in milliseconds.
A_WHILE = 30_000
pytestmark = [
    pytest.mark.browser,
    # A minute of playing before two are pressed; by day they are pressed where it is played anyway (`test_exercise_played.py`).
    pytest.mark.night,
    pytest.mark.timeout(1800),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def exercise(settings: Any, tmp_path: Any) -> None:
    settings.EXERCISE = settings.DEMO = True
    settings.DEMO_PASSWORD, settings.MAILBOX_DIR = PASSWORD, tmp_path / "mailbox"
    make_exercise(now=timezone.now(), password=PASSWORD)


def at_the_desk_of(page: Page, house: str, address: str) -> None:
    page.goto(f"{house}/accounts/login/")
    page.fill("[name=login]", address)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(f"{house}/desk/")
    expect(page.locator(".exercise-bar")).to_contain_text("EXERCISE")


def test_an_officer_and_a_focal_point_find_something_to_do_and_do_the_first_thing(
    exercise: None, live_server: Any, browser: Browser
) -> None:
    for address, heading, words in (
        ("officer@exercise.example", "Say whether the meeting was held", {}),
        ("xb@exercise.example", "Comment on the paper", {"text": "We thank the coordinator."}),
    ):
        page = browser.new_context().new_page()
        at_the_desk_of(page, live_server.url, address)
        lines = page.locator("#awaits li.desk-line")
        before, line = Entry.objects.count(), lines.filter(has_text=heading).first
        assert lines.all_inner_texts().index(line.inner_text()) < AT_ONCE
        line.locator(".desk-presses a.btn").first.click()
        for name, text in words.items():
            page.fill(f"main [name={name}]", text)
        page.locator("main form button.btn-primary").first.click()
        expect(page.locator(".messages")).to_be_visible(timeout=A_WHILE)
        assert Entry.objects.count() > before, "what was done stands in the journal"
        page.context.close()
