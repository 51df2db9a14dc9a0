"""What the lists of commitments, coordinators and experts may be asked, and how a commitment is named in parameters."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Depth
from catalogue.filters import (
    OF_AREA,
    OF_EDITION,
    areas_called,
    edition_called,
    measure_called,
    offered_areas,
    offered_editions,
    offered_measures,
)
from catalogue.models import Edition
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, Intention
from commitments.reports.coverage import CoverageStatus
from law.choices import CoordinatorRole, Modality
from law.editions import editions, state_choices
from law.grammar.basis import Basis
from members.filters import offered_states, state_called
from members.models import Participant, Person, seats_of
from record.called import called
from record.dates import Precision, as_known, day_of_the_house
from record.filters import (
    CorrectableFilter,
    DayFilter,
    KeyFilter,
    Offered,
    OneOfFilter,
    RecordFilter,
    SomeOfFilter,
    WordsFilter,
    as_of_filter,
    by_words,
)

OURS = "ours"
OF_MEASURE = _("Reference of a measure.")


def commitment_called(user: Person, reference: str) -> QuerySet:
    return called(Commitment.objects.visible_to(user), reference, "reference")


def _areas_of_commitments(user: Person) -> Offered:
    return offered_areas(user, Commitment.objects.visible_to(user).values("area"))


class CommitmentFilter(RecordFilter):
    """By default every commitment; as of a day, those with a step taken by then, as they stood."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: those begun by then, as they stood on it. Every one, if not given."))
    whose = OneOfFilter(
        label=_("Whose"),
        choices=[(OURS, _("ours"))],
        empty_label=_("all"),
        method="of_own_states",
        help_text=_("Of the states that you speak for: those that they intend or coordinate."),
    )
    state = SomeOfFilter(
        method="that_stand_in",
        label=_("Where it stands"),
        choices=state_choices,
        help_text=_("Where it stands."),
    )
    modality = SomeOfFilter(label=_("Modality"), choices=Modality.choices)
    area = KeyFilter(
        field_name="area", label=_("Area"), named=areas_called, offers=_areas_of_commitments, help_text=OF_AREA
    )
    measure = KeyFilter(field_name="measure", label=_("Measure"), named=measure_called, help_text=OF_MEASURE)
    participant = KeyFilter(
        method="of_states",
        label=_("State"),
        named=state_called,
        help_text=_("Code of a state that intends or coordinates it: AZ."),
    )

    period_ends_by = DayFilter(
        field_name="period_until_then",
        lookup_expr="lte",
        label=_("Its period ends by"),
        help_text=_("A day, YYYY-MM-DD: those of which the period has a last day, and ends by then."),
    )

    period_on = DayFilter(
        method="undertaken_on",
        label=_("Its period includes"),
        help_text=_("A day, YYYY-MM-DD: those of which the period, as its states said it, includes that day."),
    )

    on_page = ("whose", "state", "modality", "area", "period_ends_by", "search")
    names_before = {**RecordFilter.names_before, "stands": ("state", "{}")}

    class Meta:
        model = Commitment
        fields: list[str] = []

    @property
    def day_gone_by(self) -> dt.date | None:
        """The day asked about, where things may have stood otherwise than they do."""
        return self.as_of_given if self.on < day_of_the_house() else None

    def that_stand_in(self, rows: QuerySet, name: str, states: list[str]) -> QuerySet:
        return rows.filter(stood__in=states)

    def undertaken_on(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        """A period with a first day alone is open; of one that is known by its month or year, so is its first day."""
        begun = Q(period_since_then=None)
        for known in Precision:
            begun |= Q(period_precision_then=known, period_since_then__lte=as_known(day, known))
        lasting = Q(period_until_then=None) | Q(period_until_then__gte=day)
        return rows.exclude(period_since_then=None, period_until_then=None).filter(begun, lasting)

    def of_own_states(self, rows: QuerySet, name: str, whose: str) -> QuerySet:
        return rows.of_states(seats_of(self.viewer).participant_ids, self.day_gone_by)

    def of_states(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.of_states(keys, self.day_gone_by)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset.standing_then(self.day_gone_by))


def _states_that_offered(user: Person) -> Offered:
    """States of which the record has any offer or designation."""
    named = CoordinatorAssignment.objects.visible_to(user).values("participant")
    return offered_states(Participant.objects.visible_to(user).filter(pk__in=named))


class CoordinatorFilter(CorrectableFilter):
    """Offers made by the day asked about, and designations whose term includes it."""

    fact = SomeOfFilter(label=_("Fact"), choices=Fact.choices)
    role = SomeOfFilter(label=_("Role"), choices=CoordinatorRole.choices)
    depth = SomeOfFilter(label=_("Depth"), choices=Depth.choices)
    state = KeyFilter(
        field_name="participant",
        label=_("State"),
        named=state_called,
        offers=_states_that_offered,
        help_text=_("Code of the state: AZ."),
    )
    edition = KeyFilter(
        field_name="edition",
        label=_("Edition"),
        named=edition_called,
        offers=offered_editions,
        help_text=OF_EDITION,
    )
    area = KeyFilter(field_name="area", label=_("Area"), named=areas_called, help_text=OF_AREA)
    measure = KeyFilter(field_name="measure", label=_("Measure"), named=measure_called, help_text=OF_MEASURE)
    standing = OneOfFilter(
        label=_("Term"),
        choices=[("now", _("stands on that day")), ("any", _("also what ended before, or begins later"))],
        method="leave_to_the_rows",
        help_text=_("Whether the term must include the day; it must, if not given."),
    )

    on_page = ("edition", "fact", "state")

    class Meta:
        model = CoordinatorAssignment
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["standing"] == "any" else rows.standing_on(self.on)


def _measures_of_experts(user: Person) -> Offered:
    return offered_measures(user, ExpertNomination.objects.visible_to(user).values("measure"))


def _states_that_nominated(user: Person) -> Offered:
    named = ExpertNomination.objects.visible_to(user).values("owner")
    return offered_states(Participant.objects.visible_to(user).filter(pk__in=named))


class ExpertFilter(CorrectableFilter):
    """By default those whose term includes the day asked about; of a time, those whose term touches it."""

    area = KeyFilter(method="of_areas", label=_("Area"), named=areas_called, help_text=OF_AREA)
    measure = KeyFilter(
        field_name="measure",
        label=_("Measure"),
        named=measure_called,
        offers=_measures_of_experts,
        help_text=OF_MEASURE,
    )
    commitment = KeyFilter(
        field_name="commitment",
        label=_("Commitment"),
        named=commitment_called,
        help_text=_("Reference of a commitment."),
    )
    participant = KeyFilter(
        field_name="owner",
        label=_("State"),
        named=state_called,
        offers=_states_that_nominated,
        help_text=_("Code of the state: AZ."),
    )
    expertise = WordsFilter(
        method="in_a_field",
        label=_("Field of expertise"),
        help_text=_("Words that stand in the field, the post or the institution."),
    )
    standing = OneOfFilter(
        label=_("Term"),
        choices=[("now", _("serves on that day")), ("any", _("also those whose term ended or begins later"))],
        method="leave_to_the_rows",
        help_text=_("Whether the term must include the day; it must, if not given."),
    )

    on_page = ("measure", "participant", "expertise", "standing", "search")

    class Meta:
        model = ExpertNomination
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def in_a_field(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "expertise", "affiliation")

    def serving_after(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(Q(until__isnull=True) | Q(until__gt=day))

    def of_areas(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        """Of a measure of the area, or of a commitment in it."""
        return rows.filter(Q(measure__area__in=keys) | Q(commitment__area__in=keys))

    @property
    def is_of_any_term(self) -> bool:
        return self.form.cleaned_data["standing"] == "any" or self._is_of_a_time

    @property
    def _is_of_a_time(self) -> bool:
        return any(self.form.cleaned_data[name] for name in ("from", "to"))

    def ended(self, rows: QuerySet) -> QuerySet:
        """What else is asked for, of the terms that had ended by the day."""
        return super().filter_queryset(rows).filter(until__lte=self.on)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.is_of_any_term else rows.serving_on(self.on)


ExpertFilter.base_filters["from"] = DayFilter(
    method="serving_after", label=_("Serves from"), help_text=_("A day, YYYY-MM-DD: whose term had not ended by then.")
)
ExpertFilter.base_filters["to"] = DayFilter(
    field_name="since",
    lookup_expr="lte",
    label=_("Serves to"),
    help_text=_("A day, YYYY-MM-DD: whose term had begun by then."),
)


class IntentionFilter(CorrectableFilter):
    """By default every intention there was; as of a day, those that held on it."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what held on it. Every intention, if not given."))
    commitment = KeyFilter(field_name="commitment", named=commitment_called, help_text=_("Reference of a commitment."))
    state = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of the state: AZ."))

    class Meta:
        model = Intention
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "participant__words", "commitment__words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.holding(self.as_of_given) if self.as_of_given else rows


class GapFilter(RecordFilter):
    """What no state leads on the day asked about, in every edition adopted by then."""

    edition = KeyFilter(method="leave_to_the_rows", named=edition_called, help_text=OF_EDITION)
    area = KeyFilter(method="leave_to_the_rows", named=areas_called, help_text=OF_AREA)

    class Meta:
        model = Edition
        fields: list[str] = []


class CoverageFilter(GapFilter):
    """What stands on the day asked about."""

    measure = KeyFilter(method="leave_to_the_rows", named=measure_called, help_text=OF_MEASURE)
    state = KeyFilter(method="leave_to_the_rows", named=state_called, help_text=_("Code of the state: AZ."))
    status = SomeOfFilter(method="leave_to_the_rows", choices=CoverageStatus.choices)


class ProcedureFilter(RecordFilter):
    """Every step of every edition of the procedure: the day asked about changes nothing of a table of the law."""

    modality = SomeOfFilter(method="leave_to_the_rows", choices=Modality.choices)
    edition = SomeOfFilter(
        method="leave_to_the_rows",
        choices=[(row.key, row.key) for row in editions()],
        help_text=_("Of the procedure."),
    )
    basis = SomeOfFilter(method="leave_to_the_rows", choices=Basis.choices)

    class Meta:
        model = Commitment
        fields: list[str] = []
