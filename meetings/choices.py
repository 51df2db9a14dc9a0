"""The bodies of the Conference, with what they were called when, and fixed values about meetings."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy


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


def label_in_all(body: str, on: dt.date) -> dict[str, str]:
    """The same in every language, for a search that finds it in any, whoever saved the row."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = str(label_on(body, on))
    return found


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
    PROPOSED = "proposed", _("Proposed")
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class DeadlineKind(TextChoices):
    """What has to be ready, or to have gone out, some days before a meeting."""

    INVITATION = "invitation", _("Invitation")
    PROVISIONAL_AGENDA = "provisional-agenda", _("Provisional agenda")
    DOCUMENTS = "documents", _("Documents")
    NOMINATIONS = "nominations", _("Nominations of experts")
    DELEGATION_LIST = "delegation-list", _("Lists of delegations")


class RemindOf(TextChoices):
    """What people are reminded of before a meeting: the meeting itself, and what has to be ready for it."""

    MEETING = "meeting", _("the meeting")
    STEP = "step", _("the steps that are awaited before it")
    INVITATION = DeadlineKind.INVITATION.value, DeadlineKind.INVITATION.label
    PROVISIONAL_AGENDA = DeadlineKind.PROVISIONAL_AGENDA.value, DeadlineKind.PROVISIONAL_AGENDA.label
    DOCUMENTS = DeadlineKind.DOCUMENTS.value, DeadlineKind.DOCUMENTS.label
    NOMINATIONS = DeadlineKind.NOMINATIONS.value, DeadlineKind.NOMINATIONS.label
    DELEGATION_LIST = DeadlineKind.DELEGATION_LIST.value, DeadlineKind.DELEGATION_LIST.label


class DayUnit(TextChoices):
    """How days are counted back: all of them, or those on which the Secretariat and the host work."""

    CALENDAR = "calendar", _("calendar days")
    WORKING = "working", _("working days")


class LeadStanding(TextChoices):
    """Whether the Secretariat has confirmed a lead time."""

    PROPOSED = "proposed", _("proposed, to be confirmed by the Secretariat")
    CONFIRMED = "confirmed", _("confirmed")


class ItemOrigin(TextChoices):
    """Why an item stands on an agenda."""

    STANDING = "standing", _("standing item")
    BEFORE_SOC = "before-soc", _("put before the Committee")
    GROUP_RESULTS = "group-results", _("results of a working group")
    TERM_ENDING = "term-ending", _("a coordinator's term ends")
    OFFER = "offer", _("an offer awaits designation")
    YEARLY_REVIEW = "yearly-review", _("area under yearly review")
    FOLLOW_UP = "follow-up", _("follow-up to a decision")
    BY_HAND = "by-hand", _("added by hand")


class AgendaStage(TextChoices):
    PROVISIONAL = "provisional", _("Provisional agenda")
    ADOPTED = "adopted", _("Agenda as adopted")


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


class Outcome(TextChoices):
    """What a body did with a text before it."""

    ADOPTED = "adopted", _("Adopted by consensus")
    DEFERRED = "deferred", _("Deferred")
    RETURNED = "returned", _("Returned")
    NO_CONSENSUS = "no-consensus", _("No consensus")


class Manner(TextChoices):
    """How a decision was taken."""

    AT_MEETING = "at-meeting", _("at the meeting")
    BY_SILENCE = "by-silence", _("by silence procedure")
    NOT_IN_RECORD = "not-in-record", _("not in the record")


class PositionKind(TextChoices):
    """What a state said of a text: an objection blocks it; the others stand beside it and don't."""

    OBJECTION = "objection", _("Objection")
    DISSOCIATION = "dissociation", _("Dissociation from paragraphs")
    STATEMENT = "statement", _("Interpretative statement")


class FollowUpState(TextChoices):
    OPEN = "open", _("open")
    REPORTED = "reported", _("reported")
    CLOSED = "closed", _("closed")


class SilenceState(TextChoices):
    """Where a silence procedure stands. Nothing here is what a state chose: silence isn't shown as a choice."""

    OPEN = "open", _("Under way")
    BROKEN = "broken", _("Ended by an objection")
    HELD = "held", _("Period ended; not every member is known to have been reached")
    ADOPTED = "adopted", _("Adopted")
    WITHDRAWN = "withdrawn", pgettext_lazy("silence procedure", "Withdrawn")


class RoundKind(TextChoices):
    """Why a period began to run."""

    OPENED = "opened", _("opened")
    EXTENDED = "extended", _("extended")
    RESTARTED = "restarted", _("restarted with a changed text")


class Way(TextChoices):
    """By which way a member was notified."""

    PORTAL = "portal", _("portal")
    EMAIL = "email", _("e-mail")
    NOTE_VERBALE = "note-verbale", _("note verbale")
    BY_HAND = "by-hand", _("handed over")


class Proof(TextChoices):
    """What shows that a notification arrived."""

    NONE = "none", _("not yet")
    OPENED = "opened", _("opened in the portal")
    ACKNOWLEDGED = "acknowledged", _("acknowledged by the member")
    DELIVERED = "delivered", _("delivery receipt")
    RECEIPT = "receipt", _("stamped or signed receipt")
