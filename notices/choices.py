"""Fixed values of the ledger: by which way a notice is told, and how far it has come. What is told: `kinds.py`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticeChannel(TextChoices):
    PORTAL = "portal", _("portal")
    EMAIL = "email", _("e-mail")


class Stage(TextChoices):
    """How far a notice, or the letter that carries it, has come."""

    PENDING = "pending", _("waiting")
    CLAIMED = "claimed", _("taken up")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused")
    UNKNOWN = "unknown", _("held: outcome unknown")
    WITHDRAWN = "withdrawn", pgettext_lazy("letter", "withdrawn")
    SUPERSEDED = "superseded", _("superseded by a newer one")
    EXPIRED = "expired", _("expired")


# Over without having been sent: planned again if it is wanted again.
SET_ASIDE = (Stage.WITHDRAWN, Stage.SUPERSEDED, Stage.EXPIRED)
# An outcome that only a person may undo.
FINISHED = (Stage.SENT, Stage.REFUSED)


class UnknownOutcome(TextChoices):
    """What becomes of a letter of which it is not known whether it arrived."""

    HOLD = "hold", _("hold it for a person: never twice")
    RESEND = "resend", _("send it again, under the same number: twice at worst")


class Verdict(TextChoices):
    """What a person says of a letter that is held or was refused."""

    ARRIVED = "arrived", _("it arrived")
    SEND_AGAIN = "send-again", _("send again")


class SweepOutcome(TextChoices):
    DONE = "done", _("done")
    HELD = "held", _("held: the clock jumped")
    RELEASED = "released", _("a person said that the clock is right")


class ServedThrough(TextChoices):
    """Through which channel something was served on a state on paper."""

    NOTE_VERBALE = "note-verbale", _("note verbale")
    BY_HAND = "by-hand", _("handed over")
    COURIER = "courier", _("courier")
    POST = "post", pgettext_lazy("channel", "post")
    MAIL = "mail", _("e-mail or fax of the state")


# How a receipt stands, as a list is asked for it.
TO_SERVE, SERVED, BY_PORTAL, NEEDED_NO_MORE = "to-serve", "served", "portal", "set-aside"
# By what the journal says that something needs to be served on paper no more.
SET_ASIDE_ON_PAPER = "set aside what was to be served on paper"


class Rung(TextChoices):
    """To whom what stays unanswered goes on, in this order."""

    ALTERNATE = "alternate", _("the alternate")
    AUTHORITY = "authority", _("the authority of the state")
    OFFICER = "officer", _("the officers of the Secretariat")


class DeliveryStage(TextChoices):
    """How far what is said to a program has come."""

    WAITS = "waits", _("waiting")
    DELIVERED = "delivered", pgettext_lazy("webhook", "delivered")
    SET_ASIDE = "set-aside", _("set aside")


class WhySetAside(TextChoices):
    """Why a delivery didn't arrive."""

    NOT_PUBLIC = "not-public", _("the address leads into a private network, or nowhere")
    NO_ANSWER = "no-answer", _("the address gave no answer in time")
    REFUSED = "refused", _("the address answered with a refusal")
    MOVED = "moved", _("the address leads elsewhere, which isn't followed")
    TOKEN = "token", _("its token opens nothing any more")
    ENDED = "ended", _("the webhook was ended")
