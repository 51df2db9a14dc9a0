"""Fixed values about who takes part and who acts for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ParticipantKind(TextChoices):
    STATE = "state", _("State")
    ORGANISATION = "organisation", _("Organisation")


class Standing(TextChoices):
    """What a participant is in the Conference, from a date."""

    MEMBER = "member", pgettext_lazy("a state", "Member")
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


class Scope(TextChoices):
    """What a token of a program opens."""

    READ = "read", _("read: lists and single entries, as on the pages")
    EXPORT = "export", _("export: whole tables as CSV or XLSX")
    ACT = "act", _("act: do in your name what you may do here")


class WhyEnded(TextChoices):
    """Why a token opens nothing any more."""

    REVOKED = "revoked", _("revoked")
    PASSWORD = "password", _("a new password was set")
    SWITCHED_OFF = "off", _("the account was switched off")
    OFFICE_LEFT = "office", _("an office was left")
    OVER = "over", _("its day has come")


class OfTwoOfficers(TextChoices):
    """What one officer asks about a person, and a second one confirms."""

    MAKE_OFFICER = "make-officer", _("A new officer of the Secretariat")
    RELEASE_OFFICER = "release-officer", _("An officer leaves the Secretariat")
    FORGET_FACTOR = "forget-factor", _("Another second factor")
    END_OFFICE = "end-for-cause", _("The end of an office for cause")


class AnswerToState(TextChoices):
    """What an officer answers a state that says an entry in its name wasn't its own."""

    CONFIRMED = "confirmed", _("Looked into, and confirmed")
    CORRECTED = "corrected", _("Looked into, and corrected")


# -- Tokens: the one place that says how long they last, and how many there are.

TOKEN_DAYS = (7, 30, 90, 180, 365)  # what may be chosen; the last one is the longest
TOKEN_DAYS_AT_FIRST = 90
MOST_TOKENS = 20  # in use, of one person

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
}


class Audience(TextChoices):
    """Who sees an item that a state owns. Its owner chooses; nothing is public by default."""

    OWN = "own", _("own state only")
    SECRETARIAT = "secretariat", _("the Secretariat and the Chair")
    MEMBERS = "members", _("all member states")
    OBSERVERS = "observers", _("member states and observers")
    PUBLIC = "public", _("all who sign in")


# From the narrowest to the widest: to widen is to go right.
WIDTH = tuple(Audience.values)


WITHIN = {
    Audience.SECRETARIAT: (),
    Audience.MEMBERS: (Standing.MEMBER,),
    Audience.OBSERVERS: (Standing.MEMBER, Standing.OBSERVER),
    Audience.PUBLIC: (Standing.MEMBER, Standing.OBSERVER, Standing.PARTNER),
}
