"""Our people: who acts for one's own participant, and what its authority does about it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import may_keep_people, own_participants
from members.actions import choose_keys, end_office, invite, invite_again, withdraw_invitation
from members.forms import EndOfOfficeForm, InvitationForm, KeysForm
from members.models import FocalPoint, Invitation, Participant
from members.reports import numbered, posts_of
from members.requests import AuthenticatedHttpRequest
from record.dates import day_of_the_house

may_be_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def people_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who acts for us, as what, since when; which posts are vacant; who is invited."""
    today, user = day_of_the_house(), request.user
    participants = list(own_participants(user, today))
    if not participants:
        raise Http404
    rows = FocalPoint.objects.visible_to(user).filter(participant__in=participants).select_related("user")
    offices, waiting = list(rows), list(
        Invitation.objects.visible_to(user).filter(participant__in=participants).waiting()
    )  # fmt: skip
    sections = [
        {
            "participant": participant,
            "posts": posts_of(participant, [row for row in offices if row.participant_id == participant.pk], today),
            "waiting": [row for row in waiting if row.participant_id == participant.pk],
            "may_keep": may_keep_people(user, participant, today),
        }
        for participant in participants
    ]
    return render(request, "members/people.html", {"sections": sections, "now": timezone.now()})


@may_be_sent
@login_required
def invite_page(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """Ask somebody to act for us."""
    participant = _ours(request, code)
    invitation = Invitation(participant=participant, invited_by=request.user)
    form = InvitationForm(request.POST or None, instance=invitation, initial={"language": request.user.language})

    def do() -> str:
        outcome = invite(invitation=form.instance, by=request.user, site=_site(request), at=timezone.now())
        if isinstance(outcome, Invitation):
            return _("The letter is on its way to %(address)s.") % {"address": outcome.email}
        return _("%(name)s holds the further office from today.") % {"name": outcome.user.get_full_name()}

    return _asked(request, form, do, "members/people_invite.html", {"participant": participant})


@may_be_sent
@login_required
def end_page(request: AuthenticatedHttpRequest, code: str, number: int) -> HttpResponse:
    """End an office of one of us."""
    participant, today = _ours(request, code), day_of_the_house()
    ever_held = FocalPoint.objects.visible_to(request.user).filter(participant=participant).select_related("user")
    office = numbered(ever_held).get(number)
    if office is None or office.user is None or office.until is not None:
        raise Http404
    form = EndOfOfficeForm(request.POST or None, office=office, today=today)

    def do() -> str:
        end_office(office=office, until=form.cleaned_data["until"], by=request.user, today=today)
        return _("The end of the office is kept.")

    return _asked(request, form, do, "members/people_end.html", {"participant": participant, "office": office})


@may_be_sent
@login_required
def keys_page(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """One key or two."""
    participant = _ours(request, code)
    form = KeysForm(request.POST or None, instance=Participant.objects.visible_to(request.user).get(pk=participant.pk))

    def do() -> str:
        keys = form.cleaned_data["keys"]
        choose_keys(participant=participant, keys=keys, by=request.user, today=day_of_the_house())
        return _("The choice is kept.")

    return _asked(request, form, do, "members/people_keys.html", {"participant": participant})


@require_POST
@login_required
def invite_again_page(request: AuthenticatedHttpRequest, code: str, key: uuid.UUID) -> HttpResponse:
    """Send the letter once more."""
    invitation = _waiting(request, code, key)
    invite_again(invitation=invitation, by=request.user, site=_site(request), at=timezone.now())
    messages.success(request, _("The letter is on its way to %(address)s.") % {"address": invitation.email})
    return redirect("people")


@require_POST
@login_required
def withdraw_page(request: AuthenticatedHttpRequest, code: str, key: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    withdraw_invitation(invitation=_waiting(request, code, key), by=request.user, at=timezone.now())
    messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("people")


def _ours(request: AuthenticatedHttpRequest, code: str) -> Participant:
    """The participant whose people one keeps: not there for others, and not open to a preparer of it."""
    today = day_of_the_house()
    participant = get_object_or_404(own_participants(request.user, today), code=code)
    if not may_keep_people(request.user, participant, today):
        raise PermissionDenied
    return participant


def _waiting(request: AuthenticatedHttpRequest, code: str, key: uuid.UUID) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).filter(participant=_ours(request, code)).waiting()
    return get_object_or_404(rows, pk=key)


def _site(request: AuthenticatedHttpRequest) -> str:
    return request.build_absolute_uri("/")


def _asked(
    request: AuthenticatedHttpRequest, form: BaseForm, do: Callable[[], str], template: str, context: dict[str, Any]
) -> HttpResponse:
    """Do what the form asks for and go back to the list; or show the form, with why not."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do())
            return redirect("people")
        except ValidationError as refused:
            form.add_error(None, refused)
    return render(request, template, {**context, "form": form}, status=400 if form.errors else 200)
