"""The law of verbs: whatever the house writes into the journal, a reader finds in words."""

import ast
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings

from journal.verbs import VERBS, verb_shown
from law.editions import workflows


def _written() -> Iterator[tuple[str, str]]:
    """Every literal that is given as `verb=` in the code of the house, with the file it stands in."""
    for floor in settings.BASE_DIR.iterdir():
        for path in sorted(floor.rglob("*.py")) if (floor / "__init__.py").exists() else ():
            if "tests" in path.parts or "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and node.arg == "verb":
                    for part in _values(node.value):
                        yield part, str(path)


def _values(given: ast.expr) -> Iterator[str]:
    if isinstance(given, ast.IfExp):
        yield from (*_values(given.body), *_values(given.orelse))
    elif isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value


def test_every_verb_that_is_written_has_a_word():
    written = set(_written())
    assert {"changed", "added", "commented"} <= {verb for verb, _path in written}
    assert {(verb, path) for verb, path in written if verb not in VERBS} == set()


def test_every_step_is_told_as_the_table_calls_it():
    assert apps.is_installed("commitments")
    for flow in workflows():
        for step in (flow.start, *flow.steps):
            assert verb_shown(step.name) == str(step.label)
