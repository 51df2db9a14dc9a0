"""What people did with the lines of their desks, which are no rows themselves; documents that they asked for, lists that they
keep, and workbooks with entries that came back."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.choices import UNDER_WAY, Brought, DeskDeed, MakingOf, WhyNotMade
from journal.staff import is_of_staff
from members.access import desks_of, own_states
from members.models import Participant, Person
from record.awaiting import SECRETARIAT
from record.dates import day_of_the_house, end_of_the_day
from record.letters import BY_LETTER, ReceivedLetter, SaidByLetter
from record.models import Searched
from record.texts import LanguageField


class DeskEntryQuerySet(models.QuerySet["DeskEntry"]):
    def visible_to(self, user: Person) -> Self:
        """Whoever sits at the same desk: the Secretariat's staff at theirs, the people of a state at its own."""
        return self.filter(desk__in=desks_of(user, day_of_the_house()))

    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)

    def about_lines(self, lines: list[str]) -> Self:
        return self.filter(line__in=lines)

    def written_by(self, day: dt.date) -> Self:
        return self.filter(at__lte=end_of_the_day(day))

    def kept_to_themselves(self) -> Self:
        """Those of every desk but the Secretariat's: nobody else reads what a state sets aside."""
        return self.exclude(desk=SECRETARIAT)


class DeskEntry(models.Model):
    """That somebody set a line of a desk aside, gave it to an officer, wrote a word about it, or asked for what it waits for.

    It is never changed; it can be undone, and then says by whom and when.
    """

    what = models.CharField(_("what was done"), max_length=10, choices=DeskDeed.choices)
    # Whose desk, and which line of it (`record.awaiting.DeskLine.key`); what the line said then.
    desk = models.CharField(_("desk"), max_length=60)
    line = models.CharField(_("line"), max_length=64, db_index=True)
    label = models.CharField(_("what the line says"), max_length=300)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("given to")
    )
    word = models.TextField(_("word"), blank=True, max_length=2000)
    language = LanguageField(_("language"))
    until = models.DateField(_("comes back on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("word",)
    objects = DeskEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry on a desk")
        verbose_name_plural = _("entries on desks")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what=DeskDeed.ASSIGNED) ^ Q(officer__isnull=True), name="what_is_assigned_names_an_officer"
            ),
            models.CheckConstraint(
                condition=~Q(what__in=[DeskDeed.SET_ASIDE, DeskDeed.WORD]) | ~Q(word=""),
                name="what_is_set_aside_has_a_word",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="somebody_undid_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.label}"

    def get_absolute_url(self) -> str:
        return f"{reverse('desk')}#line-{self.line}"

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None

    def hides_on(self, day: dt.date) -> bool:
        """Whether it keeps its line from the list on a day."""
        return self.what == DeskDeed.SET_ASIDE and not self.is_undone and (self.until is None or self.until > day)


# After so long whoever took a document up is taken for dead, and another may begin it anew.
LEASE = dt.timedelta(minutes=10)


class RequestedDocumentQuerySet(models.QuerySet["RequestedDocument"]):
    def visible_to(self, user: Person) -> Self:
        """Whoever asked for it, and nobody else: what somebody reads is nobody else's."""
        return self.filter(by=user.pk) if user.is_authenticated and user.is_active else self.none()

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def to_be_made(self, at: dt.datetime) -> Self:
        """Those that nobody has taken up, or whose maker has said nothing for too long."""
        return self.filter(Q(state=MakingOf.ASKED) | Q(state=MakingOf.MAKING, told_at__lt=at - LEASE))

    def without_files(self) -> Self:
        return self.defer("data")


class RequestedDocument(models.Model):
    """A document that takes its time: who asked for which one, how far it has come, and the file until it is cut.

    It is made as its asker reads the record, and only they see it. The file stands in the row: it goes when the row goes.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("asked for at"), default=timezone.now, db_index=True)
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key of the thing"), max_length=120)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    format = models.CharField(_("format"), max_length=5)
    day = models.DateField(_("as of"))
    state = models.CharField(_("how far it has come"), max_length=9, choices=MakingOf.choices, default=MakingOf.ASKED)
    done = models.PositiveSmallIntegerField(_("parts done"), default=0)
    parts = models.PositiveSmallIntegerField(_("parts"), default=1)
    told_at = models.DateTimeField(_("told of last"), null=True, blank=True)
    why = models.CharField(_("why not"), max_length=6, choices=WhyNotMade.choices, blank=True)
    name = models.CharField(_("name of the file"), max_length=250, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    data = models.BinaryField(_("file"), default=b"", blank=True)

    objects = RequestedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document asked for")
        verbose_name_plural = _("documents asked for")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MakingOf.READY) | ~Q(sha256=""), name="a_document_that_is_ready_has_a_digest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.format.upper()}"

    def get_absolute_url(self) -> str:
        return reverse("requested-document", args=[self.uid])

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_ready(self) -> bool:
        return self.state == MakingOf.READY


class SavedListQuerySet(models.QuerySet["SavedList"]):
    def visible_to(self, user: Person) -> Self:
        """Whoever keeps it, until they take it away."""
        return self.standing().filter(by=user.pk) if user.is_authenticated and user.is_active else self.none()

    def opened_by(self, user: Person) -> Self:
        """Those that a link opens for a person: their own, and whatever somebody shares with all who have the link."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.standing().filter(Q(by=user.pk) | Q(shared_at__isnull=False))

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def kept_by(self, day: dt.date) -> Self:
        return self.filter(at__lte=end_of_the_day(day))


class SavedList(Searched):
    """A list of the portal as somebody asked for it, under a name of theirs: what it asks, and none of its rows.

    Whoever has its link, where it is shared, asks the same with their own eyes.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=100)
    language = LanguageField(_("language"))
    # The name of the list's address, and what stands after the “?” of it.
    page = models.CharField(_("list"), max_length=60)
    query = models.CharField(_("what it asks"), max_length=1000, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    shared_at = models.DateTimeField(_("shared at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("taken away at"), null=True, blank=True, db_index=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    objects = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        ordering = ["name", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "name"], condition=Q(ended_at__isnull=True), name="a_person_has_one_list_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(shared_at__isnull=True), name="what_is_taken_away_is_not_shared"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-list-open", args=[self.uid])

    @property
    def address(self) -> str:
        """The list itself, asked so."""
        return f"{reverse(self.page)}?{self.query}" if self.query else reverse(self.page)

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None


class BroughtFileQuerySet(models.QuerySet["BroughtFile"]):
    def visible_to(self, user: Person) -> Self:
        """The people of its state; the Secretariat's staff, where it came with a letter. What a state tries out is its own."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if is_of_staff(user):
            return self.filter(channel__in=BY_LETTER)
        return self.filter(owner__in=list(own_states(user, day_of_the_house())))

    def waiting(self) -> Self:
        return self.filter(stage=Brought.WAITING)

    def written_by(self, day: dt.date) -> Self:
        return self.filter(at__lte=end_of_the_day(day))

    def kept_to_themselves(self) -> Self:
        """Those that no letter brought: nobody else reads what a state does with its own entries."""
        return self.exclude(channel__in=BY_LETTER)

    def without_files(self) -> Self:
        return self.defer("data")


class BroughtFile(SaidByLetter):
    """A workbook with a state's own entries that came back: in the portal, or with a letter. It is kept as it came.

    It changes nothing by itself: it is looked at, and then entered as a whole, but for rows that somebody set aside by name,
    or not at all. What a preparer brings waits for the authority.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    letter_reference = models.CharField(_("number and day of the letter"), max_length=300, blank=True)
    name = models.CharField(_("its sender's name for it"), max_length=140)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    data = models.BinaryField(_("file"))
    stage = models.CharField(_("how far it has come"), max_length=8, choices=Brought.choices, default=Brought.WAITING)
    # Of two who press at once one is told.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now, db_index=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    begun = models.PositiveIntegerField(_("new entries"), default=0)
    changed = models.PositiveIntegerField(_("entries changed"), default=0)
    aside = models.JSONField(_("rows set aside"), default=list, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("name", "sha256", "stage")
    objects = BroughtFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("workbook brought back")
        verbose_name_plural = _("workbooks brought back")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["owner", "sha256"], name="workbooks_by_digest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=Brought.WAITING, settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(stage=Brought.WAITING) & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="a_workbook_is_settled_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner} · {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("brought-file-detail", args=[self.uid])

    @property
    def is_waiting(self) -> bool:
        return self.stage == Brought.WAITING

    @property
    def letter(self) -> ReceivedLetter | None:
        """The letter by which what it says came; None where its state brought it itself."""
        return ReceivedLetter(self.channel, self.letter_reference, self.dated) if self.is_by_letter else None
