"""Writes the nouns of the Python client from the description of the API, so that nobody writes a column twice."""

import keyword
import os
import re
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
WRITTEN_TO = HOUSE / "clients" / "python" / "cica_client" / "nouns.py"
LANGUAGES = {"en", "ru", "zh-hans", "ar"}
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "object": "dict[str, object]"}
HEAD = '''"""What each list of the tracker answers and may be asked: written by `make client` from the description of the API."""

from collections.abc import Iterator
from typing import Any, Generic, Literal, TypedDict, TypeVar, Unpack, overload

Words = TypedDict("Words", {"en": str, "ru": str, "zh-hans": str, "ar": str})
'''
ROOT = '''
Row = TypeVar("Row")


class Changes(Generic[Row]):
    """What changed of a list: the rows entered or changed, the references of those taken back, and from when to ask next."""

    def __init__(self, rows: list[Row], taken_back: list[str], since: str) -> None:
        self.rows, self.taken_back, self.since = rows, taken_back, since


class Lists:
    """Every list by its name, with what it may be asked; whoever inherits fetches the rows."""

    def rows(self, name: str, query: dict[str, object]) -> Iterator[dict[str, object]]:
        raise NotImplementedError
'''
# What is told of one is what is told in its list, with more beside: both are overloaded by the name of the list.
OF_ONE = """    @overload
    def one(self, name: {name!r}, reference: str, **query: object) -> {row}: ...
"""
OF_CHANGES = """    @overload
    def changes(self, name: {name!r}, since: str) -> Changes[{row}]: ...
"""
OF_ANY = '''
    @overload
    def one(self, name: str, reference: str, **query: object) -> dict[str, Any]: ...
    def one(self, name: str, reference: str, **query: object) -> Any:
        """A single entry, by its reference."""
        return self.entry(name, reference, query)

    def entry(self, name: str, reference: str, query: dict[str, object]) -> dict[str, Any]:
        raise NotImplementedError

'''
OF_ANY_CHANGES = '''
    @overload
    def changes(self, name: str, since: str) -> Changes[dict[str, Any]]: ...
    def changes(self, name: str, since: str) -> Changes[Any]:
        """For whoever keeps a copy: what became of a list since a day or an instant."""
        return self.changed(name, since)

    def changed(self, name: str, since: str) -> Changes[Any]:
        raise NotImplementedError
'''


def name_of(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]


def in_python(schema: dict, used: list[str]) -> str:
    """The type of a value; what it refers to is remembered in `used`."""
    if "$ref" in schema:
        if (said := name_of(schema["$ref"])) == "NullEnum":
            return "None"
        used.append(said)
    elif parts := schema.get("allOf") or schema.get("oneOf") or schema.get("anyOf"):
        said = " | ".join(dict.fromkeys(in_python(part, used) for part in parts))
    elif "enum" in schema:
        values = [value for value in schema["enum"] if value is not None]
        said = f"Literal[{', '.join(repr(value) for value in values)}]" if values else "None"
    elif schema.get("type") == "array":
        said = f"list[{in_python(schema['items'], used)}]"
    elif set(schema.get("properties", ())) == LANGUAGES:
        said = "Words"
    else:
        said = PLAIN.get(schema.get("type", ""), "object")
    return f"{said} | None" if schema.get("nullable") and "None" not in said else said


def typed(name: str, columns: dict[str, str], says: str) -> str:
    """One noun; not total, as `fields=` leaves columns out."""
    if all(column.isidentifier() and not keyword.iskeyword(column) for column in columns):
        body = "".join(f"    {column}: {kind}\n" for column, kind in columns.items()) or "    pass\n"
        told = f'    """{says}"""\n\n' if says else ""
        return f"class {name}(TypedDict, total=False):\n{told}{body}"
    body = ", ".join(f"{column!r}: {kind!r}" for column, kind in columns.items())
    return f"{name} = TypedDict({name!r}, {{{body}}}, total=False)\n"


def noun(name: str, schema: dict, used: list[str]) -> str:
    if "properties" not in schema:
        return f"{name} = {in_python(schema, used)}\n"
    columns = {column: in_python(kind, used) for column, kind in schema["properties"].items()}
    says = " ".join(schema.get("description", "").split()).replace('"', "'")
    return typed(name, columns, says)


def lists(schema: dict) -> dict[str, tuple[str, dict]]:
    """By the name of each list: the noun of its rows, and its operation."""
    there = {}
    for address, operations in sorted(schema["paths"].items()):
        match = re.fullmatch(r"/api/v1/([a-z-]+)/", address)
        answer = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        page = answer.get("application/json", {}).get("schema", {}).get("$ref", "")
        if match and name_of(page).startswith("Paginated"):
            of_page = schema["components"]["schemas"][name_of(page)]
            there[match[1]] = (name_of(of_page["properties"]["results"]["items"]["$ref"]), operations["get"])
    return there


def written(schema: dict) -> str:
    """The whole module: choices, rows, what may be asked, and one method a list."""
    parts, wanted, done, asked, methods = [], [], set(), [], []
    ones, changes, taken_back = [], [], []
    for name, (row, operation) in lists(schema).items():
        alone = row_alone(schema, name) or row
        wanted += [row, alone]
        literal = f"Literal[{name!r}]"
        ones.append(OF_ONE.replace("{name!r}", literal).replace("{row}", alone))
        said = {parameter["name"] for parameter in operation["parameters"]}
        if "updated_since" in said:
            changes.append(OF_CHANGES.replace("{name!r}", literal).replace("{row}", row))
        if "with_corrected" in said:
            taken_back.append(name)
        columns = {
            parameter["name"]: in_python(parameter["schema"], [])
            for parameter in operation["parameters"]
            if parameter["in"] == "query" and parameter["name"] not in {"format", "page", "headings"}
        }
        method = name.replace("-", "_")
        query = "AskOf" + "".join(word.title() for word in name.split("-"))
        asked.append(typed(query, columns, ""))
        methods.append(
            f"    def {method}(self, **query: Unpack[{query}]) -> Iterator[{row}]:\n"
            f"        yield from self.rows({name!r}, dict(query))  # type: ignore[misc]\n"
        )
    while wanted:
        name = wanted.pop()
        if name not in done:
            done.add(name)
            parts.append((name, noun(name, schema["components"]["schemas"][name], wanted)))
    choices = [text for _name, text in sorted(parts) if not text.startswith("class")]
    rows = [text for _name, text in sorted(parts) if text.startswith("class")]
    graves = f"# Of these a row can be taken back.\nTAKEN_BACK = frozenset({taken_back!r})\n"
    by_name = "".join((*ones, OF_ANY.lstrip("\n"), *changes, OF_ANY_CHANGES.lstrip("\n")))
    return "\n".join([HEAD, *choices, "", *quoted(rows), *asked, graves, ROOT, *methods, by_name])


def row_alone(schema: dict, name: str) -> str:
    """The noun of one entry of a list by itself; empty where it has no address of its own."""
    for address, operations in schema["paths"].items():
        if re.fullmatch(rf"/api/v1/{name}/{{[a-z_]+}}/", address) and "get" in operations:
            answer = operations["get"]["responses"].get("200", {}).get("content", {})
            return name_of(answer.get("application/json", {}).get("schema", {}).get("$ref", ""))
    return ""


def quoted(rows: list[str]) -> list[str]:
    """A row may name one that stands further down: types are said in quotation marks."""
    return [re.sub(r"^    (\w+): (.+)$", r'    \1: "\2"', text, flags=re.MULTILINE) for text in rows]


def described() -> dict:
    """The description of the API as this house gives it."""
    from drf_spectacular.generators import SchemaGenerator  # noqa: PLC0415 once the house is set up

    return SchemaGenerator().get_schema(request=None, public=True)


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(HOUSE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cica_tracker.settings")
    os.environ.setdefault("DEBUG", "1")
    django.setup()
    WRITTEN_TO.write_text(written(described()))
    print(f"written: {WRITTEN_TO.relative_to(HOUSE)}")
