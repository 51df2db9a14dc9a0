"""Fixed values about who takes part and who acts for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import Work


class ParticipantKind(TextChoices):
    STATE = "state", _("State")
    ORGANISATION = "organisation", _("Organisation")


class Standing(TextChoices):
    """What a participant is in the Conference, from a date."""

    MEMBER = "member", pgettext_lazy("a state", "Member")
    OBSERVER = "observer", _("Observer")
    PARTNER = "partner", _("Partner")


class Role(TextChoices):
    """What a focal point may do for its state: read what it reads, prepare, or also approve and submit."""

    READER = "reader", pgettext_lazy("of a state", "Reader")
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
    STAFF_ROLE = "staff-role", _("A role at the Secretariat")
    RELEASE_OFFICER = "release-officer", _("Somebody leaves the Secretariat")
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


class StaffRole(TextChoices):
    """What somebody of the Secretariat's staff is there."""

    OFFICER = "officer", _("Officer")
    ASSISTANT = "assistant", _("Assistant")
    TRANSLATOR = "translator", _("Translator")
    READER = "reader", pgettext_lazy("at the Secretariat", "Reader")


# Which role does which work; what each act asks for, the act declares (`Act.works`).
WORK_OF: dict[str, frozenset[Work]] = {
    StaffRole.OFFICER: frozenset(Work),
    StaffRole.ASSISTANT: frozenset({Work.READ, Work.PREPARE}),
    StaffRole.TRANSLATOR: frozenset({Work.READ, Work.WORD}),
    StaffRole.READER: frozenset({Work.READ}),
}

# By whose group each role has its rights in the admin.
SECRETARIAT_GROUP = "Secretariat"
GROUP_OF: dict[str, str] = {
    StaffRole.OFFICER: SECRETARIAT_GROUP,
    StaffRole.ASSISTANT: "Secretariat: assistants",
    StaffRole.TRANSLATOR: "Secretariat: translators",
    StaffRole.READER: "Secretariat: readers",
}
# What may be given besides an officer's.
LESSER_ROLES = (StaffRole.ASSISTANT, StaffRole.TRANSLATOR, StaffRole.READER)

# What officers may do in the admin, by app. Nothing is deleted, and the journal is only read.
KEEPING = ("view", "add", "change", "import", "export")
SECRETARIAT_RIGHTS = {
    "members": KEEPING,
    "meetings": KEEPING,
    "commitments": KEEPING,
    "activities": KEEPING,
    "papers": KEEPING,
    "catalogue": KEEPING,
    "decisions": KEEPING,
    "record": ("view", "add", "change"),
    "notices": ("view",),
    "desk": ("view",),
    "journal": ("view",),
    "auth": ("view",),
    "axes": ("view",),
}
# The same pages, looked at; of a translator `record.admin` opens the wordings alone.
READING = ("view", "export")
RIGHTS_OF: dict[str, dict[str, tuple[str, ...]]] = {
    StaffRole.OFFICER: SECRETARIAT_RIGHTS,
    StaffRole.ASSISTANT: dict.fromkeys(SECRETARIAT_RIGHTS, READING),
    StaffRole.TRANSLATOR: dict.fromkeys(SECRETARIAT_RIGHTS, (*READING, "change")),
    StaffRole.READER: dict.fromkeys(SECRETARIAT_RIGHTS, READING),
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
