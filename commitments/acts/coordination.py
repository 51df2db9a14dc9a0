"""Coordination outside a commitment: a state offers it and takes the offer back; the Chair designates; either ends."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Depth
from catalogue.models import Area, Edition, Measure
from commitments.access import whom_of, works_for
from commitments.actions import designate_coordinator, end_coordination, offer_to_coordinate
from commitments.acts.beginning import measure_shown
from commitments.asks.those_named import LAST_DAY, NO_END_AGREED
from commitments.models import CoordinationEnd, CoordinatorAssignment
from commitments.reads import About, offered_as
from law.choices import CoordinatorRole
from law.editions import edition_on, editions
from law.grammar.coordination import Coordinating, CoordinationAct
from members.models import Participant, Person
from record.acts import (
    Act,
    Ask,
    Choice,
    Day,
    Group,
    LastDay,
    Need,
    Noun,
    Offer,
    Pick,
    Setting,
    Whom,
    Words,
    WrittenIn,
    open_to,
)
from record.acts.forms import ON_BEHALF_OF
from record.acts.letters import WAY
from record.acts.letters import WHICH_LETTER as SAY_WHICH_LETTER
from record.acts.sources import SourceAsk
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house
from record.templatetags.signs import in_words_lazily

# -- To whom.


def offered(does: Coordinating, user: Person, row: CoordinatorAssignment | None, at: dt.datetime) -> Offer | None:
    """As the law says: of what began, by the edition that it keeps; of what is to begin, by that of the day."""
    on = day_of_the_house(at)
    law = row.law if row is not None else edition_on(on)
    return offered_as(law.coordination.act(does), user, row, on)


# -- What is asked.


def of_editions_in_force(model: type[Measure] | type[Area], path: str, *related: str) -> Callable[[Setting], Any]:
    """The rows that the person sees of the editions in force on the day, in the order of the catalogue."""

    def rows(setting: Setting) -> Any:
        in_force = Edition.objects.in_force(day_of_the_house(setting.at))
        return (
            model.objects.visible_to(setting.user)
            .filter(**{f"{path}__in": in_force})
            .select_related(*related)
            .in_order()
        )

    return rows


def members_of_the_day(setting: Setting) -> Any:
    today = day_of_the_house(setting.at)
    return Participant.objects.visible_to(setting.user).members_on(today).in_seat_order()


def today_of(setting: Setting) -> dt.date:
    return day_of_the_house(setting.at)


@dataclass(frozen=True)
class LetterAsk(SourceAsk):
    """Which letter it was, where the Secretariat enters what a state wrote."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        named = setting.offer.speaker(cleaned.get(ON_BEHALF_OF) or "")
        if named is not None and named.by_letter and not cleaned.get(self.name):
            return {self.name: [SAY_WHICH_LETTER]}
        return super().problems(cleaned, setting)


WHICH_LETTER = LetterAsk(
    "source",
    _("Letter"),
    Need.MAY,
    most=300,
    help_text=_("Its number and day, or a key of the register of sources."),
)
DATED = Day("on", _("Date of the letter"), Need.MAY)
ABOUT = Group(
    "about",
    _("What is it about?"),
    parts=(
        Choice(
            "depth",
            _("How far it reaches"),
            choices=Depth.choices,
            initial=Depth.MEASURE,
            as_circles=True,
        ),
        Pick(
            "measure",
            _("Measure"),
            Need.MAY,
            rows=of_editions_in_force(Measure, "area__edition", "area__edition"),
            shown=measure_shown,
        ),
        Pick(
            "area",
            _("Area"),
            Need.MAY,
            rows=of_editions_in_force(Area, "edition", "edition"),
            shown=attrgetter("among_others"),
        ),
        Words(
            "text",
            _("In its own words"),
            Need.MAY,
            most=300,
            rows=3,
            help_text=_("Of a topic, the topic; else what the state says of its offer, as it says it."),
        ),
        WrittenIn("language", _("Language")),
    ),
    make=About,
)
NOTE = Words("note", _("Note"), Need.MAY, most=2000, rows=3)
WHY = Words(
    "note", _("Note"), most=2000, rows=3, help_text=_("Why it ends, for everybody who reads of the designation.")
)
UNTIL = Day("until", _("From which day"), initial=today_of, help_text=_("The first day on which it no longer holds."))
OFFER_ASKS: tuple[Ask, ...] = (
    ABOUT,
    Choice("role", _("Role"), choices=CoordinatorRole.choices, initial=CoordinatorRole.UNSTATED),
)
DESIGNATION_ASKS: tuple[Ask, ...] = (
    Pick("party", _("State"), rows=members_of_the_day, key="code", empty=_("Choose a state")),
    Choice(
        "role",
        _("Role"),
        choices=[(role.value, role.label) for role in CoordinatorRole if role != CoordinatorRole.UNSTATED],
        initial=CoordinatorRole.COORDINATOR,
    ),
    ABOUT,
    Day("since", _("First day of the term"), initial=today_of),
    LastDay("last_day", LAST_DAY, Need.MAY, help_text=NO_END_AGREED),
    Day(
        "shadows_from",
        _("Stands beside from"),
        Need.MAY,
        help_text=_(
            "From this day until its term begins it reads along with whoever coordinates, and takes over in peace."
        ),
    ),
    Words(
        "note",
        _("Note"),
        Need.MAY,
        most=2000,
        rows=3,
        help_text=_("Where the state has not offered to coordinate this: how it agreed."),
    ),
)


# -- The acts, each a row of the law.


def newest(does: Coordinating) -> CoordinationAct:
    """As it is called, and what it rests on, in the newest edition: under an older one the same act may be another's."""
    return editions()[-1].coordination.act(does)


def of_the_table(does: Coordinating, do: Callable[..., Any]) -> Act:
    rule = newest(does)
    labels = [relation.label for relation in rule.actor]
    return Act(
        name=rule.name,
        label=rule.label,
        article=rule.article,
        basis=rule.basis.label,
        offered=partial(offered, does),
        works=works_for(rule.actor),
        whom=open_to(Whom.OWNERS) if rule.is_of_its_own else whom_of(rule.actor),
        open_to=in_words_lazily(labels),
        do=do,
        keeps_channel=True,
    )


def of_an_end(does: Coordinating, note: Ask, done: Any, order: int) -> Act:
    return replace(
        of_the_table(does, partial(end_coordination, does=does)),
        asks=(UNTIL, note),
        letter=(WAY, WHICH_LETTER),
        speaks_as="on_behalf_of",
        once_in=CoordinationEnd,
        beside=lambda setting: {"row": setting.thing},
        beside_template="commitments/partials/assignment.html",
        done=done,
        order=order,
    )


def told_where(setting: Setting, row: CoordinatorAssignment) -> str:
    return _now("Kept: %(what)s.") % {"what": row}


COORDINATOR_ACTS = (
    replace(
        of_the_table(Coordinating.OFFERS, offer_to_coordinate),
        lead=_(
            "Voluntary, and as far as your state goes: a measure, an area, a topic in its own words. It can be taken back."
        ),
        asks=OFFER_ASKS,
        letter=(WAY, DATED, WHICH_LETTER),
        speaks_as="state",
        begins=True,
        once_in=CoordinatorAssignment,
        keeps=True,
        draft_label=_("an offer to coordinate"),
        done=told_where,
        order=10,
    ),
    replace(
        of_the_table(Coordinating.DESIGNATES, designate_coordinator),
        lead=_(
            "Of a state that offered, or agrees. What is designated within a commitment is a step of that commitment."
        ),
        asks=DESIGNATION_ASKS,
        letter=(WAY, DATED, WHICH_LETTER),
        speaks_as="on_behalf_of",
        begins=True,
        once_in=CoordinatorAssignment,
        keeps=True,
        draft_label=_("the designation of a coordinator"),
        done=told_where,
        order=20,
    ),
    of_an_end(Coordinating.TAKES_BACK, NOTE, _("The offer was taken back. It stays in the history."), 10),
    of_an_end(Coordinating.ENDS, WHY, _("The designation was ended. It stays in the history."), 20),
    of_an_end(Coordinating.LAYS_DOWN, NOTE, _("The coordination was laid down. It stays in the history."), 30),
)
COORDINATOR = Noun(
    name="coordinator",
    verbs_say="assignment",
    model=CoordinatorAssignment,
    key="pk",
    converter="int",
    seen_by=lambda user: CoordinatorAssignment.objects.visible_to(user).for_page(),
    read_by=read_by(Reads.OWNERS, Reads.SENT_TO),
    list_address="coordinator-list",
    label_plural=_("Coordinators: offers and designations"),
    prefix="coordinators/",
    creates=newest(Coordinating.OFFERS).name,
    heading=str,
    lead=lambda row: row.get_fact_display(),
)
