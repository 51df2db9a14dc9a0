"""A paper as it is handed in, what is said of it, and how the list of papers is narrowed."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalogue.forms import ANY
from law.choices import PaperKind
from members.choices import Audience
from papers.uploads import Submitted, check_upload
from record.forms import OnceForm, WordsField
from record.texts import WordingStatus

PAPER_LONG = 200_000


class PaperFields(forms.Form):
    """A paper as it is handed in: a file, or a text; in English, or in another language with its status."""

    title = forms.CharField(label=_("Title of the paper"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Text of the paper"), max_length=PAPER_LONG, required=False, widget=forms.Textarea({"rows": 14})
    )
    file = forms.FileField(
        label=_("File of the paper"), required=False, help_text=_("PDF or DOCX, up to 10 MB; instead of the text.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en", required=False)
    language_status = forms.ChoiceField(
        label=_("Status of the wording"),
        choices=WordingStatus.choices,
        initial=WordingStatus.OFFICIAL,
        required=False,
        help_text=_("English is authoritative; a paper in another language is a translation."),
    )

    def clean_file(self) -> Any:
        if file := self.cleaned_data.get("file"):
            check_upload(file)
        return file

    def submitted(self) -> Submitted | None:
        given = self.cleaned_data
        if not (given.get("text", "").strip() or given.get("file")):
            return None
        return Submitted(
            title=given.get("title", ""),
            text=given.get("text", ""),
            file=given.get("file"),
            language=given.get("language") or "en",
            language_status=given.get("language_status") or WordingStatus.OFFICIAL,
        )


class CommentForm(OnceForm):
    text = forms.CharField(label=_("Comment"), max_length=10_000, widget=forms.Textarea({"rows": 5}))
    audience = forms.ChoiceField(label=_("Who sees it"), choices=Audience.choices, initial=Audience.SECRETARIAT)


class PaperFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *PaperKind.choices])
    q = WordsField(label=_("Words"))
