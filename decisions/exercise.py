"""Scenes of an exercise: agendas, decisions by meeting and by silence, what was deferred, follow-ups, positions of states."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from commitments.exercise import Walked, name_of_stage, needs_a_decision, road_to, stages, walk
from commitments.models import Commitment
from decisions.actions.silence_ends import settle_due
from decisions.acts.commitments import OUTCOMES
from decisions.choices import AgendaStage, ChangeAnswer, Outcome, PositionKind, Proof, Way
from decisions.models import SilenceProcedure
from law.editions import edition_on
from law.forum import FORUM
from law.grammar.deciding import SilenceDoes
from law.grammar.procedure import Does, Step
from meetings.models import Meeting
from members.choices import Audience
from members.exercise import MEMBERS, ON_PAPER
from record.exercise import Days, Exercise, Scene, add_scenes, add_scenes_by_law

CONSENSUS = "The Chair put the text; no member objected."
IN_THE_PORTAL = tuple(code for code in MEMBERS if code not in ON_PAPER)


def decide(exercise: Exercise, commitment: Commitment, step: Step, meeting: Meeting, **more: object) -> Any:
    """The body decides about a commitment at a meeting, as the step says; one of its members adds a statement."""
    words = {
        "title": commitment.title,
        "text": "The Committee considered the paper, and decided as follows.\n\nTaking part remains voluntary.",
        "consensus": CONSENSUS,
        "outcome": OUTCOMES[step.does],
        "on": meeting.starts_on,
    }
    about = {"meeting": meeting.reference, "audience": Audience.MEMBERS}
    return exercise.does("officer", "commitment.decide", commitment, **{**words, **about, **more})


def _not_yet(does: Does, number: int, exercise: Exercise) -> Days:
    """What the body didn't adopt: it was deferred, or went back to its authors."""
    law = edition_on(exercise.today)
    flow = next(flow for flow in law.workflows if flow.steps_that(does))
    before, step = flow.states_before()[0], flow.step_of_a_decision(does, law.body_of_commitments())
    walked = Walked(exercise, flow, number)
    if step is None:
        return
    yield -100
    walked.begin()
    for place, onward in enumerate(road_to(flow, before)):
        yield -46 if onward.meeting else min(-47, -95 + 8 * place)
        walked.prepare(onward)
        meeting = exercise.things["group 2" if onward.does is Does.CONSIDERS else "committee 2"]
        walked.take(onward, **({"meeting": meeting.reference} if onward.meeting else {}))
    yield -45
    decide(exercise, walked.commitment, step, exercise.things["committee 2"], note="A part on safety is missing.")


def _texts_of_its_own(exercise: Exercise) -> Days:
    """A decision about no commitment, with a dissociation and follow-ups; and a text that found no consensus."""
    yield -45
    meeting = exercise.things["committee 2"]
    adopted = exercise.does(
        "officer", "meeting.decide", meeting, title="Programme of work of the exercise",
        text="The Committee adopts the programme of work.\n\nIt asks for a list of contact points.",
        outcome=Outcome.ADOPTED, consensus=CONSENSUS, audience=Audience.OBSERVERS, on=meeting.starts_on,
        **{
            "positions-0-participant": "XH", "positions-0-kind": PositionKind.DISSOCIATION, "positions-0-paragraphs": "2",
            "positions-0-text": "State XH dissociates itself from paragraph 2.",
            "follow_ups-0-what": "Circulate a list of contact points", "follow_ups-0-hears": exercise.things["committee ahead"].reference,
            "follow_ups-1-what": "Report on the fairs at the border", "follow_ups-1-owner": "XA",
        },
    )  # fmt: skip
    exercise.things["programme"] = adopted
    exercise.does(
        "officer", "meeting.decide", meeting, title="Place of the next meeting", text="The Committee meets in Xanadu.",
        outcome=Outcome.NO_CONSENSUS, on=meeting.starts_on, audience=Audience.MEMBERS,
        **{
            "positions-0-participant": "XI", "positions-0-kind": PositionKind.OBJECTION,
            "positions-0-text": "State XI would rather meet elsewhere.",
        },
    )  # fmt: skip
    yield -20
    done = adopted.follow_ups.order_by("pk").last()
    exercise.does("officer", "follow-up.report", done, report="State XA sent its report by note verbale.", closes=True)


def _agendas(exercise: Exercise) -> Days:
    """The agenda of the group is circulated; that of the Committee is drafted, and waits to be circulated."""
    yield -14
    group = exercise.things["group ahead"]
    exercise.does("officer", "meeting.draft-agenda", group)
    yield -10
    exercise.does(
        "officer", "meeting.circulate-agenda", group, stage=AgendaStage.PROVISIONAL, audience=Audience.MEMBERS
    )
    yield -1
    exercise.does("assistant", "meeting.draft-agenda", exercise.things["committee ahead"])


def _minutes(exercise: Exercise) -> Days:
    """Minutes of the Committee's last meeting go out to those who sat; one state proposes a correction, and hears of it."""
    yield -40
    minutes = exercise.does("officer", "meeting.draft-minutes", exercise.things["committee 2"], language="en")
    yield -38
    exercise.does("assistant", "minutes.write", minutes, **{"items-1-text": "The Chair opened the meeting."})
    exercise.does(
        "officer", "minutes.circulate", minutes, audience=Audience.MEMBERS, corrections_until=exercise.day(20)
    )
    yield -30
    change = exercise.does("xa", "minutes.correct", minutes, item=1, text="State XA spoke first.")
    yield -28
    exercise.does("officer", "minutes-change.answer", change, answer=ChangeAnswer.TAKEN_UP)
    exercise.does("xb", "minutes.correct", minutes, text="State XB asks that its statement stand as it was read.")


def _group(exercise: Exercise) -> Days:
    """States take seats in the group; the Committee gave it a task, and its results are proposed for the next agenda."""
    yield -44
    group = exercise.things["group 2"].working_group
    for who in ("xa", "xb", "xg"):
        exercise.does(who, "group-seat.join", group=group.code, since=exercise.day(-44))
    task = {"what": "Study how lists of contact points are kept", "group": group.code}
    exercise.does("officer", "decision.follow-ups", exercise.things["programme"], **task)
    yield -2
    exercise.does("officer", "meeting.propose-results", exercise.things["group 2"], note="The group agreed on a list.")


def _approach(exercise: Exercise) -> Days:
    """A state proposes to review a part of the Approach."""
    yield -9
    exercise.does(
        "xa", "approach-proposal.propose", title="Reports once a year", text="Coordinators may report once a year."
    )


# -- By silence.


def _opened(exercise: Exercise, title: str, days: int = 14, **more: object) -> SilenceProcedure:
    """The Chair puts a text before the members, for so many days."""
    opening = edition_on(exercise.today).silence.opening
    text = f"The members take note of the following.\n\n{title}, at a pace that each chooses."
    asked = {"title": title, "text": text, "days": days, "zone": FORUM.time_zone}
    return exercise.does("chair", f"silence.{opening.name}", **asked, **more)


def _says(exercise: Exercise, who: str, does: SilenceDoes, procedure: SilenceProcedure, **answers: object) -> Any:
    act = edition_on(exercise.today).silence.act(does)
    return exercise.does(who, f"silence.{act.name}", procedure, **answers)


def _acknowledged(exercise: Exercise, procedure: SilenceProcedure, codes: tuple[str, ...]) -> None:
    for code in codes:
        who = "chair" if code == "XC" else code.lower()
        _says(exercise, who, SilenceDoes.ACKNOWLEDGES, procedure)


def _receipts(exercise: Exercise, procedure: SilenceProcedure) -> None:
    """The officer enters by which note the text reached those for whom nobody acts here."""
    reached = (exercise.clock - dt.timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M:%S%z")
    for place, code in enumerate(ON_PAPER, start=1):
        shown = {"proof": Proof.RECEIPT, "evidence": f"Stamped receipt {place}", "reached_at": reached}
        _says(exercise, "officer", SilenceDoes.ENTERS_RECEIPT, procedure, owner=code, way=Way.NOTE_VERBALE, **shown)


def _adopted_by_silence(exercise: Exercise) -> Days:
    yield -80
    procedure = _opened(exercise, "List of contact points")
    yield -78
    _acknowledged(exercise, procedure, IN_THE_PORTAL)
    _receipts(exercise, procedure)
    yield -65
    settle_due(at=exercise.clock)


def _broken(exercise: Exercise) -> Days:
    yield -40
    procedure = _opened(exercise, "Emblem of the exercise")
    yield -38
    _acknowledged(exercise, procedure, IN_THE_PORTAL[:4])
    yield -35
    _says(exercise, "xf", SilenceDoes.OBJECTS, procedure, text="State XF asks for more time to study the emblem.")


def _held(exercise: Exercise) -> Days:
    """Its period ended, and it isn't known that the text reached every member: it waits for receipts."""
    yield -24
    procedure = _opened(exercise, "Calendar of meetings")
    yield -22
    _acknowledged(exercise, procedure, IN_THE_PORTAL)
    yield -9
    settle_due(at=exercise.clock)


def _under_way(exercise: Exercise) -> Days:
    """Four days old: some members have acknowledged it, those on paper haven't been reached."""
    yield -4
    procedure = _opened(exercise, "Rules for the display of maps at meetings")
    yield -3
    _acknowledged(exercise, procedure, IN_THE_PORTAL[1:3])


def _of_stages(day: dt.date) -> Iterator[Scene]:
    """One for each stage to which a decision leads."""
    for number, flow, state in stages(day):
        if needs_a_decision(flow, state):
            yield Scene(name_of_stage(flow, state), partial(walk, flow, state, number, decide=decide))


add_scenes_by_law("decisions: stages", _of_stages)
add_scenes(
    Scene("decisions: deferred", partial(_not_yet, Does.DEFERS, 61)),
    Scene("decisions: returned", partial(_not_yet, Does.RETURNS, 64)),
    Scene("decisions: texts of its own, with follow-ups", _texts_of_its_own, order=60),
    Scene("decisions: agendas", _agendas, order=70),
    Scene("decisions: minutes", _minutes, order=71),
    Scene("decisions: a working group", _group, order=72),
    Scene("decisions: the Approach itself", _approach, order=73),
    Scene("silence: adopted", _adopted_by_silence, order=60),
    Scene("silence: broken by an objection", _broken, order=60),
    Scene("silence: held, for receipts are missing", _held, order=60),
    Scene("silence: under way", _under_way, order=60),
)
