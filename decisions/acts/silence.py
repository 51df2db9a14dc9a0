"""What may be done with a silence procedure, an act a row of its table: open, acknowledge, object, extend, conclude."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from decisions.access import decides, offered, parties
from decisions.actions.silence import Text, extend, instant_shown, open_silence, restart, withdraw
from decisions.actions.silence_again import enter_withdrawal, take_up, withdraw_objection
from decisions.actions.silence_ends import conclude
from decisions.actions.silence_replies import (
    ON_PAPER,
    RECEIPTS,
    acknowledge,
    enter_objection,
    enter_receipt,
    enter_receipts_of_members,
    object_to,
)
from decisions.asks import meetings_begun
from decisions.choices import RECEIPTS_AT_ONCE
from decisions.models import SilenceProcedure
from journal.staff import NO_WORK, Work
from law.choices import SilenceState
from law.editions import choices, edition_on
from law.forum import FORUM
from law.grammar.deciding import Party, Period, SilenceDoes
from law.grammar.procedure import Workflow
from law.silence import ending, last_day, newest_rules, rules_of_today
from members.models import Participant
from record.acts import (
    Act,
    Ask,
    Choice,
    Group,
    Hour,
    Instant,
    Need,
    Noun,
    Number,
    Pick,
    PickMany,
    Setting,
    Whom,
    Words,
    WrittenIn,
    Zone,
)
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house
from record.templatetags.signs import in_words_lazily
from record.texts import in_language

TEXT_LONGEST, OBJECTION_LONGEST = 50_000, 10_000


# -- What is asked.


def asks_an_officer(setting: Setting) -> bool:
    return Party.SECRETARIAT in parties(setting.user, None, day_of_the_house(setting.at))


def commitments_before_the_committee(setting: Setting) -> QuerySet[Commitment]:
    rows = Commitment.objects.visible_to(setting.user).standing(Workflow.states_before)
    return rows.select_related("measure", "area").order_by("reference")


def members_concerned(setting: Setting) -> QuerySet[Participant]:
    keys = [state.pk for state in setting.thing.concerned] if setting.thing else []
    return Participant.objects.visible_to(setting.user).filter(pk__in=keys).in_seat_order()


def members_not_reached(setting: Setting) -> QuerySet[Participant]:
    keys = [state.pk for state in setting.thing.not_reached] if setting.thing else []
    return Participant.objects.visible_to(setting.user).filter(pk__in=keys).in_seat_order()


def text_as_it_is(setting: Setting) -> str | None:
    return setting.thing.latest.text if setting.thing else None


def hour_of_the_end(setting: Setting) -> dt.time:
    return setting.thing.ends_at.astimezone(setting.thing.zone).time() if setting.thing else period_proposed(setting).at


def zone_of_the_procedure(setting: Setting) -> ZoneInfo | None:
    return setting.thing.zone if setting.thing else None


@dataclass(frozen=True)
class Approved(PickMany):
    """The commitments that a text approves; where none is before the Committee, that is said."""

    def field(self, setting: Setting) -> forms.Field:
        field = super().field(setting)
        if not self.rows(setting).exists():
            field.help_text = _("No commitment is before the Committee now.")
        return field


def period_proposed(setting: Setting) -> Period:
    return edition_on(day_of_the_house(setting.at)).silence.period


def bodies_that_decide(setting: Setting) -> list[tuple[str, Any]]:
    """The body before which commitments come, and then the others that decide."""
    law = edition_on(day_of_the_house(setting.at))
    first = law.body_of_commitments()
    return choices((first, *(body for body in reversed(law.deciding_bodies()) if body != first)))


WORDS = Words("text", _("Text"), most=TEXT_LONGEST, rows=14, help_text=_("As it is to be adopted, in English."))
DAYS = Number(
    "days",
    _("Days"),
    most=newest_rules().longest,
    initial=lambda setting: period_proposed(setting).days,
    help_text=format_lazy(
        _("Proposed: {days} days, as in June 2024 ({source}); counted from the day after it begins."),
        days=lazy(lambda: str(rules_of_today().period.days), str)(),
        source=lazy(lambda: rules_of_today().period.source, str)(),
    ),
)
HOUR = Hour(
    "hour",
    _("Ends at"),
    initial=lambda setting: period_proposed(setting).at,
    help_text=_("On the last day, in the zone of the period."),
)
WHY = Words("reason", _("Why"), Need.MAY, most=2000, rows=3)
WHY_LANGUAGE = WrittenIn("language", _("Language of the reason"), Need.MAY, texts=("reason",))
TITLE = Words("title", _("Title"), most=200)
OPENED_AT = Pick(
    "meeting",
    _("Opened at the meeting"),
    rows=meetings_begun,
    when=asks_an_officer,
    empty=_("Choose a meeting"),
    help_text=_("The Secretariat: at which meeting it was opened."),
)
BODY = Choice(
    "body",
    _("On behalf of the body"),
    choices=bodies_that_decide,
    initial=lambda setting: bodies_that_decide(setting)[0][0],
)
TEXT = Group(
    "before",
    _("Text"),
    parts=(WORDS, DAYS, HOUR),
    make=Text,
)
ZONE = Zone(
    "zone",
    _("Time zone of the period"),
    likely=FORUM.zones,
    initial=lambda setting: FORUM.time_zone,
)
APPROVES = Approved(
    "commitments",
    _("Commitments that it approves"),
    Need.MAY,
    rows=commitments_before_the_committee,
    help_text=_("Those before the Committee. They move when the text is adopted."),
)
MORE_DAYS = Number(
    "days",
    _("Days"),
    most=newest_rules().longest,
    help_text=_("More, from the end of the period; from today, where that is past."),
)
SAME_HOUR = Hour("hour", _("Ends at"), initial=hour_of_the_end, help_text=HOUR.help_text)
CHANGED = Group(
    "before",
    _("Text"),
    parts=(replace(WORDS, initial=text_as_it_is), DAYS, HOUR, WHY, WHY_LANGUAGE),
    make=Text,
)
MEMBER = Pick(
    "owner", pgettext_lazy("a state", "Member"), rows=members_concerned, key="code", empty=_("Choose a state")
)
WAYS_ON_PAPER = [(way.value, way.label) for way in ON_PAPER]
WAY = Choice("way", _("By which way"), choices=WAYS_ON_PAPER)
PROOF = Choice("proof", _("What shows it"), choices=[(proof.value, proof.label) for proof in RECEIPTS])
REACHED_AT = Instant("reached_at", _("Reached the member at"), zone=zone_of_the_procedure)
EVIDENCE = Words("evidence", _("Evidence"), most=300, help_text=_("The receipt's number, who stamped or signed it."))
ADDRESSED_TO = Words("addressed_to", _("Addressed to"), Need.MAY, most=254)
RECEIPT: tuple[Ask, ...] = (MEMBER, WAY, PROOF, REACHED_AT, ADDRESSED_TO, EVIDENCE)
NOT_REACHED = PickMany("owners", _("Members that nothing shows to have it"), rows=members_not_reached, key="code")
RECEIPTS_OF_MANY: tuple[Ask, ...] = (NOT_REACHED, WAY, PROOF, REACHED_AT, EVIDENCE)
WHICH_LETTER = Words("letter", _("Number and day of the letter"), most=300, help_text=_("The member's people read it."))
LETTER: tuple[Ask, ...] = (
    MEMBER,
    WAY,
    WHICH_LETTER,
    Instant("made_at", _("Received at"), zone=zone_of_the_procedure),
    Words("text", _("Objection, in its own words"), most=OBJECTION_LONGEST, rows=6),
    WrittenIn("language", _("Language"), Need.MAY),
)
WITHDRAWAL: tuple[Ask, ...] = (
    MEMBER,
    WAY,
    WHICH_LETTER,
    Instant("made_at", _("Received at"), zone=zone_of_the_procedure),
    WHY,
    WHY_LANGUAGE,
)
IN_LANGUAGE = WrittenIn("language", _("Language"), Need.MAY)
OBJECTION = Words("text", _("Objection, in your state's words"), most=OBJECTION_LONGEST, rows=6)


# -- What is said of it.


def remark_on_the_hour(setting: Setting, answers: dict[str, Any]) -> Any:
    """Where clocks are put forward or back over the hour that was named."""
    zone = ZoneInfo(answers["zone"]) if setting.thing is None else setting.thing.zone
    before = answers["before"]
    return ending(last_day(setting.at, before.days, zone), before.hour, zone).remark


def remark_on_the_new_hour(setting: Setting, answers: dict[str, Any]) -> Any:
    """As of the longer period, which goes on from the end of the one before."""
    begins, zone = max(setting.thing.ends_at, setting.at), setting.thing.zone
    return ending(last_day(begins, answers["days"], zone), answers["hour"], zone).remark


def told_the_reference(setting: Setting, procedure: SilenceProcedure) -> str:
    said = gettext("The text lies before the members, under the reference %(reference)s.")
    return said % {"reference": procedure.reference}


def where_it_stands(setting: Setting) -> dict[str, Any]:
    procedure = setting.thing
    state = SilenceState(procedure.stands_at(setting.at))
    return {"state": state, "ends": instant_shown(procedure.ends_at, procedure)}


SAID: dict[SilenceDoes, Any] = {
    SilenceDoes.OPENS: told_the_reference,
    SilenceDoes.ACKNOWLEDGES: _("The receipt of the text is entered for your state."),
    SilenceDoes.OBJECTS: _("Your state's objection is entered: the silence is broken."),
    SilenceDoes.ENTERS_RECEIPT: _("The receipt is entered."),
    SilenceDoes.ENTERS_OBJECTION: _("The objection received on paper is entered."),
    SilenceDoes.WITHDRAWS_OBJECTION: _("Your state's objection is withdrawn."),
    SilenceDoes.ENTERS_WITHDRAWAL: _("The withdrawal of the objection is entered."),
    SilenceDoes.TAKES_UP: _("The same text lies before the members again."),
    SilenceDoes.EXTENDS: _("The period was extended."),
    SilenceDoes.RESTARTS: _("The changed text lies before the members, for a new period."),
    SilenceDoes.WITHDRAWS: _("The text was withdrawn; nothing was decided."),
    SilenceDoes.CONCLUDES: _("The procedure is concluded, and the text is adopted."),
}


# -- The table, with what each row asks and does.


WHOM_OF = {Party.MEMBER: Whom.MEMBERS, Party.CHAIR: Whom.CHAIR, Party.OPENER: Whom.CHAIR}


# What an officer enters from a member's letter, with what the letter says of itself; and what the member does by itself.
FROM_ITS_LETTER = WrittenBy(names="owner", said={"way": "channel", "letter": "letter_reference"}, received="made_at")
LETTERS_OF = {
    SilenceDoes.ENTERS_RECEIPT: WrittenBy(names="owner", said={"way": "channel", "evidence": "letter_reference"}),
    SilenceDoes.ENTERS_OBJECTION: FROM_ITS_LETTER,
    SilenceDoes.ENTERS_WITHDRAWAL: FROM_ITS_LETTER,
}
ENTERED_AS = {
    SilenceDoes.ACKNOWLEDGES: SilenceDoes.ENTERS_RECEIPT,
    SilenceDoes.OBJECTS: SilenceDoes.ENTERS_OBJECTION,
    SilenceDoes.WITHDRAWS_OBJECTION: SilenceDoes.ENTERS_WITHDRAWAL,
}


def of_the_table(does: SilenceDoes, do: Callable[..., Any], *asks: Ask, guard: str = "") -> Act:
    """The act of a row, for those that the row names, from where it says."""
    row = newest_rules().act(does)
    return Act(
        name=row.name,
        label=row.label,
        article=row.article,
        offered=partial(offered, does),
        works=frozenset({Work.KEEP}) if {Party.SECRETARIAT, Party.OPENER} & {*row.actor} else NO_WORK,
        whom=frozenset(WHOM_OF[party] for party in row.actor if party in WHOM_OF),
        open_to=in_words_lazily([party.label for party in row.actor]),
        asks=asks,
        do=do,
        done=SAID[does],
        speaks_as="owner" if Party.MEMBER in row.actor else "",
        guard=guard,
        beside=where_it_stands,
        beside_template="decisions/partials/silence_stands.html",
        # What a member does itself stays in the portal; the Secretariat enters its letters.
        in_admin=Party.MEMBER not in row.actor,
        written_by=LETTERS_OF.get(does),
        entered_as=newest_rules().act(ENTERED_AS[does]).name if does in ENTERED_AS else "",
        order=newest_rules().acts.index(row),
    )


OPEN = replace(
    of_the_table(SilenceDoes.OPENS, open_silence, TITLE, OPENED_AT, BODY, TEXT, ZONE, APPROVES),
    lead=_(
        "The text goes to every member at once. It is adopted at the instant the period ends if no member has objected"
        " in writing, and if it is known that it reached every one of them."
    ),
    begins=True,
    once_in=SilenceProcedure,
    beside=None,
    beside_template="",
    remark=remark_on_the_hour,
)
OBJECT = replace(
    of_the_table(SilenceDoes.OBJECTS, object_to, OBJECTION, IN_LANGUAGE),
    keeps=True,
    draft_label=_("an objection in a silence procedure"),
)
RESTART = replace(
    of_the_table(SilenceDoes.RESTARTS, restart, CHANGED, guard="version"),
    lead=_(
        "All members are notified anew, and the period begins anew: what shows that they had the earlier text shows"
        " nothing of this one."
    ),
    remark=remark_on_the_hour,
)
SILENCE_ACTS = (
    OPEN,
    replace(of_the_table(SilenceDoes.ACKNOWLEDGES, acknowledge), is_press=True),
    OBJECT,
    of_the_table(SilenceDoes.ENTERS_RECEIPT, enter_receipt, *RECEIPT),
    replace(
        of_the_table(SilenceDoes.ENTERS_RECEIPT, enter_receipts_of_members, *RECEIPTS_OF_MANY),
        name=RECEIPTS_AT_ONCE,
        label=_("Enter receipts of several members"),
        submit_label=_("Enter these receipts"),
        lead=_(
            "One act for all that were served at the same time, by the same way. Each member has a proof of its own."
        ),
        written_by=WrittenBy(names="owners", said=LETTERS_OF[SilenceDoes.ENTERS_RECEIPT].said),
        done=_("The receipts are entered."),
        in_admin=False,
        in_api=False,
    ),
    of_the_table(SilenceDoes.ENTERS_OBJECTION, enter_objection, *LETTER),
    of_the_table(SilenceDoes.WITHDRAWS_OBJECTION, withdraw_objection, WHY, WHY_LANGUAGE),
    of_the_table(SilenceDoes.ENTERS_WITHDRAWAL, enter_withdrawal, *WITHDRAWAL),
    replace(
        of_the_table(SilenceDoes.TAKES_UP, take_up, WHY, WHY_LANGUAGE, guard="version"),
        lead=_(
            "Every objection was withdrawn. The same text lies before the members again, until the end told at first."
        ),
    ),
    replace(
        of_the_table(SilenceDoes.EXTENDS, extend, MORE_DAYS, SAME_HOUR, WHY, WHY_LANGUAGE, guard="version"),
        remark=remark_on_the_new_hour,
    ),
    RESTART,
    of_the_table(SilenceDoes.WITHDRAWS, withdraw, WHY, guard="version"),
    of_the_table(SilenceDoes.CONCLUDES, conclude, guard="version"),
)

SILENCE_PROCEDURE = Noun(
    name="silence",
    verbs_say="procedure",
    model=SilenceProcedure,
    key="reference",
    seen_by=lambda user: SilenceProcedure.objects.visible_to(user).with_everything(),
    is_there=decides,
    read_by=read_by(Reads.MEMBERS, Reads.CHAIR),
    list_address="silence-list",
    label_plural=_("Silence procedures"),
    prefix="silence/",
    creates="open",
    heading=lambda procedure: in_language(procedure.title),
    lead=lambda procedure: in_language(procedure.title),
)
