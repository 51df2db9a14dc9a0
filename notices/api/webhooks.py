"""Addresses of programs, under `/api/v1/webhooks/`, and what became of each delivery, under `/api/v1/webhook-deliveries/`."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from notices.choices import DeliveryStage, WhySetAside
from notices.filters import WebhookDeliveryFilter, WebhookFilter
from notices.models import Webhook, WebhookDelivery
from record.api.naming import ByUid, NamedByUid
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.doors.rest import ActsViewSet, with_acts


class WebhookSerializer(serializers.Serializer):
    """An address at which the house says that its person was told something. Its secret stands on its page alone."""

    uid = serializers.UUIDField(read_only=True)
    url = serializers.CharField(read_only=True)
    token = serializers.CharField(source="token.name", read_only=True, help_text=_("By which it reads the rest."))
    kinds = serializers.SerializerMethodField(help_text=_("Names of kinds of notices; none: every kind."))
    at = serializers.DateTimeField(read_only=True)
    ended_at = serializers.DateTimeField(read_only=True, allow_null=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_kinds(self, webhook: Webhook) -> list[str]:
        return list(webhook.kinds)


@with_acts
class Webhooks(ByUid, ActsViewSet):
    """One's own; for the Secretariat's staff everybody's."""

    noun_name = "webhook"
    changed_by = None
    serializer_class = WebhookSerializer
    filterset_class = WebhookFilter
    ordering = Ordering({"at": "at"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return Webhook.objects.visible_to(self.request.user).select_related("token")


class WebhookDeliverySerializer(serializers.Serializer):
    """One notice on its way to one address. `uid` is its `webhook-id`."""

    uid = serializers.UUIDField(read_only=True)
    webhook = serializers.UUIDField(source="webhook.uid", read_only=True)
    delivery_stage = serializers.ChoiceField(source="stage", choices=DeliveryStage.choices, read_only=True)
    attempts = serializers.IntegerField(read_only=True)
    next_at = serializers.DateTimeField(read_only=True)
    delivered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    set_aside_because = serializers.ChoiceField(
        source="why", choices=WhySetAside.choices, read_only=True, allow_blank=True
    )
    answered_status = serializers.IntegerField(source="status", read_only=True, allow_null=True)


class WebhookDeliveries(NamedByUid, ReadingViewSet):
    """What became of each delivery, the latest first."""

    changed_by = None
    serializer_class = WebhookDeliverySerializer
    filterset_class = WebhookDeliveryFilter
    ordering = Ordering({"next_at": "next_at"}, default=("-next_at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return WebhookDelivery.objects.visible_to(self.request.user).select_related("webhook")
