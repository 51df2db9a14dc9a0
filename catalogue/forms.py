"""How pages ask for an edition, an area or a measure."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Edition, Measure
from law.forum import FORUM
from record.texts import LANGUAGES


class MeasureField(forms.ModelChoiceField):
    """A measure with the letters and number by which it is spoken of, and its edition's year."""

    def label_from_instance(self, obj: Measure) -> str:
        return f"{obj.area.edition.code} · {obj.area.letters} {obj.number}. {obj}"


class AreaField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Area) -> str:
        return obj.among_others


def opening_edition(editions: Sequence[Edition]) -> str:
    """The code of the edition that pages open with: the forum's own, else the first; "" where there is none."""
    codes = [edition.code for edition in editions]
    return FORUM.catalogue if FORUM.catalogue in codes else next(iter(codes), "")


class EditionForm(forms.Form):
    """Which edition a page shows; without a word, that of 2007."""

    edition = forms.ChoiceField(label=_("Edition"), required=False)

    def __init__(self, data: Any, *, editions: Sequence[Edition]):
        self.by_code = {edition.code: edition for edition in editions}
        self.first = opening_edition(editions)
        data = data.copy()
        if not data.get("edition"):
            data["edition"] = self.first
        super().__init__(data)
        self.fields["edition"].choices = [(edition.code, str(edition)) for edition in editions]

    @property
    def chosen(self) -> Edition | None:
        """The edition asked for; None while the record holds none."""
        asked = self.cleaned_data.get("edition", "") if self.is_valid() else ""
        return self.by_code.get(asked or self.first)


class BesideForm(forms.Form):
    """Which wording of an instrument stands beside the reader's own."""

    beside = forms.ChoiceField(label=_("Beside it"), required=False)

    def __init__(self, data: Any):
        super().__init__(data)
        names = [(code, capfirst(str(get_language_info(code)["name_translated"]))) for code in LANGUAGES]
        self.fields["beside"].choices = [("", _("no other language")), *names]

    @property
    def chosen(self) -> str:
        """The language asked for, unless it is the reader's own; "" for none."""
        asked = self.cleaned_data.get("beside", "") if self.is_valid() else ""
        return "" if asked == get_language() else asked
