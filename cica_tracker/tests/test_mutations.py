"""What `make mutations` breaks: found in the source, so that whatever is added is broken as well."""

import ast
import importlib
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)


@pytest.fixture(scope="module")
def operators():
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("ARGS", raising=False)
        patched.syspath_prepend(str(HOUSE / "tools"))
        from mutations import operators

        yield operators
    for name in [name for name in sys.modules if name.partition(".")[0] == "mutations"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def broken(operators):
    """All breaks of this house: to find them takes seconds."""
    return list(operators.mutants(HOUSE, operators.rooms_of(HOUSE)))


def test_every_gate_guard_and_constraint_is_broken_and_each_break_is_python(operators, broken):
    rooms = operators.rooms_of(HOUSE)
    for mutant in broken:
        ast.parse(mutant.source)
        assert mutant.source != (HOUSE / mutant.path).read_text(encoding="utf-8"), mutant.name
        assert operators.near(HOUSE, mutant, rooms), f"no test is near {mutant.name}"
    # Several models may have one gate, and most gates say in one sentence who sees a row: each is broken.
    rows = [type(model._default_manager.all()) for model in apps.get_models()]
    gates = {next((kind.__name__ for kind in each.__mro__ if "visible_to" in vars(kind)), "") for each in rows} - {""}
    kinds = Counter(mutant.kind for mutant in broken)
    assert len(gates) > 40
    assert gates <= {mutant.what.partition(":")[0] for mutant in broken if mutant.kind == "visible_to"}
    assert kinds["guard"] > 10
    assert kinds["swap"] > 10
    own = [model for config in apps.get_app_configs() if config.name in rooms for model in config.get_models()]
    constraints = {constraint.name for model in own for constraint in model._meta.constraints}
    assert constraints <= {mutant.words[0] for mutant in broken if mutant.kind == "constraint"}


def test_by_night_every_kind_of_break_is_judged_and_the_wall_is_asked_about_gates(broken):
    night, main = importlib.import_module("night"), importlib.import_module("mutations.__main__")
    assert {mutant.kind for mutant in broken} == {*main.KINDS}
    [stage] = [stage for stage in night.stages() if stage.name == "mutations"]
    assert stage.commands == [["mutations", "--wall"]], "nothing narrows it, unless somebody asks"


def written(house: Path, **files: str) -> list[str]:
    """A house of one room with these files; in their names two underscores stand for a folder."""
    for name, words in files.items():
        file = house / "room" / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    return ["room"]


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
HELD = (it_began, it_ended)
NEXT = Step("consider", answer_guards=(*HELD, it_is_day))
LAST = Step("defer", answer_guards=HELD)

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
        'NEXT = Step("consider", answer_guards=(it_ended, it_is_day,))',
        'NEXT = Step("consider", answer_guards=(it_began, it_is_day,))',
        'NEXT = Step("consider", answer_guards=(it_began, it_ended,))',
        'LAST = Step("defer", answer_guards=(it_ended,))',
        'LAST = Step("defer", answer_guards=(it_began,))',
        'moved = Row.objects.filter(pk=key).update(state="after")',
    ]


def test_a_constraint_that_is_made_anew_is_broken_where_it_is_made_last(operators, tmp_path):
    made = 'migrations.AddConstraint("row", constraint=models.CheckConstraint(name="it_is_well"))'
    rooms = written(
        tmp_path,
        migrations__0001_rows=f"operations = [{made}, {made.replace('it_is_well', 'it_was_well')}]",
        migrations__0002_mistakes=f'operations = [migrations.RemoveConstraint("row", name="it_is_well"), {made}]',
        migrations__0003_no_more='operations = [migrations.RemoveConstraint("row", name="it_was_well")]',
    )
    [mutant] = operators.mutants(tmp_path, rooms)
    assert (mutant.path, mutant.words) == ("room/migrations/0002_mistakes.py", ("it_is_well",))
    assert mutant.source == 'operations = [migrations.RemoveConstraint("row", name="it_is_well")]'


def test_nearest_to_a_swap_is_who_takes_the_act_by_which_it_is_reached_and_not_who_speaks_of_its_name(
    operators, tmp_path
):
    rooms = written(
        tmp_path,
        actions__rows="def _hold(row):\n    return Row.objects.filter(pk=row.pk, state=1).update(state=2)\n",
        actions__seeing="def see_to(row):\n    return _hold(row)\n\ndef see_to_all():\n    see_to(row)\n",
        tests__test_all="from room.actions import see_to_all\nsee_to_all()\nsee_to_all()\n",
        tests__test_one="from room.actions.seeing import see_to\nsee_to(row)\n",
        tests__test_other="see_to = _hold = 'see_to see_to see_to'\n",
    )
    [mutant] = operators.mutants(tmp_path, rooms)
    assert operators.near(tmp_path, mutant, rooms) == ["room/tests/test_one.py", "room/tests/test_all.py"]


def test_nearest_to_who_sees_a_row_is_who_asks_it_of_its_models(operators, tmp_path):
    rooms = written(
        tmp_path,
        parts="""
class Parts:
    def visible_to(self, user):
        return self.filter(owner=user)

class DeedQuerySet(Parts): pass

class Deed:
    objects = DeedQuerySet.as_manager()
""",
        tests__test_pages="Deed, Deed, Deed, Deed",
        tests__test_sees="who_sees(Deed)",
    )
    [mutant] = operators.mutants(tmp_path, rooms)
    assert operators.near(tmp_path, mutant, rooms)[0] == "room/tests/test_sees.py"
