"""How the admin asks for fields, on a page as in the rows of other kinds on it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from journal.staff import Work, does, is_officer
from record.forms import AsksForTheSource, BoundedDayField, number_in
from record.invisible import let_nothing_hide
from record.languages import StatusesFormField

LONGEST_KEY = 18  # digits: SQLite raises at numbers it can't hold


class SeveralByKey(forms.ModelMultipleChoiceField):
    """Refuses what can't be a key before the database is asked for it: SQLite raises at numbers it can't hold."""

    def clean(self, value: Sequence[object] | None) -> models.QuerySet:
        for key in value or ():
            if number_in(str(key), LONGEST_KEY) is None:
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(key)[:40]})
        return super().clean(value)


class OnlyKeys(AutocompleteMixin):
    """Looks up only what can be a key: the stock widget asks the database for whatever came back from a form."""

    def optgroups(self, name: str, value: list[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        keys = [key for key in value if not key or number_in(str(key), LONGEST_KEY) is not None]
        return super().optgroups(name, keys, attrs)


class PickOne(OnlyKeys, AutocompleteSelect):
    pass


class PickSeveral(OnlyKeys, AutocompleteSelectMultiple):
    pass


class FieldsOfTheRecord(BaseModelAdmin):
    """How fields are asked for, on a page as in its inlines; and that officers alone fill them in."""

    def has_add_permission(self, request: HttpRequest, *about: Any) -> bool:
        return is_officer(request.user) and super().has_add_permission(request, *about)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Of what has texts in several languages whoever writes wordings at the Secretariat changes those."""
        may = is_officer(request.user) or (self.opens_wordings and does(request.user, Work.WORD))
        return may and super().has_change_permission(request, obj)

    @property
    def opens_wordings(self) -> bool:
        return False

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickSeveral(db_field, self.admin_site))
        kwargs.setdefault("form_class", SeveralByKey)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if type(db_field) is models.JSONField:
            return StatusesFormField(
                label=capfirst(db_field.verbose_name), help_text=db_field.help_text, required=not db_field.blank
            )
        if isinstance(db_field, models.TextField):
            kwargs.setdefault("widget", AdminTextareaWidget({"rows": 3}))
        if type(db_field) is models.DateField:
            kwargs.setdefault("form_class", BoundedDayField)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return let_nothing_hide(field) if field is not None else None


class InlineRows(FieldsOfTheRecord, admin.TabularInline):
    """Rows of another kind on a page, one line each."""

    form = AsksForTheSource
    extra = 0
    can_delete = False


class InlineLines(InlineRows):
    """Rows of another kind on a page, which that page only shows to whom they are shown elsewhere."""

    max_num = 0

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Sequence[Any]:
        return self.fields or ()

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class InlineForms(FieldsOfTheRecord, admin.StackedInline):
    """Rows of another kind on a page, a small form each."""

    form = AsksForTheSource
    extra = 0
    can_delete = False
