"""The house stays readable inside: what no linter counts is counted here, and may only become less.

1. Every class has a name of its own. 2. No function is longer than one can hold in mind. 3. A parameter says what it is.
4. Nobody passes on what they didn't look at (`**name: Any`), but where a framework asks for it.
5. A variable is named for what it holds, and never for how it was come by.

`LIMITS` is the table: a number that the house has outgrown is lowered, and none is raised.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent

LONGEST_FUNCTION = 40  # lines between its first and its last, its docstring and comments left out
# Names that a framework gives to classes: Django finds them by it.
GIVEN_NAMES = frozenset({"Meta", "Command", "Media"})
# Methods that a framework calls with more than they ask for.
HOOKS = frozenset(
    {
        *("handle", "get", "post", "list", "retrieve", "clean", "render", "dispatch", "save", "get_changelist"),
        *("create_user", "create_superuser", "message"),
        # import-export
        *("export_data", "filter_export", "get_resource_kwargs", "before_import", "before_import_row"),
        *("after_init_instance", "after_import_row"),
    }
)

# What says nothing of what it holds.
EMPTY_NAMES = frozenset({"one", "found", "given"})

# What is counted → the most there may be.
LIMITS: dict[str, float] = {
    "class names that stand for two things": 0,
    "functions longer than forty lines": 0,
    "parameters typed Any, in a hundred": 4,  # 3
    "functions that pass on **name: Any": 0,
    "names that say nothing of what they hold": 12,  # in tools/mutations
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Reading:
    """What was read in the house, by where it stands."""

    classes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    long_functions: list[str] = field(default_factory=list)
    parameters: int = 0
    of_any_type: list[str] = field(default_factory=list)
    passed_on: list[str] = field(default_factory=list)
    empty_names: list[str] = field(default_factory=list)

    def read(self, text: str, place: str) -> None:
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                if node.name not in GIVEN_NAMES:
                    self.classes[node.name].append(f"{place}:{node.lineno}")
            elif isinstance(node, Function):
                self._read_function(node, f"{place}:{node.lineno} {node.name}", lines)
            elif (name := name_given(node)) in EMPTY_NAMES:
                self.empty_names.append(f"{place}:{node.lineno} {name}")  # type: ignore[attr-defined]

    def _read_function(self, function: Function, where: str, lines: list[str]) -> None:
        if lines_of_code(function, lines) > LONGEST_FUNCTION:
            self.long_functions.append(where)
        arguments = function.args
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for argument in named:
            if argument.arg not in {"self", "cls"} or argument.annotation is not None:
                self.parameters += 1
                if is_any(argument.annotation):
                    self.of_any_type.append(f"{where}({argument.arg})")
        if arguments.kwarg is not None and is_any(arguments.kwarg.annotation) and not is_of_a_framework(function):
            self.passed_on.append(where)

    def counts(self) -> dict[str, tuple[float, list[str]]]:
        """What `LIMITS` limits, and where it stands."""
        doubled = [f"{name}: {', '.join(places)}" for name, places in self.classes.items() if len(places) > 1]
        share = round(100 * len(self.of_any_type) / max(self.parameters, 1), 1)
        counted = (
            (len(doubled), doubled),
            (len(self.long_functions), self.long_functions),
            (share, self.of_any_type),
            (len(self.passed_on), self.passed_on),
            (len(self.empty_names), self.empty_names),
        )
        return dict(zip(LIMITS, counted, strict=True))


def name_given(node: ast.AST) -> str:
    """The name that a variable or a parameter is given here; empty where none is."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    return node.arg if isinstance(node, ast.arg) else ""


def is_any(annotation: ast.expr | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id == "Any"


def lines_of_code(function: Function, lines: list[str]) -> int:
    """From the first statement to the last, without the docstring, blank lines and comments."""
    first, *rest = function.body
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and rest:
        first = rest[0]
    body = lines[first.lineno - 1 : function.end_lineno]
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in body)


def is_of_a_framework(function: Function) -> bool:
    """Its signature is somebody else's: it is a hook of theirs, passes what it got to its parent, or is registered."""
    if function.name in HOOKS or any("register" in ast.unparse(decorator) for decorator in function.decorator_list):
        return True
    return f"super().{function.name}(" in ast.unparse(function)


def modules() -> Iterator[Path]:
    """Every module of ours that isn't a test or a migration."""
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    for room in [*settings["tool"]["importlinter"]["root_packages"], "tools", "bench"]:
        for path in sorted((HOUSE / room).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.relative_to(HOUSE).parts):
                yield path


def main(words: list[str]) -> int:
    """Say what is counted; with `--where`, also where it stands. The exit code is 1 where a limit is passed."""
    reading = Reading()
    for path in modules():
        reading.read(path.read_text(), str(path.relative_to(HOUSE)))
    is_well = True
    for what, (count, places) in reading.counts().items():
        is_within = count <= LIMITS[what]
        is_well &= is_within
        print(f"{'ok ' if is_within else 'BAD'}  {what:<42} {count:>6}  (at most {LIMITS[what]})")
        if "--where" in words or not is_within:
            print("".join(f"       {place}\n" for place in places), end="")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
