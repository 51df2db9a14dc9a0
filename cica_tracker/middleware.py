"""What happens to every request: one line in the log, and a clear answer to what can't be read."""

import re
import time
import uuid
from collections.abc import Callable
from urllib.parse import unquote_plus, unquote_to_bytes

import structlog
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cica_tracker import releases
from record.api.problems import problem_response, summary_of
from record.hindrances import NOT_SHOWN, OTHER_TABLES, TRY_AGAIN, Hindrance, remember
from record.marked import BEFORE_A_FILE, HEADER, IN_THE_HEAD, is_marked
from record.middleware import ONLY_READ
from record.pace import TooOften, counting
from record.replica import has_broken_off
from record.secrets import without_secrets

log = structlog.get_logger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]


# Where the name of a file begins, in either way of writing it (RFC 6266).
NAME_OF_A_FILE = re.compile(r"filename\*?=(?:\"|utf-8''|UTF-8'')?")
# By no other does any address answer: TRACE would send back what a browser keeps from scripts.
METHODS = ONLY_READ | {"POST", "PUT", "PATCH", "DELETE"}
# Of a form that is sent again by a press: what no page may repeat.
SECRET = ("password", "code", "otp", "credential", "secret")
# Longer texts are shown; the rest of a form goes along unseen.
SHOWN_FROM = 30
NO_TEXT = {"csrfmiddlewaretoken", "once_key", "previewed", "kept-for", "kept_seen", "seen"}


def not_now(request: HttpRequest, hindrance: Hindrance) -> HttpResponse:
    """503: nothing can be kept for now. People read why in their language, with all that they sent; programs, in JSON.

    It asks nothing of the database, which may be what is away: neither who asks, nor for their menu. Rooms further out
    that ask for a person who wasn't read find nobody.
    """
    if not has_broken_off():
        # The database itself answers what the copy could not, and then nothing hindered anybody.
        remember(hindrance)
    if not hasattr(request, "_cached_user"):
        request.user = AnonymousUser()
    reads = request.method in ONLY_READ
    sentence = NOT_SHOWN if reads else hindrance.sentence
    headers = {"Retry-After": str(TRY_AGAIN), "Cache-Control": "private, no-store"}
    if request.path_info.startswith("/api/") or "application/json" in request.headers.get("Accept", ""):
        return problem_response(503, sentence, code="not-now", headers=headers)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    is_secret = any(word in name.lower() for name, _value in sent for word in SECRET)
    fields = [] if is_secret else sent
    context = {
        "sentence": sentence,
        "reads": reads,
        "address": request.get_full_path(),
        "texts": [(name, value) for name, value in fields if len(value) >= SHOWN_FROM and name not in NO_TEXT],
        "others": [(name, value) for name, value in fields if len(value) < SHOWN_FROM or name in NO_TEXT],
        "had_files": bool(request.FILES),
    }
    return HttpResponse(render_to_string("503.html", context), status=503, headers=headers)


class NothingIsWrittenToOtherTables:
    """During an upgrade, and on the way back, code may meet the tables of a later release: it reads, and writes nothing.

    Asked before each request that writes. What can't even be read ends in the same answer (`views.server_fault`).
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ONLY_READ and releases.unknown():
            return not_now(request, OTHER_TABLES)
        return self.get_response(request)


class RequestLog:
    """One structured line an answer: method, path without its query or its keys, status, milliseconds, person's key."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        structlog.contextvars.clear_contextvars()
        number = uuid.uuid4().hex[:12]
        structlog.contextvars.bind_contextvars(request=number)
        began = time.monotonic()
        response = self.get_response(request)
        if request.path_info.startswith("/api/"):
            # A program that asks for help names it, and its line in the log is found.
            response["X-Request-ID"] = number
        user = getattr(request, "user", None)
        log.info(
            "answered",
            method=request.method,
            path=without_secrets(request.path, request.resolver_match),
            status=response.status_code,
            milliseconds=round((time.monotonic() - began) * 1000),
            user=getattr(user, "pk", None),
        )
        return response


class TellsLimits:
    """Every answer that counted towards a limit says so, in the fields of the IETF's draft; who asked too often is told
    when to try again.

    Outside of what makes a 304 of an answer, which keeps few headers. The address is told of where nobody else was
    counted: what its neighbours do is no business of a person's.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with counting() as used:
            response = self.get_response(request)
        told = [usage for usage in used if usage.limit != "address" or usage.is_over] or used
        if told:
            response["RateLimit-Policy"] = ", ".join(
                f'"{each.limit}";q={each.allowed};w={each.window}' for each in told
            )
            response["RateLimit"] = ", ".join(f'"{each.limit}";r={each.left};t={each.ends_in}' for each in told)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A page that was asked for too often."""
        if not isinstance(fault, TooOften):
            return None
        response = render(request, "429.html", {"sentence": str(fault)}, status=429)
        response["Retry-After"] = str(fault.seconds)
        return response


class MarksAnExercise:
    """Every answer of an exercise says in its head that it is one, and every file that leaves says so in its name.

    Pages say it in words, letters and calendars too: `record.marked`. Outermost, so that no answer goes without.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_marked():
            response[HEADER] = IN_THE_HEAD
            if (disposition := response.get("Content-Disposition", "")) and BEFORE_A_FILE not in disposition:
                response["Content-Disposition"] = NAME_OF_A_FILE.sub(rf"\g<0>{BEFORE_A_FILE}", disposition)
        return response


class RefuseUnreadableRequests:
    """A NUL character, or bytes that are no text, in an address: a 400 that says so. A method that nobody takes: a 405.

    No database column can hold a NUL, so nothing behind such an address can exist; PostgreSQL would raise.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return self.not_taken(request)
        if self.is_readable(request.path_info) and self.is_readable(request.META.get("QUERY_STRING", "")):
            return self.get_response(request)
        if request.path_info.startswith("/api/"):
            complaint, blamed = self.what_is_unreadable(request)
            detail = summary_of(blamed) if blamed else complaint
            return problem_response(400, detail, code="unreadable", errors=blamed)
        return render(request, "400.html", status=400)

    @staticmethod
    def not_taken(request: HttpRequest) -> HttpResponse:
        response: HttpResponse = HttpResponseNotAllowed(sorted(METHODS))
        if request.path_info.startswith("/api/"):
            detail = _("No address here takes this method.")
            response = problem_response(405, detail, code="method-not-allowed", headers={"Allow": response["Allow"]})
        return response

    def what_is_unreadable(self, request: HttpRequest) -> tuple[str, dict[str, list[str]] | None]:
        """For machines: what is wrong, and with which parameters; None where it is the address as a whole."""
        complaint = _("This text can't be read: it holds a NUL character, or bytes that are no UTF-8.")
        pairs = [pair.partition("=") for pair in request.META.get("QUERY_STRING", "").split("&")]
        blamed = [name for name, _sign, value in pairs if self.is_readable(name) and not self.is_readable(value)]
        return complaint, {unquote_plus(name): [complaint] for name in blamed} or None

    @staticmethod
    def is_readable(text: str) -> bool:
        try:
            return "\x00" not in unquote_to_bytes(text.replace("+", " ")).decode()
        except UnicodeDecodeError:
            return False
