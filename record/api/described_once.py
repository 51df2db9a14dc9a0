"""What the description of the API says at many of its operations, and keeps in one place: refusals, and the limits they count to."""

from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from record.api.problems import A_PROBLEM

Described = dict[str, Any]
# What a component is named by; of one name there may be one that is kept, the rest stay where they are.
PROBLEM = "Problem"


def say_once(result: Described, **_of_the_generator: object) -> Described:
    """Moves each refusal that several operations give, and each header that several answers have, to the components.

    A hook of the generator, after all others: it looks at the whole document, whichever room described which door.
    """
    components = result["components"]
    components.setdefault("schemas", {})[PROBLEM] = A_PROBLEM
    kept_headers, kept_answers = components.setdefault("headers", {}), components.setdefault("responses", {})
    refer(list(_headers(result)), kept_headers, "#/components/headers/")
    for content in _contents_of_refusals(result):
        if content.get("schema") == A_PROBLEM:
            content["schema"] = {"$ref": f"#/components/schemas/{PROBLEM}"}
    refer(list(_refusals(result)), kept_answers, "#/components/responses/")
    return result


def refer(places: list[tuple[Described, str, str]], kept: Described, prefix: str) -> None:
    """In each place, which is a key of something with the name its component would have: what is met twice is kept once."""
    met = Counter((name, repr(holder[key])) for holder, key, name in places)
    for holder, key, name in places:
        if met[name, repr(holder[key])] > 1 and kept.setdefault(name, holder[key]) == holder[key]:
            holder[key] = {"$ref": f"{prefix}{name}"}


def _answers(result: Described) -> Iterator[tuple[Described, str]]:
    for operations in result["paths"].values():
        for operation in operations.values():
            yield from ((operation["responses"], status) for status in operation["responses"])


def _refusals(result: Described) -> Iterator[tuple[Described, str, str]]:
    for answers, status in _answers(result):
        if status >= "400":
            yield answers, status, "".join(HTTPStatus(int(status)).phrase.split()).replace("-", "")


def _headers(result: Described) -> Iterator[tuple[Described, str, str]]:
    for answers, status in _answers(result):
        headers = answers[status].get("headers", {})
        yield from ((headers, name, name) for name in headers)


def _contents_of_refusals(result: Described) -> Iterator[Described]:
    for answers, status, _name in _refusals(result):
        yield from answers[status].get("content", {}).values()
