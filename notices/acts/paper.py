"""What a state asks for: to be served on paper, or no more."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from members.acts.asked import ITS_LETTER, LETTER
from members.models import Participant, Person, seats_of
from notices.actions.paper import ask_for_no_more_paper, ask_for_paper
from notices.models import PaperWish
from record.acts import Act, Offer, Whom, open_to
from record.acts.kept_letters import WrittenBy
from record.dates import day_of_the_house

ARTICLE = "AA 35"


def offered_to_the_authority(user: Person, participant: Participant, at: dt.datetime, *, asks: bool) -> Offer | None:
    """To the state's authority; and to officers, where the state wrote so."""
    is_its_own = participant is not None and seats_of(user, day_of_the_house(at)).is_authority_of(participant.pk)
    if participant is None or not (is_its_own or is_officer(user)):
        return None
    has_asked = PaperWish.objects.filter(participant=participant, ended_at__isnull=True).exists()
    return Offer(is_now=has_asked is not asks)


def _of_the_state(name: str, label: Any, do: Any, lead: Any, done: Any, *, asks: bool, order: int) -> Act:
    return Act(
        name=name,
        label=label,
        article=ARTICLE,
        lead=lead,
        whom=open_to(Whom.AUTHORITY),
        asks=(LETTER,),
        written_by=WrittenBy(of="pk", said=ITS_LETTER),
        offered=lambda user, thing, at: offered_to_the_authority(user, thing, at, asks=asks),
        open_to=_("the authority of the state"),
        do=do,
        done=done,
        leads_to=lambda setting, result: reverse("people-of", args=[setting.thing.code]),
        in_admin=False,
        in_api=False,
        order=order,
    )


OF_A_STATE = (
    _of_the_state(
        "ask-for-paper",
        _("Ask to be served on paper"),
        ask_for_paper,
        _(
            "What is official is then served on paper as well, from now on. The portal and letters tell it all the same."
        ),
        _("Kept: what is official is served on paper as well, from now on."),
        asks=True,
        order=50,
    ),
    _of_the_state(
        "no-more-paper",
        _("No more paper"),
        ask_for_no_more_paper,
        _("From now on the portal and letters are enough. What is to be served already stays so."),
        _("Kept: from now on the portal and letters are enough."),
        asks=False,
        order=50,
    ),
)
