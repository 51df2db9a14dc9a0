"""Scenes of an exercise: a letter of which nobody can say whether it arrived."""

from notices.actions import send_due, sweep
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


add_scenes(Scene("letters: one is held", _held, order=95))
