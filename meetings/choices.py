"""Fixed values about meetings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Format(TextChoices):
    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")
    UNKNOWN = "unknown", _("Not in the record")


class Status(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Presence(TextChoices):
    """How a state takes part in a meeting. There is no row for a state that doesn't, or its row was taken back."""

    ANNOUNCED = "announced", _("Delegation announced")
    IN_PERSON = "in-person", _("Present in person")
    ONLINE = "online", _("Present online")
    # Entered by mistake, or withdrawn: kept, and listed nowhere.
    TAKEN_BACK = "taken-back", _("No entry yet")


PRESENT = (Presence.IN_PERSON, Presence.ONLINE)


class DelegateRank(TextChoices):
    """Ranks of heads of delegation, highest first: their order of precedence."""

    HEAD_OF_STATE = "head-of-state", _("Head of State")
    HEAD_OF_GOVERNMENT = "head-of-government", _("Head of Government")
    DEPUTY_HEAD = "deputy-head", _("Vice-President or Deputy Head of Government")
    MINISTER = "minister", _("Minister")
    DEPUTY_MINISTER = "deputy-minister", _("Deputy Minister")
    AMBASSADOR = "ambassador", _("Ambassador")
    DIRECTOR = "director", _("Director of a department")
    OFFICIAL = "official", _("Official")


PRECEDENCE = tuple(DelegateRank.values)
