"""What is written and not submitted yet: it belongs to one state until it is."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.drafts import called, page_of
from members.models.participants import Participant
from members.models.seats import seats_of
from members.models.users import Person


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Person) -> Self:
        """A draft is its state's alone; where it has no state (an officer's), its writer's alone."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(Q(owner__in=seats_of(user).participant_ids) | Q(owner__isnull=True, by=user))

    def of_place(self, form: str, kind: str, key: str) -> Self:
        """Of a form about the thing of that key; where it is about nothing yet, the one whose own key that is."""
        return self.filter(form=form, about_kind="", uid=key) if not kind else self.about(kind, key).filter(form=form)

    def about(self, kind: str, key: str) -> Self:
        return self.filter(about_kind=kind, about_key=key)


class Draft(models.Model):
    """What somebody began to write in a form and has not submitted: kept as they type, for their own state only."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        Participant, models.PROTECT, related_name="drafts", null=True, blank=True, verbose_name=_("on behalf of")
    )
    # Which form (noun and act), and the name of the thing it is about; empty where it is about nothing yet: then its own
    # key tells it from others of that form.
    form = models.CharField(_("form"), max_length=40)
    about_kind = models.CharField(max_length=40, blank=True, default="")
    about_key = models.CharField(max_length=100, blank=True, default="")
    answers = models.JSONField(_("answers"), default=dict)
    # A preparer's word that the authority may look and submit.
    is_ready = models.BooleanField(_("ready to be submitted"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts", verbose_name=_("by"))
    updated_at = models.DateTimeField(_("last written at"), auto_now=True)

    key_field = "uid"

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["updated_at"], name="drafts_by_age")]
        default_permissions = []

    def __str__(self) -> str:
        """By what it is about; empty where that isn't there yet."""
        return self.about_key

    def get_absolute_url(self) -> str:
        """The form that it continues."""
        return page_of(self.form, self.place_key)

    @property
    def place_key(self) -> str:
        """How its page calls it: by the thing it is about, else by its own key."""
        return self.about_key or str(self.uid)

    @property
    def called(self) -> str:
        """Its title, as far as one was written."""
        return called(self.answers)
