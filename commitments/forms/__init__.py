"""What people fill in: filters of pages, steps and exchanges."""

from commitments.forms.exchange import NominationForm, ViewForm, WidenForm
from commitments.forms.filters import CoordinatorFilter
from commitments.forms.steps import BeginForm, LetterForm, StepForm

__all__ = [
    "BeginForm",
    "CoordinatorFilter",
    "LetterForm",
    "NominationForm",
    "StepForm",
    "ViewForm",
    "WidenForm",
]
