"""People who sign in."""

import datetime as dt
import unicodedata
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import NO_WORK, Work, is_of_staff, is_officer
from members.choices import WORK_OF, StaffRole
from record.dates import day_of_the_house
from record.models import Correctable, Searched
from record.zones import ZoneField, names_of_zones


def check_time_zone(name: str) -> None:
    if name not in names_of_zones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


IS_A_GUEST = _("This account was opened for one paper alone: an office takes an account with another address.")
HOLDS_AN_OFFICE = _("This person acts for a state, or will: their office ends before they come into the Secretariat.")


def of_staff(prefix: str = "") -> models.Q:
    """Rows of people who are of the Secretariat's staff; `prefix` leads from another row to its person ("user__")."""
    return models.Q(**{f"{prefix}is_staff": True})


def of_the_secretariat(prefix: str = "") -> models.Q:
    """As `of_staff`, with whoever may do everything."""
    return of_staff(prefix) | models.Q(**{f"{prefix}is_superuser": True})


# What files of people say of it.
STAFF_COLUMNS = ("is_staff", "staff_role")


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "Person") -> "UserQuerySet":
        """The Secretariat sees everyone; everyone else sees themselves and the people of their own state."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if is_of_staff(user):
            return self.all()
        own = models.Q(focal_points__participant__in=user.participants())
        return self.filter(models.Q(pk=user.pk) | own).distinct()

    def staff(self) -> "UserQuerySet":
        """Those of the Secretariat, in whatever role, who may sign in; by name."""
        return self.filter(of_staff(), is_active=True).order_by("name", "pk")

    def officers(self) -> "UserQuerySet":
        """The officers of the Secretariat who may sign in: who is told for it."""
        return self.filter(of_staff(), staff_role=StaffRole.OFFICER, is_active=True).order_by("pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_queryset(self) -> UserQuerySet:
        """Without accounts that were opened by mistake: nobody signs in by one, and nobody finds it."""
        return super().get_queryset().filter(mistaken_at__isnull=True)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Addresses are compared in lower case throughout, and hold no sign that nobody sees: a mark of direction that
        came along from a text would make another address of it, to which no letter goes."""
        visible = (sign for sign in email or "" if unicodedata.category(sign)[0] != "C")
        return "".join(visible).strip().lower()

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=self.normalize_email(email))


class User(AbstractBaseUser, PermissionsMixin, Correctable, Searched):  # type: ignore[django-manager-missing]
    """A person who signs in with an e-mail address. What they may do follows from the office they hold."""

    # Names them in addresses: their number would tell how many there are (decision 0040).
    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    title = models.CharField(_("protocol title"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = ZoneField(_("time zone"), max_length=60, default="UTC", validators=[check_time_zone])
    is_staff = models.BooleanField(_("of the Secretariat's staff"), default=False)
    # Counts for its staff alone.
    staff_role = models.CharField(
        _("role at the Secretariat"), max_length=10, choices=StaffRole.choices, default=StaffRole.OFFICER
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    # An expert who was let in to a paper: reads that and nothing else, and holds no office for as long as there is the account.
    is_guest = models.BooleanField(_("guest: let in to one paper"), default=False, editable=False)
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)
    # When the person last said that their name, title and address are right; asked once a year.
    last_confirmed_at = models.DateTimeField(_("details last confirmed"), null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(pgettext_lazy("heading", "since"), default=timezone.now, editable=False)

    # By which door they came, where that wasn't a sign-in: the journal names it.
    came_by = ""

    objects = UserManager()
    everything = UserQuerySet.as_manager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        permissions = [("import_user", _("Can import people")), ("export_user", _("Can export people"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=models.functions.Lower("email")), name="email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)
        if self.is_guest and self.is_of_the_secretariat:
            raise ValidationError(IS_A_GUEST)
        if self.pk and self.is_of_the_secretariat and self.holds_an_office():
            raise ValidationError(HOLDS_AN_OFFICE)

    @property
    def is_of_the_secretariat(self) -> bool:
        return self.is_staff or self.is_superuser

    @property
    def works(self) -> frozenset[Work]:
        """The work that their role at the Secretariat lets them do; none for whoever isn't of its staff."""
        return WORK_OF[self.staff_role] if self.is_staff else NO_WORK

    @property
    def is_of_staff(self) -> bool:
        return is_of_staff(self)

    @property
    def is_officer(self) -> bool:
        return is_officer(self)

    @property
    def role_at_the_secretariat(self) -> StaffRole | None:
        """Their role, may they sign in or not; None for whoever isn't of its staff."""
        return StaffRole(self.staff_role) if self.is_staff else None

    def take_role(self, role: StaffRole | None) -> None:
        """Come into the Secretariat's staff in a role, or leave it (None). Two officers decide it (`members.actions`)."""
        self.is_staff = role is not None
        self.staff_role = role or StaffRole.OFFICER
        self.save(update_fields=["is_staff", "staff_role"])

    def holds_an_office(self, on: dt.date | None = None) -> bool:
        """Whether the person acts for a participant, or will."""
        running = models.Q(until__isnull=True) | models.Q(until__gt=on or day_of_the_house())
        return self.focal_points.filter(running).exists()

    def get_absolute_url(self) -> str:
        return reverse("person-detail", args=[self.uid])

    def get_full_name(self) -> str:
        return f"{self.title} {self.name}".strip()

    def get_short_name(self) -> str:
        return self.name

    def participants(self, on: dt.date | None = None) -> models.QuerySet:
        """Keys of the participants that this person acts for on a day (default: today), as a query."""
        held = self.focal_points.none() if self.is_guest else self.focal_points.in_office(on)
        return held.values("participant")


# Whoever asks: signed in, or not.
Person = User | AnonymousUser
