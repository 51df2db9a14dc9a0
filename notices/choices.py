"""Fixed values of the ledger: what a notice tells, by which way, and how far it has come.

A notice's sentence is chosen where it is read, so that everybody reads it in their own language.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    # Told in the transaction of what happened (`actions.tell`).
    STEP_TAKEN = "step-taken", _("A step was taken")
    PAPER_CIRCULATED = "paper-circulated", _("A paper was circulated")
    COMMENT_MADE = "comment-made", _("A comment was shared")
    VIEW_SHARED = "view-shared", _("A view was shared")
    DRAFT_READY = "draft-ready", _("A draft is ready to be submitted")
    AGENDA_CIRCULATED = "agenda-circulated", _("An agenda was circulated")
    MEETING_PLANNED = "meeting-planned", _("A meeting was planned")
    MEETING_MOVED = "meeting-moved", _("A meeting was moved")
    MEETING_CANCELLED = "meeting-cancelled", _("A meeting was cancelled")
    DEADLINES_CHANGED = "deadlines-changed", _("The days by which papers and names are awaited have changed")
    DECISION_RECORDED = "decision-recorded", _("A decision was recorded")
    POSITION_ATTACHED = "position-attached", _("A state's position was attached to a decision")
    SILENCE_OPENED = "silence-opened", _("A text lies before the members")
    SILENCE_EXTENDED = "silence-extended", _("A silence procedure was extended")
    SILENCE_RESTARTED = "silence-restarted", _("A silence procedure began again with a changed text")
    SILENCE_ENDED = "silence-ended", _("A silence procedure ended")
    # Reminders, planned by a sweep (`actions.sweep`); `kinds.py` says what each one says.
    MEETING_APPROACHES = "meeting-approaches", _("A meeting approaches")
    DEADLINE_APPROACHES = "deadline-approaches", _("A date for papers or names approaches")
    STEP_AWAITED = "step-awaited", _("A step awaits you")
    COMMENT_DATE = "comment-date", _("Comments are welcome until a date")
    SILENCE_ENDING = "silence-ending", _("A silence procedure is about to end")
    TERM_ENDING = "term-ending", _("A coordinator's term is ending")
    MEASURE_WITHOUT_COORDINATOR = "measure-without-coordinator", _("A measure has no coordinator yet")
    POST_VACANT = "post-vacant", _("A post is vacant")
    MEETING_UNPLANNED = "meeting-unplanned", _("A meeting is to be planned")
    CONFIRM_DETAILS = "confirm-details", _("Contact details to confirm")
    MEETING_CALLED_OFF = "meeting-called-off", _("A meeting you were written to about was cancelled")
    DATES_CHANGED = "dates-changed", _("A date has changed")


class Channel(TextChoices):
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
    """What becomes of a letter of which nobody can say whether it arrived."""

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
