"""Who takes part in the Conference, as what, from when; and who holds the Chair."""

import datetime as dt
import unicodedata
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from law.editions import edition, edition_on
from law.fields import EditionField
from law.grammar.editions import LawEdition
from members.choices import Keys, ParticipantKind, Standing
from record.dates import PrecisionField
from record.models import (
    Correctable,
    RecordQuerySet,
    RowsThatCount,
    Searched,
    SourcedFact,
    require_known_sources,
    words_in,
)
from record.texts import MultilingualField, in_language


class DatedQuerySet(RecordQuerySet):
    """Rows that hold from a day until a day, the last one not included."""

    def holding(self, on: dt.date | models.OuterRef) -> Self:
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))


def seat_name(english: str) -> str:
    """The English common name in plain letters and figures alone, so that every database sorts it alike."""
    letters = unicodedata.normalize("NFKD", english).casefold()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())[:200]


class ParticipantQuerySet(RecordQuerySet):
    def with_standing(self, on: dt.date) -> Self:
        """Adds `standing` and the day it began, as far as the record is certain of them on that day."""
        participation = Participation.objects.filter(participant=OuterRef("pk")).holding(on).order_by("-since", "-pk")
        return self.annotate(
            standing=Subquery(participation.values("standing")[:1]),
            standing_since=Subquery(participation.values("since")[:1]),
            standing_since_precision=Subquery(participation.values("since_precision")[:1]),
            standing_source=Subquery(participation.values("source")[:1]),
            standing_confidence=Subquery(participation.values("confidence")[:1]),
        )

    def people_not_confirmed_since(self, day: dt.date) -> Self:
        """Those of which nobody has said since that day, or ever, that their people are right."""
        return self.filter(Q(people_confirmed_on__isnull=True) | Q(people_confirmed_on__lt=day))

    def standing_as(self, standing: str, on: dt.date) -> Self:
        participation = Participation.objects.filter(participant=OuterRef("pk"), standing=standing).holding(on)
        return self.filter(Exists(participation))

    def members_on(self, on: dt.date) -> Self:
        """The member states of that day: those that decide, and whose two thirds are the quorum."""
        return self.standing_as(Standing.MEMBER, on)

    def states(self) -> Self:
        return self.filter(kind=ParticipantKind.STATE)

    def in_seat_order(self) -> Self:
        """English alphabetical order of common names, in every language (Rules of Procedure, article 1)."""
        return self.order_by("seat_name", "code")

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))


class Participant(Correctable, Searched):
    """A state or an organisation that takes part, or took part, in the Conference."""

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        help_text=_("ISO 3166-1 alpha-2 for a state, an acronym for an organisation."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ParticipantKind.choices, default=ParticipantKind.STATE)
    name = MultilingualField(_("common name"))
    official_name = MultilingualField(_("official form"), blank=True)
    name_status = models.JSONField(_("status of the name, by language"), default=dict, blank=True)
    keys = models.CharField(
        _("who submits"),
        max_length=3,
        choices=Keys.choices,
        default=Keys.TWO,
        help_text=_("The participant's own choice; its authority makes it on the page of its people."),
    )
    # On which day somebody last said, for the participant, that the people who act for it are right; who, by which letter.
    people_confirmed_on = models.DateField(_("people last confirmed"), null=True, blank=True, editable=False)
    people_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("people confirmed by"),
    )
    people_confirmed_letter = models.CharField(
        _("by which letter people were confirmed"), max_length=300, blank=True, editable=False
    )
    source = models.CharField(_("source of the names"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    # What the seat order compares: one order for all languages.
    seat_name = models.CharField(max_length=200, editable=False, db_index=True)

    key_field = "code"
    called_with = ()
    objects = RowsThatCount.from_queryset(ParticipantQuerySet)()
    everything = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["seat_name", "code"]
        permissions = [
            ("import_participant", _("Can import participants")),
            ("export_participant", _("Can export participants")),
        ]

    def __str__(self) -> str:
        return in_language(self.name) or self.code

    def clean(self) -> None:
        super().clean()
        require_known_sources(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.seat_name = seat_name(in_language(self.name, "en"))
        super().save(*args, **kwargs)

    def is_member_or_observer_state_on(self, day: dt.date) -> bool:
        """Whether it may host a specialised meeting (Cooperative Approach, (b))."""
        participations = self.participations.holding(day).filter(standing__in=[Standing.MEMBER, Standing.OBSERVER])
        return self.kind == ParticipantKind.STATE and participations.exists()


class MemberStateManager(models.Manager.from_queryset(ParticipantQuerySet)):
    def get_queryset(self) -> ParticipantQuerySet:
        """States that are, or were, members."""
        memberships = Participation.objects.filter(participant=OuterRef("pk"), standing=Standing.MEMBER)
        return super().get_queryset().filter(Exists(memberships))


class MemberState(Participant):
    """A state that is, or was, a member of the Conference."""

    objects = MemberStateManager()

    class Meta:
        proxy = True
        verbose_name = _("member state")
        verbose_name_plural = _("member states")


class ParticipationQuerySet(DatedQuerySet):
    def of_latest(self, on: dt.date) -> Self:
        """Of each participant the one that holds on a day, where a later one was entered and the earlier not ended."""
        later = Participation.objects.filter(participant=OuterRef("participant")).holding(on)
        later = later.filter(Q(since__gt=OuterRef("since")) | Q(since=OuterRef("since"), pk__gt=OuterRef("pk")))
        return self.holding(on).filter(~Exists(later))


class Participation(SourcedFact, Correctable):
    """A participant's standing from a date: member, observer or partner."""

    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="participations", verbose_name=_("participant")
    )
    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices)
    since = models.DateField(pgettext_lazy("heading", "since"))
    since_precision = PrecisionField(_("since: how well known"))
    until = models.DateField(
        pgettext_lazy("heading", "until"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds."),
    )
    until_precision = PrecisionField(_("until: how well known"))

    objects = RowsThatCount.from_queryset(ParticipationQuerySet)()
    everything = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participation by date")
        ordering = ["participant__seat_name", "since", "pk"]
        permissions = [
            ("import_participation", _("Can import participation")),
            ("export_participation", _("Can export participation")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "standing", "since"],
                condition=Q(mistaken_at__isnull=True),
                name="one_participation_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="participation_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["standing", "since", "until"], name="participation_on_a_day")]

    def __str__(self) -> str:
        return f"{self.participant} · {self.get_standing_display()}"


class ChairmanshipQuerySet(DatedQuerySet):
    def of(self, on: dt.date) -> "Chairmanship | None":
        """Who holds the Chair on that day, as far as the record is certain."""
        return self.holding(on).order_by("-since").first()  # type: ignore[return-value]

    def matching(self, words: str) -> Self:
        return self.filter(participant__in=words_in(Participant, words))


class Chairmanship(SourcedFact, Correctable):
    """A state's term in the Chair. It ends at a Summit or Ministerial, so its end may be unknown yet.

    It keeps the edition of the law that held on its first day when it was entered: by that its length is measured.
    """

    edition = EditionField(_("edition of the law"), editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="chairmanships", verbose_name=_("state"))
    since = models.DateField(pgettext_lazy("heading", "since"))
    since_precision = PrecisionField(_("since: how well known"))
    until = models.DateField(
        pgettext_lazy("heading", "until"), null=True, blank=True, help_text=_("The day of the handover.")
    )
    until_precision = PrecisionField(_("until: how well known"))

    objects = RowsThatCount.from_queryset(ChairmanshipQuerySet)()
    everything = ChairmanshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("chairmanship")
        verbose_name_plural = _("chairmanships")
        ordering = ["-since"]
        permissions = [
            ("import_chairmanship", _("Can import chairmanships")),
            ("export_chairmanship", _("Can export chairmanships")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["since"], condition=Q(mistaken_at__isnull=True), name="one_chairmanship_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="chairmanship_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.since:%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.edition = self.edition or edition_on(self.since).key
        super().save(*args, **kwargs)

    @property
    def law(self) -> LawEdition:
        """The edition under which the term began, and ends."""
        return edition(self.edition) if self.edition else edition_on(self.since)
