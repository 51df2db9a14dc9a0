"""What the lists of commitments, papers and experts may be asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.forms import ANY
from catalogue.models import Area
from commitments.models import Commitment
from law.choices import Modality
from law.editions import any_state
from members.models import Person
from record.forms import WordsField

OURS = "ours"


class CommitmentFilter(forms.Form):
    """Where it stands, which way it travels, in which area, whose; in which words."""

    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=[("", _("all")), (OURS, _("ours"))])
    stands = forms.ChoiceField(label=_("Where it stands"), required=False, choices=any_state)
    modality = forms.ChoiceField(label=_("Modality"), required=False, choices=[ANY, *Modality.choices])
    area = forms.ChoiceField(label=_("Area"), required=False)
    q = WordsField(label=_("Search"))

    def __init__(self, data: Any, *, user: Person):
        super().__init__(data)
        named = Commitment.objects.visible_to(user).values("area")
        areas = Area.objects.visible_to(user).filter(pk__in=named).select_related("edition").in_order()
        self.fields["area"].choices = [ANY, *((area.reference, f"{area} · {area.edition.code}") for area in areas)]


class ExpertFilter(forms.Form):
    q = WordsField(label=_("Search"))
