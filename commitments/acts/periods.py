"""What may be done with the period of a commitment: its states, or the Secretariat, say from when until when it is undertaken."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from commitments.actions import say_period
from commitments.actions.periods import HAS_ENDED, NOT_LED
from commitments.acts.wording import WORD_IT
from commitments.asks.periods import days_of_a_period
from commitments.models import Commitment
from journal.staff import is_officer
from meetings.access import writers_of_letters
from members.access import speakers_of
from members.models import Person
from record.acts import Act, Offer, Whom, open_to
from record.acts.letters import LETTER_ALONE
from record.dates import day_of_the_house


def offered_to_those_who_lead_it(user: Person, commitment: Commitment, at: dt.datetime) -> Offer | None:
    """To the states that coordinate it, or take part where none does; to officers, also for one of them that wrote."""
    if commitment is None:
        return None
    on, leading = day_of_the_house(at), {state.pk for state in commitment.states_that_lead()}
    able = (
        writers_of_letters(user, on, members_only=True)
        if is_officer(user)
        else speakers_of(user, on, members_only=True)
    )
    speakers = tuple(speaker for speaker in able if speaker.participant.pk in leading)
    if not speakers and not is_officer(user):
        return None
    offer = Offer(speakers=speakers, is_own=is_officer(user))
    return Offer.not_now(HAS_ENDED, speakers=speakers, is_own=offer.is_own) if commitment.is_ended else offer


SAY_PERIOD = Act(
    name="period",
    label=_("Say for which period"),
    title=_("The period of this commitment"),
    submit_label=_("Save"),
    article="AA 24",
    lead=_(
        "From when until when it is undertaken, as its states see it; without a last day it is open. A period that ends asks"
        " for nothing: it may be renewed with what was said before, be completed, or rest."
    ),
    offered=offered_to_those_who_lead_it,
    refusal=NOT_LED,
    asks=days_of_a_period(),
    whom=open_to(Whom.OWNERS),
    letter=(LETTER_ALONE,),
    do=say_period,
    speaks_as="on_behalf_of",
    done=_("Whoever sees the commitment sees its period; those whom it concerns are told."),
    in_admin=False,
    order=70,
)
# What its states may say of it at any time: no step moves by it.
BESIDE_ITS_STEPS = (SAY_PERIOD, WORD_IT)
