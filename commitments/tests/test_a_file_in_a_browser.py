"""A file over the limit where scripts run: told before it travels, and the page stays as it was."""

import pytest
from playwright.sync_api import Page, expect

from commitments.tests.stories import Story
from law.cica.states import State
from papers.models import PaperVersion
from papers.tests.files.pdfs import a_pdf
from record.files import MAX_SIZE, TOO_LARGE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_file_over_the_limit_does_not_travel(live_server, page: Page, authority, chair, officer, sign_in, tmp_path):
    story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    cookie = sign_in(authority).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    complaints, sent = [], []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    large, small = tmp_path / "large.pdf", tmp_path / "small.pdf"
    large.write_bytes(bytes(MAX_SIZE + 1))
    small.write_bytes(a_pdf())

    page.goto(f"{live_server.url}/commitments/{story.commitment.reference}/steps/submit-draft/")
    page.on("request", lambda request: sent.append(request.url) if "steps/submit-draft" in request.url else None)
    page.get_by_label("Title of the paper").fill("Our paper")
    page.get_by_label("File of the paper").set_input_files(large)
    expect(page.get_by_role("alert").get_by_text(str(TOO_LARGE))).to_be_visible()
    page.locator("form.form-kept .form-end button[type=submit]").first.click()
    expect(page.get_by_label("Title of the paper")).to_have_value("Our paper")
    assert sent == []

    page.get_by_label("File of the paper").set_input_files(small)
    expect(page.get_by_text(str(TOO_LARGE))).to_have_count(0)
    page.locator("form.form-kept .form-end button[type=submit]").first.click()
    page.wait_for_url(lambda url: "submit-draft" not in url)
    assert PaperVersion.objects.get().size == len(a_pdf())
    assert [one for one in complaints if "Content Security Policy" in one] == []
