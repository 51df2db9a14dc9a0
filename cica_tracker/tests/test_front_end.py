"""Laws of the look: no inline code, no left and right, contrast, little weight, error pages that need nothing."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cica_tracker.views import server_fault

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STATIC = settings.BASE_DIR / "static"
OURS = sorted((STATIC / "css").glob("*.css"))
BASE = (settings.BASE_DIR / "templates" / "base.html").read_text(encoding="utf-8")
FIRST_VISIT = 100_000  # bytes on the wire, the page itself not counted: `LEFT_FOR_THE_PAGE` is kept for it
LEFT_FOR_THE_PAGE = 30_000

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


def test_a_person_s_name_moves_nothing_beside_it() -> None:
    """A name in Latin letters on an Arabic page would take the number of the day after it to its other side."""
    a_name = re.compile(
        r"(?P<set_apart><bdi>\{\{ |dir=\"auto\">\{\{ |lead=)?(?<![\w.])[\w.]+\.get_full_name(?P<isolated>\|isolated)?"
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


def test_lang_and_dir_of_the_page_are_set_in_the_two_frames_only() -> None:
    pages = [path for path in TEMPLATES if "letters" not in path.parts]
    frames = [path.name for path in pages if "<html" in path.read_text(encoding="utf-8")]
    assert frames == ["base.html", "base_error.html"]


def test_a_first_visit_is_light() -> None:
    linked = [name for name in re.findall(r"{% static '([^']+)' %}", BASE) if ".rtl." not in name]
    weights = {name: len(gzip.compress((STATIC / name).read_bytes(), 6)) for name in linked}
    assert sum(weights.values()) < FIRST_VISIT - LEFT_FOR_THE_PAGE, weights


@pytest.mark.django_db
def test_pages_travel_compressed(client: Client) -> None:
    page = client.get(reverse("account_login"), headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"


def test_vendored_files_point_at_no_missing_maps() -> None:
    files = [path for path in (STATIC / "vendor").rglob("*") if path.suffix in {".css", ".js"}]
    assert files
    assert [path.name for path in files if "sourceMappingURL" in path.read_text(encoding="utf-8")] == []


def test_every_address_that_the_frame_names_is_there() -> None:
    """The frame leaves out a link whose address it does not find, so that a page never breaks on its frame."""
    frame = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES if path.parent.name == "components")
    names = set(re.findall(r"{% url '([^']+)' as", frame))
    assert {"overview", "participant-list", "measure-list", "coordinator-list", "meeting-list", "search"} <= names
    assert [name for name in names if not reverse(name)] == []


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
    css = (STATIC / "css" / "cica.css").read_text(encoding="utf-8")
    light, dark = css.split("prefers-color-scheme: dark", 1)
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


def test_a_fault_of_ours_is_told_to_a_program_in_json_and_to_a_person_on_a_page(rf):
    asked = {address: server_fault(rf.get(address)) for address in ("/api/v1/meetings/", "/meetings/")}
    assert {answer.status_code for answer in asked.values()} == {500}
    assert list(json.loads(asked["/api/v1/meetings/"].content)) == ["detail"]
    assert b"<h1>" in asked["/meetings/"].content


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl")])
def test_pages_that_say_no_need_nothing_and_are_the_same_every_time(name: str, language: str, direction: str) -> None:
    with translation.override(language):
        page = render_to_string(name)
        assert f'<html lang="{language}" dir="{direction}">' in page
        assert page == render_to_string(name)
    assert "csrfmiddlewaretoken" not in page
