"""Import and export in the admin: columns under their own names, things by their codes, a preview, and a journal
entry for each row that changed. All or nothing."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.encoding import force_str
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from import_export import widgets
from import_export.fields import Field
from import_export.instance_loaders import ModelInstanceLoader
from import_export.resources import Diff, ModelResource
from import_export.results import Result, RowResult
from tablib import Dataset

from journal.actions import Snapshot, difference, record, snapshot
from journal.models import Entry
from journal.readable import in_a_row
from record.actions import Written, keep_import
from record.differences import PieceKind, compare_texts
from record.exports import harmless
from record.invisible import check_visible, without_hidden
from record.models import SourcedFact
from record.sources import is_corrected, says_by_its_source, status_that_stays
from record.spreadsheets import day_written, in_our_digits, is_blank
from record.texts import LANGUAGES
from record.viewers import Viewer

LONGEST_CELL = 20_000  # characters
LONGEST_LINE = 300  # a cell beyond is a text, and no name or title
SEPARATOR = ";"

RowOfAFile = dict[str, Any]  # cells by the name of their column


# -- What a cell holds.


class TextCell(widgets.Widget):
    def clean(self, value: object, row: RowOfAFile | None = None, **kwargs: Any) -> str:
        if isinstance(value, dt.date | dt.time):
            raise ValueError(
                _(
                    "Excel made a day or an hour of this text: “%(value)s”. Give the cell the format Text, and write it again."
                )
                % {"value": value}
            )
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else str(value)

    def render(self, value: object, obj: models.Model | None = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class NumberCell(widgets.Widget):
    def clean(self, value: object, row: RowOfAFile | None = None, **kwargs: Any) -> int | None:
        if value in (None, ""):
            return None
        typed = in_our_digits(str(value)).strip()
        if not re.fullmatch(r"-?\d{1,18}([.,]0+)?", typed):
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": value})
        return int(re.split("[.,]", typed)[0])

    def render(self, value: int | None, obj: models.Model | None = None, **kwargs: Any) -> int | None:
        return value


class DayCell(widgets.Widget):
    def clean(self, value: object, row: RowOfAFile | None = None, **kwargs: Any) -> dt.date | None:
        if value in (None, ""):
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        if (day := day_written(str(value))) is None:
            raise ValueError(_("“%(value)s” is not a day: write 2007-03-14.") % {"value": value})
        return day

    def render(self, value: dt.date | None, obj: models.Model | None = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


class TruthCell(widgets.Widget):
    def clean(self, value: object, row: RowOfAFile | None = None, **kwargs: Any) -> bool:
        match str(value).strip().lower():
            case "true" | "1" | "1.0" | "yes" | "истина" | "doğru" | "是":
                return True
            case "false" | "0" | "0.0" | "no" | "ложь" | "yanlış" | "否":
                return False
        raise ValueError(_("“%(value)s” is neither true nor false.") % {"value": value})

    def render(self, value: bool | None, obj: models.Model | None = None, **kwargs: Any) -> str:
        return "" if value is None else str(value).lower()


class NamedCell(widgets.ForeignKeyWidget):
    """Another thing by its code, reference or address."""

    def clean(self, value: object, row: RowOfAFile | None = None, **kwargs: Any) -> models.Model | None:
        if value in (None, ""):
            return None
        row_named = self.model._default_manager.filter(**{self.field: str(value).strip()}).first()
        if row_named is None:
            raise ValueError(_no_such(self.model, value))
        return row_named


class NamedCells(widgets.ManyToManyWidget):
    """Several things by their codes."""

    def clean(self, value: object, row: RowOfAFile | None = None, **kwargs: Any) -> models.QuerySet:
        codes = {code.strip() for code in str(value or "").split(SEPARATOR) if code.strip()}
        rows = self.model._default_manager.filter(**{f"{self.field}__in": codes})
        unknown = codes - {str(getattr(row_found, self.field)) for row_found in rows}
        if unknown:
            raise ValidationError(_no_such(self.model, in_a_row(sorted(unknown))))
        return rows

    def render(self, value: models.Manager | None, obj: models.Model | None = None, **kwargs: Any) -> str:
        return "" if value is None else f"{SEPARATOR} ".join(str(getattr(thing, self.field)) for thing in value.all())


def _no_such(model: type[models.Model], value: object) -> str:
    return _("There is no %(kind)s “%(value)s”.") % {"kind": model._meta.verbose_name, "value": value}


class LanguageColumn(Field):
    """One language of a text in four: the column `name.ru`."""

    def __init__(self, attribute: str, language: str):
        super().__init__(attribute=attribute, column_name=f"{attribute}.{language}", widget=TextCell())
        self.language = language

    def get_value(self, instance: models.Model) -> str:
        return (getattr(instance, self.attribute, None) or {}).get(self.language, "")

    def save(self, instance: models.Model, row: RowOfAFile, is_m2m: bool = False, **kwargs: Any) -> None:
        texts = {**(getattr(instance, self.attribute) or {}), self.language: self.clean(row, **kwargs)}
        setattr(instance, self.attribute, {code: texts[code] for code in LANGUAGES if texts.get(code)})


# -- Rows.


class ShownDifference(Diff):
    """What a row changes, word by word, without a style of its own: the page's policy allows none."""

    MARKS = {PieceKind.REMOVED: "<del>{}</del>", PieceKind.SAME: "{}", PieceKind.ADDED: "<ins>{}</ins>"}

    def as_html(self) -> list[str]:
        return [self._shown("" if self.new else old, new) for old, new in zip(self.left, self.right, strict=True)]

    def _shown(self, old: Any, new: Any) -> str:
        pieces = compare_texts(force_str(old or ""), force_str(new or ""))
        return format_html_join("", "{}", ((format_html(self.MARKS[piece.kind], piece.text),) for piece in pieces))


class ByNaturalKey(ModelInstanceLoader):
    """Finds the row that a line of a file is about."""

    def get_instance(self, row: RowOfAFile) -> models.Model | None:
        lookups: dict[str, Any] = {}
        for name in self.resource.get_import_id_fields():
            column = self.resource.fields[name]
            value = column.clean(row)
            if isinstance(column, LanguageColumn):
                lookup = f"{column.attribute}__{column.language}"
                lookups[lookup if value else f"{lookup}__isnull"] = value or True
            else:
                lookups[column.attribute] = value
        rows = list(self.get_queryset().filter(**lookups)[:2])
        if len(rows) > 1:
            raise ValidationError(_("More than one row of the record is like this one; change it by hand."))
        return rows[0] if rows else None


class RecordResource(ModelResource):
    """Rows of one kind of thing, in and out. Made by `resource_for`."""

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        store_instance = True
        instance_loader_class = ByNaturalKey

    def __init__(self, *, user: Viewer | None = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.user = user
        self.held_before: Snapshot = {}  # by the row that is being imported
        self.blank_rows = 0
        self.written: list[Written] = []

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return ShownDifference

    def get_queryset(self) -> models.QuerySet:
        return self._meta.model._default_manager.visible_to(self.user)

    def filter_export(self, queryset: models.QuerySet, **kwargs: Any) -> models.QuerySet:
        fields = [self._meta.model._meta.get_field(name) for name in self.fields if "." not in name]
        to_one = [field.name for field in fields if field.many_to_one]
        to_many = [field.name for field in fields if field.many_to_many]
        return queryset.select_related(*to_one).prefetch_related(*to_many)

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        column_names = {column.column_name for column in self.fields.values()}
        unknown = [str(header) for header in dataset.headers or [] if header and header not in column_names]
        if unknown:
            raise ValueError(_("There is no such column: %(columns)s.") % {"columns": in_a_row(unknown)})

    def before_import_row(self, row: RowOfAFile, **kwargs: Any) -> None:
        for name, value in row.items():
            row[name] = _readable(name, value)

    def after_init_instance(self, instance: models.Model, new: bool, row: RowOfAFile, **kwargs: Any) -> None:
        self.held_before = {} if new else snapshot(instance)

    def validate_instance(
        self, instance: Any, import_validation_errors: dict[str, Any] | None = None, validate_unique: bool = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if isinstance(instance, SourcedFact) and leaves_the_source(instance, self.held_before):
            raise ValidationError({"source": _(
                "What this says changes here, and the source is still that of before, or there is none. Name the source of"
                " the change in this line; where the old source bears it out, change it on its own page."
            )})  # fmt: skip

    def import_row(self, row: RowOfAFile, instance_loader: ModelInstanceLoader, **kwargs: Any) -> RowResult:
        if is_blank(row.values()):
            # It is there so that rows are counted as the sheet counts them.
            self.blank_rows += 1
            return self._nothing()
        # PostgreSQL takes no further query after an error until the savepoint of the row is rolled back.
        with transaction.atomic():
            result = super().import_row(row, instance_loader, **kwargs)
            if result.errors:
                transaction.set_rollback(True)
        return result

    def _nothing(self) -> RowResult:
        result = self.get_row_result_class()()
        result.import_type = RowResult.IMPORT_TYPE_SKIP
        result.diff = [""] * len(self.get_diff_headers())
        return result

    def after_import_row(self, row: RowOfAFile, row_result: RowResult, **kwargs: Any) -> None:
        if kwargs.get("dry_run") or not (row_result.is_new() or row_result.is_update()):
            return
        thing = row_result.instance
        if changes := difference(self.held_before, snapshot(thing)):
            entry = record(by=self.user, verb="imported", about=thing, changes=changes)
            self.written.append(Written(kwargs.get("row_number", 0), not self.held_before, entry))

    def changed_beside(self, things: Iterable[models.Model], line: int) -> None:
        """What a line changed besides its own row was journalled by its verb, and goes back with the import."""
        entries = [Entry.objects.about(thing).order_by("-number").first() for thing in things]
        self.written += [Written(line, False, entry) for entry in entries if entry is not None]

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        super().after_import(dataset, result, **kwargs)
        result.totals[RowResult.IMPORT_TYPE_SKIP] -= self.blank_rows
        is_kept = not (kwargs.get("dry_run") or result.has_errors() or result.has_validation_errors())
        if is_kept and self.written and self.user is not None:
            keep_import(
                model=self._meta.model,
                written=self.written,
                same=result.totals[RowResult.IMPORT_TYPE_SKIP],
                by=self.user,
                file_name=without_hidden(kwargs.get("file_name") or ""),
                sha256=kwargs.get("sha256", ""),
            )


def leaves_the_source(fact: SourcedFact, held_before: Snapshot) -> bool:
    """Whether a line changes what the fact says and leaves the old source standing, or corrects a day and names no source."""
    if not held_before:
        return False
    now = snapshot(fact)
    said = [field for field in fact._meta.fields if says_by_its_source(field) and field.name in now]
    changed = [
        field
        for field in said
        if is_corrected(
            field, held_before[field.name], now[field.name], status_that_stays(field.name, held_before, now)
        )
    ]
    if held_before["source"]:
        return bool(changed) and fact.source == held_before["source"]
    days = [field for field in changed if type(field) is models.DateField]
    return any(held_before[field.name] for field in days) and not fact.source


def _readable(name: str, value: object) -> object:
    if isinstance(value, list | dict):
        raise ValidationError(_("The column “%(name)s” holds a list, not a text."), params={"name": name})
    if not isinstance(value, str):
        return value
    if "\x00" in value:
        raise ValidationError(_("The column “%(name)s” holds a character that can't be kept."), params={"name": name})
    check_visible(value, is_long="\n" in value or len(value) > LONGEST_LINE)
    if len(value) > LONGEST_CELL:
        raise ValidationError(_("The text in the column “%(name)s” is too long."), params={"name": name})
    # The apostrophe that an export put before what a spreadsheet would run.
    return value[1:] if value.startswith("'") and harmless(value[1:]) == value else value


CELLS: tuple[tuple[type[models.Field], type[widgets.Widget]], ...] = (
    (models.BooleanField, TruthCell),
    (models.DateField, DayCell),
    (models.IntegerField, NumberCell),
)


def resource_for(
    model: type[models.Model],
    *,
    key: tuple[str, ...],
    columns: tuple[str, ...],
    named: dict[str, str] | None = None,
    only_out: tuple[str, ...] = (),
    base: type[RecordResource] = RecordResource,
) -> type[RecordResource]:
    """A resource with these columns: texts by language, things by the field `named` says, rows found by `key`.

    Columns `only_out` are exported and, when they come back, not read.
    """
    declared: dict[str, Field] = {}
    for name in columns:
        declared.update(_columns(model._meta.get_field(name), (named or {}).get(name, ""), name in only_out))
    names = tuple(declared)
    options = {"model": model, "fields": names, "import_order": names, "export_order": names, "import_id_fields": key}
    meta = type("Meta", (base.Meta,), options)
    return type(f"{model.__name__}Resource", (base,), {**declared, "Meta": meta, "__module__": __name__})


def _columns(field: models.Field | ForeignObjectRel, named: str, only_out: bool) -> dict[str, Field]:
    if isinstance(field, models.JSONField):
        return {f"{field.name}.{language}": LanguageColumn(field.name, language) for language in LANGUAGES}
    if field.many_to_many:
        cell = NamedCells(field.related_model, SEPARATOR, named)
    elif field.is_relation:
        cell = NamedCell(field.related_model, named)
    else:
        cell = next((kind() for sort, kind in CELLS if isinstance(field, sort)), TextCell())
    return {field.name: Field(attribute=field.name, column_name=field.name, widget=cell, readonly=only_out)}
