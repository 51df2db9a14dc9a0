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
