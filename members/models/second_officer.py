"""What one officer asks about a person, and a second one confirms."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from journal.staff import is_of_staff
from members.choices import OfTwoOfficers, StaffRole
from members.models.focal_points import FocalPoint
from members.models.users import Person
from record.choices import CorrectionStage
from record.models import SettledByASecond, SettledByASecondQuerySet


class SecondOfficerQuerySet(SettledByASecondQuerySet["SecondOfficerRequest"]):
    def visible_to(self, user: Person) -> Self:
        """Officers; whom it is about is told."""
        return self.all() if is_of_staff(user) else self.none()

    def awaiting(self, user: Person) -> Self:
        """Those that wait for a second officer, and that this one neither asked for nor is the subject of."""
        return self.visible_to(user).waiting().exclude(by=user.pk).exclude(person=user.pk)


class SecondOfficerRequest(SettledByASecond):
    """One officer asks that a person come into the Secretariat or leave it, set up another second factor, or leave an office.

    Nothing of it happens before another officer confirms. What was asked is never changed; it is settled once.
    """

    what = models.CharField(_("what"), max_length=20, choices=OfTwoOfficers.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_of_two", verbose_name=_("person")
    )
    office = models.ForeignKey(
        FocalPoint, models.PROTECT, related_name="asked_of_two", null=True, blank=True, verbose_name=_("office")
    )
    role = models.CharField(_("role"), max_length=10, choices=StaffRole.choices, blank=True)
    until = models.DateField(_("first day out of office"), null=True, blank=True)

    seals = ("what", "role", "reason", "settled_note")
    objects = SecondOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to a second officer")
        verbose_name_plural = _("requests to a second officer")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["what", "person"],
                condition=Q(stage=CorrectionStage.PROPOSED),
                name="one_waiting_request_a_person_and_thing",
            ),
            models.CheckConstraint(
                condition=~Q(stage=CorrectionStage.PROPOSED) ^ Q(settled_at__isnull=True),
                name="a_request_is_settled_or_waits",
            ),
            models.CheckConstraint(
                condition=~Q(stage=CorrectionStage.IN_EFFECT) | (Q(settled_by__isnull=False) & ~Q(settled_by=F("by"))),
                name="a_second_officer_confirms",
            ),
            models.CheckConstraint(
                condition=Q(what=OfTwoOfficers.END_OFFICE, office__isnull=False, until__isnull=False)
                | (~Q(what=OfTwoOfficers.END_OFFICE) & Q(office__isnull=True, until__isnull=True)),
                name="an_office_to_end_is_named",
            ),
            models.CheckConstraint(
                condition=Q(what=OfTwoOfficers.STAFF_ROLE) ^ Q(role=""), name="a_role_to_give_is_named"
            ),
        ]

    def __str__(self) -> str:
        what = f"{self.get_what_display()}: {self.get_role_display()}" if self.role else self.get_what_display()
        return f"{what} · {self.person}"

    def get_absolute_url(self) -> str:
        return f"{self.person.get_absolute_url()}#request-{self.pk}"
