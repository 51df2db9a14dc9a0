"""The silence procedure: a text adopted between meetings when a period ends and no member has objected in writing."""

import datetime as dt
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from decisions.choices import Proof, RoundKind, Way
from journal.names import name_of, page_of
from law.choices import SilenceState
from law.editions import edition
from law.fields import BodyField, EditionField, edition_of_today
from law.grammar.deciding import SilenceRules
from meetings.access import reads_preparations
from meetings.models.meetings import Meeting
from members.models import Participant, Person, seats_of
from members.models.users import check_time_zone
from record.dates import day_of_the_house, zone_of
from record.models import Correctable, RowsThatCount, Searched
from record.texts import LanguageField, MultilingualField, in_language
from record.zones import ZoneField

HELD_BY_A_MISTAKE = _("Period ended; held, since an objection was entered by mistake")


class SilenceQuerySet(models.QuerySet["SilenceProcedure"]):
    def visible_to(self, user: Person) -> Self:
        """The members, the Chair and the Secretariat: observers don't decide."""
        seats = seats_of(user)
        return self.all() if seats.sits_with_the_members else self.none()

    def with_everything(self) -> Self:
        """With its periods, who was notified and by what that is shown, and objections."""
        return (
            self.with_why_held()
            .select_related("opened_at_meeting", "opened_by_chair")
            .prefetch_related(
                "rounds__notifications__participant",
                "rounds__objections__participant",
                "rounds__objections__withdrawal",
            )
        )

    def with_why_held(self) -> Self:
        """Each with `told_ended`: whether its members were told before its end that it was over, by a mistaken objection."""
        struck = SilenceObjection.everything.filter(round__procedure=OuterRef("pk"), round__ends_at=OuterRef("ends_at"))
        told = struck.filter(at__lt=OuterRef("ends_at"), mistaken_at__gte=OuterRef("ends_at"))
        return self.annotate(told_ended=Exists(told))

    def under_way(self) -> Self:
        return self.filter(state=SilenceState.OPEN)

    def ended_by(self, at: dt.datetime) -> Self:
        """Those whose period has run out, and which nobody has settled yet."""
        return self.under_way().filter(ends_at__lte=at)


class SilenceProcedure(Searched):
    """A text before the members for a period: adopted at the instant it ends, unless one of them objects in writing.

    Opened at a meeting or by the Chair (in a known case for two weeks). Its periods are `rounds`: extended with the
    same text, or started again when the text changes. `ends_at` is that of the latest round.
    """

    reference = models.CharField(_("reference"), max_length=30, unique=True)
    title = MultilingualField(_("title"))
    edition = EditionField(_("edition of the law"), default=edition_of_today, editable=False)
    body = BodyField(_("on behalf of the body"))
    opened_at_meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="silence_procedures",
        null=True,
        blank=True,
        verbose_name=_("opened at the meeting"),
    )
    opened_by_chair = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="silence_procedures",
        null=True,
        blank=True,
        verbose_name=_("opened by the Chair"),
    )
    time_zone = ZoneField(_("time zone of the period"), max_length=60, validators=[check_time_zone])
    state = models.CharField(
        pgettext_lazy("where a thing stands", "state"),
        max_length=10,
        choices=SilenceState.choices,
        default=SilenceState.OPEN,
    )
    ends_at = models.DateTimeField(_("ends at"), db_index=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("title",)
    key_field = "reference"
    # Its name is said in the reader's language, with these relations.
    called_with = ()
    objects = SilenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("silence procedure")
        verbose_name_plural = _("silence procedures")
        ordering = ["-ends_at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at_meeting__isnull=False) ^ Q(opened_by_chair__isnull=False),
                name="silence_opened_at_a_meeting_or_by_the_chair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {in_language(self.title)}"

    def get_absolute_url(self) -> str:
        return page_of(name_of(self))

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.time_zone)

    @property
    def latest(self) -> "SilenceRound":
        """The round that runs, or ran last."""
        return max(self.rounds.all(), key=lambda silence_round: silence_round.number)

    @property
    def rules(self) -> SilenceRules:
        """The rules of the edition under which it began, and ends."""
        return edition(self.edition).silence

    @property
    def body_label(self) -> Any:
        """What the body was called on the day on which it began."""
        return edition(self.edition).body(self.body).label_on(day_of_the_house(self.at))

    @property
    def concerned(self) -> list[Participant]:
        """The members of the day on which the latest period opened, in seat order: each of them was notified."""
        states = {
            notification.participant_id: notification.participant for notification in self.latest.notifications.all()
        }
        return sorted(states.values(), key=lambda state: (state.seat_name, state.code))

    @property
    def proofs(self) -> dict[int, "SilenceNotification"]:
        """By member: what first showed, before the period's end, that the text as it is now reached it."""
        seal, end, first_proofs = self.latest.sha256, self.latest.ends_at, {}
        rows = [
            row
            for silence_round in self.rounds.all()
            if silence_round.sha256 == seal
            for row in silence_round.notifications.all()
        ]
        proven = [row for row in rows if row.reached_at is not None and row.reached_at < end]
        for row in sorted(proven, key=lambda row: (row.reached_at, row.pk), reverse=True):
            first_proofs[row.participant_id] = row
        return first_proofs

    @property
    def not_reached(self) -> list[Participant]:
        """The members of which nothing shows that the text reached them before the end of the period."""
        proofs = self.proofs
        return [state for state in self.concerned if state.pk not in proofs]

    @property
    def standing_objections(self) -> list["SilenceObjection"]:
        """The objections of the latest period that no member has withdrawn."""
        return [objection for objection in self.latest.objections.all() if not objection.is_withdrawn]

    @property
    def first_opened_at(self) -> dt.datetime:
        """Since when the text as it is now lies before the members, over all its periods."""
        seal = self.latest.sha256
        return min(silence_round.opens_at for silence_round in self.rounds.all() if silence_round.sha256 == seal)

    def stands_at(self, at: dt.datetime) -> str:
        """Where it stands at an instant: a period that has run out has ended, whether the clock was there or not."""
        if self.state != SilenceState.OPEN or at < self.ends_at:
            return self.state
        return SilenceState.HELD if self.not_reached else SilenceState.ADOPTED

    def standing_label(self, at: dt.datetime) -> Any:
        """Where it stands at an instant, in words that say why it is held."""
        state = SilenceState(self.stands_at(at))
        return self.recorded_label if state == self.state else state.label

    @property
    def recorded_label(self) -> Any:
        """Where it was last recorded to stand, in words that say why it is held. Of many, ask by `with_why_held`."""
        is_mistake = self.state == SilenceState.HELD and self.is_held_by_a_mistake
        return HELD_BY_A_MISTAKE if is_mistake else SilenceState(self.state).label

    @property
    def is_held_by_a_mistake(self) -> bool:
        """Whether silence decides nothing yet since an objection was entered by mistake, whoever was reached."""
        told = getattr(self, "told_ended", None)
        return self.latest.was_told_ended_by_mistake if told is None else told


class SilenceRound(Searched):
    """One period of a silence procedure: from one instant to another, over one text."""

    procedure = models.ForeignKey(
        SilenceProcedure, models.PROTECT, related_name="rounds", verbose_name=_("silence procedure")
    )
    number = models.PositiveSmallIntegerField(_("period"))
    kind = models.CharField(_("why it began"), max_length=10, choices=RoundKind.choices, default=RoundKind.OPENED)
    text = models.TextField(_("text"), max_length=50_000)
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    opens_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(pgettext_lazy("heading", "until"))
    reason = models.TextField(_("why"), blank=True, max_length=2000)
    language = LanguageField(_("language of the reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    seals = ("text", "reason")

    class Meta:
        verbose_name = _("period of a silence procedure")
        verbose_name_plural = _("periods of silence procedures")
        ordering = ["procedure", "number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_silence_round_a_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("opens_at")), name="a_silence_round_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.reference}/{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a period that began stays as it was; extend it or start again")
        super().save(*args, **kwargs)

    @property
    def was_told_ended_by_mistake(self) -> bool:
        """Whether its members were told before its end that it was over, and only after it that nobody had objected."""
        struck = SilenceObjection.everything.filter(round=self)
        return struck.filter(at__lt=self.ends_at, mistaken_at__gte=self.ends_at).exists()


class SilenceNotificationQuerySet(models.QuerySet["SilenceNotification"]):
    def visible_to(self, user: Person) -> Self:
        """The Secretariat and the Chair. That a member read a text says nothing, and isn't for the others to read."""
        return self.all() if reads_preparations(user) else self.none()


class SilenceNotification(Correctable):
    """A member told of the text and the period, and what shows that it arrived.

    Proof is of the text: it holds for a longer period over the same text, and not for a changed one.
    """

    round = models.ForeignKey(SilenceRound, models.PROTECT, related_name="notifications", verbose_name=_("period"))
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="silence_notifications", verbose_name=_("member")
    )
    way = models.CharField(_("by which way"), max_length=14, choices=Way.choices, default=Way.PORTAL)
    addressed_to = models.CharField(_("addressed to"), max_length=254, blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    proof = models.CharField(_("proof"), max_length=14, choices=Proof.choices, default=Proof.NONE)
    reached_at = models.DateTimeField(_("reached at"), null=True, blank=True)
    evidence = models.CharField(
        _("evidence"), max_length=300, blank=True, help_text=_("A receipt's number, who signed, who opened it.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("entered by")
    )

    objects = RowsThatCount.from_queryset(SilenceNotificationQuerySet)()
    everything = SilenceNotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification of a silence procedure")
        verbose_name_plural = _("notifications of silence procedures")
        ordering = ["round", "participant__seat_name", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "participant", "way", "addressed_to"],
                condition=Q(mistaken_at__isnull=True),
                name="one_silence_notification_a_way",
            ),
            models.CheckConstraint(
                condition=Q(proof=Proof.NONE, reached_at__isnull=True)
                | (~Q(proof=Proof.NONE) & Q(reached_at__isnull=False)),
                name="a_proof_has_its_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.participant}"


class SilenceObjectionQuerySet(models.QuerySet["SilenceObjection"]):
    def visible_to(self, user: Person) -> Self:
        """Whoever sees the procedure reads who objected, and in which words."""
        return self.filter(round__procedure__in=SilenceProcedure.objects.visible_to(user))

    def struck_by(self, at: dt.datetime) -> Self:
        """Those that were found by then to have been entered by mistake."""
        return self.filter(mistaken_at__lte=at)


class SilenceObjection(Correctable):
    """A member's written objection, as it was made or received. The first within the period ends the procedure."""

    round = models.ForeignKey(SilenceRound, models.PROTECT, related_name="objections", verbose_name=_("period"))
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="silence_objections", verbose_name=_("member")
    )
    text = models.TextField(_("in its own words"), max_length=10_000)
    language = LanguageField(_("language"))
    made_at = models.DateTimeField(_("made at"), help_text=_("The instant it was made here, or received on paper."))
    way = models.CharField(_("by which way"), max_length=14, choices=Way.choices, default=Way.PORTAL)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("text",)
    objects = RowsThatCount.from_queryset(SilenceObjectionQuerySet)()
    everything = SilenceObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection in a silence procedure")
        verbose_name_plural = _("objections in silence procedures")
        ordering = ["round", "made_at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "participant"],
                condition=Q(mistaken_at__isnull=True),
                name="one_silence_objection_a_member_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.participant}"

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")


class WithdrawalQuerySet(models.QuerySet["ObjectionWithdrawal"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(objection__in=SilenceObjection.objects.visible_to(user))


class ObjectionWithdrawal(models.Model):
    """A member takes its objection back while the period runs. The objection stays in the history, and so does this."""

    objection = models.OneToOneField(
        SilenceObjection, models.PROTECT, related_name="withdrawal", verbose_name=_("objection")
    )
    reason = models.TextField(_("why"), blank=True, max_length=2000)
    language = LanguageField(_("language of the reason"))
    made_at = models.DateTimeField(_("made at"), help_text=_("The instant it was made here, or received on paper."))
    way = models.CharField(_("by which way"), max_length=14, choices=Way.choices, default=Way.PORTAL)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("reason",)
    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal of an objection")
        verbose_name_plural = _("withdrawals of objections")
        ordering = ["made_at", "pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return str(self.objection)
