"""The admin's pages about who takes part, who signs in, and with what."""

# What other packages register is registered first, so that it can be taken away or replaced.
import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401
import axes.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from axes.models import AccessFailureLog, AccessLog
from django.contrib import admin

from members.admin import participants, people, sign_in

__all__ = ["participants", "people", "sign_in"]

# Addresses are kept at the person; secrets of a second factor are for nobody's eyes; providers stand in the setting; the
# rest nobody here needs.
admin.site.unregister([AccessFailureLog, AccessLog, Authenticator, EmailAddress, UserSession])
admin.site.unregister([SocialAccount, SocialApp, SocialToken])
