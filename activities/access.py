"""Who is a person to an activity, beside whether they see it."""

from collections.abc import Iterable

from activities.models import Activity, ActivityParty
from journal.staff import is_of_staff
from members.models import Person, seats_of


def parties_whose_names_are_open(user: Person, activity: Activity, parties: Iterable[ActivityParty]) -> frozenset[int]:
    """Of which participants the person reads who comes: of each, whoever leads, hosts or organises it; else of their own."""
    own = set(seats_of(user).participant_ids)
    near = {activity.owner_id, activity.host_id, *(state.pk for state in activity.organisers.all())}
    reads_all = is_of_staff(user) or bool(own & near)
    return frozenset(party.pk for party in parties if reads_all or party.participant_id in own)
