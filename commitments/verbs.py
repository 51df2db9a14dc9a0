"""What is said of commitments, as the journal tells it: of a step what its edition calls it, and what stands beside steps."""

from django.utils.translation import gettext_lazy as _

from journal.verbs import add_verbs
from law.grammar.editions import LawEdition
from record.standing_still import add_tells_of

VERBS = {
    "widened": _("widen access"),
    "shared a view": _("shared a view"),
    "nominated": _("nominated an expert"),
    "ended a nomination": _("ended a nomination"),
    "offered to coordinate": _("offered to coordinate"),
    "took an offer back": _("took an offer to coordinate back"),
    "designated a coordinator": _("designated a coordinator"),
    "ended a designation": _("ended a designation"),
    "laid coordination down": _("laid coordination down"),
    "said its period": _("said for which period"),
    "renewed": _("renewed it by another commitment"),
    "worded in other languages": _("gave title and statement in other languages"),
}


def register_verbs() -> None:
    add_verbs(VERBS)
    # What is said beside a commitment changes neither it nor who leads it: nothing that pages count.
    by_letter = "members_enteredforstate"
    add_tells_of("view", ["shared a view", "widened"], "commitments_view", by_letter)
    of_experts = ["nominated", "ended a nomination", "widened"]
    add_tells_of("expertnomination", of_experts, "commitments_expertnomination", by_letter)


def tell_of_its_steps(law: LawEdition) -> None:
    """A step is told in the journal by its name; its edition knows what it is called."""
    for flow in law.workflows:
        add_verbs({step.name: step.label for step in flow.every_step()})
