"""Against guessing a password slowly from many places, which the quick lock-out of person and address never sees.

So many wrong passwords of one person within a day, from wherever, and no browser is heard any more that the person did not
sign in on before. They are told by letter; a new password asked for by letter opens the door to them on any browser.
"""

import datetime as dt
from typing import Any

from allauth.account.adapter import get_adapter
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessFailureLog
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from members.accounts import SECOND_FACTOR_OF, login_of
from members.models import User

A_DAY = dt.timedelta(days=1)
KNOWN = "members.known-browser"


class SlowLimit(AxesDatabaseHandler):
    """The lock-out of the house: quick for a person at one address, slow for a person from all of them."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Raises nothing; a login that belongs to nobody is limited like any other, so that neither tells."""
        if super().is_locked(request, credentials):
            return True
        login = login_of(request, credentials)
        if login.startswith(SECOND_FACTOR_OF) or guesses(login, timezone.now()) < settings.GUESSES_A_DAY:
            return False
        return not is_known(request, login)

    def user_login_failed(
        self, sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **more: object
    ) -> None:
        """Count it, and tell the person when it is the one that closes the door."""
        if request is None:
            return
        login, at = login_of(request, credentials), timezone.now()
        before = guesses(login, at)
        super().user_login_failed(sender, credentials, request, **more)
        if before < settings.GUESSES_A_DAY <= guesses(login, at):
            _tell(request, login)


def guesses(login: str, at: dt.datetime) -> int:
    """Wrong passwords of the last day."""
    return AccessFailureLog.objects.filter(username=login, attempt_time__gt=at - A_DAY).count()


def forget_guesses(person: User) -> None:
    """Whoever set a new password knows of it, and may sign in anywhere. What was tried stays in the log of security."""
    AccessFailureLog.objects.filter(username=person.email).delete()


def _tell(request: HttpRequest, login: str) -> None:
    person = User.objects.filter(email=login, is_active=True).first()
    if person is not None:
        get_adapter(request).send_notification_mail("account/email/many_guesses", person, email=person.email)


# -- Browsers on which a person signed in before.


def is_known(request: HttpRequest, login: str) -> bool:
    """Whether that person signed in on this browser within the last half year."""
    sealed = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        keys = signing.loads(sealed, salt=KNOWN, max_age=settings.KNOWN_BROWSER_AGE)
    except signing.BadSignature:
        return False
    return User.objects.filter(email=login, pk__in=keys).exists()


def remember_browser(request: HttpRequest, response: HttpResponse) -> None:
    """Whoever is signed in is known on this browser from now on; the last few people are, where several share one."""
    sealed = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        keys = signing.loads(sealed, salt=KNOWN, max_age=settings.KNOWN_BROWSER_AGE)
    except signing.BadSignature:
        keys = []
    if request.user.pk in keys:
        return
    keys = [*keys, request.user.pk][-5:]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(keys, salt=KNOWN),
        max_age=settings.KNOWN_BROWSER_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
