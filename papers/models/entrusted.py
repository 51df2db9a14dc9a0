"""Papers that are entrusted to experts: who was let in to which, until when, and what they drafted of it."""

import datetime as dt
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_of_staff
from meetings.access import author_tokens
from members.models import Participant, Person
from papers.choices import EntrustedStage
from papers.models.papers import Paper, PaperVersion
from papers.readers import AUTHOR
from record.dates import day_of_the_house
from record.letters import SaidByLetter
from record.texts import LanguageField

# So long a letter's link may be used.
GOOD_FOR = dt.timedelta(days=14)
STANDING = (EntrustedStage.ASKED, EntrustedStage.INVITED, EntrustedStage.OPEN)


def drafted_by(user: Person) -> Q:
    """Of papers that are theirs to draft: of a state that handed a version in, or coordinates what it travels in."""
    tokens = [f"{AUTHOR}{token}" for token in author_tokens(user)]
    return Q(pk__in=PaperVersion.objects.filter(readers__open_to=tokens).values("paper"))


class EntrustedPaperQuerySet(models.QuerySet["EntrustedPaper"]):
    def visible_to(self, user: Person) -> Self:
        """The nominating state, those whose paper it is, and the Secretariat; the expert, from the first day to the last."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.is_guest:
            return self.filter(guest=user.pk).open_on(day_of_the_house())
        if is_of_staff(user):
            return self.all()
        own = Paper.objects.filter(drafted_by(user)).values("pk")
        return self.filter(Q(owner__in=user.participants()) | Q(paper__in=own))

    def open_on(self, day: dt.date) -> Self:
        """Those whose expert is let in on a day."""
        return self.filter(stage=EntrustedStage.OPEN, since__lte=day, until__gt=day)

    def standing(self, day: dt.date) -> Self:
        """Those that didn't end, by an act or by their day."""
        return self.filter(stage__in=STANDING, until__gt=day)


class EntrustedPaper(SaidByLetter):
    """A paper to which an expert is let in, and to nothing else, until a day: by the word of the state that nominated them and
    of the Secretariat, in either order. Either of the two ends it at once.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="entrusted", verbose_name=_("paper"))
    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("nominated by"))
    # By which nomination: its key, since nominations stand a floor above.
    nomination = models.UUIDField(_("nomination of an expert"), editable=False)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    language = LanguageField(_("language of the letter"))
    since = models.DateField(_("let in from"))
    until = models.DateField(pgettext_lazy("heading", "until"), help_text=_("The first day on which it is over."))
    stage = models.CharField(_("stage"), max_length=8, choices=EntrustedStage.choices, default=EntrustedStage.ASKED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    # The word of each of the two: who gave it, and when.
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("for the state"),
    )
    state_at = models.DateTimeField(_("the state agreed"), null=True, blank=True)
    office_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("for the Secretariat"),
    )  # fmt: skip
    office_at = models.DateTimeField(_("the Secretariat agreed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("letter of"), null=True, blank=True)
    guest = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="entrusted", null=True, blank=True,
        verbose_name=_("account of the expert"),
    )  # fmt: skip
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("name", "email", "since", "until")
    key_field = "uid"
    objects = EntrustedPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper entrusted to an expert")
        verbose_name_plural = _("papers entrusted to experts")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="entrusted_for_a_day_at_least"),
            models.CheckConstraint(
                condition=~Q(stage=EntrustedStage.OPEN)
                | Q(state_at__isnull=False, office_at__isnull=False, guest__isnull=False, ended_at__isnull=True),
                name="an_expert_is_let_in_by_both",
            ),
            models.UniqueConstraint(
                fields=["paper", "email"],
                condition=Q(stage__in=("asked", "invited", "open")),
                name="a_paper_is_entrusted_to_an_expert_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner.code} · {self.paper.symbol}"

    def get_absolute_url(self) -> str:
        return reverse("entrusted-detail", args=[self.uid])

    @property
    def last_day(self) -> dt.date:
        return self.until - dt.timedelta(days=1)

    def stands_on(self, day: dt.date) -> bool:
        return self.stage in STANDING and day < self.until

    def is_open_on(self, day: dt.date) -> bool:
        return self.stage == EntrustedStage.OPEN and self.since <= day < self.until

    def is_good(self, at: dt.datetime) -> bool:
        """Whether the link of its last letter may still be used."""
        return (
            self.stage == EntrustedStage.INVITED
            and self.sent_at is not None
            and at < self.sent_at + GOOD_FOR
            and day_of_the_house(at) < self.until
        )


class ExpertDraftQuerySet(models.QuerySet["ExpertDraft"]):
    def visible_to(self, user: Person) -> Self:
        """The expert's own; those whose paper it is, and the Secretariat. Not the nominating state, unless it is theirs too."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.is_guest:
            return self.filter(entrusted__in=EntrustedPaper.objects.visible_to(user).values("pk"))
        if is_of_staff(user):
            return self.all()
        return self.filter(entrusted__paper__in=Paper.objects.filter(drafted_by(user)).values("pk"))


def draft_stored_at(draft: "ExpertDraft", name: str) -> str:
    """The name under which the file is kept: ours, already chosen (`record.files.stored_name`)."""
    return name


class ExpertDraft(models.Model):
    """What an expert drafted of a paper that was entrusted to them: theirs, by name, and no version of the paper.

    Never changed: a further one has the next number. Those whose paper it is, or the Secretariat, may take it over as the
    paper's next version, by an act of their own.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    entrusted = models.ForeignKey(
        EntrustedPaper, models.PROTECT, related_name="drafts", verbose_name=_("paper entrusted to an expert")
    )
    number = models.PositiveIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    text = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), upload_to=draft_stored_at, blank=True, max_length=200)
    file_type = models.CharField(_("type of the file"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by"))
    at = models.DateTimeField(_("handed in at"), default=timezone.now)
    taken_as = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("taken over as")
    )
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("text", "sha256", "size", "file_type")
    key_field = "uid"
    objects = ExpertDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of an expert")
        verbose_name_plural = _("drafts of experts")
        ordering = ["entrusted", "number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["entrusted", "number"], name="one_draft_a_number"),
            models.CheckConstraint(
                condition=(Q(text="") & ~Q(file="")) | (~Q(text="") & Q(file="")), name="a_draft_is_a_file_or_a_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entrusted} · {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.entrusted.get_absolute_url()}#draft-{self.number}"

    @property
    def extension(self) -> str:
        return str(self.file.name).rpartition(".")[2]

    @property
    def owner(self) -> Any:
        """Of which state's nomination it came."""
        return self.entrusted.owner
