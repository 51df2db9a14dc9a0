"""What the link in an invitation opens. Whoever holds the letter need not be signed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.access import invitation_of
from members.actions import accept_invitation
from members.forms import FirstPasswordForm
from members.models import Invitation, User
from record.dates import day_of_the_house
from record.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation_page(request: HttpRequest, key: str) -> HttpResponse:
    """Accept, as who one is already or with a new account. Opening it does nothing: mail filters open links too."""
    invitation = invitation_of(key, timezone.now())
    if invitation is None:
        return render(request, "members/invitation_over.html", status=410)
    # Asked for by the address, which whoever holds the letter knows to be theirs.
    account = User.objects.filter(email=invitation.email).first()
    is_another_person = request.user.is_authenticated and request.user != account
    form = None if account or is_another_person else FirstPasswordForm(request.POST or None, invitation=invitation)
    context = {"invitation": invitation, "known": account, "is_other": is_another_person, "form": form}
    if request.method == "POST" and not is_another_person:
        if form is not None and form.is_valid():
            return _accepted(request, invitation, None, form.cleaned_data["password"], context)
        if account and request.user == account:
            return _accepted(request, invitation, account, None, context)
    return render(request, "members/invitation.html", context, status=400 if form and form.errors else 200)


def _accepted(
    request: HttpRequest, invitation: Invitation, person: User | None, password: str | None, context: dict
) -> HttpResponse:
    try:
        office = accept_invitation(invitation=invitation, person=person, password=password, at=timezone.now())
    except Refused as refusal:
        sentences = [sentence for each in refusal.problems.values() for sentence in each]
        return render(request, "members/invitation.html", {**context, "refused": sentences}, status=400)
    if person:
        if office.since > day_of_the_house():
            messages.success(request, _("The office is yours from %(day)s.") % {"day": date_format(office.since)})
            return redirect("account")
        messages.success(request, _("The office is yours from today."))
        return redirect("people")
    messages.success(request, _("Your account is open. Sign in with the address and the password you have chosen."))
    return redirect("account_login")
