"""Reading the project's data files: against a schema, with complaints that name file, line and field; then writing
them so that a second run changes nothing."""

import importlib
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from django.db import models
from yaml.nodes import MappingNode, Node, SequenceNode

from journal.actions import difference, record, snapshot
from journal.models import Entry
from record.models import Source, every_row, is_mistaken
from record.sources import known_sources

BY = "load_record"


class RecordFault(Exception):
    """The data files can't be loaded; `faults` says why, one sentence each, with file and line."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(faults))


# Ten times as fast where PyYAML was built with libyaml, as its wheels are.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TextLoader(_Loader):
    """SafeLoader that leaves dates as the text that was written: "2010-06" and "2010-06-07" say different things."""


_TextLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class DataFile:
    """One file of facts, read and found to be in order."""

    path: Path
    content: dict[str, Any]
    root: Node = field(repr=False)

    def line_of(self, *place: str | int) -> int:
        """The line, from 1, on which the value at `place` (keys and positions from the top) stands."""
        return _node_at(self.root, place).start_mark.line + 1

    def fault(self, complaint: str, *place: str | int) -> RecordFault:
        where = ".".join(str(part) for part in place)
        return RecordFault([f"{self.path.name}:{self.line_of(*place)}: {where}: {complaint}"])


def _schemas() -> ModuleType:
    """What validates. Brought in by whoever reads a data file, and not by each process of the house as it starts: beside
    the tools of the tests it builds a grammar of addresses first, for a second and a half."""
    return importlib.import_module("jsonschema")


def read(path: Path) -> DataFile:
    """Read `path` and hold it against the schema beside it (`X.schema.yaml`). Raises RecordFault with every fault."""
    text = path.read_text(encoding="utf-8")
    try:
        root, content = _parsed(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RecordFault([f"{path.name}:{line}: not readable as YAML: {getattr(error, 'problem', error)}"]) from error
    if root is None:
        raise RecordFault([f"{path.name}:1: the file is empty"])
    schema = yaml.load(path.with_suffix(".schema.yaml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    faults = sorted(
        _schemas().Draft202012Validator(schema).iter_errors(content), key=lambda fault: list(map(str, fault.path))
    )
    data = DataFile(path, content, root)
    if faults:
        raise RecordFault([str(data.fault(fault.message, *fault.path)) for fault in faults])
    return data


def _parsed(text: str) -> tuple[Node | None, Any]:
    """Parsed once: the nodes, which know their lines, and what they say."""
    loader = _TextLoader(text)
    try:
        root = loader.get_single_node()
        return root, None if root is None else loader.construct_document(root)
    finally:
        loader.dispose()


def _node_at(node: Node, place: tuple[str | int, ...]) -> Node:
    for part in place:
        if isinstance(node, MappingNode):
            values = {key.value: value for key, value in node.value}
            if str(part) not in values:
                return node
            node = values[str(part)]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return node
    return node


@dataclass
class Tally:
    """What a load did: rows that were new, changed, already as the files say, and left as a person wrote them."""

    added: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0

    def __str__(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.same} as they were, {self.kept} kept as people wrote them"


def put(tally: Tally, model: type[models.Model], key: dict[str, Any], values: dict[str, Any]) -> Any:
    """Make the row that `key` names hold `values`, journal what changed, count it in `tally`, return the row.

    A field that a person has changed since keeps what the person wrote: the files never overrule people.
    """
    row = every_row(model).filter(**key).first() or model(**key)
    if is_mistaken(row):
        # People found it to be a mistake: the files never bring it back.
        tally.kept += 1
        return row
    before = snapshot(row) if row.pk else {}
    many = {name: values.pop(name) for name in [field.name for field in model._meta.many_to_many] if name in values}
    for name, value in values.items():
        setattr(row, name, value)
    if not row.pk:
        _save(row)
        tally.added += 1
    elif loaded_changes := difference(before, snapshot(row)):
        changed_by_people = _fields_people_changed(row) & set(loaded_changes)
        for name in changed_by_people:
            setattr(row, row._meta.get_field(name).attname, before[name])
        if set(loaded_changes) - changed_by_people:
            _save(row)
            tally.changed += 1
        else:
            tally.kept += 1
    else:
        tally.same += 1
    for name, related in many.items():
        getattr(row, name).set(related)
    if changes := difference(before, snapshot(row)):
        record(by=BY, verb="loaded", about=row, changes=changes)
    return row


def _save(row: models.Model) -> None:
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()


def _fields_people_changed(row: models.Model) -> set[str]:
    entries = Entry.objects.about(row).exclude(by_label=BY).values_list("changes", flat=True)
    return {name for changes in entries for name in changes}


def load_sources(tally: Tally) -> None:
    """Write the sources of the file into the register; what people added or changed there stays."""
    for key, says in known_sources().items():
        put(tally, Source, {"key": key}, {"says": says})
