"""Commitments as the Secretariat sees them: where each stands, who is awaited, and the steps that may be taken now."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.access import NOT_OFFERED, awaited, offer_of_step, onward_steps
from commitments.acts.steps import act_of
from commitments.models import Commitment, Intention, StepTaken
from commitments.reports.openings import openings
from journal.actions import snapshot
from journal.staff import is_officer
from law.choices import Relation
from law.editions import workflows
from law.grammar.procedure import Workflow
from law.tags import cite
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.dates import shown
from record.doors.admin import ActPages
from record.templatetags.signs import in_words
from record.texts import in_language

# What may be corrected where the public record told it. What a state said here is the state's.
RECORD = ("title", "statement", "source", "confidence")


class Awaits(admin.SimpleListFilter):
    title = _("next action by")
    parameter_name = "awaits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [choice for choice in Relation.choices if any(_awaiting(flow, choice[0]) for flow in workflows())]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() is None:
            return queryset
        awaited = Q(pk__in=())
        for flow in workflows():
            awaited |= Q(edition=flow.edition, modality=flow.modality, state__in=_awaiting(flow, self.value()))
        return queryset.filter(awaited)


def _awaiting(flow: Workflow, relation: str | None) -> list[str]:
    """The states of a workflow from which somebody with this relation is awaited."""
    return [state for state in flow.states() if any(relation in step.actor for step in onward_steps(flow, state))]


class StepsInline(InlineLines):
    """The history."""

    model = StepTaken
    verbose_name_plural = _("history")
    fields = ("serial", "label_shown", "to_state", "day", "on_behalf_of", "channel", "meeting", "paper_version", "note")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).in_order()
        return rows.select_related("commitment", "on_behalf_of", "meeting", "paper_version__paper")

    @admin.display(description=_("step"))
    def label_shown(self, row: StepTaken) -> str:
        return str(row.label)

    @admin.display(description=_("day"))
    def day(self, row: StepTaken) -> str:
        return shown(row.on, row.on_precision)


class IntentionsInline(InlineLines):
    """Whose it is: states that intend it, and until when."""

    model = Intention
    fields = ("participant", "begins", "until")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("participant", "commitment")

    @admin.display(description=pgettext_lazy("heading", "since"))
    def begins(self, row: Intention) -> str:
        return shown(row.since, row.since_precision)


@admin.register(Commitment)
class CommitmentAdmin(ActPages):
    change_form_template = "admin/commitment_change_form.html"
    actions = None
    list_display = ("reference", "title", "way", "state", "awaited_by", "moved_on")
    list_display_links = ("reference", "title")
    list_filter = ("state", Awaits, "modality", "edition", ("area", admin.RelatedOnlyFieldListFilter))
    search_fields = ("reference", "words", "intentions__participant__words")
    search_help_text = _("Reference, words of the title or the statement, or a state.")
    inlines = (StepsInline, IntentionsInline)
    fieldsets = (
        (None, {"fields": ("reference", "title", ("modality", "edition"), "state", "awaited_by", "moved_on")}),
        (
            _("What is it about?"),
            {"fields": ("area", "measure", "topic_shown", "statement", "audience", "period", "renews")},
        ),
        (_("Papers"), {"fields": ("papers_shown",)}),
        (_("Source"), {"fields": ("source", "confidence", "note")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related(Prefetch("steps", StepTaken.objects.in_order()))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        of_the_record = obj is not None and obj.record_key is not None
        open_to_us = {"note", *RECORD} if of_the_record else {"note"}
        open_to_us -= set(super().get_readonly_fields(request, obj))
        names = [name for _title, options in self.fieldsets for name in options["fields"]]
        flat = [field for name in names for field in ([name] if isinstance(name, str) else name)]
        return [name for name in flat if name not in open_to_us]

    @admin.display(description=_("papers"))
    def papers_shown(self, row: Commitment) -> str:
        papers = row.papers.order_by("symbol")
        lines = [(reverse("admin:papers_paper_change", args=[paper.pk]), paper.symbol, paper.title) for paper in papers]
        return format_html_join("", '<div><a href="{}">{}</a> {}</div>', lines) or "-"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A commitment is begun by a state; the act that begins one enters what a state sent by letter."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write what was corrected and nothing else: where it stands is written by the steps alone."""
        form.held_before = snapshot(Commitment.objects.visible_to(request.user).get(pk=obj.pk))
        obj.save(update_fields=form.changed_data)

    def act_buttons(self, request: HttpRequest, thing: Any = None) -> Any:
        """Of a commitment, every step that may be taken now, also for a state, with what still blocks it."""
        if thing is None:
            return super().act_buttons(request)
        of_bodies = [act for act, _address in super().act_buttons(request, thing) if not thing.workflow.step(act.name)]
        buttons = [(opening, self.address_of(thing, act_of(opening.step))) for opening in openings(request.user, thing)]
        return [*buttons, *((act, self.address_of(thing, act)) for act in of_bodies)]

    def act_view(self, request: HttpRequest, act_name: str, object_id: str | None = None) -> HttpResponse:
        """Who comes to look at a step that isn't offered any more is led back to the commitment."""
        thing = self.get_object(request, unquote(object_id)) if object_id and request.method != "POST" else None
        step = thing.workflow.step(act_name) if thing is not None else None
        if step is not None and step.is_decided:
            raise Http404
        if thing is not None and is_officer(request.user) and step:
            offer = offer_of_step(act_name, request.user, self._seen(request, thing), timezone.now())
            if offer is None or not offer.is_now:
                messages.warning(request, NOT_OFFERED)
                return HttpResponseRedirect(self.address_of(thing))
        return super().act_view(request, act_name, object_id)

    @admin.display(description=_("next action by"))
    def awaited_by(self, row: Commitment) -> str:
        return in_words(relation.label for relation, _steps in awaited(row))

    @admin.display(description=_("modality"), ordering="modality")
    def way(self, row: Commitment) -> str:
        return f"({row.modality})"

    @admin.display(description=_("last step"), ordering="moved_at")
    def moved_on(self, row: Commitment) -> str:
        last = row.last_step
        return shown(last.on, last.on_precision) if last else date_format(localtime(row.moved_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("topic in its own words"))
    def topic_shown(self, row: Commitment) -> str:
        return in_language(row.topic)


@admin.register(StepTaken)
class StepTakenAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("commitment", "serial", "label_shown", "to_state", "day", "on_behalf_of", "channel")
    list_display_links = ("commitment", "serial")
    list_select_related = ("commitment", "on_behalf_of")
    list_filter = ("to_state", "acting_as", "channel")
    search_fields = ("commitment__reference", "commitment__words", "on_behalf_of__words", "source")
    fields = (
        ("commitment", "serial"), "label_shown", "source_text", ("from_state", "to_state"), "day", "at", "by",
        ("on_behalf_of", "acting_as"), "channel", "scan", "meeting", "party", "paper_version", "experts_shown", "note",
        "consensus", ("source", "confidence"),
    )  # fmt: skip

    @admin.display(description=_("step"), ordering="step")
    def label_shown(self, row: StepTaken) -> str:
        return str(row.label)

    @admin.display(description=_("basis"))
    def source_text(self, row: StepTaken) -> str:
        return cite(str(row.source_text))

    @admin.display(description=_("day"), ordering="on")
    def day(self, row: StepTaken) -> str:
        return shown(row.on, row.on_precision)

    @admin.display(description=_("experts"))
    def experts_shown(self, row: StepTaken) -> str:
        return in_words(row.experts.select_related("owner"), ";")


@admin.register(Intention)
class IntentionAdmin(ReadOnlyAdmin):
    list_display = ("participant", "commitment", "begins", "until", "source")
    list_display_links = ("participant", "commitment")
    list_select_related = ("participant", "commitment")
    list_filter = (("until", admin.EmptyFieldListFilter),)
    search_fields = (
        "participant__code",
        "participant__words",
        "commitment__reference",
        "commitment__words",
    )
    fields = ("commitment", "participant", "begins", "until", "source", "confidence", "note")

    @admin.display(description=pgettext_lazy("heading", "since"), ordering="since")
    def begins(self, row: Intention) -> str:
        return shown(row.since, row.since_precision)
