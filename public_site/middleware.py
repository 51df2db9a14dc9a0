"""The door of the public site: whoever comes is nobody, and everybody is given the same bytes."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, set_urlconf
from django.utils.translation import gettext as _
from django.utils.translation import override

from record.api.problems import problem_response
from record.pace import TooOften, address_of, require_pace
from record.texts import FALLBACK, LANGUAGES

URLS = "public_site.urls"
PREFIX, PROGRAMS, BARE = "/public/", "/public/api/", ("/robots.txt", "/public")
READS = ("GET", "HEAD")
# Nothing runs there, nothing is sent from there, and nothing is asked for from within.
POLICY = {"script-src": ["'none'"], "connect-src": ["'none'"], "form-action": ["'none'"], "manifest-src": ["'none'"]}

Handler = Callable[[HttpRequest], HttpResponse]


class AnswersAnybody:
    """Answers what lies under `/public/` by itself, where a setting has switched the public site on; else nothing is there.

    It stands before whatever asks for a cookie, a session or a person, so that none is looked at, and its pages are drawn
    with addresses of its own alone, so that none leads further in.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.PUBLIC_SITE or not is_of_the_public_site(request.path_info):
            return self.get_response(request)
        request.get_host()  # raises where it isn't a name of this site
        is_program = request.path_info.startswith(PROGRAMS)
        if request.method not in READS:
            response = _not_taken(request, is_program)
        else:
            response = self._answer(request, is_program)
        if is_program:
            # Whatever page a program runs in: there is nothing here that somebody else may not read.
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, RateLimit, RateLimit-Policy, Retry-After"
        response._csp_replace = POLICY  # type: ignore[attr-defined]
        return response

    def _answer(self, request: HttpRequest, is_program: bool) -> HttpResponse:
        try:
            match = resolve(request.path_info, URLS)
            require_pace("public", address_of(request))
            response = _drawn(request, match)
        except (Resolver404, Http404):
            if not is_program:
                return _with_its_slash(request)
            return problem_response(404, _("There is nothing here"), code="not-found")
        except TooOften as fault:
            return _later(request, fault, is_program)
        response.headers.setdefault("Cache-Control", f"public, max-age={settings.PUBLIC_SITE_AGE}")
        return response


def is_of_the_public_site(path: str) -> bool:
    return path.startswith(PREFIX) or path in BARE


def _with_its_slash(request: HttpRequest) -> HttpResponse:
    """The way to a page whose final slash is missing. Raises Http404 where there is none either."""
    address = f"{request.path_info}/"
    if request.path_info.endswith("/"):
        raise Http404
    resolve(address, URLS)
    return HttpResponsePermanentRedirect(address)


def _drawn(request: HttpRequest, match: ResolverMatch) -> HttpResponse:
    """The answer of a page, drawn for nobody in the language of its address."""
    request.resolver_match, request.user = match, AnonymousUser()
    language = str(match.kwargs.get("language", FALLBACK))
    set_urlconf(URLS)
    try:
        with override(language):
            response: Any = match.func(request, *match.args, **match.kwargs)
    finally:
        set_urlconf(settings.ROOT_URLCONF)
    if "language" in match.kwargs:
        response["Content-Language"] = language
    return response


def _not_taken(request: HttpRequest, is_program: bool) -> HttpResponse:
    if request.method == "OPTIONS" and is_program:
        headers = {"Allow": "GET, HEAD, OPTIONS", "Access-Control-Allow-Methods": "GET, HEAD"}
        return HttpResponse(status=204, headers=headers)
    response = HttpResponseNotAllowed(READS)
    if is_program:
        detail = _("No address here takes this method.")
        return problem_response(405, detail, code="method-not-allowed", headers={"Allow": response["Allow"]})
    return response


def _later(request: HttpRequest, fault: TooOften, is_program: bool) -> HttpResponse:
    headers = {"Retry-After": str(fault.seconds), "Cache-Control": "no-store"}
    if is_program:
        return problem_response(429, fault, code="too-often", headers=headers)
    request.user = AnonymousUser()
    code = f"{request.path_info}//".split("/")[2]
    with override(code if code in LANGUAGES else FALLBACK):
        response = render(request, "public_site/too_often.html", {"sentence": str(fault)}, status=429)
    for name, value in headers.items():
        response[name] = value
    return response
