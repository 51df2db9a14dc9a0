"""How a paper is asked for: a text or a file, in English or in another language with its status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from papers.uploads import Submitted, check_upload
from record.acts import Ask, Need, OtherLanguages, Setting
from record.acts.files import PAPERS, LookedThroughField
from record.acts.languages import asked_about, language_fields, language_of_reader, language_said
from record.texts import WordingStatus, optional

PAPER_LONG = 200_000
WRITE_IT = _("Write the paper here, or choose its file.")
TITLE_IN = OtherLanguages("title_in", _("Title in other languages"), Need.MAY, most=200)


@dataclass(frozen=True)
class Document(Ask):
    """A paper as it is handed in. The answer is a `Submitted`, or None."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        file_help = _("PDF or DOCX, up to 10 MB; instead of the text.")
        status_help = _("English is authoritative; a paper in another language is a translation.")
        long_text = forms.Textarea({"rows": 14})
        return {
            "title": forms.CharField(label=_("Title of the paper"), max_length=200, required=False),
            "text": forms.CharField(
                label=_("Text of the paper"), max_length=PAPER_LONG, required=False, widget=long_text
            ),
            "file": LookedThroughField(
                setting.user,
                check_upload,
                accept=PAPERS,
                label=_("File of the paper"),
                required=False,
                help_text=file_help,
            ),
            **language_fields("language"),
            "language_status": forms.ChoiceField(
                label=_("Status of the wording"),
                choices=WordingStatus.choices,
                initial=WordingStatus.OFFICIAL,
                required=False,
                help_text=status_help,
            ),
            **TITLE_IN.fields(setting),
        }

    def suggested(self, setting: Setting) -> dict[str, Any]:
        return {"language": language_of_reader()}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        text, file = cleaned.get("text") or "", cleaned.get("file")
        if file and self._is_as_it_began(text, setting):
            text = ""
        if not (text.strip() or file):
            return {self.name: None}
        status = cleaned.get("language_status") or WordingStatus.OFFICIAL
        submitted = Submitted(
            title=cleaned.get("title") or "",
            title_in=self._titles(cleaned, setting),
            text=text,
            file=file,
            language=language_said("language", cleaned, f"{cleaned.get('title') or ''} {text}"),
            language_status=status,
        )
        return {self.name: submitted}

    def _is_as_it_began(self, text: str, setting: Setting) -> bool:
        """Whether nobody changed the words that the form began with: a file that is chosen takes their place."""
        began = setting.act.suggests(setting).get("text", "") if setting.act.suggests and text.strip() else ""
        return bool(began) and text.split() == began.split()

    def _titles(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, str]:
        """Its title in other languages than the one it is written in."""
        language = language_said("language", cleaned, cleaned.get("title") or "")
        return {code: text for code, text in TITLE_IN.answers(cleaned, setting)["title_in"].items() if code != language}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        if in_wrong_field := TITLE_IN.problems(cleaned, setting):
            return in_wrong_field
        if question := asked_about("language", cleaned, cleaned.get("text") or ""):
            return question
        if self.need is not Need.MUST or self.answers(cleaned, setting)[self.name]:
            return {}
        return {"text": [WRITE_IT]}

    @property
    def instead(self) -> dict[str, str]:
        return {"text": "file", "file": "text"} if self.need is Need.MUST else {}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        """Where the whole paper may be left out, its heading says so."""
        return ["title"] if self.need is Need.MUST else []

    @property
    def headings(self) -> dict[Any, frozenset[str]]:
        heading = self.label if self.need is Need.MUST else optional(self.label)
        return {heading: frozenset({"title", "text", "file", "language", "language_status"}), **TITLE_IN.headings}

    @property
    def folded(self) -> frozenset[Any]:
        return TITLE_IN.folded


@dataclass(frozen=True)
class DraftOfAPaper(Document):
    """A draft of a paper that has its title already: a text or a file, and its language. The answer is a `Submitted`."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        asked = ("text", "file", *language_fields("language"))
        return {name: field for name, field in super().fields(setting).items() if name in asked}

    def _titles(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, str]:
        return {}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        if question := asked_about("language", cleaned, cleaned.get("text") or ""):
            return question
        return {} if self.answers(cleaned, setting)[self.name] else {"text": [WRITE_IT]}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()

    @property
    def headings(self) -> dict[Any, frozenset[str]]:
        return {}

    @property
    def folded(self) -> frozenset[Any]:
        return frozenset()


@dataclass(frozen=True)
class Scan(Ask):
    """The letter itself, as a file. The answer is a `Submitted`, or None."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        help_text = _("PDF or DOCX, up to 10 MB.")
        file = LookedThroughField(
            setting.user, check_upload, accept=PAPERS, label=self.label, required=False, help_text=help_text
        )
        language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en", required=False)
        return {"letter": file, "letter_language": language}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ["letter"]

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        file, language = cleaned.get("letter"), cleaned.get("letter_language") or "en"
        return {self.name: Submitted(file=file, language=language) if file else None}
