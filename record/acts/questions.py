"""A question about an answer: not a refusal, but something that one press settles."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Press:
    """A button that sends the form again with one more answer: the field, the value, the words on it."""

    name: str
    value: str
    label: str


class Question(str):
    """The sentence that asks, with a press for each answer."""

    presses: tuple[Press, ...]

    def __new__(cls, sentence: str, presses: tuple[Press, ...]) -> "Question":
        question = super().__new__(cls, sentence)
        question.presses = presses
        return question

    def within(self, beginning: str) -> "Question":
        """The same question in a row whose fields begin so."""
        return Question(str(self), tuple(replace(press, name=f"{beginning}{press.name}") for press in self.presses))


def presses_of(sentence: Any) -> tuple[Press, ...]:
    """The buttons that answer a sentence; none where it only says something."""
    return sentence.presses if isinstance(sentence, Question) else ()


def in_row(sentence: Any, beginning: str) -> Any:
    """A sentence said of a row, with what answers it."""
    return sentence.within(beginning) if isinstance(sentence, Question) else sentence
