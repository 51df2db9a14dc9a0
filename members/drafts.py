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
    found = act_of(form) if key else None
    return str(found[0].model._meta.model_name) if found else ""


def require_form(user: Viewer, form: str, key: str) -> None:
    """That there is such a form about such a thing, for people of their kind, and they see it. Raises Http404."""
    found = act_of(form)
    if found is None or bool(key) is found[1].begins or not found[1].may_be_for(user):
        raise Http404
    noun, act = found
    if key and TABLE.act(noun, act.name, get_object_or_404(noun.called(user, key))) is None:
        raise Http404


def page_of(form: str, key: str) -> str:
    """The page that a form stands on; the desk, where its names fit no page."""
    found = act_of(form)
    try:
        return found[0].form_of(found[1], None if found[1].begins else key) if found else reverse("desk")
    except (NoReverseMatch, ValueError):
        return reverse("desk")


def label_of(form: str) -> str:
    """What a form is for."""
    found = act_of(form)
    return str(found[1].draft_label or found[1].label) if found else form


# -- A preparer says that a draft is ready.

Listener = Callable[..., None]
LISTENERS: dict[str, Listener] = {}


def when_ready(name: str, listener: Listener) -> None:
    """Who is told that a preparer said so, with `draft`, `owner` and `by`. The same name again replaces it."""
    LISTENERS[name] = listener
