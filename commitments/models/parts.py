"""What belongs to a commitment: the states that intend it, and every step that was taken."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.told import told, who_acted
from law.choices import Relation
from law.fields import StateField
from law.grammar.procedure import Does
from meetings.access import reader_tokens
from meetings.models import Meeting
from members.models import Participant, Person
from papers.models import PaperVersion
from record.choices import Channel
from record.dates import PrecisionField, day_of_the_house
from record.models import Correctable, EveryKeptRow, KeptRowsThatCount, RowsThatCount, Searched, SourcedFact
from record.references import next_in
from record.texts import LanguageField


class PartsOfACommitment(models.QuerySet[Any]):
    def visible_to(self, user: Person) -> Self:
        """Those of the commitments that a person sees; what was entered by mistake is no commitment."""
        return self.filter(commitment__readers__open_to=reader_tokens(user), commitment__mistaken_at=None)


class IntentionQuerySet(PartsOfACommitment):
    def holding(self, on: dt.date) -> Self:
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))

    def running(self) -> Self:
        return self.filter(until__isnull=True)


class Intention(SourcedFact, Correctable, Searched):
    """A state's part in a commitment, from a day until it withdraws. It comes and leaves of itself."""

    commitment = models.ForeignKey(
        "commitments.Commitment", models.PROTECT, related_name="intentions", verbose_name=_("commitment")
    )
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="intentions", verbose_name=_("state"))
    since = models.DateField(pgettext_lazy("heading", "since"))
    since_precision = PrecisionField(_("since: how well known"))
    until = models.DateField(pgettext_lazy("heading", "until"), null=True, blank=True)

    objects = RowsThatCount.from_queryset(IntentionQuerySet)()
    everything = IntentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("intention")
        verbose_name_plural = _("intentions")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "participant"],
                condition=Q(until__isnull=True, mistaken_at__isnull=True),
                name="a_state_intends_a_commitment_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="intention_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.commitment.reference}"


class StepTakenQuerySet(PartsOfACommitment):
    def in_order(self) -> Self:
        return self.order_by("commitment", "serial")


class StepTaken(models.Model):
    """A step that was taken, as it was taken. Rows are appended and never changed: the history is made of them."""

    commitment = models.ForeignKey(
        "commitments.Commitment", models.PROTECT, related_name="steps", verbose_name=_("commitment")
    )
    serial = models.PositiveIntegerField(_("number"))
    step = models.CharField(_("step"), max_length=40)
    from_state = StateField(_("from"), blank=True)
    to_state = StateField(_("to"))
    on = models.DateField(_("day"))
    on_precision = PrecisionField(_("day: how well known"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="steps_taken",
        null=True,
        blank=True,
        verbose_name=_("by"),
    )
    on_behalf_of = models.ForeignKey(
        Participant, models.PROTECT, related_name="steps_taken", null=True, blank=True, verbose_name=_("on behalf of")
    )
    acting_as = models.CharField(_("acting as"), max_length=20, choices=Relation.choices, blank=True)
    channel = models.CharField(_("by which way"), max_length=14, choices=Channel.choices, default=Channel.PORTAL)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="steps_taken", null=True, blank=True, verbose_name=_("meeting")
    )
    party = models.ForeignKey(
        Participant, models.PROTECT, related_name="designated_by_steps", null=True, blank=True, verbose_name=_("state")
    )
    paper_version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="steps", null=True, blank=True, verbose_name=_("paper")
    )
    scan = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("the state's letter")
    )
    experts = models.ManyToManyField("ExpertNomination", related_name="entrusted_by", blank=True)
    note = models.TextField(_("note"), blank=True, max_length=5000)
    consensus = models.TextField(_("how consensus was recorded"), blank=True, max_length=5000)
    # Of the note, and of how consensus was recorded.
    language = LanguageField(_("language"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    confidence = models.CharField(_("confidence"), max_length=1, blank=True)
    # One press of a button, one step: a second one with the same key finds the first.
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    # Found to be a mistake: no column of its own, since a row is never changed.
    mistaken_at: dt.datetime | None = None

    seals = ("step", "note", "consensus")
    objects = KeptRowsThatCount.from_queryset(StepTakenQuerySet)()
    everything = EveryKeptRow.from_queryset(StepTakenQuerySet)()

    class Meta:
        verbose_name = _("step taken")
        verbose_name_plural = _("steps taken")
        ordering = ["commitment", "serial"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["commitment", "serial"], name="one_step_a_number")]

    def __str__(self) -> str:
        return f"{self.commitment.reference} · {self.serial} · {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a step that was taken is never changed")
        super().save(*args, **kwargs)

    @classmethod
    def next_serial(cls, commitment: models.Model) -> int:
        """The number of the next line of its history, in which what was entered by mistake keeps its own."""
        return next_in(cls.everything.filter(commitment=commitment), "serial")

    @property
    def moves(self) -> bool:
        """Whether the commitment stood elsewhere after it."""
        return self.from_state != self.to_state

    @property
    def was_entered_late(self) -> bool:
        """Whether it was entered on a day after its own."""
        return day_of_the_house(self.at) > self.on

    @property
    def label(self) -> Any:
        """The step as its edition names it."""
        step = self.commitment.workflow.step(self.step)
        return step.label if step else self.step

    @property
    def told(self) -> str:
        """The step as a sentence: who did what."""
        step = self.commitment.workflow.step(self.step)
        who = who_acted(self.acting_as, str(self.on_behalf_of or ""))
        return told(step, who, str(self.party or "")) if step else self.step

    @property
    def does(self) -> Does | None:
        """What it did, whatever its edition calls it; None of a step that the table no longer has."""
        step = self.commitment.workflow.step(self.step)
        return step.does if step else None

    @property
    def source_text(self) -> Any:
        step = self.commitment.workflow.step(self.step)
        return step.article if step else ""

    @property
    def basis(self) -> str:
        """How surely its edition knows the step: from the instrument, by practice, or as a reading of ours."""
        step = self.commitment.workflow.step(self.step)
        return step.basis if step else ""
