"""All commitments in pictures, each with the table behind it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.reports.pictures import (
    figures_of_months,
    figures_of_stages,
    picture_of_months,
    picture_of_standing,
    picture_of_stays,
)
from record.forms import AsOf


@require_safe
@login_required
def pictures_page(request: HttpRequest) -> HttpResponse:
    """Where commitments stood on a day, how long stages take, and how many steps were taken month by month."""
    asked = AsOf.of(request.GET)
    if asked.error:
        return render(request, "commitments/pictures.html", {"asked": asked}, status=400)
    stages, months = figures_of_stages(request.user, asked.day), figures_of_months(request.user, asked.day)
    context = {
        "asked": asked,
        "understood": True,
        "stages": stages,
        "months": months,
        "standing": picture_of_standing(stages),
        "stays": picture_of_stays(stages),
        "activity": picture_of_months(months),
    }
    return render(request, "commitments/pictures.html", context)
