"""Telling the members what became of a silence procedure; of one that is held, the Secretariat and the Chair."""

import datetime as dt

from decisions.kinds import SILENCE_STANDS_AGAIN
from decisions.models import SilenceObjection, SilenceProcedure, SilenceRound
from law.choices import SilenceState
from meetings.access import people_whom_a_state_lets_see, states_of_audience
from members.actions import enter_for
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from notices.kinds import is_proved_apart
from record.corrections import Sentence
from record.dates import day_of_the_house
from record.templatetags.signs import colon
from record.texts import in_all


def tell_the_state(
    procedure: SilenceProcedure, owner: Participant, what: Sentence, by: User, at: dt.datetime, letter: str
) -> None:
    """What an officer entered from a member's letter is told to that member's people "in your name", who can disown it."""
    enter_for(
        state=owner,
        about=procedure,
        what=in_all(lambda: f"{procedure.reference}{colon()}{what}"),
        url=procedure.get_absolute_url(),
        by=by,
        at=at,
        letter=letter,
    )


def tell_of_silence(
    procedure: SilenceProcedure, kind: str, by: User | None, at: dt.datetime, objects: str = "", withdraws: str = ""
) -> None:
    """All but who did it; `objects` is the code of the state whose objection ended it, `withdraws` of one that took it back."""
    held = procedure.state == SilenceState.HELD and kind != SILENCE_STANDS_AGAIN
    people = people_whom_a_state_lets_see(Audience.SECRETARIAT if held else Audience.MEMBERS, day_of_the_house(at))
    tell(
        kind=kind,
        about=procedure,
        # Of one period each thing is told once: that it was held, and later that it was adopted, are two.
        occurrence=told_as(procedure.latest, withdraws or procedure.state, at),
        to=people.exclude(pk=by.pk if by else None),
        states=None if held or is_proved_apart(kind) else states_of_audience(day_of_the_house(at), Audience.MEMBERS),
        url=procedure.get_absolute_url(),
        values={
            "reference": procedure.reference,
            "title": procedure.title,
            "outcome": procedure.state,
            "ends_at": procedure.ends_at.isoformat(),
            "zone": procedure.time_zone,
            "state": objects or withdraws,
        },
        at=at,
    )


def told_as(silence_round: SilenceRound, what: str, at: dt.datetime) -> str:
    """Under which name a thing of a period is told: another one once an objection was struck, so that it is told again."""
    struck = SilenceObjection.everything.filter(round=silence_round).struck_by(at).count()
    return f"{silence_round.number}-{what}-{struck}" if struck else f"{silence_round.number}-{what}"
