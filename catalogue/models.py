"""What may be undertaken: editions, areas and measures. They are data, never code."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from law.fields import BodyField
from meetings.models import WorkingGroup
from record.dates import PrecisionField
from record.models import RecordQuerySet, Searched, SourcedFact, words_in
from record.texts import LANGUAGES, MultilingualField, in_language, with_more


class EditionQuerySet(RecordQuerySet):
    def in_force(self, on: dt.date) -> Self:
        """Those that hold on a day: adopted by then, and followed by no other that the record knows whole.

        One of which only parts are in the record replaces nothing that it may be silent on. Our reading, to be confirmed.
        """
        by_then = Edition.objects.filter(adopted_on__lte=on)
        whole_since = by_then.filter(is_complete=True, adopted_on__gt=OuterRef("adopted_on"))
        return self.filter(Q(adopted_on__lte=on) & ~Exists(whole_since))

    def matching(self, words: str) -> Self:
        condition = Q(code__icontains=words) | Q(symbol__icontains=words)
        for language in LANGUAGES:
            condition |= Q(**{f"title__{language}__icontains": words})
        return self.filter(condition)


class Edition(SourcedFact):
    """A text that lays down areas and measures, as adopted on a day: the Cooperative Approach, the Catalogue of 2021.

    What was undertaken under an edition stays under it (Cooperative Approach, last part: review by the SOC).
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    title = MultilingualField(_("title"))
    title_status = models.JSONField(_("status of the title, by language"), default=dict, blank=True)
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    adopted_by = BodyField(_("adopted by"))
    adopted_on = models.DateField(_("adopted on"))
    adopted_on_precision = PrecisionField(_("adopted: how well known"))
    place = MultilingualField(_("place"), blank=True)
    is_complete = models.BooleanField(
        _("complete"), default=True, help_text=_("Off while parts of the text are not in the record.")
    )

    cited_in = models.CharField(
        _("the instruments speak of it in"), max_length=100, blank=True, help_text=_("As they are cited: AA 27.")
    )

    key_field = "code"
    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["adopted_on", "code"]
        permissions = [("import_edition", _("Can import editions")), ("export_edition", _("Can export editions"))]

    def __str__(self) -> str:
        return with_more(in_language(self.title), f"{self.adopted_on:%Y}")


class AreaQuerySet(RecordQuerySet):
    def dimensions(self) -> Self:
        """Areas that lie in no other."""
        return self.filter(parent__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("edition__adopted_on", "edition", "reference_order", "code")

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))


class Area(SourcedFact, Searched):
    """An area of an edition; a priority area lies in a dimension."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="areas", verbose_name=_("edition"))
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="priority_areas", null=True, blank=True, verbose_name=_("lies in")
    )
    code = models.CharField(_("code"), max_length=30)
    letters = models.CharField(
        _("letters"), max_length=12, help_text=_("Stand in references and mark the area beside its colour: ECO, ENV.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = MultilingualField(_("name"))
    name_status = models.JSONField(_("status of the name, by language"), default=dict, blank=True)
    working_groups = models.ManyToManyField(
        WorkingGroup, related_name="areas", blank=True, verbose_name=_("working groups")
    )
    reference = models.CharField(_("reference"), max_length=40, unique=True, editable=False)
    # "2.3": the dimension's order, then the priority area's own; so that one index sorts a tree.
    reference_order = models.CharField(max_length=12, editable=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["edition__adopted_on", "edition", "reference_order"]
        permissions = [("import_area", _("Can import areas")), ("export_area", _("Can export areas"))]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="one_area_a_code_in_an_edition")]

    def __str__(self) -> str:
        return in_language(self.name) or self.code

    @property
    def among_others(self) -> str:
        """As it stands in a list to choose from: a dimension and an area that lies in it may have one name."""
        return f"{self.edition.code} · {self.letters} · {self}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.reference = f"CBM-{self.edition.code}-{self.letters}"
        above = f"{self.parent.order:02}." if self.parent else ""
        self.reference_order = f"{above}{self.order:02}"
        super().save(*args, **kwargs)


class MeasureQuerySet(RecordQuerySet):
    def in_order(self) -> Self:
        return self.order_by("area__edition__adopted_on", "area__edition", "area__reference_order", "number")

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))


class Measure(SourcedFact, Searched):
    """A confidence-building measure of an area, as an edition words it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="measures", verbose_name=_("area"))
    number = models.PositiveSmallIntegerField(_("number"))
    numbered_as = models.CharField(_("number in the text"), max_length=20, blank=True)
    title = MultilingualField(_("short title"), help_text=_("Ours, for tables."))
    text = MultilingualField(_("text"), long=True, blank=True)
    text_status = models.JSONField(
        _("status of the text, by language"),
        default=dict,
        blank=True,
        help_text=_("official: the wording as adopted. translation: unofficial."),
    )
    reference = models.CharField(_("reference"), max_length=40, unique=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["area__edition__adopted_on", "area__edition", "area__reference_order", "number"]
        permissions = [("import_measure", _("Can import measures")), ("export_measure", _("Can export measures"))]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="one_measure_a_number_in_an_area"),
            models.CheckConstraint(condition=Q(number__gte=1), name="measures_are_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return in_language(self.title) or self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.reference = f"{self.area.reference}-{self.number:02}"
        super().save(*args, **kwargs)
