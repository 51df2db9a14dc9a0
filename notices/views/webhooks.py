"""Addresses of programs: one's own, for the Secretariat's staff everybody's; each with what became of its deliveries."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.requests import AuthenticatedHttpRequest
from notices.actions.hooks import secret_of
from notices.choices import DeliveryStage
from notices.kinds import label_of
from notices.models import Webhook, WebhookDelivery
from record.doors.portal import act_links, begin_links
from record.forms import page_of

ON_A_PAGE = 50


@require_safe
@login_required
def webhooks_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The latest first, with how many of its deliveries wait or were set aside."""
    rows = Webhook.objects.visible_to(request.user).select_related("by", "token")
    rows = rows.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__stage=DeliveryStage.WAITS)),
        aside=Count("deliveries", filter=Q(deliveries__stage=DeliveryStage.SET_ASIDE)),
    )
    context = {
        "page": page_of(rows, request.GET, ON_A_PAGE),
        "registering": next(iter(begin_links(request.user, "webhook")), None),
    }
    return render(request, "notices/webhook_list.html", context)


@require_safe
@never_cache
@login_required
def webhook_page(request: AuthenticatedHttpRequest, key: object) -> HttpResponse:
    """One of them; its secret stands there for whoever registered it, and for nobody else."""
    webhook = get_object_or_404(Webhook.objects.visible_to(request.user).select_related("by", "token"), uid=key)
    is_own = webhook.by_id == request.user.pk
    deliveries = WebhookDelivery.objects.visible_to(request.user).filter(webhook=webhook).select_related("notice")
    page = page_of(deliveries, request.GET, ON_A_PAGE)
    context = {
        "webhook": webhook,
        "kinds": [label_of(kind) for kind in webhook.kinds],
        "secret": secret_of(webhook) if is_own and not webhook.ended_at else "",
        "page": page,
        "rows": [(row, label_of(row.notice.kind) if is_own else "") for row in page],
        "links": act_links(request.user, webhook, timezone.now()),
    }
    return render(request, "notices/webhook_detail.html", context)
