"""What states propose about the Cooperative Approach itself, and what became of it (CoA, last part)."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.models.decisions import Decision
from journal.staff import is_of_staff
from law.fields import EditionField
from meetings.access import chairs_a_group
from members.choices import Audience
from members.models import Participant, Person, seats_of
from record.letters import SaidByLetter
from record.models import Correctable, RowsThatCount, Searched
from record.texts import LanguageField


class ApproachProposalQuerySet(models.QuerySet["ApproachProposal"]):
    def visible_to(self, user: Person) -> Self:
        """The members, whoever chairs a working group, the Chair and the Secretariat's staff."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        may = is_of_staff(user) or seats_of(user).sits_with_the_members or chairs_a_group(user)
        return self.all() if may else self.none()

    def open(self) -> Self:
        """Those of which no decision has been entered."""
        return self.filter(decision__isnull=True, mistaken_at__isnull=True)


class ApproachProposal(SaidByLetter, Correctable, Searched):
    """A member's proposal to review or modify the Approach: with the Committee's approval that is another edition of the law.

    It is kept as it was proposed. The decision says what became of it; where it brought an edition, that stands beside it.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    title = models.CharField(_("title"), max_length=300)
    unit = models.CharField(
        _("part of the Approach"), max_length=100, blank=True, help_text=_("As the instruments name it: CoA (a).")
    )
    text = models.TextField(_("proposed text"), max_length=20_000)
    language = LanguageField(_("language"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="approach_proposals", null=True, blank=True, verbose_name=_("decision")
    )
    law_edition = EditionField(_("edition of the law that it brought"), blank=True)
    settled_at = models.DateTimeField(_("decision entered at"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("title", "text")
    key_field = "uid"
    objects = RowsThatCount.from_queryset(ApproachProposalQuerySet)()
    everything = ApproachProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal about the Approach")
        verbose_name_plural = _("proposals about the Approach")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(law_edition="") | Q(decision__isnull=False), name="an_edition_rests_on_a_decision"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audience(self) -> str:
        """The members read it."""
        return Audience.MEMBERS

    @property
    def about_what(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("approach-proposal-detail", args=[self.uid])
