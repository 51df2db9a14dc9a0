"""Forms for planning, moving and cancelling meetings: the same ones in the portal, the admin and the API."""

import hashlib
import json
import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from law.choices import DeadlineKind, Session
from law.editions import FORUM
from law.fields import bodies_of_today, usual_body
from meetings.actions.moving import TO_COME
from meetings.actions.planning import Plan, Whereabouts
from meetings.choices import Format
from meetings.models import Meeting, WorkingGroup
from members.models import Participant, User
from record.dates import day_of_the_house
from record.forms import DayInput, OnceForm
from record.texts import LANGUAGES

# The fields for the place, by language; the first one is asked for first.
PLACE = {"place": "en", "place_ru": "ru", "place_zh_hans": "zh-hans", "place_ar": "ar"}
SPECIAL = "Etc/", "SystemV/", "US/", "posix", "right", "Factory", "localtime"


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def zones() -> list[tuple[str, str]]:
    """Zones by place; the short and older names of the table are left out."""
    found = sorted(one for one in zoneinfo.available_timezones() if "/" in one and not one.startswith(SPECIAL))
    return [("UTC", "UTC"), *((one, one.replace("_", " ")) for one in found)]


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.reference} · {obj}"


class WhereForm(OnceForm):
    """When and where a meeting is to be."""

    starts_on = forms.DateField(label=_("First day"), widget=DayInput())
    ends_on = forms.DateField(
        label=_("Last day"), widget=DayInput(), required=False, help_text=_("Empty: it is the first day.")
    )
    opens_at = forms.TimeField(label=_("Opens at"), widget=TimeInput(), required=False)
    closes_at = forms.TimeField(label=_("Closes at"), widget=TimeInput(), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone of the place"), choices=zones, help_text=_("Days and hours are those on its clocks.")
    )
    host = forms.ModelChoiceField(
        Participant.objects.none(), label=_("Host"), to_field_name="code", required=False, empty_label=_("None")
    )
    format = forms.ChoiceField(label=_("Format"), choices=[(one.value, one.label) for one in Format])
    place = forms.CharField(label=_("Place"), max_length=300, required=False, help_text=_("In English."))
    place_ru = forms.CharField(label=_("Place, in Russian"), max_length=300, required=False)
    place_zh_hans = forms.CharField(label=_("Place, in Chinese"), max_length=300, required=False)
    place_ar = forms.CharField(label=_("Place, in Arabic"), max_length=300, required=False)

    def __init__(self, *args: Any, user: User, where: Whereabouts | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user
        rows = Participant.objects.visible_to(user).states().in_seat_order()
        self.fields["host"].queryset = rows
        self.fields["time_zone"].initial = FORUM.time_zone
        self.fields["format"].initial = Format.IN_PERSON
        if where:
            for name in ("starts_on", "ends_on", "opens_at", "closes_at", "format"):
                self.fields[name].initial = getattr(where, name)
            self.fields["time_zone"].initial = where.time_zone or FORUM.time_zone
            self.fields["host"].initial = where.host.code if where.host else None
            for name, language in PLACE.items():
                self.fields[name].initial = where.place.get(language, "")

    def where(self) -> Whereabouts:
        given = self.cleaned_data
        texts = {language: given[name] for name, language in PLACE.items() if given.get(name)}
        same_day = given.get("ends_on") == given["starts_on"]
        return Whereabouts(
            starts_on=given["starts_on"],
            ends_on=None if same_day else given.get("ends_on"),
            opens_at=given.get("opens_at"),
            closes_at=given.get("closes_at"),
            time_zone=given["time_zone"],
            place={code: texts[code] for code in LANGUAGES if code in texts},
            host=given.get("host"),
            format=given["format"],
        )


class SeenFirst(forms.Form):
    """What it would do is shown before it is done: `seen` says which answers that was shown for."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def fingerprint(self) -> str:
        """One text for the answers as they are now."""
        answers = {name: str(self.cleaned_data.get(name)) for name in self.fields if name not in {"seen", "once_key"}}
        return hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()

    def was_seen(self) -> bool:
        return self.cleaned_data.get("seen") == self.fingerprint()

    def show_now(self) -> None:
        """Shown again, the form says for which answers the consequences stand beside it."""
        data: Any = self.data.copy()
        data[self.add_prefix("seen")] = self.fingerprint()
        self.data = data


class PlanForm(SeenFirst, WhereForm):
    """A new meeting: of which body, what it prepares, and the working groups that sit before it."""

    body = forms.ChoiceField(label=_("Body"), choices=bodies_of_today, initial=usual_body)
    session = forms.ChoiceField(label=_("Session"), choices=Session.choices, initial=Session.REGULAR)
    ordinal = forms.IntegerField(label=_("Number in its series"), min_value=1, max_value=999, required=False)
    title = forms.CharField(label=_("Name of its own"), max_length=300, required=False, help_text=_("In English."))
    working_group = forms.ModelChoiceField(
        WorkingGroup.objects.none(),
        label=_("Working group"),
        to_field_name="code",
        required=False,
        empty_label=_("None"),
        help_text=_("Where it is the meeting of one."),
    )
    prepares = MeetingField(
        Meeting.objects.none(),
        label=_("Prepares"),
        to_field_name="reference",
        required=False,
        empty_label=_("None"),
        help_text=_("The meeting whose papers or decisions this one makes ready (Almaty Act, articles 31 and 32)."),
    )
    groups = forms.ModelMultipleChoiceField(
        WorkingGroup.objects.none(),
        label=_("Working groups that sit before it"),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A meeting of each is planned as well, at the same place."),
    )
    days_before = forms.IntegerField(label=_("Days before it"), min_value=1, max_value=7, initial=1, required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    field_order = (
        "body", "session", "ordinal", "title", "working_group", "starts_on", "ends_on", "opens_at", "closes_at",
        "time_zone", "place", "place_ru", "place_zh_hans", "place_ar", "host", "format", "prepares", "groups",
        "days_before", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, user=user, **kwargs)
        groups = WorkingGroup.objects.visible_to(user).mandated(day_of_the_house()).order_by("code")
        self.fields["working_group"].queryset = self.fields["groups"].queryset = groups
        coming = Meeting.objects.visible_to(user).filter(status__in=TO_COME).order_by("starts_on", "pk")
        self.fields["prepares"].queryset = coming

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        plan = Plan(
            body=given["body"],
            where=self.where(),
            session=given["session"],
            ordinal=given.get("ordinal"),
            title={"en": given["title"]} if given.get("title") else {},
            working_group=given.get("working_group"),
            prepares=given.get("prepares"),
            note=given.get("note", ""),
        )
        return {"plan": plan, "groups": tuple(given["groups"]), "days_before": given.get("days_before") or 1}


class MoveForm(SeenFirst, WhereForm):
    """New days, hours, place or format of a meeting, and why."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stays in the history of its dates, and is told to those who were told the old ones."),
    )
    with_preparing = forms.BooleanField(
        label=_("Move with it the meetings that prepare it"), required=False, initial=True
    )
    seen_sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, where=Whereabouts.of(meeting), **kwargs)
        self.fields["seen_sequence"].initial = meeting.sequence

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "where": self.where(),
            "reason": given["reason"],
            "with_preparing": given["with_preparing"],
            "seen_sequence": given.get("seen_sequence"),
        }


class ConfirmForm(WhereForm):
    """The days and the place of a meeting that was only proposed."""

    seen_sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, where=Whereabouts.of(meeting), **kwargs)
        self.fields["seen_sequence"].initial = meeting.sequence

    def values(self) -> dict[str, Any]:
        return {"where": self.where(), "seen_sequence": self.cleaned_data.get("seen_sequence")}


class CancelForm(OnceForm):
    """Why a meeting won't be."""

    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    with_preparing = forms.BooleanField(
        label=_("Cancel with it the meetings that prepare it"), required=False, initial=True
    )
    seen_sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["seen_sequence"].initial = meeting.sequence

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given.get(name) for name in ("reason", "with_preparing", "seen_sequence")}


class OnlySeenForm(OnceForm):
    """A button: nothing is asked, but that the meeting still is as it was seen."""

    seen_sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["seen_sequence"].initial = meeting.sequence


class FixForm(OnlySeenForm):
    """A deadline's day by hand; with no day, it follows the meeting again."""

    kind = forms.ChoiceField(label=_("What"), choices=DeadlineKind.choices)
    due_on = forms.DateField(
        label=_("Day"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: it is counted back from the meeting again."),
    )
    basis = forms.CharField(label=_("Basis"), max_length=300, required=False, help_text=_("What the day rests on."))

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given.get(name) for name in ("kind", "due_on", "basis", "seen_sequence")}
