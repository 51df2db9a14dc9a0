"""An expert signs in, reads and drafts what was entrusted to them, and finds nothing else: by every link that they are shown.

What leads there (the question, the two agreements, the account) is done by verbs; what the expert does, they do in Chromium.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from cica_tracker.guests import OPEN, name_of_address
from commitments.tests.factories import CommitmentFactory
from commitments.tests.letting_in import MAIL, an_expert_let_in
from members.tests.signing_in import code_now, has_app
from papers.models import EntrustedPaper, ExpertDraft, PaperVersion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]

PASSWORD = "twelve quiet herons"
DRAFT = "Kites fly between two states, and are counted once a year."
# Of another state's: it may be nowhere that the expert comes.
CANARY = "Canaries along the river"


@pytest.fixture
def entrusted(officer, authority, xa) -> EntrustedPaper:
    CommitmentFactory(title=CANARY)
    return an_expert_let_in(officer, authority, xa)


def every_page(page: Page, site: str) -> Iterator[tuple[str, int, str]]:
    """Each address of the house that a link leads to, from where the expert stands on; what it answers, and its words."""
    seen: set[str] = set()
    waiting = {urlsplit(page.url).path}
    while waiting - seen:
        path = sorted(waiting - seen)[0]
        seen.add(path)
        answer = page.request.get(f"{site}{path}")
        if "text/html" in answer.headers.get("content-type", ""):
            page.goto(f"{site}{path}")
            links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
            waiting |= {urlsplit(link).path for link in links if link.startswith(site)}
        yield path, answer.status, answer.text()


def test_an_expert_signs_in_reads_and_drafts_what_was_entrusted_and_finds_nothing_else(
    entrusted: EntrustedPaper, live_server: Any, page: Page
) -> None:
    site, secret = live_server.url, has_app(entrusted.guest)
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", MAIL)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("[name=code]", code_now(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/entrusted/")
    page.locator(f'main a[href="{entrusted.get_absolute_url()}"]').first.click()
    expect(page.locator("main")).to_contain_text("What is drafted of kites.")
    page.get_by_role("link", name="Hand in a draft").first.click()
    page.fill("main [name=text]", DRAFT)
    page.locator("main form button.btn-primary").first.click()
    expect(page.locator("#drafts")).to_contain_text(DRAFT)
    draft = ExpertDraft.objects.get()
    assert (draft.by, PaperVersion.objects.count()) == (entrusted.guest, 1), "the paper itself is as it was"

    found = {path: (status, words) for path, status, words in every_page(page, site)}
    assert {path for path, (status, _words) in found.items() if status != 200} == set(), "no dead link"
    assert {path for path in found if name_of_address(path) not in OPEN} - {"/"} == set()
    assert {path for path, (_status, words) in found.items() if CANARY in words} == set()
    # What they type themselves isn't there, whether the house has it or not.
    nothing = page.request.get(f"{site}/nothing/is/here/")
    for path in ("/commitments/", "/papers/", f"/papers/{entrusted.paper.symbol}/1/", "/search/?q=canaries", "/admin/"):
        answer = page.request.get(f"{site}{path}")
        assert (answer.status, answer.text()) == (404, nothing.text()), path
    assert page.request.get(f"{site}/api/v1/commitments/").status == 404
