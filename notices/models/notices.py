"""What was told, or is to be told, to whom, about what; and every move of it."""

import datetime as dt
import uuid
from typing import NamedTuple, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.names import Name, name_of
from journal.staff import is_of_staff
from members.models import Person
from notices.choices import NoticeChannel, Stage
from notices.kinds import kind_called, label_of
from notices.models.kinds import KindField
from notices.models.letters import Letter


class Thread(NamedTuple):
    """What of one thing is told to one person, one after the other: a newer row of it takes an older one's place."""

    kind: str
    # See `Thread`.
    of_kind: str
    about: Name
    group: str
    recipient: int


class NoticeKey(NamedTuple):
    """What is unique of a notice."""

    kind: str
    about: Name
    occurrence: str
    recipient: int
    channel: str


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Person) -> Self:
        """One's own, of what was told in the portal."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(recipient=user, channel=NoticeChannel.PORTAL, stage=Stage.SENT)

    def of_the_ledger(self, user: Person) -> Self:
        """Reminders by e-mail, whoever they are for: the Secretariat sees to it that they go."""
        if not is_of_staff(user):
            return self.none()
        return self.filter(channel=NoticeChannel.EMAIL)

    def about(self, *things: models.Model) -> Self:
        """Whatever tells of these, whoever it is for and by whichever way."""
        of_them = Q(pk__in=())
        for thing in things:
            kind, key = name_of(thing)
            of_them |= Q(about_kind=kind, about_key=key)
        return self.filter(of_them)

    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)

    def waiting(self) -> Self:
        return self.filter(stage=Stage.PENDING)

    def by_email(self) -> Self:
        return self.filter(channel=NoticeChannel.EMAIL)

    def due(self, at: dt.datetime) -> Self:
        """Letters that should leave by now: waiting, at an hour that suits, and not too late."""
        return self.by_email().waiting().filter(send_at__lte=at).filter(Q(expires_at=None) | Q(expires_at__gt=at))


class Notice(models.Model):
    """One person told one thing once, by one channel. Knows people and words, not commitments.

    What tells of something done is written in its transaction, so that in the portal it is exactly once. What reminds
    is written by a sweep, waits until it is due, and by e-mail travels in a letter.
    """

    # What it is called in addresses: numbers, which count through what everybody is told, would tell how much that is.
    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    kind = KindField(_("kind"))
    about_kind = models.CharField(_("kind of object"), max_length=100)
    about_key = models.CharField(_("object's key"), max_length=64)
    about_label = models.CharField(_("about what"), max_length=300)
    # What happened to it, so that one thing is told once: a step's number, a version's number, a lead's name.
    occurrence = models.CharField(_("occurrence"), max_length=100)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name=_("to")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=NoticeChannel.choices, default=NoticeChannel.PORTAL)
    url = models.CharField(_("link"), max_length=300)
    # Values that the sentence names: a step's name, a state's code, a day as ISO text.
    values = models.JSONField(_("values"), default=dict)
    created_at = models.DateTimeField(_("at"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)
    # -- Of reminders.
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices, default=Stage.SENT)
    source = models.CharField(_("source"), max_length=40, blank=True)
    group = models.CharField(_("group"), max_length=60, blank=True)
    # Of a change of date: the kind of reminder that had told the date before.
    of_kind = KindField(_("kind that told the date"), blank=True)
    fingerprint = models.CharField(_("fact told"), max_length=100, blank=True)
    official = models.BooleanField(pgettext_lazy("reminder", "official"), default=False)
    attachment = models.CharField(_("attachment"), max_length=200, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    # When it is due and the hour suits the recipient as well.
    send_at = models.DateTimeField(_("to be sent at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("too late from"), null=True, blank=True)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    letter = models.ForeignKey(
        Letter, models.PROTECT, related_name="notices", null=True, blank=True, verbose_name=_("letter")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_key", "occurrence", "recipient", "channel"],
                name="one_notice_of_a_thing_to_a_person",
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notices_of_a_person"),
            models.Index(fields=["channel", "send_at"], condition=Q(stage="pending"), name="notices_waiting"),
            models.Index(fields=["expires_at"], condition=Q(stage="pending"), name="notices_too_late"),
            models.Index(fields=["source", "about_key"], name="notices_of_a_source"),
            models.Index(fields=["stage", "-created_at"], name="notices_by_stage"),
        ]

    def __str__(self) -> str:
        return f"{label_of(self.kind)} · {self.about_label}"

    @property
    def about(self) -> Name:
        return Name(self.about_kind, self.about_key)

    @property
    def name_told(self) -> str:
        """What the thing is called in the reader's language, its reference first where it has one; "" where nothing says so."""
        values = self.values if isinstance(self.values, dict) else {}
        name, reference = kind_called(self.kind).thing_called(self.about_kind, values), f"{self.about_key} · "
        is_called_by_it = self.about_label.startswith(reference) and not name.startswith(reference)
        return f"{reference}{name}" if name and is_called_by_it else name

    @property
    def called(self) -> str:
        """The same; what nothing says in other languages, as it was called when it was told."""
        return self.name_told or self.about_label

    # Of reminders these two are always there.

    @property
    def due(self) -> dt.datetime:
        return cast(dt.datetime, self.due_at)

    @property
    def leaves(self) -> dt.datetime:
        return cast(dt.datetime, self.send_at)

    @property
    def key(self) -> NoticeKey:
        return NoticeKey(self.kind, self.about, self.occurrence, self.recipient_id, self.channel)

    @property
    def thread(self) -> Thread:
        return Thread(self.kind, self.of_kind, self.about, self.group, self.recipient_id)


class NoticeTransition(models.Model):
    """One move of a notice, or of a letter with everything in it. The database refuses to change or remove one."""

    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="transitions", null=True, blank=True, verbose_name=_("notice")
    )
    letter = models.ForeignKey(
        Letter, models.PROTECT, related_name="transitions", null=True, blank=True, verbose_name=_("letter")
    )
    from_stage = models.CharField(_("from"), max_length=12, choices=Stage.choices, blank=True)
    to_stage = models.CharField(_("to"), max_length=12, choices=Stage.choices)
    at = models.DateTimeField(_("when"))
    worker = models.CharField(_("by"), max_length=100)
    detail = models.CharField(_("detail"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("stage of a notice")
        verbose_name_plural = _("stages of notices")
        ordering = ["pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=True) ^ Q(letter__isnull=True), name="a_notice_or_a_letter_moves"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_from_stage_display()} → {self.get_to_stage_display()}"
