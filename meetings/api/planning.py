"""Planning, moving and cancelling meetings by machine: the forms of the portal, with one-time keys and `If-Match`."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from law.choices import DeadlineKind, Session
from law.editions import body_choices
from meetings.access import prepares_meetings
from meetings.actions.deadlines import NOT_PREPARING
from meetings.actions.moving import preview
from meetings.actions.telling import cancel_and_tell, confirm_and_tell, move_and_tell, plan_and_tell
from meetings.api.meetings import Meetings, WholeMeetingSerializer
from meetings.choices import Format
from meetings.forms.planning import CancelForm, ConfirmForm, MoveForm, PlanForm
from meetings.models import Meeting
from meetings.reports.moving import Consequences, consequences
from record import refusals
from record.api.schema import A_PROBLEM
from record.api.writing import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    REFUSALS,
    MovedOn,
    Refused,
    WritingViewSet,
    body_of,
    etag,
    form_of,
    once_key,
    problems_of,
    seen_version,
)
from record.dates import day_of_the_house

ANSWERS = {200: WholeMeetingSerializer, **REFUSALS, 412: A_PROBLEM}


class WhereBody(serializers.Serializer):
    """When and where it is to be; what isn't given stays as it is."""

    starts_on = serializers.DateField(required=False, help_text=_("First day, at the place."))
    ends_on = serializers.DateField(required=False, help_text=_("Last day; the first one, if not given."))
    opens_at = serializers.TimeField(required=False)
    closes_at = serializers.TimeField(required=False)
    time_zone = serializers.CharField(required=False, help_text=_("Of the place: Asia/Almaty."))
    host = serializers.CharField(required=False, help_text=_("Code of the host: KZ."))
    format = serializers.ChoiceField(choices=Format.choices, required=False)
    place = serializers.CharField(required=False, max_length=300, help_text=_("In English."))
    place_ru = serializers.CharField(required=False, max_length=300)
    place_zh_hans = serializers.CharField(required=False, max_length=300)
    place_ar = serializers.CharField(required=False, max_length=300)


class PlanBody(WhereBody):
    """A meeting to plan."""

    body = serializers.ChoiceField(choices=body_choices())
    starts_on = serializers.DateField(help_text=_("First day, at the place."))
    session = serializers.ChoiceField(choices=Session.choices, required=False)
    ordinal = serializers.IntegerField(required=False, min_value=1, max_value=999)
    title = serializers.CharField(required=False, max_length=300, help_text=_("Where it has a name of its own."))
    working_group = serializers.CharField(required=False, help_text=_("Code, where it is the meeting of one."))
    prepares = serializers.CharField(required=False, help_text=_("Reference of the meeting that it prepares."))
    groups = serializers.ListField(
        child=serializers.CharField(), required=False, help_text=_("Codes of working groups that sit before it.")
    )
    days_before = serializers.IntegerField(required=False, min_value=1, max_value=7)
    note = serializers.CharField(required=False, max_length=2000)


class MoveBody(WhereBody):
    """Where it moves to, and why."""

    reason = serializers.CharField(max_length=2000)
    with_preparing = serializers.BooleanField(required=False, help_text=_("Move with it those that prepare it: on."))


class CancelBody(serializers.Serializer):
    """Why it won't be."""

    reason = serializers.CharField(max_length=2000)
    with_preparing = serializers.BooleanField(required=False, help_text=_("Cancel with it those that prepare it: on."))


class ShiftSerializer(serializers.Serializer):
    """A deadline before and after."""

    kind = serializers.ChoiceField(choices=DeadlineKind.choices, read_only=True)
    old = serializers.DateField(read_only=True, allow_null=True)
    new = serializers.DateField(read_only=True)
    fixed = serializers.BooleanField(read_only=True)


class RemindedSerializer(serializers.Serializer):
    """Reminders of one kind that were sent by one way."""

    kind = serializers.CharField(read_only=True)
    channel = serializers.CharField(read_only=True)
    people = serializers.IntegerField(read_only=True)


class EffectSerializer(serializers.Serializer):
    """What a move would do."""

    deadlines = ShiftSerializer(source="effect.deadlines", many=True, read_only=True)
    preparing = serializers.SerializerMethodField(help_text=_("References of the meetings that would move with it."))
    comes_too_late = serializers.BooleanField(
        source="effect.comes_too_late", read_only=True, help_text=_("It would come after what it prepares.")
    )
    reminded = RemindedSerializer(many=True, read_only=True)
    late_papers = serializers.SerializerMethodField(help_text=_("Papers that would miss the new cut-off."))
    told = serializers.SerializerMethodField(help_text=_("How many people would be told."))
    told_before = serializers.IntegerField(read_only=True, help_text=_("How many were told of it before."))

    def get_preparing(self, row: Consequences) -> list[str]:
        return [one.meeting.reference for one in row.effect.preparing]

    def get_late_papers(self, row: Consequences) -> list[str]:
        return [f"{one.paper.symbol}/{one.number}" for one in row.late]

    def get_told(self, row: Consequences) -> int:
        return len(row.told)


class MeetingsToPlan(WritingViewSet, Meetings):
    """When the bodies met and are to meet, where, and what they adopted; the Secretariat and the Chair plan them."""

    @property
    def is_reading(self) -> bool:
        return self.action in {"list", "retrieve"}

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.accepted_renderer.format != "json":
            return super().retrieve(request, *args, **kwargs)
        return self._shown(self.get_object())

    @extend_schema(
        request=PlanBody,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: WholeMeetingSerializer, 201: WholeMeetingSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Plan a meeting: its deadlines are counted, and everybody whom it concerns is told."""
        self._require()
        key, at = once_key(request), timezone.now()
        if key and (already := self.get_queryset().filter(once_key=key).first()):
            return self._shown(already)
        form = self._form(lambda texts, files: PlanForm(texts, user=request.user))
        made = self._done(form, lambda: plan_and_tell(by=request.user, at=at, once_key=key, **form.values()))
        address = reverse("api-meetings-detail", args=[made.reference], request=request)
        return self._shown(made, status.HTTP_201_CREATED, Location=address)

    @extend_schema(request=WhereBody, parameters=[IF_MATCH], responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, reference: str) -> Response:
        """Plan a meeting that was only proposed."""
        return self._act(confirm_and_tell, ConfirmForm, user=request.user)

    @extend_schema(request=MoveBody, parameters=[IF_MATCH], responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, reference: str) -> Response:
        """Move a meeting: its deadlines follow, and those who were told the old date are told the new one."""
        return self._act(move_and_tell, MoveForm, user=request.user)

    @extend_schema(
        request=WhereBody, responses={200: EffectSerializer, **REFUSALS}, operation_id="meetings_move_preview"
    )
    @action(detail=True, methods=["post"], url_path="move/preview", url_name="move-preview")
    def move_preview(self, request: Request, reference: str) -> Response:
        """What a move would do. Nothing is changed by asking."""
        meeting = self.get_object()
        self._require()
        form = self._form(lambda texts, files: ConfirmForm(texts, user=request.user, meeting=meeting))
        at = timezone.now()
        effect = preview(meeting, form.where(), day_of_the_house(at))
        return Response(EffectSerializer(consequences(request.user, effect, at)).data)

    @extend_schema(request=CancelBody, parameters=[IF_MATCH], responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, reference: str) -> Response:
        """Cancel a meeting: its dates stay to be read, and those who were told of it are told."""
        return self._act(cancel_and_tell, CancelForm)

    def _act(self, act: Callable[..., Any], make: Callable[..., Any], **circumstances: Any) -> Response:
        meeting = self.get_object()
        self._require()
        seen = seen_version(self.request)
        if seen is not None and seen != meeting.sequence:
            raise MovedOn(was_guarded=True)
        form = self._form(lambda texts, files: make(texts, meeting=meeting, **circumstances))
        values = {**form.values(), "seen_sequence": meeting.sequence}
        self._done(form, lambda: act(meeting=meeting, by=self.request.user, **values))
        return self._shown(meeting)

    def _require(self) -> None:
        if not prepares_meetings(self.request.user):
            raise PermissionDenied(str(NOT_PREPARING))

    def _form(self, make: Callable[..., forms.Form]) -> Any:
        body = body_of(self.request)
        form = form_of(make, body)
        if problems := {**problems_of(form), **body.strange_to(form)}:
            raise Refused(problems)
        return form

    def _done(self, form: Any, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except refusals.Refused as refusal:
            if refusal.is_stale:
                raise MovedOn(was_guarded="If-Match" in self.request.headers) from refusal
            form.refuse(refusal)
            raise Refused(problems_of(form)) from refusal

    def _shown(self, meeting: Meeting, code: int = status.HTTP_200_OK, **headers: str) -> Response:
        fresh = self.get_queryset().get(pk=meeting.pk)
        shown = self.get_serializer(fresh).data
        return Response(shown, status=code, headers={"ETag": etag(fresh.sequence, shown), **headers})
