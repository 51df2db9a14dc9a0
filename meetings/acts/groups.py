"""What states do about working groups: take a seat, and leave."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.actions.groups import join_group, leave_group
from meetings.acts.asked import groups_with_a_mandate
from meetings.acts.owned import offered_to_speakers
from meetings.models import GroupSeat
from members.access import NOT_YOURS, why_not_speak
from members.models import Person
from record.acts import Act, Day, Noun, Offer, Pick, Setting, Whom, open_to
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

ARTICLE = "AA 32"
LEFT_ALREADY = _("It left already.")


def offered_to_members(user: Person, seat: None, at: dt.datetime) -> Offer | None:
    return offered_to_speakers(user, None, at)


def offered_while_it_sits(user: Person, seat: GroupSeat, at: dt.datetime) -> Offer | None:
    """To those who speak for the state whose seat it is, and to officers where it wrote."""
    offer = offered_to_speakers(user, None, at)
    speakers = tuple(speaker for speaker in offer.speakers if speaker.participant.pk == seat.owner_id) if offer else ()
    if not speakers:
        return None
    problems: list[Any] = [WAS_CORRECTED] if is_mistaken(seat) else []
    problems += [LEFT_ALREADY] if seat.until is not None else []
    return (
        Offer.not_now(*problems, speakers=speakers, is_own=False)
        if problems
        else Offer(speakers=speakers, is_own=False)
    )


def today(setting: Setting) -> dt.date:
    return day_of_the_house(setting.at)


SEAT_ACTS = (
    Act(
        name="join",
        label=_("Take a seat in a working group"),
        submit_label=_("Take the seat"),
        article=ARTICLE,
        lead=_("To sit in a group is voluntary; a state may sit in several, and leave when it wishes."),
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=(
            Pick("group", _("Working group"), rows=groups_with_a_mandate, key="code"),
            Day("since", _("Since"), initial=today),
        ),
        do=join_group,
        begins=True,
        speaks_as="owner",
        once_in=GroupSeat,
        done=_("The seat is taken."),
        leads_to=lambda setting, seat: seat.get_absolute_url(),
    ),
    Act(
        name="leave",
        label=_("Leave the group"),
        article=ARTICLE,
        lead=_("What the state did there stays."),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_while_it_sits,
        refusal=NOT_YOURS,
        asks=(Day("until", _("From this day on it sits there no more"), initial=today),),
        do=lambda *, group_seat, **answers: leave_group(seat=group_seat, **answers),
        done=_("The state has left the group."),
        leads_to=lambda setting, seat: setting.thing.get_absolute_url(),
    ),
)
SEAT = Noun(
    name="group-seat",
    model=GroupSeat,
    key="uid",
    converter="uuid",
    seen_by=lambda user: GroupSeat.everything.visible_to(user).with_places(),
    read_by=read_by(Reads.OWNERS, Reads.MEMBERS),
    list_address="group-list",
    label_plural=_("Working groups"),
    prefix="groups/seats/",
    creates="join",
    heading=lambda seat: seat.group,
    lead=lambda seat: seat.owner,
)
