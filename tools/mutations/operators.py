"""What is broken: found in the source, never listed by hand.

- every `visible_to`: each of its returns lets everything through;
- every guard of a table of steps: left out of one step;
- every compare-and-swap (an `update` whose count is looked at): swaps without comparing;
- every constraint of the database: gone from the migrations.
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
WORD = re.compile(r'"[\w-]+"|\w+')  # the name of a step stands in quotation marks


@dataclass(frozen=True)
class Mutant:
    """One change of one file, and the words by which the tests near it are found."""

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
        for file in sorted((house / room).rglob("*.py")):
            path = file.relative_to(house)
            if "tests" in path.parts:
                continue
            source = file.read_text(encoding="utf-8")
            tree = ast.parse(source)
            if "migrations" in path.parts:
                yield from _constraints(str(path), source, tree)
                continue
            yield from _visible_to(str(path), source, tree)
            yield from _guards(str(path), source, tree)
            yield from _swaps(str(path), source, tree)


def _visible_to(path: str, source: str, tree: ast.Module) -> Iterator[Mutant]:
    for owner in [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]:
        for method in [node for node in owner.body if isinstance(node, ast.FunctionDef) and node.name == "visible_to"]:
            for node in ast.walk(method):
                if not isinstance(node, ast.Return) or node.value is None:
                    continue
                shown = ast.unparse(node.value)
                if shown in {"self", "self.all()"}:
                    continue
                words = (owner.name.removesuffix("QuerySet"), Path(path).stem)
                changed = _replaced(source, node.value, "self")
                yield Mutant("visible_to", path, node.lineno, f"{owner.name}: all, not {_short(shown)}", changed, words)


def _guards(path: str, source: str, tree: ast.Module) -> Iterator[Mutant]:
    for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
        step = next(
            (arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)), ""
        )
        for keyword in call.keywords:
            if keyword.arg not in GUARDS:
                continue
            parts = keyword.value.elts if isinstance(keyword.value, ast.Tuple) else [None]
            for part in parts:
                kept = [] if part is None else [ast.unparse(other) for other in parts if other and other is not part]
                changed = _replaced(source, keyword.value, f"({', '.join(kept)}{',' * bool(kept)})")
                gone = ast.unparse(keyword.value if part is None else part)
                yield Mutant(
                    "guard", path, keyword.value.lineno, f"{step}: without {gone}", changed, (f'"{step}"', gone)
                )


def _swaps(path: str, source: str, tree: ast.Module) -> Iterator[Mutant]:
    names = tuple(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        unused = {id(node.value) for node in ast.walk(function) if isinstance(node, ast.Expr)}
        for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
            is_update = isinstance(call.func, ast.Attribute) and call.func.attr == "update" and call.keywords
            if not is_update or id(call) in unused:
                continue
            compared = _filter_of(call.func.value, function)  # type: ignore[attr-defined]
            words = (*names, function.name)
            if compared is not None:
                kept = [ast.unparse(keyword) for keyword in compared.keywords if keyword.arg in KEYS]
                gone = [str(keyword.arg) for keyword in compared.keywords if keyword.arg not in KEYS]
                rest = f"{ast.unparse(compared.func)}({', '.join(kept)})"
                changed, what = _replaced(source, compared, rest), f"whatever {', '.join(gone)}"
            else:
                changed, what = _replaced(source, call, f"({ast.unparse(call)} or 1)"), "whatever it counts"
            yield Mutant("swap", path, call.lineno, f"{function.name}: {what}", changed, words)


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


def _constraints(path: str, source: str, tree: ast.Module) -> Iterator[Mutant]:
    for several in [node for node in ast.walk(tree) if isinstance(node, ast.List)]:
        for element in several.elts:
            name = _constraint_named(element)
            if name:
                rest = [ast.get_source_segment(source, other) or "" for other in several.elts if other is not element]
                changed = _replaced(source, several, f"[{', '.join(rest)}]")
                yield Mutant("constraint", path, element.lineno, f"without {name}", changed, (name,))


def _constraint_named(element: ast.expr) -> str:
    """Of `models.XConstraint(name=…)` or `migrations.AddConstraint(constraint=…)`."""
    if not isinstance(element, ast.Call) or not isinstance(element.func, ast.Attribute):
        return ""
    given = {keyword.arg: keyword.value for keyword in element.keywords}
    if element.func.attr == "AddConstraint":
        return _constraint_named(given["constraint"])
    name = given.get("name")
    is_one = element.func.attr.endswith("Constraint") and isinstance(name, ast.Constant)
    return str(name.value) if is_one and isinstance(name, ast.Constant) else ""


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
    """The test files that speak of it most, or all of its room where none does; none that is wide or in a browser."""
    if mutant.kind == "constraint":
        return ["cica_tracker/tests/test_constraints.py"]
    spoken: list[tuple[int, str]] = []
    tests = _narrow_tests(house, tuple(rooms))
    for path, words in tests.items():
        times = sum(words[word] for word in mutant.words)
        times += 20 * any(word.lower() in Path(path).stem for word in mutant.words if len(word) > 4)
        if times:
            spoken.append((-times, path))
    room = mutant.path.partition("/")[0]
    return [path for _times, path in sorted(spoken)[:most]] or [path for path in tests if path.startswith(f"{room}/")]


@functools.cache
def _narrow_tests(house: Path, rooms: tuple[str, ...]) -> dict[str, Counter[str]]:
    """How often each word stands in each."""
    files = {
        str(file.relative_to(house)): file.read_text(encoding="utf-8")
        for room in rooms
        for file in sorted((house / room).rglob("test_*.py"))
    }
    wide = ("/wall/", "test_admin_pages.py", "test_mutations.py")
    return {
        path: Counter(WORD.findall(words))
        for path, words in files.items()
        if "mark.browser," not in words and not any(w in path for w in wide)
    }
