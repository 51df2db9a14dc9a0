"""What people fill in: filters of pages, steps and exchanges."""

from commitments.forms.exchange import CommentForm, NominationForm, ViewForm, WidenForm
from commitments.forms.filters import CoordinatorFilter, EditionForm, MeasureFilter, ParticipantFilter, SearchForm
from commitments.forms.steps import BeginForm, LetterForm, StepForm

__all__ = [
    "BeginForm",
    "CommentForm",
    "CoordinatorFilter",
    "EditionForm",
    "LetterForm",
    "MeasureFilter",
    "NominationForm",
    "ParticipantFilter",
    "SearchForm",
    "StepForm",
    "ViewForm",
    "WidenForm",
]
