"""What may be done with decisions: record one with what moves by it, and write down what is said and asked afterwards."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from decisions.actions.decisions import attach, decide
from decisions.actions.positions import Asked, add_follow_up
from decisions.actions.recording import ONLY_OFFICERS
from decisions.actions.silence_ends import carry_out
from decisions.acts.decision_asks import (
    BESIDE_IT,
    FOLLOW_UP_TO_ASK,
    FOLLOW_UPS,
    LETTER_OF_POSITION,
    MATTERS,
    OBJECTIONS,
    PARTICIPANT,
    POSITION,
    POSITIONS,
    Moves,
    commitments_not_moved,
    quorum_at_it,
    recorded_words,
    say_why,
    stated,
    wording,
)
from decisions.asks import MEETING
from decisions.models import Decision
from decisions.reports.decisions import shown_decisions
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person, seats_of
from record.acts import (
    Act,
    Day,
    Group,
    Need,
    Noun,
    Offer,
    PickMany,
)
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house

# -- To whom.


def offered_to_officers(user: Person, decision: Decision | None, at: dt.datetime) -> Offer | None:
    return Offer() if seats_of(user).is_officer else None


def offered_once_it_has_begun(user: Person, meeting: Meeting, at: dt.datetime) -> Offer | None:
    """To the Secretariat, of a meeting that takes place, from its first day on."""
    if not seats_of(user).is_officer:
        return None
    takes_place = meeting.status in {Status.PLANNED, Status.HELD}
    return Offer() if takes_place and meeting.was_held_by(day_of_the_house(at)) else Offer(is_now=False)


def offered_where_silence_adopted(user: Person, decision: Decision, at: dt.datetime) -> Offer | None:
    """To the Secretariat, of what was adopted by silence procedure: what is decided at a meeting moves with it."""
    if not seats_of(user).is_officer:
        return None
    return Offer() if decision.silence_procedure_id is not None else Offer.not_now()


# -- The acts. A program names the meeting; the admin's page stands on one, and asks row by row.

RECORD = Act(
    name="record",
    label=_("Record a decision"),
    submit_label=_("Record the decision"),
    article="AA 2; RoP",
    offered=offered_to_officers,
    refusal=ONLY_OFFICERS,
    asks=(MEETING, wording(OBJECTIONS), Moves("matters", _("Commitments before the body"), Need.MAY)),
    do=decide,
    begins=True,
    once_in=Decision,
    done=recorded_words,
    in_portal=False,
    in_admin=False,
    order=60,
)
MEETING_ACTS = (
    replace(
        RECORD,
        name="decide",
        offered=offered_once_it_has_begun,
        asks=(wording(POSITIONS, FOLLOW_UPS), MATTERS),
        check=say_why,
        beside=quorum_at_it,
        beside_template="decisions/partials/quorum.html",
        begins=False,
        in_admin=True,
        in_portal=True,
        in_api=False,
    ),
)
DECISION_ACTS = (
    RECORD,
    Act(
        name="positions",
        label=_("Attach a state's position"),
        article="RoP",
        offered=offered_to_officers,
        refusal=ONLY_OFFICERS,
        asks=(
            Group("stated", _("Position"), parts=(PARTICIPANT, BESIDE_IT, *POSITION[2:]), make=stated),
            Day("on", _("Day"), initial=lambda setting: day_of_the_house(setting.at)),
            LETTER_OF_POSITION,
        ),
        written_by=WrittenBy(names="participant", said={"on": "on", "letter": "letter_reference"}),
        do=attach,
        done=_("Attached; it is shown wherever the decision is."),
        order=10,
    ),
    Act(
        name="follow-ups",
        label=_("Write down a follow-up"),
        article="AA 31",
        offered=offered_to_officers,
        refusal=ONLY_OFFICERS,
        asks=(Group("asked", _("Follow-ups"), parts=FOLLOW_UP_TO_ASK, make=Asked),),
        do=add_follow_up,
        done=_("The follow-up was recorded."),
        order=20,
    ),
    Act(
        name="carry-out",
        label=_("Move commitments by it"),
        article="AA 2; AA 31",
        lead=_("Those that did not move when the period of the silence procedure ended."),
        offered=offered_where_silence_adopted,
        refusal=ONLY_OFFICERS,
        asks=(PickMany("commitments", _("Commitments"), rows=commitments_not_moved),),
        do=carry_out,
        done=_("They moved by the decision."),
        order=30,
    ),
)
DECISION = Noun(
    name="decision",
    model=Decision,
    key="symbol",
    seen_by=shown_decisions,
    read_by=read_by(Reads.SENT_TO),
    list_address="decision-list",
    label_plural=_("Decisions"),
    prefix="decisions/",
    creates="record",
)
