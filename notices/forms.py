"""What officers fill in about letters: which to list, a day to look ahead to, the rules, and how kinds are worded."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from notices.kinds import Phrase, by_letter
from notices.models import LetterTemplate, Rules
from notices.reports.wording import direction_of
from notices.words import unknown_in
from record.forms import IsoDayField, WordsField, show_refusal
from record.invisible import let_nothing_hide
from record.refusals import Refused

# A year ahead is as far as reminders look.
FURTHEST = dt.timedelta(days=400)


class DryRunForm(forms.Form):
    """Which day to look ahead to; none: from now on, for a day."""

    day = IsoDayField(label=_("Day"), required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> dt.date | None:
        day = self.cleaned_data["day"]
        if day and day < self.today:
            raise ValidationError(_("That day is over: what went then stands in the list of letters."))
        if day and day > self.today + FURTHEST:
            raise ValidationError(_("Give a day within the next 400 days."))
        return day


def _kinds() -> list[tuple[str, Phrase]]:
    return [("", _("all")), *((name, kind.label) for name, kind in by_letter().items())]


class RowFilter(forms.Form):
    """Rows of the ledger: whose, of which kind, of which day."""

    person = WordsField(label=_("Person"))
    kind = forms.ChoiceField(label=_("Kind"), choices=_kinds, required=False)
    day = IsoDayField(label=_("Day"), required=False)


class LetterListFilter(RowFilter):
    """Letters, by how far they have come as well: one of the lists of `reports.ledger`."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)

    def __init__(self, *args: Any, stages: Mapping[str, Phrase], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [("", _("all")), *stages.items()]  # type: ignore[attr-defined]


class RulesForm(forms.ModelForm):
    """The rules for letters. `seen` is the seal of those that the form was opened with."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = Rules
        fields = ("unknown_outcome", "hour", "until_hour", "most_a_day", "most_attempts")
        widgets = {"unknown_outcome": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        hour, until = cleaned.get("hour"), cleaned.get("until_hour")
        if hour is not None and until is not None and until <= hour:
            self.add_error("until_hour", _("Give an hour after the first one."))
        return cleaned


class WordingForm(forms.Form):
    """How one kind reads in the four languages: a sentence and a text in each. `seen` is the seal of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    test_language = forms.ChoiceField(
        label=_("Language of the test letter"), choices=settings.LANGUAGES, required=False
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for code, _name in settings.LANGUAGES:
            attributes = {"lang": code, "dir": direction_of(code)}
            self.fields[f"line_{code}"] = forms.CharField(
                label=_("Sentence"),
                required=False,
                max_length=LetterTemplate._meta.get_field("line").max_length,
                widget=forms.Textarea(attrs={"rows": 3, **attributes}),
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("Text"),
                required=False,
                max_length=LetterTemplate._meta.get_field("body").max_length,
                widget=forms.Textarea(attrs={"rows": 8, **attributes}),
            )
        for field in self.fields.values():
            let_nothing_hide(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for code, _name in settings.LANGUAGES:
            for part, text in (("line", cleaned.get(f"line_{code}")), ("body", cleaned.get(f"body_{code}"))):
                if text is not None:
                    self._check(f"{part}_{code}", text)
        return cleaned

    def _check(self, name: str, text: str) -> None:
        if not text.strip():
            self.add_error(name, _("Give it in this language, too: every language has its words."))
        for sentence in unknown_in(self.kind, text):
            self.add_error(name, sentence)
        if name.startswith("line_") and ("\n" in text or "\r" in text):
            self.add_error(name, _("The sentence stands on one line."))

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """As they were typed, right or wrong."""
        return {code: (self._typed(f"line_{code}"), self._typed(f"body_{code}")) for code, _name in settings.LANGUAGES}

    def _typed(self, name: str) -> str:
        """What a browser sends has the line ends of letters of old."""
        value = self.cleaned_data.get(name) if hasattr(self, "cleaned_data") else None
        text = value if value is not None else (self[name].value() or "")
        return str(text).replace("\r\n", "\n")

    @property
    def languages(self) -> list[dict[str, Any]]:
        """The fields by language, for a page that shows them side by side."""
        return [
            {"code": code, "name": name, "line": self[f"line_{code}"], "body": self[f"body_{code}"]}
            for code, name in settings.LANGUAGES
        ]


def wording_initial(texts: Mapping[str, tuple[str, str]], seen: str, language: str) -> dict[str, str]:
    """What the form is opened with."""
    initial = {"seen": seen, "test_language": language}
    for code, (line, body) in texts.items():
        initial |= {f"line_{code}": line, f"body_{code}": body}
    return initial


def tell_why(form: forms.BaseForm, refused: Refused, seen: str) -> None:
    """Say why nothing was kept. The form knows by now what holds: sent once more, it may."""
    show_refusal(form, refused.problems)
    data: Any = form.data
    data = data.copy()
    data["seen"] = seen
    form.data = data
