"""Who takes part in an activity: what states say of themselves before it, and what is entered afterwards."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ActivityParty
from journal.actions import record
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.models import Participant, User
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.refusals import StepRefused
from record.texts import in_all

MORE_THAN_COME = _("More are named than come: say how many come, and name them one a line.")


@dataclass(frozen=True)
class TookPart:
    """That so many people of a participant took part; None: it did, and how many is not known."""

    participant: Participant
    people: int | None = None


def say_who_comes(
    *,
    activity: Activity,
    participant: Participant,
    coming: int,
    by: User,
    named: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> ActivityParty:
    """A participant says how many of its people come, and may name them; said again, it counts anew. None after all is said as
    well. Names go into no journal.

    Raises StepRefused, and DoesNotExist for an activity that `by` doesn't see.
    """
    at = at or timezone.now()
    names = "\n".join(line.strip() for line in named.splitlines() if line.strip())
    if len(names.splitlines()) > coming:
        raise StepRefused({"named": [MORE_THAN_COME]})
    Activity.objects.visible_to(by).get(pk=activity.pk)
    require_speaker(by, participant, letter, day_of_the_house(at), activity, members_only=False)
    said = letter.columns() if letter else {"channel": ActivityParty._meta.get_field("channel").default, "dated": None}
    with transaction.atomic():
        before = ActivityParty.objects.filter(activity=activity, participant=participant).first()
        party, _is_new = ActivityParty.objects.update_or_create(
            activity=activity,
            participant=participant,
            defaults={"coming": coming, "named": names, "by": by, "at": at, **said},
        )
        changes = {participant.code: [before.coming if before else None, coming]}
        record(by=by, verb="activity: takes part", about=activity, changes=changes, at=at, wrote=[party])
        if letter is not None:
            enter_for(
                state=participant,
                about=activity,
                what=in_all(lambda: party._meta.verbose_name),
                url=activity.get_absolute_url(),
                by=by,
                at=at,
                letter=letter.reference,
            )
    return party


def write_who_took_part(
    activity: Activity, lines: Iterable[TookPart], *, by: User, at: dt.datetime
) -> list[ActivityParty]:
    """Who took part, as it is entered: of who isn't named nothing is said; without a line it stays as it is. In the caller's
    transaction."""
    counts = {line.participant.pk: line.people or 0 for line in lines}
    if not counts:
        return []
    ActivityParty.objects.filter(activity=activity).exclude(participant__in=counts).update(present=None)
    return [
        ActivityParty.objects.update_or_create(
            activity=activity, participant_id=key, defaults={"present": people, "by": by, "at": at}
        )[0]
        for key, people in counts.items()
    ]
