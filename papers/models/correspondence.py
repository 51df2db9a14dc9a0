"""The register of correspondence: letters that came in and went out, their scans, and what was entered from them."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.names import Name, page_of
from journal.staff import is_of_staff
from members.models import Participant, Person
from notices.choices import ServedThrough
from papers.choices import Direction, LetterSeries
from papers.models.unread import UNREAD
from record.models import Correctable, RowsThatCount, Searched
from record.texts import LanguageField, MultilingualField, WrittenWords


class RegisteredLetterQuerySet(models.QuerySet["RegisteredLetter"]):
    def visible_to(self, user: Person) -> Self:
        """The Secretariat's staff see all; those who act for a state its own letters, and those that went to it."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if is_of_staff(user):
            return self.all()
        addressed = RegisteredLetter.addressees.through.objects.filter(participant__in=user.participants())
        return self.filter(Q(participant__in=user.participants()) | Q(pk__in=addressed.values("registeredletter")))

    def told_to(self, user: Person) -> Self:
        """Adds whether the person reads what the register alone says of a letter, and which letter that they see it answers."""
        answered = RegisteredLetter.objects.visible_to(user).filter(pk=OuterRef("answers"))
        return self.visible_to(user).annotate(
            is_in_office=Value(is_of_staff(user), models.BooleanField()),
            answered_uid=Subquery(answered.values("uid")[:1]),
        )

    def waiting(self) -> Self:
        """Those laid to somebody, until they are closed."""
        return self.filter(officer__isnull=False, closed_at__isnull=True)

    def of_a_state(self) -> Self:
        """Those that came in from a participant: from them something can be entered in its name."""
        return self.filter(direction=Direction.IN, participant__isnull=False)


class RegisteredLetter(Correctable, Searched):
    """A letter as the Secretariat's register has it: from whom or to whom, of which day, by which channel, about what.

    Its number counts through the letters of everybody, so that the Secretariat's staff alone read it (decision 0040). A
    letter that was entered by mistake keeps its number, so that a series has no gap.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    direction = models.CharField(_("which way"), max_length=3, choices=Direction.choices)
    series = models.CharField(_("series"), max_length=2, choices=LetterSeries.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"), validators=[MinValueValidator(1)])
    dated = models.DateField(_("date of the letter"))
    # Of one that came in, when it was received; of one that went out, when it was sent.
    day = models.DateField(_("received or sent on"))
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="letters_in", null=True, blank=True, verbose_name=_("from")
    )
    addressees = models.ManyToManyField(Participant, related_name="letters_out", blank=True, verbose_name=_("to"))
    other_party = models.CharField(_("from or to, in words"), max_length=200, blank=True)
    channel = models.CharField(_("by which channel"), max_length=12, choices=ServedThrough.choices)
    subject = models.CharField(_("subject"), max_length=300)
    language = LanguageField(_("language"))
    own_number = models.CharField(_("the sender's own number"), max_length=100, blank=True)
    answers = models.ForeignKey(
        "self", models.PROTECT, related_name="answered_by", null=True, blank=True, verbose_name=_("answers")
    )
    note = models.TextField(_("note of the Secretariat"), max_length=2000, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="letters_laid",
        null=True,
        blank=True,
        verbose_name=_("laid to"),
    )
    until = models.DateField(_("waits until"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("closed by"),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closing = models.CharField(_("what became of it"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    # Whether the reader is of the Secretariat's staff, and what it answers, where it was read by `told_to`.
    is_in_office = False
    answered_uid: uuid.UUID | None = None

    key_field = "uid"
    seals = ("series", "year", "number", "dated", "day", "other_party", "channel", "subject", "own_number")
    called_with = ("drafted_as",)
    objects = RowsThatCount.from_queryset(RegisteredLetterQuerySet)()
    everything = RegisteredLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of the register")
        verbose_name_plural = _("correspondence")
        ordering = ["-day", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "series", "year", "number"], name="one_letter_a_number_in_a_series"
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.OUT, participant__isnull=True)
                | Q(direction=Direction.IN, participant__isnull=False, other_party="")
                | (Q(direction=Direction.IN, participant__isnull=True) & ~Q(other_party="")),
                name="a_letter_that_came_in_is_from_somebody",
            ),
            models.CheckConstraint(condition=Q(dated__lte=F("day")), name="a_letter_is_dated_before_it_arrives"),
            models.CheckConstraint(
                condition=Q(officer__isnull=False, until__isnull=False) | Q(officer__isnull=True, until__isnull=True),
                name="a_letter_waits_for_somebody_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False, closed_by__isnull=False)
                | Q(closed_at__isnull=True, closed_by__isnull=True),
                name="somebody_closes_a_letter",
            ),
        ]
        indexes = [
            models.Index(fields=["-day", "-id"], name="letters_by_day"),
            models.Index(
                fields=["until"], condition=Q(officer__isnull=False, closed_at__isnull=True), name="letters_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def heading(self) -> WrittenWords:
        """Its subject; of one that was drafted here, in the reader's language where it was written in that."""
        drafted = getattr(self, "drafted_as", None)
        return drafted.heading if drafted else WrittenWords(self.subject, self.language)

    @property
    def called_here(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return reverse("correspondence-detail", args=[self.uid])

    @property
    def reference(self) -> str:
        """Its number in the register, for the Secretariat: "IN-NV-2026-17"."""
        return f"{self.direction.upper()}-{self.series}-{self.year}-{self.number}"

    @property
    def citation(self) -> str:
        """As its sender would find it again: the sender's own number and the day, in no language."""
        return f"{self.own_number or self.subject}, {self.dated.isoformat()}".replace(";", ",")[:300]

    @property
    def party(self) -> str:
        """From whom it came, in a word; of one that went out, whom it went to in words, where it went to others."""
        return str(self.participant) if self.participant else self.other_party

    @property
    def is_incoming(self) -> bool:
        return self.direction == Direction.IN

    @property
    def is_waiting(self) -> bool:
        return self.officer_id is not None and self.closed_at is None


def kept_as(scan: "ScanOfALetter", name: str) -> str:
    """The name under which the file is kept: ours, already chosen (`record.files.stored_name`)."""
    return name


class ScanOfALetterQuerySet(models.QuerySet["ScanOfALetter"]):
    def visible_to(self, user: Person) -> Self:
        """For whoever may read the letter; of a copy that was made for one addressee, for that one and the Secretariat."""
        rows = self.filter(letter__in=RegisteredLetter.everything.visible_to(user))
        if is_of_staff(user) or not (user.is_authenticated and user.is_active):
            return rows  # of nobody's letters, none
        return rows.filter(Q(addressee__isnull=True) | Q(addressee__in=user.participants()))

    def numbered_with(self, letter: RegisteredLetter, addressee: Participant | None) -> Self:
        """Those beside which a file is numbered: of a copy those of its addressee and of all, so that no number tells of others'."""
        rows = self.filter(letter=letter)
        return rows if addressee is None else rows.filter(Q(addressee__isnull=True) | Q(addressee=addressee))


class ScanOfALetter(Correctable):
    """The letter itself, or a scan of its pages. Never changed; a better one is added."""

    letter = models.ForeignKey(RegisteredLetter, models.PROTECT, related_name="scans", verbose_name=_("letter"))
    # Whose copy it is, of a letter that several got, each with a copy of its own; of what all of them got, nobody's.
    addressee = models.ForeignKey(
        Participant, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("whose copy")
    )
    number = models.PositiveIntegerField(_("number"))
    file = models.FileField(_("file"), upload_to=kept_as, max_length=200)
    name = models.CharField(_("its sender's name for it"), max_length=140)
    file_type = models.CharField(_("type of the file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("file_type", "size", "sha256")
    objects = RowsThatCount.from_queryset(ScanOfALetterQuerySet)()
    everything = ScanOfALetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("scan of a letter")
        verbose_name_plural = _("scans of letters")
        ordering = ["letter", "number"]
        default_permissions = ["view"]
        constraints = [
            # Of each addressee's copies, and of what all of them got.
            models.UniqueConstraint(
                "letter",
                Coalesce("addressee", Value(0), output_field=models.BigIntegerField()),
                "number",
                name="one_scan_of_a_letter_a_number",
            ),
            models.UniqueConstraint(
                fields=["letter", "sha256"], condition=Q(mistaken_at__isnull=True), name="a_letter_has_a_scan_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} · {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a scan of a letter is never changed")
        super().save(*args, **kwargs)

    @property
    def why_unread(self) -> Any:
        """Why the words in its file aren't searched; "" of one that was read, and of one that waits for it."""
        words = getattr(self, "words", None)
        return words.get_unread_display() if words else ""

    @property
    def download_name(self) -> str:
        """What it is called on the reader's computer, before it is made plain: "letter-2026-11-10-1.pdf"."""
        extension = str(self.file.name).rpartition(".")[2]
        return f"letter-{self.letter.dated.isoformat()}-{self.number}.{extension}"


class WordsOfAScanQuerySet(models.QuerySet["WordsOfAScan"]):
    def visible_to(self, user: Person) -> Self:
        """For whoever may read the letter."""
        return self.filter(scan__in=ScanOfALetter.objects.visible_to(user))

    def of_copies(self) -> Self:
        """Those of copies that were made for one addressee each."""
        return self.filter(scan__addressee__isnull=False)


class WordsOfAScan(Searched):
    """The words of a scan of a letter, taken out of the file or recognised in its pictures; or why there are none.

    Made of the file, and made anew at any time: `papers.actions.read_files`.
    """

    scan = models.OneToOneField(ScanOfALetter, models.PROTECT, related_name="words", verbose_name=_("scan of a letter"))
    text = models.TextField(_("words"), blank=True)
    unread = models.CharField(_("why its words aren't searched"), max_length=14, choices=UNREAD, blank=True)
    at = models.DateTimeField(_("read at"), default=timezone.now)

    objects = WordsOfAScanQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a scan")
        verbose_name_plural = _("words of scans")
        ordering = ["scan"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=(Q(text="") & ~Q(unread="")) | (~Q(text="") & Q(unread="")),
                name="a_scan_was_read_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return str(self.scan)


class LetterDeedQuerySet(models.QuerySet["LetterDeed"]):
    def visible_to(self, user: Person) -> Self:
        """For whoever may read the letter."""
        return self.filter(letter__in=RegisteredLetter.objects.visible_to(user))

    def about(self, name: Name) -> Self:
        return self.filter(about_kind=name.kind, about_key=name.key)


class LetterDeed(Correctable):
    """That an act was entered from a letter: which one, and of which thing. Written with the act, in one transaction.

    Where another letter was meant, this is taken back by itself; what was entered stays as it is.
    """

    letter = models.ForeignKey(RegisteredLetter, models.PROTECT, related_name="deeds", verbose_name=_("letter"))
    noun = models.CharField(_("noun"), max_length=60)
    act = models.CharField(_("act"), max_length=60)
    what = MultilingualField(_("what was entered"))
    about_kind = models.CharField(_("kind of object"), max_length=100)
    about_key = models.CharField(_("object's key"), max_length=64)
    about_label = models.CharField(_("about what"), max_length=300)
    url = models.CharField(_("link"), max_length=300)
    at = models.DateTimeField(_("entered at"))

    objects = RowsThatCount.from_queryset(LetterDeedQuerySet)()
    everything = LetterDeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("what was entered from a letter")
        verbose_name_plural = _("what was entered from letters")
        ordering = ["at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "noun", "act", "about_kind", "about_key"],
                condition=Q(mistaken_at__isnull=True),
                name="a_letter_does_a_thing_once",
            )
        ]
        indexes = [models.Index(fields=["about_kind", "about_key"], name="letters_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.letter} · {self.about_label}"

    @property
    def page(self) -> str:
        """Where the thing is read now, else where it was read when this was written."""
        return page_of(Name(self.about_kind, self.about_key)) or self.url
