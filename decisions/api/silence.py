"""Silence procedures under `/api/v1/silence-procedures/`: for members, the Chair and the Secretariat.

What a state didn't say is no column here. Who was notified, and by what that is shown, is for the Secretariat and the
Chair; a member reads what shows that the text reached itself. To read here isn't proof that it did.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from commitments.models import Commitment
from decisions.access import may_open, parties, sees_proofs, states_of
from decisions.choices import Proof, RoundKind, Way
from decisions.forms.silence import FORMS, OfMemberForm, OpenSilenceForm
from decisions.models import Decision, SilenceMatter, SilenceProcedure
from law.choices import SilenceState
from law.editions import body_choices
from law.silence import rules_of_today
from members.access import why_not_submit
from members.api import BehalfBody
from record.api.fields import TextsField
from record.api.naming import by_words
from record.api.parameters import Ordering, RecordFilter, as_of_filter
from record.api.writing import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    REFUSALS,
    MovedOn,
    Unprocessable,
    WritingViewSet,
    body_of,
    etag,
    form_of,
    once_key,
    problems_of,
    seen_version,
)
from record.dates import end_of_the_day
from record.refusals import Refused
from record.texts import LONGEST_TEXT


class RoundSerializer(serializers.Serializer):
    """A period: from when until when, and over which text."""

    number = serializers.IntegerField(read_only=True)
    kind = serializers.ChoiceField(choices=RoundKind.choices, read_only=True)
    opens_at = serializers.DateTimeField(read_only=True)
    ends_at = serializers.DateTimeField(read_only=True)
    sha256 = serializers.CharField(read_only=True)
    reason = serializers.CharField(read_only=True)


class ObjectionSerializer(serializers.Serializer):
    """A member's written objection."""

    state = serializers.CharField(source="participant.code", read_only=True)
    text = serializers.CharField(read_only=True)
    made_at = serializers.DateTimeField(read_only=True)
    way = serializers.ChoiceField(choices=Way.choices, read_only=True)
    period = serializers.IntegerField(source="round.number", read_only=True)


class ProofSerializer(serializers.Serializer):
    """What shows that the text reached a member; null where nothing does yet."""

    state = serializers.CharField(read_only=True)
    proof = serializers.ChoiceField(choices=Proof.choices, read_only=True)
    reached_at = serializers.DateTimeField(read_only=True, allow_null=True)


class SilenceSerializer(serializers.Serializer):
    """A text before the members for a period."""

    reference = serializers.CharField(read_only=True)
    title = TextsField(read_only=True)
    body = serializers.ChoiceField(choices=body_choices(), read_only=True)
    opened_at_meeting = serializers.CharField(
        source="opened_at_meeting.reference", read_only=True, allow_null=True, default=None
    )
    opened_by_chair = serializers.CharField(
        source="opened_by_chair.code", read_only=True, allow_null=True, default=None
    )
    state = serializers.SerializerMethodField(help_text=_("Where it stands now."))
    time_zone = serializers.CharField(read_only=True)
    ends_at = serializers.DateTimeField(read_only=True, help_text=_("Half open: at that instant the period is over."))
    ends_at_local = serializers.SerializerMethodField(help_text=_("The same instant on the clocks of its zone."))
    settled_at = serializers.DateTimeField(read_only=True, allow_null=True)
    decision = serializers.SerializerMethodField(help_text=_("Symbol of the decision, once the text is adopted."))
    text = serializers.CharField(source="latest.text", read_only=True)
    sha256 = serializers.CharField(source="latest.sha256", read_only=True)
    periods = serializers.SerializerMethodField()
    objections = serializers.SerializerMethodField()
    commitments = serializers.SerializerMethodField(help_text=_("References of the commitments that it approves."))
    own = serializers.SerializerMethodField(help_text=_("What shows that the text reached the states you act for."))
    proofs = serializers.SerializerMethodField(
        help_text=_("Of every member, for the Secretariat and the Chair; null for everybody else.")
    )

    @extend_schema_field(serializers.ChoiceField(choices=SilenceState.choices))
    def get_state(self, row: SilenceProcedure) -> str:
        return row.stands_at(timezone.now())

    @extend_schema_field(serializers.DateTimeField())
    def get_ends_at_local(self, row: SilenceProcedure) -> str:
        return row.ends_at.astimezone(row.zone).isoformat()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_decision(self, row: Any) -> str | None:
        return row.shown_decision.symbol if row.shown_decision else None

    @extend_schema_field(RoundSerializer(many=True))
    def get_periods(self, row: SilenceProcedure) -> Any:
        return RoundSerializer(sorted(row.rounds.all(), key=lambda one: one.number), many=True).data

    @extend_schema_field(ObjectionSerializer(many=True))
    def get_objections(self, row: SilenceProcedure) -> Any:
        made = [one for begun in row.rounds.all() for one in begun.objections.all()]
        return ObjectionSerializer(sorted(made, key=lambda one: (one.made_at, one.pk)), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_commitments(self, row: Any) -> list[str]:
        return sorted(matter.commitment.reference for matter in row.shown_matters)

    @extend_schema_field(ProofSerializer(many=True))
    def get_own(self, row: SilenceProcedure) -> Any:
        return self._proofs(row, states_of(self.context["request"].user, row))

    @extend_schema_field(ProofSerializer(many=True, allow_null=True))
    def get_proofs(self, row: SilenceProcedure) -> Any:
        return self._proofs(row, row.concerned) if sees_proofs(self.context["request"].user) else None

    @staticmethod
    def _proofs(row: SilenceProcedure, states: Any) -> Any:
        found = row.proofs
        return [
            ProofSerializer(
                {
                    "state": state.code,
                    "proof": found[state.pk].proof if state.pk in found else Proof.NONE,
                    "reached_at": found[state.pk].reached_at if state.pk in found else None,
                }
            ).data
            for state in states
        ]


class SilenceFilter(RecordFilter):
    """By default every procedure that the caller may see; as of a day, those opened by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: procedures opened by then. Every procedure, if not given."))
    state = filters.ChoiceFilter(
        choices=SilenceState.choices, help_text=_("As recorded: a period that has just ended may still read `open`.")
    )

    class Meta:
        model = SilenceProcedure
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "reference", "title")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


# -- What may be sent, as OpenAPI describes it.


class PeriodBody(serializers.Serializer):
    days = serializers.IntegerField(min_value=1, max_value=rules_of_today().longest)
    hour = serializers.CharField(required=False, help_text=_("On the clocks of the zone, on the last day: 18:00."))


class OpenBody(PeriodBody):
    """A text to put before the members."""

    title = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=LONGEST_TEXT)
    body = serializers.CharField(required=False, help_text=_("soc, ministerial or summit."))
    zone = serializers.CharField(required=False, help_text=_("Asia/Almaty."))
    commitments = serializers.ListField(child=serializers.CharField(), required=False)
    meeting = serializers.CharField(required=False, help_text=_("The Secretariat: at which meeting it was opened."))


class ExtendBody(PeriodBody):
    reason = serializers.CharField(required=False, max_length=2000)


class RestartBody(ExtendBody):
    text = serializers.CharField(max_length=LONGEST_TEXT)


class WithdrawSilenceBody(serializers.Serializer):
    reason = serializers.CharField(required=False, max_length=2000)


class ObjectBody(BehalfBody):
    text = serializers.CharField(max_length=10_000)


class AcknowledgeBody(BehalfBody):
    """Nothing but the state, where one acts for several."""


ANSWERS = {200: SilenceSerializer, **REFUSALS}


class SilenceProcedures(WritingViewSet):
    """Texts put before the members between meetings."""

    serializer_class = SilenceSerializer
    filterset_class = SilenceFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"ends_at": "ends_at", "reference": "reference"}, default=("-ends_at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        user = self.request.user
        seen = SilenceMatter.objects.filter(commitment__in=Commitment.objects.visible_to(user))
        rows = SilenceProcedure.objects.visible_to(user).with_everything()
        return rows.prefetch_related(
            Prefetch("matters", seen.select_related("commitment"), to_attr="shown_matters"),
            Prefetch("decision", Decision.objects.visible_to(user), to_attr="shown_decision"),
        )

    def _shown(self, reference: str, status: int = 200, **headers: str) -> Response:
        found = self.get_queryset().get(reference=reference)
        shown = self.get_serializer(found).data
        return Response(shown, status=status, headers={"ETag": etag(found.version, shown), **headers})

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.accepted_renderer.format != "json":
            return super().retrieve(request, *args, **kwargs)
        return self._shown(self.get_object().reference)

    @extend_schema(request=OpenBody, parameters=[IDEMPOTENCY_KEY], responses={201: SilenceSerializer, **ANSWERS})
    def create(self, request: Request) -> Response:
        """Open one: the Chair, or the Secretariat, which names the meeting at which it was opened."""
        user, once, body = request.user, once_key(request), body_of(request)
        if not may_open(user):
            raise PermissionDenied(_now("This is open to the Chair and the Secretariat."))
        form = form_of(lambda texts, _files: OpenSilenceForm(texts, user=user), body)
        if problems := {**problems_of(form), **body.strange_to(form)}:
            raise Unprocessable(problems)
        at = timezone.now()
        try:
            made = form.take(by=user, at=at, once_key=once)
        except Refused as refusal:
            form.refuse(refusal)
            raise Unprocessable(problems_of(form)) from refusal
        address = reverse("api-silence-procedures-detail", args=[made.reference], request=request)
        return self._shown(made.reference, 201 if made.at == at else 200, Location=address)

    @extend_schema(request=AcknowledgeBody, responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, reference: str) -> Response:
        """Say that the text reached one's own state. It says nothing of what the state thinks of it."""
        return self._act(request, "acknowledge")

    @extend_schema(request=ObjectBody, responses=ANSWERS)
    @action(detail=True, methods=["post"], url_path="object", url_name="object")
    def object_to(self, request: Request, reference: str) -> Response:
        """Object in writing for one's own state: the procedure ends at once, and nothing is adopted."""
        return self._act(request, "object")

    @extend_schema(request=ExtendBody, parameters=[IF_MATCH], responses={**ANSWERS, 412: REFUSALS[409]})
    @action(detail=True, methods=["post"])
    def extend(self, request: Request, reference: str) -> Response:
        """Give the same text more days."""
        return self._act(request, "extend")

    @extend_schema(request=RestartBody, parameters=[IF_MATCH], responses={**ANSWERS, 412: REFUSALS[409]})
    @action(detail=True, methods=["post"])
    def restart(self, request: Request, reference: str) -> Response:
        """Put a changed text before the members, who are notified anew."""
        return self._act(request, "restart")

    @extend_schema(request=WithdrawSilenceBody, parameters=[IF_MATCH], responses={**ANSWERS, 412: REFUSALS[409]})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, reference: str) -> Response:
        """Take the text back: whoever opened it."""
        return self._act(request, "withdraw")

    def _act(self, request: Request, name: str) -> Response:
        found, user = self.get_object(), request.user
        act = found.rules.act(name)
        seen = seen_version(request)
        if not parties(user, found) & set(act.actor):
            raise PermissionDenied(
                _now("This is open to: %(who)s.") % {"who": ", ".join(str(one.label) for one in act.actor)}
            )
        body = body_of(request)
        form = form_of(lambda texts, _files: FORMS[name](texts, procedure=found, user=user), body)
        problems = {**problems_of(form), **body.strange_to(form, "on_behalf_of")}
        if isinstance(form, OfMemberForm):
            code = body.text("on_behalf_of")
            if code and code not in {state.code for state in form.states}:
                problems["on_behalf_of"] = [_now("You don't act for this state.")]
            if name == "object" and all(why_not_submit(user, one.pk) is not None for one in form.states):
                raise PermissionDenied(str(why_not_submit(user, form.states[0].pk)))
        elif body.text("on_behalf_of"):
            problems["on_behalf_of"] = [_now("This is done for no state.")]
        if problems:
            raise Unprocessable(problems)
        form.cleaned_data["seen_version"] = seen
        try:
            form.take(by=user)
        except Refused as refusal:
            if refusal.is_stale:
                raise MovedOn(was_guarded=seen is not None) from refusal
            form.refuse(refusal)
            raise Unprocessable(problems_of(form)) from refusal
        return self._shown(found.reference)
