"""What officers may do about somebody's account: a link to set a password. None of it is done about oneself."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from members.actions import is_counted_against, let_try_again, send_password_link, switch_account
from members.models import Person, User
from record.acts import Act, Offer, Setting, Words

# The administrative support of the forum.
ARTICLE = "AA 35"
CLOSED = _("This account is closed.")
OPEN = _("This account is open already.")
NONE_COUNTED = _("No wrong password of this person is counted.")


def offered_to_other_officers(user: Person, person: User, at: dt.datetime) -> Offer | None:
    """To officers, of others; of one who may do everything, to their like alone."""
    if not is_officer(user) or user.pk == person.pk:
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


def offered_while_closed(user: Person, person: User, at: dt.datetime) -> Offer | None:
    offer = offered_to_other_officers(user, person, at)
    return offer if offer is None or not person.is_active else Offer.not_now(OPEN)


def close_account(*, person: User, reason: str, by: User, at: dt.datetime) -> User:
    return switch_account(person=person, on=False, reason=reason, by=by, at=at)


def open_account(*, person: User, reason: str, by: User, at: dt.datetime) -> User:
    return switch_account(person=person, on=True, reason=reason, by=by, at=at)


def offered_to_release(user: Person, person: User, at: dt.datetime) -> Offer | None:
    """To officers, of somebody whose wrong passwords are counted."""
    offer = offered_while_open(user, person, at)
    return offer if offer is None or not offer.is_now or is_counted_against(person, at) else Offer.not_now(NONE_COUNTED)


WHY = Words("reason", _("Why"), rows=3, most=2000, help_text=_("Whom it concerns reads it."))
OFFICERS_ACTS = (
    Act(
        name="close-account",
        label=_("Close the account"),
        article=ARTICLE,
        lead=_(
            "The person signs in no more; every sign-in, token and calendar address ends. Offices go on: end them, or hand them"
            " over. The person and whoever acts for the same state are told at once."
        ),
        offered=offered_while_open,
        asks=(WHY,),
        do=close_account,
        done=_("The account is closed; whom it concerns has been told."),
        open_to=_("the Secretariat"),
        in_api=False,
        order=60,
    ),
    Act(
        name="open-account",
        label=_("Open the account again"),
        article=ARTICLE,
        offered=offered_while_closed,
        asks=(WHY,),
        do=open_account,
        done=_("The account is open; whom it concerns has been told."),
        open_to=_("the Secretariat"),
        in_api=False,
        order=60,
    ),
    Act(
        name="send-link",
        label=_("Send a link to set a password"),
        submit_label=_("Send the letter"),
        article=ARTICLE,
        lead=_(
            "Only the person sets their password. A letter with a link goes to their address; whoever signed in before"
            " is told of it officially as well."
        ),
        offered=offered_while_open,
        do=send_link,
        done=sent_words,
        open_to=_("the Secretariat"),
        in_api=False,
        order=10,
    ),
    Act(
        name="let-try-again",
        label=_("Let them try again"),
        article=ARTICLE,
        lead=_(
            "Wrong passwords of this person were counted. They are forgotten, and the person may sign in at once; the journal"
            " says who let them."
        ),
        offered=offered_to_release,
        do=let_try_again,
        done=_("The person may try again."),
        open_to=_("the Secretariat"),
        in_api=False,
        order=15,
    ),
)
