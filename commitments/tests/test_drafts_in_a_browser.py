"""What is typed in the last moment, where scripts run: kept before the language changes, and when the page is left."""

import pytest
from playwright.sync_api import Page, Route, expect

from commitments.models import View
from commitments.tests.stories import Story, a_measure
from members.models import Draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(live_server, page: Page, authority, sign_in) -> Page:
    cookie = sign_in(authority).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def test_words_typed_just_before_the_language_changes_or_the_page_is_left_are_kept(live_server, signed_in):
    page, measure = signed_in, a_measure()
    page.goto(f"{live_server.url}/commitments/begin/?about={measure.reference}")
    page.locator("[name=title]").press_sequentially("Investment days")
    page.locator("form.langs button[value=ru]:visible").first.click()
    page.wait_for_load_state()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator("[name=title]")).to_have_value("Investment days")
    page.locator("[name=statement]").press_sequentially("We intend it.")
    page.goto(f"{live_server.url}/help/")
    for _moment in range(20):
        if Draft.objects.get().answers.get("statement"):
            break
        page.wait_for_timeout(250)
    page.goto(f"{live_server.url}/commitments/begin/")
    page.get_by_role("link", name="Investment days").click()
    expect(page.locator("[name=statement]")).to_have_value("We intend it.")
    assert Draft.objects.count() == 1


def test_words_typed_before_the_script_has_come_are_kept_too(live_server, signed_in):
    page, measure, held = signed_in, a_measure(), []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/drafts*.js", hold)
    page.goto(f"{live_server.url}/commitments/begin/?about={measure.reference}", wait_until="commit")
    page.locator("[name=statement]").fill("Words of the first second")
    held.pop().continue_()
    expect(page.locator("[data-keep-status]")).to_contain_text("Draft saved at", timeout=10_000)
    assert Draft.objects.get().answers["statement"] == "Words of the first second"


def test_after_a_view_the_page_lands_at_it_and_the_message_is_in_sight(
    live_server, signed_in, authority, chair, officer, xa
):
    page, story = signed_in, Story(author=authority, chair=chair, officer=officer, modality="b")
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{live_server.url}{story.commitment.get_absolute_url()}views/")
    page.locator("form.form-kept [name=text]").fill("What we think. " * 400)
    page.locator("form.form-kept .form-end button[type=submit]").first.click()
    page.wait_for_url("**#view-*")
    expect(page.locator(".messages")).to_be_in_viewport()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 100
    assert View.objects.count() == 1
