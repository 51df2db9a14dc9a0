"""Papers and their versions, what they lie in, whom they were circulated to, and what was said of them."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Replace
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from law.choices import PaperKind
from meetings.access import author_tokens, pairs_of_reader_tokens, reader_tokens
from members.choices import Audience
from members.models import Participant, Person
from papers.models.about import AboutAThing, ThingsAbout
from papers.models.unread import UNREAD
from papers.readers import AUTHOR
from record.choices import Channel
from record.dates import PrecisionField
from record.models import (
    Correction,
    EveryKeptRow,
    KeptRowsThatCount,
    Searched,
    SourcedFact,
    words_in,
)
from record.readers import ReadersField
from record.texts import (
    LanguageField,
    MultilingualField,
    WordingStatus,
    WrittenWords,
    language_written,
    wording_for_reader,
)


class FolderQuerySet(models.QuerySet["Folder"]):
    def visible_to(self, user: Person) -> Self:
        """Those of the things that the person sees."""
        return self.filter(readers__open_to=reader_tokens(user))

    def with_holders(self) -> Self:
        """With what holds each, and what that is called after, in one query."""
        return self.select_related(*paths_to_holders())


def holders() -> list[str]:
    """By which names a folder knows what may hold it."""
    return [relation.name for relation in Folder._meta.related_objects if relation.one_to_one]


def paths_to_holders(folder: str = "") -> list[str]:
    """What `select_related` reads with a folder so that its holder, and what that is called after, are no question more."""
    start = f"{folder}__" if folder else ""
    return [f"{start}{holder}__{after}" for holder in holders() for after in ("measure", "area")]


class Folder(models.Model):
    """What papers lie in: a commitment's, an activity's. It is opened with the thing whose papers it holds, and called as that is."""

    reference = models.CharField(_("reference"), max_length=50, unique=True, editable=False)
    readers = ReadersField()

    objects = FolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("folder of papers")
        verbose_name_plural = _("folders of papers")
        ordering = ["reference"]
        default_permissions = []

    def __str__(self) -> str:
        return self.reference

    @property
    def holder(self) -> Any:
        """The thing whose papers lie here."""
        return next((getattr(self, name) for name in holders() if hasattr(self, name)), None)


class PaperQuerySet(ThingsAbout):
    def visible_to(self, user: Person) -> Self:
        """Papers with a version the person may read, and papers that the public record names."""
        return self.filter(readers__open_to=pairs_of_reader_tokens(user))

    def matching(self, words: str) -> Self:
        """Those in whose symbol or title the words stand."""
        return self.filter(pk__in=words_in(Paper, words))

    def with_keys(self) -> Self:
        """With the key of each, as an address holds it."""
        return self.annotate(key=Replace(F("symbol"), Value("/"), Value("_")))

    def laid_down_by(self, user: Person) -> Self:
        """Of the Secretariat's own, those that wait for the person who laid them down to circulate them."""
        sent = Circulation.objects.filter(version__paper=OuterRef("pk"))
        return self.filter(~Exists(sent), by=user.pk, on_file_at__isnull=True)


class Paper(AboutAThing, SourcedFact, Searched):
    """A paper: it has a symbol and versions. The record may know of a paper and not hold its text.

    It comes with a step of a commitment, with an activity, with information of a state; or the Secretariat lays it down by
    itself (`by`), about anything or about nothing: an invitation, a draft decision, a paper of its own. That one lies in a
    folder that nothing holds, so that staff alone read it until it is circulated.
    """

    folder = models.ForeignKey(Folder, models.PROTECT, related_name="papers", verbose_name=_("lies in"))
    kind = models.CharField(_("kind"), max_length=14, choices=PaperKind.choices)
    symbol = models.CharField(_("symbol"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    title_in = MultilingualField(_("title in other languages"), blank=True)
    language = LanguageField(_("language of the title"), editable=False)
    period = models.CharField(_("period"), max_length=20, blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    on_precision = PrecisionField(_("day: how well known"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("laid down by"),
    )
    at = models.DateTimeField(_("laid down at"), null=True, blank=True)
    # Of those: that it stays on file, and waits for nobody to circulate it.
    on_file_at = models.DateTimeField(_("left on file at"), null=True, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("title",)
    key_field = "symbol"
    # A paper is called after what its folder lies in, where it has no title of its own.
    called_with = staticmethod(lambda: paths_to_holders("folder"))
    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["symbol"]
        indexes = [
            models.Index(
                fields=["about_kind", "about_key"], condition=~Q(about_kind=""), name="papers_by_what_they_are_about"
            )
        ]

    def __str__(self) -> str:
        return f"{self.symbol} · {self.get_kind_display()}"

    @cached_property
    def key(self) -> str:
        """Its symbol as an address can hold it."""
        return self.symbol.replace("/", "_")

    def get_absolute_url(self) -> str:
        """The list, narrowed to it: which of its versions somebody reads, the list knows."""
        return f"{reverse('paper-list')}?{urlencode({'search': self.symbol})}"

    @property
    def is_of_the_office(self) -> bool:
        """Whether the Secretariat laid it down by itself."""
        return self.by_id is not None

    @property
    def titles(self) -> dict[str, str]:
        """Its title in every language it was given in, the one of whoever handed it in first."""
        return {self.language or language_written(self.title): self.title, **self.title_in}

    @property
    def heading(self) -> WrittenWords:
        """Its title in the reader's language, where it has one; where it is called as its commitment is, as that."""
        holder = self.folder.holder
        is_as_its_holder = holder and self.title == holder.title and not self.title_in
        return holder.heading if is_as_its_holder else wording_for_reader(self.titles)

    @property
    def called_here(self) -> str:
        return f"{self.symbol} · {self.heading}"


class PaperVersionQuerySet(models.QuerySet["PaperVersion"]):
    def visible_to(self, user: Person) -> Self:
        """Before circulation: its authors, the Chair and the Secretariat, and who else reads it there (`readers`).

        After it: whom it was circulated to as well; observers then read the paper and not the commitment, unless that
        is shared with them too.
        """
        return self.filter(readers__open_to=pairs_of_reader_tokens(user))

    def struck(self) -> Self:
        """Those that came of a step which was entered by mistake."""
        return self.filter(Exists(Correction.objects.in_effect().of_row(self.model)))

    def written_by(self, user: Person) -> Self:
        """Those that a state of the person's handed in, or works on: what coordinates it."""
        return self.filter(readers__open_to=[f"{AUTHOR}{token}" for token in author_tokens(user)])


def stored_at(version: "PaperVersion", name: str) -> str:
    """The name under which the file is kept: ours, already chosen (`record.files.stored_name`)."""
    return name


class PaperVersion(Searched):
    """One version of a paper, as it was submitted: a file or a text. To correct it is to submit a new one."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions", verbose_name=_("paper"))
    number = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    # English is authoritative: a version in another language says what it is worth.
    language_status = models.CharField(
        _("status of the wording"), max_length=12, choices=WordingStatus.choices, default=WordingStatus.OFFICIAL
    )
    text = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), upload_to=stored_at, blank=True, max_length=200)
    file_type = models.CharField(_("type of the file"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    on_behalf_of = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="paper_versions",
        null=True,
        blank=True,
        verbose_name=_("on behalf of"),
    )
    channel = models.CharField(_("by which way"), max_length=14, choices=Channel.choices, default=Channel.PORTAL)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="paper_versions", verbose_name=_("submitted by")
    )
    at = models.DateTimeField(_("submitted at"), default=timezone.now)
    # The one column of a version that may change.
    readers = ReadersField()

    seals = ("text", "sha256", "size", "file_type")
    called_with = staticmethod(lambda: ["paper", *paths_to_holders("paper__folder")])
    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a paper")
        verbose_name_plural = _("versions of papers")
        ordering = ["paper", "number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                condition=(Q(text="") & ~Q(file="")) | (~Q(text="") & Q(file="")), name="a_version_is_a_file_or_a_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper.symbol}/{self.number}"

    @property
    def called_here(self) -> str:
        """What it is called in addresses, with the title of its paper in the reader's language."""
        return f"{self.designation} · {self.paper.heading}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a version of a paper is never changed")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("paper-version", args=[self.paper.symbol, self.number])

    @property
    def why_unread(self) -> Any:
        """Why the words in its file aren't searched; "" of a text, of one that was read, and of one that waits for it."""
        words = getattr(self, "words", None)
        return words.get_unread_display() if words else ""

    @property
    def designation(self) -> str:
        """Symbol and number: its name in addresses, and where drafts are about it."""
        return str(self)


class WordsQuerySet(models.QuerySet["WordsOfAFile"]):
    def visible_to(self, user: Person) -> Self:
        """For whoever may read the version."""
        return self.filter(version__in=PaperVersion.objects.visible_to(user))


class WordsOfAFile(Searched):
    """The words of a version that is a file, taken out of it so that they are searched; or why there are none.

    Made of the file, and made anew at any time: `papers.actions.read_files`.
    """

    version = models.OneToOneField(
        PaperVersion, models.PROTECT, related_name="words", verbose_name=_("version of a paper")
    )
    text = models.TextField(_("words"), blank=True)
    unread = models.CharField(_("why its words aren't searched"), max_length=14, choices=UNREAD, blank=True)
    at = models.DateTimeField(_("read at"), default=timezone.now)

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a file")
        verbose_name_plural = _("words of files")
        ordering = ["version"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=(Q(text="") & ~Q(unread="")) | (~Q(text="") & Q(unread="")),
                name="a_file_was_read_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)


class CirculationQuerySet(models.QuerySet["Circulation"]):
    def asking_for_comments(self, on: dt.date, without_a_day: Q | None = None) -> Self:
        """Those with a day that hasn't passed by which comments are welcome, until a newer version has gone out; of those
        without a day the ones that still ask, as `without_a_day` says.
        """
        newer = Circulation.objects.filter(
            version__paper=OuterRef("version__paper"), version__number__gt=OuterRef("version__number")
        )
        asks = Q(comments_by__gte=on)
        if without_a_day is not None:
            asks |= without_a_day & Q(comments_by=None)
        return self.filter(asks, ~Exists(newer))


class Circulation(models.Model):
    """A version sent to all members at once, to observers where asked, or to some participants; with a day for comments.

    One of a step that was entered by mistake opens the version to nobody.
    """

    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="circulations", verbose_name=_("version of a paper")
    )
    audience = models.CharField(_("sent to"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    # Sent to the Secretariat and the Chair, and to these alone besides: a group, or those who were named.
    participants = models.ManyToManyField(
        Participant, related_name="+", blank=True, verbose_name=_("and these besides")
    )
    comments_by = models.DateField(_("comments are welcome until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="circulations", verbose_name=_("by"))
    at = models.DateTimeField(_("circulated at"), default=timezone.now)

    # Found to be of a step that was a mistake: no column of its own, since a row is never changed.
    mistaken_at: dt.datetime | None = None

    seals = ("audience", "comments_by")
    objects = KeptRowsThatCount.from_queryset(CirculationQuerySet)()
    everything = EveryKeptRow.from_queryset(CirculationQuerySet)()

    class Meta:
        verbose_name = _("circulation")
        verbose_name_plural = _("circulations")
        ordering = ["-at"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.version} · {self.to_whom}"

    @property
    def is_to_some(self) -> bool:
        """Whether it went to a group, or to those named."""
        return self.audience == Audience.SECRETARIAT

    @property
    def to_whom(self) -> Any:
        """Whom it went to, in words; by name they are told by `papers.reports.circulated`."""
        return _("some participants, the Secretariat and the Chair") if self.is_to_some else self.get_audience_display()
