"""What a new calendar address is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from record.invisible import NothingHides


class FeedForm(NothingHides, forms.Form):
    label = forms.CharField(
        label=_("What for"), max_length=60, required=False, help_text=_("For you alone, for example: phone.")
    )
