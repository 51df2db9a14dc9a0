"""Forms for what moves no commitment: comments, views, nominations."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalogue.forms import MeasureField
from catalogue.models import Measure
from commitments.models import Commitment
from members.choices import WIDTH, Audience
from members.models import User
from record.forms import BoundedDayField, DayInput, OnceForm


class ViewForm(OnceForm):
    text = forms.CharField(label=_("Your view"), max_length=20_000, widget=forms.Textarea({"rows": 8}))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")
    audience = forms.ChoiceField(
        label=_("Who sees it"),
        choices=Audience.choices,
        initial=Audience.MEMBERS,
        help_text=_("Only views shared with the members go into the compilation."),
    )


class NominationForm(OnceForm):
    measure = MeasureField(
        Measure.objects.none(), label=_("Measure"), to_field_name="reference", required=False, empty_label=_("None")
    )
    commitment = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("Or a commitment"),
        to_field_name="reference",
        required=False,
        empty_label=_("None"),
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    affiliation = forms.CharField(label=_("Post and institution"), max_length=200, required=False)
    expertise = forms.CharField(
        label=_("Expertise"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    until = BoundedDayField(
        label=_("Term until"),
        required=False,
        widget=DayInput(),
        help_text=_("The first day after the term. Empty: with no end agreed."),
    )
    # Kept to its own state it would nominate nobody: until then it is a draft.
    audience = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[(value, label) for value, label in Audience.choices if value != Audience.OWN],
        initial=Audience.SECRETARIAT,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.visible_to(user).select_related("area__edition").in_order()
        self.fields["commitment"].queryset = Commitment.objects.visible_to(user).open().order_by("reference")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not found.get("measure") and not found.get("commitment") and not self.errors:
            self.add_error("measure", _("Choose a measure, or a commitment."))
        return found


class WidenForm(forms.Form):
    """Letting more people see an item: only wider audiences than now can be chosen."""

    audience = forms.ChoiceField(label=_("Let it be seen by"))

    def __init__(self, *args: Any, now: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        wider = WIDTH[WIDTH.index(now) + 1 :]
        self.fields["audience"].choices = [(value, label) for value, label in Audience.choices if value in wider]
