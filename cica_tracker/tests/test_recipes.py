"""What the documents name is there, and the table of acts is fresh."""

import re

import pytest
from django.conf import settings

from record.acts import TABLE
from record.acts.document import document as table_of_acts

DOCUMENTS = sorted(
    path.relative_to(settings.BASE_DIR).as_posix()
    for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md")
    for path in settings.BASE_DIR.glob(pattern)
    if path.name != "CHANGELOG.md"
)
A_PATH = re.compile(r"`((?:[a-z_]+/)+[a-z_0-9-]+\.(?:py|html|md|yaml))`")


@pytest.fixture(scope="module")
def words():
    """The table of acts, written once for all nouns."""
    return table_of_acts(TABLE)


def test_the_table_of_acts_is_fresh(words):
    kept = (settings.BASE_DIR / "docs" / "acts.md").read_text(encoding="utf-8")
    assert kept == words, "run: manage.py write_acts"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document):
    text = (settings.BASE_DIR / document).read_text(encoding="utf-8")
    gone = sorted(name for name in set(A_PATH.findall(text)) if not _is_there(name))
    assert not gone, gone


def _is_there(name: str) -> bool:
    """A file or a folder of the house, a template, or a path below a room that the document speaks of."""
    folders = ["", "templates", *(path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py"))]
    return any((settings.BASE_DIR / folder / name).exists() for folder in folders)


@pytest.mark.parametrize("noun", sorted(TABLE.nouns))
def test_every_act_says_what_it_rests_on_and_is_in_the_table(noun, words):
    for begins in (True, False):
        for act in TABLE.acts(noun, begins=begins):
            assert act.article, f"{noun}.{act.name} rests on nothing"
            assert f"| `{act.name}` |" in words
