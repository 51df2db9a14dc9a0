"""What may be done with a line of a desk: set it aside, give it to an officer, take it over, write a word, ask for it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from desk.actions import add_word, ask_for_it, assign, set_aside, take_over, undo
from desk.choices import DeskDeed
from desk.models import DeskEntry
from desk.reports.lines import DeskList, ShownLine, desk_list
from journal.staff import Work, does
from members.access import acts_at, desks_of
from members.models import Person, User, seats_of
from record.acts import Act, Ask, Day, Need, Noun, Offer, Pick, Setting, Whom, Words, WrittenIn, open_to
from record.acts.whom import NOBODY_ELSE, Reads, read_by
from record.awaiting import SECRETARIAT, Stands
from record.dates import day_of_the_house
from record.forms import OfferedField

ARTICLE = "AA 35"
ANY_WORK = frozenset({Work.KEEP, Work.PREPARE, Work.WORD})
# Officers and their assistants share what stands on the Secretariat's desk.
SHARED_WORK = frozenset({Work.KEEP, Work.PREPARE})
EVERY_DESK = open_to(Whom.MEMBERS, Whom.OBSERVERS, Whom.CHAIR, Whom.GROUP_CHAIR)


def lines_seen(setting: Setting) -> DeskList:
    """The desk of whoever acts, read once a form."""
    known: dict[dt.datetime, DeskList] = setting.user.__dict__.setdefault("_desk_lists", {})
    if setting.at not in known:
        known[setting.at] = desk_list(setting.user, setting.at)
    return known[setting.at]


@dataclass(frozen=True)
class LineAsked(Ask):
    """Which line of one's own desk: one of those that `fits` lets be chosen."""

    _: KW_ONLY
    fits: Callable[[ShownLine], bool]

    def field(self, setting: Setting) -> forms.Field:
        lines = [shown for shown in lines_seen(setting).every if shown.may_act and self.fits(shown)]
        return OfferedField(choices=[(shown.line.key, _in_words(shown)) for shown in lines])

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        shown = lines_seen(setting).find(cleaned.get(self.name) or "")
        return {self.name: shown.line if shown else None}


def _in_words(shown: ShownLine) -> str:
    line = shown.line
    return " · ".join(str(part) for part in (line.what, line.reference, line.thing) if part)


def is_on_the_list(shown: ShownLine) -> bool:
    return shown.aside is None


def is_shared(shown: ShownLine) -> bool:
    return shown.is_shared and shown.line.stands is not Stands.WAITS


def may_be_asked_for(shown: ShownLine) -> bool:
    return shown.line.stands is Stands.WAITS and shown.asked is None and shown.aside is None


# -- To whom.


def offered_at_a_desk(user: Person, nothing: None, at: dt.datetime) -> Offer | None:
    """To whoever does something at a desk: for a state, in an office of their own, or for the Secretariat."""
    works = does(user, *ANY_WORK)
    acts = seats_of(user, day_of_the_house(at)).acting.seats
    return Offer() if works or acts or user.chaired_groups.mandated(day_of_the_house(at)).exists() else None


def offered_at_the_shared_desk(user: Person, nothing: None, at: dt.datetime) -> Offer | None:
    return Offer() if does(user, *SHARED_WORK) else None


def offered_while_it_stands(user: Person, entry: DeskEntry, at: dt.datetime) -> Offer | None:
    """To those who do something at the same desk, until it is undone; a word, to whoever wrote it."""
    today = day_of_the_house(at)
    if entry.desk not in desks_of(user, today) or not acts_at(user, entry.desk, today):
        return None
    if entry.desk == SECRETARIAT and not does(user, *ANY_WORK):
        return None
    if entry.what == DeskDeed.ASKED or (entry.what == DeskDeed.WORD and entry.by_id != user.pk):
        return None
    return Offer.not_now() if entry.is_undone else Offer()


def colleagues(setting: Setting) -> Any:
    """The Secretariat's staff, by name."""
    return User.objects.visible_to(setting.user).staff()


def back_to_the_desk(setting: Setting, entry: DeskEntry) -> str:
    return reverse("desk")


# -- The acts.

WHICH = _("Which line")
WORD_LANGUAGE = WrittenIn("language", _("Language"), Need.MAY, texts=("word",))


# An act about a line of one's desk makes an entry.
OF_A_LINE = Act(
    name="set-aside",
    label=_("Set aside"),
    article=ARTICLE,
    offered=offered_at_a_desk,
    works=ANY_WORK,
    whom=EVERY_DESK,
    do=set_aside,
    asks=(
        LineAsked("line", WHICH, fits=is_on_the_list),
        Words("word", _("Why"), rows=2, most=2000),
        WORD_LANGUAGE,
        Day("until", _("Back on the list on"), Need.MAY, help_text=_("Empty: not before something new happens to it.")),
    ),
    lead=_("It leaves the list of everybody at your desk; below the list it can be put back at any time."),
    done=lambda setting, entry: _now("Set aside: %(line)s.") % {"line": entry.label},
    begins=True,
    row_ask="line",
    once_in=DeskEntry,
    was_made=lambda entry, at: entry.at == at,
    leads_to=back_to_the_desk,
    in_admin=False,
    is_listed=False,
    open_to=_("those at whose desk it stands"),
    order=30,
)
SHARED = replace(
    OF_A_LINE,
    name="take-over",
    label=_("Take over"),
    offered=offered_at_the_shared_desk,
    works=SHARED_WORK,
    whom=NOBODY_ELSE,
    do=take_over,
    asks=(LineAsked("line", WHICH, fits=is_shared),),
    lead="",
    done=_("It is yours now."),
    order=21,
)
DESK_ACTS = (
    OF_A_LINE,
    replace(
        OF_A_LINE,
        name="add-word",
        label=_("A word to colleagues"),
        do=add_word,
        asks=(
            LineAsked("line", WHICH, fits=is_on_the_list),
            Words("word", _("Your word"), rows=3, most=2000),
            WORD_LANGUAGE,
        ),
        lead=_("Those who sit at the same desk read it, and nobody else."),
        done=_("Your colleagues read it beside the line."),
        order=40,
    ),
    replace(
        OF_A_LINE,
        name="ask",
        label=_("Ask for it"),
        do=ask_for_it,
        asks=(
            LineAsked("line", WHICH, fits=may_be_asked_for),
            Words("word", _("In your own words"), Need.MAY, rows=2, most=500),
            WORD_LANGUAGE,
        ),
        lead=_("Those for whom it waits are told that you wait for them. It can be asked for once a week."),
        done=_("They are told that you wait for it."),
        order=10,
    ),
    SHARED,
    replace(
        SHARED,
        name="assign",
        label=_("Give to an officer"),
        do=assign,
        asks=(
            LineAsked("line", WHICH, fits=is_shared),
            Pick("officer", _("To whom"), rows=colleagues, key="email", shown=lambda person: person.get_full_name()),
        ),
        lead=_("It stays on everybody's list, under the name of whoever has it."),
        done=lambda setting, entry: _now("%(officer)s has it now.") % {"officer": entry.officer.get_full_name()},
        order=20,
    ),
    Act(
        name="undo",
        label=_("Undo"),
        submit_label=_("Undo it"),
        article=ARTICLE,
        offered=offered_while_it_stands,
        works=ANY_WORK,
        whom=EVERY_DESK,
        do=undo,
        is_press=True,
        leads_to=back_to_the_desk,
        done=_("Undone: the line is as it was before."),
        in_admin=False,
        open_to=_("those at whose desk it stands"),
        order=50,
    ),
)
DESK_ENTRY = Noun(
    name="desk-entry",
    model=DeskEntry,
    key="pk",
    converter="int",
    seen_by=lambda user: DeskEntry.objects.visible_to(user).select_related("by", "officer"),
    read_by=read_by(Reads.SAME_DESK),
    list_address="desk",
    label_plural=_("My desk"),
    prefix="desk/",
    heading=lambda entry: entry.label,
)
