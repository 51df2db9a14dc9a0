"""What a notice tells. The sentence is chosen where it is read, so that everybody reads it in their own language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    STEP_TAKEN = "step-taken", _("A step was taken")
    PAPER_CIRCULATED = "paper-circulated", _("A paper was circulated")
    COMMENT_MADE = "comment-made", _("A comment was shared")
    VIEW_SHARED = "view-shared", _("A view was shared")
    DRAFT_READY = "draft-ready", _("A draft is ready to be submitted")


class Channel(TextChoices):
    PORTAL = "portal", _("portal")
