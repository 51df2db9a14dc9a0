"""The bodies of the Conference, with what they were called when, and fixed values about meetings."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Body(TextChoices):
    """Before whom a meeting is (Almaty Act, articles 28-34). The label is today's; `label_on` knows earlier ones."""

    SUMMIT = "summit", _("Council of Heads of State or Government")
    MINISTERIAL = "ministerial", _("Ministerial Council")
    SENIOR_OFFICIALS = "soc", _("Senior Officials Committee")
    WORKING_GROUP = "working-group", _("Special Working Group")
    SPECIALISED = "specialised", _("Specialised meeting")


@dataclass(frozen=True)
class BodyLabel:
    """What a body is called from a day on, and where that is said."""

    body: Body
    since: dt.date
    label: Any
    source_text: str


# In order of date. The names changed with the Astana Statement of 13 October 2022 (`sources.yaml`: ASTANA-2022-ZH).
BODY_LABELS = (
    BodyLabel(Body.SUMMIT, dt.date(1999, 9, 14), _("Summit"), "AA 29"),
    BodyLabel(Body.MINISTERIAL, dt.date(1999, 9, 14), _("Meeting of Ministers of Foreign Affairs"), "AA 30"),
    BodyLabel(Body.SENIOR_OFFICIALS, dt.date(1999, 9, 14), _("Senior Officials Committee"), "AA 31"),
    BodyLabel(Body.WORKING_GROUP, dt.date(1999, 9, 14), _("Special Working Group"), "AA 32"),
    BodyLabel(Body.SPECIALISED, dt.date(1999, 9, 14), _("Specialised meeting"), "AA 33"),
    BodyLabel(Body.SUMMIT, dt.date(2022, 10, 13), _("Council of Heads of State or Government"), "AA 29"),
    BodyLabel(Body.MINISTERIAL, dt.date(2022, 10, 13), _("Ministerial Council"), "AA 30"),
)

# The beginning of a meeting's reference.
PREFIXES = {
    Body.SUMMIT: "SUMMIT",
    Body.MINISTERIAL: "MINISTERIAL",
    Body.SENIOR_OFFICIALS: "SOC",
    Body.WORKING_GROUP: "SWG",
    Body.SPECIALISED: "SPECIALISED",
}


def label_on(body: str, on: dt.date) -> Any:
    """What `body` was called on a day."""
    labels = [label for label in BODY_LABELS if label.body == body]
    valid = [label for label in labels if label.since <= on]
    return (valid or labels)[-1 if valid else 0].label


class Session(TextChoices):
    REGULAR = "regular", _("Regular")
    SPECIAL = "special", _("Special")
    INFORMAL = "informal", _("Informal")


class Format(TextChoices):
    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")
    UNKNOWN = "unknown", _("Not in the record")


class Status(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")
