"""The journal as a state may take it along: what its people did in full, and of all else a digest that tells nothing.

With the nightly seals, which are published and go out by letter, whoever holds such a file sees that its own entries
stand in the one chain of all, and that nothing between them was taken out or written anew: `static/journal/` has a
program that does so away from the house, and `journal.models.Entry` says how a seal is computed.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from activities.models import ActionPlan, Activity, Information, InformationReply, ProgressNote
from commitments.models import ExpertNomination, StepTaken, View
from decisions.models import ApproachProposal, FollowUp, MinutesChange, Position, SilenceObjection
from journal.models import Entry
from journal.names import key_field_of, kind_of
from journal.said import as_json
from meetings.models import GroupSeat
from members.models import FocalPoint, Person
from papers.models import Comment, PaperVersion

FORMAT = "cica-journal-1"
# Rows that say something in the name of a participant, and the column that names it.
SAID_BY = {
    View: "owner",
    ExpertNomination: "owner",
    Comment: "owner",
    ActionPlan: "owner",
    Activity: "owner",
    ProgressNote: "owner",
    Information: "owner",
    InformationReply: "owner",
    StepTaken: "on_behalf_of",
    PaperVersion: "on_behalf_of",
    Position: "participant",
    FollowUp: "owner",
    MinutesChange: "owner",
    GroupSeat: "owner",
    ApproachProposal: "owner",
    SilenceObjection: "participant",
}
OF_THE_STATE = frozenset({"participant", "focalpoint", "attendance", "invitation"})


@dataclass(frozen=True)
class Office:
    """A person who acts for one's own state, from a day on, until another."""

    since: dt.date
    until: dt.date | None

    def holds(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Owned:
    """What belongs to the participants for which somebody acts: rows that speak in their name, and their people."""

    own: frozenset[str]
    others: frozenset[str]
    offices: dict[str, list[Office]] = field(default_factory=dict)

    @classmethod
    def of(cls, participants: list[int]) -> Self:
        own, others = set(), set()
        for model, column in SAID_BY.items():
            keys = model._base_manager.exclude(**{column: None}).values_list(key_field_of(model), column)
            for key, participant in keys:
                (own if participant in participants else others).add(f"{kind_of(model)} {key}")
        offices: dict[str, list[Office]] = {}
        posts = FocalPoint.objects.filter(participant__in=participants, user__isnull=False)
        for user, since, until in posts.values_list("user", "since", "until"):
            offices.setdefault(str(user), []).append(Office(since, until))
        return cls(frozenset(own), frozenset(others), offices)

    def includes(self, entry: Entry) -> bool:
        """Whether an entry tells of what the state's own people did for it, and of no other state's words.

        What an officer entered in its name bears the officer's address, which isn't the state's to have.
        """
        day = entry.at.date()
        if not any(office.holds(day) for office in self.offices.get(entry.by_key, ())):
            return False
        rows = set(entry.said["rows"]) if entry.said else set()
        about = f"{entry.about_kind} {entry.about_key}"
        if (rows | {about}) & self.others:
            return False
        return bool(rows) or about in self.own or entry.about_kind in OF_THE_STATE


def journal_for(user: Person, at: dt.datetime) -> Iterator[str]:
    """The whole chain, a line of JSON an entry: the own ones with what they say, the others by their digest."""
    seats = user.participants()
    codes = sorted(seats.values_list("participant__code", flat=True).distinct())
    owned = Owned.of(list(seats.values_list("participant", flat=True)))
    yield as_json({"format": FORMAT, "states": codes, "at": at}) + "\n"
    for entry in Entry.objects.in_order().iterator(chunk_size=2000):
        yield as_json(_line(entry, owned.includes(entry))) + "\n"


def _line(entry: Entry, is_own: bool) -> dict[str, Any]:
    if is_own:
        facts = {"by_key", "by_label", "verb", "about_kind", "about_key", "about_label", "changes", "said"}
        told = {name: getattr(entry, name) for name in facts}
        told["at"] = entry.at.isoformat(timespec="microseconds")
        return {"number": entry.number, "previous": entry.previous, "seal": entry.seal, "entry": told}
    if entry.said is None:
        # Before digests were kept, one can only be computed from what it says.
        return {"number": entry.number, "seal": entry.seal}
    return {"number": entry.number, "digest": entry.digest()}
