"""The face in a browser: each kind of page, in four languages, on a desk and on a telephone, by daylight and at night.

axe-core (as it was published, in the folder beside this file) finds nothing amiss by WCAG 2.2 A and AA and its own best practice,
and nothing of a page lies beyond its side. Here it looks at forms, at what was found and at what says no, on a server; at every address
of the portal, among them all of the menu, the wall has it look (`wall/test_the_face_of_each.py`).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from cica_tracker.places import OFFICE, PLACES
from cica_tracker.tests.night import IS_NIGHT
from commitments.tests.factories import CommitmentFactory
from commitments.tests.stories import Story, a_measure
from law.cica.bodies import Body
from law.cica.states import State
from law.editions import states
from members.models import User
from papers.tests.letters import registered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).parent / "axe-core-4.11.0" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map(
  violation => violation.id + ": " + violation.nodes.map(node => node.html.slice(0, 200)).join("; ")))"""
CUT_OFF = """() => [...document.querySelectorAll("svg[viewBox] text")].filter(text => {
  const words = text.getBBox(), drawing = text.ownerSVGElement.viewBox.baseVal;
  return words.x < drawing.x || words.x + words.width > drawing.x + drawing.width;
}).map(text => text.textContent)"""
DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def story(authority: User, chair: User, officer: User) -> Story:
    """A commitment with a paper that was approved, one whose paper waits to be circulated, and one at each stage."""
    for state in states():
        CommitmentFactory(state=state.key)
    Story(author=authority, chair=chair, officer=officer).to(State.APPROVED)
    return Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)


def addresses(story: Story) -> Iterator[str]:
    """Of a thing of each kind, of what finds, of forms, and of pages that say no; by night of every row of the menu as well."""
    if IS_NIGHT:
        yield from (page.url for place in PLACES for page in place.pages)
        yield from (page.url for page in OFFICE if not page.name.startswith("admin:"))
    commitment, meeting = story.commitment, story.meetings[Body.SENIOR_OFFICIALS]
    yield commitment.get_absolute_url()
    yield f"{commitment.get_absolute_url()}steps/circulate/"
    yield f"/papers/{commitment.reference}/CP/1/"
    yield from (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}agenda/")
    yield from ("/states/XA/", f"/measures/{commitment.measure.reference}/", f"/areas/{commitment.area.reference}/")
    yield from (
        "/instruments/CoA/",
        "/search/?q=corridors",
        "/commitments/begin/",
        f"/commitments/begin/?like={commitment.reference}",
        "/account/",
        "/people/XA/",
    )
    # The chancery's forms with what a link brings: a letter about a paper, receipts with their boxes.
    yield from (
        f"/outgoing/begin/?about=paper-version:{commitment.reference}/CP/1",
        "/served/enter/?stands=to-serve&tick=all",
    )
    yield from ("/reminders/letters/", "/reminders/rules/", "/notices/", "/commitments/?state=flying", "/nothing-here/")
    yield from (
        "/outgoing/",
        "/outgoing/begin/",
        "/papers/of/lay-down/",
        "/wordings/",
        "/wordings/word/?like=note.ar",
        "/forms-of-address/",
    )
    yield from ("/correspondence/register/", "/served/enter/", f"/people/persons/{story.author.uid}/")
    yield from ("/help/", "/help/focal-point/", "/help/observer/", "/accessibility/")


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., BrowserContext]]:
    """Opens windows, and shuts them afterwards: one that stays open holds the database that is taken down."""
    with ExitStack() as opened:
        yield lambda **looks: opened.enter_context(browser.new_context(**looks))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_keeps_anybody_out_and_none_is_wider_than_its_window(
    live_server: Any, window: Callable[..., BrowserContext], sign_in: Any, officer: User, story: Story, language: str
) -> None:
    User.objects.filter(pk=officer.pk).update(language=language)
    session = {"name": "sessionid", "value": sign_in(officer).cookies["sessionid"].value, "url": live_server.url}
    spoken = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}
    wrong: dict[str, Any] = {}
    by_day = window(viewport=DESK, color_scheme="light")
    at_night = window(viewport=TELEPHONE, color_scheme="dark")
    for context in (by_day, at_night):
        context.add_cookies([session, spoken])
    # Each page is looked at in each language, on the desk in two of them and on the telephone in the others.
    pages = [context.new_page() for context in (by_day, at_night)]
    for place, address in enumerate(addresses(story), start=LANGUAGES.index(language)):
        found = look(pages[place % 2], f"{live_server.url}{address}")
        wrong |= {address: found} if found else {}
    nobody = window(viewport=TELEPHONE)
    nobody.add_cookies([spoken])
    wrong |= {"sign-in": found} if (found := look(nobody.new_page(), f"{live_server.url}/accounts/login/")) else {}
    assert wrong == {}


PUBLIC = (
    "", "instruments/", "instruments/almaty-act/", "catalogue/", "catalogue/2007/", "participants/", "meetings/",
    "commitments/", "publications/", "seals/", "sources/", "data/",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_that_anybody_may_see_keeps_anybody_out(
    live_server: Any, window: Callable[..., BrowserContext], settings: Any, record_loaded: None, language: str
) -> None:
    """On the desk and on the telephone. The looking is a script, which these pages let nobody run."""
    settings.PUBLIC_SITE = True
    pages = [window(viewport=viewport, bypass_csp=True).new_page() for viewport in (DESK, TELEPHONE)]
    wrong: dict[str, Any] = {}
    for place, name in enumerate(PUBLIC):
        found = look(pages[place % 2], f"{live_server.url}/public/{language}/{name}")
        wrong |= {name: found} if found else {}
    assert wrong == {}


def look(page: Page, address: str) -> list[str]:
    """What is amiss with a page."""
    page.goto(address)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    amiss = [f"{beyond} pixels beyond its side"] if beyond > 0 else []
    amiss += [f"cut off in a drawing: {words}" for words in page.evaluate(CUT_OFF)]
    page.evaluate(AXE)
    return amiss + page.evaluate(ASK, RULES)


PRESSED = """() => [...document.querySelectorAll("form, button, input, textarea, select, nav:not(:has(.trail)), .btn")].filter(
  part => part.checkVisibility()).map(part => part.outerHTML.slice(0, 120))"""
WIDEST = """() => Math.max(...[...document.querySelectorAll("main p, main .prose, main dd")].map(
  part => part.getBoundingClientRect().width))"""
# Seventeen centimetres, as a browser counts them.
MEASURE = 17 * 96 / 2.54 + 1


def test_on_paper_stands_what_the_record_says_with_its_day_and_address_and_nothing_to_press(
    live_server: Any, window: Callable[..., BrowserContext], sign_in: Any, authority: User, story: Story
) -> None:
    paper = f"/papers/{story.commitment.reference}/CP/1/"
    session = {"name": "sessionid", "value": sign_in(authority).cookies["sessionid"].value, "url": live_server.url}
    wide = window(viewport={"width": 1280, "height": 900})
    wide.add_cookies([session, {"name": settings.LANGUAGE_COOKIE_NAME, "value": "ru", "url": live_server.url}])
    page = wide.new_page()
    for address in (paper, story.commitment.get_absolute_url()):
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate(PRESSED) != [], "on the screen there is something to press"
        page.emulate_media(media="print")
        assert page.evaluate(PRESSED) == [], address
        assert page.evaluate(WIDEST) <= MEASURE, address
        expect(page.locator(".only-print")).to_contain_text(f"{live_server.url}{address}")
        expect(page.locator(".only-print")).to_contain_text(str(timezone.localdate().year))
        page.emulate_media(media="screen")
        expect(page.locator(".only-print")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exercise_says_so_in_one_line_of_a_telephone(
    live_server: Any, window: Callable[..., BrowserContext], settings: Any, language: str
) -> None:
    settings.EXERCISE = True
    on_telephone = window(viewport=TELEPHONE)
    on_telephone.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}])
    page = on_telephone.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    lines = """bar => new Set([...bar.querySelectorAll("strong, a")].flatMap(part => [...part.getClientRects()].map(
      line => Math.round(line.bottom / 8)))).size"""
    assert page.locator(".exercise-bar").evaluate(lines) == 1


@pytest.mark.parametrize("width", [390, 768])
def test_figures_of_each_line_begin_at_the_edge(
    live_server: Any, window: Callable[..., BrowserContext], sign_in: Any, officer: User, width: int
) -> None:
    session = {"name": "sessionid", "value": sign_in(officer).cookies["sessionid"].value, "url": live_server.url}
    narrow = window(viewport={"width": width, "height": 900})
    narrow.add_cookies([session, {"name": settings.LANGUAGE_COOKIE_NAME, "value": "ru", "url": live_server.url}])
    page = narrow.new_page()
    page.goto(f"{live_server.url}/reminders/")
    starts = """list => Object.values(Object.groupBy([...list.querySelectorAll("strong")].map(
      figure => figure.getBoundingClientRect()), box => Math.round(box.top))).map(line => Math.round(line[0].left))"""
    figures = page.locator(".figures, .counts").first
    assert len(set(figures.evaluate(starts))) == 1
    assert len(figures.evaluate(starts)) > 1, "they stand in several lines"


def test_what_is_wrong_with_a_form_is_told_first_and_leads_to_its_field(
    live_server: Any, context: BrowserContext, page: Page, sign_in: Any, authority: User
) -> None:
    cookie = sign_in(authority).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/commitments/begin/?about={a_measure().reference}")
    page.locator(".form-end button.btn-primary").click()
    expect(page).to_have_title(re.compile(r"^Error: "))
    summary = page.locator(".errors")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Nothing has been sent; your text is kept.")
    summary.get_by_role("link", name="Title").click()
    assert page.url.endswith("#id_title")
    page.evaluate(AXE)
    assert page.evaluate(ASK, RULES) == []


def test_the_box_that_finds_is_one_press_away_on_every_page(
    live_server: Any, context: BrowserContext, page: Page, sign_in: Any, authority: User
) -> None:
    cookie = sign_in(authority).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/meetings/")
    page.keyboard.press("Control+k")
    page.keyboard.type("corridors")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/search/?q=corridors")


UNDER_ITS_LABEL = """() => [...document.querySelectorAll(".table-cards td[data-label] *")].filter(part => {
  const cell = part.closest("td"), begins = parseFloat(getComputedStyle(cell).paddingInlineStart);
  return part.getClientRects().length && part.getClientRects()[0].left < cell.getBoundingClientRect().left + begins - 1;
}).map(part => part.outerHTML)"""


def test_on_a_telephone_what_a_card_says_stands_beside_its_label_in_one_piece(
    live_server: Any, window: Callable[..., BrowserContext], sign_in: Any, officer: User, stranger: User
) -> None:
    client = sign_in(officer)
    registered(client)
    on_telephone = window(viewport=TELEPHONE)
    on_telephone.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = on_telephone.new_page()
    page.goto(f"{live_server.url}/correspondence/")
    expect(page.locator(".table-cards td[data-label]").first).to_be_visible()
    assert page.evaluate(UNDER_ITS_LABEL) == []
    assert (
        page.locator(".table-cards td[data-label]").first.evaluate("cell => getComputedStyle(cell).display")
        == "flow-root"
    )
