"""In which language something is written: recognised by its letters, unless somebody says."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from record.acts.asks import Ask, Sentence
from record.acts.table import Setting
from record.texts import FALLBACK, language_written

RECOGNISED = ("", _("by its letters"))


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language"), choices=[RECOGNISED, *settings.LANGUAGES], required=False)


def language_of(said: str, text: str) -> str:
    """The language that somebody named; else the one that the letters show."""
    return said or language_written(text)


def why_not_in(said: str, text: str) -> Sentence:
    """What is asked where a text is named as one language and its letters are another's; None where they agree."""
    written = language_written(text)
    if not said or said == written or written == FALLBACK:
        return None
    name = _now(dict(settings.LANGUAGES)[written])
    return _now("This looks like %(language)s: choose that language, or let it be recognised by its letters.") % {
        "language": name
    }


@dataclass(frozen=True)
class WrittenIn(Ask):
    """The language of the text that stands beside it under the name `text`."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        return {self.name: language_field()}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: language_of(cleaned.get(self.name) or "", cleaned.get("text") or "")}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        why = why_not_in(cleaned.get(self.name) or "", cleaned.get("text") or "")
        return {self.name: [why]} if why else {}
