"""What the lists of decisions and of silence procedures may be asked."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.filters import OURS, commitment_called
from decisions.choices import ChangeAnswer, FollowUpState, Manner, MinutesStage, Outcome
from decisions.models import ApproachProposal, Decision, FollowUp, Minutes, MinutesChange, Position, SilenceProcedure
from law.choices import SilenceState
from law.editions import body_choices
from meetings.filters import group_called, meeting_called
from members.filters import state_called
from members.models import Person, seats_of
from record.called import called
from record.dates import end_of_the_day
from record.filters import (
    CorrectableFilter,
    KeyFilter,
    OneOfFilter,
    RecordFilter,
    SomeOfFilter,
    as_of_filter,
    by_words,
)


class DecisionFilter(CorrectableFilter):
    """By default every decision; as of a day, those taken by then."""

    body = SomeOfFilter(label=_("Body"), choices=body_choices)
    outcome = SomeOfFilter(label=_("Outcome"), choices=Outcome.choices)
    manner = SomeOfFilter(label=_("How"), choices=Manner.choices)
    meeting = KeyFilter(
        field_name="meeting", label=_("Meeting"), named=meeting_called, help_text=_("Reference of a meeting.")
    )
    commitment = KeyFilter(
        field_name="matters__commitment",
        label=_("Commitment"),
        named=commitment_called,
        help_text=_("Reference of a commitment."),
    )
    state = KeyFilter(
        method="of_which_they_said_something",
        label=_("State"),
        named=state_called,
        help_text=_("Code of a state that said something."),
    )

    on_page = ("body", "outcome", "manner", "search")

    class Meta:
        model = Decision
        fields: list[str] = []

    def of_which_they_said_something(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.filter(Exists(Position.objects.filter(decision=OuterRef("pk"), participant__in=keys)))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset).distinct()
        return rows.filter(on__lte=self.as_of_given) if self.as_of_given else rows


def decision_called(user: Person, symbol: str) -> QuerySet:
    return called(Decision.objects.visible_to(user), symbol, "symbol")


class FollowUpFilter(CorrectableFilter):
    """By default every follow-up to the decisions that the caller sees; as of a day, those entered by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: those entered by then, as they stand now. Every one, if not given."))
    whose = OneOfFilter(
        label=_("Whose"),
        choices=[(OURS, _("ours"))],
        empty_label=_("all"),
        method="of_own_states",
        help_text=_("Of the states that you speak for: those that they look after."),
    )
    state = SomeOfFilter(label=_("Where it stands"), choices=FollowUpState.choices)
    owner = KeyFilter(
        field_name="owner",
        label=_("Looked after by"),
        named=state_called,
        help_text=_("Code of the state or organisation that looks after it: KZ."),
    )
    hears = KeyFilter(
        field_name="hears",
        label=_("Heard by"),
        named=meeting_called,
        help_text=_("Reference of the meeting that will hear of it."),
    )
    group = KeyFilter(
        field_name="group", label=_("Working group"), named=group_called, help_text=_("Code of a working group.")
    )
    decision = KeyFilter(
        field_name="decision", label=_("Decision"), named=decision_called, help_text=_("Symbol of a decision.")
    )

    on_page = ("whose", "state", "search")

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def of_own_states(self, rows: QuerySet, name: str, whose: str) -> QuerySet:
        return rows.filter(owner__in=seats_of(self.viewer).participant_ids)

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class SilenceFilter(RecordFilter):
    """By default every procedure that the caller may see; as of a day, those opened by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: procedures opened by then. Every procedure, if not given."))
    state = SomeOfFilter(
        label=_("Where it stands"),
        choices=SilenceState.choices,
        help_text=_("As recorded: a period that has just ended may still read `open`."),
    )

    on_page = ("state", "search")

    class Meta:
        model = SilenceProcedure
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class MinutesFilter(CorrectableFilter):
    """By default the minutes of every meeting; as of a day, those drafted by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: minutes drafted by then. All of them, if not given."))
    meeting = KeyFilter(
        field_name="meeting", label=_("Meeting"), named=meeting_called, help_text=_("Reference of a meeting.")
    )
    body = SomeOfFilter(label=_("Body"), choices=body_choices, field_name="meeting__body")
    stage = SomeOfFilter(label=_("Stage"), choices=MinutesStage.choices)

    on_page = ("body", "stage", "search")

    class Meta:
        model = Minutes
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "reference", "meeting__words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


def minutes_called(user: Person, reference: str) -> QuerySet:
    return called(Minutes.objects.visible_to(user), reference, "reference")


class MinutesChangeFilter(CorrectableFilter):
    """By default every proposed correction; as of a day, those proposed by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: corrections proposed by then. Every one, if not given."))
    minutes = KeyFilter(
        field_name="minutes", label=_("Minutes"), named=minutes_called, help_text=_("Reference of minutes.")
    )
    participant = KeyFilter(
        field_name="owner", label=_("State"), named=state_called, help_text=_("Code of a participant: AZ.")
    )
    answer = SomeOfFilter(label=_("What became of it"), choices=ChangeAnswer.choices)

    class Meta:
        model = MinutesChange
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class ApproachProposalFilter(CorrectableFilter):
    """By default every proposal; as of a day, those made by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: proposals made by then. Every one, if not given."))
    participant = KeyFilter(
        field_name="owner", label=_("State"), named=state_called, help_text=_("Code of a state: AZ.")
    )
    decision = KeyFilter(
        field_name="decision", label=_("Decision"), named=decision_called, help_text=_("Symbol of a decision.")
    )

    on_page = ("search",)

    class Meta:
        model = ApproachProposal
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows
