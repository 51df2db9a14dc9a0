"""How a paper is asked for: a text or a file, in English or in another language with its status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from papers.uploads import Submitted, check_upload
from record.acts import Ask, Need, Setting
from record.acts.forms import optional
from record.acts.languages import language_field, language_of, why_not_in
from record.texts import WordingStatus

PAPER_LONG = 200_000


class PaperFileField(forms.FileField):
    """A file that is looked through when it arrives; a refusal says why."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        if file := super().clean(data, initial):
            check_upload(file)
        return file


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
            "file": PaperFileField(label=_("File of the paper"), required=False, help_text=file_help),
            "language": language_field(),
            "language_status": forms.ChoiceField(
                label=_("Status of the wording"),
                choices=WordingStatus.choices,
                initial=WordingStatus.OFFICIAL,
                required=False,
                help_text=status_help,
            ),
        }

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        text, file = cleaned.get("text") or "", cleaned.get("file")
        if not (text.strip() or file):
            return {self.name: None}
        status = cleaned.get("language_status") or WordingStatus.OFFICIAL
        submitted = Submitted(
            title=cleaned.get("title") or "",
            text=text,
            file=file,
            language=language_of(cleaned.get("language") or "", f"{cleaned.get('title') or ''} {text}"),
            language_status=status,
        )
        return {self.name: submitted}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        if why := why_not_in(cleaned.get("language") or "", cleaned.get("text") or ""):
            return {"language": [why]}
        if self.need is not Need.MUST or self.answers(cleaned, setting)[self.name]:
            return {}
        return {"text": [_("Write the paper here, or choose its file.")]}

    @property
    def instead(self) -> dict[str, str]:
        return {"text": "file", "file": "text"} if self.need is Need.MUST else {}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        """Where the whole paper may be left out, its heading says so."""
        return ["title"] if self.need is Need.MUST else []

    @property
    def headings(self) -> dict[Any, frozenset[str]]:
        heading = self.label if self.need is Need.MUST else optional(self.label)
        return {heading: frozenset({"title", "text", "file", "language", "language_status"})}


@dataclass(frozen=True)
class Scan(Ask):
    """The letter itself, as a file. The answer is a `Submitted`, or None."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        file = PaperFileField(label=self.label, required=False, help_text=_("PDF or DOCX, up to 10 MB."))
        language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en", required=False)
        return {"letter": file, "letter_language": language}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ["letter"]

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        file, language = cleaned.get("letter"), cleaned.get("letter_language") or "en"
        return {self.name: Submitted(file=file, language=language) if file else None}
