"""Letters about accounts and posts: written in the language of whom they are to, in the transaction of what they tell."""

import datetime as dt
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from members.models import User
from members.telling import POST_OFFICE, AccountLetter


def write(
    letter: str,
    words: dict[str, Any],
    *,
    to: User | str,
    at: dt.datetime,
    language: str = "",
    addressee: str = "",
    key_of: str = "",
) -> None:
    """Write a letter of `templates/members/letters/` to a person, or to an address. It goes when the act stands.

    `key_of`: of what the key is that its link needs, where it has one (`members.access.key_of_link`).
    """
    person = to if isinstance(to, User) else None
    language = person.language if person else language
    with override(language):
        subject, text = (
            render_to_string(f"members/letters/{letter}_{part}.txt", words).strip() for part in ("subject", "message")
        )
    row = AccountLetter(
        name=letter,
        to=person.email if person else str(to),
        addressee=person.get_full_name() if person else addressee,
        language=language,
        subject=subject,
        text=text,
        person=person.pk if person else None,
        key_of=key_of,
    )
    POST_OFFICE.carrier.carry(row, at=at)
