"""Every word of the house is there in its four languages, and stays so."""

import datetime as dt
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from record.dates import Precision, shown

HOUSE: Path = settings.BASE_DIR
LOCALES = ("ru", "zh_Hans", "ar")
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
NOT_OURS = ("-i", ".venv", "-i", "var", "-i", "static", "-i", "tools", "-i", "bench", "-i", "tests")


def catalogue(locale: str, folder: Path = HOUSE) -> polib.POFile:
    return polib.pofile(str(folder / "locale" / locale / "LC_MESSAGES" / "django.po"))


def keys(po: polib.POFile) -> set[tuple[str, str, str]]:
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in po if not entry.obsolete}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_string_is_without_its_translation(locale):
    po = catalogue(locale)
    assert [entry.msgid for entry in po.untranslated_entries()] == []
    assert [entry.msgid for entry in po.fuzzy_entries()] == []
    assert [entry.msgid for entry in po.obsolete_entries()] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_keeps_what_is_filled_in(locale):
    wrong = []
    for entry in catalogue(locale):
        wanted = sorted(PLACEHOLDERS.findall(entry.msgid))
        said = [entry.msgstr] if not entry.msgid_plural else []
        wrong += [entry.msgid for text in said if sorted(PLACEHOLDERS.findall(text)) != wanted]
        # A plural form may leave its number out ("one", "two"), and names nothing that isn't there.
        many = set(wanted) | set(PLACEHOLDERS.findall(entry.msgid_plural))
        wrong += [entry.msgid for text in entry.msgstr_plural.values() if set(PLACEHOLDERS.findall(text)) - many]
    assert wrong == []


def test_by_a_day_is_never_until_it():
    """A member by 4 June 2002 is one still; one until then is none any more. In Arabic both once were one word."""
    until, now = "حتى", "الآن"
    said = [entry for entry in catalogue("ar") if f"{until} " in entry.msgstr.replace(f"{until} {now}", "")]
    assert [entry.msgid for entry in said if "until" not in entry.msgid.lower()] == []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            by = shown(dt.date(2002, 6, 4), Precision.BY_THEN)
            assert by != translation.gettext("until %(last)s") % {"last": shown(dt.date(2002, 6, 4), Precision.EXACT)}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_compiled_says_what_is_written(locale):
    po = catalogue(locale)
    compiled = polib.mofile(str(HOUSE / "locale" / locale / "LC_MESSAGES" / "django.mo"))

    def said(entries):
        return {(e.msgctxt or "", e.msgid): (e.msgstr, tuple(sorted(e.msgstr_plural.items()))) for e in entries}

    assert said(compiled) == said(po.translated_entries())


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not on this machine")
def test_every_string_of_the_house_is_in_the_catalogues_and_none_that_nobody_says(tmp_path):
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    for name in tracked.splitlines():
        if name.endswith((".py", ".html", ".txt", ".po")) and (HOUSE / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOUSE / name, tmp_path / name)
    languages = [word for locale in LOCALES for word in ("-l", locale)]
    command = [sys.executable, "manage.py", "makemessages", *languages, "--no-location", "--no-wrap", *NOT_OURS]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for locale in LOCALES:
        assert keys(catalogue(locale, tmp_path)) ^ keys(catalogue(locale)) == set(), locale


def test_a_translation_is_asked_for_by_names_that_are_extracted():
    """A name that xgettext doesn't know leaves its sentences in English, in every language."""
    grep = ["git", "grep", "-hoE", r"\bp?n?gettext(_lazy|_noop)? as \w+", "--", "*.py"]
    said = subprocess.run(grep, cwd=HOUSE, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {line.rpartition(" ")[2] for line in said} == {"_", "_now"}
