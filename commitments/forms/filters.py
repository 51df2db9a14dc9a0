"""What the pages of measures and coordinators may be asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.choices import Fact
from commitments.models import Edition
from members.choices import ParticipantKind, Standing
from members.models import Participant
from record.forms import WordsField

ANY = ("", _("any"))
# The edition whose four areas the overview shows first.
FIRST_SHOWN = "2007"


class EditionForm(forms.Form):
    """Which edition a page shows; without a word, that of 2007."""

    edition = forms.ChoiceField(label=_("Edition"), required=False)

    def __init__(self, data: Any, *, editions: Sequence[Edition]):
        self.by_code = {edition.code: edition for edition in editions}
        self.first = FIRST_SHOWN if FIRST_SHOWN in self.by_code else next(iter(self.by_code), "")
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


class MeasureFilter(EditionForm):
    q = WordsField(label=_("Words"))


class CoordinatorFilter(EditionForm):
    fact = forms.ChoiceField(label=_("Fact"), required=False, choices=[ANY, *Fact.choices])
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, editions: Sequence[Edition], states: Sequence[Participant]):
        super().__init__(data, editions=editions)
        self.fields["state"].choices = [ANY, *((state.code, str(state)) for state in states)]


class ParticipantFilter(forms.Form):
    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[ANY, *Standing.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *ParticipantKind.choices])
    q = WordsField(label=_("Words"))


class SearchForm(forms.Form):
    """One box; `within` asks for all results of one group."""

    q = WordsField(label=_("Words"))
    within = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, groups: Sequence[str]):
        super().__init__(data)
        self.fields["within"].choices = [("", ""), *((group, group) for group in groups)]
