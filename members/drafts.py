"""The forms whose text is kept while it is written: those of the acts that keep it.

A draft is of one form ("commitment.submit-draft"), about one thing or about nothing yet, and of one state. Where the form
stands, how its thing is found and what it makes, the declaration of the act says.
"""

from collections.abc import Callable

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from record.acts import TABLE, Act, Noun
from record.viewers import Viewer


def act_of(form: str) -> tuple[Noun, Act] | None:
    """The act that a form is of, with its noun; None where no act keeps such a form."""
    noun_name, _dot, name = form.partition(".")
    noun = TABLE.nouns.get(noun_name)
    if noun is None:
        return None
    every = (*noun.every_act_of(), *TABLE.rows[noun_name].values())
    act = next((act for act in every if act.name == name and act.keeps), None)
    return (noun, act) if act is not None else None


def kind_of(form: str, key: str) -> str:
    """What kind of thing a form is about; empty where it is about nothing yet."""
    kept = act_of(form) if key else None
    return str(kept[0].model._meta.model_name) if kept else ""


def require_form(user: Viewer, form: str, key: str) -> None:
    """That there is such a form about such a thing, for people of their kind, and they see it. Raises Http404."""
    kept = act_of(form)
    if kept is None or bool(key) is kept[1].begins or not kept[1].may_be_for(user):
        raise Http404
    noun, act = kept
    if key and TABLE.act(noun, act.name, get_object_or_404(noun.called(user, key))) is None:
        raise Http404


def page_of(form: str, key: str) -> str:
    """The page that a form stands on; the desk, where its names fit no page."""
    kept = act_of(form)
    try:
        return kept[0].form_of(kept[1], None if kept[1].begins else key) if kept else reverse("desk")
    except (NoReverseMatch, ValueError):
        return reverse("desk")


def label_of(form: str) -> str:
    """What a form is for."""
    kept = act_of(form)
    return str(kept[1].draft_label or kept[1].label) if kept else form


# -- A preparer says that a draft is ready.

Listener = Callable[..., None]
LISTENERS: dict[str, Listener] = {}


def when_ready(name: str, listener: Listener) -> None:
    """Who is told that a preparer said so, with `draft`, `owner` and `by`. The same name again replaces it."""
    LISTENERS[name] = listener
