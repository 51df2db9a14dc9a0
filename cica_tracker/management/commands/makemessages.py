"""`makemessages`, as Django has it, for the names by which this house asks for a translation."""

import re
from pathlib import Path

import polib
from django.conf.locale import LANG_INFO
from django.core.management.commands import makemessages
from django.utils.translation import to_language

FIRST_STRONG_ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
# What is filled in, but for the number of things; days, references and addresses that the sentence itself has.
TURNS_ROUND = re.compile(
    r"%\((?!number\)|count\)|counter\))\w+\)s"
    r"|(?<![\w/.%-])(?:\d{4}-\d{2}-\d{2}|[A-Z]{2,}(?:-[A-Z0-9]+)+|[\w.+-]+@[\w-]+\.[\w.-]+)(?![\w-])"
)
TAG = re.compile(r"<[^>]*>")


def isolated(sentence: str) -> str:
    """A sentence of a language written from the right, with everything isolated that would turn round in it.

    "2007-10-03" is read as 03-10-2007 beside Arabic words, and a name in Latin letters takes the full stop along. What
    stands in a tag of HTML stays: it is no text.
    """
    tags = [(tag.start(), tag.end()) for tag in TAG.finditer(sentence)]

    def put(match: re.Match[str]) -> str:
        is_done = sentence[: match.start()].endswith(FIRST_STRONG_ISOLATE)
        in_a_tag = any(start < match.start() < end for start, end in tags)
        return match[0] if is_done or in_a_tag else f"{FIRST_STRONG_ISOLATE}{match[0]}{END_OF_ISOLATE}"

    return TURNS_ROUND.sub(put, sentence)


class Command(makemessages.Command):
    """Every string that is asked for is extracted, and no translation is guessed from one that looks alike.

    In a language written from the right, what a sentence is filled in with is isolated, as the catalogue is written.
    """

    # Where a module needs the sentence at once and the lazy one is already `_`, the first is `_now`.
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now"]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def write_po_file(self, potfile: str, locale: str) -> None:
        super().write_po_file(potfile, locale)
        if LANG_INFO[to_language(locale)]["bidi"]:
            isolate_in(Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po")


def isolate_in(catalogue: Path) -> None:
    """Write a catalogue of a language written from the right anew, with what turns round in it isolated."""
    # As `--no-wrap` leaves it: a line a sentence.
    po = polib.pofile(str(catalogue), wrapwidth=0)
    for entry in po:
        entry.msgstr = isolated(entry.msgstr)
        entry.msgstr_plural = {form: isolated(said) for form, said in entry.msgstr_plural.items()}
    po.save()
