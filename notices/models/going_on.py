"""What stays unanswered: by which rule it goes on, and what went on to whom."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.staff import is_of_staff
from members.access import desks_of
from members.models import Person
from notices.choices import Rung
from notices.kinds import ASKS, KindOfAsk, Phrase, ask_called, asks_of_states_alone
from record.awaiting import SECRETARIAT
from record.dates import day_of_the_house
from record.viewers import reads_the_record

MOST_DAYS = 60


class GoingOnRuleQuerySet(models.QuerySet["GoingOnRule"]):
    def visible_to(self, user: Person) -> Self:
        """By which rule something goes on, everybody may know who signs in."""
        return self.all() if reads_the_record(user) else self.none()

    def newest(self) -> dict[str, "GoingOnRule"]:
        """By kind, the rule that holds."""
        return {rule.kind: rule for rule in self.select_related("by").order_by("at", "pk")}


class GoingOnRule(models.Model):
    """What the Secretariat set for one kind of ask: whether it goes on, and after how many working days. The newest holds."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    is_on = models.BooleanField(_("it goes on"))
    days = models.PositiveSmallIntegerField(
        _("working days without an answer"), validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )
    word = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by"))
    at = models.DateTimeField(_("set at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    key_field = "uid"
    seals = ("kind", "is_on", "days", "word")
    objects = GoingOnRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule for what stays unanswered")
        verbose_name_plural = _("rules for what stays unanswered")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=MOST_DAYS), name="an_ask_waits_some_days")
        ]

    def __str__(self) -> str:
        return str(ask_called(self.kind))

    def get_absolute_url(self) -> str:
        return reverse("going-on")


@dataclass(frozen=True)
class RuleInForce:
    """How one kind of ask goes on today: as it was set, or as it is proposed."""

    kind: KindOfAsk
    is_on: bool
    days: int
    set_by: GoingOnRule | None = None

    @property
    def rungs(self) -> list[Phrase]:
        return [rung.label for rung in self.kind.rungs]


def rules_in_force() -> dict[str, RuleInForce]:
    """Every kind of ask with its rule, in the order in which they were registered. One query."""
    newest = GoingOnRule.objects.all().newest()
    return {name: _in_force(kind, newest.get(name)) for name, kind in ASKS.items()}


def _in_force(kind: KindOfAsk, rule: GoingOnRule | None) -> RuleInForce:
    return RuleInForce(kind, rule.is_on, rule.days, rule) if rule else RuleInForce(kind, kind.is_on, kind.days)


class WentOnQuerySet(models.QuerySet["WentOn"]):
    def visible_to(self, user: Person) -> Self:
        """Whoever sits at the desk on which it waits; the Secretariat reads of all but what a state has to itself."""
        at_their_desk = Q(desk__in=desks_of(user, day_of_the_house()))
        if not is_of_staff(user):
            return self.filter(at_their_desk)
        return self.filter(at_their_desk | ~Q(kind__in=asks_of_states_alone()))

    def of_lines(self, lines: Collection[str]) -> Self:
        return self.filter(line__in=lines)

    def kept_to_themselves(self) -> Self:
        """What goes on within a state: nobody else reads of it."""
        return self.filter(kind__in=asks_of_states_alone())


class WentOn(models.Model):
    """That something had no answer for so long, and went on to the next person: what, to whom, on which day.

    It says nothing of anybody; once a line and rung.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    # Whose desk, and which line of it (`record.awaiting.DeskLine.key`).
    desk = models.CharField(_("desk"), max_length=60)
    line = models.CharField(_("line"), max_length=64)
    label = models.CharField(_("about what"), max_length=300)
    url = models.CharField(_("link"), max_length=300, blank=True)
    rung = models.CharField(_("went on to"), max_length=12, choices=Rung.choices)
    since = models.DateField(_("waits since"))
    on = models.DateField(_("went on"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    seals = ("kind", "desk", "line", "rung", "since", "on")
    objects = WentOnQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing that went on")
        verbose_name_plural = _("what went on")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["line", "rung"], name="a_line_goes_on_to_each_once")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("going-on")

    @property
    def of_a_state(self) -> str:
        """The state at whose desk it waits, by its code; nothing of the Secretariat's."""
        return "" if self.desk == SECRETARIAT else self.desk

    @property
    def kind_label(self) -> Phrase:
        return ask_called(self.kind)
