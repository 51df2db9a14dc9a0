"""What may be done with agendas, decisions and what follows from them."""

from decisions.acts import letters
from decisions.acts.agenda import AGENDA, AGENDA_ACTS, ITEM, ITEM_ACTS
from decisions.acts.agenda import MEETING_ACTS as ABOUT_THE_AGENDA
from decisions.acts.approach import PROPOSAL, PROPOSAL_ACTS
from decisions.acts.commitments import COMMITMENT_ACTS
from decisions.acts.decisions import DECISION, DECISION_ACTS
from decisions.acts.decisions import MEETING_ACTS as ABOUT_DECISIONS
from decisions.acts.follow_ups import FOLLOW_UP, FOLLOW_UP_ACTS
from decisions.acts.minutes import CHANGE, CHANGE_ACTS, MINUTES, MINUTES_ACTS
from decisions.acts.minutes import MEETING_ACTS as ABOUT_MINUTES
from decisions.acts.results import MEETING_ACTS as ABOUT_RESULTS
from decisions.acts.silence import SILENCE_ACTS, SILENCE_PROCEDURE
from record.acts import TABLE

MEETING_ACTS = (*ABOUT_THE_AGENDA, *ABOUT_DECISIONS, *ABOUT_MINUTES, *ABOUT_RESULTS)


def register() -> None:
    """Enter these nouns and their acts in the table, and the acts about a meeting."""
    TABLE.add_noun(ITEM, *ITEM_ACTS)
    TABLE.add_noun(AGENDA, *AGENDA_ACTS)
    TABLE.add_noun(DECISION, *DECISION_ACTS)
    TABLE.add_noun(FOLLOW_UP, *FOLLOW_UP_ACTS)
    TABLE.add_noun(SILENCE_PROCEDURE, *SILENCE_ACTS)
    TABLE.add_noun(MINUTES, *MINUTES_ACTS)
    TABLE.add_noun(CHANGE, *CHANGE_ACTS)
    TABLE.add_noun(PROPOSAL, *PROPOSAL_ACTS)
    TABLE.add("meeting", *MEETING_ACTS)
    TABLE.add("commitment", *COMMITMENT_ACTS)
    letters.register()


__all__ = ["AGENDA", "DECISION", "FOLLOW_UP", "ITEM", "MEETING_ACTS", "register"]
