"""The forms whose text is kept while it is written: of the acts that keep it, and those that a room tells of (`add_form`).

A draft is of one form, about one thing or about nothing yet, and of one state. Its page, how the thing is found and what
the form makes are its room's to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from record.acts import TABLE, Act, Noun


@dataclass(frozen=True)
class KeptForm:
    """A form: its name, what it is for in words, the kind of thing it is about, and where it stands.

    `page` is the address for the key of a thing; `find` gives the thing of that key to a person who may write about it
    in the form, and raises Http404 to others; `made` are the kinds of rows, with a one-time key, that it makes.
    """

    name: str
    label: Any
    page: Callable[[str], str]
    kind: str = ""
    find: Callable[[Any, str], Any] | None = None
    key_of: Callable[[Any], str] = str
    made: tuple[Any, ...] = ()


FORMS: dict[str, KeptForm] = {}


def add_form(form: KeptForm) -> None:
    """The same name again replaces it."""
    FORMS[form.name] = form


def form_named(name: str) -> KeptForm | None:
    """The form of that name: one that a room told of, or that of an act which keeps its text ("silence.object")."""
    return FORMS.get(name) or _form_of_act(name)


def _form_of_act(name: str) -> KeptForm | None:
    noun_name, _dot, act_name = name.partition(".")
    noun = TABLE.nouns.get(noun_name)
    if noun is None:
        return None
    every = (*noun.every_act_of(), *TABLE.rows[noun_name].values())
    act = next((act for act in every if act.name == act_name and act.keeps), None)
    return None if act is None else _kept_by(noun, act, name)


def _kept_by(noun: Noun, act: Act, name: str) -> KeptForm:
    label, made = act.draft_label or act.label, (act.once_in,) if act.once_in else ()
    if act.begins:
        return KeptForm(name, label, lambda key: noun.form_of(act), made=made)

    def find(user: Any, key: str) -> Any:
        thing = get_object_or_404(noun.called(user, key))
        if TABLE.act(noun, act.name, thing) is None:
            raise Http404
        return thing

    return KeptForm(
        name,
        label,
        page=lambda key: noun.form_of(act, key),
        kind=str(noun.model._meta.model_name),
        find=find,
        key_of=noun.key_of,
        made=made,
    )


def page_of(name: str, key: str) -> str:
    """The page that a form stands on; the desk, where its names fit no page."""
    form = form_named(name)
    try:
        return form.page(key) if form else reverse("desk")
    except (NoReverseMatch, ValueError):
        return reverse("desk")


def label_of(name: str) -> str:
    """What a form is for."""
    form = form_named(name)
    return str(form.label) if form else name


# -- A preparer says that a draft is ready.

Listener = Callable[..., None]
LISTENERS: dict[str, Listener] = {}


def when_ready(name: str, listener: Listener) -> None:
    """Who is told that a preparer said so, with `draft`, `owner` and `by`. The same name again replaces it."""
    LISTENERS[name] = listener
