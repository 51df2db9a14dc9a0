"""docs/recipes.md and docs/acts.md say what is so."""

import re

import pytest
from django.conf import settings

from record.acts import TABLE
from record.acts.document import document

RECIPES = settings.BASE_DIR / "docs" / "recipes.md"


def test_the_table_of_acts_is_fresh():
    kept = (settings.BASE_DIR / "docs" / "acts.md").read_text(encoding="utf-8")
    assert kept == document(TABLE), "run: manage.py write_acts"


def test_every_file_that_a_recipe_names_is_there():
    text = RECIPES.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+(?:\.(?:py|html|md))?)`", text))
    assert len(named) > 15
    gone = sorted(name for name in named if not _is_there(name))
    assert not gone, gone


def _is_there(name: str) -> bool:
    """A file or a folder of the house, or a template."""
    return any((settings.BASE_DIR / folder / name).exists() for folder in ("", "templates"))


@pytest.mark.parametrize("noun", sorted(TABLE.nouns))
def test_every_act_says_what_it_rests_on_and_is_in_the_table(noun):
    words = document(TABLE)
    for begins in (True, False):
        for act in TABLE.acts(noun, begins=begins):
            assert act.article, f"{noun}.{act.name} rests on nothing"
            assert f"| `{act.name}` |" in words
