"""What the pages of measures and coordinators may be asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.forms import ANY, EditionForm
from catalogue.models import Edition
from commitments.choices import Fact
from members.models import Participant


class CoordinatorFilter(EditionForm):
    fact = forms.ChoiceField(label=_("Fact"), required=False, choices=[ANY, *Fact.choices])
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, editions: Sequence[Edition], states: Sequence[Participant]):
        super().__init__(data, editions=editions)
        self.fields["state"].choices = [ANY, *((state.code, str(state)) for state in states)]
