"""What anybody may read of the journal: at which seal it stood on each night."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from journal.models import NightlySeal


@require_safe
@cache_control(public=True, max_age=600)
def seals_as_text(request: HttpRequest) -> HttpResponse:
    """A line a night: number, seal, day. What `verify_journal --against` reads."""
    lines = [f"{kept.number} {kept.seal} {kept.day.isoformat()}\n" for kept in NightlySeal.objects.order_by("day")]
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=600)
def seals_as_json(request: HttpRequest) -> JsonResponse:
    """The same for programs."""
    nights = NightlySeal.objects.order_by("day").values("number", "seal", "day")
    return JsonResponse({"seals": list(nights)})
