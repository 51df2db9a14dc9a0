"""The plan of CBM implementation of a year, and its versions, each as it was taken up."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.choices import PlanStage
from activities.models.versions import RowsAsSaid
from journal.staff import is_of_staff
from meetings.access import chairs_a_group
from meetings.models import Meeting
from members.models import Person, seats_of
from record.models import Correctable, RowsThatCount, Searched, SourcedFact

FIRST_YEAR, LAST_YEAR = 2005, 2100


class YearPlanQuerySet(models.QuerySet["YearPlan"]):
    def visible_to(self, user: Person) -> Self:
        """While it is drafted, the Secretariat and the Chair; from then on the members as well."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        seats = seats_of(user)
        if is_of_staff(user) or seats.holds_chair:
            return self.all()
        if not (seats.is_member or chairs_a_group(user)):
            return self.none()
        return self.exclude(stage=PlanStage.DRAFTED)

    def before(self, meeting: Meeting) -> Self:
        """Those that were put before that meeting, and not adopted yet."""
        return self.filter(stage=PlanStage.BEFORE, meeting=meeting)

    def to_be_settled(self, on: dt.date) -> Self:
        """Those of which the meeting is over: what became of them is to be entered. Of the public record's nobody awaits it."""
        return self.filter(stage=PlanStage.BEFORE, meeting__starts_on__lte=on, record_key=None)


class YearPlan(SourcedFact, Correctable, Searched):
    """The plan of CBM implementation of a year: the Secretariat takes up what states plan, and the Committee adopts it.

    It asks nothing of a state: an activity that isn't in it is held all the same, and one that is may be put off. Of one that
    the public record tells of, the record shows that it was there, and not what stood in it: it has no version.
    """

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    stage = models.CharField(_("stage"), max_length=8, choices=PlanStage.choices, default=PlanStage.DRAFTED)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="year_plans", null=True, blank=True, verbose_name=_("put before")
    )
    # By its symbol, as the room above knows decisions.
    decision = models.CharField(pgettext_lazy("a decision", "adopted by"), max_length=60, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    called_with = ()
    objects = RowsThatCount.from_queryset(YearPlanQuerySet)()
    everything = YearPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly plan")
        verbose_name_plural = _("yearly plans")
        ordering = ["-year", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["year"], condition=Q(mistaken_at__isnull=True), name="one_plan_a_year"),
            models.CheckConstraint(
                condition=Q(stage=PlanStage.DRAFTED) | Q(meeting__isnull=False), name="a_plan_is_put_before_a_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(stage=PlanStage.ADOPTED) | ~Q(decision="") | ~Q(source=""),
                name="a_plan_is_adopted_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return _now("Plan of CBM implementation for %(year)d") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("plan-detail", args=[self.year])

    @property
    def newest(self) -> "PlanVersion":
        """The version that counts; of a plan that was adopted, the one that was."""
        return self.versions.latest("number")


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(plan__in=YearPlan.everything.visible_to(user))


class PlanVersion(RowsAsSaid):
    """A yearly plan as it was taken up: a row an activity, as that was said then. It is never changed."""

    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="versions", verbose_name=_("yearly plan"))

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a yearly plan")
        verbose_name_plural = _("versions of yearly plans")
        ordering = ["plan", "number"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_of_a_plan_a_number")]
