"""What people write is kept: as they type, when they press "Save draft", and when they were signed out meanwhile.

The form of an act that keeps its text is at a `Place`. Its page carries hidden fields that name the place and, signed, the
person it was made for. Where that form arrives from a browser that is no longer signed in, the text waits in the browser's
new session, for an hour and for that person alone; after the sign-in it is a draft again.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_POST

from members.actions import WrittenMeanwhile, drop_draft, keep_draft
from members.drafts import act_of, begins_something, kind_of, own_key, page_of, require_form
from members.models import Draft, Participant, User, seats_of
from record.acts.forms import CARRIED
from record.acts.places import DRAFT, KeptText, OtherDraft, Place
from record.dates import hour_shown
from record.refusals import StepRefused

Named = ParamSpec("Named")  # by the address
WAITING = "text written before signing in again"
SALT = "kept text"
WAITS = dt.timedelta(hours=1)
# A page may have lain open over a long weekend.
PAGE_IS_GOOD_FOR = dt.timedelta(days=7)
NAMES = ("kept-form", "kept-about", "kept-state", "kept-for")
# When the draft that a page showed was written; empty: it showed none.
SEEN = "kept_seen"
NOT_WRITTEN = {*NAMES, *CARRIED, SEEN, "csrfmiddlewaretoken", "seen_version", "ready", "discard"}
MOST_FIELDS = 60
# What a page lists beside the form of a new one.
MOST_WAITING = 12
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
# The fields that hold sentences.
WORDS = ("name", "title", "topic", "statement", "text", "affiliation", "expertise", "consensus", "note")


def hidden_fields(place: Place, user: User) -> list[tuple[str, str]]:
    """The fields that name a place and the person on its page."""
    owner = place.owner.code if place.owner else ""
    return list(zip(NAMES, (place.form, place.key, owner, signing.dumps(user.pk, salt=SALT)), strict=True))


def hidden(request: HttpRequest, name: str) -> str:
    """A field that nobody types, before any form has looked at it: PostgreSQL can't even be asked for a NUL."""
    return request.POST.get(name, "").replace("\x00", "")


def written(data: QueryDict) -> dict[str, Any]:
    """What the person wrote, by field; a list where a field has several values."""
    answers: dict[str, Any] = {}
    for name in [name for name in data if name not in NOT_WRITTEN and "\x00" not in name][:MOST_FIELDS]:
        values = [value.replace("\x00", "") for value in data.getlist(name)]
        answers[name] = values if len(values) > 1 else values[0]
    return answers


def kept(request: HttpRequest, place: Place) -> KeptText:
    """What was kept of the form at a place, for whoever asks: what waited for their sign-in, else the draft."""
    waiting = request.session.get(WAITING)
    if waiting and waiting["place"] == [place.form, place.key]:
        del request.session[WAITING]
        in_time = timezone.now() - dt.datetime.fromisoformat(waiting["at"]) <= WAITS
        if waiting["for"] == request.user.pk and in_time:
            return KeptText(waiting["answers"], _keep(request.user, place, waiting["answers"]), waited=True)
    drafts = Draft.objects.visible_to(request.user).of_place(place.form, kind_of(place.form, place.key), place.key)
    draft = drafts.filter(owner=place.owner).select_related("by").first()
    return KeptText(draft.answers, draft) if draft else KeptText()


def waiting(request: HttpRequest, place: Place) -> list[OtherDraft]:
    """What else its state began in the same form and has not submitted, the latest first."""
    rows = Draft.objects.visible_to(request.user).filter(form=place.form, owner=place.owner, about_kind="")
    drafts = rows.exclude(uid=place.key).select_related("by").order_by("-updated_at", "-pk")[:MOST_WAITING]
    places = [(draft, Place(place.noun, place.act, draft.place_key, place.owner)) for draft in drafts]
    return [OtherDraft(draft, hidden_fields(other, request.user)) for draft, other in places]


def key_of_the_page(request: HttpRequest) -> str:
    """By which key a page keeps what is begun on it: the one it was opened by or sent from, else one of its own."""
    named = own_key(hidden(request, "kept-about") or request.GET.get(DRAFT, ""))
    return str(named or uuid.uuid4())


def drop(request: HttpRequest, place: Place) -> None:
    drop_draft(by=request.user, form=place.form, owner=place.owner, seen=_seen(request), **_about(place))


def _about(place: Place) -> dict[str, Any]:
    """What a draft at a place is about, or its own key, as the verbs are told it."""
    if begins_something(place.form):
        return {"uid": own_key(place.key)}
    return {"about_kind": kind_of(place.form, place.key), "about_key": place.key}


def _keep(
    user: User,
    place: Place,
    answers: dict[str, Any],
    *,
    is_ready: bool = False,
    seen: dt.datetime | None = None,
) -> Draft | None:
    try:
        return keep_draft(
            by=user,
            form=place.form,
            answers=answers,
            owner=place.owner,
            is_ready=is_ready,
            seen=seen,
            **_about(place),
        )
    except StepRefused:
        return None


def keeps_text(
    view: Callable[Concatenate[HttpRequest, Named], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Named], HttpResponse]:
    """For signed-in people; what a form brings from a browser that is signed out waits for its person."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Named.args, **kwargs: Named.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method != "POST":
            return login_required(view)(request, *args, **kwargs)
        if _is_program(request):
            return JsonResponse({"detail": _("You are signed out.")}, status=401)
        return _wait_for_sign_in(request)

    return guarded


def _wait_for_sign_in(request: HttpRequest) -> HttpResponse:
    page = _page_it_came_from(request)
    if _set_aside(request, _person_of_the_page(request)):
        request.session.set_expiry(WAITS)
        messages.info(request, _("You were signed out meanwhile. Sign in: your text is kept for you."))
    return redirect_to_login(page)


def _page_it_came_from(request: HttpRequest) -> str:
    names = _names(request)
    return page_of(*names) if any(names) else request.get_full_path()


def _names(request: HttpRequest) -> list[str]:
    return [hidden(request, name) for name in ("kept-form", "kept-about")]


def _person_of_the_page(request: HttpRequest) -> int | None:
    """The key of the person whom the page of this form was made for, by its seal; None without a good one."""
    try:
        return signing.loads(hidden(request, "kept-for"), salt=SALT, max_age=PAGE_IS_GOOD_FOR)
    except signing.BadSignature:
        return None


def _set_aside(request: HttpRequest, person: int | None) -> bool:
    """Let what a form brought wait in the session for the person of its page."""
    if person is None:
        return False
    request.session[WAITING] = {
        "for": person,
        "place": _names(request),
        "answers": written(request.POST),
        "at": timezone.now().isoformat(),
    }
    return True


def page_is_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page is of an earlier sign-in (its token is no longer good): nothing is done, the text is kept.

    The seal of the page, which nobody else can make, says that it is one of ours and whose it was.
    """
    person = _person_of_the_page(request)
    if person is None or _is_program(request) or (request.user.is_authenticated and request.user.pk != person):
        return csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return _wait_for_sign_in(request)
    _set_aside(request, person)
    return redirect(_page_it_came_from(request))


@require_POST
@keeps_text
def keep_page(request: HttpRequest) -> HttpResponse:
    """Keep what a form holds, as the person types or presses "Save draft", or discard it."""
    if "discard" in request.POST:
        return _discard(request, _place(request))
    return keep_written(request, is_ready="ready" in request.POST)


def keep_written(request: HttpRequest, *, is_ready: bool) -> HttpResponse:
    """Keep what a form holds; as ready, where a preparer says so."""
    place = _place(request)
    # Whoever presses the button on a page of before wants it kept; keystrokes alone come too late.
    if _is_program(request) and _was_submitted(request):
        return JsonResponse({"detail": _("This form was sent already; this text is not kept as a draft.")}, status=409)
    try:
        draft = _keep(request.user, place, written(request.POST), is_ready=is_ready, seen=_seen(request))
    except WrittenMeanwhile as meanwhile:
        return _show_both(request, place, meanwhile.draft)
    if draft is None:
        raise Http404
    return _answer(request, place, draft.updated_at, is_ready=is_ready)


def _discard(request: HttpRequest, place: Place) -> HttpResponse:
    """A draft is given up by those whose it is; what a colleague wrote since the page was shown stays."""
    drop(request, place)
    if kept(request, place).draft is None:
        messages.success(request, _("The draft is discarded."))
    else:
        messages.warning(request, _("A colleague has written in this draft meanwhile: it is kept."))
    return redirect(page_of(place.form, "" if begins_something(place.form) else place.key))


def _seen(request: HttpRequest) -> dt.datetime | None:
    """When the draft was written that the page showed; long ago, where it showed none; None, where it doesn't say."""
    if SEEN not in request.POST:
        return None
    try:
        seen_at = dt.datetime.fromisoformat(hidden(request, SEEN))
    except ValueError:
        return LONG_AGO
    return seen_at if seen_at.tzinfo else seen_at.replace(tzinfo=dt.UTC)


def _show_both(request: HttpRequest, place: Place, draft: Draft) -> HttpResponse:
    """A colleague wrote meanwhile, or oneself in another window: nothing is written over, and nothing lost."""
    at = date_format(timezone.localtime(draft.updated_at), "DATETIME_FORMAT")
    values = {"name": draft.by.get_full_name(), "at": at}
    is_own = draft.by == request.user
    if _is_program(request):
        sentence = is_own and _(
            "You have written here in another window meanwhile (%(at)s). Your text stays in this page: reload the page "
            "to see the other one, or press “Save draft” to see both."
        )
        sentence = sentence or _(
            "%(name)s has written here meanwhile (%(at)s). Your text stays in this page: copy it, then reload the page "
            "to see theirs, or press “Save draft” to see both."
        )
        return JsonResponse({"detail": sentence % values}, status=409)
    mine = written(request.POST)
    again = [
        (name, value)
        for name in request.POST
        if name not in {SEEN, "csrfmiddlewaretoken"}
        for value in request.POST.getlist(name)
    ]
    context = {
        **values,
        "is_own": is_own,
        "mine": _words(mine),
        "theirs": _words(draft.answers),
        "again": [*again, (SEEN, draft.updated_at.isoformat())],
        "page": page_of(place.form, place.key),
    }
    return render(request, "members/draft_meanwhile.html", context, status=409)


def _words(answers: dict[str, Any]) -> list[str]:
    """What somebody wrote, without the choices beside it."""
    return [answers[name] for name in WORDS if answers.get(name)]


def _place(request: HttpRequest) -> Place:
    """The place that the hidden fields name. Raises Http404 for what the person can't see, or what isn't there."""
    form, key = _names(request)
    require_form(request.user, form, key)
    seats = seats_of(request.user)
    if seats.seats and not seats.acting.seats:
        raise Http404  # whoever only reads for a state writes nothing down in it
    noun, _dot, act = form.partition(".")
    owner = None
    if code := hidden(request, "kept-state"):
        owner = get_object_or_404(Participant.objects.visible_to(request.user), code=code)
    return Place(noun, act, key, owner)


def _was_submitted(request: HttpRequest) -> bool:
    """Whether this very form has been submitted already: its last keystrokes come too late to be a draft."""
    key, kept_act = hidden(request, "once_key"), act_of(hidden(request, "kept-form"))
    rows = kept_act[1].once_in if kept_act else None
    return bool(key) and rows is not None and rows._default_manager.filter(once_key=key, by=request.user).exists()


def _is_program(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _answer(request: HttpRequest, place: Place, at: dt.datetime, *, is_ready: bool) -> HttpResponse:
    if _is_program(request):
        return JsonResponse({"kept_at": hour_shown(at), "seen": at.isoformat()})
    sentence = _("It is kept, and your authority is told that it is ready.") if is_ready else _("The draft is kept.")
    messages.success(request, sentence)
    return redirect(page_of(place.form, place.key))
