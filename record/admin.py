"""The grammar of the admin: whoever saves writes the journal, nobody deletes, and nobody overwrites unawares."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import flatten, lookup_spawns_duplicates, unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import Format
from import_export.forms import ConfirmImportForm
from import_export.results import Result

from journal.actions import Snapshot, difference, record, snapshot
from journal.changelist import AskedWithSense
from journal.models import Entry, EntryQuerySet
from journal.names import key_field_of, kind_of, name_of
from journal.readable import field_shown, readable
from journal.staff import is_officer
from record.admin_fields import LONGEST_KEY, FieldsOfTheRecord
from record.admin_once import AddedOnce
from record.exports import Export
from record.filters import by_words
from record.forms import AsksForTheSource, number_in
from record.invisible import let_nothing_hide
from record.list_formats import FORMATS, FORMATS_READ
from record.models import correction_of
from record.pace import require_pace
from record.struck import StruckRows
from record.templatetags.signs import in_words
from record.texts import MultilingualField

LONGEST_SEARCH = 200  # characters
VERSION = "_version"
PARTS_OF_A_DAY = frozenset({"year", "iso_year", "quarter", "month", "week", "week_day", "iso_week_day", "day"})


class JournalledAdmin(FieldsOfTheRecord, StruckRows, AddedOnce, admin.ModelAdmin):
    """What every page of the admin keeps to.

    1. Rows come by `visible_to`. 2. A save, with its inlines, writes the journal in the same transaction.
    3. Nothing is deleted. 4. A form that was opened before somebody else saved is refused once, with the text kept.
    5. One that adds is done once, however often it is sent.
    """

    change_form_template: str | None = "admin/record_change_form.html"
    history_page_size = 50

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """Headed by what begins: "Add %s" can't be said of every word in every language."""
        title = _("New entry: %(kind)s") % {"kind": self.opts.verbose_name}
        return super().add_view(request, form_url, {"title": title, **(extra_context or {})})

    @property
    def opens_wordings(self) -> bool:
        return any(isinstance(field, MultilingualField) for field in self.opts.fields)

    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    # -- What is seen.

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AskedWithSense

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        if len(search_term) > LONGEST_SEARCH or "\x00" in search_term:
            messages.error(request, _("Search for at most %(count)d characters.") % {"count": LONGEST_SEARCH})
            return queryset.none(), False
        fields = self.get_search_fields(request)
        return by_words(queryset, search_term, *fields), any(
            lookup_spawns_duplicates(self.opts, name) for name in fields
        )

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        """Parts of a day narrow a list by its hierarchy of dates, which checks them; elsewhere year 0 is an error."""
        of_the_hierarchy = self.date_hierarchy and lookup.startswith(f"{self.date_hierarchy}__")
        if PARTS_OF_A_DAY & set(lookup.split("__")[1:]) and not of_the_hierarchy:
            return False
        return super().lookup_allowed(lookup, value, request)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nothing is lost: what no longer holds gets an end, a status or a note."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What a thing is known by in the journal and in notices stays: whoever gave a wrong one notes it."""
        closed = super().get_readonly_fields(request, obj)
        if not is_officer(request.user):
            every = (*self.opts.fields, *self.opts.many_to_many)
            names = [field.name for field in every if field.editable and not isinstance(field, MultilingualField)]
            return (*closed, *(name for name in names if name not in closed))
        known_by = key_field_of(self.model)
        return (*closed, known_by) if obj is not None and known_by not in ("pk", *closed) else closed

    # -- Saving.

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model | None:
        # Django takes an empty name of a field for a field without a name, and looks for it.
        row = super().get_object(request, object_id, from_field or None)
        if row is not None and request.method == "POST" and transaction.get_connection().in_atomic_block:
            # Held until the save is over, so that of two forms sent at once the second one sees the first.
            type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            row.refresh_from_db()
        return row

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        for field in form.base_fields.values():
            let_nothing_hide(field)
        if not change or obj is None:
            return form
        guard = {"entries": staticmethod(partial(self.entries_about, obj)), "__module__": form.__module__}
        # A form of the room's own may ask for the source already.
        asking = () if issubclass(form, AsksForTheSource) else (AsksForTheSource,)
        return type(form.__name__, (RefusesStaleForm, *asking, form), guard)

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        form.held_before = _as_stored([obj])[obj.pk] if change else {}
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[forms.BaseModelFormSet], change: bool
    ) -> None:
        rows_before = [
            _as_stored(form_of_row.instance for form_of_row in formset.forms if form_of_row.instance.pk)
            for formset in formsets
        ]
        super().save_related(request, form, formsets, change)
        # The journal last: on PostgreSQL an entry holds the lock of the chain until the transaction ends.
        self.journal(request, form.instance, form.held_before)
        for formset, before in zip(formsets, rows_before, strict=True):
            for thing in [*formset.new_objects, *(thing for thing, _fields in formset.changed_objects)]:
                self.journal(request, thing, before.get(thing.pk, {}))

    def journal(self, request: HttpRequest, thing: models.Model, before: Snapshot) -> None:
        if changes := difference(before, snapshot(thing)):
            record(by=request.user, verb="changed" if before else "added", about=thing, changes=changes)

    def log_addition(self, request: HttpRequest, obj: models.Model, message: object) -> None:
        """The journal tells it already; Django's own log, which can be changed, stays empty."""

    def log_change(self, request: HttpRequest, obj: models.Model, message: object) -> None:
        """See `log_addition`."""

    def log_deletions(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """See `log_addition`."""

    # -- The journal of one object, with what is edited on its page.

    def entries_about(self, obj: models.Model) -> EntryQuerySet:
        kind, key = name_of(obj)
        about = Q(about_kind=kind, about_key=key)
        for inline in self.inlines:
            link = next(field for field in inline.model._meta.fields if field.related_model is type(obj))
            rows = inline.model._default_manager.filter(**{link.name: obj})
            keys = [str(key) for key in rows.values_list(key_field_of(inline.model), flat=True)]
            about |= Q(about_kind=kind_of(inline.model), about_key__in=keys)
        return Entry.objects.filter(about)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (original := context.get("original")) is not None:
            context["correction"] = correction_of(original)
            rows = [row.form for inline in context["inline_admin_formsets"] for row in inline if row.form]
            asking = [context["adminform"].form, *rows]
            context["asks_for_source"] = any(getattr(form, "asks_for_source", False) for form in asking)
            context["version"] = newest(self.entries_about(original))
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        entries = self.entries_about(obj).visible_to(request.user)
        page = Paginator(entries.order_by("-number"), self.history_page_size).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Journal: %(object)s") % {"object": obj},
            "page": page,
            "entries": readable(page.object_list),
            "about": name_of(obj),
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/record_history.html", context)


class ReadOnlyAdmin(JournalledAdmin):
    """Rows that verbs of another door write, or that are never changed: here they are read."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Sequence[Any]:
        return flatten(self.fields or ())


class RefusesStaleForm(forms.ModelForm):
    """Refuses to overwrite what somebody else saved after this form was opened; a second press, knowing it, may."""

    entries: Callable[[], EntryQuerySet]

    def clean(self) -> dict[str, Any]:
        super().clean()
        opened_at = self.data.get(VERSION, "")
        if (number := number_in(opened_at, LONGEST_KEY)) is None:
            self.add_error(None, _("This form can't be told from an older one; open the page again."))
        elif last := self.entries().filter(number__gt=number).order_by("-number").first():
            self.add_error(None, _stale(last))
        return self.cleaned_data


def newest(entries: EntryQuerySet) -> int:
    last = entries.order_by("-number").first()
    return last.number if last else 0


def _stale(entry: Entry) -> str:
    fields = in_words(field_shown(entry.about_kind, name) for name in entry.changes)
    return _(
        "%(who)s saved this %(when)s, after you had opened it (%(fields)s). Nothing of yours was saved yet, and"
        " all that you typed is still below: look at the journal, then save again if yours should stand."
    ) % {"who": entry.by_label, "when": date_format(localtime(entry.at), "DATETIME_FORMAT"), "fields": fields}


def _as_stored(things: Iterable[models.Model]) -> dict[Any, Snapshot]:
    """What the database holds of them now, whatever a form has done to them."""
    things = list(things)
    if not things:
        return {}
    stored = type(things[0])._base_manager.filter(pk__in=[thing.pk for thing in things])
    return {row.pk: snapshot(row) for row in stored}


UNREADABLE = _("The file can't be read in the format that was chosen. Choose another format, or save the file again.")


class ConfirmImportOfRecord(ConfirmImportForm):
    """The second step of an import: names the file that was read in the first one."""

    import_file_name = forms.RegexField(r"^[\w./-]{1,200}$", widget=forms.HiddenInput())
    format = forms.ChoiceField(choices=[(str(n), n) for n in range(len(FORMATS_READ))], widget=forms.HiddenInput())


class RecordAdmin(JournalledAdmin, ImportExportModelAdmin):
    """A page of the record: journalled, and with import and export under permissions of their own."""

    formats = FORMATS
    confirm_form_class = ConfirmImportOfRecord
    import_template_name = "admin/record_import.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return is_officer(request.user) and super().has_import_permission(request)

    def get_resource_kwargs(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"user": request.user}

    def get_resource_index(self, form: forms.Form) -> int:
        """Each kind of thing has one set of columns, whatever a form says."""
        return 0

    def get_import_formats(self) -> list[type[Format]]:
        return FORMATS_READ

    def add_data_read_fail_error_to_form(self, form: forms.Form, e: Exception) -> None:
        """A file that can't be read says so in the reader's language, and how it is saved otherwise."""
        form.add_error("import_file", e if isinstance(e, ValidationError) else UNREADABLE)

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options = {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}
        if name := getattr(kwargs.get("form"), "cleaned_data", {}).get("import_file_name"):
            options["sha256"] = hashlib.sha256(
                self.get_tmp_storage_class()(name=name, read_mode="rb").read()
            ).hexdigest()
        return options

    def export_action(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            require_pace("export", request.user.pk)
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            messages.error(request, _("The list can't be narrowed that way; this is all of it."))
            return HttpResponseRedirect(request.path)

    def get_export_data(
        self, file_format: Format, request: HttpRequest, queryset: models.QuerySet, **kwargs: Any
    ) -> Any:
        """The file; the log says who took it, with which filter, and how many rows."""
        kind, asked = file_format.get_extension(), request.META.get("QUERY_STRING", "")
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        Export(str(self.opts.model_name), kind, asked, request.user.pk).note(queryset.count())
        return data

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return super().process_import(request, **kwargs)
        except ValidationError:
            messages.error(request, UNREADABLE)
            return HttpResponseRedirect(self._import_address())
        except FileNotFoundError:
            messages.error(request, _("This file was imported already, or is no longer here: choose it again."))
            return HttpResponseRedirect(self._import_address())

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, _("Nothing was imported: the record has changed since the preview. Try again."))
            return HttpResponseRedirect(self._import_address())
        return super().process_result(result, request)

    def generate_log_entries(self, result: Result, request: HttpRequest) -> None:
        """The journal told each row as it was imported."""

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        counts = {"new": result.totals["new"], "changed": result.totals["update"], "same": result.totals["skip"]}
        messages.success(request, _("Imported: %(new)d new, %(changed)d changed, %(same)d as they were.") % counts)

    def _import_address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import", current_app=self.admin_site.name)
