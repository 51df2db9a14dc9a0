"""The portal's door to one act on many rows: choose the act, see row by row what would be done, press once."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from record.acts.many import MOST_AT_ONCE, ManyPresses, act_of_any, acts_of_all, form_of_all, rows_called
from record.acts.table import TABLE

KEY, STAGE, SEEN_OF = "many_key", "stage", "seen-"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def many_page(request: HttpRequest, noun: str) -> HttpResponse:
    """Looked at: which act. Sent: what it would do, row by row; sent again from there: it is done."""
    if noun not in TABLE.nouns or not TABLE.nouns[noun].is_there(request.user):
        raise Http404
    sent, of_noun, at = (request.POST if request.method == "POST" else request.GET), TABLE.nouns[noun], timezone.now()
    keys = sent.getlist("row")
    rows = rows_called(of_noun, request.user, keys, at)
    acts = acts_of_all(of_noun, request.user, rows, at)
    act = act_of_any(of_noun, request.user, rows, sent.get("act", ""), at)
    context: dict[str, Any] = {
        "noun": of_noun,
        "rows": rows,
        "acts": acts,
        "act": act,
        "most": MOST_AT_ONCE,
        "is_cut": len(set(keys)) > MOST_AT_ONCE,
        "key": sent.get(KEY) or uuid.uuid4().hex,
        "back": reverse(of_noun.list_address),
    }
    if act is None:
        return render(request, "acts/many.html", context, status=422 if request.method == "POST" else 200)
    posted = request.POST if request.method == "POST" else None
    form = form_of_all(act, request.user, rows, posted, at)
    context["form"] = form
    if posted is None or form is None or not form.is_valid():
        # What is wrong with the answers themselves is said once, and not of every row.
        return render(request, "acts/many.html", context, status=200 if posted is None else 422)
    presses = ManyPresses(of_noun, act, request.user, at, posted, context["key"])
    if posted.get(STAGE) == "do":
        seen = {name.removeprefix(SEEN_OF): value for name, value in posted.items() if name.startswith(SEEN_OF)}
        context["done"] = presses.done(rows, seen)
    else:
        context["previewed"] = presses.previewed(rows)
    return render(request, "acts/many.html", context)
