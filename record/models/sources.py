"""The register of sources: documents in which facts were read, with their files, and how facts cite them."""

import re
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from record.models.corrections import Correctable, RowsThatCount
from record.models.search import Searched, words_in
from record.texts import MultilingualField, in_language
from record.viewers import Viewer, reads_the_record


class RecordQuerySet(models.QuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """The common record is open to everyone who may sign in, and to nobody else."""
        return self.all() if reads_the_record(user) else self.none()


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
        return self.filter(pk__in=words_in(self.model, words))


class Source(Correctable, Searched):
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
