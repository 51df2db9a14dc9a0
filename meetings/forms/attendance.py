"""Who is on a delegation, and the sheet of who is present. The portal, the admin and the API fill in the same ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.actions.attendance import AttendanceLine, WrittenDelegate, head_of
from meetings.choices import DelegateRank, Presence
from meetings.models import Attendance
from members.models import Participant
from members.private import READ_BY
from record.refusals import Refused

MOST_PEOPLE = 40
EMPTY_ROWS = 3
NO_ENTRY = [("", _("no entry yet"))]
PRESENCES = [*NO_ENTRY, *(choice for choice in Presence.choices if choice[0] != Presence.TAKEN_BACK)]


class PersonForm(forms.Form):
    """One delegate; a row without a name is left out, and whoever was on it has left the delegation."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name and protocol title"), max_length=200, required=False)
    function = forms.CharField(label=_("Function"), max_length=200, required=False)
    rank = forms.ChoiceField(
        label=pgettext_lazy("of a delegate", "Rank"), choices=DelegateRank.choices, initial=DelegateRank.OFFICIAL
    )
    is_head = forms.BooleanField(label=_("Heads the delegation"), required=False)

    def person(self) -> WrittenDelegate:
        given = self.cleaned_data
        return WrittenDelegate(given["name"], given["function"], given["rank"], given["is_head"], given.get("key"))


People = forms.formset_factory(PersonForm, extra=EMPTY_ROWS, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE + EMPTY_ROWS)


class DelegationForm(forms.Form):
    """What is said of a delegation as a whole."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=_("Note"), help_text=READ_BY, max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, row: Attendance | None, **kwargs: Any):
        begun = {"seen": row.version, "note": row.note} if row else {}
        super().__init__(*args, initial=begun, **kwargs)
        serving = list(row.delegates.serving()) if row else []
        named = [
            {"key": one.pk, "name": one.name, "function": one.function, "rank": one.rank, "is_head": one.is_head}
            for one in serving
        ]
        data = self.data if self.is_bound else None
        self.people = People(
            data, initial=named or [{"is_head": True, "rank": DelegateRank.AMBASSADOR}], prefix="people"
        )

    def is_valid(self) -> bool:
        return super().is_valid() & self.people.is_valid()

    def said(self) -> dict[str, Any]:
        """What `announce_delegation` wants to know."""
        people = [one.person() for one in self.people if one.cleaned_data.get("name", "").strip()]
        return {"people": people, "note": self.cleaned_data["note"], "seen": self.cleaned_data["seen"]}

    def refuse(self, refusal: Refused) -> None:
        for sentences in refusal.problems.values():
            for sentence in sentences:
                self.add_error(None, sentence)


class LineForm(forms.Form):
    """One participant on the sheet."""

    presence = forms.ChoiceField(label=_("Presence"), choices=PRESENCES, required=False)
    head = forms.CharField(label=_("Head of delegation"), max_length=200, required=False)
    rank = forms.ChoiceField(
        label=pgettext_lazy("of a delegate", "Rank"), choices=DelegateRank.choices, initial=DelegateRank.OFFICIAL
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, participant: Participant, row: Attendance | None, **kwargs: Any):
        head = head_of(row) if row else None
        presence = "" if row is None or row.presence == Presence.TAKEN_BACK else row.presence
        begun: dict[str, Any] = {"presence": presence, "seen": row.version if row else None}
        if head:
            begun |= {"head": head.name, "rank": head.rank}
        super().__init__(*args, initial=begun, prefix=participant.code, **kwargs)
        self.participant = participant

    def line(self) -> AttendanceLine:
        given = self.cleaned_data
        return AttendanceLine(self.participant, given["presence"], given["head"], given["rank"], given["seen"])
