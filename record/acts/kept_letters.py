"""What the house keeps of letters, as far as acts know it: the register above says which letter an act was entered from.

Where the Secretariat enters what a state wrote, the form may name a letter of the register. What that letter says of itself
(its day, by which way it came, its number) then stands in the place of what the form leaves open, and the register keeps
that the act was entered from it, in the act's own transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Model

if TYPE_CHECKING:
    from record.acts.asks import Ask
    from record.acts.table import Noun, Setting

# The field that names the letter, wherever an act asks for a state's letter.
FROM_LETTER = "from_letter"


@dataclass(frozen=True)
class EnteredByLetter:
    """What is said once something was entered from a letter of the register, and the page of that letter."""

    sentence: str
    page: str


class LetterRegister(Protocol):
    """Whoever keeps letters."""

    @property
    def ask(self) -> "Ask": ...

    def says(self, cleaned: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the named letter says, by the names under which acts ask for it; nothing where none is named."""
        ...

    def entered(self, key: str, setting: "Setting") -> EnteredByLetter | None:
        """What is said, and where one is led, once the act was entered from the letter of that key; None where it is none."""
        ...

    def keep(self, cleaned: Mapping[str, Any], noun: "Noun", setting: "Setting", thing: Model) -> None:
        """That the act was entered from the letter that was named."""
        ...


@dataclass(frozen=True)
class WrittenBy:
    """Whose letter an act is entered from that an officer does in the Secretariat's own name: an objection, a receipt.

    Either a field of the form names the participant, or the thing is one's. `said` are the fields that take what the letter
    says of itself, each with the name under which the register says it; a field that the letter fills in need not be sent.
    """

    # The field, and how the rows it offers lead to the participant's code.
    names: str = ""
    code: str = "code"
    # How the thing leads to the participant whose it is; "pk": it is the participant.
    of: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    # The field of an instant that lies on the day on which the letter was received.
    received: str = ""
    # The verb tells the state nothing by itself: the register tells it "in your name".
    tells: bool = False

    def codes(self, cleaned: Mapping[str, Any]) -> set[str]:
        """Of the participants that the form names, the codes."""
        named = cleaned.get(self.names) or ()
        things = [named] if isinstance(named, Model) else list(named)
        return {reduce(getattr, self.code.split("__"), thing) for thing in things}

    def is_of(self, thing: Any, state: Model) -> bool:
        """Whether the thing is that participant's."""
        whose = reduce(getattr, self.of.split("__"), thing)
        return bool((whose.pk if isinstance(whose, Model) else whose) == state.pk)


# What a participant owns and takes back by letter.
OF_ITS_OWNER = WrittenBy(of="owner", tells=True)


@dataclass
class LettersKept:
    """Who keeps letters in this house; nobody, until a room says so."""

    register: LetterRegister | None = None

    @property
    def asks(self) -> tuple["Ask", ...]:
        return (self.register.ask,) if self.register else ()

    def entered(self, key: str, setting: "Setting") -> EnteredByLetter | None:
        return self.register.entered(key, setting) if self.register and key else None


LETTERS = LettersKept()
