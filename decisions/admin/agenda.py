"""The agenda in the admin: the draft as in the portal, and circulating it with its papers; what was circulated is read."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.actions.agenda import circulate_agenda, problems_with_papers
from decisions.forms.agenda import CirculateForm
from decisions.forms.workbench import Workbench, drafted_words
from decisions.models import AgendaVersion
from decisions.reads.agenda import audience_of_paper, content_of, items_of
from meetings.admin.acts import Act, add_act
from meetings.choices import Status
from meetings.models import Meeting
from members.choices import Audience
from record.admin import ReadOnlyAdmin
from record.refusals import Refused


@admin.register(AgendaVersion)
class AgendaVersionAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "stage", "number", "audience", "circulated_at", "by")
    list_select_related = ("meeting", "by")
    list_filter = ("stage", "audience")
    search_fields = ("meeting__reference", "meeting__search_text")
    date_hierarchy = "circulated_at"
    fields = ("meeting", "stage", "number", "audience", "circulated_at", "by", "note", "content", "sha256")


def _is_to_come(request: HttpRequest, meeting: Meeting) -> bool:
    return meeting.status != Status.CANCELLED


def draft_view(model_admin: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The draft, worked on by hand; every button leads back here."""
    bench = Workbench(request.user, meeting, request.GET)
    if request.method == "POST" and bench.perform(request.POST):
        if bench.added is not None:
            messages.success(request, drafted_words(len(bench.added)))
        return HttpResponseRedirect(request.path)
    context = {
        **model_admin.admin_site.each_context(request),
        **bench.context(),
        "title": _("Draft agenda"),
        "subtitle": str(meeting),
        "original": meeting,
        "opts": model_admin.opts,
        "address": request.path,
        "back": model_admin.address_of(meeting),
        "circulates": model_admin.address_of(meeting, "circulate-agenda"),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/meeting_agenda.html", context, status=bench.status)


def circulate_view(model_admin: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What would go out, to whom; sent, the agenda and its papers are circulated."""
    form, status = CirculateForm(request.POST or None, initial={"seen_revision": meeting.agenda_revision}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = circulate_agenda(meeting=meeting, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                status = 409 if refusal.is_stale else 422
                form.refuse(refusal)
            else:
                said = _("Circulated, with its papers: %(stage)s, version %(number)s.")
                messages.success(request, said % {"stage": made.get_stage_display(), "number": made.number})
                return HttpResponseRedirect(model_admin.address_of(meeting))
    given = form.cleaned_data if form.is_bound else {}
    return model_admin.render_act(
        request,
        meeting,
        [(form, None)],
        title=_("Circulate the agenda"),
        submit_label=_("Circulate the agenda and its papers"),
        status=status,
        preview="admin/meeting_agenda_preview.html",
        **_preview(meeting, given.get("audience") or Audience.MEMBERS),
    )


def _preview(meeting: Meeting, audience: str) -> dict[str, Any]:
    """The agenda as it would go out: each item, each paper and to whom it goes, and what stands in the way."""
    items = [item for item in items_of(meeting) if not item.dropped]
    reach = [one["audience"] for one in content_of(items, Audience.OBSERVERS)]
    papers = [paper.version for item in items for paper in item.shown_papers]
    return {
        "previewed": [
            {
                "item": item,
                "members_only": widest != Audience.OBSERVERS,
                "papers": [
                    (one.version, audience_of_paper(one.version, Audience.OBSERVERS) != Audience.OBSERVERS)
                    for one in item.shown_papers
                ],
            }
            for item, widest in zip(items, reach, strict=True)
        ],
        "in_the_way": problems_with_papers(papers),
        "audience": audience,
    }


add_act(Act("agenda", gettext_lazy("Draft the agenda"), draft_view, 50, _is_to_come))
add_act(Act("circulate-agenda", gettext_lazy("Circulate the agenda"), circulate_view, 51, _is_to_come))
