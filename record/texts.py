"""Texts in the four languages of the house: one JSON column, one fallback rule, and a status where wording matters."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, get_language_bidi, override, pgettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from record.folding import fold

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
FALLBACK = "en"
# Letters of one text in one language, by whichever door it comes.
LONGEST_TEXT = 50_000


SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u052f]"),
    "zh-hans": re.compile(r"[\u3400-\u9fff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile("[A-Za-z]")


def said_in(language: str | None, words: str) -> str | None:
    """The language that was said of words, else the one that their letters show; None where there are no words."""
    return (language or language_written(words)) if words.strip() else None


def with_more(words: object, more: object) -> str:
    """Words, and what more there is to them in brackets, as the reader's language writes brackets."""
    return f"{words}{pgettext('opens a bracket', ' (')}{more}{pgettext('closes a bracket', ')')}"


def apart(words: str) -> str:
    """Words of a name with Latin letters: among Arabic ones they turn no number and no day round that stands beside them."""
    return f"\u2068{words}\u2069" if get_language_bidi() and LATIN.search(words) else words


def name_and_day(name: str, days: str) -> str:
    """ "Senior Officials Committee, 12 October 2027" as a thing is listed; each reads in its own direction."""
    name_apart = apart(name)
    return f"{name_apart} · {days}" if name_apart == name else f"{name_apart} · \u2068{days}\u2069"


def optional(label: object) -> str:
    """The words of a field, or of a heading, that may stay empty."""
    return _now("%(label)s (optional)") % {"label": label}


def language_written(text: str) -> str:
    """The language in whose script most of a text is; English where that is Latin, or where there are no letters.

    A Chinese character says as much as several letters.
    """
    weights = {code: (3 if code == "zh-hans" else 1) * len(script.findall(text)) for code, script in SCRIPTS.items()}
    others = len(LETTER.findall(text)) - sum(len(script.findall(text)) for script in SCRIPTS.values())
    code = max(weights, key=lambda code: weights[code])
    return code if weights[code] > others else FALLBACK


def script_of(text: str) -> str:
    """The language in whose script a text is written; "" where it has no letters to tell."""
    return language_written(text) if LETTER.search(text) else ""


class WrittenWords(str):
    """Words with the language in which they are written: that of whoever wrote them, else the one their letters show."""

    language: str

    def __new__(cls, words: str, language: str | None = "") -> "WrittenWords":
        wording = super().__new__(cls, words)
        wording.language = language or language_of(words)
        return wording


def language_of(text: str) -> str:
    """The language that a text brings along, else the one its letters show."""
    return getattr(text, "language", "") or language_written(str(text))


def as_written(texts: dict[str, str] | None) -> dict[str, str]:
    """A text that came as English, under the language it is written in."""
    texts = texts or {}
    written = language_written(texts.get(FALLBACK, ""))
    if written in texts:
        return texts
    return {written if code == FALLBACK else code: text for code, text in texts.items()}


class WordingStatus(models.TextChoices):
    """What a wording is worth: adopted as it stands, or an unofficial translation of what was."""

    OFFICIAL = "official", _("official")
    TRANSLATION = "translation", _("unofficial translation")


def language_shown(texts: dict[str, str] | None, language: str | None = None) -> str:
    """The language `in_language` will answer in: the one asked for, else English, else the first there; "" for none."""
    texts = texts or {}
    preferred = (language or get_language() or FALLBACK).lower()
    for code in (preferred, FALLBACK, *texts):
        if texts.get(code):
            return code
    return ""


def in_language(texts: dict[str, str] | None, language: str | None = None) -> str:
    """The wording in `language` (default: the reader's), by the one fallback rule."""
    code = language_shown(texts, language)
    return texts[code] if texts and code else ""


def wording_for_reader(texts: dict[str, str] | None, language: str | None = None) -> WrittenWords:
    """The wording that `in_language` chooses, with the language it stands in."""
    code = language_shown(texts, language)
    return WrittenWords(texts[code] if texts and code else "", code)


def in_all(make: Callable[[], Any]) -> dict[str, str]:
    """What `make` says in each language: {"en": ..., "ru": ..., "zh-hans": ..., "ar": ...}."""
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = str(make())
    return texts


def folded(*values: str | dict[str, str] | None) -> str:
    """What a search compares: every text of `values` (texts, or texts by language), folded, joined by lines."""
    parts: list[str] = []
    for value in values:
        parts.extend(value.values() if isinstance(value, dict) else [value or ""])
    return fold("\n".join(str(part) for part in parts if part))


def check_texts(value: object, allowed: Iterable[str] = LANGUAGES) -> None:
    """Raise ValidationError unless `value` maps languages of the house to texts."""
    if not isinstance(value, dict):
        raise ValidationError(_("Give the text by language."))
    for language, text in value.items():
        if language not in allowed:
            raise ValidationError(_("“%(language)s” is not one of the four languages."), params={"language": language})
        if not isinstance(text, str) or "\x00" in text:
            raise ValidationError(_("The text in “%(language)s” can't be read."), params={"language": language})


class LanguageField(models.CharField):
    """In which language the texts of a row were written; none where nobody said: then their letters tell."""

    # What mypy takes for its values: it sees no `null` that stands in `__init__`.
    _pyi_private_set_type: str | None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("choices", settings.LANGUAGES)
        super().__init__(*args, **{**kwargs, "null": True, "blank": True})


class TextsWidget(forms.MultiWidget):
    """One input a language, each labelled and written in its own direction."""

    template_name = "widgets/texts.html"

    def __init__(self, widget: type[forms.Widget] = forms.TextInput, attrs: dict[str, Any] | None = None):
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {}
        for code in LANGUAGES:
            rows = {"rows": 3} if issubclass(widget, forms.Textarea) else {}
            widgets[code] = widget(
                {"lang": code, "dir": "rtl" if code == "ar" else "ltr", "class": "vTextField", **rows}
            )
        super().__init__(widgets, attrs)

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in LANGUAGES]

    def get_context(self, name: str, value: dict[str, str] | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for code, subwidget in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True):
            subwidget["language"] = dict(settings.LANGUAGES)[code]
        return context


class TextsFormField(forms.MultiValueField):
    """Asks for a text in each language; one is enough."""

    def __init__(self, *, long: bool = False, max_length: int = 300, **kwargs: Any):
        for unused in ("encoder", "decoder", "widget"):
            kwargs.pop(unused, None)
        most = LONGEST_TEXT if long else max_length
        fields = [forms.CharField(required=False, max_length=most) for _code in LANGUAGES]
        widget = TextsWidget(forms.Textarea if long else forms.TextInput)
        super().__init__(fields, require_all_fields=False, widget=widget, **kwargs)

    def compress(self, values: list[str]) -> dict[str, str]:
        return {code: text for code, text in zip(LANGUAGES, values or [], strict=False) if text}

    def has_changed(self, initial: dict[str, str] | None, data: list[str] | None) -> bool:
        return super().has_changed(self.widget.decompress(initial), data)


class MultilingualField(models.JSONField):
    """{"en": …, "ru": …, "zh-hans": …, "ar": …}; languages may be missing, and `in_language` falls back."""

    default_validators = [check_texts]

    def __init__(self, *args: Any, long: bool = False, **kwargs: Any):
        self.long = long
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """As the house writes it. What stands there in another shape is a text in no particular language, so that a list
        with it can be read, and mended; the check of the night names it."""
        texts = super().from_db_value(value, expression, connection)
        if texts is None or (isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())):
            return texts
        if isinstance(texts, dict):
            return {code: text if isinstance(text, str) else str(text or "") for code, text in texts.items()}
        return {FALLBACK: str(texts)}

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self.long:
            kwargs["long"] = True
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        kwargs.pop("widget", None)
        # A default that is a function would make Django send the text twice, the second time as one hidden string.
        kwargs["show_hidden_initial"] = False
        return super().formfield(**{"form_class": TextsFormField, "long": self.long, **kwargs})
