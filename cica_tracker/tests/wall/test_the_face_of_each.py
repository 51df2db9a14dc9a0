"""Each page of the portal in a browser, in four languages: axe-core finds nothing, nothing lies beyond its side, it is light.

The list is that of the addresses themselves: whoever adds a page has it looked at. Who sees it is read in `places.py`; no server
stands, and none is needed: the world's own client asks for a page, and one window shows page after page, so that what goes with
them all (style sheets, scripts, axe-core) is read once. Each page is seen in two of the languages by daylight on a desk and in the
others at night on a telephone. By day all widths and its weight are tried in one language, in turn; by night in all of them.

All rules of axe-core are asked on every page in every language. By day one of them, how words stand out from what is behind
them, is asked of those that are dressed as no words before them were, in that light: what an element is, what it is called, what
it lies in and whether it is the first there dress it, and a language doesn't (`test_front_end.py` holds that). That rule takes as
long as the other ninety together; by night it is asked of every word as well.
"""

import gzip
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.test_face_in_a_browser import AXE, CUT_OFF, DESK, LANGUAGES, RULES, TELEPHONE
from cica_tracker.tests.test_front_end import FIRST_VISIT
from cica_tracker.tests.wall.asking import path_of
from cica_tracker.tests.wall.personas import ANONYMOUS, CHAIR, OFFICER, STRANGER, XA, Place, World, is_among
from cica_tracker.tests.wall.places import addresses, places
from cica_tracker.tests.wall.table import TABLE, Door

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.timeout(1200)]

HOUSE = "http://house.example"
WIDTHS = (390, 768, 1024, 1280, 1920)
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHEETS = "() => [...document.querySelectorAll('link[rel=stylesheet], script[src]')].map(part => part.href || part.src)"
NOT_THE_PORTALS = ("api-", "admin:", "headless", "socialaccount")
WHO_READS = (OFFICER, CHAIR, *sorted(XA), STRANGER, ANONYMOUS)
# By daylight on a desk, at night on a telephone.
LOOKS = (("light", DESK), ("dark", TELEPHONE))
# So that whoever has nothing to do takes some of them.
PARTS = 4
# `seen` lasts from page to page: the window stays. axe-core passes over Arabic letters where it asks how words stand out: what
# speaks Arabic alone counts as seen where it says the same in another language.
ASK = """async ([rules, light]) => {
  const what = ["class", "type", "role", "open", "disabled", "readonly", "fill", "aria-current", "aria-invalid"];
  const dressed = part => part === document.body ? "" : dressed(part.parentElement) + ">" + part.localName
    + what.map(name => part.getAttribute(name) ?? "").join("|");
  const seen = (window.seen ??= {})[light] ??= new Set();
  const place = part => (part.previousElementSibling ? "" : "first") + (part.nextElementSibling ? "" : "last");
  const judged = /[^\\p{Script=Arabic}\\p{P}\\p{Z}\\p{S}\\p{C}]/u;
  const speaks = part => ["INPUT", "SELECT"].includes(part.tagName)
    || [...part.childNodes].some(node => node.nodeType === Node.TEXT_NODE && judged.test(node.data));
  const anew = [...document.body.querySelectorAll("*")].filter(part => {
    if (!part.checkVisibility() || !speaks(part)) return false;
    const way = dressed(part) + place(part) + (part.closest("mark") ? document.documentElement.lang : "");
    return !seen.has(way) && seen.add(way);
  });
  const only = {resultTypes: ["violations"], selectors: false, preload: false};
  const found = [await axe.run(document, {runOnly: rules, ...only, rules: {"color-contrast": {enabled: false}}})];
  if (anew.length) found.push(await axe.run({include: anew}, {runOnly: {type: "rule", values: ["color-contrast"]}, ...only}));
  return found.flatMap(run => run.violations).map(
    violation => violation.id + ": " + violation.nodes.map(node => node.html.slice(0, 200)).join("; "));
}"""


def portal_names() -> list[str]:
    doors = (Door.READ, Door.FORM, Door.ACCOUNT)
    return sorted(
        name for name, _pattern in addresses() if TABLE[name].door in doors and not name.startswith(NOT_THE_PORTALS)
    )


def first_reader(place: Place) -> str:
    """Of those who see it the one who sees most."""
    return next((who for who in WHO_READS if is_among(who, place.seen_by) and who not in place.closed_to), ANONYMOUS)


def what_goes_with_it(route: Route) -> None:
    """The files that a page names; nothing else is asked for, save the first page, which is empty."""
    path = route.request.url.removeprefix(HOUSE)
    if path.startswith(settings.STATIC_URL):
        route.fulfill(path=str(finders.find(path.removeprefix(settings.STATIC_URL))))
    elif path == "/":
        route.fulfill(status=200, headers={"content-type": "text/html"}, body="<!doctype html><title>.</title>")
    else:
        route.fulfill(status=404, body="")


def places_to_see(world: World) -> Iterator[tuple[str, str, list[str]]]:
    """Name, path and readers of the first place behind each address of the portal: of one's account also who isn't signed in."""
    found = places(world)
    for name in sorted({*portal_names()}):
        row = TABLE[name]
        place = next(iter(found.get(name, [row.place])))
        readers = [OFFICER, ANONYMOUS] if row.door is Door.ACCOUNT else [first_reader(place)]
        yield name, path_of(name, row, place.kwargs), readers


def pages_told(world: World, path: str, readers: list[str]) -> dict[str, str]:
    """The page in each language, as the first of its readers to whom it is one is told it; nothing where it is no page."""
    told: dict[str, str] = {}
    for reader in readers:
        for language in LANGUAGES:
            client = world.client(reader)
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            answer: Any = client.get(path)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                told[language] = answer.getvalue().decode()
            elif not told:
                break  # a file, or on to another page
        if told:
            break
    return told


@pytest.mark.parametrize("part", range(PARTS))
def test_each_page_keeps_nobody_out_at_any_width_and_is_light(world: World, browser: Any, part: int) -> None:
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    with browser.new_context() as context:
        context.route("**/*", what_goes_with_it)
        page = context.new_page()
        page.goto(f"{HOUSE}/")
        page.evaluate(AXE)
        for number, (name, path, readers) in islice(enumerate(places_to_see(world)), part, None, PARTS):
            for turn, (language, told) in enumerate(pages_told(world, path, readers).items(), start=number // PARTS):
                seen.add(name)
                page.set_content(told)
                if IS_NIGHT:
                    page.evaluate("window.seen = {}")
                tries_widths = IS_NIGHT or turn % len(LANGUAGES) == 0
                if found := amiss(page, LOOKS[turn % 2], tries_widths):
                    wrong[f"{name} in {language}"] = found
    assert not wrong, "\n".join(f"{what}: {found}" for what, found in wrong.items())
    assert len(seen) > 40, "nearly all addresses of the portal are pages"


@cache
def weight_of_file(name: str) -> int:
    return len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 6))


def amiss(page: Page, look: tuple[str, Any], tries_widths: bool) -> list[str]:
    found: list[str] = []
    light, window = look
    page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
    if tries_widths:
        linked = [address.removeprefix(HOUSE + settings.STATIC_URL) for address in page.evaluate(SHEETS)]
        weight = sum(map(weight_of_file, linked)) + len(gzip.compress(page.content().encode(), 6))
        found += [f"weighs {weight:,} bytes"] if weight >= FIRST_VISIT else []
    for width in WIDTHS if tries_widths else ():
        page.set_viewport_size({"width": width, "height": 900})
        if (beyond := page.evaluate(BEYOND)) > 0:
            found.append(f"{beyond} pixels beyond its side at {width}")
    page.set_viewport_size(window)
    found += [f"cut off in a drawing: {words}" for words in page.evaluate(CUT_OFF)]
    return found + page.evaluate(ASK, [RULES, light])
