"""Who acts for a participant: duties follow the office, not the person."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_of_staff
from members.choices import Rank, Role
from members.models.participants import DatedQuerySet, Participant
from members.models.users import IS_A_GUEST, Person, User
from record.dates import day_of_the_house
from record.models import Correctable, RowsThatCount, Searched

HAND_IT_OVER = _(
    "Who holds a post isn't changed where it stands, since the record would say that they held it all along: hand the post"
    " over instead."
)

OFFICERS_ACT_FOR_NONE = _("Officers of the Secretariat act for no state.")


class FocalPointQuerySet(DatedQuerySet):
    def in_office(self, on: dt.date | None = None) -> "FocalPointQuerySet":
        return self.holding(on or day_of_the_house())

    def visible_to(self, user: Person) -> "FocalPointQuerySet":
        """A state's people are known to it and the Secretariat; others learn whether a post is filled."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if is_of_staff(user) else self.filter(participant__in=user.participants())

    def placed(self) -> "FocalPointQuerySet":
        """Adds the number that each row has among all of its participant; rows are never removed, so it stays."""
        earlier = FocalPoint._base_manager.filter(participant=OuterRef("participant"), pk__lte=OuterRef("pk"))
        counted = earlier.order_by().values("participant").annotate(count=Count("pk")).values("count")
        return self.select_related("participant", "user").annotate(number=Subquery(counted))

    def open_posts(self, user: Person, on: dt.date) -> "FocalPointQuerySet":
        """The posts of a day for whoever signs in, each by a key of that day, and whether this person may know who holds it.

        The key counts those of one role and rank that stand beside each other: how many there were before tells nobody.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        in_office = FocalPoint.objects.in_office(on)
        beside = in_office.filter(
            participant=OuterRef("participant"), role=OuterRef("role"), rank=OuterRef("rank"), pk__lte=OuterRef("pk")
        )
        counted = beside.order_by().values("participant").annotate(count=Count("pk")).values("count")
        dot = Value(".")
        return (
            self.in_office(on)
            .select_related("participant", "user")
            .annotate(
                key=Concat(
                    "participant__code", dot, "role", dot, "rank", dot, Cast(Subquery(counted), models.CharField())
                ),
                person_is_known=Exists(in_office.visible_to(user).filter(pk=OuterRef("pk"))),
            )
        )

    def without_people(self) -> models.QuerySet:
        """The posts alone, and whether each is filled: what everyone who signs in may know of them."""
        return self.annotate(is_filled=Q(user__isnull=False)).values("role", "rank", "since", "is_filled")


class FocalPoint(Correctable, Searched):
    """A post at a participant and the person who holds it from a day; without a person, the post is vacant."""

    user = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="focal_points",
        null=True,
        blank=True,
        verbose_name=_("person"),
        help_text=_("Empty: the post is vacant."),
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="focal_points", verbose_name=_("participant")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PREPARER)
    rank = models.CharField(
        pgettext_lazy("of a post", "rank"), max_length=10, choices=Rank.choices, default=Rank.PRINCIPAL
    )
    since = models.DateField(pgettext_lazy("heading", "since"), default=day_of_the_house)
    until = models.DateField(
        pgettext_lazy("heading", "until"), null=True, blank=True, help_text=_("The first day out of office.")
    )

    # It was handed over: with its end its holder signs in no more, unless they hold another post.
    closes_account = models.BooleanField(_("its end closes the account"), default=False, editable=False)

    objects = RowsThatCount.from_queryset(FocalPointQuerySet)()
    everything = FocalPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ["participant__seat_name", "role", "rank", "-since"]
        permissions = [
            ("import_focalpoint", _("Can import focal points")),
            ("export_focalpoint", _("Can export focal points")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="office_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["user", "participant", "role"],
                condition=Q(until__isnull=True, mistaken_at__isnull=True),
                name="one_running_term_a_person_and_role",
            ),
        ]
        indexes = [models.Index(fields=["user", "since", "until"], name="offices_of_a_person")]

    def __str__(self) -> str:
        who = self.user.get_full_name() if self.user else _("vacant")
        return f"{self.participant} · {self.get_role_display()} · {who}"

    def clean(self) -> None:
        """Who holds a post, and whose post it is, stays as it was written: another holder is another row.

        Nobody of the Secretariat holds one that runs (the database refuses it, too).
        """
        super().clean()
        runs = self.until is None or self.until > day_of_the_house()
        if runs and self.user is not None and self.user.is_of_the_secretariat:
            raise ValidationError(OFFICERS_ACT_FOR_NONE)
        if runs and self.user is not None and self.user.is_guest:
            raise ValidationError(IS_A_GUEST)
        held = FocalPoint._base_manager.filter(pk=self.pk).first() if self.pk else None
        if held is not None and (held.user_id, held.participant_id) != (self.user_id, self.participant_id):
            raise ValidationError(HAND_IT_OVER)

    @property
    def place(self) -> str:
        """Its place among the participant's own posts, "XA-1": an address made of it betrays nothing about others."""
        number = self.__dict__.get("number")
        if number is None:
            number = FocalPoint._base_manager.filter(participant=self.participant_id, pk__lte=self.pk).count()
        return f"{self.participant.code}-{number}"
