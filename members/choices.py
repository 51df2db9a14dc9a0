"""Fixed values about who takes part and who acts for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ParticipantKind(TextChoices):
    STATE = "state", _("State")
    ORGANISATION = "organisation", _("Organisation")


class Standing(TextChoices):
    """What a participant is in the Conference, from a date."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    PARTNER = "partner", _("Partner")


class Role(TextChoices):
    """What a focal point may do for its state: prepare, or also approve and submit."""

    PREPARER = "preparer", _("Preparer")
    AUTHORITY = "authority", _("Authority")


class Rank(TextChoices):
    PRINCIPAL = "principal", _("Principal")
    ALTERNATE = "alternate", _("Alternate")


class Keys(TextChoices):
    """How many people it takes for a participant to submit something: its own choice."""

    ONE = "one", _("one key: a preparer may submit")
    TWO = "two", _("two keys: the authority submits")


SECRETARIAT_GROUP = "Secretariat"

# What officers may do in the admin, by app. Nothing is deleted, and the journal is only read.
KEEPING = ("view", "add", "change", "import", "export")
SECRETARIAT_RIGHTS = {
    "members": KEEPING,
    "meetings": KEEPING,
    "commitments": KEEPING,
    "papers": KEEPING,
    "catalogue": KEEPING,
    "decisions": KEEPING,
    "record": ("view", "add", "change"),
    "notices": ("view",),
    "journal": ("view",),
    "auth": ("view",),
    "axes": ("view",),
    "knox": ("view", "add", "delete"),
}


class Audience(TextChoices):
    """Who sees an item that a state owns. Its owner chooses; nothing is public by default."""

    OWN = "own", _("own state only")
    SECRETARIAT = "secretariat", _("the Secretariat and the Chair")
    MEMBERS = "members", _("all member states")
    OBSERVERS = "observers", _("member states and observers")
    PUBLIC = "public", _("everyone")


# From the narrowest to the widest: to widen is to go right.
WIDTH = tuple(Audience.values)


WITHIN = {
    Audience.SECRETARIAT: (),
    Audience.MEMBERS: (Standing.MEMBER,),
    Audience.OBSERVERS: (Standing.MEMBER, Standing.OBSERVER),
    Audience.PUBLIC: (Standing.MEMBER, Standing.OBSERVER, Standing.PARTNER),
}
