"""Who somebody is to a version of a paper, for which states they say so; whom a letter is addressed to, and who of them may not
read what goes with it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from journal.staff import is_officer
from meetings.access import states_in, states_of_audience, who_holds, who_read_it
from meetings.models import Attendance, Meeting, WorkingGroup
from members.access import speakers_of
from members.choices import Audience, Standing
from members.models import Participant, Person
from papers.choices import AddressedTo
from papers.models import EntrustedPaper, OutgoingLetter, PaperVersion
from papers.readers import AUTHOR
from record.acts import Speaker


def drafts(user: Person, version: PaperVersion) -> bool:
    """Whether the paper is theirs: of a state that handed it in or coordinates what it travels in, or of the Secretariat."""
    return is_officer(user) or PaperVersion.objects.written_by(user).filter(pk=version.pk).exists()


def drafting_states(version: PaperVersion, on: dt.date) -> list[Participant]:
    """The states whose paper it is: that handed it in, or coordinate what it travels in."""
    participants = list(states_of_audience(on, Audience.OBSERVERS).in_seat_order())
    return who_holds(participants, on, version.readers or (), before=AUTHOR)


def speakers_among(user: Person, states: Sequence[Participant], on: dt.date) -> tuple[Speaker, ...]:
    """Those of the states for which this person speaks: an officer by their letters."""
    if is_officer(user):
        return tuple(Speaker(state, by_letter=True) for state in states)
    return tuple(speaker for speaker in speakers_of(user, on) if speaker.participant in states)


# -- Letters of the Secretariat.

STANDINGS = {
    AddressedTo.MEMBERS.value: (Standing.MEMBER,),
    AddressedTo.OBSERVERS.value: (Standing.OBSERVER,),
    AddressedTo.EVERYBODY.value: (Standing.MEMBER, Standing.OBSERVER),
}


def addressees_of(letter: OutgoingLetter, on: dt.date) -> QuerySet[Participant]:
    """To whom it goes on a day, in the order of seats."""
    return addressed_by(letter.to, letter.group, [named.pk for named in letter.participants.all()], on)


def addressed_by(to: str, group: WorkingGroup | None, named: Iterable[int], on: dt.date) -> QuerySet[Participant]:
    """The same of what a form says."""
    if to in STANDINGS:
        return states_in(STANDINGS[to], on).in_seat_order()
    if to == AddressedTo.GROUP:
        sat = Attendance.objects.standing().filter(meeting=_last_sitting(group, on))
        return Participant.objects.filter(pk__in=sat.values("participant")).in_seat_order()
    return Participant.objects.filter(pk__in=list(named)).in_seat_order()


def _last_sitting(group: WorkingGroup | None, on: dt.date) -> QuerySet[Any]:
    """The group's latest meeting, by a day, of which the record shows who sat: as a query."""
    rows = Meeting.objects.filter(working_group=group, starts_on__lte=on, attendance__isnull=False)
    return rows.order_by("-starts_on", "-pk").values("pk")[:1]


def who_may_not_read(version: PaperVersion, addressees: Iterable[Participant], on: dt.date) -> list[Participant]:
    """Those of some participants to which a version is not open: a letter opens nothing to anybody."""
    asked = list(addressees)
    readers = {participant.pk for participant in who_read_it(asked, version, on)}
    return [participant for participant in asked if participant.pk not in readers]


# -- Experts who were invited to one paper.


def entrusted_key(entrusted: EntrustedPaper) -> str:
    """What the link of its last letter carries: signed, so that nobody makes one up, and good for that letter only."""
    sent_at = entrusted.sent_at.isoformat() if entrusted.sent_at else ""
    return signing.dumps([str(entrusted.uid), sent_at], salt="entrusted")


def entrusted_of(key: str, at: dt.datetime) -> EntrustedPaper | None:
    """What the letter that carried this key invites to, while it may be accepted; else None, whatever the reason."""
    try:
        uid, sent_at = signing.loads(key, salt="entrusted")
    except signing.BadSignature:
        return None
    row = EntrustedPaper.objects.select_related("owner", "paper__folder").filter(uid=uid).first()
    is_last = row is not None and row.sent_at is not None and row.sent_at.isoformat() == sent_at
    return row if row is not None and is_last and row.is_good(at) else None


def key_of_entrusted(number: str, sent_at: str, at: dt.datetime) -> str | None:
    """The key that a letter needs which leaves now; None where its link would open nothing any more."""
    row = EntrustedPaper.objects.filter(pk=number).first()
    is_last = row is not None and row.sent_at is not None and row.sent_at.isoformat() == sent_at
    return entrusted_key(row) if row is not None and is_last and row.is_good(at) else None
