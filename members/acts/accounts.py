"""What officers may do about somebody's account: a link to set a password. None of it is done about oneself."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.actions import send_password_link
from members.models import Person, User
from record.acts import Act, Offer, Setting

# The administrative support of the forum.
ARTICLE = "AA 35"
CLOSED = _("This account is closed.")


def offered_to_other_officers(user: Person, person: User, at: dt.datetime) -> Offer | None:
    """To officers, of others; of one who may do everything, to their like alone."""
    if not (user.is_active and user.is_staff) or user.pk == person.pk:
        return None
    return None if person.is_superuser and not getattr(user, "is_superuser", False) else Offer()


def offered_while_open(user: Person, person: User, at: dt.datetime) -> Offer | None:
    offer = offered_to_other_officers(user, person, at)
    return offer if offer is None or person.is_active else Offer.not_now(CLOSED)


def send_link(*, person: User, by: User, at: dt.datetime) -> bool:
    """The verb, by the noun's word for whom it is about."""
    return send_password_link(to=person, by=by, at=at)


def sent_words(setting: Setting, result: Any) -> str:
    return _now("The letter is on its way to %(address)s.") % {"address": setting.thing.email}


OFFICERS_ACTS = (
    Act(
        name="send-link",
        label=_("Send a link to set a password"),
        submit_label=_("Send the letter"),
        article=ARTICLE,
        lead=_(
            "Nobody but the person sets their password. A letter with a link goes to their address; whoever signed in before"
            " is told of it officially as well."
        ),
        offered=offered_while_open,
        do=send_link,
        done=sent_words,
        open_to=_("the Secretariat"),
        in_portal=False,
        in_api=False,
        order=10,
    ),
)
