"""One's own tokens: to make one, and to see which there are. To revoke one is an act (`members/acts/tokens.py`)."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.actions import make_token
from members.forms import TokenForm
from members.models import ApiToken
from members.requests import AuthenticatedHttpRequest
from members.second_factor import is_set_up, is_shown
from record.dates import day_of_the_house
from record.doors.portal import act_links
from record.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def tokens_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The tokens that I made, and a form to make another, once this sign-in has shown a second factor.

    The secret is on the page that answers the form, and nowhere else.
    """
    may_make = _may_make(request)
    form, secret, status = TokenForm(request.POST if request.method == "POST" and may_make else None), "", 200
    if request.method == "POST":
        secret = _made(request, form) if may_make else ""
        status = 200 if secret else 422 if may_make else 403
    context = {
        "form": TokenForm() if secret else form,
        "secret": secret,
        "may_make": may_make,
        "has_factor": may_make or is_set_up(request.user),
        "tokens": _listed(request),
    }
    return render(request, "members/tokens.html", context, status=status)


def _may_make(request: AuthenticatedHttpRequest) -> bool:
    """Accounts of the demonstration go without a second factor, where the demonstration was switched on."""
    return is_shown(request) or (settings.DEMO and request.user.is_demo)


def _made(request: AuthenticatedHttpRequest, form: TokenForm) -> str:
    if not form.is_valid():
        return ""
    try:
        _token, secret = make_token(by=request.user, **form.cleaned_data)
    except Refused as refusal:
        for name, sentences in refusal.problems.items():
            for sentence in sentences:
                form.add_error(name or None, sentence)
        return ""
    return secret


def _listed(request: AuthenticatedHttpRequest) -> list[dict[str, object]]:
    now = timezone.now()
    own = ApiToken.objects.visible_to(request.user).filter(user=request.user)
    rows = own.with_office_left(day_of_the_house(now)).select_related("user")
    return [
        {"token": token, "why_over": token.why_over(now), "links": act_links(request.user, token, now)}
        for token in rows
    ]
