"""Views under `/api/v1/views/`: what states exchange through the Chair and the Secretariat (modality b)."""

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

from commitments.actions import share_view
from commitments.actions.exchange import widen
from commitments.api.bodies import ViewBody, WidenBody
from commitments.api.naming import commitment_called
from commitments.forms import ViewForm, WidenForm
from commitments.models import View
from members.access import require_key
from members.api import speaker, state_called
from members.choices import Audience
from record.api.fields import TextsField
from record.api.naming import ByUid, by_words
from record.api.parameters import KeyFilter, Ordering, RecordFilter, as_of_filter
from record.api.writing import (
    IDEMPOTENCY_KEY,
    REFUSALS,
    MovedOn,
    Unprocessable,
    body_of,
    form_of,
    once_key,
    problems_of,
    visible_names,
)
from record.dates import end_of_the_day
from record.refusals import StepRefused


class ViewSerializer(serializers.Serializer):
    """A state's view, as it was shared."""

    uid = serializers.UUIDField(read_only=True)
    commitment = serializers.CharField(source="commitment.reference", read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state."))
    owner_name = TextsField(source="owner.name", read_only=True)
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True, help_text=_("Who sees it."))
    language = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class ViewFilter(RecordFilter):
    """By default every view; as of a day, those shared by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: views shared by then. Every view, if not given."))
    commitment = KeyFilter(field_name="commitment", named=commitment_called, help_text=_("Reference of a commitment."))
    participant = KeyFilter(field_name="owner", named=state_called, help_text=_("Code of the state: AZ."))
    audience = filters.ChoiceFilter(choices=Audience.choices)

    class Meta:
        model = View
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "text", "owner__search_text", "commitment__search_text")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class Views(ByUid):
    """The views that were shared with the caller."""

    serializer_class = ViewSerializer
    filterset_class = ViewFilter
    ordering = Ordering(
        {"at": "at", "commitment": "commitment__reference", "owner": "owner__seat_name"}, default=("at",), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        return View.objects.visible_to(self.request.user).select_related("owner", "commitment")

    @extend_schema(
        request=ViewBody,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: ViewSerializer, 201: ViewSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Share a view on a commitment; its state chooses who sees it."""
        once, body = once_key(request), body_of(request)
        owner = speaker(request.user, body, members_only=True)
        form = form_of(lambda texts, _files: ViewForm(texts), body)
        problems = {**problems_of(form), **body.strange_to(form, "commitment", "on_behalf_of")}
        commitment = commitment_called(request.user, body.text("commitment")).first()
        if commitment is None:
            problems["commitment"] = [_now("Give the reference of a commitment.")]
        if problems:
            raise Unprocessable(problems)
        given, at = {name: form.cleaned_data[name] for name in visible_names(form)}, timezone.now()
        try:
            view = share_view(commitment=commitment, owner=owner, by=request.user, once_key=once, at=at, **given)
        except StepRefused as refusal:
            form.refuse(refusal)
            raise Unprocessable(problems_of(form)) from refusal
        address = reverse("api-views-detail", args=[view.uid], request=request)
        shown = self.get_serializer(view).data
        return Response(shown, status=201 if view.at == at else 200, headers={"Location": address})

    @extend_schema(request=WidenBody, responses={200: ViewSerializer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def widen(self, request: Request, uid: str) -> Response:
        """Let more people see a view of one's own state; it is never narrowed, since some have seen it."""
        view, body = self.get_object(), body_of(request)
        try:
            require_key(request.user, view.owner)
        except StepRefused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        form = form_of(lambda texts, _files: WidenForm(texts, now=view.audience), body)
        if problems := {**problems_of(form), **body.strange_to(form)}:
            raise Unprocessable(problems)
        try:
            widen(item=view, audience=form.cleaned_data["audience"], by=request.user)
        except StepRefused as refusal:
            if refusal.is_stale:
                raise MovedOn(was_guarded=False) from refusal
            raise Unprocessable(refusal.problems) from refusal
        return Response(self.get_serializer(view).data)
