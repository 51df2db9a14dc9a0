"""How long a sign-in lasts and what is kept of its answers; the reader's language and zone; the second factor first."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from members.access import needs_second_factor
from members.accounts import BEGAN, SEEN
from members.guessing import remember_browser
from members.second_factor import is_set_up, is_shown
from record.api.problems import problem_response
from record.dates import day_of_the_house, zone_of
from record.policies import READER

# Seconds: a page that asks ten times in a minute writes its session once.
SEEN_WITHIN = 60


class ReaderIsKnown:
    """Within a request whatever lists rows knows who reads them, so that the database is asked, too (`record.policies`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = READER.set(request.user)
        try:
            return self.get_response(request)
        finally:
            READER.reset(before)


class SignInEnds:
    """A sign-in ends after a while without a request, and after a working day whatever was done or confirmed meanwhile.

    What was typed is kept by the browser's page, and filled in again after the next sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self._answered(request)
        now = int(time.time())
        began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
        if now - seen >= settings.SESSION_IDLE_AGE or now - began >= settings.SESSION_WHOLE_AGE:
            logout(request)
            messages.info(request, _("You were signed out, since your sign-in was over. Please sign in again."))
            return self.get_response(request)
        if BEGAN not in request.session or now - seen >= SEEN_WITHIN:
            request.session.update({BEGAN: began, SEEN: now})
        return self._answered(request)

    def _answered(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and request.session.session_key:
            remember_browser(request, response)
        return response


class NothingIsKept:
    """No browser and no proxy keeps what somebody read who is signed in, by a session or a token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)  # none where a room further out has answered
        if user is not None and user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response


class PreferencesOfThePerson:
    """Signed-in people read in their own language, unless they chose another one on this browser, and in their zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zone_of(request.user.time_zone)):
            return self.get_response(request)


class SecondFactorFirst:
    """Nobody who needs a second factor gets anywhere before this sign-in has shown one: pages, admin and API alike.

    It asks the sign-in and not the person, so that a session made in any other way than by the one door stops here.
    Who has none yet is sent to set one up; who has one, to show it. Requests with a token have no session and pass:
    their people made them after a sign-in that had shown one, for programs, which can't.
    """

    ALWAYS = frozenset({"account_logout", "set_language", "healthz"})
    SETTING_UP = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"})
    SHOWING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or is_shown(request):
            return self.get_response(request)
        if not needs_second_factor(request.user, day_of_the_house()):
            return self.get_response(request)
        page = _name_of(request.path_info)
        has_one = is_set_up(request.user)
        if page in self.ALWAYS or page in (self.SHOWING if has_one else self.SETTING_UP):
            return self.get_response(request)
        return self.stopped(request, "mfa_reauthenticate" if has_one else "mfa_index")

    @staticmethod
    def stopped(request: HttpRequest, door: str) -> HttpResponse:
        if request.path_info.startswith("/api/"):
            sentence = _("Sign in with your second factor first, on the site.")
            return problem_response(403, sentence, code="second-factor")
        back = request.get_full_path() if request.method == "GET" and not request.htmx else "/"  # type: ignore[attr-defined]
        address = f"{reverse(door)}?{urlencode({'next': back})}"
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)


def _name_of(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
