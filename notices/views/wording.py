"""How letters are worded: each kind in four languages, with its placeholders, a preview and a letter to oneself."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.staff import Work, does
from notices.actions import give_up_wording, keep_wording, seal_of_wording, send_a_test
from notices.composing import CannotBeWritten
from notices.forms import WordingForm, tell_why, wording_initial
from notices.kinds import REMINDERS
from notices.reports.why import why_of
from notices.reports.wording import Sample, all_kinds, previewed, sample_of, texts_of
from notices.views.officers import for_words
from record.refusals import Refused

SAVE, TEST = "save", "test"


@require_safe
@for_words
def wordings_page(request: HttpRequest) -> HttpResponse:
    """Every kind of reminder: whom, why, whether it may be declined, whose words."""
    return render(request, "notices/wording_list.html", {"kinds": all_kinds()})


@require_http_methods(["GET", "HEAD", "POST"])
@for_words
@never_cache
def wording_page(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: look at it, try it, keep it."""
    if kind not in REMINDERS:
        raise Http404
    at, shown = timezone.now(), texts_of(kind)
    initial = wording_initial(shown, seal_of_wording(kind), request.user.language)
    form = WordingForm(request.POST or None, initial=initial, kind=kind)
    sample = sample_of(request.user, kind, at)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if request.method == "POST" and form.is_valid():
        if act == SAVE and _is_kept(request, form, shown):
            return redirect("reminders-wording", kind=kind)
        if act == TEST:
            _send(request, form, sample, at)
    context: dict[str, Any] = {
        "form": form,
        "kind": REMINDERS[kind],
        "why": why_of(kind),
        "is_ours": not any(worded.kind.name == kind and not worded.is_ours for worded in all_kinds()),
        "sample": sample,
        "preview": previewed(kind, form.texts, sample, request.user, at),
        "may_word": does(request.user, Work.WORD),
        "is_tried": act and act != SAVE,
    }
    return render(request, "notices/wording.html", context, status=400 if form.errors else 200)


def _is_kept(request: HttpRequest, form: WordingForm, shown: dict[str, tuple[str, str]]) -> bool:
    """Keep the wording; False with the reason in the form."""
    if form.texts == shown:
        messages.info(request, _("These are the words that hold already: nothing was changed."))
        return True
    try:
        keep_wording(kind=form.kind, texts=form.texts, by=request.user, seen=form.cleaned_data["seen"])
    except Refused as refused:
        tell_why(form, refused, seal_of_wording(form.kind))
        return False
    except ValidationError as refused:
        for language, sentences in refused.message_dict.items():
            name = f"body_{language}"
            form.add_error(name if name in form.fields else None, sentences)
        return False
    messages.success(request, _("The wording is kept. Letters written from now on read so."))
    return True


def _send(request: HttpRequest, form: WordingForm, sample: Sample, at: dt.datetime) -> None:
    language = form.cleaned_data["test_language"] or request.user.language
    try:
        send_a_test(by=request.user, kind=form.kind, texts=form.texts, language=language, sample=sample.notice, at=at)
    except CannotBeWritten as fault:
        messages.warning(request, _("The test letter could not be written: %(words)s") % {"words": fault})
        return
    words = {"address": request.user.email}
    messages.success(request, _("A test letter goes to %(address)s within a minute.") % words)


@require_POST
@for_words
def default_act(request: HttpRequest, kind: str) -> HttpResponse:
    """Back to our own words."""
    if kind not in REMINDERS:
        raise Http404
    if give_up_wording(kind=kind, by=request.user):
        messages.success(request, _("The default wording holds again."))
    else:
        messages.info(request, _("The default wording holds already."))
    return redirect("reminders-wording", kind=kind)
