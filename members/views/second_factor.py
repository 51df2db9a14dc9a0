"""Setting up a second factor and taking it away, where our rule adds to what allauth does."""

from allauth.account.internal.flows.logout import logout
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from members.requests import AuthenticatedHttpRequest
from members.second_factor import forget_if_none_is_left, note_shown


class SetUpApp(ActivateTOTPView):
    """The code that sets the app up has been shown: nobody is asked for the next one at once."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        note_shown(self.request, Authenticator.Type.TOTP)
        return response


class SetUpPasskey(AddWebAuthnView):
    """The same for a passkey."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        note_shown(self.request, Authenticator.Type.WEBAUTHN)
        return response


class RemoveApp(DeactivateTOTPView):
    """Who needs a second factor and removes the last one sets up another before going on."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        forget_if_none_is_left(self.request)
        return response


class RemovePasskey(RemoveWebAuthnView):
    """The same for a passkey."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        forget_if_none_is_left(self.request)
        return response


@require_POST
@login_required
def sign_out_everywhere(request: AuthenticatedHttpRequest) -> HttpResponse:
    """End every sign-in of this person, this one too."""
    end_sessions(request, list(UserSession.objects.filter(user=request.user)))
    if request.user.is_authenticated:  # this one was not on the list
        logout(request)
    return redirect("account_login")
