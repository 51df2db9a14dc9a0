"""A refusal: why something can't be done, in sentences, kept apart from faults of ours."""

from typing import Any


class Refused(Exception):
    """An act can't be done; `problems` says why, sentences by field ("" for none). `is_stale`: it moved meanwhile.

    Raised by actions; a door shows the sentences beside the fields, with what the person wrote.
    """

    def __init__(self, problems: dict[str, list[Any]], *, is_stale: bool = False):
        self.problems = problems
        self.is_stale = is_stale
        super().__init__(" ".join(str(sentence) for sentences in problems.values() for sentence in sentences))


class StepRefused(Refused):
    """A step, or another act about a commitment, can't be done."""
