"""That a commitment be shown to the world: one act asks its states, one answers, one takes an agreement back."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from commitments.actions.public_commitments import (
    ASKED_ALREADY,
    NOT_UNDERTAKEN,
    ask_that_commitment_be_public,
    commitment_no_longer_public,
    may_commitment_be_public,
)
from commitments.models import Commitment
from meetings.access import writers_of_letters
from members.access import speakers_of
from members.models import Person
from papers.acts.publishing import act_of_those_concerned, act_of_those_who_agreed
from papers.models import open_request
from record.acts import Act, Day, Need, Offer, Whom, open_to
from record.acts.letters import LETTER_ALONE
from record.dates import day_of_the_house

ARTICLE = "AA 24"


def offered_to_those_who_take_part(user: Person, commitment: Commitment, at: dt.datetime) -> Offer | None:
    """To the states that intend it, and to officers for one of them that wrote."""
    if commitment is None:
        return None
    on, intending = day_of_the_house(at), {state.pk for state in commitment.intending_states()}
    able = speakers_of(user, on, members_only=True) or writers_of_letters(user, on, members_only=True)
    speakers = tuple(speaker for speaker in able if speaker.participant.pk in intending)
    if not speakers:
        return None
    if open_request(commitment) is not None:
        return Offer.not_now(ASKED_ALREADY, speakers=speakers, is_own=False)
    return Offer(speakers=speakers, is_own=False)


ASK_PUBLIC = Act(
    name="ask-public",
    label=_("Let anybody in the world read of it"),
    submit_label=_("Agree, and ask the others"),
    article=ARTICLE,
    lead=_(
        "Public means: anybody in the world may read it on the public site, once that is switched on: its title and statement as"
        " they are now, what it is about, and which states take part; no step, paper or view. Your state agrees by this, the"
        " others that take part are asked, and it is public once all of them agreed. If its words change, all are asked anew."
    ),
    whom=open_to(Whom.OWNERS),
    letter=(LETTER_ALONE,),
    offered=offered_to_those_who_take_part,
    refusal=NOT_UNDERTAKEN,
    asks=(Day("until", _("An answer is welcome until"), Need.MAY),),
    do=ask_that_commitment_be_public,
    speaks_as="on_behalf_of",
    done=lambda setting, commitment: str(
        _("The other states that take part are asked.")
        if open_request(commitment)
        else _("Every state that takes part agreed: it is public.")
    ),
    in_admin=False,
    order=85,
)
OF_THE_WORLD = (
    ASK_PUBLIC,
    # As with all that is beside its steps, an officer enters a letter by the pages of the portal.
    replace(act_of_those_concerned(may_commitment_be_public, ARTICLE, order=16), in_admin=False),
    replace(act_of_those_who_agreed(commitment_no_longer_public, ARTICLE, order=86), in_admin=False),
)
