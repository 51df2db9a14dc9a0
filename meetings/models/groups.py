"""The special working groups, their mandates, and the states that sit in them."""

import datetime as dt
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import Audience
from members.models import Participant, Person, seats_of
from record.dates import PrecisionField, day_of_the_house
from record.letters import SaidByLetter
from record.models import Correctable, RecordQuerySet, RowsThatCount, Searched, SourcedFact, words_in
from record.texts import MultilingualField, in_language


class WorkingGroupQuerySet(RecordQuerySet):
    def mandated(self, on: dt.date) -> Self:
        """Those whose mandate hasn't ended by that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on))

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))


class WorkingGroup(SourcedFact, Searched):
    """A special working group: studies what it is mandated to, and submits its results to the SOC (Almaty Act, article 32)."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = MultilingualField(_("name"))
    name_status = models.JSONField(_("status of the name, by language"), default=dict, blank=True)
    mandate = MultilingualField(_("mandate"), long=True, blank=True)
    chair = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="chaired_groups",
        null=True,
        blank=True,
        verbose_name=_("state in the chair"),
    )
    chaired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="chaired_groups",
        null=True,
        blank=True,
        verbose_name=_("person in the chair"),
        help_text=_("The person who may record the group's consideration here."),
    )
    established_on = models.DateField(_("established on"), null=True, blank=True)
    established_on_precision = PrecisionField(_("established: how well known"))
    established_by = models.ForeignKey(
        "Meeting",
        models.PROTECT,
        related_name="groups_established",
        null=True,
        blank=True,
        verbose_name=_("established by the meeting"),
    )
    until = models.DateField(
        pgettext_lazy("heading", "until"), null=True, blank=True, help_text=_("The day its mandate ended.")
    )

    key_field = "code"
    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["code"]
        permissions = [
            ("import_workinggroup", _("Can import working groups")),
            ("export_workinggroup", _("Can export working groups")),
        ]

    def __str__(self) -> str:
        return in_language(self.name) or self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)


class GroupSeatQuerySet(models.QuerySet["GroupSeat"]):
    def visible_to(self, user: Person) -> Self:
        """The members, whoever chairs a group, and the Secretariat's staff."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        seats = seats_of(user)
        is_theirs = seats.sits_with_the_members or user.chaired_groups.mandated(day_of_the_house()).exists()
        return self.all() if is_theirs else self.none()

    def running(self, on: dt.date) -> Self:
        """Those that began by that day and hadn't ended by then."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)

    def with_places(self) -> Self:
        return self.select_related("group", "owner").order_by("group__code", "owner__seat_name", "owner__code", "pk")


class GroupSeat(SaidByLetter, Correctable):
    """That a member state sits in a working group, from a day on, until it leaves. Who speaks for it there are its people.

    A state that sits in none takes part in what the group circulates as every member does.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="seats", verbose_name=_("working group"))
    owner = models.ForeignKey(Participant, models.PROTECT, related_name="group_seats", verbose_name=_("state"))
    since = models.DateField(pgettext_lazy("heading", "since"))
    until = models.DateField(
        pgettext_lazy("heading", "until"), null=True, blank=True, help_text=_("The first day after it.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    key_field = "uid"
    called_with = ("owner", "group")
    objects = RowsThatCount.from_queryset(GroupSeatQuerySet)()
    everything = GroupSeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in a working group")
        verbose_name_plural = _("seats in working groups")
        ordering = ["group", "since", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "owner"],
                condition=Q(mistaken_at__isnull=True, until__isnull=True),
                name="one_seat_a_state_and_group",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="a_seat_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} · {self.group}"

    @property
    def audience(self) -> str:
        """The members read who sits in a group."""
        return Audience.MEMBERS

    @property
    def about_what(self) -> str:
        return self.group.code

    def get_absolute_url(self) -> str:
        return f"{reverse('group-detail', args=[self.group.code])}#seat-{self.uid}"
