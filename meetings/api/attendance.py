"""Attendance under `/api/v1/attendance/`: delegations as announced, and who is present."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from journal.staff import is_officer
from meetings.access import why_not_announce
from meetings.actions.attendance import AttendanceLine, WrittenDelegate, announce_delegation, head_of, keep_attendance
from meetings.choices import DelegateRank, Presence
from meetings.filters import meeting_called
from meetings.models import Attendance, Delegate, Meeting
from members.api import LanguageOfPrivateField, PrivateTextField
from members.filters import state_called
from members.models import Participant, Person, seats_of
from record.api.fields import TextsField
from record.api.parameters import Ordering
from record.api.schema import RecordSchema
from record.api.writing import NO_FIELD, REFUSALS, MovedOn, Unprocessable, WritingViewSet, body_of, form_of, problems_of
from record.dates import day_of_the_house
from record.filters import KeyFilter, RecordFilter, SomeOfFilter
from record.refusals import Refused

Written = TypeVar("Written")


class DelegateSerializer(serializers.Serializer):
    """A person on a delegation."""

    name = serializers.CharField(read_only=True)
    function = serializers.CharField(read_only=True)
    rank = serializers.ChoiceField(choices=DelegateRank.choices, read_only=True)
    is_head = serializers.BooleanField(read_only=True)


class AttendanceSerializer(serializers.Serializer):
    """A participant at a meeting: its delegation announced, or present. Who has no entry isn't listed."""

    key = serializers.SerializerMethodField(help_text=_("Names the row in addresses."))
    meeting = serializers.CharField(source="meeting.reference", read_only=True)
    participant = serializers.CharField(source="participant.code", read_only=True)
    participant_name = TextsField(source="participant.name", read_only=True)
    presence = serializers.ChoiceField(choices=Presence.choices, read_only=True)
    delegates = DelegateSerializer(source="people", many=True, read_only=True)
    note = PrivateTextField()
    language = LanguageOfPrivateField("note")
    version = serializers.IntegerField(read_only=True)
    at = serializers.DateTimeField(read_only=True)

    def get_key(self, row: Attendance) -> str:
        return f"{row.meeting.reference}.{row.participant.code}"


class AttendanceFilter(RecordFilter):
    """Every meeting's, if none is named."""

    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting."))
    participant = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of a participant: AZ."))
    presence = SomeOfFilter(choices=[one for one in Presence.choices if one[0] != Presence.TAKEN_BACK])

    class Meta:
        model = Attendance
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        for word in words.split():
            rows = rows.filter(participant__search_text__contains=word.casefold())
        return rows


class DelegationBody(serializers.Serializer):
    """A delegation as it is now."""

    meeting = serializers.CharField(help_text=_("Reference of a meeting."))
    participant = serializers.CharField(help_text=_("Code of a participant: AZ."))
    delegation = serializers.CharField(
        required=False,
        help_text=_("One person a line: rank | name | function. The first one heads it; empty: names to follow."),
    )
    note = serializers.CharField(required=False, max_length=2000)


class PresenceBody(serializers.Serializer):
    """Who is present; whoever isn't named stays as written down."""

    meeting = serializers.CharField(help_text=_("Reference of a meeting."))
    in_person = serializers.ListField(child=serializers.CharField(), required=False, help_text=_("Codes: AZ."))
    online = serializers.ListField(child=serializers.CharField(), required=False, help_text=_("Codes: AZ."))
    taken_back = serializers.ListField(
        child=serializers.CharField(), required=False, help_text=_("Codes of those who have no entry after all.")
    )


class DelegationBodyForm(forms.Form):
    meeting = forms.ModelChoiceField(Meeting.objects.none(), to_field_name="reference")
    participant = forms.ModelChoiceField(Participant.objects.none(), to_field_name="code")
    delegation = forms.CharField(required=False, max_length=20_000)
    note = forms.CharField(required=False, max_length=2000)

    def __init__(self, *args: Any, user: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user)
        self.fields["participant"].queryset = Participant.objects.visible_to(user)

    def clean_delegation(self) -> list[WrittenDelegate]:
        people = []
        for number, line in enumerate(filter(None, map(str.strip, self.cleaned_data["delegation"].splitlines()))):
            rank, _bar, rest = (part.strip() for part in line.partition("|"))
            name, _bar, function = (part.strip() for part in rest.partition("|"))
            if rank not in DelegateRank.values or not name:
                raise forms.ValidationError(_("Write each person as: rank | name | function."))
            people.append(WrittenDelegate(name[:200], function[:200], rank, number == 0))
        return people


class PresenceBodyForm(forms.Form):
    meeting = forms.ModelChoiceField(Meeting.objects.none(), to_field_name="reference")

    def __init__(self, *args: Any, user: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user)
        for name in PRESENCES:
            rows = Participant.objects.visible_to(user)
            self.fields[name] = forms.ModelMultipleChoiceField(rows, to_field_name="code", required=False)

    def lines(self) -> list[AttendanceLine]:
        """The lines of those named, as they were read just now."""
        meeting = self.cleaned_data["meeting"]
        known = {row.participant_id: row for row in meeting.attendance.prefetch_related("delegates")}
        found = []
        for name, presence in PRESENCES.items():
            for one in self.cleaned_data[name]:
                row = known.get(one.pk)
                head = head_of(row) if row else None
                said = (head.name, head.rank) if head else ("", DelegateRank.OFFICIAL)
                found.append(AttendanceLine(one, presence, *said, row.version if row else None))
        return found


PRESENCES: dict[str, str] = {"in_person": Presence.IN_PERSON, "online": Presence.ONLINE, "taken_back": ""}


class AttendanceSchema(RecordSchema):
    """Its key is made of two columns."""

    def get_override_parameters(self) -> list[Any]:
        key = OpenApiParameter("key", str, OpenApiParameter.PATH, description=_("The row's own column `key`."))
        return [*super().get_override_parameters(), *([key] if "{key}" in self.path else [])]


class AttendanceRows(WritingViewSet):
    """Who takes part in meetings: the members and the Secretariat read it whole, others their own delegation."""

    schema = AttendanceSchema()
    serializer_class = AttendanceSerializer
    filterset_class = AttendanceFilter
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"meeting": "meeting__starts_on", "participant": "participant__seat_name", "presence": "presence"},
        default=("-meeting__starts_on", "participant__seat_name"),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        serving = Delegate.objects.serving().order_by("-is_head", "position", "pk")
        rows = Attendance.objects.visible_to(self.request.user).standing().select_related("meeting", "participant")
        return rows.prefetch_related(Prefetch("delegates", serving, to_attr="people"))

    def get_object(self) -> Any:
        reference, _dot, code = self.kwargs["key"].rpartition(".")
        if not reference:
            raise Http404
        return get_object_or_404(self.get_queryset(), meeting__reference=reference, participant__code=code)

    @extend_schema(request=DelegationBody, responses={200: AttendanceSerializer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Announce a delegation, or write it down anew: a focal point its own, the Secretariat anybody's."""
        seats = seats_of(request.user).acting
        if not (seats.is_officer or seats.participant_ids):
            raise PermissionDenied(_now("This is open to those who act for a state."))
        form = self._form(lambda texts, _files: DelegationBodyForm(texts, user=request.user))
        given = form.cleaned_data
        if not (seats.is_officer or seats.acts_for(given["participant"].pk)):
            today = day_of_the_house()
            raise PermissionDenied(str(why_not_announce(request.user, given["meeting"], given["participant"], today)))
        row = given["meeting"].attendance.filter(participant=given["participant"]).first()
        announce = partial(
            announce_delegation,
            meeting=given["meeting"],
            participant=given["participant"],
            people=given["delegation"],
            note=given["note"],
            seen=row.version if row else None,
            by=request.user,
        )
        made = self._done(announce)
        return Response(self.get_serializer(self.get_queryset().get(pk=made.pk)).data)

    @extend_schema(request=PresenceBody, responses={200: AttendanceSerializer(many=True), **REFUSALS})
    @action(detail=False, methods=["post"], pagination_class=None, filterset_class=RecordFilter)
    def presence(self, request: Request) -> Response:
        """Write down who is present, in one act: all of it, or nothing."""
        if not is_officer(request.user):
            raise PermissionDenied(_now("The Secretariat writes down who is present."))
        form = self._form(lambda texts, _files: PresenceBodyForm(texts, user=request.user))
        meeting = form.cleaned_data["meeting"]
        self._done(partial(keep_attendance, meeting=meeting, lines=form.lines(), by=request.user))
        return Response(self.get_serializer(self.get_queryset().filter(meeting=meeting), many=True).data)

    def _form(self, make: Any) -> Any:
        body = body_of(self.request)
        form = form_of(make, body)
        if problems := {**problems_of(form), **body.strange_to(form)}:
            raise Unprocessable(problems)
        return form

    @staticmethod
    def _done(act: Callable[[], Written]) -> Written:
        """What the act wrote; why it is refused, as programs read it."""
        try:
            return act()
        except Refused as refusal:
            if refusal.is_stale:
                raise MovedOn(was_guarded=False) from refusal
            names = {name or NO_FIELD: sentences for name, sentences in refusal.problems.items()}
            raise Unprocessable(names) from refusal
