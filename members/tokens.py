"""Who a request without a session comes from: the bearer of a token made by `manage.py create_token`."""

from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed

from members.models import User


class TokenOfAPerson(TokenAuthentication):
    """Knox's tokens; one that is no plain text is wrong like any other wrong one."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        if not token.isalnum():
            raise AuthenticationFailed(_("Invalid token."))
        return super().authenticate_credentials(token)
