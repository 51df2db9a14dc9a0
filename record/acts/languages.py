"""In which language something is written: said by whoever writes, asked about where the letters say otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from record.acts.asks import Ask, Texts
from record.acts.offers import Sentence
from record.acts.questions import Press, Question
from record.acts.table import Setting
from record.choices import Need
from record.refusals import StepRefused
from record.texts import FALLBACK, LANGUAGES, language_written, optional, script_of

RECOGNISED = ("", _("by its letters"))
KEPT = "_kept"


class PressInput(forms.widgets.Input):
    """What a page's button says, and nobody fills in; a program gives it like any other field."""

    input_type = "hidden"


def language_fields(name: str) -> dict[str, forms.Field]:
    """The language of a text, and the one that is kept although the letters of the text say another."""
    kept = forms.ChoiceField(
        label=_("Language to keep"),
        choices=settings.LANGUAGES,
        required=False,
        initial="",
        widget=PressInput(),
        help_text=_("The language again, where the letters of the text say another and it is meant so."),
    )
    languages = [RECOGNISED, *settings.LANGUAGES]
    return {name: forms.ChoiceField(label=_("Language"), choices=languages, required=False), f"{name}{KEPT}": kept}


def language_said(name: str, cleaned: Mapping[str, Any], text: str) -> str:
    """The language that somebody named; else the one that the letters show."""
    return cleaned.get(name) or language_written(text)


def language_of_reader() -> str:
    """What a page's form begins with: who reads it in Arabic most likely writes in it."""
    code = (get_language() or FALLBACK).lower()
    return code if code in LANGUAGES else FALLBACK


def asked_about(name: str, cleaned: Mapping[str, Any], text: str) -> dict[str, list[Sentence]]:
    """The question where a text is named as one language and its letters are another's; nothing where they agree.

    Each answer to it is one press. A program that means what it said sends the language again, as the one to keep.
    """
    said, letters = cleaned.get(name) or "", script_of(text)
    if not said or not letters or letters == said or cleaned.get(f"{name}{KEPT}") == said:
        return {}
    called = {code: _now(label) for code, label in settings.LANGUAGES}
    sentence = _now("This looks like %(letters)s, and %(said)s was chosen. Which is it?") % {
        "letters": called[letters],
        "said": called[said],
    }
    presses = (
        Press(name, letters, _now("It is %(language)s") % {"language": called[letters]}),
        Press(f"{name}{KEPT}", said, _now("Keep it as %(language)s") % {"language": called[said]}),
    )
    return {name: [Question(sentence, presses)]}


@dataclass(frozen=True)
class WrittenIn(Ask):
    """The language of the texts that stand beside it under the names `texts`."""

    _: KW_ONLY
    texts: tuple[str, ...] = ("text",)

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        fields = language_fields(self.name)
        fields[self.name].label, fields[self.name].help_text = self.label, self.help_text
        return fields

    def suggested(self, setting: Setting) -> dict[str, Any]:
        return {self.name: language_of_reader()}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: language_said(self.name, cleaned, self._text(cleaned))}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        return asked_about(self.name, cleaned, self._text(cleaned))

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()

    def _text(self, cleaned: Mapping[str, Any]) -> str:
        return " ".join(str(cleaned.get(name) or "") for name in self.texts)


@dataclass(frozen=True)
class OtherLanguages(Texts):
    """A text that stands beside it, as it reads in other languages. All of them may stay empty."""

    by_language: bool = True
    need: Need = Need.MAY

    @property
    def open_language(self) -> str:
        """None: it stands beside the text that is open."""
        return ""

    @property
    def labels_by_language(self) -> dict[str, Sentence]:
        """Under a heading that says of what, the name of each language is enough."""
        return dict(settings.LANGUAGES)

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        texts = {code: (cleaned.get(self.name_in(code)) or "").strip() for code in LANGUAGES}
        return {self.name: {code: text for code, text in texts.items() if text}}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        problems: dict[str, list[Sentence]] = {}
        for code, text in self.answers(cleaned, setting)[self.name].items():
            letters = script_of(text)
            # Latin letters stand in every language: names, abbreviations.
            if letters not in {"", code, FALLBACK}:
                name = _now(dict(settings.LANGUAGES)[letters])
                problems[self.name_in(code)] = [
                    _now("This looks like %(language)s: write it in the field of that language.") % {"language": name}
                ]
        return problems

    @property
    def headings(self) -> dict[Sentence, frozenset[str]]:
        return {optional(self.label): frozenset(self.name_in(code) for code in LANGUAGES)}

    @property
    def folded(self) -> frozenset[Sentence]:
        return frozenset({optional(self.label)})


def without_its_own(name: str, texts: Mapping[str, str], language: str, own: str) -> dict[str, str]:
    """The wordings in other languages than the one a text was written in. Raises Refused where that one reads otherwise."""
    if texts.get(language, own).strip() != own.strip():
        field = f"{name}_{language.replace('-', '_')}"
        raise StepRefused({field: [_("It is written in this language already, above.")]})
    return {code: text for code, text in texts.items() if code != language}
