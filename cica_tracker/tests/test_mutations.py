"""What `make mutations` breaks: found in the source, so that whatever is added is broken as well."""

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)


@pytest.fixture
def operators(monkeypatch):
    monkeypatch.syspath_prepend(str(HOUSE / "tools"))
    from mutations import operators

    yield operators
    for name in [name for name in sys.modules if name.partition(".")[0] == "mutations"]:
        del sys.modules[name]


def test_every_gate_guard_and_constraint_is_broken_and_each_break_is_python(operators):
    rooms = operators.rooms_of(HOUSE)
    broken = list(operators.mutants(HOUSE, rooms))
    for mutant in broken:
        ast.parse(mutant.source)
        assert mutant.source != (HOUSE / mutant.path).read_text(encoding="utf-8"), mutant.name
        assert operators.near(HOUSE, mutant, rooms), f"no test is near {mutant.name}"
    gates = {model.__name__ for model in apps.get_models() if hasattr(model._default_manager, "visible_to")}
    kinds = Counter(mutant.kind for mutant in broken)
    assert kinds["visible_to"] > len(gates)
    assert kinds["guard"] > 10
    assert kinds["swap"] > 10
    own = [model for config in apps.get_app_configs() if config.name in rooms for model in config.get_models()]
    constraints = {constraint.name for model in own for constraint in model._meta.constraints}
    assert constraints <= {mutant.words[0] for mutant in broken if mutant.kind == "constraint"}


def test_what_a_break_looks_like(operators, tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    (room / "rows.py").write_text(
        """
class RowQuerySet:
    def visible_to(self, user):
        if user.is_staff:
            return self
        return self.filter(owner=user)

STEP = Step("circulate", guards=(a_paper_is_there, it_is_day))

def take(key, before):
    moved = Row.objects.filter(pk=key, state=before).update(state="after")
    Row.objects.filter(pk=key, state=before).update(seen=True)
    return moved
""",
        encoding="utf-8",
    )
    broken = list(operators.mutants(tmp_path, ["room"]))
    changed = [set(mutant.source.splitlines()) - set((room / "rows.py").read_text().splitlines()) for mutant in broken]
    assert [line.strip() for [line] in changed] == [
        "return self",
        'STEP = Step("circulate", guards=(it_is_day,))',
        'STEP = Step("circulate", guards=(a_paper_is_there,))',
        'moved = Row.objects.filter(pk=key).update(state="after")',
    ]
