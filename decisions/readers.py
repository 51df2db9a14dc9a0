"""Who reads decisions, as tokens (`record.readers`).

Drafts of agendas and silence procedures are a person's to read all or none; an agenda that was circulated is never changed, and
says itself to whom it went.
"""

from record.readers import ReadersOf, Watched, add_readers_of, add_within, audience_of


def readers_of_decisions() -> ReadersOf:
    """Whom it was released to; the members at least."""
    own = Watched("decisions_decision", ("audience",), "SELECT {r}.id")
    return ReadersOf("decisions_decision", audience_of("d", "decisions_decision d WHERE d.id = {row}"), (own,))


def register() -> None:
    add_readers_of("decisions_decision", readers_of_decisions)
    add_within("decisions_position", "decision_id", "decisions_decision")
    add_within("decisions_followup", "decision_id", "decisions_decision")
