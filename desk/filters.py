"""What the desk may be asked, at every door."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.reports.lines import DeskQuestion

MINE, EVERYBODY_S = "mine", "everybodys"
WHOSE = ((MINE, _("Mine")), (EVERYBODY_S, _("Everybody's")))


class DeskForm(forms.Form):
    """Whose lines, and of which kind; what isn't there is asked for nothing."""

    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data: Mapping[str, Any], *, kinds: Sequence[tuple[str, Any, int]]):
        super().__init__(data)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("Every kind")),
            *((kind, f"{label} · {count}") for kind, label, count in kinds),
        ]

    def question(self) -> DeskQuestion:
        self.is_valid()
        whose = self.cleaned_data.get("whose") or MINE
        return DeskQuestion(is_mine=whose == MINE, kind=self.cleaned_data.get("kind") or "")
