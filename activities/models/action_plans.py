"""What those who coordinate a commitment propose to do under it in a period, and its versions, each as it was proposed."""

import datetime as dt
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from activities.choices import SEEN_BY
from activities.models.versions import RowsAsSaid
from catalogue.models import Area
from meetings.access import pairs_of_reader_tokens
from members.choices import Audience
from members.models import OwnedItem, OwnedQuerySet, Person
from papers.models import Folder
from record.dates import PrecisionField, days_shown
from record.models import Correctable, RowsThatCount, Searched, SourcedFact, words_in
from record.readers import ReadersField
from record.texts import LanguageField


class ActionPlanQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Whom its state lets see it, of those who see the commitment."""
        return self.filter(readers__open_to=pairs_of_reader_tokens(user))

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))

    def ending_by(self, day: dt.date) -> Self:
        """Those whose period ends by a day, and that no plan of the same commitment follows; of the public record's none."""
        later = ActionPlan.objects.filter(within=models.OuterRef("within"), until__gt=models.OuterRef("until"))
        return self.filter(~models.Exists(later), until__lte=day, record_key=None)

    def as_listed(self) -> Self:
        rows = self.select_related("owner", "area__edition", "area__parent")
        return rows.prefetch_related(models.Prefetch("within", Folder.objects.with_holders()))


class ActionPlan(OwnedItem, SourcedFact, Correctable, Searched):
    """What is to be done under a commitment in a period, as the state that coordinates it proposes: workshops, visits, courses.

    It binds nobody: a row is an activity once the state that is to lead it plans it. A period that ends may be followed by
    another, which begins with what the one before it said. The commitment is named by the folder in which its papers lie
    (decision 0043), the area is that of the commitment. Of one that the public record tells of, it shows the period and who
    coordinated, and not what stood in it: it has no version.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    within = models.ForeignKey(Folder, models.PROTECT, related_name="action_plans", verbose_name=_("commitment"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="action_plans", verbose_name=_("area"))
    audience = models.CharField(_("who sees it"), max_length=12, choices=SEEN_BY, default=Audience.MEMBERS)
    since = models.DateField(_("period: first day"))
    until = models.DateField(_("period: last day"))
    period_precision = PrecisionField(_("period: how well known"), editable=False)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    language = LanguageField(_("language"))
    # Raised by all that is done about it: of two who act at once one is told.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("note",)
    key_field = "uid"
    called_with = ("within",)
    objects = RowsThatCount.from_queryset(ActionPlanQuerySet)()
    everything = ActionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["-since", "-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["within", "until"], name="action_plans_by_period")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="an_action_plan_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return _now("Action plan of %(commitment)s, %(period)s") % {
            "commitment": self.within.reference,
            "period": self.period,
        }

    def get_absolute_url(self) -> str:
        return reverse("action-plan-detail", args=[self.uid])

    @property
    def period(self) -> str:
        return days_shown(self.since, self.until, self.period_precision)

    @property
    def about_what(self) -> str:
        return self.within.reference

    @property
    def commitment(self) -> object:
        """What it is a plan of."""
        return self.within.holder

    @property
    def content(self) -> list[dict[str, Any]]:
        """Its rows, as they are said now."""
        version = self.versions.order_by("-number").first()
        return version.content if version is not None else []


class ActionPlanVersionQuerySet(models.QuerySet["ActionPlanVersion"]):
    def visible_to(self, user: Person) -> Self:
        """Of the plans that the person sees."""
        return self.filter(plan__readers__open_to=pairs_of_reader_tokens(user))


class ActionPlanVersion(RowsAsSaid):
    """An action plan as it was proposed: a row an activity that is to come about. It is never changed."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="versions", verbose_name=_("action plan"))

    objects = ActionPlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an action plan")
        verbose_name_plural = _("versions of action plans")
        ordering = ["plan", "number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_version_of_an_action_plan_a_number")
        ]
