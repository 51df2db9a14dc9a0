"""Who is reminded: the people behind states, the Chair and the Secretariat on a day, read once a sweep."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from meetings.access import OF_MEMBERS, OF_OBSERVERS
from meetings.models import WorkingGroup
from members.choices import Standing
from members.models import Chairmanship, Participation
from notices.access import officers, told_for


@dataclass(frozen=True)
class People:
    """Keys of people, by what they act for on a day."""

    secretariat: tuple[int, ...]
    chair: tuple[int, ...]
    by_participant: dict[int, tuple[int, ...]]
    members: frozenset[int]
    observers: frozenset[int]
    group_chairs: tuple[int, ...]

    @classmethod
    def on(cls, day: dt.date) -> "People":
        """Five queries, however many people there are."""
        standings = dict(
            Participation.objects.holding(day).order_by("since", "pk").values_list("participant", "standing")
        )
        posts = {
            participant: tuple(person.pk for person in people)
            for participant, people in told_for(standings, day).items()
        }
        term = Chairmanship.objects.of(day)
        groups = WorkingGroup.objects.mandated(day).filter(chaired_by__is_active=True)
        return cls(
            secretariat=tuple(person.pk for person in officers()),
            chair=posts.get(term.participant_id, ()) if term else (),
            by_participant=posts,
            members=frozenset(
                participant for participant, standing in standings.items() if standing == Standing.MEMBER
            ),
            observers=frozenset(
                participant for participant, standing in standings.items() if standing == Standing.OBSERVER
            ),
            group_chairs=tuple(groups.values_list("chaired_by", flat=True).distinct()),
        )

    def of(self, participants: Iterable[int]) -> list[int]:
        """Those who are told for these participants, each person once."""
        return _once(person for participant in participants for person in self.by_participant.get(participant, ()))

    def of_meeting(self, *, observers: bool) -> list[int]:
        """Whoever a meeting concerns: its members, observers where they attend, the Chair, the Secretariat."""
        states = self.members | (self.observers if observers else frozenset())
        return _once([*self.of(sorted(states)), *self.chair, *self.secretariat])

    def concerned_by(self, deadline: str, ready: Collection[int]) -> list[int]:
        """Who has something to do by a deadline of this kind; `done` are the participants that did it."""
        states: set[int] = set()
        if deadline in OF_MEMBERS:
            states |= self.members
        if deadline in OF_OBSERVERS:
            states |= self.observers
        return _once([*self.of(sorted(states - set(ready))), *self.chair, *self.secretariat])


def _once(people: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(people))
