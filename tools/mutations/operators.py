"""What is broken: found in the source, never listed by hand.

- every `visible_to`: each of its returns lets everything through;
- every guard of a table of steps: left out of one step, also where the table names several of them by one name;
- every compare-and-swap (an `update` whose count is looked at): swaps without comparing;
- every constraint that stands when all migrations have run: never made.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GUARDS = {"guards", "answer_guards"}
KEYS = {"pk", "id"}
# Tests that walk all of a kind, a row each.
TABLES = {
    "constraint": ("cica_tracker/tests/test_constraints.py",),
    "guard": ("commitments/tests/test_guards.py",),
    "visible_to": ("cica_tracker/tests/test_who_sees.py",),
}
WORD = re.compile(r'"[\w-]+"|\w+')  # the name of a step stands in quotation marks


@dataclass(frozen=True)
class Mutant:
    """One change of one file, and the words by which the tests near it are found: the first says most of it."""

    kind: str
    path: str
    line: int
    what: str
    source: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.path}:{self.line} {self.what}"

    @property
    def seal(self) -> str:
        return hashlib.sha256(f"{self.path}\0{self.source}".encode()).hexdigest()


def rooms_of(house: Path) -> list[str]:
    """The folders that hold the house's code: its apps, and the law, which has no tables in the database."""
    return sorted(path.parent.name for path in (*house.glob("*/apps.py"), *house.glob("law/__init__.py")))


def mutants(house: Path, rooms: list[str]) -> Iterator[Mutant]:
    for room in rooms:
        standing: dict[str, Mutant] = {}
        for file in sorted((house / room).rglob("*.py")):
            path = file.relative_to(house)
            if "tests" in path.parts:
                continue
            source = file.read_text(encoding="utf-8")
            if "migrations" in path.parts:
                _constraints(str(path), source, ast.parse(source), standing)
                continue
            # Most files hold none of these words: to take them apart would be most of the time.
            if "def visible_to" in source:
                yield from _visible_to(str(path), source, _tree(file))
            if any(f"{guards}=" in source for guards in GUARDS):
                yield from _guards(str(path), source, _tree(file))
            if ".update(" in source:
                yield from _swaps(str(path), source, _tree(file), _functions_beside(file))
        yield from standing.values()


def _visible_to(path: str, source: str, tree: ast.Module) -> Iterator[Mutant]:
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for owner in classes:
        words = (
            "visible_to",
            "who_sees",
            *_models_of(owner, classes),
            owner.name.removesuffix("QuerySet"),
            Path(path).stem,
        )
        for method in [node for node in owner.body if isinstance(node, ast.FunctionDef) and node.name == "visible_to"]:
            for node in ast.walk(method):
                if not isinstance(node, ast.Return) or node.value is None:
                    continue
                shown = ast.unparse(node.value)
                if shown in {"self", "self.all()"}:
                    continue
                changed = _replaced(source, node.value, "self")
                yield Mutant("visible_to", path, node.lineno, f"{owner.name}: all, not {_short(shown)}", changed, words)


def _models_of(rows: ast.ClassDef, classes: list[ast.ClassDef]) -> list[str]:
    """The models of a module whose rows these are, by themselves or through a class that takes over from them."""
    heirs = [
        other for other in classes if any(isinstance(base, ast.Name) and base.id == rows.name for base in other.bases)
    ]
    own = [model.name for model in classes if any(_speaks_of(rows.name, part) for part in model.body)]
    return [*own, *(model for heir in heirs for model in _models_of(heir, classes))]


def _speaks_of(name: str, part: ast.stmt) -> bool:
    """Whether a manager is made of it here."""
    return isinstance(part, ast.Assign) and any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(part.value))


def _guards(path: str, source: str, tree: ast.Module) -> Iterator[Mutant]:
    named = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
        step = next(
            (arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)), ""
        )
        for keyword in [keyword for keyword in call.keywords if keyword.arg in GUARDS]:
            every = _one_by_one(keyword.value, named)
            for gone in every:
                kept = [other for other in every if other != gone]
                changed = _replaced(source, keyword.value, f"({', '.join(kept)}{',' * bool(kept)})")
                words = (f'"{step}"', gone)
                yield Mutant("guard", path, keyword.value.lineno, f"{step}: without {gone}", changed, words)


def _one_by_one(guards: ast.expr, named: dict[str, ast.expr]) -> list[str]:
    """The guards of a tuple, in the words of the source; those that it takes over from another tuple by its name, too."""
    if isinstance(guards, ast.Starred):
        return _one_by_one(guards.value, named)
    if isinstance(guards, ast.Tuple):
        return [guard for part in guards.elts for guard in _one_by_one(part, named)]
    if isinstance(guards, ast.Name) and isinstance(named.get(guards.id), ast.Tuple):
        return _one_by_one(named[guards.id], named)
    return [ast.unparse(guards)]


def _swaps(path: str, source: str, tree: ast.Module, beside: dict[str, set[str]]) -> Iterator[Mutant]:
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        unused = {id(node.value) for node in ast.walk(function) if isinstance(node, ast.Expr)}
        for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
            is_update = isinstance(call.func, ast.Attribute) and call.func.attr == "update" and call.keywords
            if not is_update or id(call) in unused:
                continue
            compared = _filter_of(call.func.value, function)  # type: ignore[attr-defined]
            words = _doors_to(function.name, beside)
            if compared is not None:
                kept = [ast.unparse(keyword) for keyword in compared.keywords if keyword.arg in KEYS]
                gone = [str(keyword.arg) for keyword in compared.keywords if keyword.arg not in KEYS]
                rest = f"{ast.unparse(compared.func)}({', '.join(kept)})"
                changed, what = _replaced(source, compared, rest), f"whatever {', '.join(gone)}"
            else:
                changed, what = _replaced(source, call, f"({ast.unparse(call)} or 1)"), "whatever it counts"
            yield Mutant("swap", path, call.lineno, f"{function.name}: {what}", changed, words)


def _functions_beside(file: Path) -> dict[str, set[str]]:
    """Each function of a module, and of the others in its folder of actions, with the names that it speaks of."""
    files = sorted(file.parent.glob("*.py")) if file.parent.name == "actions" else [file]
    return {
        node.name: {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        for tree in map(_tree, files)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


@functools.cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _doors_to(name: str, functions: dict[str, set[str]]) -> tuple[str, ...]:
    """The public functions by which one is reached, the nearest first."""
    reached = [name]
    for step in reached:
        reached += [other for other, spoken in functions.items() if step in spoken and other not in reached]
    return tuple(step for step in reached if not step.startswith("_"))


def _filter_of(rows: ast.expr, function: ast.FunctionDef) -> ast.Call | None:
    """The filter by which rows are compared, here or where the variable got them; it names a key and something else."""
    if isinstance(rows, ast.Name):
        given = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == rows.id for t in node.targets)
        ]
        rows = given[-1] if given else rows
    for node in ast.walk(rows):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "filter":
            asked = {keyword.arg for keyword in node.keywords}
            if asked & KEYS and asked - KEYS:
                return node
    return None


def _constraints(path: str, source: str, tree: ast.Module, standing: dict[str, Mutant]) -> None:
    """What a room's migrations make, one migration after another. One that is made anew is broken where it was made last:
    to break it earlier changes nothing that stands, or the migrations."""
    for several in [node for node in ast.walk(tree) if isinstance(node, ast.List)]:
        for element in several.elts:
            name, is_removed = _constraint_named(element)
            if is_removed:
                standing.pop(name, None)
            elif name:
                rest = [ast.get_source_segment(source, other) or "" for other in several.elts if other is not element]
                changed = _replaced(source, several, f"[{', '.join(rest)}]")
                standing[name] = Mutant("constraint", path, element.lineno, f"without {name}", changed, (name,))


def _constraint_named(element: ast.expr) -> tuple[str, bool]:
    """Of `models.XConstraint(name=…)`, `migrations.AddConstraint(constraint=…)` or `RemoveConstraint(name=…)`, which goes."""
    if not isinstance(element, ast.Call) or not isinstance(element.func, ast.Attribute):
        return "", False
    named = {keyword.arg: keyword.value for keyword in element.keywords}
    kind = element.func.attr
    if kind == "AddConstraint":
        return _constraint_named(named["constraint"])
    name = named.get("name")
    if not kind.endswith("Constraint") or not isinstance(name, ast.Constant):
        return "", False
    return str(name.value), kind == "RemoveConstraint"


def _replaced(source: str, node: ast.expr, by: str) -> str:
    """The source with that expression told otherwise. Columns count bytes."""
    lines = source.encode().splitlines(keepends=True)
    begin = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: (node.end_lineno or node.lineno) - 1])) + (node.end_col_offset or 0)
    whole = source.encode()
    return (whole[:begin] + by.encode() + whole[end:]).decode()


def _short(words: str) -> str:
    return words if len(words) < 60 else f"{words[:57]}…"


# -- Which tests are near.


def near(house: Path, mutant: Mutant, rooms: list[str], most: int = 3) -> list[str]:
    """The test files that speak of it most, or all of its room where none does; none that is wide or in a browser.

    A word counts once before it counts often: who speaks of the step and of its guard is nearer than who walks the step.
    What swaps is named as many other things are, so that only those count who take it from the room's actions; nearest
    is who takes it itself.
    """
    first = [path for path in TABLES.get(mutant.kind, ()) if (house / path).exists()]
    if mutant.kind == "constraint":
        return first
    room, tests = mutant.path.partition("/")[0], _narrow_tests(house, tuple(rooms))
    spoken: list[tuple[int, int, int, str]] = []
    for path, speaks in tests.items():
        is_named_so = any(word.lower() in Path(path).stem for word in mutant.words if len(word) > 4)
        counts = [speaks.words[word] for word in mutant.words]
        nearest = 0
        if mutant.kind == "swap":
            taken = [(f"{room}.actions", word) in speaks.takes for word in mutant.words]
            counts = [count * is_taken for count, is_taken in zip(counts, taken, strict=True)]
            nearest = taken.index(True) if any(taken) else len(taken)
        counts.append(20 * is_named_so)
        if any(counts):
            spoken.append((nearest, -sum(map(bool, counts)), -sum(counts), path))
    of_the_room = [path for path in tests if path.startswith(f"{room}/")]
    others = [path for *_much, path in sorted(spoken) if path not in first]
    return [*first, *others[: most - len(first)]] or of_the_room


@dataclass(frozen=True)
class NarrowTest:
    """Of what a file of tests speaks: how often of each word, and which names it takes from which package of a room."""

    words: Counter[str]
    takes: frozenset[tuple[str, str]]


@functools.cache
def _narrow_tests(house: Path, rooms: tuple[str, ...]) -> dict[str, NarrowTest]:
    files = {
        str(file.relative_to(house)): file.read_text(encoding="utf-8")
        for room in rooms
        for file in sorted((house / room).rglob("test_*.py"))
    }
    wide = ("/wall/", "test_admin_pages.py", "test_mutations.py")
    return {
        path: NarrowTest(Counter(WORD.findall(words)), _taken(words))
        for path, words in files.items()
        if "mark.browser," not in words and not any(w in path for w in wide)
    }


def _taken(words: str) -> frozenset[tuple[str, str]]:
    imports = [node for node in ast.walk(ast.parse(words)) if isinstance(node, ast.ImportFrom) and node.module]
    return frozenset(
        (".".join(str(node.module).split(".")[:2]), alias.name) for node in imports for alias in node.names
    )
