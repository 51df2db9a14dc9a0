"""That something was entered by mistake, and how what counts is told from it."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from journal.names import Name, kind_of, name_of
from journal.silence import about_what_is_kept
from journal.staff import is_of_staff
from record.choices import CorrectionStage
from record.models.two_officers import SettledByASecond, SettledByASecondQuerySet
from record.texts import LANGUAGES, LanguageField, MultilingualField, in_language
from record.viewers import Viewer


class CorrectionQuerySet(SettledByASecondQuerySet["Correction"]):
    def visible_to(self, user: Viewer) -> Self:
        """Those who keep the record, but of what a state keeps to itself; others read of it where the thing is read."""
        return self.exclude(about_what_is_kept("")) if is_of_staff(user) else self.none()

    def awaiting(self, user: Viewer) -> Self:
        """Those that wait for a second officer, and that this one did not ask for."""
        # What a state keeps to itself never waits for an officer.
        rows = self.all() if is_of_staff(user) else self.none()
        return rows.filter(stage=CorrectionStage.PROPOSED).exclude(by=user.pk)

    def settled(self) -> Self:
        return self.exclude(stage=CorrectionStage.PROPOSED)

    def asked_by(self, day: dt.date) -> Self:
        """Those that were asked for by the end of a day of the house."""
        return self.filter(at__lt=dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC))

    def matching(self, words: str) -> Self:
        text = Q(key__icontains=words) | Q(reason__icontains=words) | Q(source__icontains=words)
        for language in LANGUAGES:
            text |= Q(**{f"label__{language}__icontains": words})
        return self.filter(text)

    def running(self) -> Self:
        """Those that wait, or hold."""
        return self.exclude(stage=CorrectionStage.DECLINED)

    def in_effect(self) -> Self:
        return self.filter(stage=CorrectionStage.IN_EFFECT)

    def about(self, *names: Name) -> Self:
        of_them = Q(pk__in=())
        for kind, key in names:
            of_them |= Q(kind=kind, key=key)
        return self.filter(of_them)

    def of_row(self, model: type[models.Model]) -> Self:
        """The one of the row that a query stands at."""
        return self.filter(kind=kind_of(model), key=Cast(OuterRef("pk"), models.CharField()))


class Correction(SettledByASecond):
    """That something was entered by mistake: what, why, who says so, and who confirmed it.

    The thing itself stays as it was written. Where states rely on it, it counts until a second officer confirms; from
    then on it counts for nothing. What is said here is never changed either.
    """

    kind = models.CharField(_("kind of object"), max_length=100)
    key = models.CharField(_("object's key"), max_length=64)
    label = MultilingualField(_("about what"))
    language = LanguageField(_("language"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    settled_note_language = LanguageField(_("language"))
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("reason", "settled_note")
    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=~Q(stage=CorrectionStage.DECLINED),
                name="one_running_correction_a_thing",
            ),
            models.CheckConstraint(
                condition=~Q(stage=CorrectionStage.PROPOSED) ^ Q(settled_at__isnull=True),
                name="a_correction_is_settled_or_waits",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.label)

    @property
    def name(self) -> Name:
        return Name(self.kind, self.key)

    @property
    def has_effect(self) -> bool:
        return self.stage == CorrectionStage.IN_EFFECT


class Correctable(models.Model):
    """What may turn out to have been entered by mistake. Then it stays where it is, and counts for nothing.

    `objects` are the rows that count; `everything` holds the others, too, for histories.
    """

    mistaken_at = models.DateTimeField(_("entered by mistake: found at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class ManagerOfSome(models.Manager):
    """The rows of a model by a condition that is the same each time: worked out once, and begun with by every question.

    Everything that is read of the record begins here; to find the words for the condition anew took as long as all else.
    """

    _begun: ClassVar[dict[tuple[Any, type, type], models.QuerySet]] = {}

    def get_queryset(self) -> models.QuerySet:
        key = (type(self)._narrowed, self.model, self._queryset_class)  # type: ignore[attr-defined]
        if key not in self._begun:
            self._begun[key] = self._narrowed(self._queryset_class(model=self.model))  # type: ignore[attr-defined]
        rows = self._begun[key].all()
        rows._db, rows._hints = self._db, dict(self._hints)  # type: ignore[attr-defined]
        return rows

    def _narrowed(self, rows: models.QuerySet) -> models.QuerySet:
        raise NotImplementedError


class RowsThatCount(ManagerOfSome):
    """What counts, of rows that say themselves that they were entered by mistake."""

    def _narrowed(self, rows: models.QuerySet) -> models.QuerySet:
        return rows.filter(mistaken_at__isnull=True)


class KeptRowsThatCount(ManagerOfSome):
    """What counts, of rows that are never changed: what stands in `Correction` is asked beside them."""

    def _narrowed(self, rows: models.QuerySet) -> models.QuerySet:
        return rows.filter(~Exists(Correction.objects.in_effect().of_row(self.model)))


class EveryKeptRow(ManagerOfSome):
    """All such rows, each with the day on which it was found to be a mistake (`mistaken_at`)."""

    def _narrowed(self, rows: models.QuerySet) -> models.QuerySet:
        settled = Correction.objects.in_effect().of_row(self.model).values("settled_at")[:1]
        return rows.annotate(mistaken_at=Subquery(settled))


def every_row(model: type[models.Model]) -> models.QuerySet:
    """All rows of a model, with those that were entered by mistake."""
    manager = getattr(model, "everything", model._default_manager)
    return manager.get_queryset()


def is_mistaken(thing: models.Model) -> bool:
    return getattr(thing, "mistaken_at", None) is not None


def with_corrections(things: Any) -> list[Any]:
    """The things, those that were entered by mistake with their `correction`; asked only where there is one."""
    shown = list(things)
    mistaken = {name_of(thing): thing for thing in shown if is_mistaken(thing)}
    if mistaken:
        for correction in Correction.objects.in_effect().about(*mistaken):
            mistaken[correction.name].correction = correction
    return shown


def correction_of(thing: models.Model) -> Correction | None:
    """Why a thing counts for nothing; None of what counts, unasked."""
    return Correction.objects.in_effect().about(name_of(thing)).first() if is_mistaken(thing) else None
