"""Silence procedures in the admin: read as rows, and acted on by the portal's own forms."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from decisions.access import acts_open_to
from decisions.actions.silence import NOT_YOURS, nobody_reachable
from decisions.forms.silence import FORMS, OpenSilenceForm
from decisions.models import SilenceNotification, SilenceObjection, SilenceProcedure, SilenceRound
from law.silence import BY_NAME, OPENING, Party, instant_in
from meetings.admin.acts import Act, add_act
from meetings.models import Meeting
from record.admin import InlineLines, ReadOnlyAdmin
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_language

# What a member does itself stays in the portal; the Secretariat enters its letters.
OF_OFFICERS = [name for name in FORMS if set(BY_NAME[name].actor) - {Party.MEMBER}]


class RoundLines(InlineLines):
    model = SilenceRound
    fields = ("number", "kind", "opened", "ended", "seal", "reason", "by")

    @admin.display(description="SHA-256")
    def seal(self, row: SilenceRound) -> str:
        return f"{row.sha256[:12]}…"

    @admin.display(description=_("from"))
    def opened(self, row: SilenceRound) -> str:
        return instant_in(row.opens_at, row.procedure.time_zone)

    @admin.display(description=_("until"))
    def ended(self, row: SilenceRound) -> str:
        return instant_in(row.ends_at, row.procedure.time_zone)


@admin.register(SilenceProcedure)
class SilenceProcedureAdmin(ReadOnlyAdmin):
    list_display = ("reference", "title_shown", "state", "ends", "body")
    list_filter = ("state", "body")
    search_fields = ("reference",)
    fields = (
        "reference", "title_shown", "body", "opened_at_meeting", "opened_by_chair", "state", "ends", "settled_at",
        "text", "not_reached", "nobody_there", "by", "at",
    )  # fmt: skip
    inlines = (RoundLines,)
    change_form_template = "admin/silence_change_form.html"
    change_list_template = "admin/meeting_change_list.html"

    @admin.display(description=_("title"))
    def title_shown(self, row: SilenceProcedure) -> str:
        return in_language(row.title)

    @admin.display(description=_("period ends, or ended"), ordering="ends_at")
    def ends(self, row: SilenceProcedure) -> str:
        return instant_in(row.ends_at, row.time_zone)

    @admin.display(description=_("text"))
    def text(self, row: SilenceProcedure) -> str:
        return row.latest.text

    @admin.display(description=_("not known to have been reached"))
    def not_reached(self, row: SilenceProcedure) -> str:
        return ", ".join(str(state) for state in row.not_reached) or "–"

    @admin.display(description=_("with nobody in the portal"))
    def nobody_there(self, row: SilenceProcedure) -> str:
        return ", ".join(str(state) for state in nobody_reachable(row)) or "–"

    # -- Acts.

    def get_urls(self) -> list[Any]:
        view, name = self.admin_site.admin_view, "decisions_silenceprocedure"
        ours = [
            path("open/", view(self.open_view), name=f"{name}_open"),
            path("<path:object_id>/act/<slug:act>/", view(self.act_view), name=f"{name}_act"),
        ]
        return [*ours, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"list_acts": [OPENING], **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        found = context.get("original")
        if found is not None:
            context["acts"] = [one for one in self._acts(request, found) if one.name in OF_OFFICERS]
        return super().render_change_form(request, context, *args, **kwargs)

    @staticmethod
    def _acts(request: HttpRequest, found: SilenceProcedure) -> list[Any]:
        return acts_open_to(request.user, found, timezone.now())

    def open_view(self, request: HttpRequest) -> HttpResponse:
        """Record what was opened at a meeting."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        named = {"meeting": request.GET["meeting"]} if "meeting" in request.GET else None
        form = OpenSilenceForm(request.POST if request.method == "POST" else None, user=request.user, initial=named)
        if request.method == "POST" and form.is_valid():
            try:
                made = form.take(by=request.user)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                said = _now("The text lies before the members, under the reference %(reference)s.")
                messages.success(request, said % {"reference": made.reference})
                if form.remark:
                    messages.warning(request, form.remark)
                return HttpResponseRedirect(self._address(made))
        return self._render(request, None, OPENING, form, 422 if form.errors else 200)

    def act_view(self, request: HttpRequest, object_id: str, act: str) -> HttpResponse:
        """One act of the table, by the portal's form."""
        found = self.get_object(request, unquote(object_id))
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        if act not in OF_OFFICERS:
            raise Http404
        if request.method != "POST" and act not in {one.name for one in self._acts(request, found)}:
            messages.warning(request, NOT_YOURS)
            return HttpResponseRedirect(self._address(found))
        form = FORMS[act](request.POST if request.method == "POST" else None, procedure=found, user=request.user)
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    form.take(by=request.user)
                except Refused as refusal:
                    status = 409 if refusal.is_stale else 422
                    form.refuse(refusal)  # type: ignore[arg-type]
                else:
                    messages.success(request, _now("Done: %(act)s.") % {"act": BY_NAME[act].label})
                    return HttpResponseRedirect(self._address(found))
        return self._render(request, found, BY_NAME[act], form, status)

    def _address(self, found: SilenceProcedure | None) -> str:
        name = f"admin:decisions_silenceprocedure_{'change' if found else 'changelist'}"
        return reverse(name, args=[found.pk] if found else [], current_app=self.admin_site.name)

    def _render(
        self, request: HttpRequest, found: SilenceProcedure | None, act: Any, form: Any, status: int
    ) -> HttpResponse:
        names = [field.name for field in form.visible_fields()]
        dressed = helpers.AdminForm(form, [(None, {"fields": names})] if names else [], {}, (), model_admin=self)
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "subtitle": str(found) if found else None,
            "meeting": found,
            "original": found,
            "lead": _now("The period ends, or ended, on %(at)s.") % {"at": instant_in(found.ends_at, found.time_zone)}
            if found
            else act.source_text,
            "opts": self.opts,
            "hidden": form.hidden_fields(),
            "errors": bool(form.errors),
            "complaints": form.non_field_errors(),
            "adminforms": [dressed],
            "may_submit": True,
            "submit_label": act.label,
            "back": self._address(found),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/meeting_act.html", context, status=status)


def _open_at(admin_page: Any, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """To the page that records what was opened, with the meeting named there already."""
    address = reverse("admin:decisions_silenceprocedure_open", current_app=admin_page.admin_site.name)
    return HttpResponseRedirect(f"{address}?{urlencode({'meeting': meeting.reference})}")


def _was_begun(request: HttpRequest, meeting: Meeting) -> bool:
    return meeting.was_held_by(day_of_the_house())


add_act(Act("open-silence", OPENING.label, _open_at, order=70, offered=_was_begun))


@admin.register(SilenceNotification)
class SilenceNotificationAdmin(ReadOnlyAdmin):
    list_display = ("round", "participant", "way", "addressed_to", "proof", "reached_at")
    list_select_related = ("round__procedure", "participant")
    list_filter = ("proof", "way")
    search_fields = ("round__procedure__reference", "addressed_to", "evidence")
    fields = ("round", "participant", "way", "addressed_to", "sent_at", "proof", "reached_at", "evidence", "by")


@admin.register(SilenceObjection)
class SilenceObjectionAdmin(ReadOnlyAdmin):
    list_display = ("round", "participant", "made_at", "way")
    list_select_related = ("round__procedure", "participant")
    list_filter = ("way",)
    search_fields = ("round__procedure__reference", "text")
    fields = ("round", "participant", "text", "made_at", "way", "by", "at")
