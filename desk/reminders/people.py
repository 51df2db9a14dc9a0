"""Who is reminded: the people behind states, the Chair and the Secretariat on a day, read once a sweep."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from meetings.access import OF_MEMBERS, OF_OBSERVERS, groups_chaired, standings_concerned
from meetings.models import Meeting
from members.choices import Standing
from members.models import Chairmanship, Participation
from notices.access import officers, told_for


@dataclass(frozen=True)
class People:
    """Keys of people, by what they act for on a day."""

    secretariat: tuple[int, ...]
    chair: tuple[int, ...]
    by_participant: dict[int, tuple[int, ...]]
    by_standing: dict[str, frozenset[int]]
    chairs_by_group: dict[int, int]

    @classmethod
    def on(cls, day: dt.date) -> "People":
        """Six queries, however many people there are."""
        standings = dict(
            Participation.objects.holding(day).order_by("since", "pk").values_list("participant", "standing")
        )
        posts = {
            participant: tuple(person.pk for person in people)
            for participant, people in told_for(standings, day).items()
        }
        term = Chairmanship.objects.of(day)
        return cls(
            secretariat=tuple(person.pk for person in officers()),
            chair=posts.get(term.participant_id, ()) if term else (),
            by_participant=posts,
            by_standing={
                standing: frozenset(participant for participant, held in standings.items() if held == standing)
                for standing in Standing
            },
            chairs_by_group=dict(groups_chaired(day).values_list("pk", "chaired_by")),
        )

    @property
    def group_chairs(self) -> list[int]:
        return _once(self.chairs_by_group.values())

    def taking_part_as(self, standings: Iterable[str]) -> frozenset[int]:
        """The participants that take part in one of these standings."""
        return frozenset(state for standing in standings for state in self.by_standing[standing])

    def of(self, participants: Iterable[int]) -> list[int]:
        """Those who are told for these participants, each person once."""
        return _once(person for participant in participants for person in self.by_participant.get(participant, ()))

    def of_meeting(self, meeting: Meeting) -> list[int]:
        """Whomever it concerns, as `meetings.access.people_concerned_by` says, by those who are told for a participant."""
        states = self.taking_part_as(standings_concerned(meeting))
        group_chair = [chair for group, chair in self.chairs_by_group.items() if group == meeting.working_group_id]
        return _once([*self.of(sorted(states)), *self.chair, *self.secretariat, *group_chair])

    def concerned_by(self, deadline: str, ready: Collection[int]) -> list[int]:
        """Who has something to do by a deadline of this kind; `done` are the participants that did it."""
        states: set[int] = set()
        if deadline in OF_MEMBERS:
            states |= self.by_standing[Standing.MEMBER]
        if deadline in OF_OBSERVERS:
            states |= self.by_standing[Standing.OBSERVER]
        return _once([*self.of(sorted(states - set(ready))), *self.chair, *self.secretariat])


def _once(people: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(people))
