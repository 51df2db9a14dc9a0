"""How often the house may be asked: one table, a row a limit. The environment sets another rate, or none ("off").

Generous: who reads by hand, or lets a program fetch the whole record page by page, never meets one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

A_RATE = re.compile(r"(\d{1,7})/(\d{0,4})([smhd])")
OFF = "off"
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 24 * 3600}

# So many within so many seconds.
Rate = tuple[int, int]


@dataclass(frozen=True)
class Limit:
    """A rate for what is asked under one name; `whose` says who is counted, a person or an address on the network."""

    name: str
    rate: str
    whose: str
    why: str

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return f"LIMIT_{self.name.upper().replace('-', '_')}"


LIMITS = (
    Limit("read", "1200/m", "person", "lists and single entries of the API"),
    Limit("act", "300/m", "person", "whatever is sent to the API by POST or PATCH"),
    Limit("export", "60/m", "person", "whole tables as files, from the API, the pages and the admin alike"),
    Limit("upload", "20/m", "person", "files that are taken apart and looked through, at every door; two at once"),
    Limit("failed-token", "30/m", "address", "tokens that open nothing; one that is in use is heard all the same"),
    Limit(
        "public", "600/m", "address", "what of the public site isn't ready to be given again: pages and lists made anew"
    ),
    Limit("address", "6000/m", "address", "everything asked of the API, whoever asks and whoever doesn't say"),
)


def rates_of(environment: Mapping[str, str]) -> dict[str, Rate | None]:
    """The rate by the name of its limit; None where it is off. What can't be read leaves the default, and is told."""
    return {limit.name: _rate_of(limit, environment) for limit in LIMITS}


def not_read(environment: Mapping[str, str]) -> dict[str, str]:
    """What the environment says of limits and nobody can read, by its variable (check E022)."""
    said = {limit.variable: environment.get(limit.variable, "").strip() for limit in LIMITS}
    return {variable: rate for variable, rate in said.items() if rate not in ("", OFF) and rate_in(rate) is None}


def rate_in(text: str) -> Rate | None:
    """What 1200/m or 5/10s says: so many in one or several seconds, minutes, hours or days. None: nothing that can be read."""
    rate = A_RATE.fullmatch(text)
    if not rate:
        return None
    times, length = int(rate[1]), int(rate[2] or 1) * SECONDS[rate[3]]
    return (times, length) if times and length else None


def _rate_of(limit: Limit, environment: Mapping[str, str]) -> Rate | None:
    said = environment.get(limit.variable, "").strip()
    return None if said == OFF else rate_in(said) or rate_in(limit.rate)
