"""What meetings and silence procedures have to do with commitments: on which agenda, by which decision."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area
from commitments.models import Commitment, StepTaken
from commitments.models.coordinators import CoordinatorAssignment
from decisions.models.agenda import AgendaItem
from decisions.models.decisions import Decision
from decisions.models.silence import SilenceProcedure
from papers.models import PaperVersion


class AgendaMatter(models.Model):
    """What an agenda item is about: a commitment, a coordinator's offer or term, or an area under review.

    `taken` is the step by which the commitment moved with what became of the item.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="matters", verbose_name=_("agenda item"))
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="agenda_matters",
        null=True,
        blank=True,
        verbose_name=_("commitment"),
    )
    assignment = models.ForeignKey(
        CoordinatorAssignment,
        models.PROTECT,
        related_name="agenda_matters",
        null=True,
        blank=True,
        verbose_name=_("coordinator"),
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="agenda_matters", null=True, blank=True, verbose_name=_("area")
    )
    taken = models.OneToOneField(
        StepTaken,
        models.PROTECT,
        related_name="agenda_matter",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("step taken"),
    )

    class Meta:
        verbose_name = _("matter of an agenda item")
        verbose_name_plural = _("matters of agenda items")
        ordering = ["item", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, assignment__isnull=True, area__isnull=True)
                | Q(commitment__isnull=True, assignment__isnull=False, area__isnull=True)
                | Q(commitment__isnull=True, assignment__isnull=True, area__isnull=False),
                name="an_agenda_matter_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.commitment or self.assignment or self.area)


class AgendaPaper(models.Model):
    """A version of a paper before an agenda item."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers", verbose_name=_("agenda item"))
    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="agenda_papers", verbose_name=_("version of a paper")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    dropped = models.BooleanField(_("taken off"), default=False)

    class Meta:
        verbose_name = _("paper of an agenda item")
        verbose_name_plural = _("papers of agenda items")
        ordering = ["item", "position", "pk"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["item", "version"], name="one_paper_version_an_item")]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.version}"


class DecidedMatter(models.Model):
    """What a decision said of a commitment, and the step by which the commitment moved."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="matters", verbose_name=_("decision"))
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="decided_matters", verbose_name=_("commitment")
    )
    taken = models.OneToOneField(StepTaken, models.PROTECT, related_name="decided_matter", verbose_name=_("step taken"))

    class Meta:
        verbose_name = _("matter of a decision")
        verbose_name_plural = _("matters of decisions")
        ordering = ["decision", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "commitment"], name="one_decided_matter_a_commitment")
        ]

    def __str__(self) -> str:
        return f"{self.decision.symbol} · {self.commitment.reference}"


class SilenceMatter(models.Model):
    """A commitment that a silence procedure, when it ends in adoption, approves."""

    procedure = models.ForeignKey(
        SilenceProcedure, models.PROTECT, related_name="matters", verbose_name=_("silence procedure")
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="silence_matters", verbose_name=_("commitment")
    )
    # Why the commitment didn't move although the text was adopted: for the Secretariat, who then moves it by hand.
    problem = models.TextField(_("why it didn't move"), blank=True)

    class Meta:
        verbose_name = _("matter of a silence procedure")
        verbose_name_plural = _("matters of silence procedures")
        ordering = ["procedure", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "commitment"], name="one_silence_matter_a_commitment")
        ]

    def __str__(self) -> str:
        return f"{self.procedure.reference} · {self.commitment.reference}"
