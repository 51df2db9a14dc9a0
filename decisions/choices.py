"""Fixed values about agendas, decisions, and what states say of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemOrigin(TextChoices):
    """Why an item stands on an agenda."""

    STANDING = "standing", _("standing item")
    BEFORE_SOC = "put-before", _("put before the Committee")
    GROUP_RESULTS = "group-results", _("results of a working group")
    TERM_ENDING = "term-ending", _("a coordinator's term ends")
    OFFER = "offer", _("an offer awaits designation")
    YEARLY_REVIEW = "yearly-review", _("area under yearly review")
    FOLLOW_UP = "follow-up", _("follow-up to a decision")
    BY_HAND = "by-hand", _("added by hand")


class ItemOutcome(TextChoices):
    """What a body that doesn't decide made of an item on its agenda."""

    CONSIDERED = "considered", _("considered")
    RETURNED = "returned", _("returned for revision")


class AgendaStage(TextChoices):
    PROVISIONAL = "provisional", _("Provisional agenda")
    ADOPTED = "adopted", _("Agenda as adopted")


class Outcome(TextChoices):
    """What a body did with a text before it."""

    ADOPTED = "adopted", _("Adopted by consensus")
    # The Committee takes note of papers as well: no member objects to that either. Observed practice, to be confirmed.
    NOTED = "noted", _("Taken note of")
    DEFERRED = "deferred", _("Deferred")
    RETURNED = "returned", _("Returned")
    NO_CONSENSUS = "no-consensus", _("No consensus")


# What no member objected to.
BY_CONSENSUS = frozenset({Outcome.ADOPTED, Outcome.NOTED})


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
    # Of the public record alone: a source reports it, and what the state itself said is not in the record.
    NOT_SUPPORTED = "not-supported", _("Did not support paragraphs, as a source reports")


class FollowUpState(TextChoices):
    OPEN = "open", _("open")
    REPORTED = "reported", _("reported")
    CLOSED = "closed", _("closed")


class RoundKind(TextChoices):
    """Why a period began to run."""

    OPENED = "opened", _("opened")
    EXTENDED = "extended", _("extended")
    RESTARTED = "restarted", _("restarted with a changed text")
    TAKEN_UP = "taken-up", _("taken up again: the objection was withdrawn")


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


# The act that enters receipts of many members at once, where the table of the law has the one.
RECEIPTS_AT_ONCE = "enter-receipts"


class MinutesStage(TextChoices):
    """How far the minutes of a meeting have come."""

    DRAFTED = "drafted", pgettext_lazy("minutes", "being drafted")
    CIRCULATED = "circulated", pgettext_lazy("minutes", "circulated")
    ADOPTED = "adopted", pgettext_lazy("minutes", "adopted")


class ChangeAnswer(TextChoices):
    """What became of a correction that a state proposed; nothing of it is lost: it stands beside the minutes."""

    TAKEN_UP = "taken-up", pgettext_lazy("a correction of minutes", "taken up")
    IN_PART = "in-part", pgettext_lazy("a correction of minutes", "taken up in part")
    BESIDE = "beside", _("stands beside the minutes")
