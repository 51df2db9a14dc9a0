"""What every fact of the record carries, and how one that was entered by mistake is taken back without being lost."""

import datetime as dt
import re
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.names import Name, kind_of, name_of
from journal.staff import is_of_staff
from record.choices import CorrectionStage
from record.once import KeyUse as KeyUse  # a table of this room
from record.texts import LANGUAGES, MultilingualField, folded, in_language
from record.viewers import Viewer


class Confidence(models.TextChoices):
    """How well a source bears a fact out. What rests on memory alone is never loaded."""

    SEEN = "V", _("seen in a source")
    PARTLY = "P", _("partly: the main point seen, a detail such as the day not")
    INFERRED = "I", _("inferred from sources")


class RecordQuerySet(models.QuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """The common record is open to everyone who may sign in, and to nobody else."""
        return self.all() if user.is_authenticated and user.is_active else self.none()


class SourcedFact(models.Model):
    """A fact that says where it was read and how sure that is; empty where a person entered it here."""

    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Keys of sources, separated by semicolons, or a citation."),
    )
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence.choices, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    # Which row of the data files this is: so that loading again finds it, whatever people have corrected in it since.
    record_key = models.CharField(max_length=120, unique=True, null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        require_known_sources(self)


# -- Sources.

# What stands in a source without a space, in capitals, is a key of the register; everything else is a citation in words.
A_KEY = re.compile(r"[A-Z0-9][A-Z0-9./()&-]{2,}|[A-Z][A-Za-z]*-[A-Z]+")
# The page that is cited may stand behind the key: "SCICA-PR2128, p. 3".
A_CITATION = re.compile(rf"(?P<key>{A_KEY.pattern})(?P<page>, ?pp?\. ?\d{{1,5}}(?: ?[-–] ?\d{{1,5}})?)?")
UNKNOWN_SOURCE = _("“%(key)s” is not in the register of sources. Add it there first, or cite the document in words.")


def keys_in(source: str) -> list[str]:
    """The keys of sources that a text names, with a page or without one, in order, once each."""
    named = (A_CITATION.fullmatch(part.strip()) for part in source.split(";"))
    return list(dict.fromkeys(citation["key"] for citation in named if citation))


def unknown_keys(source: str) -> list[str]:
    """Those of its keys under which the register has nothing."""
    keys = keys_in(source)
    known = set(Source.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return [key for key in keys if key not in known]


def require_known_sources(fact: models.Model) -> None:
    """Raise ValidationError where a source is named that isn't in the register. What stood there before may stay."""
    source = str(getattr(fact, "source", ""))
    if not (unknown := unknown_keys(source)):
        return
    stored = type(fact)._base_manager.filter(pk=fact.pk).values_list("source", flat=True).first() if fact.pk else None
    if stored != source:
        raise ValidationError({"source": [UNKNOWN_SOURCE % {"key": key} for key in unknown]})


class SourceQuerySet(RecordQuerySet):
    def matching(self, words: str) -> Self:
        text = folded(words)
        return self.filter(search_text__contains=text)


# -- Entered by mistake.


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: Viewer) -> Self:
        """Those who keep the record; everybody else reads of a correction where the thing itself is read."""
        return self.all() if is_of_staff(user) else self.none()

    def awaiting(self, user: Viewer) -> Self:
        """Those that wait for a second officer, and that this one did not ask for."""
        return self.visible_to(user).filter(stage=CorrectionStage.PROPOSED).exclude(by=user.pk)

    def waiting(self) -> Self:
        return self.filter(stage=CorrectionStage.PROPOSED)

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


class Correction(models.Model):
    """That something was entered by mistake: what, why, who says so, and who confirmed it.

    The thing itself stays as it was written. Where states rely on it, it counts until a second officer confirms; from
    then on it counts for nothing. What is said here is never changed either.
    """

    kind = models.CharField(_("kind of object"), max_length=100)
    key = models.CharField(_("object's key"), max_length=64)
    label = MultilingualField(_("about what"))
    reason = models.TextField(_("why"), max_length=2000)
    source = models.CharField(_("source"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=CorrectionStage.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections_asked", verbose_name=_("asked for by")
    )
    at = models.DateTimeField(_("asked for at"), default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="corrections_settled",
        null=True,
        blank=True,
        verbose_name=_("confirmed or declined by"),
    )
    settled_at = models.DateTimeField(_("confirmed or declined at"), null=True, blank=True)
    settled_note = models.TextField(_("why it was declined"), blank=True, max_length=2000)
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
    def is_waiting(self) -> bool:
        return self.stage == CorrectionStage.PROPOSED

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


class RowsThatCount(models.Manager):
    """What counts, of rows that say themselves that they were entered by mistake."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(mistaken_at__isnull=True)


class KeptRowsThatCount(models.Manager):
    """What counts, of rows that are never changed: what stands in `Correction` is asked beside them."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(~Exists(Correction.objects.in_effect().of_row(self.model)))


class EveryKeptRow(models.Manager):
    """All such rows, each with the day on which it was found to be a mistake (`mistaken_at`)."""

    def get_queryset(self) -> models.QuerySet:
        found = Correction.objects.in_effect().of_row(self.model).values("settled_at")[:1]
        return super().get_queryset().annotate(mistaken_at=Subquery(found))


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


class Source(Correctable):
    """A document in which facts of the record were read: what it is, who issued it when, and where it is found."""

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(rf"^(?:{A_KEY.pattern})\Z", _("Write a key in capitals, without a space: SCICA-PR2128."))
        ],
        help_text=_("By which facts cite it, in capitals and without a space."),
    )
    title = MultilingualField(_("title"), blank=True)
    symbol = models.CharField(_("symbol of the document"), max_length=100, blank=True)
    dated = models.DateField(_("date of the document"), null=True, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    pages = models.CharField(_("pages cited"), max_length=100, blank=True)
    says = models.TextField(_("what it is, and where it was read"), max_length=2000, blank=True)
    search_text = models.TextField(editable=False, default="")

    key_field = "key"
    seals = ("title", "symbol", "says")
    objects = RowsThatCount.from_queryset(SourceQuerySet)()
    everything = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("a document", "source")
        verbose_name_plural = _("sources")
        ordering = ["key"]
        default_permissions = ["view", "add", "change"]

    def __str__(self) -> str:
        return f"{self.key} · {in_language(self.title)}" if self.title else self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = folded(self.key, self.title, self.symbol, self.issued_by, self.says)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("source-detail", args=[self.address])

    @property
    def address(self) -> str:
        """Its key as an address carries it."""
        return address_of_source(self.key)


def address_of_source(key: str) -> str:
    """A key as an address carries it."""
    return key.replace("/", "_")


def kept_at(file: "SourceFile", name: str) -> str:
    """The name under which the file is kept: ours, already chosen (`record.files.stored_name`)."""
    return name


class SourceFileQuerySet(models.QuerySet["SourceFile"]):
    def visible_to(self, user: Viewer) -> Self:
        """For whoever may read the source."""
        return self.filter(source__in=Source.everything.visible_to(user))


class SourceFile(Correctable):
    """A document or a scan of its pages, kept with the source that it is of. Never changed; a better one is added."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="files", verbose_name=pgettext_lazy("a document", "source")
    )
    number = models.PositiveIntegerField(_("number"))
    pages = models.CharField(_("which pages"), max_length=100, blank=True)
    file = models.FileField(_("file"), upload_to=kept_at, max_length=200)
    name = models.CharField(_("its sender's name for it"), max_length=140)
    file_type = models.CharField(_("type of the file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("pages", "file_type", "size", "sha256")
    objects = RowsThatCount.from_queryset(SourceFileQuerySet)()
    everything = SourceFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a source")
        verbose_name_plural = _("files of sources")
        ordering = ["source", "number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="one_file_of_a_source_a_number"),
            models.UniqueConstraint(
                fields=["source", "sha256"],
                condition=Q(mistaken_at__isnull=True),
                name="a_source_has_a_file_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.key} · {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a file of a source is never changed")
        super().save(*args, **kwargs)

    @property
    def extension(self) -> str:
        return str(self.file.name).rpartition(".")[2]

    @property
    def download_name(self) -> str:
        """What it is called on the reader's computer, before it is made plain: "SCICA-PR2128-1.pdf"."""
        return f"{self.source.key}-{self.number}.{self.extension}"
