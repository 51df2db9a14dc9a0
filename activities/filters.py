"""What the lists of activities, action plans, yearly plans, progress notes and information may be asked."""

import datetime as dt
from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from activities.choices import (
    ActivityCourse,
    ActivityKind,
    Consent,
    Deed,
    GiverAnswer,
    InformationStage,
    PlanStage,
    ReplyKind,
)
from activities.models import (
    ActionPlan,
    Activity,
    ActivityTurn,
    Information,
    InformationGiver,
    InformationReply,
    NoteRequest,
    Photograph,
    ProgressNote,
    YearPlan,
)
from catalogue.filters import OF_AREA, areas_called, measure_called, offered_areas, offered_measures
from members.filters import offered_states, state_called
from members.models import Participant, Person, seats_of
from papers.filters import folder_called
from record.called import called
from record.dates import beginning_of_the_day, end_of_the_day
from record.filters import (
    DayFilter,
    EnteredByThen,
    KeyFilter,
    Offered,
    OneOfFilter,
    SomeOfFilter,
    as_of_filter,
    by_words,
)

OURS = "ours"


# -- What a page offers to choose: what stands in its list for its reader, and nothing else.

Seen = Callable[[Person], QuerySet]
Offers = Callable[[Person], Offered]


def areas_of(seen: Seen) -> Offers:
    return lambda user: offered_areas(user, seen(user).values("area"))


def measures_of(seen: Seen) -> Offers:
    return lambda user: offered_measures(user, seen(user).values("measure"))


def owners_of(seen: Seen) -> Offers:
    def offered(user: Person) -> Offered:
        return offered_states(Participant.objects.visible_to(user).filter(pk__in=seen(user).values("owner")))

    return offered


def who_gives(user: Person) -> Offered:
    """Those that give information which the reader sees, alone or together with others."""
    seen = Information.objects.visible_to(user)
    together = InformationGiver.objects.filter(information__in=seen, answer=GiverAnswer.AGREED).values("participant")
    named = Q(pk__in=seen.values("owner")) | Q(pk__in=together)
    return offered_states(Participant.objects.visible_to(user).filter(named))


def activity_called(user: Person, key: str) -> QuerySet[Activity]:
    return called(Activity.objects.visible_to(user), key, "uid")


class ActivityFilter(EnteredByThen):
    """By default every activity; as of a day, those entered by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: activities entered by then. Every one, if not given."))
    whose = OneOfFilter(
        label=_("Whose"),
        choices=[(OURS, _("ours"))],
        empty_label=_("all"),
        method="of_own_states",
        help_text=_("Of the participants that you speak for: those that they lead, host or organise, or take part in."),
    )
    course = SomeOfFilter(label=_("How far it has come"), choices=ActivityCourse.choices)
    kind = SomeOfFilter(label=_("Kind"), choices=ActivityKind.choices)
    area = KeyFilter(
        field_name="area",
        label=_("Area"),
        named=areas_called,
        offers=areas_of(Activity.objects.visible_to),
        help_text=OF_AREA,
    )
    measure = KeyFilter(
        field_name="measure", label=_("Measure"), named=measure_called, help_text=_("Reference of a measure.")
    )
    commitment = KeyFilter(
        field_name="within", label=_("Commitment"), named=folder_called, help_text=_("Reference of a commitment.")
    )
    participant = KeyFilter(
        method="of_states",
        label=_("State"),
        named=state_called,
        offers=owners_of(Activity.objects.visible_to),
        help_text=_("Code of a participant that leads, hosts or organises it, or takes part in it: AZ."),
    )

    on_page = ("whose", "course", "kind", "area", "participant", "from", "to", "search")

    class Meta:
        model = Activity
        fields: list[str] = []

    def of_own_states(self, rows: QuerySet, name: str, whose: str) -> QuerySet:
        return self.of_states(rows, name, list(seats_of(self.viewer).participant_ids))

    def of_states(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        named = Q(owner__in=keys) | Q(host__in=keys) | Q(organisers__in=keys) | Q(parties__participant__in=keys)
        return rows.filter(pk__in=Activity.everything.filter(named).values("pk"))

    def not_before(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(Q(starts_on__gte=day) | Q(ends_on__gte=day))


# "from" is a word of Python's own, so that it can't be declared in the class.
ActivityFilter.base_filters["from"] = DayFilter(
    method="not_before", label=_("From the day"), help_text=_("Activities that go on, or begin, on that day or later.")
)
ActivityFilter.base_filters["to"] = DayFilter(
    field_name="starts_on",
    lookup_expr="lte",
    label=_("To the day"),
    help_text=_("Activities that begin on that day or earlier."),
)


class DeedFilter(EnteredByThen):
    """By default all that was done; as of a day, what was entered by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what was entered by then. All of it, if not given."))
    activity = KeyFilter(field_name="activity", named=activity_called, help_text=_("Key of an activity."))
    deed = SomeOfFilter(label=_("What was done"), choices=Deed.choices)

    class Meta:
        model = ActivityTurn
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "activity__words", "note")


class PhotographFilter(EnteredByThen):
    """By default every photograph; as of a day, those added by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: photographs added by then. Every one, if not given."))
    activity = KeyFilter(field_name="activity", named=activity_called, help_text=_("Key of an activity."))
    area = KeyFilter(field_name="activity__area", label=_("Area"), named=areas_called, help_text=OF_AREA)
    participant = KeyFilter(
        field_name="owner",
        label=_("State"),
        named=state_called,
        help_text=_("Code of the state that leads the activity."),
    )
    consent = SomeOfFilter(label=_("Consent"), choices=Consent.choices)

    class Meta:
        model = Photograph
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "activity__words", "alt", "caption")


class YearPlanFilter(EnteredByThen):
    """By default the plans of every year; as of a day, those drawn up by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: plans drawn up by then. Every one, if not given."))
    stage = SomeOfFilter(label=_("Stage"), choices=PlanStage.choices)

    class Meta:
        model = YearPlan
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "year", "decision")


def request_called(user: Person, key: str) -> QuerySet[NoteRequest]:
    return called(NoteRequest.objects.visible_to(user), key, "uid")


class ProgressNoteFilter(EnteredByThen):
    """By default every note; as of a day, those given by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: notes given by then. Every one, if not given."))
    area = KeyFilter(
        field_name="area",
        label=_("Area"),
        named=areas_called,
        offers=areas_of(ProgressNote.objects.visible_to),
        help_text=OF_AREA,
    )
    commitment = KeyFilter(
        field_name="within", label=_("Commitment"), named=folder_called, help_text=_("Reference of a commitment.")
    )
    request = KeyFilter(
        field_name="request",
        label=_("Request for progress notes"),
        named=request_called,
        help_text=_("Key of the request that they answer."),
    )
    participant = KeyFilter(
        field_name="owner",
        label=_("State"),
        named=state_called,
        offers=owners_of(ProgressNote.objects.visible_to),
        help_text=_("Code of a state: AZ."),
    )

    on_page = ("area", "participant", "search")

    class Meta:
        model = ProgressNote
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")


def action_plan_called(user: Person, key: str) -> QuerySet[ActionPlan]:
    return called(ActionPlan.objects.visible_to(user), key, "uid")


class ActionPlanFilter(EnteredByThen):
    """By default every action plan; as of a day, those proposed by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: plans proposed by then. Every one, if not given."))
    on = DayFilter(
        method="lasting_on", label=_("Whose period holds on"), help_text=_("Plans whose period holds on that day.")
    )
    area = KeyFilter(
        field_name="area",
        label=_("Area"),
        named=areas_called,
        offers=areas_of(ActionPlan.objects.visible_to),
        help_text=OF_AREA,
    )
    commitment = KeyFilter(
        field_name="within", label=_("Commitment"), named=folder_called, help_text=_("Reference of a commitment.")
    )
    participant = KeyFilter(
        field_name="owner",
        label=_("State"),
        named=state_called,
        offers=owners_of(ActionPlan.objects.visible_to),
        help_text=_("Code of a state: AZ."),
    )

    on_page = ("on", "area", "participant", "search")

    class Meta:
        model = ActionPlan
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def lasting_on(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(since__lte=day, until__gte=day)


class NoteRequestFilter(EnteredByThen):
    """By default every request; as of a day, those made by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: requests made by then. Every one, if not given."))
    area = KeyFilter(field_name="area", label=_("Area"), named=areas_called, help_text=OF_AREA)

    class Meta:
        model = NoteRequest
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "area__words", "text")


def information_called(user: Person, key: str) -> QuerySet[Information]:
    return called(Information.objects.visible_to(user), key, "uid")


class InformationFilter(EnteredByThen):
    """By default all information; as of a day, what was given by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what was given by then. All of it, if not given."))
    area = KeyFilter(
        field_name="area",
        label=_("Area"),
        named=areas_called,
        offers=areas_of(Information.objects.visible_to),
        help_text=OF_AREA,
    )
    measure = KeyFilter(
        field_name="measure",
        label=_("Measure"),
        named=measure_called,
        offers=measures_of(Information.objects.visible_to),
        help_text=_("Reference of a measure."),
    )
    participant = KeyFilter(
        method="of_states",
        label=_("State"),
        named=state_called,
        offers=who_gives,
        help_text=_("Code of a participant that gives it, alone or together with others: AZ."),
    )
    stage = SomeOfFilter(label=_("Stage"), choices=InformationStage.choices)

    on_page = ("stage", "area", "measure", "participant", "from", "to", "search")

    class Meta:
        model = Information
        fields: list[str] = []

    def of_states(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.filter(pk__in=Information.everything.of_states(keys).values("pk"))

    def not_before(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(at__gte=beginning_of_the_day(day))

    def not_after(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(at__lte=end_of_the_day(day))


InformationFilter.base_filters["from"] = DayFilter(
    method="not_before", label=_("From the day"), help_text=_("Information entered on that day or later.")
)
InformationFilter.base_filters["to"] = DayFilter(
    method="not_after", label=_("To the day"), help_text=_("Information entered on that day or earlier.")
)


class InformationReplyFilter(EnteredByThen):
    """By default every reply; as of a day, those made by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: replies made by then. Every one, if not given."))
    information = KeyFilter(field_name="information", named=information_called, help_text=_("Key of information."))
    kind = SomeOfFilter(label=_("Kind"), choices=ReplyKind.choices)

    class Meta:
        model = InformationReply
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "information__words", "text")
