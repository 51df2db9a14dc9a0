"""Which links a paper may carry: those that open a page or a letter, and only when somebody follows them."""

import re

from papers.inspection.reasons import FileRefused, Reason

HARMLESS_SCHEMES = {"http", "https", "mailto", "tel", "ftp"}

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# "www.mfa.example:8080/cbm": as people write it, a host with its port and no scheme. No scheme that runs has a dot.
HOST_WITH_PORT = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+:[0-9]{1,5}(?=[/?#]|$)")


def scheme_of(target: str) -> str:
    """The scheme of an address, in small letters; "" where it has none."""
    match = SCHEME.match(target)
    return match[1].lower() if match and not HOST_WITH_PORT.match(target) else ""


def plain(target: str) -> str:
    """The address as readers take it: they overlook control characters and blanks, so "java\\nscript:" would still run."""
    return re.sub(r"[\x00-\x20\x7f]+", "", target)


def leads_out(target: str) -> bool:
    """Whether what stands at this address is outside of the file, on a host or a computer."""
    target = plain(target)
    return bool(scheme_of(target)) or target.startswith(("\\", "//"))


def check_link(target: str) -> None:
    """Refuse a link to a file on a computer or in a network, and one that would run something."""
    target = plain(target)
    # "//host/share" and "\\host\share" send the reader's name and password to that host.
    if target.startswith(("\\", "//")):
        raise FileRefused(Reason.UNSAFE_LINK)
    if scheme_of(target) not in {"", *HARMLESS_SCHEMES}:
        raise FileRefused(Reason.UNSAFE_LINK)
