"""The page of one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.i18n import set_language

from members.access import whose_details
from members.actions import change_preferences, confirm_details, send_details_link
from members.forms import PreferencesForm
from members.models import FocalPoint, User
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_links


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who I am here, for whom I act, and in which language and hours I read."""
    # A copy: a form that is refused must not change who the rest of the page speaks to.
    person = User.objects.visible_to(request.user).get(pk=request.user.pk)
    form = PreferencesForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_preferences(person=person, by=request.user, **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, str(_("Your choices are kept.")))
        response = redirect("account")
        # A language chosen on this browser would go before the one just chosen for the person.
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_PATH)
        return response
    offices = FocalPoint.objects.visible_to(request.user).filter(user=request.user).in_office()
    context = {"form": form, "offices": offices.select_related("participant"), "links": act_links(request.user, person)}
    return render(request, "members/account.html", context, status=400 if form.errors else 200)


def language_page(request: HttpRequest) -> HttpResponse:
    """The choice of a language in the head of every page: for this browser, and kept for the person who is signed in."""
    response = set_language(request)
    language = request.POST.get("language", "")
    if request.method == "POST" and request.user.is_authenticated and language in dict(settings.LANGUAGES):
        person = User.objects.visible_to(request.user).get(pk=request.user.pk)
        change_preferences(person=person, language=language, time_zone=person.time_zone, by=person)
    return response


def _asked_anew(request: HttpRequest, person: User) -> HttpResponse:
    """A link too old to show anybody's details sends another one, to the address of the person and to no other."""
    is_sent = request.method == "POST"
    if is_sent:
        send_details_link(to=person, at=timezone.now())
    with override(get_language() if request.user == person else person.language):
        return render(request, "members/confirm_anew.html", {"is_sent": is_sent}, status=200 if is_sent else 410)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm_page(request: HttpRequest, key: str) -> HttpResponse:
    """What the link of the yearly letter opens, signed in or not: one press confirms where the person is reached.

    Opening it does nothing: mail filters open links too.
    """
    details = whose_details(key, timezone.now())
    if details is None:
        return render(request, "members/confirm_over.html", status=410)
    person = details.person
    if details.is_over:
        return _asked_anew(request, person)
    context = {"person": person, "is_done": False, "offices": []}
    if request.method == "POST":
        confirm_details(person=person, by=person)
        context["is_done"] = True
    offices = FocalPoint.objects.filter(user=person).in_office().select_related("participant")
    # In the language of the letter, unless the person is here already and reads in another.
    with override(get_language() if request.user == person else person.language):
        return render(request, "members/confirm.html", {**context, "offices": offices})
