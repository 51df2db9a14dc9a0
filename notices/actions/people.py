"""Official letters about people: their accounts, their keys, and who acts for their state. They leave at once."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from members import telling
from members.models import User
from notices.actions.portal import tell_by_letter
from notices.kinds import KindOfReminder, Phrase, add, text

WHO = text("who", _("who did it"))
TOKEN = text("token", _("what the token is called"))
WHY = text("why", _("why"))


def _official(name: str, label: Phrase, line: Phrase, body: Phrase, *places: Any) -> str:
    return add(
        KindOfReminder(name, label, is_official=True, is_at_once=True, placeholders=places, line=line, body=body)
    )


TOKEN_MADE = _official(
    telling.TOKEN_MADE,
    _("A token was made in your name"),
    _("The token “{token}” was made in your name"),
    _(
        "The token “{token}” was made on the site by {who}: a program that has it comes in as you. If this wasn't you,"
        " revoke it on the page of your tokens, set a new password, and write to the Secretariat."
    ),
    TOKEN,
    WHO,
)
TOKEN_ENDED = _official(
    telling.TOKEN_ENDED,
    _("A token of yours was revoked"),
    _("Your token “{token}” opens nothing any more"),
    _(
        "Your token “{token}” was revoked by {who}. The reason given: {why}. You can make another on the page of your tokens."
    ),
    TOKEN,
    WHO,
    WHY,
)
LINK_SENT = _official(
    telling.LINK_SENT,
    _("A link to set a password was sent to you"),
    _("{who} sent you a link to set a new password"),
    _(
        "{who} of the Secretariat sent you a letter with a link to set a new password. Nobody but you can use it. If you"
        " didn't ask for one, you need do nothing: the password that you have goes on."
    ),
    WHO,
)


WHAT = text("what", _("what is asked, or was done"))
PERSON = text("person", _("whom it concerns"))
REASON = text("reason", _("why"))
ASKED_OF_TWO = _official(
    telling.ASKED_OF_TWO,
    _("An officer asked a second one to confirm something about a person"),
    _("{what}: {person}. Asked for by {who}; a second officer decides"),
    _(
        "{who} of the Secretariat asks for this: {what}. It concerns {person}. The reason given: {reason}. Nothing changes"
        " until another officer confirms it. If this surprises you, write to the Secretariat at once."
    ),
    WHAT,
    PERSON,
    WHO,
    REASON,
)
SETTLED_BY_TWO = _official(
    telling.SETTLED_BY_TWO,
    _("A second officer confirmed or declined something about a person"),
    _("{what}: {person}. {outcome} {who}"),
    _("{what}. It concerns {person}. {outcome} {who}. The reason given: {reason}."),
    WHAT,
    PERSON,
    text("outcome", _("whether it was confirmed or declined")),
    WHO,
    REASON,
)
POST_ENTERED = _official(
    telling.POST_ENTERED,
    _("The Secretariat entered who acts for your state"),
    _("Entered for {state}: {post}"),
    _(
        "The Secretariat entered in the name of {state}: {post}. By the letter: {letter}. If your state did not ask"
        " for this, write to the Secretariat at once."
    ),
    text("state", _("the participant")),
    text("post", _("the post, who holds it, and on which days")),
    text("letter", _("by which letter it was entered"), _("none was named")),
)
STATE = text("state", _("the participant"))
IN_YOUR_NAME = _official(
    telling.IN_YOUR_NAME,
    _("The Secretariat entered something in your state's name"),
    _("In your name: {what}"),
    _(
        "The Secretariat entered this in the name of {state}: {what}. By the letter: {letter}. If it did not come"
        " from your state, its authority says so by one press on the page of what was entered in your name."
    ),
    WHAT,
    STATE,
    text("letter", _("by which letter it was entered"), _("none was named")),
)
CONTESTED = _official(
    telling.CONTESTED,
    _("A state says that an entry in its name was not its own"),
    _("{state} says that this was not its own: {what}"),
    _("{who} said for {state} that this did not come from it: {what}. It is marked until an officer answers."),
    STATE,
    WHAT,
    WHO,
)
CONTEST_ANSWERED = _official(
    telling.CONTEST_ANSWERED,
    _("The Secretariat answered about an entry in your name"),
    _("An entry in the name of {state}: {what}. {answer}"),
    _("The Secretariat answered {state} about this entry: {what}. {answer}. {note}"),
    text("answer", _("what became of it")),
    WHAT,
    STATE,
    text("note", _("what the officer found")),
)
ACCOUNT_SWITCHED = _official(
    telling.ACCOUNT_SWITCHED,
    _("An account was closed, or opened again"),
    _("{what}: {person}"),
    _("{what} by {who} of the Secretariat. It concerns {person}. The reason given: {reason}."),
    WHAT,
    PERSON,
    WHO,
    REASON,
)


class LedgerTellsPeople:
    """What is done to a person's account, or to who acts for a state, in the portal and by official letter at once."""

    def tell(
        self,
        kind: str,
        *,
        about: Model,
        occurrence: str,
        to: Iterable[User],
        url: str,
        values: Mapping[str, Any],
        at: dt.datetime,
    ) -> None:
        tell_by_letter(kind=kind, about=about, occurrence=occurrence, to=to, url=url, values=values, at=at)
