"""Participants, their standing by date, the Chair, and the posts of focal points."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.choices import Standing
from members.models import Chairmanship, FocalPoint, Participant, Participation
from record.admin import InlineForms, InlineRows, RecordAdmin
from record.dates import day_of_the_house, shown
from record.doors.admin import ActPages
from record.exchange import resource_for
from record.struck import DefaultedFilter

FACT = ("source", "confidence", "note")
DATES = ("since", "since_precision", "until", "until_precision")


class StandingToday(admin.SimpleListFilter):
    title = _("standing today")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str | Promise]]:
        return [*Standing.choices, ("none", _("None"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = day_of_the_house()
        if self.value() in Standing.values:
            return queryset.standing_as(self.value(), today)
        return queryset.filter(standing__isnull=True) if self.value() == "none" else queryset


class HoldsToday(DefaultedFilter):
    title = _("when")
    parameter_name = "when"
    options = (("all", _("All")), ("today", _("Today")))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.holding(day_of_the_house()) if self.value() == "today" else queryset


class InOffice(DefaultedFilter):
    """In office first: that is who can be written to."""

    title = _("office")
    parameter_name = "office"
    options = (("now", _("In office today")), ("vacant", _("Vacant today")), ("past", _("Over")), ("all", _("All")))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = day_of_the_house()
        match self.value():
            case "now":
                return queryset.in_office(today)
            case "vacant":
                return queryset.in_office(today).filter(user__isnull=True)
            case "past":
                return queryset.filter(until__lte=today)
        return queryset


class ParticipationInline(InlineForms):
    model = Participation
    fields = (("standing", "confidence"), ("since", "since_precision"), ("until", "until_precision"), "source", "note")


class ChairmanshipInline(InlineForms):
    model = Chairmanship
    fields = ("confidence", ("since", "since_precision"), ("until", "until_precision"), "source", "note")


class FocalPointInline(InlineRows):
    model = FocalPoint
    fields = ("user", "role", "rank", "since", "until")
    autocomplete_fields = ("user",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user")


@admin.register(Participant)
class ParticipantAdmin(ActPages, RecordAdmin):
    list_display = ("code", "__str__", "kind", "standing_today", "since_when")
    list_display_links = ("code", "__str__")
    list_filter = (StandingToday, "kind")
    search_fields = ("code", "search_text")
    search_help_text = _("Code, or name in any of the four languages.")
    inlines = (ParticipationInline, ChairmanshipInline, FocalPointInline)
    fields = ("code", "kind", "name", "official_name", "name_status", "keys", "source", "note")
    readonly_fields = ("keys",)  # the participant's own choice
    resource_classes = (
        resource_for(
            Participant,
            key=("code",),
            columns=("code", "kind", "name", "official_name", "name_status", "source", "note"),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_standing(day_of_the_house())

    @admin.display(description=_("standing today"), ordering="standing")
    def standing_today(self, row: Participant) -> str:
        return str(Standing(row.standing).label) if row.standing else ""

    @admin.display(description=_("since"), ordering="standing_since")
    def since_when(self, row: Participant) -> str:
        return shown(row.standing_since, row.standing_since_precision)


@admin.register(Participation)
class ParticipationAdmin(ActPages, RecordAdmin):
    list_display = ("participant", "standing", "begins", "ends", "confidence", "source")
    list_select_related = ("participant",)
    list_filter = (HoldsToday, "standing", "participant__kind", "confidence")
    search_fields = ("participant__code", "participant__search_text", "source")
    autocomplete_fields = ("participant",)
    date_hierarchy = "since"
    fields = ("participant", "standing", ("since", "since_precision"), ("until", "until_precision"), *FACT)
    resource_classes = (
        resource_for(
            Participation,
            key=("participant", "standing", "since"),
            columns=("participant", "standing", *DATES, *FACT),
            named={"participant": "code"},
        ),
    )

    @admin.display(description=_("since"), ordering="since")
    def begins(self, row: Participation) -> str:
        return shown(row.since, row.since_precision)

    @admin.display(description=_("until"), ordering="until")
    def ends(self, row: Participation) -> str:
        return shown(row.until, row.until_precision)


@admin.register(Chairmanship)
class ChairmanshipAdmin(ActPages, RecordAdmin):
    list_display = ("participant", "begins", "ends", "confidence", "source")
    list_select_related = ("participant",)
    list_filter = (HoldsToday, "confidence")
    search_fields = ("participant__code", "participant__search_text", "source")
    autocomplete_fields = ("participant",)
    date_hierarchy = "since"
    fields = ("participant", ("since", "since_precision"), ("until", "until_precision"), *FACT)
    resource_classes = (
        resource_for(
            Chairmanship, key=("since",), columns=("participant", *DATES, *FACT), named={"participant": "code"}
        ),
    )

    @admin.display(description=_("since"), ordering="since")
    def begins(self, row: Chairmanship) -> str:
        return shown(row.since, row.since_precision)

    @admin.display(description=_("until"), ordering="until")
    def ends(self, row: Chairmanship) -> str:
        return shown(row.until, row.until_precision)


@admin.register(FocalPoint)
class FocalPointAdmin(ActPages, RecordAdmin):
    list_display = ("participant", "person", "role", "rank", "since", "until")
    list_select_related = ("participant", "user")
    list_filter = (InOffice, "role", "rank")
    search_fields = ("participant__code", "participant__search_text", "user__email", "user__name")
    autocomplete_fields = ("participant", "user")
    fields = ("participant", "user", ("role", "rank"), ("since", "until"))
    resource_classes = (
        resource_for(
            FocalPoint,
            key=("participant", "role", "rank", "since", "user"),
            columns=("participant", "user", "role", "rank", "since", "until"),
            named={"participant": "code", "user": "email"},
        ),
    )

    @admin.display(description=_("person"), ordering="user__name", empty_value=_("vacant"))  # type: ignore[call-overload]
    def person(self, row: FocalPoint) -> str | None:
        return row.user.get_full_name() if row.user else None
