"""Each page of the portal in a browser: axe-core finds nothing, nothing lies beyond its side at any width, and it is light.

The list is that of the addresses themselves: whoever adds a page has it looked at. Who sees it is read in `places.py`; no server
stands, a browser's questions are answered by the world's own client. By day each page is read in one of the languages, in
turn; by night in all of them.
"""

import gzip
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from cica_tracker.places import OFFICE, PLACES
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.test_face_in_a_browser import ASK, AXE, CUT_OFF, LANGUAGES, RULES
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
NOT_THE_PORTALS = ("api-", "admin:", "account_", "mfa_", "usersessions_", "headless", "socialaccount")
# By day axe-core looks at these in four languages elsewhere (`test_face_in_a_browser.py`).
IN_THE_MENU = {page.name for page in (*(page for place in PLACES for page in place.pages), *OFFICE)}
WHO_READS = (OFFICER, CHAIR, *sorted(XA), STRANGER, ANONYMOUS)


def portal_names() -> list[str]:
    names = {name for name, _pattern in addresses() if TABLE[name].door in (Door.READ, Door.FORM)}
    return sorted(name for name in names if not name.startswith(NOT_THE_PORTALS))


def first_reader(place: Place) -> str:
    """Of those who see it the one who sees most."""
    return next((who for who in WHO_READS if is_among(who, place.seen_by) and who not in place.closed_to), ANONYMOUS)


def answering(told: Any) -> Callable[[Route], None]:
    """A browser's questions: the page as the house has told it, and the files that go with it."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOUSE)
        if path.startswith(settings.STATIC_URL):
            route.fulfill(path=str(finders.find(path.removeprefix(settings.STATIC_URL))))
        else:
            route.fulfill(status=200, headers={"content-type": told["Content-Type"]}, body=told.getvalue())

    return answer


def places_to_see(world: World) -> Iterator[tuple[str, str, str]]:
    """Name, path and reader of the first place behind each address of the portal."""
    found = places(world)
    for name in portal_names():
        row = TABLE[name]
        place = next(iter(found.get(name, [row.place])))
        yield name, path_of(name, row, place.kwargs), first_reader(place)


def test_each_page_keeps_nobody_out_at_any_width_and_is_light(world: World, browser: Any) -> None:
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    with browser.new_context(viewport={"width": WIDTHS[-1], "height": 900}) as context:
        page = context.new_page()
        for number, (name, path, reader) in enumerate(places_to_see(world)):
            for language in LANGUAGES if IS_NIGHT else LANGUAGES[number % len(LANGUAGES) :][:1]:
                client = world.client(reader)
                client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
                told = client.get(path)
                if told.status_code != 200 or not told["Content-Type"].startswith("text/html"):
                    continue  # a file, or on to another page
                seen.add(name)
                context.route("**/*", answering(told))
                page.goto(f"{HOUSE}{path}")
                if found := amiss(page, with_axe=IS_NIGHT or name not in IN_THE_MENU):
                    wrong[f"{name} in {language}, to {reader}"] = found
                context.unroute("**/*")
    assert len(seen) > 100, "nearly all addresses of the portal are pages"
    assert not wrong, "\n".join(f"{what}: {found}" for what, found in wrong.items())


@cache
def weight_of_file(name: str) -> int:
    return len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 6))


def amiss(page: Page, with_axe: bool) -> list[str]:
    linked = [address.removeprefix(HOUSE + settings.STATIC_URL) for address in page.evaluate(SHEETS)]
    weight = sum(map(weight_of_file, linked)) + len(gzip.compress(page.content().encode(), 6))
    found = [f"weighs {weight:,} bytes"] if weight >= FIRST_VISIT else []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (beyond := page.evaluate(BEYOND)) > 0:
            found.append(f"{beyond} pixels beyond its side at {width}")
    found += [f"cut off in a drawing: {words}" for words in page.evaluate(CUT_OFF)]
    if with_axe:
        page.evaluate(AXE)
        found += page.evaluate(ASK, RULES)
    return found
