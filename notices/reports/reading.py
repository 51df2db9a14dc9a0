"""A letter as it went, to be read on a page: headers, words, HTML as text, attachments.

Links in letters may carry a key that acts for their recipient. Nobody else is shown such keys.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any

from members.models import User
from notices.models import Letter

# What is signed ends in a seal of 43 letters; between may stand the moment of signing.
SIGNED = re.compile(r"[\w.-]+(?::[0-9A-Za-z]{4,8})?:[\w-]{43}(?![\w-])", re.ASCII)
VEILED = "…"


@dataclass(frozen=True)
class ReadableLetter:
    """`is_veiled`: keys of its recipient's stood in it."""

    headers: list[tuple[str, str]]
    text: str
    html: str
    files: list[str]
    is_veiled: bool


def read(letter: Letter, reader: User) -> ReadableLetter:
    """What this reader is shown of a letter that they may see."""
    message: Any = message_from_bytes(bytes(letter.raw), policy=policy.default)
    html = message.get_body(preferencelist=("html",))
    headers = [(name, str(value)) for name, value in message.items()]
    source = str(html.get_content()) if html else ""
    is_own = reader.pk == letter.recipient_id
    shown = (lambda text: text) if is_own else veiled
    return ReadableLetter(
        headers=[(name, shown(value)) for name, value in headers],
        text=shown(letter.text),
        html=shown(source),
        files=[str(part.get_filename()) for part in message.iter_attachments()],
        is_veiled=bool(letter.key_of) or (not is_own and veiled(letter.text) != letter.text),
    )


def veiled(text: str) -> str:
    return SIGNED.sub(VEILED, text)
