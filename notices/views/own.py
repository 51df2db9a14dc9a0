"""A person's own wishes about letters."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notices.actions import decline, have_letters_again, snooze

WEEK, NEVER, AGAIN = "week", "never", "again"


@require_POST
@login_required
def quieten_act(request: HttpRequest) -> HttpResponse:
    """No letters of a kind for a week or for good, or letters again. Pressed twice it says the same."""
    act, kind, person = request.POST.get("act", ""), request.POST.get("kind", ""), request.user
    try:
        if act == WEEK:
            snooze(person=person, kinds=[kind], by=person)
            messages.success(request, _("No letters of this kind for a week. They stand here all the same."))
        elif act == NEVER:
            decline(person=person, kinds=[kind], by=person)
            messages.success(request, _("No more letters of this kind. They stand here all the same."))
        elif act == AGAIN:
            have_letters_again(person=person, kinds=[kind], by=person)
            messages.success(request, _("Letters of this kind come again."))
        else:
            messages.warning(request, _("Nothing was changed."))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    return redirect(f"{reverse('notices')}#letters")
