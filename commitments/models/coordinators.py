"""Who offered to coordinate, who was designated, for how long, and how it ended: facts that are kept apart."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Depth
from catalogue.models import Area, Edition, Measure
from commitments.choices import Fact
from law.choices import CoordinatorRole, Relation
from law.editions import edition, edition_on
from law.fields import EditionField
from law.grammar.editions import LawEdition
from meetings.access import reader_tokens
from members.models import Participant, Person
from record.choices import Channel
from record.dates import Precision, PrecisionField, last_day_of_term, shown
from record.models import Correctable, RecordQuerySet, RowsThatCount, Searched, SourcedFact, words_in
from record.readers import SIGHT, ReadersField
from record.texts import MultilingualField, in_language, language_written


class CoordinatorAssignmentQuerySet(RecordQuerySet):
    def visible_to(self, user: Person) -> Self:
        """The common record, and what was designated in commitments that the person sees."""
        return self.filter(readers__open_to=reader_tokens(user))

    def offers(self) -> Self:
        return self.filter(fact=Fact.OFFER)

    def designations(self) -> Self:
        return self.filter(fact=Fact.DESIGNATION)

    def running(self, on: dt.date) -> Self:
        """Those whose term hasn't ended by that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on))

    def made_by(self, on: dt.date) -> Self:
        """Offers made by that day, and designations that had begun by then, whether or not they ended since."""
        has_begun = Q(since__isnull=True) | Q(since__lte=on)
        was_made = Q(on__isnull=True) | Q(on__lte=on)
        return self.filter(has_begun, was_made)

    def as_known_on(self, on: dt.date) -> Self:
        """Each with `is_known_then`: whether it is known only of a time before that day."""
        is_of_before = Q(last_known__isnull=False, last_known__lt=on)
        return self.annotate(is_known_then=ExpressionWrapper(is_of_before, output_field=models.BooleanField()))

    def known_to_hold(self, on: dt.date) -> Self:
        """Without those that are known only of a time before that day."""
        return self.filter(Q(last_known__isnull=True) | Q(last_known__gte=on))

    def standing_on(self, on: dt.date) -> Self:
        """Those made by that day whose term, as far as it is known, includes it, each with `is_known_then`.

        What is known only of a time before is left out where a later one says the same of the same state.
        """
        later = CoordinatorAssignment.objects.made_by(on).running(on).known_to_hold(on)
        same = {name: OuterRef(name) for name in ("fact", "participant", "role", "edition", "area", "depth")}
        # What not everybody sees hides nothing that everybody does.
        of_the_record = Q(commitment=None) | Q(record_key__isnull=False)
        about_the_same = Q(measure=OuterRef("measure")) | Q(measure=None, depth=Depth.AREA)
        newer = later.filter(of_the_record, about_the_same, **same)
        is_of_before = Q(last_known__isnull=False, last_known__lt=on)
        rows = self.made_by(on).running(on).exclude(is_of_before & Exists(newer.exclude(pk=OuterRef("pk"))))
        return rows.as_known_on(on)

    def outside_commitments(self) -> Self:
        """Those that no commitment's procedure made: they are changed by acts of their own."""
        return self.filter(commitment__isnull=True)

    def about_the_same(self, edition: Edition, depth: str, area: Area | None, measure: Measure | None) -> Self:
        """Those of one depth about one thing. Of topics and of what is to be named, each has its own words besides."""
        return self.filter(edition=edition, depth=depth, area=area, measure=measure)

    def in_order(self) -> Self:
        """As the annex has it: by state in seat order, each state's own in the order in which they were entered."""
        return self.order_by("participant__seat_name", "pk")

    def matching(self, words: str) -> Self:
        """Words of the state, of the measure or area it names, or its own, in any language."""
        about = Q(participant__in=words_in(Participant, words)) | Q(area__in=words_in(Area, words))
        return self.filter(about | Q(measure__in=words_in(Measure, words)) | Q(pk__in=words_in(self.model, words)))

    def for_page(self) -> Self:
        return self.select_related(
            "participant", "edition", "area__parent", "measure__area", "near__area", "commitment"
        )


class CoordinatorAssignment(SourcedFact, Correctable, Searched):
    """A state's offer to coordinate or co-coordinate, or its designation to do so, with its term.

    The annex to the Cooperative Approach reaches four depths and states no role: each is kept as it stands there.
    """

    fact = models.CharField(_("fact"), max_length=12, choices=Fact.choices)
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="coordinator_assignments", verbose_name=_("state")
    )
    role = models.CharField(_("role"), max_length=16, choices=CoordinatorRole.choices, default=CoordinatorRole.UNSTATED)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="coordinators", verbose_name=_("edition"))
    depth = models.CharField(_("depth"), max_length=12, choices=Depth.choices)
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="coordinators", null=True, blank=True, verbose_name=_("area")
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="coordinators", null=True, blank=True, verbose_name=_("measure")
    )
    near = models.ForeignKey(
        Measure,
        models.PROTECT,
        related_name="topics_near",
        null=True,
        blank=True,
        verbose_name=_("nearest measure"),
        help_text=_("For a topic in its own words: ours, not the record's."),
    )
    area_is_ours = models.BooleanField(
        _("the area is our reading"), default=False, help_text=_("Where its source names no area.")
    )
    wording = MultilingualField(_("in its own words"), blank=True)
    wording_status = models.JSONField(_("status of the words, by language"), default=dict, blank=True)
    commitment = models.ForeignKey(
        "commitments.Commitment",
        models.PROTECT,
        related_name="coordinators",
        null=True,
        blank=True,
        verbose_name=_("commitment"),
        help_text=_("Where the designation was made in a commitment's procedure."),
    )
    on = models.DateField(_("offered or agreed on"), null=True, blank=True)
    on_precision = PrecisionField(_("day: how well known"))
    since = models.DateField(_("term since"), null=True, blank=True)
    since_precision = PrecisionField(_("term since: how well known"))
    until = models.DateField(_("term until"), null=True, blank=True, help_text=_("The first day after the term."))
    until_precision = PrecisionField(_("term until: how well known"))
    # Until its own term begins it reads along with whoever coordinates, and decides nothing.
    shadows_from = models.DateField(_("stands beside from"), null=True, blank=True)
    # The last day for which a source shows it; after that day it is told as known then, and never as holding.
    last_known = models.DateField(
        _("last known on"),
        null=True,
        blank=True,
        help_text=_("Where no source shows it after that day. Empty: it holds as far as the record goes."),
    )
    last_known_precision = PrecisionField(_("last known: how well known"))
    law_edition = EditionField(_("edition of the law"), editable=False)
    # Of what was entered here, outside a commitment: who did so when and by which way, and which state in the Chair it was.
    designated_by = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="designations_made",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("designated by"),
    )
    channel = models.CharField(_("by which way"), max_length=20, choices=Channel.choices, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="coordination_entered",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), null=True, blank=True, editable=False)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    called_with = ("participant", "measure", "area")
    objects = RowsThatCount.from_queryset(CoordinatorAssignmentQuerySet)()
    everything = CoordinatorAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators: offers and designations")
        ordering = ["participant__seat_name", "area__reference_order", "measure__number", "pk"]
        permissions = [
            ("import_coordinatorassignment", _("Can import coordinators")),
            ("export_coordinatorassignment", _("Can export coordinators")),
        ]
        indexes = [
            # Asked with the seats of whoever reads: until when what lets a state read holds.
            models.Index(
                fields=["participant", "until"],
                name="coordinators_terms_ending",
                condition=Q(fact=Fact.DESIGNATION, until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="coordinator_term_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(shadows_from__isnull=True) | Q(since__isnull=True) | Q(shadows_from__lte=F("since")),
                name="a_shadow_period_lies_before_the_term",
            ),
            models.CheckConstraint(
                condition=~Q(depth=Depth.MEASURE) | Q(measure__isnull=False), name="a_measure_deep_names_its_measure"
            ),
            models.CheckConstraint(
                condition=~Q(depth=Depth.AREA) | Q(area__isnull=False), name="an_area_deep_names_its_area"
            ),
            models.CheckConstraint(
                condition=Q(depth=Depth.MEASURE) | Q(measure__isnull=True), name="only_a_measure_deep_names_a_measure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.law_edition = self.law_edition or self._edition_it_began_under()
        super().save(*args, **kwargs)
        if self.until is not None and self.commitment_id is not None:
            SIGHT.changed += 1

    def _edition_it_began_under(self) -> str:
        """That of its commitment; else the one of the day on which the term began, or on which it was offered."""
        if self.commitment is not None:
            return self.commitment.edition
        return edition_on(self.since or self.on or self.edition.adopted_on).key

    def get_absolute_url(self) -> str:
        """Its line on the page of its state, which has what ended as well, and opens where the line stands."""
        page = reverse("participant-detail", args=[self.participant.code])
        return f"{page}?coordinator={self.pk}#coordinator-{self.pk}"

    @property
    def law(self) -> LawEdition:
        """The edition of the law under which it began, and ends."""
        return edition(self.law_edition)

    def clean(self) -> None:
        super().clean()
        if self.depth == Depth.TOPIC and not self.wording:
            raise ValidationError({"wording": _("A topic is given in its own words.")})
        if self.depth == Depth.MEASURE and not self.measure_id:
            raise ValidationError({"measure": _("Name the measure, or choose another depth.")})
        if self.depth == Depth.AREA and not self.area_id:
            raise ValidationError({"area": _("Name the area, or choose another depth.")})
        if self.measure_id and self.area_id and self.measure.area_id != self.area_id:
            raise ValidationError({"measure": _("This measure lies in another area.")})

    @property
    def subject(self) -> str:
        """What it is about, in the record's own depth: a measure, own words, an area, or nothing named yet."""
        if self.depth == Depth.MEASURE and self.measure:
            return str(self.measure)
        if own := in_language(self.wording):
            return own
        return str(self.area) if self.area else str(self.get_depth_display())

    @property
    def says_more(self) -> bool:
        """Whether its own words stand beside the measure's: those of the record are the name of the measure."""
        return self.depth == Depth.MEASURE and bool(self.wording) and self.record_key is None

    @property
    def term(self) -> str:
        """The term for a reader: "2024–2025" where it is whole calendar years, else its days, if known."""
        if (
            self.since
            and self.until
            and (self.since.month, self.since.day, self.until.month, self.until.day) == (1, 1, 1, 1)
        ):
            last = self.until.year - 1
            return str(last) if last == self.since.year else f"{self.since.year}–{last}"
        if self.since and not self.until:
            return _now("since %(first)s") % {"first": shown(self.since, self.since_precision, "since")}
        last_day = last_day_of_term(self.until, self.until_precision, self.since)
        ends = [shown(self.since, self.since_precision), shown(last_day, self.until_precision)]
        return " – ".join(ends) if any(ends) else ""

    @property
    def note_as_written(self) -> dict[str, str]:
        """The note under the language that its letters show."""
        return {language_written(self.note): self.note} if self.note else {}

    def ended_by(self, on: dt.date) -> bool:
        return self.until is not None and self.until <= on


class CoordinationEnd(SourcedFact, Correctable):
    """That an offer was taken back, or a designation ended, outside a commitment: who said so when, and why.

    The day is kept on the offer or the designation, too; here is what it was before, for whoever finds this a mistake.
    """

    assignment = models.ForeignKey(
        CoordinatorAssignment, models.PROTECT, related_name="ends", verbose_name=_("offer or designation")
    )
    until = models.DateField(_("ended on"))
    until_before = models.DateField(_("ended on, as it stood before"), null=True, blank=True)
    until_before_precision = PrecisionField(_("as it stood before: how well known"))
    on_behalf_of = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="coordination_ended",
        null=True,
        blank=True,
        verbose_name=_("on behalf of"),
    )
    acting_as = models.CharField(_("acting as"), max_length=20, choices=Relation.choices)
    channel = models.CharField(_("by which way"), max_length=20, choices=Channel.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="coordination_ends", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    objects = RowsThatCount.from_queryset(RecordQuerySet)()
    everything = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("end of an offer or a designation")
        verbose_name_plural = _("ends of offers and designations")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    @property
    def note_as_written(self) -> dict[str, str]:
        return {language_written(self.note): self.note} if self.note else {}

    def __str__(self) -> str:
        return f"{self.assignment} · {shown(self.until, Precision.EXACT)}"
