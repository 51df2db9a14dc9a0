"""Decisions in the admin: recorded on the meeting's page with what they decide about, read as rows, added to afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from decisions.actions.decisions import attach, decide
from decisions.actions.positions import add_follow_up
from decisions.forms.decisions import AttachForm, FollowUpForm, RecordForms, meetings_to_come, states_on
from decisions.models import Decision, FollowUp, Position
from meetings.admin.acts import Act, add_act
from meetings.choices import Status
from meetings.models import Meeting
from meetings.quorum import quorum_of
from record.admin import InlineLines, ReadOnlyAdmin
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_language

# -- Recording one, on the meeting's page.


def _record(admin_page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Text, outcome, commitments, positions and follow-ups on one page; everything is recorded, or nothing."""
    data = request.POST if request.method == "POST" else None
    parts = RecordForms(data, meeting=meeting, user=request.user, today=day_of_the_house())
    status = 200
    if request.method == "POST":
        status = 422
        if parts.is_valid():
            try:
                decision = decide(meeting=meeting, by=request.user, **parts.said())
            except Refused as refusal:
                parts.refuse(refusal)
                status = 409 if refusal.is_stale else 422
            else:
                messages.success(request, _now("Recorded, as %(symbol)s.") % {"symbol": decision.symbol})
                return HttpResponseRedirect(_address_of(decision, admin_page.admin_site.name))
    return admin_page.render_act(
        request,
        meeting,
        [(parts.decision, None)],
        title=_("Record a decision"),
        submit_label=_("Record the decision"),
        status=status,
        template="admin/decision_record.html",
        parts=parts,
        quorum=quorum_of(meeting),
        errors=parts.has_errors,
        complaints=[*parts.complaints, *parts.decision.non_field_errors()],
    )


def _was_begun(request: HttpRequest, meeting: Meeting) -> bool:
    return meeting.status in {Status.PLANNED, Status.HELD} and meeting.was_held_by(day_of_the_house())


add_act(Act("decide", _("Record a decision"), _record, order=60, offered=_was_begun))


def _address_of(decision: Decision, site: str) -> str:
    return reverse("admin:decisions_decision_change", args=[decision.pk], current_app=site)


# -- What was decided, as rows.


class PositionLines(InlineLines):
    model = Position
    fields = ("participant", "kind", "paragraphs", "words", "on")

    @admin.display(description=_("in its own words"))
    def words(self, row: Position) -> str:
        return in_language(row.text)


class FollowUpLines(InlineLines):
    model = FollowUp
    fields = ("what", "owner", "hears", "state", "report")


@dataclass(frozen=True)
class Addition:
    """What is written beside a decision afterwards: its form, and the action that takes it."""

    name: str
    label: Any
    done: Any
    form: Callable[[Any, Decision, Any], Any]
    take: Callable[[Any, Decision, Any], Any]


def _attach_form(data: Any, decision: Decision, user: Any) -> AttachForm:
    return AttachForm(data, initial={"on": day_of_the_house()}, states=states_on(user, decision.on))


def _follow_up_form(data: Any, decision: Decision, user: Any) -> FollowUpForm:
    meetings = meetings_to_come(user, decision.meeting) if decision.meeting else {}
    form = FollowUpForm(data, states=states_on(user, decision.on), meetings=meetings)
    form.fields["what"].required = True
    return form


ADDITIONS = {
    one.name: one
    for one in (
        Addition(
            "attach",
            _("Attach a state's position"),
            _("Attached; it is shown wherever the decision is."),
            _attach_form,
            lambda form, decision, user: attach(
                decision=decision, stated=form.stated(), on=form.cleaned_data["on"], by=user
            ),
        ),
        Addition(
            "follow-up",
            _("Write down a follow-up"),
            _("Written down."),
            _follow_up_form,
            lambda form, decision, user: add_follow_up(decision=decision, asked=form.asked(), by=user),
        ),
    )
}


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("symbol", "title_shown", "outcome", "manner", "meeting", "on", "said")
    list_select_related = ("meeting",)
    list_filter = ("body", "outcome", "manner")
    search_fields = ("symbol", "search_text")
    fields = (
        "symbol", "body", "title", "text", "outcome", "manner", "meeting", "silence_procedure", "agenda_item", "on",
        "members_then", "quorum_then", "present", "consensus", "audience", "source", "confidence", "note", "by", "at",
    )  # fmt: skip
    inlines = (PositionLines, FollowUpLines)
    change_form_template = "admin/decision_change_form.html"
    change_list_template = "admin/decision_change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("positions__participant")

    @admin.display(description=_("title"))
    def title_shown(self, row: Decision) -> str:
        return in_language(row.title)

    @admin.display(description=_("positions of states"))
    def said(self, row: Decision) -> str:
        return "; ".join(f"{one} {one.paragraphs}".strip() for one in row.positions.all())

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.addition_view)
        ours = [
            path(f"<path:object_id>/{name}/", view, {"name": name}, name=f"decisions_decision_{name}")
            for name in ADDITIONS
        ]
        return [*ours, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if (decision := context.get("original")) is not None and request.user.has_perm("decisions.change_decision"):
            context["additions"] = [
                {"label": one.label, "url": reverse(f"admin:decisions_decision_{one.name}", args=[decision.pk])}
                for one in ADDITIONS.values()
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def addition_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        decision = self.get_object(request, unquote(object_id))
        if decision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not request.user.has_perm("decisions.change_decision"):
            raise PermissionDenied
        addition = ADDITIONS[name]
        form = addition.form(request.POST if request.method == "POST" else None, decision, request.user)
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    addition.take(form, decision, request.user)
                except Refused as refusal:
                    form.refuse(refusal)
                else:
                    messages.success(request, addition.done)
                    return HttpResponseRedirect(_address_of(decision, self.admin_site.name))
        return self._render(request, decision, addition, form, status)

    def _render(
        self, request: HttpRequest, decision: Decision, addition: Addition, form: forms.Form, status: int
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": addition.label,
            "subtitle": str(decision),
            "original": decision,
            "opts": self.opts,
            "errors": bool(form.errors),
            "complaints": form.non_field_errors(),
            "adminforms": [helpers.AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=self)],
            "may_submit": True,
            "submit_label": addition.label,
            "back": _address_of(decision, self.admin_site.name),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/meeting_act.html", context, status=status)


@admin.register(FollowUp)
class FollowUpAdmin(ReadOnlyAdmin):
    """What decisions asked for next; who looks after it reports in the portal, and so does the Secretariat."""

    list_display = ("what", "decision", "owner", "hears", "state", "reported_on")
    list_select_related = ("decision", "owner", "hears")
    list_filter = ("state",)
    search_fields = ("what", "decision__symbol")
    fields = ("decision", "what", "owner", "hears", "state", "report", "reported_on", "by", "at")
