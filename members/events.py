"""The log of security: a line an event, unmasked, in a file of its own (`cica_tracker.logs`)."""

import structlog
from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest

from members.models import User

security = structlog.get_logger("security")


def note(event: str, request: HttpRequest | None = None, person: User | None = None, **more: object) -> None:
    """One line: what, who, from which address and with which program, by the journal's instant."""
    where = {} if request is None else {"address": get_client_ip(request), "program": _program(request)}
    who = {} if person is None else {"person": person.pk, "login": person.email}
    security.info(event, **{**where, **who, **more})


def _program(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:200]
