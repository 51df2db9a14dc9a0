"""What people did with the lines of their desks. The lines themselves are no rows: they are read from the record."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.choices import DeskDeed
from members.access import desks_of
from members.models import Person
from record.awaiting import SECRETARIAT
from record.dates import day_of_the_house, end_of_the_day
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
