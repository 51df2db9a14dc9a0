"""The forms whose text is kept while it is written, told by the rooms that have them (`add_form`).

A draft is of one form, about one thing or about nothing yet, and of one state. Its page, how the thing is found and what
the form makes are its room's to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


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


def page_of(name: str, key: str) -> str:
    """The page that a form stands on; the desk, where its names fit no page."""
    form = FORMS.get(name)
    try:
        return form.page(key) if form else reverse("desk")
    except (NoReverseMatch, ValueError):
        return reverse("desk")


def label_of(name: str) -> str:
    """What a form is for."""
    form = FORMS.get(name)
    return str(form.label) if form else name


# -- A preparer says that a draft is ready.

Listener = Callable[..., None]
LISTENERS: dict[str, Listener] = {}


def when_ready(name: str, listener: Listener) -> None:
    """Who is told that a preparer said so, with `draft`, `owner` and `by`. The same name again replaces it."""
    LISTENERS[name] = listener
