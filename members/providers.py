"""A ministry's, or the Secretariat's, own provider of sign-ins (OpenID Connect). Which there are is a setting; at first none."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from record.texts import in_language

SECRETARIAT = "secretariat"
NEEDED = ("id", "name", "server_url", "client_id", "secret", "for")
FOREIGN = frozenset({*NEEDED, "second_factor"})


@dataclass(frozen=True)
class Voucher:
    """One provider: whose it is, where it stands, and by which of its claims a second factor was shown there."""

    id: str
    names: tuple[tuple[str, str], ...]
    server_url: str
    client_id: str
    secret: str
    # The code of a participant, or `SECRETARIAT`.
    of: str
    factor_claim: str = ""
    factor_values: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(dict(self.names))

    def saw_second_factor(self, claims: Mapping[str, Any]) -> bool:
        """Whether the claims say so: `amr` lists ways, `acr` names a level."""
        said = claims.get(self.factor_claim) if self.factor_claim else None
        return bool(self.factor_values & set(said if isinstance(said, list) else [said]))


class WrongSetting(ValueError):
    """`OIDC_PROVIDERS` can't be read: the sentence says what is wrong."""


def vouchers() -> dict[str, Voucher]:
    """By name in their addresses, in the order of the setting. Raises WrongSetting."""
    return _read(settings.OIDC_PROVIDERS)


@lru_cache(maxsize=8)
def _read(text: str) -> dict[str, Voucher]:
    try:
        rows = json.loads(text or "[]")
    except ValueError as fault:
        raise WrongSetting(f"it is no JSON: {fault}") from fault
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WrongSetting("it is no list of objects")
    read = [_voucher(row) for row in rows]
    if len({voucher.id for voucher in read}) < len(read):
        raise WrongSetting("two providers have one id")
    return {voucher.id: voucher for voucher in read}


def _voucher(row: dict[str, Any]) -> Voucher:
    if missing := [name for name in NEEDED if not row.get(name)]:
        raise WrongSetting(f"a provider lacks {', '.join(missing)}")
    if unknown := sorted(row.keys() - FOREIGN):
        raise WrongSetting(f"a provider has {', '.join(unknown)}, which nobody knows")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", row["id"]):
        raise WrongSetting(f"the id {row['id']!r} stands in addresses: small letters, figures and hyphens")
    if not re.match(r"https://|http://(localhost|127\.0\.0\.1)[:/]", row["server_url"]):
        raise WrongSetting(f"{row['id']} isn't reached by https")
    factor = row.get("second_factor") or {}
    if factor and not (factor.get("claim") and factor.get("values")):
        raise WrongSetting(f"the second_factor of {row['id']} has a claim and values")
    names = row["name"] if isinstance(row["name"], dict) else {"en": row["name"]}
    return Voucher(
        id=row["id"],
        names=tuple(names.items()),
        server_url=row["server_url"].rstrip("/"),
        client_id=row["client_id"],
        secret=row["secret"],
        of=row["for"] if row["for"] == SECRETARIAT else row["for"].upper(),
        factor_claim=factor.get("claim", ""),
        factor_values=frozenset(factor.get("values", ())),
    )
