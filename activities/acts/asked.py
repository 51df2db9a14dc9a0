"""What acts about activities ask: what it is under, when and where, who comes, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activities.actions import ActivitySaid, NamedDays, Under
from activities.actions.parties import TookPart
from activities.choices import SEEN_BY, ActivityKind, DayKnown
from activities.models import Activity, ActivityParty
from catalogue.models import Area, Measure
from law.forum import FORUM
from meetings.access import states_of_audience
from meetings.choices import Format
from members.choices import Audience
from members.models import Participant
from papers.asks import Document
from papers.models import Folder
from record.acts import (
    Ask,
    Choice,
    Day,
    FoldedMany,
    Group,
    Hour,
    Need,
    Number,
    Pick,
    Rows,
    Setting,
    Texts,
    Words,
    WrittenIn,
    Zone,
)
from record.dates import day_of_the_house

# Lines for participants that aren't named yet.
FIRST_LINES, MORE_LINES = 12, 5

# -- What it is under.


def commitments_seen(setting: Setting) -> QuerySet[Folder]:
    """The folders of what papers lie in, but for those of activities themselves, and of information."""
    rows = Folder.objects.visible_to(setting.user).filter(
        activity__isnull=True, information__isnull=True, publication__isnull=True
    )
    return rows.with_holders().order_by("reference")


def commitment_shown(folder: Folder) -> str:
    return f"{folder.reference} · {folder.holder.heading}" if folder.holder else folder.reference


def measures_seen(setting: Setting) -> QuerySet[Measure]:
    return Measure.objects.visible_to(setting.user).select_related("area__edition").in_order()


def measure_shown(measure: Measure) -> str:
    return f"{measure.area.edition.code} · {measure.area.letters} {measure.number}. {measure}"


def areas_seen(setting: Setting) -> QuerySet[Area]:
    return Area.objects.visible_to(setting.user).select_related("edition").in_order()


@dataclass(frozen=True)
class WhatItIsUnder(Group):
    """A commitment, a measure or an area: one of them is enough."""

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        chosen = [name for name in ("commitment", "measure", "area") if cleaned.get(name)]
        if not chosen:
            return {"commitment": [_("Choose a commitment, a measure, or an area.")]}
        if len(chosen) > 1:
            return {chosen[1]: [_("One of them is enough: a commitment has its measure, and a measure its area.")]}
        return {}


UNDER = WhatItIsUnder(
    "under",
    _("Under"),
    parts=(
        Pick("commitment", _("Commitment"), Need.MAY, rows=commitments_seen, shown=commitment_shown),
        Pick("measure", _("Or a measure"), Need.MAY, rows=measures_seen, shown=measure_shown),
        Pick("area", _("Or an area"), Need.MAY, rows=areas_seen, shown=attrgetter("among_others")),
    ),
    make=Under,
)

# -- When.


def days_now(setting: Setting) -> dict[str, Any]:
    if setting.thing is None:
        return {"known": DayKnown.EXACT}
    days = NamedDays.of(setting.thing)
    return {"starts_on": days.starts_on, "known": days.known, "ends_on": days.ends_on}


@dataclass(frozen=True)
class WhichDays(Group):
    """When it is, as well as that is known."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        days: NamedDays = self.answers(cleaned, setting)[self.name]
        return super().problems(cleaned, setting) | days.problems()


def which_days(need: Need, empty: Any = "") -> WhichDays:
    return WhichDays(
        "days",
        _("When"),
        parts=(
            Day("starts_on", _("First day"), need, help_text=empty),
            Choice(
                "known",
                _("How exactly the day is known"),
                choices=DayKnown.choices,
                help_text=_("Where only a month, the half of a year or a year is known, any day in it will do."),
            ),
            Day("ends_on", _("Last day"), Need.MAY, help_text=_("Empty: it is the first day.")),
        ),
        make=NamedDays,
        begins_with=days_now,
    )


PLANNED_FOR = which_days(Need.MAY, _("Empty: no day is named yet."))
NAMED_DAYS = which_days(Need.MUST)

# -- What is said of it.

TITLE = Texts("title", _("Title"), most=200)
EXPECTED = Texts("expected", _("What is expected of it"), Need.MAY, most=3000, rows=3)
CONTRIBUTIONS = Texts(
    "contributions",
    _("Voluntary contributions in kind"),
    Need.MAY,
    most=2000,
    rows=2,
    help_text=_("Experts, rooms, equipment, places on a course."),
)
PLACE = Texts("place", _("Place"), Need.MAY, most=200)
SAID_NOW = ("kind", "opens_at", "format", "link")


def participants_of_today(setting: Setting) -> QuerySet[Participant]:
    """Members and observers, organisations among them."""
    seen = Participant.objects.visible_to(setting.user)
    today = day_of_the_house(setting.at)
    return seen.filter(pk__in=states_of_audience(today, Audience.OBSERVERS)).in_seat_order()


def organisers_to_choose(setting: Setting) -> QuerySet[Participant]:
    """All but the state that leads it, which organises it in any case."""
    speakers = setting.offer.speakers
    if setting.thing is not None:
        return participants_of_today(setting).exclude(pk=setting.thing.owner_id)
    return participants_of_today(setting).exclude(
        pk__in=[speaker.participant.pk for speaker in speakers] if len(speakers) == 1 else []
    )


def said_now(setting: Setting) -> dict[str, Any]:
    """What the fields begin with: what is said of the activity now."""
    activity: Activity | None = setting.thing
    if activity is None:
        return {"time_zone": FORUM.time_zone, "format": Format.IN_PERSON}
    held: dict[str, Any] = {name: getattr(activity, name) for name in SAID_NOW}
    for texts in (TITLE, EXPECTED, CONTRIBUTIONS, PLACE):
        held |= {texts.name_in(language): words for language, words in getattr(activity, texts.name).items()}
    held["time_zone"] = activity.time_zone or FORUM.time_zone
    held["host"] = activity.host.code if activity.host else None
    return held | {"organisers": [state.code for state in activity.organisers.all()]}


@dataclass(frozen=True)
class Link(Ask):
    """An address of the web."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.URLField(max_length=300, assume_scheme="https")


SAID = Group(
    "said",
    _("The activity"),
    parts=(
        TITLE,
        Choice("kind", _("Kind"), choices=ActivityKind.choices),
        EXPECTED,
        CONTRIBUTIONS,
        Pick("host", _("Host"), Need.MAY, rows=participants_of_today, key="code"),
        FoldedMany("organisers", _("Organised with"), Need.MAY, rows=organisers_to_choose, key="code"),
        Choice("format", _("Format"), choices=Format.choices),
        PLACE,
        Hour("opens_at", _("Opens at"), Need.MAY),
        Zone(
            "time_zone",
            _("Time zone of the place"),
            Need.MAY,
            likely=FORUM.zones,
            help_text=_("Days and hours are those on its clocks."),
        ),
        Link(
            "link",
            _("Link for those who join online"),
            Need.MAY,
            help_text=_("Whoever sees the activity reads it; it stands in no file and in no letter."),
        ),
    ),
    make=ActivitySaid,
    begins_with=said_now,
)


@dataclass(frozen=True)
class WhoSeesActivity(Choice):
    """Who sees an activity."""


AUDIENCE = WhoSeesActivity(
    "audience",
    _("Who sees it"),
    choices=SEEN_BY,
    initial=Audience.MEMBERS,
    help_text=_(
        "Of those who see the commitment, where it is under one. Its host and its organisers see it in any case."
    ),
)

# -- Who takes part, and what came of it.


@dataclass(frozen=True)
class NamedParty:
    """A participant that a line begins with, and how many of its people, as far as that was said."""

    participant: Participant
    people: int | None = None

    def __str__(self) -> str:
        return str(self.participant)


def named_parties(activity: Activity) -> list[NamedParty]:
    """Who took part, once that was entered. Until then who leads, hosts and organises it and who said that they come; of who
    said that nobody comes there is no line."""
    rows = list(ActivityParty.objects.filter(activity=activity).select_related("participant"))
    if present := [row for row in rows if row.present is not None]:
        return [NamedParty(row.participant, row.present or None) for row in present]
    said = {row.participant: row.coming for row in rows if row.coming is not None}
    leading = [activity.owner, *([activity.host] if activity.host else []), *activity.organisers.all()]
    named = dict.fromkeys([*leading, *said])
    return [NamedParty(state, said.get(state)) for state in named if said.get(state) != 0]


def lines_of_participants(setting: Setting) -> dict[str, NamedParty | None]:
    """Each participant that is named already with a line, and lines for more."""
    named = named_parties(setting.thing) if setting.thing is not None else []
    lines: list[NamedParty | None] = [*named, *([None] * max(MORE_LINES, FIRST_LINES - len(named)))]
    return {str(place): row for place, row in enumerate(lines)}


def party_now(party: NamedParty) -> dict[str, Any]:
    return {"participant": party.participant.code, "people": party.people}


def line_made(party: NamedParty | None, participant: Participant | None, people: int | None) -> TookPart | None:
    """A line without a participant is left out."""
    return TookPart(participant, people) if participant is not None else None


PARTIES = Rows(
    "parties",
    _("Who took part"),
    help_text=_(
        "Who leads, hosts and organises it, and who said that they come, has a line already: empty it where they were not there."
        " A participant without a line is simply not listed."
    ),
    parts=(
        Pick("participant", _("Participant"), Need.MAY, rows=participants_of_today, key="code"),
        Number("people", _("People"), Need.MAY),
    ),
    rows=lines_of_participants,
    begins_with=party_now,
    make=line_made,
)
COMING = Number("coming", _("How many of its people come"), least=0, help_text=_("0: nobody, after all."))


NAMED = Words(
    "named",
    _("Who comes, by name"),
    Need.MAY,
    most=5000,
    rows=4,
    help_text=_(
        "One a line: name, post. Those who lead, host and organise it read it, and the Secretariat; a year after the activity it"
        " is removed."
    ),
)


def outcome_now(setting: Setting) -> dict[str, str]:
    return setting.thing.outcome if setting.thing is not None else {}


OUTCOME = Texts(
    "outcome",
    _("What came of it, in a few lines"),
    most=3000,
    rows=4,
    initial=outcome_now,
    by_language=True,
    one_is_enough=_("Say it in one language at least."),
)
REPORT = Document("document", _("Report as a paper"), Need.MAY)
NOTE: tuple[Ask, ...] = (
    Words("note", _("Why"), Need.MAY, most=2000, rows=3, help_text=_("Nobody need give a reason.")),
    WrittenIn("language", _("Language"), Need.MAY, texts=("note",)),
)
INVITATION: tuple[Ask, ...] = (
    Words("note", _("What those who are invited should know"), Need.MAY, most=2000, rows=3),
    WrittenIn("language", _("Language"), Need.MAY, texts=("note",)),
)
