"""How the list of decisions is narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.choices import Manner, Outcome
from law.editions import any_body
from record.forms import WordsField


class DecisionFilter(forms.Form):
    """How the list of decisions is narrowed."""

    body = forms.ChoiceField(label=_("Body"), required=False, choices=any_body)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[("", _("any")), *Outcome.choices])
    manner = forms.ChoiceField(label=_("How"), required=False, choices=[("", _("any")), *Manner.choices])
    q = WordsField(label=_("Search"))
