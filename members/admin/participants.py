"""Participants, their standing by date, the Chair, and the posts of focal points."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from import_export.results import RowResult

from members.actions import tell_of_post
from members.admin.terms import TermsAdmin, TermsResource
from members.choices import Standing
from members.forms import TermForm, TermRows
from members.models import Chairmanship, FocalPoint, Participant, Participation
from members.models.focal_points import HAND_IT_OVER
from record.admin_fields import InlineForms, InlineRows
from record.dates import day_of_the_house, shown
from record.doors.admin import ActPages
from record.exchange import RowOfAFile, resource_for
from record.struck import DefaultedFilter

FACT = ("source", "confidence", "note")
A_YEAR = dt.timedelta(days=365)
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


class PeopleConfirmed(admin.SimpleListFilter):
    """Of which participants it was long ago, or never, that somebody said that their people are right."""

    title = _("people confirmed")
    parameter_name = "confirmed"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str | Promise]]:
        return [("never", _("No entry yet")), ("not-lately", _("Not within a year"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "never":
                return queryset.filter(people_confirmed_on__isnull=True)
            case "not-lately":
                return queryset.people_not_confirmed_since(day_of_the_house() - A_YEAR)
        return queryset


class ParticipationInline(InlineForms):
    model = Participation
    form = TermForm
    fields = (
        *(("standing", "confidence"), ("since", "since_precision"), "end_earlier", ("until", "until_precision")),
        *("source", "note"),
    )


class ChairmanshipInline(InlineForms):
    model = Chairmanship
    form = TermForm
    fields = (
        *("confidence", ("since", "since_precision"), "end_earlier", ("until", "until_precision")),
        *("source", "note"),
    )


class PostForm(TermForm):
    """A post and who holds it from a day: of one that stands, neither its holder, its participant nor its end is changed.

    An office ends by its own act: by a letter of the participant's, or with a second officer.
    """

    may_end_earlier = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("user", "participant", *(("until",) if self.instance.user_id else ())):
                if name in self.fields:
                    self.fields[name].disabled = True


class PostsResource(TermsResource):
    """Posts in and out: a file begins terms, and ends none that somebody holds."""

    def __init__(self, *, ends_earlier: bool = False, **kwargs: Any):
        super().__init__(ends_earlier=False, **kwargs)

    def validate_instance(
        self, instance: Any, import_validation_errors: dict[str, Any] | None = None, validate_unique: bool = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        held = FocalPoint.objects.filter(pk=instance.pk).first() if instance.pk else None
        if held is not None and held.user_id is not None and held.until != instance.until:
            raise ValidationError({"until": HAND_IT_OVER})

    def after_import_row(self, row: RowOfAFile, row_result: RowResult, **kwargs: Any) -> None:
        if not kwargs.get("dry_run") and (row_result.is_new() or row_result.is_update()):
            tell_of_post(row_result.instance, by=self.user, at=timezone.now())
        super().after_import_row(row, row_result, **kwargs)


class FocalPointInline(InlineRows):
    model = FocalPoint
    form = PostForm
    formset = TermRows
    fields = ("user", "role", "rank", "since", "until", "end_earlier")
    autocomplete_fields = ("user",)
    verbose_name_plural = _("focal points (who holds one isn't changed here: hand the post over on its own page)")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user")


@admin.register(Participant)
class ParticipantAdmin(ActPages, TermsAdmin):
    list_display = ("code", "__str__", "kind", "standing_today", "since_when", "people_confirmed_on", "confirmed_by")
    list_select_related = ("people_confirmed_by",)
    list_display_links = ("code", "__str__")
    list_filter = (StandingToday, PeopleConfirmed, "kind")
    search_fields = ("code", "words")
    search_help_text = _("Code, or name in any of the four languages.")
    inlines = (ParticipationInline, ChairmanshipInline, FocalPointInline)
    fields = (
        *("code", "kind", "name", "official_name", "name_status", "keys"),
        ("people_confirmed_on", "people_confirmed_by", "people_confirmed_letter"),
        *("source", "note"),
    )
    # The participant's own choice; and what an act keeps.
    readonly_fields = ("keys", "people_confirmed_on", "people_confirmed_by", "people_confirmed_letter")
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

    @admin.display(description=_("confirmed by"), ordering="people_confirmed_by__name")
    def confirmed_by(self, row: Participant) -> str:
        return row.people_confirmed_by.get_full_name() if row.people_confirmed_by else ""

    @admin.display(description=pgettext_lazy("heading", "since"), ordering="standing_since")
    def since_when(self, row: Participant) -> str:
        return shown(row.standing_since, row.standing_since_precision)


@admin.register(Participation)
class ParticipationAdmin(ActPages, TermsAdmin):
    form = TermForm
    list_display = ("participant", "standing", "begins", "ends", "confidence", "source")
    list_select_related = ("participant",)
    list_filter = (HoldsToday, "standing", "participant__kind", "confidence")
    search_fields = ("participant__code", "participant__words", "source")
    autocomplete_fields = ("participant",)
    date_hierarchy = "since"
    fields = (
        "participant",
        "standing",
        ("since", "since_precision"),
        "end_earlier",
        ("until", "until_precision"),
        *FACT,
    )
    resource_classes = (
        resource_for(
            Participation,
            key=("participant", "standing", "since"),
            columns=("participant", "standing", *DATES, *FACT),
            named={"participant": "code"},
            base=TermsResource,
        ),
    )

    @admin.display(description=pgettext_lazy("heading", "since"), ordering="since")
    def begins(self, row: Participation) -> str:
        return shown(row.since, row.since_precision)

    @admin.display(description=pgettext_lazy("heading", "until"), ordering="until")
    def ends(self, row: Participation) -> str:
        return shown(row.until, row.until_precision)


@admin.register(Chairmanship)
class ChairmanshipAdmin(ActPages, TermsAdmin):
    form = TermForm
    list_display = ("participant", "begins", "ends", "confidence", "source")
    list_select_related = ("participant",)
    list_filter = (HoldsToday, "confidence")
    search_fields = ("participant__code", "participant__words", "source")
    autocomplete_fields = ("participant",)
    date_hierarchy = "since"
    readonly_fields = ("edition",)  # that of its first day
    fields = (
        "participant",
        "edition",
        ("since", "since_precision"),
        "end_earlier",
        ("until", "until_precision"),
        *FACT,
    )
    resource_classes = (
        resource_for(
            Chairmanship,
            key=("since",),
            columns=("participant", *DATES, *FACT),
            named={"participant": "code"},
            base=TermsResource,
        ),
    )

    @admin.display(description=pgettext_lazy("heading", "since"), ordering="since")
    def begins(self, row: Chairmanship) -> str:
        return shown(row.since, row.since_precision)

    @admin.display(description=pgettext_lazy("heading", "until"), ordering="until")
    def ends(self, row: Chairmanship) -> str:
        return shown(row.until, row.until_precision)


@admin.register(FocalPoint)
class FocalPointAdmin(ActPages, TermsAdmin):
    form = PostForm
    list_display = ("participant", "person", "role", "rank", "since", "until")
    list_select_related = ("participant", "user")
    list_filter = (InOffice, "role", "rank")
    search_fields = ("participant__code", "participant__words", "user__email", "user__name")
    autocomplete_fields = ("participant", "user")
    fieldsets = (
        (
            None,
            {
                "fields": ("participant", "user", ("role", "rank"), ("since", "until"), "end_earlier"),
                "description": HAND_IT_OVER,
            },
        ),
    )
    resource_classes = (
        resource_for(
            FocalPoint,
            key=("participant", "role", "rank", "since", "user"),
            columns=("participant", "user", "role", "rank", "since", "until"),
            named={"participant": "code", "user": "email"},
            base=PostsResource,
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: FocalPoint | None = None) -> tuple[str, ...]:
        """Who holds a post, and whose it is, stays as it was entered: the post is handed over."""
        closed = super().get_readonly_fields(request, obj)
        if obj is None:
            return closed
        return (*closed, "participant", "user", *(("until",) if obj.user_id else ()))

    @admin.display(description=_("person"), ordering="user__name", empty_value=_("vacant"))  # type: ignore[call-overload]
    def person(self, row: FocalPoint) -> str | None:
        return row.user.get_full_name() if row.user else None
