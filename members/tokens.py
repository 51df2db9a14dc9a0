"""Who a request without a session comes from: the bearer of a token that a person made for a program; and what it opens."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from members.choices import Scope
from members.events import note
from members.models import ApiToken, User
from record.dates import day_of_the_house
from record.exports import KINDS
from record.pace import address_of, require_pace

BEYOND = _("This token doesn't open that: it would have to be made with “%(scope)s”.")


class TokenOfAPerson(TokenAuthentication):
    """Says who comes by a token, as long as it is in use. The journal then names the token beside the person."""

    def authenticate_header(self, request: Any) -> str:
        """The word before a token: ours, or the one that tools of others put there without being told."""
        is_bearer = getattr(request, "META", {}).get("HTTP_AUTHORIZATION", "")[:7].lower() == "bearer "
        return "Bearer" if is_bearer else super().authenticate_header(request)

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Raises AuthenticationFailed, and TooOften where an address sends many tokens that open nothing.

        One that is in use is heard all the same: a program with an old token silences no neighbour's, and of the 256
        bits of a secret nobody guesses any. Each refusal stands in the log of security.
        """
        try:
            return super().authenticate(request)
        except AuthenticationFailed:
            note("token refused", request)
            require_pace("failed-token", address_of(request))
            raise

    def authenticate_credentials(self, token: bytes) -> tuple[User, ApiToken]:
        """Raises AuthenticationFailed for whatever isn't a token, and for one that has ended, alike."""
        at, secret = timezone.now(), token.decode("ascii", "replace")
        rows = ApiToken.objects.in_use(at).select_related("user")
        row = rows.filter(digest=hash_token(secret)).first() if token.isalnum() else None
        if row is None or row.why_over(at) is not None or row.user.is_guest:
            raise AuthenticationFailed(_now("Invalid token."))
        today = day_of_the_house(at)
        if row.read_on != today:
            ApiToken.objects.filter(pk=row.pk).update(read_on=today)
        row.user.came_by = row.door
        return row.user, row


class WithinTheScope(BasePermission):
    """The one place that says what of the API a token opens: reading, whole tables, or doing something in one's name.

    A session opens what its person may do.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        if not isinstance(token, ApiToken) or request.method == "OPTIONS":
            return True
        scopes, needed = token.scopes, self.needed_for(request)
        if needed is None:  # the format isn't settled yet, and is asked about again
            return Scope.READ in scopes or Scope.EXPORT in scopes
        self.message = BEYOND % {"scope": needed.value}
        return needed in scopes

    @staticmethod
    def needed_for(request: Request) -> Scope | None:
        if request.method not in SAFE_METHODS:
            return Scope.ACT
        renderer = getattr(request, "accepted_renderer", None)
        if renderer is None:
            return None
        return Scope.EXPORT if renderer.format in KINDS else Scope.READ
