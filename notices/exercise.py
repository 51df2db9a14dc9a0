"""Scenes of an exercise: what went on to the next person, a program that is told, and a letter of which nobody knows whether it came."""

from members.actions import make_token
from members.models import User
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


def _a_program(exercise: Exercise) -> Days:
    """A state's program is told of papers that are circulated, at an address that leads nowhere."""
    yield -7
    person = User.objects.get(pk=exercise.people["xb"].pk)
    token, _secret = make_token(by=person, name="Registry of the ministry", at=exercise.clock)
    exercise.does(
        "xb", "webhook.register", url="https://registry.example/told", token=token.name, kinds=["paper-circulated"]
    )


add_scenes(Scene("notices: a program is told", _a_program, order=94))
add_scenes(Scene("letters: something went on", _goes_on, order=94))
add_scenes(Scene("letters: one is held", _held, order=95))
