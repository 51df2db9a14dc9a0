"""How a refusal reads to a program: problem details by RFC 9457, the same whatever refused it."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"
# What the RFC, and we, put there ourselves: a field of that name is told of under `errors` alone.
OWN_MEMBERS = frozenset({"type", "title", "status", "detail", "instance", "code", "errors"})

A_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Problem details (RFC 9457): `detail` says it in a sentence, `code` in a word that stays the same in"
    " every language; `errors` says of each parameter or field what is wrong with it.",
    "properties": {
        "type": {"type": "string", "description": "about:blank: the status says which kind it is."},
        "title": {"type": "string", "description": "What the status means."},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    },
    "required": ["type", "title", "status", "detail", "code"],
}


def problem(
    status: int, detail: object, *, code: str, errors: Mapping[str, Iterable[object]] | None = None
) -> dict[str, Any]:
    """The body of a refusal. `errors` are sentences by parameter or field.

    What is wrong with a field stands under its own name as well, where programs of ours read it before there was `errors`.
    """
    by_name = {name: [str(sentence) for sentence in sentences] for name, sentences in (errors or {}).items()}
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(detail),
        "code": code,
    }
    if errors is not None:
        told["errors"] = by_name
        told |= {name: sentences for name, sentences in by_name.items() if name not in OWN_MEMBERS}
    return told


def summary_of(errors: Mapping[str, Iterable[object]]) -> str:
    """All that is wrong in a line, for whoever reads the sentence alone."""
    said = [f"{name}: {' '.join(map(str, sentences))}" for name, sentences in errors.items()]
    return "; ".join(said) or _("This can't be done so.")


def problem_response(
    status: int,
    detail: object,
    *,
    code: str,
    errors: Mapping[str, Iterable[object]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """The same where no resource answers."""
    body = problem(status, detail, code=code, errors=errors)
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))
