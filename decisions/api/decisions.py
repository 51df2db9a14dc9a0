"""Decisions under `/api/v1/decisions/`, and follow-ups: one table of columns for JSON, CSV and XLSX."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from commitments.api.naming import commitment_called
from commitments.models import Commitment
from decisions.actions.decisions import Matter, attach, decide
from decisions.actions.positions import BESIDE, Stated
from decisions.actions.recording import Wording
from decisions.choices import FollowUpState, Manner, Outcome, PositionKind
from decisions.forms.decisions import RELEASES
from decisions.models import Decision, Position
from decisions.reports.decisions import shown_decisions
from law.editions import body_choices
from law.grammar.procedure import Does
from meetings.api.deadlines import meeting_called
from meetings.models import Meeting
from members.api import state_called
from members.choices import Audience
from members.models import Participant
from record import refusals
from record.api.fields import SourcedSerializer, TextsField, known_date
from record.api.parameters import KeyFilter, Ordering, RecordFilter
from record.api.writing import (
    IDEMPOTENCY_KEY,
    NO_FIELD,
    REFUSALS,
    MovedOn,
    Unprocessable,
    WritingViewSet,
    body_of,
    form_of,
    once_key,
    problems_of,
)
from record.dates import day_of_the_house
from record.forms import BoundedDayField
from record.texts import LONGEST_TEXT, in_language

ONLY_OFFICERS = _("The Secretariat records decisions.")


class PositionSerializer(serializers.Serializer):
    """What a state said of a decision. The first column says all of it in one line, for a cell of a table."""

    said = serializers.SerializerMethodField(help_text=_("State, position, paragraphs and words, in one line."))
    participant = serializers.CharField(source="participant.code", read_only=True)
    participant_name = TextsField(source="participant.name", read_only=True)
    kind = serializers.ChoiceField(choices=PositionKind.choices, read_only=True)
    paragraphs = serializers.CharField(read_only=True)
    text = TextsField(read_only=True)
    on = serializers.DateField(read_only=True)
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]

    def get_said(self, row: Position) -> str:
        what = f"{row.participant}: {row.get_kind_display()} {row.paragraphs}".strip()
        words = in_language(row.text)
        return f"{what}: {words}" if words else what


class MatterSerializer(serializers.Serializer):
    """A commitment that a decision moved."""

    commitment = serializers.CharField(source="commitment.reference", read_only=True)
    step = serializers.CharField(source="taken.step", read_only=True)
    to_state = serializers.CharField(source="taken.to_state", read_only=True)


class FollowUpSerializer(serializers.Serializer):
    """What a decision asks for next."""

    what = serializers.CharField(read_only=True)
    owner = serializers.CharField(
        source="owner.code", read_only=True, allow_null=True, default=None, help_text=_("None: the Secretariat.")
    )
    hears = serializers.CharField(source="hears.reference", read_only=True, allow_null=True, default=None)
    state = serializers.ChoiceField(choices=FollowUpState.choices, read_only=True)
    report = serializers.CharField(read_only=True)
    reported_on = serializers.DateField(read_only=True, allow_null=True)


class DecisionSerializer(SourcedSerializer):
    """A decision of a body, with everything that states said of it."""

    symbol = serializers.CharField(read_only=True)
    body = serializers.ChoiceField(choices=body_choices(), read_only=True)
    title = TextsField(read_only=True)
    text = TextsField(read_only=True)
    outcome = serializers.ChoiceField(choices=Outcome.choices, read_only=True)
    manner = serializers.ChoiceField(choices=Manner.choices, read_only=True)
    meeting = serializers.CharField(source="meeting.reference", read_only=True, allow_null=True, default=None)
    silence_procedure = serializers.CharField(
        source="silence_procedure.reference", read_only=True, allow_null=True, default=None
    )
    on, on_precision, day = known_date("on", "on_precision")
    positions = PositionSerializer(many=True, read_only=True)
    consensus = serializers.CharField(read_only=True)
    present = serializers.SerializerMethodField(help_text=_("Codes of the members present."))
    members_then = serializers.IntegerField(read_only=True, allow_null=True)
    quorum_then = serializers.IntegerField(read_only=True, allow_null=True)
    commitments = MatterSerializer(source="shown_matters", many=True, read_only=True)
    follow_ups = FollowUpSerializer(many=True, read_only=True)
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True)
    at = serializers.DateTimeField(read_only=True)

    def get_present(self, row: Decision) -> list[str]:
        return [one.code for one in sorted(row.present.all(), key=lambda one: (one.seat_name, one.code))]


class DecisionFilter(RecordFilter):
    """By default every decision."""

    body = filters.ChoiceFilter(choices=body_choices)
    outcome = filters.ChoiceFilter(choices=Outcome.choices)
    manner = filters.ChoiceFilter(choices=Manner.choices)
    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting."))
    commitment = KeyFilter(
        field_name="matters__commitment", named=commitment_called, help_text=_("Reference of a commitment.")
    )
    state = KeyFilter(
        field_name="positions__participant", named=state_called, help_text=_("Code of a state that said something.")
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset).distinct()
        return rows.filter(on__lte=self.as_of_given) if self.as_of_given else rows


class DecisionBody(serializers.Serializer):
    """A decision to record."""

    meeting = serializers.CharField(help_text=_("Reference of a meeting."))
    title = serializers.CharField(max_length=300, help_text=_("In English."))
    text = serializers.CharField(max_length=LONGEST_TEXT, help_text=_("In English."))
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    consensus = serializers.CharField(required=False, max_length=5000)
    on = serializers.DateField(required=False)
    symbol = serializers.CharField(required=False, max_length=60, help_text=_("The next one, if not given."))
    audience = serializers.ChoiceField(choices=RELEASES, required=False)
    approved = serializers.ListField(
        child=serializers.CharField(), required=False, help_text=_("References of commitments.")
    )
    deferred = serializers.ListField(child=serializers.CharField(), required=False)
    returned = serializers.ListField(child=serializers.CharField(), required=False)
    note = serializers.CharField(required=False, help_text=_("Why they were deferred or returned."))
    objections = serializers.ListField(
        child=serializers.CharField(), required=False, help_text=_("Codes of the states whose objection blocked it.")
    )


class PositionBody(serializers.Serializer):
    """A dissociation or a statement made after the decision."""

    participant = serializers.CharField(help_text=_("Code of the state."))
    kind = serializers.ChoiceField(choices=[(one, PositionKind(one).label) for one in BESIDE])
    paragraphs = serializers.CharField(required=False, max_length=100)
    text = serializers.CharField(required=False, max_length=10_000)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    on = serializers.DateField(required=False)


STEPS = {"approved": Does.ADOPTS, "deferred": Does.DEFERS, "returned": Does.RETURNS}


class DecisionBodyForm(forms.Form):
    meeting = forms.ModelChoiceField(Meeting.objects.none(), to_field_name="reference")
    title = forms.CharField(max_length=300)
    text = forms.CharField(max_length=LONGEST_TEXT)
    outcome = forms.ChoiceField(choices=Outcome.choices, initial=Outcome.ADOPTED)
    consensus = forms.CharField(max_length=5000, required=False)
    on = BoundedDayField(required=False)
    symbol = forms.CharField(max_length=60, required=False)
    audience = forms.ChoiceField(choices=RELEASES, initial=Audience.MEMBERS)
    note = forms.CharField(max_length=5000, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user)
        for name in STEPS:
            rows = Commitment.objects.visible_to(user)
            self.fields[name] = forms.ModelMultipleChoiceField(rows, to_field_name="reference", required=False)
        states = Participant.objects.visible_to(user)
        self.fields["objections"] = forms.ModelMultipleChoiceField(states, to_field_name="code", required=False)

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        wording = Wording(
            title={"en": given["title"]},
            text={"en": given["text"]},
            positions=tuple(Stated(state, PositionKind.OBJECTION) for state in given["objections"]),
            **{name: given[name] for name in ("outcome", "consensus", "on", "symbol", "audience")},
        )
        matters = [
            Matter(one, does, "" if does is Does.ADOPTS else given["note"], one.version)
            for name, does in STEPS.items()
            for one in given[name]
        ]
        return {"meeting": given["meeting"], "wording": wording, "matters": matters}


class PositionBodyForm(forms.Form):
    participant = forms.ModelChoiceField(Participant.objects.none(), to_field_name="code")
    kind = forms.ChoiceField(choices=[(one, PositionKind(one).label) for one in BESIDE])
    paragraphs = forms.CharField(max_length=100, required=False)
    text = forms.CharField(max_length=10_000, required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, initial="en", required=False)
    on = BoundedDayField(required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = Participant.objects.visible_to(user)

    def stated(self) -> Stated:
        given = self.cleaned_data
        text = {given["language"] or "en": given["text"]} if given["text"].strip() else {}
        return Stated(given["participant"], given["kind"], given["paragraphs"], text)


class Decisions(WritingViewSet):
    """What the bodies decided, how, and what states said of it; the Secretariat records it."""

    serializer_class = DecisionSerializer
    filterset_class = DecisionFilter
    lookup_field = "symbol"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"on": "on", "symbol": "symbol", "body": "body"}, default=("-on",), tie="symbol")

    def get_queryset(self) -> QuerySet:
        return shown_decisions(self.request.user)

    @extend_schema(
        request=DecisionBody,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: DecisionSerializer, 201: DecisionSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Record a decision and move the commitments it is about: all of it, or nothing."""
        self._require()
        key, at = once_key(request), timezone.now()
        if key and (already := self.get_queryset().filter(once_key=key, by=request.user).first()):
            return Response(self.get_serializer(already).data)
        form = self._form(lambda texts, _files: DecisionBodyForm(texts, user=request.user))
        made = self._done(form, decide, by=request.user, once_key=key, at=at, **form.said())
        address = reverse("api-decisions-detail", args=[made.symbol], request=request)
        shown = self.get_serializer(self.get_queryset().get(pk=made.pk)).data
        return Response(shown, status=201, headers={"Location": address})

    @extend_schema(request=PositionBody, responses={200: DecisionSerializer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def positions(self, request: Request, symbol: str) -> Response:
        """Attach a dissociation or a statement that a state made afterwards."""
        decision = self.get_object()
        self._require()
        form = self._form(lambda texts, _files: PositionBodyForm(texts, user=request.user))
        on = form.cleaned_data["on"] or day_of_the_house()
        self._done(form, attach, decision=decision, stated=form.stated(), on=on, by=request.user)
        return Response(self.get_serializer(self.get_queryset().get(pk=decision.pk)).data)

    def _require(self) -> None:
        if not self.request.user.is_staff:
            raise PermissionDenied(str(ONLY_OFFICERS))

    def _form(self, make: Any) -> Any:
        body = body_of(self.request)
        form = form_of(make, body)
        if problems := {**problems_of(form), **body.strange_to(form)}:
            raise Unprocessable(problems)
        return form

    @staticmethod
    def _done(form: Any, act: Any, **said: Any) -> Any:
        try:
            return act(**said)
        except refusals.Refused as refusal:
            if refusal.is_stale:
                raise MovedOn(was_guarded=False) from refusal
            raise Unprocessable(
                {name or NO_FIELD: sentences for name, sentences in refusal.problems.items()}
            ) from refusal
