"""Laws of the look: no inline code, no left and right, contrast, little weight, error pages that need nothing."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from cica_tracker.places import OFFICE, PLACES
from cica_tracker.views import server_fault
from members.models import User
from members.tests.signing_in import let_in

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STATIC = settings.BASE_DIR / "static"
OURS = sorted((STATIC / "css").glob("*.css"))
FIRST_VISIT = 65_000  # bytes on the wire, the page itself counted

# Names by which scripts, tests or the admin find something, and which nothing dresses.
HOOKS: set[str] = set()
# A block of application/json is data: no browser runs it.
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:\bsrc=|application/json))|javascript:",
    re.IGNORECASE,
)
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)\b|(?:left|right)\s*:"
    r"|(?:float|text-align)\s*:\s*(?:left|right)\b)"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_inline_script_or_style(path: Path) -> None:
    words = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = re.sub(r"{%.*?%}", "", words)  # "with one=one" is no attribute
    assert INLINE.findall(words) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_paragraph_holds_what_ends_it(path: Path) -> None:
    """A browser ends a paragraph where a form or a list begins in it: buttons that belong together would stand apart."""
    words = path.read_text(encoding="utf-8")
    assert (
        re.findall(r"<p\b[^>]*>(?:(?!</p>).)*?<(?:form|ul|ol|div|details|dl|table|section|h[1-6])\b", words, re.DOTALL)
        == []
    )


def test_a_person_s_name_moves_nothing_beside_it() -> None:
    """A name in Latin letters on an Arabic page would take the number of the day after it to its other side."""
    a_name = re.compile(
        r"(?P<set_apart><bdi>\{\{ |&#x2068;\{\{ |dir=\"auto\">\{\{ |lead=)?(?<![\w.])[\w.]+\.get_full_name(?P<isolated>\|isolated)?"
    )
    alone = {
        f"{path.name}: {found[0]}"
        for path in TEMPLATES
        if "letters" not in path.parts
        for found in a_name.finditer(path.read_text(encoding="utf-8"))
        if not (found["set_apart"] or found["isolated"])
    }
    assert alone == set()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_stylesheets_know_no_left_and_right(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text(encoding="utf-8")) == []


A_COLOUR = re.compile(r"(?<![-\w])(?:color|background(?:-color|-image)?|fill|opacity|filter)\s*:")
BY_LANGUAGE = re.compile(r":lang\(|\[lang|:dir\(|\[dir")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_language_has_colours_of_its_own(path: Path) -> None:
    """Contrast is looked for where words are dressed anew, and not again in each language (`wall/test_the_face_of_each.py`).

    What was found is marked otherwise in Arabic, and is looked at in each language.
    """
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", path.read_text(encoding="utf-8"))
    assert rules
    by_language = {chosen.strip() for chosen, dress in rules if BY_LANGUAGE.search(chosen) and A_COLOUR.search(dress)}
    assert by_language <= {"mark:lang(ar)"}


def test_lang_and_dir_of_the_page_are_set_in_the_frames_only() -> None:
    pages = [path for path in TEMPLATES if "letters" not in path.parts]
    frames = {f"{path.parent.name}/{path.name}" for path in pages if "<html" in path.read_text(encoding="utf-8")}
    assert frames == {"templates/base.html", "templates/base_error.html", "public_site/base.html"}


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_first_visit_is_light(record_loaded: None, client: Client, language: str) -> None:
    """The overview with its matrix is the heaviest page that somebody may come to first."""
    let_in(client, User.objects.create_user("reader@x.example", name="Reader", language=language))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/").content
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    assert len([name for name in linked if name.endswith(".css")]) == 3
    weights = {name: weight((STATIC / name).read_bytes()) for name in linked} | {"the page": weight(page)}
    assert sum(weights.values()) < FIRST_VISIT, weights


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_to_sign_in_and_read_the_desk_is_light(
    record_loaded: None, client: Client, officer: User, language: str
) -> None:
    """The two pages of a first visit, with each file that they and the stylesheets name fetched once, as it is shipped."""
    User.objects.filter(pk=officer.pk).update(language=language)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages = {"sign-in": client.get("/accounts/login/").content}
    let_in(client, officer)
    pages["desk"] = client.get("/desk/").content
    assert b'class="desk-lines"' in pages["desk"], "the desk has something to do on it"
    linked = {name for page in pages.values() for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())}
    sheets = [name for name in linked if name.endswith(".css")]
    named = {name for sheet in sheets for name in re.findall(r"url\((?!data:)", (STATIC / sheet).read_text("utf-8"))}
    assert named == set(), "a stylesheet fetches something that is not counted here"
    weights = {name: weight((STATIC / name).read_bytes()) for name in linked}
    weights |= {name: weight(page) for name, page in pages.items()}
    assert sum(weights.values()) < FIRST_VISIT, weights


def names_of_pages() -> set[str]:
    """The addresses of the portal at which a person reads a page."""
    patterns = [*get_resolver().url_patterns]
    names: set[str] = set()
    while patterns:
        found = patterns.pop()
        if isinstance(found, URLPattern):
            names.add(found.name or "")
        elif getattr(found, "app_name", None) != "admin" and not str(found.pattern).startswith(("api/", "accounts/")):
            patterns += found.url_patterns
    return names


# What stands in no place of the menu: what finds, what explains, one's account, and addresses that are no pages of the menu's.
IN_NO_PLACE = (
    *("search", "account", "token", "participant-act", "draft-keep", "set_language", "healthz"),
    *("help", "help-guide", "accessibility", "exercise"),
    # Stands above lists of several places, and leads back to the one it came from.
    "acts-many",
)


def test_every_page_stands_in_one_place_of_the_menu() -> None:
    rows = [page for place in PLACES for page in place.pages] + [*OFFICE]
    where = {
        name: [row.name for row in rows if row.holds_address(name)]
        for name in names_of_pages()
        if name not in IN_NO_PLACE and not name.startswith(("account", "token"))
    }
    assert {name: found for name, found in where.items() if len(found) != 1} == {"invitation": []}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_two_entries_of_the_menu_read_alike(language: str) -> None:
    """A place and the first of its pages are one thing, and may."""
    with translation.override(language):
        places = [str(place.label) for place in PLACES]
        rows = [str(page.label) for place in PLACES for page in place.pages[len(place.pages) == 1 :]]
        labels = Counter([*places, *rows, *(str(page.label) for page in OFFICE)])
    assert [label for label, times in labels.items() if times > 1] == []


def test_every_row_of_the_menu_leads_somewhere() -> None:
    assert all(row.url for place in PLACES for row in place.pages)
    assert all(row.url for row in OFFICE)


def test_every_class_that_a_page_names_is_known_to_a_stylesheet() -> None:
    """What no stylesheet knows is a leftover, or a look that never came."""
    known = set(re.findall(r"\.([a-z][\w-]*)", "".join(path.read_text(encoding="utf-8") for path in OURS)))
    named: dict[str, str] = {}
    for path in TEMPLATES:
        if path.parts[-2] in ("admin", "import_export", "letters") or path.name == "docs.html":
            continue
        words = re.sub(r"{%.*?%}|{{.*?}}", "\0", path.read_text(encoding="utf-8"))
        for value in re.findall(r'class="([^"]*)"', words):
            named |= {name: path.name for name in value.split() if re.fullmatch(r"[a-z][\w-]*", name)}
    assert {name: page for name, page in named.items() if name not in known | HOOKS} == {}


@pytest.mark.django_db
def test_pages_travel_compressed(client: Client) -> None:
    page = client.get(reverse("account_login"), headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"


def test_vendored_files_point_at_no_missing_maps() -> None:
    files = [path for path in (STATIC / "vendor").rglob("*") if path.suffix in {".css", ".js"}]
    assert files
    assert [path.name for path in files if "sourceMappingURL" in path.read_text(encoding="utf-8")] == []


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens(scheme: str) -> dict[str, str]:
    css = (STATIC / "css" / "face.css").read_text(encoding="utf-8")
    light, dark = css.partition("@media print")[0].split("prefers-color-scheme: dark", 1)
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", dark))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("ink", "paper-2"),
        ("muted", "paper"),
        ("muted", "paper-2"),
        ("ink", "desk"),
        ("muted", "desk"),
        ("muted", "accent-soft"),
        ("ink", "add-soft"),
        ("ink", "del-soft"),
        ("bad", "paper"),
        ("accent", "paper"),
        ("accent", "accent-soft"),
        ("accent-strong", "accent-soft"),
        ("on-accent", "accent"),
        ("warn-ink", "warn-soft"),
        ("ink", "accent-soft"),
        ("eco", "eco-soft"),
        ("env", "env-soft"),
        ("hum", "hum-soft"),
        ("nct", "nct-soft"),
        ("mp", "mp-soft"),
    ],
)
def test_words_stand_out_from_their_ground(scheme: str, ink: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[ink], colours[ground]) >= 4.5  # WCAG 2 AA for running text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "paper-2", "desk"])
def test_what_one_presses_or_fills_has_an_edge(scheme: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours["line-strong"], colours[ground]) >= 3  # WCAG 2.2, 1.4.11


def test_a_fault_of_ours_is_told_to_a_program_in_json_and_to_a_person_on_a_page(rf):
    asked = {address: server_fault(rf.get(address)) for address in ("/api/v1/meetings/", "/meetings/")}
    assert {answer.status_code for answer in asked.values()} == {500}
    assert list(json.loads(asked["/api/v1/meetings/"].content)) == ["type", "title", "status", "detail", "code"]
    assert b"<h1>" in asked["/meetings/"].content


@pytest.mark.parametrize(
    ("address", "status"), [("/nothing-here/", 404), ("/commitments/CBM-1-ECO-1/", 404), ("/commitments/begin/", 403)]
)
def test_pages_that_say_no_have_the_menu_of_who_asks_and_no_token(
    client: Client, sign_in: Any, observer: User, address: str, status: int
) -> None:
    answer = sign_in(observer).get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert [place in page for place in ('href="/desk/"', 'href="/meetings/"', 'href="/search/"')] == [True] * 3
    assert "csrfmiddlewaretoken" not in page
    assert sign_in(observer).get(address).content.decode() == page
    # Who isn't known reads nothing of the house; the menu of the office is for officers.
    assert 'href="/people/"' not in page
    assert 'href="/desk/"' not in client.get("/nothing-here/").content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl")])
def test_pages_that_say_no_need_nothing_and_are_the_same_every_time(name: str, language: str, direction: str) -> None:
    with translation.override(language):
        page = render_to_string(name)
        assert f'<html lang="{language}" dir="{direction}">' in page
        assert page == render_to_string(name)
    assert "csrfmiddlewaretoken" not in page
