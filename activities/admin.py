"""Activities, as those who lead them let the Secretariat see them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.models import (
    ActionPlan,
    ActionPlanVersion,
    Activity,
    ActivityParty,
    ActivityTurn,
    Information,
    InformationGiver,
    InformationReply,
    NoteRequest,
    Photograph,
    PlanVersion,
    ProgressNote,
    YearPlan,
)
from record.admin import ReadOnlyAdmin
from record.doors.admin import ActPages


@admin.register(Activity)
class ActivityAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "owner", "kind", "course", "days", "within", "measure", "audience")
    list_select_related = ("owner", "within", "measure")
    list_filter = ("course", "kind", "audience")
    search_fields = ("words", "owner__code", "owner__words", "measure__words")
    search_help_text = _("Words that stand in it, a state, or words of a measure.")
    fields = (
        "title", "owner", "kind", "course", "within", "measure", "area", ("starts_on", "known", "ends_on"),
        ("opens_at", "time_zone"), "format", "place", "host", "organisers", "expected", "contributions", "outcome", "audience", "by", "at",
    )  # fmt: skip


@admin.register(ActivityTurn)
class ActivityTurnAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("activity", "serial", "deed", "days", "at")
    list_select_related = ("activity",)
    list_filter = ("deed",)
    search_fields = ("activity__words",)
    search_help_text = _("Words of an activity.")
    fields = ("activity", "serial", "deed", "course", ("starts_on", "known", "ends_on"), "note", "report", "by", "at")


@admin.register(ActivityParty)
class ActivityPartyAdmin(ReadOnlyAdmin):
    list_display = ("activity", "participant", "coming", "present", "at")
    list_select_related = ("activity", "participant")
    search_fields = ("activity__words", "participant__code", "participant__words")
    search_help_text = _("Words of an activity, or a participant.")
    fields = ("activity", "participant", "coming", "named", "present", "by", "at")


@admin.register(ActionPlan)
class ActionPlanAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "owner", "within", "since", "until", "audience")
    list_select_related = ("owner", "within")
    list_filter = ("audience",)
    search_fields = ("words", "owner__code", "within__reference")
    search_help_text = _("Words that stand in it, a state, or the reference of a commitment.")
    fields = (
        "owner", "within", "area", ("since", "until", "period_precision"), "note", "audience", "by", "at",
        ("source", "confidence"),
    )  # fmt: skip


@admin.register(ActionPlanVersion)
class ActionPlanVersionAdmin(ReadOnlyAdmin):
    list_display = ("plan", "number", "sha256", "at")
    list_select_related = ("plan__within",)
    search_fields = ("plan__within__reference",)
    search_help_text = _("The reference of a commitment.")
    fields = ("plan", "number", "sha256", "by", "at")


@admin.register(YearPlan)
class YearPlanAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "stage", "meeting", "decision", "changed_at")
    list_select_related = ("meeting",)
    list_filter = ("stage",)
    search_fields = ("year", "decision")
    search_help_text = _("A year, or the symbol of a decision.")
    fields = ("year", "stage", "meeting", "decision", "by", "at", ("source", "confidence"), "note")


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin):
    list_display = ("plan", "number", "sha256", "at")
    list_select_related = ("plan",)
    search_fields = ("plan__year",)
    search_help_text = _("A year.")
    fields = ("plan", "number", "sha256", "by", "at")


@admin.register(NoteRequest)
class NoteRequestAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "area", "since", "until", "welcome_until", "meeting")
    list_select_related = ("area", "meeting")
    search_fields = ("area__words", "text")
    search_help_text = _("Words of an area, or of what was asked.")
    fields = ("area", ("since", "until"), "welcome_until", "meeting", "text", "by", "at")


@admin.register(ProgressNote)
class ProgressNoteAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "owner", "within", "since", "until", "nothing_new", "audience")
    list_select_related = ("owner", "within")
    list_filter = ("nothing_new", "audience")
    search_fields = ("words", "owner__code", "within__reference")
    search_help_text = _("Words that stand in it, a state, or the reference of a commitment.")
    fields = ("owner", "within", "area", ("since", "until"), "nothing_new", "text", "request", "audience", "by", "at")


@admin.register(Information)
class InformationAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "owner", "stage", "measure", "area", "audience", "at")
    list_select_related = ("owner", "measure", "area")
    list_filter = ("stage", "audience")
    search_fields = ("words", "owner__code", "owner__words", "measure__words")
    search_help_text = _("Words that stand in it, a state, or words of a measure.")
    fields = (
        "title", "owner", "measure", "area", ("since", "until"), "stage", "to_be_sent", "audience", "recipients", "by", "at",
    )  # fmt: skip


@admin.register(InformationGiver)
class InformationGiverAdmin(ReadOnlyAdmin):
    list_display = ("information", "participant", "answer", "at")
    list_select_related = ("information", "participant")
    search_fields = ("information__words", "participant__code", "participant__words")
    search_help_text = _("Words of the information, or a participant.")
    fields = ("information", "participant", "answer", "by", "at")


@admin.register(InformationReply)
class InformationReplyAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("information", "owner", "kind", "at")
    list_select_related = ("information", "owner")
    list_filter = ("kind",)
    search_fields = ("information__words", "owner__code", "text")
    search_help_text = _("Words that stand in it, or in the information.")
    fields = ("information", "owner", "kind", "text", "by", "at")


@admin.register(Photograph)
class PhotographAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("activity", "owner", "alt", "consent", "at")
    list_select_related = ("activity", "owner")
    list_filter = ("consent",)
    search_fields = ("activity__words", "owner__code", "alt", "caption")
    search_help_text = _("Words that stand with it, or in the activity.")
    fields = (
        "activity", "owner", "alt", "caption", "taken_on", "photographer", "file_type", "size", "sha256", "consent",
        ("consent_by", "consent_how", "consent_on"), "withdrawn_at", "by", "at",
    )  # fmt: skip
