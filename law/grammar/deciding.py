"""How a body decides: how many have to be there, what consensus is, and how a text is adopted between meetings."""

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from law.choices import LeadStanding, SilenceState
from law.grammar.basis import Basis, unfounded


@dataclass(frozen=True)
class QuorumRule:
    """Which share of the members of a day has to be present where a decision is taken."""

    share: Fraction
    article: str
    basis: Basis
    source: str = ""

    def needed(self, members: int) -> int:
        """The least whole number that is the share or more: of two thirds, 19 of 28."""
        return -(-members * self.share.numerator // self.share.denominator)

    def faults(self) -> Iterator[str]:
        if not 0 < self.share <= 1:
            yield "the quorum is no share of the members"
        yield from unfounded("the", [("quorum", self)])


@dataclass(frozen=True)
class ConsensusRule:
    """What consensus is: one sentence."""

    words: Any
    article: str
    basis: Basis


SILENCE_ENDS = frozenset({SilenceState.ADOPTED, SilenceState.WITHDRAWN})


class Party(enum.Enum):
    """Who somebody, or something, is to a silence procedure."""

    MEMBER = "member"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    # The Secretariat, of what was opened at a meeting; the Chair, of what it opened itself.
    OPENER = "opener"
    CLOCK = "clock"

    @property
    def label(self) -> Any:
        return PARTY_LABELS[self]


PARTY_LABELS = {
    Party.MEMBER: _("a member to which the period applies"),
    Party.CHAIR: _("the Chair"),
    Party.SECRETARIAT: _("the Secretariat"),
    Party.OPENER: _("whoever opened it: the Chair, or the Secretariat where it was opened at a meeting"),
    Party.CLOCK: _("the clock"),
}


class SilenceDoes(enum.Enum):
    """What an act does to a silence procedure, whatever it is called in its edition."""

    OPENS = "opens"
    # Of a member: that the text reached it, and what it says of it.
    READS = "reads"
    ACKNOWLEDGES = "acknowledges"
    OBJECTS = "objects"
    WITHDRAWS_OBJECTION = "withdraws-objection"
    # Of the Secretariat: what a member wrote on paper.
    ENTERS_RECEIPT = "enters-receipt"
    ENTERS_OBJECTION = "enters-objection"
    ENTERS_WITHDRAWAL = "enters-withdrawal"
    # Of who convenes: the same text to the same end, a longer period, another text, no text.
    TAKES_UP = "takes-up"
    EXTENDS = "extends"
    RESTARTS = "restarts"
    WITHDRAWS = "withdraws"
    CONCLUDES = "concludes"
    # Of the clock, as the period ends.
    ADOPTS = "adopts"
    HOLDS = "holds"


@dataclass(frozen=True)
class SilenceAct:
    """One thing that is done to a silence procedure. `target` None leaves it where it is. No act is open by default."""

    name: str
    does: SilenceDoes
    label: Any
    source: tuple[SilenceState, ...]
    target: SilenceState | None
    actor: tuple[Party, ...]
    article: str
    basis: Basis

    @property
    def verb(self) -> str:
        """By which word the journal tells of it."""
        return f"silence-{self.name}"


@dataclass(frozen=True)
class Period:
    """How long a text lies before the members, and at which hour of the last day that ends."""

    days: int
    at: dt.time
    source: str
    standing: LeadStanding


@dataclass(frozen=True)
class SilenceRules:
    """Silence procedures of an edition: who may do what, from where to where, and how long the period is."""

    acts: tuple[SilenceAct, ...]
    # What is proposed to whoever opens one; the longest that can be chosen, in days.
    period: Period
    longest: int
    # What a member sent in the last second may still be on its way when the next one begins: the clock waits so long
    # before it looks at who objected. What it then records happened at the instant the period ended, all the same.
    grace: dt.timedelta
    article: str
    basis: Basis

    def act(self, does: SilenceDoes) -> SilenceAct:
        """The act that does this. `faults` says where the table has none, or two."""
        return next(act for act in self.acts if act.does is does)

    @property
    def opening(self) -> SilenceAct:
        """The act by which one begins: it comes from nowhere."""
        return next(act for act in self.acts if not act.source)

    def faults(self) -> Iterator[str]:
        """What is wrong with the table, one sentence a fault."""
        names = [act.name for act in self.acts]
        yield from (f"two acts are named {name}" for name in sorted({name for name in names if names.count(name) > 1}))
        done = [act.does for act in self.acts]
        yield from (
            f"{done.count(does)} acts do what {does.value} says" for does in SilenceDoes if done.count(does) != 1
        )
        yield from (f"{act.name} has no actor" for act in self.acts if not act.actor)
        yield from unfounded("act", ((act.name, act) for act in self.acts))
        yield from (f"{act.name} leaves an ended state" for act in self.acts if SILENCE_ENDS & set(act.source))
        reached = {act.target for act in self.acts}
        yield from (f"{state} is never reached" for state in SilenceState if state not in reached)
        yield from unfounded("the", [("silence procedure", self)])
        if not 0 < self.period.days <= self.longest:
            yield "the proposed period is none that can be chosen"
