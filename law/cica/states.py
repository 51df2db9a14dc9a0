"""Where a commitment can stand under the Cooperative Approach.

The Approach names acts, not states: a state is where the act before it left the commitment, and is called after it. What
comes after the bodies have dealt with a paper is ours: the Approach ends with their decision.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from law.grammar.basis import NO_ARTICLE, Basis
from law.grammar.procedure import Phase, StateRow

_TEXT, _OURS = Basis.INSTRUMENT, Basis.OURS


class State:
    """By their names here; each modality's table says which of them it reaches, and in which order."""

    # Modality (a), before a paper is there.
    INDICATED = StateRow(
        "indicated",
        _("Intention indicated"),
        Phase.PREPARED,
        "CoA (a)",
        _TEXT,
        short=pgettext_lazy("stage", "Intention"),
    )
    CONSULTING = StateRow(
        "consulting",
        _("In consultation by the Chair"),
        Phase.PREPARED,
        "CoA (a)",
        _TEXT,
        short=pgettext_lazy("stage", "Consultations"),
    )
    COORDINATED = StateRow(
        "coordinated",
        _("Coordinator designated"),
        Phase.PREPARED,
        "CoA (a)",
        _TEXT,
        is_with_authors=True,
        short=pgettext_lazy("stage", "Coordinator"),
    )
    # Modality (b), before a paper is there.
    VIEWS = StateRow(
        "views",
        _("Views being exchanged"),
        Phase.PREPARED,
        "CoA (b)",
        _TEXT,
        welcomes_views=True,
        short=pgettext_lazy("stage", "Views"),
    )
    COMPILED = StateRow(
        "compiled", _("Views compiled"), Phase.PREPARED, "CoA (b)", _TEXT, short=pgettext_lazy("stage", "Compilation")
    )
    CONVENED = StateRow(
        "convened",
        _("Specialised meeting called"),
        Phase.PREPARED,
        "CoA (b)",
        _TEXT,
        short=pgettext_lazy("stage", "Specialised meeting"),
    )
    ENTRUSTED = StateRow(
        "entrusted",
        _("Drafting entrusted to experts"),
        Phase.PREPARED,
        "CoA (b)",
        _TEXT,
        is_with_authors=True,
        short=pgettext_lazy("stage", "Experts"),
    )
    # Both, with a paper.
    DRAFTED = StateRow(
        "drafted",
        _("Paper drafted"),
        Phase.PREPARED,
        "CoA (a), (b)",
        _TEXT,
        is_with_authors=True,
        short=pgettext_lazy("stage", "Draft paper"),
    )
    CIRCULATED = StateRow(
        "circulated",
        _("Paper circulated"),
        Phase.PREPARED,
        "CoA (a)",
        _TEXT,
        short=pgettext_lazy("stage", "Circulation"),
    )
    CONSIDERED = StateRow(
        "considered",
        _("Considered by the working group"),
        Phase.PREPARED,
        "CoA (a), (b)",
        _TEXT,
        short=pgettext_lazy("stage", "Working group"),
    )
    BEFORE_SOC = StateRow(
        "before-soc",
        _("Before the Senior Officials Committee"),
        Phase.PREPARED,
        "CoA (a), (b)",
        _TEXT,
        short=pgettext_lazy("stage", "Before the SOC"),
    )
    APPROVED = StateRow(
        "approved", _("Approved"), Phase.AGREED, "CoA (a), (b)", _TEXT, short=pgettext_lazy("stage", "Approval")
    )
    # The Committee takes note of papers as well; no instrument names it, nor says what follows. To be confirmed.
    NOTED = StateRow(
        "noted",
        _("Taken note of by the Senior Officials Committee"),
        Phase.AGREED,
        "AA 31",
        Basis.PRACTICE,
        short=pgettext_lazy("stage", "Taken note of"),
    )
    IMPLEMENTING = StateRow(
        "implementing",
        _("Being implemented"),
        Phase.CARRIED_OUT,
        "AA 24",
        _TEXT,
        short=pgettext_lazy("stage", "Under way"),
    )
    # AA 24 says that everything is voluntary, and nothing of how a commitment rests or ends.
    RESTING = StateRow("resting", _("Resting"), Phase.RESTS, NO_ARTICLE, _OURS, short=pgettext_lazy("stage", "Rest"))
    COMPLETED = StateRow(
        "completed", _("Completed"), Phase.DONE, NO_ARTICLE, _OURS, short=pgettext_lazy("stage", "Completion")
    )
    # To leave follows from "voluntary"; that the last one to leave ends it is ours.
    WITHDRAWN = StateRow(
        "withdrawn", _("Withdrawn"), Phase.LEFT, "AA 24", _OURS, short=pgettext_lazy("stage", "Withdrawal")
    )
