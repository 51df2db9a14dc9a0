"""How an act is offered to somebody: what still blocks it, and for which participants they may do it."""

from dataclasses import dataclass
from typing import Any, Protocol, TypedDict, Unpack

from django.utils.translation import gettext_lazy as _

# What a person reads: a text, or one that waits for their language.
Sentence = Any

NOT_NOW = _("This can't be done here now, or not by you.")
MOVED_MEANWHILE = _(
    "Somebody changed this while you were writing. Your text is kept: read it as it stands now, then submit yours again."
)


class ForWhom(Protocol):
    """A participant, as far as the grammar knows one: a key and a code."""

    pk: int
    code: str


@dataclass(frozen=True)
class Speaker:
    """A participant for which somebody may act, and why they may only prepare it, if so.

    `by_letter`: the Secretariat enters what the state wrote; then it says by which letter.
    """

    participant: ForWhom
    why_not_submit: Sentence = None
    by_letter: bool = False

    @property
    def code(self) -> str:
        return self.participant.code


class OfferedTo(TypedDict, total=False):
    """What an offer says of the person, by the names of its fields."""

    speakers: tuple[Speaker, ...]
    is_own: bool
    is_over: bool
    why_not_submit: Sentence
    acting_as: Sentence


@dataclass(frozen=True)
class Offer:
    """An act as it is offered to a person: what still blocks it (sentences), and for whom they may do it.

    `is_own` says whether they do it in an office of their own (an officer, a chair), for no participant. `is_now` is
    False where it is theirs to do, but not now: who comes to its page reads why, and no list offers it. `is_over` where it
    can't be done any more: the page gives back what was written, and asks for nothing.
    """

    problems: tuple[Sentence, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    is_own: bool = True
    is_now: bool = True
    is_over: bool = False
    why_not_submit: Sentence = None
    acting_as: Sentence = ""

    @classmethod
    def not_now(cls, *problems: Sentence, **to_whom: Unpack["OfferedTo"]) -> "Offer":
        """Theirs to do, but not now."""
        return cls(problems=problems or (NOT_NOW,), is_now=False, **to_whom)

    @property
    def own_speakers(self) -> tuple[Speaker, ...]:
        """Those for which the person acts themself."""
        return tuple(speaker for speaker in self.speakers if not speaker.by_letter)

    @property
    def takes_letters(self) -> bool:
        return any(speaker.by_letter for speaker in self.speakers)

    @property
    def takes_letters_alone(self) -> bool:
        """Whether the person does it for those alone that wrote."""
        return self.takes_letters and not self.own_speakers and not self.is_own

    @property
    def needs_a_state(self) -> bool:
        """Whether it can't be done without saying for which participant."""
        return bool(self.speakers) and not self.is_own and len(self.own_speakers) != 1

    @property
    def first_speaker(self) -> Speaker | None:
        """For whom it is done where nobody is named: the one that may submit, else the first of one's own."""
        own = self.own_speakers
        return next((speaker for speaker in own if speaker.why_not_submit is None), own[0] if own else None)

    def speaker(self, code: str) -> Speaker | None:
        """The one of that code, in capitals or not."""
        return next((speaker for speaker in self.speakers if speaker.code.lower() == code.lower()), None)

    @property
    def why_only_prepare(self) -> Sentence:
        """Why this person may write it and not submit it; None where they may submit."""
        if self.is_own or self.takes_letters or self.first_speaker is None:
            return self.why_not_submit
        return self.first_speaker.why_not_submit

    @property
    def may_submit(self) -> bool:
        return not self.problems and self.why_only_prepare is None
