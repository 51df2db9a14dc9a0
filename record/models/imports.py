"""Lists that officers imported: which file, what of it was new, and what it changed."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.models import Entry
from journal.names import Name, model_of
from journal.readable import field_shown
from journal.staff import is_of_staff
from record.models.corrections import Correctable, RowsThatCount
from record.texts import MultilingualField
from record.viewers import Viewer


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: Viewer) -> Self:
        """Those who keep the record: they import its lists."""
        return self.all() if is_of_staff(user) else self.none()

    def made_by(self, day: dt.date) -> Self:
        """Those made by the end of a day of the house."""
        return self.filter(at__lt=dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC))


class Import(Correctable):
    """A file of rows that an officer imported: what it was called, its digest, and how much of it was new or changed.

    Its rows are those that it added or changed; what was in the record as the file has it is only counted.
    """

    kind = models.CharField(_("kind of object"), max_length=100)
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    added = models.PositiveIntegerField(_("rows added"))
    changed = models.PositiveIntegerField(_("rows changed"))
    same = models.PositiveIntegerField(_("rows as they were"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("imported by"))
    at = models.DateTimeField(_("imported at"), default=timezone.now, db_index=True)

    seals = ("kind", "file_name", "sha256", "added", "changed", "same")
    objects = RowsThatCount.from_queryset(ImportQuerySet)()
    everything = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a list")
        verbose_name_plural = _("imports of lists")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.what} · {self.file_name or self.pk}"

    @property
    def what(self) -> str:
        """Of which noun its rows are."""
        model = model_of(self.kind)
        return str(model._meta.verbose_name_plural) if model else self.kind


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    def visible_to(self, user: Viewer) -> Self:
        return self.filter(imported__in=Import.everything.visible_to(user))


class ImportedRow(models.Model):
    """A row that an import added or changed: which thing, and the entry of the journal that holds what it was before."""

    imported = models.ForeignKey(Import, models.PROTECT, related_name="rows", verbose_name=_("import of a list"))
    line = models.PositiveIntegerField(_("row of the file"))
    # Of the thing, which an import may have changed beside its own: a term that ended as another began.
    kind = models.CharField(_("kind of object"), max_length=100)
    key = models.CharField(_("object's key"), max_length=64)
    is_new = models.BooleanField(_("added by it"))
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name=_("entry of the journal"))
    # Once the import was taken back: why this row stays as it is. Empty where it was taken back with it.
    stays_because = MultilingualField(_("why it stays"), blank=True)

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["imported", "line", "pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.line} · {self.entry.about_label}"

    @property
    def name(self) -> Name:
        """What the thing is called in the journal."""
        return Name(self.kind, self.key)

    @property
    def before(self) -> dict[str, Any]:
        """What it held before, of the fields that the import changed."""
        return {field: was for field, (was, _is) in self.entry.changes.items()}

    @property
    def fields_shown(self) -> list[str]:
        """The fields that the import changed, as people read them."""
        return [str(field_shown(self.kind, name)) for name in self.before]

    @property
    def after(self) -> dict[str, Any]:
        """What the import made of these fields."""
        return {field: became for field, (_was, became) in self.entry.changes.items()}
