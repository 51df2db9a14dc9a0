"""Scenes of an exercise: what went on to the next person, and a letter of which nobody can say whether it arrived."""

from notices.actions import let_go_on, send_due, sweep
from notices.models import Letter
from notices.post import MailAnswer, MailOutcome
from record.exercise import Days, Exercise, Scene, add_scenes


class LineThatBreaks:
    """A line to a mail server that breaks off after the first letter was handed over; the others it takes."""

    def __init__(self) -> None:
        self.has_broken = False

    def __enter__(self) -> "LineThatBreaks":
        return self

    def __exit__(self, *fault: object) -> None:
        return None

    def send(self, letter: Letter) -> MailAnswer:
        if self.has_broken:
            return MailAnswer(MailOutcome.ACCEPTED, "250 taken by the exercise")
        self.has_broken = True
        return MailAnswer(MailOutcome.UNKNOWN, "the line broke off (exercise)")


def _held(exercise: Exercise) -> Days:
    """Letters of the last days went; of the first of them nobody knows."""
    yield -1
    sweep(at=exercise.clock)
    send_due(at=exercise.clock, line=LineThatBreaks())


def _goes_on(exercise: Exercise) -> Days:
    """What has had no answer for some days went on to the next person, by a rule that the Secretariat set."""
    yield -9
    exercise.does("officer", "going-on-rule.set", kind="letter", days=1, is_on="on", word="To be looked at in a year.")
    yield -1
    let_go_on(at=exercise.clock)


add_scenes(Scene("letters: something went on", _goes_on, order=94))
add_scenes(Scene("letters: one is held", _held, order=95))
