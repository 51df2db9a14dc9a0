"""Which links a paper may carry: those that open a page or a letter, and only when somebody follows them."""

import re

from papers.inspection.reasons import FileRefused, Reason

HARMLESS_SCHEMES = {"http", "https", "mailto", "tel", "ftp"}

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def check_link(target: str) -> None:
    """Refuse a link to a file on a computer or in a network, and one that would run something."""
    # Readers overlook control characters and blanks in a link, so "java\nscript:" would still run.
    target = re.sub(r"[\x00-\x20\x7f]+", "", target)
    # "//host/share" and "\\host\share" send the reader's name and password to that host.
    if target.startswith(("\\", "//")):
        raise FileRefused(Reason.UNSAFE_LINK)
    scheme = SCHEME.match(target)
    if scheme and scheme[1].lower() not in HARMLESS_SCHEMES:
        raise FileRefused(Reason.UNSAFE_LINK)
