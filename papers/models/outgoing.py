"""Letters of the Secretariat while they are drafted: what they say, to whom, with which annexes, and files that were finished."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.staff import is_of_staff
from meetings.models import WorkingGroup
from members.models import Participant, Person
from papers.choices import AddressedTo, OutgoingKind, OutgoingStage
from papers.models.about import AboutAThing, ThingsAbout
from papers.models.correspondence import RegisteredLetter
from papers.models.papers import PaperVersion
from record.models import Searched
from record.texts import LANGUAGES, LanguageField, MultilingualField, WrittenWords, wording_for_reader


class OfTheOffice(models.QuerySet[Any]):
    """What the Secretariat's staff alone read."""

    def visible_to(self, user: Person) -> Self:
        return self.all() if is_of_staff(user) else self.none()


class OutgoingLetterQuerySet(ThingsAbout, OfTheOffice):
    def drafts(self) -> Self:
        return self.filter(stage=OutgoingStage.DRAFT)

    def drafted_by(self, user: Person) -> Self:
        """Those that wait for the person who began them, or changed them last."""
        return self.drafts().filter(Q(changed_by=user.pk))


class OutgoingLetter(AboutAThing, Searched):
    """A letter that the Secretariat drafts. It gets its number as it is sent, and stands in the register from then on.

    The languages in which it is written are those in which it has a subject and a text. To whom it goes is worked out on
    the day on which it goes.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=OutgoingKind.choices)
    subject = MultilingualField(_("subject"))
    text = MultilingualField(_("text"), long=True)
    to = models.CharField(_("to"), max_length=12, choices=AddressedTo.choices)
    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("working group")
    )
    participants = models.ManyToManyField(Participant, related_name="+", blank=True, verbose_name=_("those named"))
    answers = models.ForeignKey(
        RegisteredLetter, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("answers")
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=OutgoingStage.choices, default=OutgoingStage.DRAFT, db_index=True
    )
    # Counts changes of what it says: who saw an older one is refused, and a file finished of an older one isn't sent.
    version = models.PositiveIntegerField(default=1, editable=False)
    sent_as = models.OneToOneField(
        RegisteredLetter, models.PROTECT, related_name="drafted_as", null=True, blank=True, verbose_name=_("sent as")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    at = models.DateTimeField(_("begun at"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("last changed by")
    )
    changed_at = models.DateTimeField(_("last changed at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    key_field = "uid"
    seals = ("subject", "text")
    called_with = ()
    objects = OutgoingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter being drafted")
        verbose_name_plural = _("letters being drafted")
        ordering = ["-changed_at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=OutgoingStage.SENT, sent_as__isnull=False)
                | (~Q(stage=OutgoingStage.SENT) & Q(sent_as__isnull=True)),
                name="a_letter_that_was_sent_stands_in_the_register",
            ),
            models.CheckConstraint(
                condition=Q(to=AddressedTo.GROUP, group__isnull=False)
                | (~Q(to=AddressedTo.GROUP) & Q(group__isnull=True)),
                name="a_letter_to_a_group_names_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.heading)

    def get_absolute_url(self) -> str:
        return reverse("outgoing-letter-detail", args=[self.uid])

    @property
    def heading(self) -> WrittenWords:
        """Its subject, in the reader's language where it has that."""
        return wording_for_reader(self.subject)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which it is written, English first."""
        return tuple(code for code in LANGUAGES if self.subject.get(code) and self.text.get(code))

    @property
    def is_draft(self) -> bool:
        return self.stage == OutgoingStage.DRAFT


def kept_at(part: models.Model, name: str) -> str:
    """The name under which a file is kept: ours, already chosen (`record.files.stored_name`)."""
    return name


class KeptWithALetter(models.Model):
    """A file that goes with a letter, as it was taken in: its name, kind, size and digest."""

    file = models.FileField(_("file"), upload_to=kept_at, blank=True, max_length=200)
    name = models.CharField(_("its sender's name for it"), max_length=140, blank=True)
    file_type = models.CharField(_("type of the file"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    at = models.DateTimeField(_("added at"), default=timezone.now)

    class Meta:
        abstract = True

    @property
    def extension(self) -> str:
        return str(self.file.name).rpartition(".")[2]


class LetterAnnexQuerySet(OfTheOffice):
    def standing(self) -> Self:
        """Those that weren't taken off again."""
        return self.filter(taken_off_at__isnull=True)


class LetterAnnex(KeptWithALetter):
    """What goes with a letter: a version of a paper, which those it is addressed to read already; or a file of its own."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(OutgoingLetter, models.PROTECT, related_name="annexes", verbose_name=_("letter"))
    version = models.ForeignKey(
        PaperVersion, models.PROTECT, null=True, blank=True, verbose_name=_("version of a paper")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    # Taken off again, before the letter was sent.
    taken_off_at = models.DateTimeField(_("taken off at"), null=True, blank=True)

    seals = ("title", "size", "sha256")
    objects = LetterAnnexQuerySet.as_manager()

    class Meta:
        verbose_name = _("annex of a letter")
        verbose_name_plural = _("annexes of letters")
        ordering = ["letter", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, file="") | (Q(version__isnull=True) & ~Q(file="") & ~Q(title="")),
                name="an_annex_is_a_paper_or_a_file",
            ),
            models.UniqueConstraint(
                fields=["letter", "version"], condition=Q(taken_off_at__isnull=True), name="a_paper_is_annexed_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.version)


class FinishedLetter(KeptWithALetter):
    """What somebody made of a letter in a word processor: it is sent in place of what the house would make.

    It holds for the words of which it was made (`version`); the newest of a language counts.
    """

    letter = models.ForeignKey(OutgoingLetter, models.PROTECT, related_name="finished", verbose_name=_("letter"))
    language = LanguageField(_("language"))
    version = models.PositiveIntegerField(_("of which words"))

    seals = ("size", "sha256")
    objects = OfTheOffice.as_manager()

    class Meta:
        verbose_name = _("finished letter")
        verbose_name_plural = _("finished letters")
        ordering = ["letter", "-pk"]
        default_permissions = []

    def __str__(self) -> str:
        return self.name
