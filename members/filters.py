"""What the list of participants may be asked, and how a participant is named in parameters."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from members.choices import ParticipantKind, Standing
from members.models import Deputyship, Participant, Person
from record.called import called
from record.filters import KeyFilter, Offered, RecordFilter, SomeOfFilter, as_of_filter, by_words

NONE = "none"


def state_called(user: Person, code: str) -> QuerySet:
    """The participant with that code, in capitals or not."""
    return called(Participant.objects.visible_to(user), code, "code")


def offered_states(rows: QuerySet) -> Offered:
    """The states of `rows` by their codes, in the order of seats."""
    return [(state.code, str(state)) for state in rows.in_seat_order()]


class ParticipantFilter(RecordFilter):
    """By default those that take part on the day asked about."""

    standing = SomeOfFilter(
        label=_("Standing"),
        choices=[*Standing.choices, (NONE, _("takes no part on that day"))],
        method="standing_on_the_day",
        help_text=_("Standing on the day asked about; if not given, everyone who has one."),
    )
    kind = SomeOfFilter(label=_("Kind"), choices=ParticipantKind.choices)

    on_page = ("standing", "kind", "search")

    class Meta:
        model = Participant
        fields: list[str] = []

    def standing_on_the_day(self, rows: QuerySet, name: str, standings: list[str]) -> QuerySet:
        asked = Q(standing__in=[standing for standing in standings if standing != NONE])
        return rows.filter(asked | Q(standing__isnull=True) if NONE in standings else asked)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["standing"] else rows.filter(standing__isnull=False)


class DeputyshipFilter(RecordFilter):
    """Every deputyship that one may read; as of a day, those that ran on it."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: who stood in for whom on it. All, if not given."))
    participant = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of a participant: AZ."))

    on_page = ("search",)

    class Meta:
        model = Deputyship
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "person__name", "deputy__name")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.running(self.as_of_given) if self.as_of_given else rows
