"""What happens to every request: one line in the log, and a clear answer to what can't be read."""

import time
import uuid
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = structlog.get_logger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """One structured line an answer: method, path without its query, status, milliseconds, person's key."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])
        began = time.monotonic()
        response = self.get_response(request)
        user = getattr(request, "user", None)
        log.info(
            "answered",
            method=request.method,
            path=request.path,
            status=response.status_code,
            milliseconds=round((time.monotonic() - began) * 1000),
            user=getattr(user, "pk", None),
        )
        return response


class RefuseUnreadableRequests:
    """A NUL character, or bytes that are no text, in an address: a 400 that says so.

    No database column can hold a NUL, so nothing behind such an address can exist; PostgreSQL would raise.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_readable(request.path_info) and self.is_readable(request.META.get("QUERY_STRING", "")):
            return self.get_response(request)
        return render(request, "400.html", status=400)

    @staticmethod
    def is_readable(text: str) -> bool:
        try:
            return "\x00" not in unquote_to_bytes(text.replace("+", " ")).decode()
        except UnicodeDecodeError:
            return False
