"""The procedure, told from its table."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.reports.diagram import picture
from commitments.reports.procedure import coordination_tables, rows
from law.editions import edition_on, workflows
from record.dates import day_of_the_house


@require_safe
@login_required
def procedure_page(request: HttpRequest) -> HttpResponse:
    """Both modalities: the picture, and every step with who takes it, on which article, with what; then coordination."""
    flows = [
        {"flow": flow, "picture": picture(flow), "rows": rows(flow), "name": f"{flow.edition}-{flow.modality}"}
        for flow in workflows()
    ]
    context = {"flows": flows, "coordination": coordination_tables(), "law": edition_on(day_of_the_house())}
    return render(request, "commitments/procedure.html", context)
