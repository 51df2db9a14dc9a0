"""To which states something official was told, which of them are served on paper, and the receipts of it."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.models import Entry
from journal.names import Name
from journal.staff import is_of_staff
from members.models import FocalPoint, Participant, Person
from notices.choices import SET_ASIDE_ON_PAPER, NoticeChannel, ServedThrough, Stage
from notices.kinds import label_of
from notices.models.kinds import KindField
from notices.models.notices import Notice
from record.models import Correctable, RowsThatCount, Searched


def _who_acted() -> models.QuerySet[FocalPoint]:
    """The posts of the state of a row two queries out, on its day."""
    return FocalPoint.objects.holding(OuterRef(OuterRef("day"))).filter(participant=OuterRef(OuterRef("participant")))


def _set_aside() -> models.QuerySet[Entry]:
    """That a row one query out was set aside: the journal keeps it, with who did, when, and the word."""
    key = Cast(OuterRef("pk"), models.CharField(max_length=64))
    return Entry.objects.filter(about_kind="addressee", about_key=key, verb=SET_ASIDE_ON_PAPER)


class OfAStateQuerySet(models.QuerySet[Any]):
    """What the Secretariat has of each state, and a state of itself."""

    # From a row to its participant.
    path = "participant"

    def visible_to(self, user: Person) -> Self:
        """The Secretariat sees all, a state's people their own."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if is_of_staff(user) else self.filter(**{f"{self.path}__in": user.participants()})


class AddresseeQuerySet(OfAStateQuerySet):
    def of(self, about: Name) -> Self:
        return self.filter(about_kind=about.kind, about_key=about.key)

    def with_what_is_known(self) -> Self:
        """Adds when somebody who acted for the state then first opened it, and when a letter to one was first accepted."""
        told = Notice.objects.filter(
            kind=OuterRef("kind"), about_kind=OuterRef("about_kind"), about_key=OuterRef("about_key"),
            occurrence=OuterRef("occurrence"), recipient__in=_who_acted().values("user"),
        )  # fmt: skip
        opened = told.filter(channel=NoticeChannel.PORTAL, seen_at__isnull=False).order_by("seen_at")
        mailed = told.filter(channel=NoticeChannel.EMAIL, stage=Stage.SENT).order_by("told_at")
        return self.annotate(
            opened_at=Subquery(opened.values("seen_at")[:1]), accepted_at=Subquery(mailed.values("told_at")[:1])
        )

    def without_receipt(self) -> Self:
        return self.filter(~Exists(PaperReceipt.objects.filter(addressee=OuterRef("pk"))))

    def to_be_served(self) -> Self:
        """Those on paper of which no receipt was entered yet, and that nobody set aside."""
        return self.without_receipt().filter(~Exists(_set_aside()), on_paper=True)

    def set_aside(self) -> Self:
        """Those on paper that were found to be needed no more, and have no receipt."""
        return self.without_receipt().filter(Exists(_set_aside()), on_paper=True)

    def with_what_was_set_aside(self) -> Self:
        return self.annotate(is_set_aside=Exists(_set_aside()))

    def served(self) -> Self:
        return self.filter(Exists(PaperReceipt.objects.filter(addressee=OuterRef("pk"))))


class Addressee(models.Model):
    """A state to which one official thing was told. `on_paper`: nobody acted for it in the portal then, or it asked for paper."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    kind = KindField(_("kind"))
    about_kind = models.CharField(_("kind of object"), max_length=100)
    about_key = models.CharField(_("object's key"), max_length=64)
    about_label = models.CharField(_("about what"), max_length=300)
    occurrence = models.CharField(_("occurrence"), max_length=100)
    url = models.CharField(_("link"), max_length=300)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="addressed", verbose_name=_("state"))
    on_paper = models.BooleanField(_("served on paper"))
    at = models.DateTimeField(_("told at"))
    # The day of the house, by which it is known who acted for the state then.
    day = models.DateField(_("day"))

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_key", "occurrence", "participant"],
                name="one_addressee_of_a_thing_told",
            )
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_key"], name="addressees_of_a_thing"),
            models.Index(fields=["-at"], condition=Q(on_paper=True), name="addressees_on_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {label_of(self.kind)} · {self.about_label}"


class PaperReceiptQuerySet(OfAStateQuerySet):
    path = "addressee__participant"


class PaperReceipt(Correctable, Searched):
    """That one thing was served on one state on paper: on which day, through which channel, by whom. Read by the state too."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="receipts", verbose_name=_("addressee"))
    day = models.DateField(_("served on"))
    channel = models.CharField(_("through which channel"), max_length=12, choices=ServedThrough.choices)
    served_by = models.CharField(_("served by"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    # The same for all that were entered in one act.
    once_key = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)

    key_field = "uid"
    seals = ("day", "channel", "served_by", "note")
    objects = RowsThatCount.from_queryset(PaperReceiptQuerySet)()
    everything = PaperReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt on paper")
        verbose_name_plural = _("receipts on paper")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["addressee"], condition=Q(mistaken_at__isnull=True), name="one_receipt_of_an_addressee"
            )
        ]

    def __str__(self) -> str:
        return f"{self.addressee.participant} · {self.addressee.about_label}"

    def get_absolute_url(self) -> str:
        return f"{reverse('addressee-list')}#receipt-{self.uid}"


class PaperWish(models.Model):
    """A state asked to be served on paper, beside the portal, until it says otherwise."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="paper_wishes", verbose_name=_("state"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    at = models.DateTimeField(_("asked at"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = OfAStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish to be served on paper")
        verbose_name_plural = _("wishes to be served on paper")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(ended_at__isnull=True), name="one_wish_for_paper_a_state"
            )
        ]

    def __str__(self) -> str:
        return str(self.participant)
