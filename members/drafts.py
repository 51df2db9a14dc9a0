"""The forms whose text is kept while it is written: those of the acts that keep it.

A draft is of one form ("commitment.submit-draft"), about one thing, and of one state. Of a form that begins something a state
has as many drafts as it begins: each has a key of its own, which stands in the link of its page. Where the form stands, how
its thing is found and what it makes, the declaration of the act says.
"""

import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from record.acts import TABLE, Act, Noun
from record.acts.places import DRAFT
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


def begins_something(form: str) -> bool:
    """Whether a form is about nothing yet: its drafts have keys of their own."""
    kept = act_of(form)
    return kept is not None and kept[1].begins


def kind_of(form: str, key: str) -> str:
    """What kind of thing a form is about; empty where it is about nothing yet."""
    kept = act_of(form) if key and not begins_something(form) else None
    return str(kept[0].model._meta.model_name) if kept else ""


def own_key(text: str) -> uuid.UUID | None:
    """A draft's own key, as a link or a page names it; None where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


# The fields by which what is written is called, the first that holds something.
CALLED_BY = ("title", "name", "topic", "subject")


def called(answers: Mapping[str, Any]) -> str:
    """The words by which a draft is told from others: its title, in whichever language it has one; empty without."""
    by_field = {name: words.strip() for name, words in answers.items() if isinstance(words, str) and words.strip()}
    of_fields = ([name, *sorted(field for field in by_field if field.startswith(f"{name}_"))] for name in CALLED_BY)
    return next((by_field[field] for fields in of_fields for field in fields if field in by_field), "")


def require_form(user: Viewer, form: str, key: str) -> None:
    """That there is such a form about such a thing, for people of their kind, and they see it. Raises Http404."""
    kept = act_of(form)
    if kept is None or not key or not kept[1].may_be_for(user):
        raise Http404
    noun, act = kept
    if act.begins:
        if own_key(key) is None:
            raise Http404
    elif TABLE.act(noun, act.name, get_object_or_404(noun.called(user, key))) is None:
        raise Http404


def page_of(form: str, key: str) -> str:
    """The page that a form stands on; the desk, where its names fit no page."""
    kept = act_of(form)
    try:
        if kept is None:
            return reverse("desk")
        if not kept[1].begins:
            return kept[0].form_of(kept[1], key)
        draft = own_key(key)
        return kept[0].form_of(kept[1]) + (f"?{urlencode({DRAFT: str(draft)})}" if draft else "")
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
