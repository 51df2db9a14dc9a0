"""Experts under `/api/v1/experts/`: the roster of those whom members nominate for measures."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from catalogue.api import measure_called
from commitments.actions import end_nomination, nominate
from commitments.api.bodies import NominationBody
from commitments.api.naming import commitment_called
from commitments.forms import NominationForm
from commitments.models import ExpertNomination
from members.access import require_member
from members.api import speaker, state_called
from members.choices import Audience
from record.api.fields import TextsField
from record.api.naming import ByUid, by_words
from record.api.parameters import KeyFilter, Ordering, RecordFilter
from record.api.writing import (
    IDEMPOTENCY_KEY,
    NO_FIELD,
    REFUSALS,
    Unprocessable,
    body_of,
    form_of,
    once_key,
    problems_of,
    visible_names,
)
from record.dates import day_of_the_house
from record.refusals import StepRefused


class ExpertSerializer(serializers.Serializer):
    """An expert or scholar whom a member nominates, for a term."""

    uid = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state."))
    owner_name = TextsField(source="owner.name", read_only=True)
    affiliation = serializers.CharField(read_only=True)
    expertise = serializers.CharField(read_only=True)
    email = serializers.CharField(read_only=True)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    commitment = serializers.CharField(source="commitment.reference", read_only=True, allow_null=True, default=None)
    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day after the term."))
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True, help_text=_("Who sees it."))
    at = serializers.DateTimeField(read_only=True)


class ExpertFilterSet(RecordFilter):
    """By default those whose term includes the day asked about."""

    measure = KeyFilter(field_name="measure", named=measure_called, help_text=_("Reference of a measure."))
    commitment = KeyFilter(field_name="commitment", named=commitment_called, help_text=_("Reference of a commitment."))
    participant = KeyFilter(field_name="owner", named=state_called, help_text=_("Code of the state: AZ."))
    standing = filters.ChoiceFilter(
        choices=[("now", _("serves on that day")), ("any", _("also those whose term ended or begins later"))],
        null_label=None,
        method="leave_to_the_rows",
        help_text=_("Whether the term must include the day; it must, if not given."),
    )

    class Meta:
        model = ExpertNomination
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "name", "affiliation", "expertise", "owner__search_text")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["standing"] == "any" else rows.serving_on(self.on)


class Experts(ByUid):
    """The experts whom the caller may see, as of a day (today, if none is given)."""

    serializer_class = ExpertSerializer
    filterset_class = ExpertFilterSet
    ordering = Ordering(
        {"name": "name", "owner": "owner__seat_name", "since": "since", "until": "until"}, default=("name",), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        rows = ExpertNomination.objects.visible_to(self.request.user)
        return rows.select_related("owner", "measure", "commitment")

    @extend_schema(
        request=NominationBody,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: ExpertSerializer, 201: ExpertSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Nominate an expert or scholar for a measure or a commitment."""
        user, once, body = request.user, once_key(request), body_of(request)
        owner = speaker(user, body, members_only=True)
        form = form_of(lambda texts, _files: NominationForm(texts, user=user), body)
        if problems := {**problems_of(form), **body.strange_to(form, "on_behalf_of")}:
            raise Unprocessable(problems)
        given, at = {name: form.cleaned_data[name] for name in visible_names(form)}, timezone.now()
        try:
            expert = nominate(owner=owner, by=user, once_key=once, at=at, **given)
        except StepRefused as refusal:
            form.refuse(refusal)
            raise Unprocessable(problems_of(form)) from refusal
        address = reverse("api-experts-detail", args=[expert.uid], request=request)
        shown = self.get_serializer(expert).data
        return Response(shown, status=201 if expert.at == at else 200, headers={"Location": address})

    @extend_schema(request=None, responses={200: ExpertSerializer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, uid: str) -> Response:
        """End the term of an expert whom one's own state nominated. The body is empty."""
        expert, body = self.get_object(), body_of(request)
        try:
            require_member(request.user, expert.owner)
        except StepRefused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        if problems := body.strange_to(None):
            raise Unprocessable(problems)
        if not expert.serves_on(day_of_the_house()):
            raise Unprocessable({NO_FIELD: [_now("This term has ended already.")]})
        try:
            end_nomination(expert=expert, by=request.user)
        except StepRefused as refusal:
            raise Unprocessable({NO_FIELD: refusal.problems[""]}) from refusal
        return Response(self.get_serializer(expert).data)
