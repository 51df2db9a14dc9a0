"""A new officer's morning in Chromium: a paper goes out under its letter and is served, a letter comes in and does something.

What a focal point finds of it is walked with it. Each row of the officer's table in the findings that said "no" is one press
after another here; how many presses that takes stands beside it, and may only come down.
"""

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from members.models import Participant, User
from members.tests.factories import a_state
from notices.models import PaperReceipt
from papers.models import Circulation, Comment, LetterDeed, OutgoingLetter, PaperVersion, RegisteredLetter
from papers.tests.test_a_circulation_in_a_browser import Chancery
from record.dates import day_of_the_house

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
TITLE, NOTE = "Handbook of the archive", "77/A"


class Officer(Chancery):
    """One who counts what is pressed."""

    presses = 0

    def press(self, name: str) -> None:
        super().press(name)
        self.presses += 1

    def follow(self, name: str) -> None:
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.presses += 1

    def took(self) -> int:
        taken, self.presses = self.presses, 0
        return taken


@pytest.fixture
def at_the_desk(
    live_server, page: Page, sign_in, officer: User, authority: User, observer: User, chair: User
) -> Officer:
    """Two members have nobody in the portal."""
    for code in ("X8", "X9"):
        a_state(code)
    # Of a machine that does other things besides.
    page.set_default_timeout(120_000)
    return Officer(page, live_server.url, sign_in)


def test_a_paper_goes_out_is_served_and_answered_by_a_letter_that_came_in(
    at_the_desk: Officer, officer: User, authority: User, tmp_path
) -> None:
    desk = at_the_desk
    version = a_paper_goes_out_under_its_letter(desk, officer)
    the_two_on_paper_are_served_in_one_act(desk)
    a_letter_comes_in_and_a_comment_is_entered_from_it(desk, version, str(tmp_path / "note.jpg"))
    a_focal_point_finds_the_paper_its_letter_and_comments(desk, version, authority)


def a_paper_goes_out_under_its_letter(desk: Officer, officer: User) -> PaperVersion:
    page = desk.come_in(officer, "/papers/")
    desk.follow("Lay down a paper")
    page.locator("[name=kind]").select_option("publication")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=text]").fill("A handbook is offered.\n\nIt is free.")
    desk.press("Keep this paper")
    desk.follow("Circulate it")
    page.locator("[name=to]").select_option("everybody")
    desk.press("See to whom it goes")
    expect(page.get_by_text("Nobody acts for them in the portal")).to_be_visible()
    desk.press("Circulate it")
    version = PaperVersion.objects.get()
    # The form of its covering letter, which begins with the paper and those it went to; the other papers are folded up.
    expect(page.locator("[name=subject]")).to_have_value(TITLE)
    expect(page.get_by_role("checkbox", name=version.designation)).to_be_checked()
    desk.press("Keep this draft")
    desk.follow("Send it")
    desk.press("See to whom it goes")
    desk.press("Send it")
    assert desk.took() <= 9
    letter = OutgoingLetter.objects.get().sent_as
    assert letter is not None
    assert set(letter.addressees.values_list("code", flat=True)) == {"XA", "XC", "XO", "X8", "X9"}
    assert Circulation.objects.get().version == version
    return version


def the_two_on_paper_are_served_in_one_act(desk: Officer) -> None:
    page = desk.page
    page.locator("main a[href^='/served/enter/']").first.click()
    page.wait_for_load_state()
    expect(page.locator("[name=addressees]:checked")).to_have_count(2)
    page.locator("[name=channel]").select_option("courier")
    page.locator("[name=served_by]").fill("Ms Secretary")
    desk.press("See what is entered")
    desk.press("Enter these receipts")
    assert PaperReceipt.objects.values("once_key").distinct().count() == 1
    assert sorted(PaperReceipt.objects.values_list("addressee__participant__code", flat=True)) == ["X8", "X9"]
    assert desk.took() <= 2


def a_letter_comes_in_and_a_comment_is_entered_from_it(desk: Officer, version: PaperVersion, scan: str) -> None:
    """X8 writes; its letter comes as a photograph of a page."""
    Image.new("RGB", (600, 200), "white").save(scan)
    page = desk.go("/correspondence/")
    desk.follow("Register a letter")
    page.locator("[name=participant]").select_option("X8")
    page.locator("[name=dated]").fill(day_of_the_house().isoformat())
    page.locator("[name=channel]").select_option("courier")
    page.locator("[name=subject]").fill("Comments on the handbook")
    page.locator("[name=own_number]").fill(NOTE)
    page.locator("[name=scan]").set_input_files(scan)
    desk.press("Register it")
    letter = RegisteredLetter.objects.get(own_number=NOTE)
    assert letter.scans.get().file_type == "image/jpeg"
    page.goto(f"{desk.site}{letter.get_absolute_url()}enter/?about=paper-version&of={version.designation}")
    desk.follow("Comment")
    page.locator("#enter [name=text]").fill("Page two is out of date.")
    desk.press("Submit the comment")
    expect(page.locator("#did")).to_contain_text(TITLE)
    comment = Comment.objects.get()
    assert (comment.owner.code, comment.dated) == ("X8", letter.dated)
    assert LetterDeed.objects.get().letter == letter
    assert desk.took() <= 4


def a_focal_point_finds_the_paper_its_letter_and_comments(desk: Officer, version: PaperVersion, person: User) -> None:
    page = desk.come_in(person, "/correspondence/")
    desk.follow(TITLE)
    expect(page.locator("main")).to_contain_text(version.paper.symbol)
    page.goto(f"{desk.site}{version.get_absolute_url()}#comments")
    page.locator("#comments [name=text]").fill("We thank the Secretariat.")
    desk.press("Submit the comment")
    assert Comment.objects.filter(owner=Participant.objects.get(code="XA")).count() == 1
