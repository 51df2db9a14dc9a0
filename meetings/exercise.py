"""Scenes of an exercise: meetings behind and ahead of every body, held, moved, cancelled, proposed, and not confirmed."""

from typing import Any

from law.choices import Session
from law.editions import edition_on
from law.grammar.bodies import BodyRow
from law.grammar.editions import LawEdition
from law.grammar.procedure import Does
from meetings.models import Meeting, WorkingGroup
from members.exercise import INVENTED, MEMBERS, OBSERVERS
from record.dates import Precision
from record.exercise import SOURCE, Days, Exercise, Scene, add_scenes
from record.loading import Tally, put

GROUP = "WG-1"
PLACE = {"place": "Xanadu", "place_ru": "Ксанаду", "place_zh_hans": "上都", "place_ar": "زانادو"}


def put_groups(exercise: Exercise) -> None:
    """Write the working group of the exercise."""
    values: dict[str, Any] = {
        "code": GROUP,
        "name": {
            "en": "Working group of the exercise",
            "ru": "Рабочая группа учения",
            "zh-hans": "演练工作组",
            "ar": "فريق العمل للتمرين",
        },
        "established_on": exercise.day(-3000),
        "established_on_precision": Precision.EXACT,
        **INVENTED,
    }
    put(Tally(), WorkingGroup, {"record_key": GROUP}, values)


def law_of(exercise: Exercise) -> LawEdition:
    return edition_on(exercise.today)


def deciding(exercise: Exercise) -> BodyRow:
    """The body before which commitments come."""
    return law_of(exercise).body_of_commitments()


def planned(exercise: Exercise, body: str, ahead: int, **more: object) -> Meeting:
    """The officer plans a meeting for a day, so many days from today."""
    days = {"starts_on": exercise.day(ahead), "opens_at": "10:00", "closes_at": "17:00"}
    return exercise.does("officer", "meeting.plan", body=body, **days, **PLACE, **more)


def with_its_group(exercise: Exercise, ahead: int) -> tuple[Meeting, Meeting]:
    """A meeting of the body that decides, and that of the working group which prepares it, the day before."""
    meeting = planned(exercise, deciding(exercise), ahead, groups=[GROUP])
    return meeting, meeting.prepared_by.get()


def held(exercise: Exercise, meeting: Meeting) -> Meeting:
    return exercise.does("officer", "meeting.held", meeting)


def attended(exercise: Exercise, meeting: Meeting, absent: tuple[str, ...] = ()) -> None:
    """Everybody but those is written down as present, one of them online."""
    codes = [code for code in MEMBERS if code not in absent]
    present = {f"members-{code}-presence": "in-person" for code in codes[:-1]} | {
        f"members-{codes[-1]}-presence": "online"
    }
    heads = {f"members-{code}-head": f"Head of delegation of State {code}" for code in codes[:3]}
    observers = {f"observers-{code}-presence": "in-person" for code in OBSERVERS[:1]}
    exercise.does("officer", "meeting.attendance", meeting, **present, **heads, **observers)


def _behind(exercise: Exercise) -> Days:
    """A year ago, half a year ago, and a few weeks ago the Committee met, each time with its working group before it."""
    for number, ahead in enumerate((-340, -170, -45)):
        yield ahead - 75
        meeting, group = with_its_group(exercise, ahead)
        exercise.things[f"group {number}"], exercise.things[f"committee {number}"] = group, meeting
        yield ahead - 1
        attended(exercise, group, absent=MEMBERS[-2:])
        yield ahead
        held(exercise, group)
        attended(exercise, meeting, absent=MEMBERS[-2:])
        yield ahead + 1
        held(exercise, meeting)


def _ahead(exercise: Exercise) -> Days:
    """The next ones are planned; delegations are announced."""
    yield -70
    meeting, group = with_its_group(exercise, 24)
    exercise.things["group ahead"], exercise.things["committee ahead"] = group, meeting
    yield -3
    for code in MEMBERS[:2]:
        people = {"people-new0-name": f"Ambassador of State {code}", "people-new0-rank": "ambassador"}
        exercise.does(code.lower(), "delegation.announce", meeting=meeting, participant=code, **people)


def _of_higher_bodies(exercise: Exercise) -> Days:
    """The bodies above it met; the next one is planned and was moved. What the cadence wants besides is proposed."""
    law = law_of(exercise)
    above = [body for body in law.deciding_bodies() if body != deciding(exercise)]
    days = [(-300 - 380 * place, body) for place, body in enumerate(reversed(above))]
    for ahead, body in sorted(days):
        yield ahead - 60
        meeting = planned(exercise, body, ahead)
        yield ahead + 1
        held(exercise, meeting)
    yield -80
    meeting = planned(exercise, above[-1], 130)
    yield -12
    moved = {"starts_on": exercise.day(151), "ends_on": exercise.day(151)}
    exercise.does("officer", "meeting.move", meeting, reason="The host asked for another week.", **moved)
    yield -1
    exercise.does("assistant", "meeting.propose")


def _of_their_own_kind(exercise: Exercise) -> Days:
    """A special meeting was cancelled; a specialised one was to be held last week, and nobody has confirmed it."""
    yield -90
    consensus = {"consensus": "No member objected by letter.", "consensus_source": SOURCE}
    special = planned(exercise, deciding(exercise), 40, session=Session.SPECIAL, **consensus)
    yield -62
    planned(exercise, specialised(exercise), -6, title="Exchange of experience on early warning", host="XB")
    yield -20
    exercise.does("officer", "meeting.cancel", special, reason="The Chair found that letters are enough.")


def specialised(exercise: Exercise) -> BodyRow:
    """The body at which states meet about a matter of their own."""
    law = law_of(exercise)
    convened = (step.meeting for flow in law.workflows for step in flow.steps_that(Does.CONVENES))
    return next(body for body in convened if body is not None)


add_scenes(
    Scene("meetings: behind", _behind, order=10),
    Scene("meetings: ahead, with delegations", _ahead, order=10),
    Scene("meetings: of higher bodies, held, moved and proposed", _of_higher_bodies, order=10),
    Scene("meetings: cancelled, and not confirmed", _of_their_own_kind, order=10),
)
