"""For which state somebody acts, where they act for several."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Participant


class StateForm(forms.Form):
    state = forms.ChoiceField(label=_("For the state"), required=False)

    def __init__(self, *args: Any, states: Sequence[Participant], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.states = states
        self.fields["state"].choices = [(state.code, str(state)) for state in states]
