"""Asking for the status of a wording, language by language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from record.texts import LANGUAGES, TextsWidget, WordingStatus

CHOICES = [("", _("not said")), *WordingStatus.choices]


class StatusesWidget(TextsWidget):
    """One choice a language."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        forms.MultiWidget.__init__(self, {code: forms.Select(choices=CHOICES) for code in LANGUAGES}, attrs)


class StatusesFormField(forms.MultiValueField):
    """{"en": "official", "ru": "translation"}, as choices."""

    def __init__(self, **kwargs: Any):
        fields = [forms.ChoiceField(choices=CHOICES, required=False) for _code in LANGUAGES]
        super().__init__(fields, require_all_fields=False, widget=StatusesWidget(), **kwargs)

    def compress(self, values: list[str]) -> dict[str, str]:
        return {code: status for code, status in zip(LANGUAGES, values or [], strict=False) if status}

    def has_changed(self, initial: dict[str, str] | None, data: list[str] | None) -> bool:
        return super().has_changed(self.widget.decompress(initial), data)
