"""The portal's door to acts: one page for every act of every noun, and the links that lead to it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.views.decorators.http import require_http_methods

from record.acts.first import INSTEAD, LIKE, asks_first, begun_by_link
from record.acts.forms import CARRIED
from record.acts.offers import Offer
from record.acts.places import DRAFT, KEEPING, KeptText, Place
from record.acts.table import TABLE, Act, Noun, Setting
from record.acts.turns import Turn, looked_over, shown_for_check, take_turn

# The button by which a preparer says that the authority may look and submit.
READY = "ready"


@dataclass(frozen=True)
class ActLink:
    """An act as a page offers it: its words, its address, and what still blocks it."""

    act: Act
    offer: Offer
    address: str

    @property
    def label(self) -> Any:
        return self.act.label


def act_paths(noun_name: str, *names: str) -> list[URLPattern]:
    """The addresses of a noun's acts in the portal, to be put before those of its pages.

    `names` are the acts that stand before the noun's key ("plan"); every act about a thing has one address beside it.
    """
    noun = TABLE.nouns[noun_name]
    view = act_page(noun_name)
    begins = [path(f"{noun.prefix}{name}/", view, {"act": name}, name=f"{noun.name}-{name}") for name in names]
    address = f"{noun.prefix}<{noun.converter}:key>/{noun.infix}<slug:act>/"
    return [*begins, path(address, view, name=f"{noun.name}-act")]


def address_of(noun: Noun, act: Act | str, thing: Any = None) -> str:
    """The portal's page of an act."""
    named = TABLE.rows[noun.name][act] if isinstance(act, str) else act
    return noun.address_of(named, noun.key_of(thing) if thing is not None else None)


def act_links(user: Any, thing: Any, at: dt.datetime | None = None, *, are_listed: bool = True) -> list[ActLink]:
    """What a person may do about a thing, for the buttons on its page; or those acts that are listed nowhere."""
    noun = TABLE.noun_of(thing)
    offered = TABLE.offers(
        noun, user, thing, at or timezone.now(), lambda act: act.in_portal and act.is_listed is are_listed
    )
    return [ActLink(act, offer, address_of(noun, act, thing)) for act, offer in offered]


def registered_links(user: Any, thing: Any, at: dt.datetime | None = None) -> list[ActLink]:
    """As `act_links`, without what the thing has by itself (the steps of a procedure) and what stands on a page of its own."""
    noun, at = TABLE.noun_of(thing), at or timezone.now()
    rows = (act for act in TABLE.acts(noun.name, begins=False) if act.in_portal and act.is_listed)
    acts = [act for act in rows if not (act.stands_at or act.address)]
    offered = ((act, act.offer_to(user, thing, at)) for act in acts)
    return [
        ActLink(act, offer, address_of(noun, act, thing))
        for act, offer in offered
        if offer is not None and offer.is_now
    ]


def begin_links(user: Any, noun_name: str, at: dt.datetime | None = None) -> list[ActLink]:
    """What a person may begin, for the buttons on a noun's list."""
    noun = TABLE.nouns[noun_name]
    offered = TABLE.offers(noun, user, None, at or timezone.now(), attrgetter("in_portal"))
    return [ActLink(act, offer, address_of(noun, act)) for act, offer in offered]


def act_page(noun_name: str) -> Callable[..., HttpResponse]:
    """The view of every act about a noun: what it asks, what blocks it, what it would do, and doing it."""

    def page(request: HttpRequest, act: str, key: str | None = None) -> HttpResponse:
        noun = TABLE.nouns[noun_name]
        if not noun.is_there(request.user):
            raise Http404
        thing = get_object_or_404(noun.called(request.user, key)) if key is not None else None
        act_asked = TABLE.act(noun, act, thing)
        if act_asked is None or not act_asked.in_portal:
            raise Http404
        if act_asked.stands_at and key is not None and request.method != "POST":
            return HttpResponseRedirect(act_asked.stands_at(key))
        setting = act_asked.setting(request.user, thing, timezone.now())
        if setting is None:
            raise PermissionDenied
        return _answer(request, noun, replace(setting, link=request.GET))

    return require_http_methods(["GET", "HEAD", "POST"])(KEEPING.guarded(page))


def _answer(request: HttpRequest, noun: Noun, setting: Setting) -> HttpResponse:
    place = _place(request, noun, setting)
    if request.method != "POST":
        if setting.act.is_press:
            return HttpResponseRedirect(_back(noun, setting))
        text = KEEPING.keeper.kept(request, place) if place else KeptText()
        begun = begun_by_link(setting, request.GET.dict(), CARRIED)
        if not text.answers and asks_first(setting, begun):
            return _ask_first(request, noun, setting, begun, place)
        ready = shown_for_check(setting, text.answers) if text.draft is not None and text.draft.is_ready else None
        turn = ready or take_turn(noun, setting, initial=_begins_with(request, text, begun))
        return _render(request, noun, turn, place, text)
    if place and READY in request.POST:
        return _say_ready(request, noun, setting, place)
    turn = take_turn(noun, setting, request.POST, request.FILES)
    if not turn.is_done:
        return _render(request, noun, _with_what_is_now(noun, turn), place, KeptText())
    if place:
        KEEPING.keeper.drop(request, place)
    for level, sentence in turn.said:
        messages.add_message(request, level, sentence)
    return HttpResponseRedirect(turn.by_letter.page if turn.by_letter else _lands(noun, setting, turn.result))


def _say_ready(request: HttpRequest, noun: Noun, setting: Setting, place: Place) -> HttpResponse:
    """A preparer says that it is ready for the authority: it is, once it is complete enough; kept it is in any case."""
    turn = looked_over(setting, request.POST, request.FILES)
    is_complete = turn.status == HTTPStatus.OK
    answer = KEEPING.keeper.keep(request, is_ready=is_complete)
    if is_complete or answer.status_code != HTTPStatus.FOUND:
        return answer
    sentence = _now("It isn't marked as ready yet: something is missing without which the authority can't submit it.")
    messages.warning(request, sentence)
    return _render(request, noun, turn, place, KEEPING.keeper.kept(request, place))


def _begins_with(request: HttpRequest, text: KeptText, begun: dict[str, Any]) -> dict[str, Any]:
    """What was kept of the form, else what the link names; a copy takes the draft's place where that is asked."""
    return begun if INSTEAD in request.GET else text.answers or begun


def _ask_first(
    request: HttpRequest, noun: Noun, setting: Setting, begun: dict[str, Any], place: Place | None
) -> HttpResponse:
    """The one question that comes before the form. What the link named besides goes along."""
    first = setting.act.first
    along = {name: request.GET[name] for name in request.GET if name in {*begun, LIKE}}
    context = {
        "noun": noun,
        "act": setting.act,
        "first": first,
        "is_missing": first.name in request.GET,
        "answer": f"?{urlencode({**along, first.name: ''})}",
        "list_address": reverse(noun.list_address),
        "waiting": KEEPING.keeper.waiting(request, place) if place else [],
        **first.offers(setting),
    }
    return render(request, "acts/first.html", context, status=422 if first.name in request.GET else 200)


def act_form(request: HttpRequest, thing: Any, name: str) -> dict[str, Any]:
    """What `acts/partials/form.html` takes, for an act whose form stands on another page; nothing where it isn't theirs."""
    noun = TABLE.noun_of(thing)
    act = TABLE.act(noun, name, thing)
    setting = act.setting(request.user, thing, timezone.now()) if act is not None else None
    if act is None or setting is None:
        return {}
    place = _place(request, noun, setting)
    text = KEEPING.keeper.kept(request, place) if place else KeptText()
    begun = begun_by_link(setting, request.GET.dict(), CARRIED)
    turn = take_turn(noun, setting, initial=_begins_with(request, text, begun))
    return {**_context(request, noun, turn, place, text), "action": address_of(noun, act, thing)}


def _with_what_is_now(noun: Noun, turn: Turn) -> Turn:
    """Refused, the page shows the thing as it is now, beside what the person wrote."""
    setting = turn.form.setting
    if setting.thing is not None:
        setting.thing.refresh_from_db()
        turn.form.show_what_is_now()
    return turn


def _place(request: HttpRequest, noun: Noun, setting: Setting) -> Place | None:
    """Where what is written is kept, for the acts that keep it."""
    if not setting.act.keeps:
        return None
    speaker = None if setting.offer.is_own else setting.offer.first_speaker
    key = noun.key_of(setting.thing) if setting.thing is not None else KEEPING.keeper.own_key(request)
    return Place(noun.name, setting.act.name, key, speaker.participant if speaker else None)


def _lands(noun: Noun, setting: Setting, result: Any) -> str:
    if setting.act.leads_to:
        return setting.act.leads_to(setting, result)
    target = result if setting.act.begins else setting.thing
    return noun.page_of(target) if isinstance(target, noun.model) else reverse(noun.list_address)


def _back(noun: Noun, setting: Setting) -> str:
    return noun.page_of(setting.thing) if setting.thing is not None else reverse(noun.list_address)


def _instead_of(request: HttpRequest, text: KeptText) -> str:
    """Where a draft is shown, the link to the copy that was asked for; empty where none was, or it is shown."""
    if not text.answers or text.waited or request.method == "POST" or LIKE not in request.GET or INSTEAD in request.GET:
        return ""
    return f"?{request.GET.urlencode()}&{INSTEAD}=1"


def _render(request: HttpRequest, noun: Noun, turn: Turn, place: Place | None, text: KeptText) -> HttpResponse:
    response = render(request, "acts/act.html", _context(request, noun, turn, place, text), status=turn.status)
    for name, value in turn.headers.items():
        response[name] = value
    return response


def _context(request: HttpRequest, noun: Noun, turn: Turn, place: Place | None, text: KeptText) -> dict[str, Any]:
    setting, offer = turn.form.setting, turn.form.setting.offer
    is_new = place is not None and setting.act.begins and text.draft is None and not turn.form.is_bound
    return {
        "noun": noun,
        "act": setting.act,
        "thing": setting.thing,
        "heading": noun.heading(setting.thing) if setting.thing is not None else None,
        "lead": noun.lead(setting.thing) if setting.thing is not None else None,
        "offer": offer,
        "form": turn.form,
        "turn": turn,
        "submit_label": turn.submit_label,
        "text": text,
        "waiting": KEEPING.keeper.waiting(request, place) if place is not None and is_new else [],
        "answered": turn.form.answered,
        "draft_instead_of_copy": _instead_of(request, text),
        "folds": setting.act.folds_when_shown and turn.preview is not None,
        "keeps": place is not None,
        "kept_page": f"?{urlencode({DRAFT: place.key})}" if place and setting.act.begins else "",
        "owner": place.owner if place else None,
        "hidden": KEEPING.keeper.hidden(request, place) if place else [],
        "why_not_submit": offer.why_only_prepare,
        "may_submit": offer.may_submit,
        "back": _back(noun, setting),
        "list_address": reverse(noun.list_address),
        **turn.beside,
        **(turn.preview or {}),
    }
