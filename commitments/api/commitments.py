"""Commitments under `/api/v1/commitments/`: where each stands, who is awaited, what the caller may do; and doing it."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from catalogue.api import OF_AREA, areas_called, measure_called
from commitments.access import awaited
from commitments.api import taking
from commitments.api.bodies import BeginBody, StepBody
from commitments.api.history import StepSerializer, key_of, steps_seen_by
from commitments.api.next_steps import NextStepSerializer, next_steps
from commitments.models import SHARED_WITH, Commitment, StepTaken
from law.choices import Modality, Relation
from law.editions import state_choices
from members.access import own_participants
from members.api import state_called
from record.api.fields import SourcedSerializer, TextsField
from record.api.parameters import KeyFilter, Ordering, RecordFilter, as_of_filter
from record.api.schema import A_PROBLEM
from record.api.writing import IDEMPOTENCY_KEY, IF_MATCH, REFUSALS, WritingViewSet, etag
from record.dates import day_of_the_house


class CommitmentSerializer(SourcedSerializer):
    """A voluntary commitment of one or more states, as it stands."""

    reference = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    modality = serializers.ChoiceField(choices=Modality.choices, read_only=True)
    edition = serializers.CharField(read_only=True, help_text=_("Of the procedure under which it began."))
    state = serializers.ChoiceField(choices=state_choices(), read_only=True, help_text=_("Where it stands."))
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    area = serializers.CharField(source="area.reference", read_only=True)
    area_name = TextsField(source="area.name", read_only=True)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    measure_title = TextsField(source="measure.title", read_only=True, default=dict)
    topic = TextsField(read_only=True, help_text=_("In its own words, where it names no measure."))
    audience = serializers.ChoiceField(choices=SHARED_WITH, read_only=True, help_text=_("Who sees it."))
    statement = serializers.CharField(read_only=True)
    intending_states = serializers.SerializerMethodField(help_text=_("Codes of the states that intend it."))
    coordinators = serializers.SerializerMethodField(help_text=_("Codes of the states that coordinate it."))
    co_coordinators = serializers.SerializerMethodField(help_text=_("Codes of the states that co-coordinate it."))
    began_at = serializers.DateTimeField(read_only=True, help_text=_("When it was entered here."))
    moved_at = serializers.DateTimeField(read_only=True, help_text=_("When its last step was entered here."))
    version = serializers.IntegerField(read_only=True, help_text=_("Raised by every step."))
    renews = serializers.SerializerMethodField(
        help_text=_("Reference of the commitment that it renews, if you see it.")
    )
    awaited = serializers.SerializerMethodField(help_text=_("Who may take it onward from where it stands."))
    next_steps = serializers.SerializerMethodField(help_text=_("What the caller may do, and what still blocks it."))

    def get_intending_states(self, row: Commitment) -> list[str]:
        return [state.code for state in row.intending_states()]

    def get_coordinators(self, row: Commitment) -> list[str]:
        return [state.code for state in row.coordinating_states()]

    def get_co_coordinators(self, row: Commitment) -> list[str]:
        return [state.code for state in row.co_coordinating_states()]

    def get_renews(self, row: Commitment) -> str | None:
        return row.renews.reference if row.renews_is_seen else None

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": Relation.values}})
    def get_awaited(self, row: Commitment) -> list[str]:
        return [relation.value for relation, _steps in awaited(row)]

    @extend_schema_field(NextStepSerializer(many=True))
    def get_next_steps(self, row: Commitment) -> list[dict[str, Any]]:
        view = self.context["view"]
        return next_steps(row, view.request.user, view.own_codes, with_asks=view.action != "list")


class CommitmentFilterSet(RecordFilter):
    """By default every commitment; as of a day, those with a step taken by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: those begun by then, as they stand now. Every one, if not given."))
    state = filters.ChoiceFilter(choices=state_choices, help_text=_("Where it stands."))
    modality = filters.ChoiceFilter(choices=Modality.choices)
    area = KeyFilter(field_name="area", named=areas_called, help_text=OF_AREA)
    measure = KeyFilter(field_name="measure", named=measure_called, help_text=_("Reference of a measure."))
    participant = KeyFilter(
        method="of_states", named=state_called, help_text=_("Code of a state that intends or coordinates it: AZ.")
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def of_states(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.of_states(keys)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        if self.as_of_given is None:
            return rows
        return rows.filter(Exists(StepTaken.objects.filter(commitment=OuterRef("pk"), on__lte=self.as_of_given)))


class Commitments(WritingViewSet):
    """What is undertaken, voluntarily, and where each commitment stands."""

    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilterSet
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {
            "moved_at": "moved_at",
            "began_at": "began_at",
            "reference": "reference",
            "state": "state",
            "modality": "modality",
            "area": "area__reference",
        },
        default=("-moved_at",),
        tie="-pk",
    )

    def get_queryset(self) -> QuerySet:
        seen = Commitment.objects.visible_to(self.request.user)
        return seen.with_everything().annotate(renews_is_seen=Exists(seen.filter(pk=OuterRef("renews"))))

    @property
    def own_codes(self) -> dict[int, str]:
        """The codes of the states for which the caller acts; asked once a request."""
        if "_own_codes" not in self.__dict__:
            own = own_participants(self.request.user, day_of_the_house())
            self._own_codes = dict(own.values_list("pk", "code"))
        return self._own_codes

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.accepted_renderer.format != "json":
            return super().retrieve(request, *args, **kwargs)
        return self._shown(self.get_object())

    def _shown(self, commitment: Commitment, code: int = status.HTTP_200_OK, **headers: str) -> Response:
        shown = self.get_serializer(commitment).data
        return Response(shown, status=code, headers={"ETag": etag(commitment.version, shown), **headers})

    @extend_schema(
        request=BeginBody,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: CommitmentSerializer, 201: CommitmentSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Begin a commitment: indicate an intention (modality a), or open an exchange of views (modality b)."""
        made, is_new = taking.begin_from(request)
        commitment = self.get_queryset().get(pk=made.pk)
        address = reverse("api-commitments-detail", args=[commitment.reference], request=request)
        return self._shown(commitment, _code(is_new), Location=address)

    @extend_schema(
        request=StepBody,
        parameters=[
            OpenApiParameter("step", str, OpenApiParameter.PATH, description=_("Name of one of the `next_steps`.")),
            IDEMPOTENCY_KEY,
            IF_MATCH,
        ],
        responses={200: StepSerializer, 201: StepSerializer, **REFUSALS, 412: A_PROBLEM},
    )
    @action(detail=True, methods=["post"], url_path=r"steps/(?P<step>[a-z-]{1,40})", url_name="take-step")
    def take_step(self, request: Request, reference: str, step: str) -> Response:
        """Take a step: answer what it asks for, as JSON, or as multipart where there is a file."""
        commitment = self.get_object()
        declared = commitment.workflow.step(step)
        if declared is None or declared == commitment.workflow.start:
            raise Http404
        taken, is_new = taking.take_from(request, commitment, declared)
        row = steps_seen_by(request.user).get(pk=taken.pk)
        address = reverse("api-steps-detail", args=[key_of(row)], request=request)
        shown = StepSerializer(row, context=self.get_serializer_context()).data
        return Response(shown, status=_code(is_new), headers={"Location": address})


def _code(is_new: bool) -> int:
    return status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
