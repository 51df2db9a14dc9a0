"""An objection on paper that was entered by mistake: what it broke stands again, as it would have without it.

While the period still runs it is open again, to the same end. Where the period is over, the clock adopts nothing: the
members had been told that it had ended and nobody had reason to object any more. It is held, so that an objection still
counts, until whoever convenes extends it, and every member is told anew; as where one was withdrawn, silence decides nothing
that nobody could break.
"""

from django.db.models import F

from decisions.actions.silence import fresh
from decisions.actions.silence_telling import tell_of_silence
from decisions.kinds import SILENCE_STANDS_AGAIN
from decisions.models import SilenceObjection, SilenceProcedure
from law.choices import SilenceState
from record.actions import restore
from record.models import Correction


def let_stand_again(objection: SilenceObjection, correction: Correction) -> None:
    """In the caller's transaction. Nothing changes where another objection broke the same period, or another one runs."""
    SilenceProcedure.objects.select_for_update().get(pk=objection.round.procedure_id)
    procedure = fresh(objection.round.procedure)
    if procedure.state != SilenceState.BROKEN or procedure.latest.pk != objection.round_id:
        return
    # A withdrawn one broke it as well: it runs again only where somebody takes it up.
    others = [other.made_at for other in procedure.latest.objections.all()]
    if others:
        if procedure.settled_at != min(others):
            restore(procedure, correction, settled_at=min(others))
        return
    at = correction.settled_at or correction.at
    state = SilenceState.OPEN if at < procedure.ends_at else SilenceState.HELD
    SilenceProcedure.objects.filter(pk=procedure.pk).update(version=F("version") + 1)
    restore(procedure, correction, state=state, settled_at=None)
    by = correction.settled_by or correction.by
    tell_of_silence(fresh(procedure), SILENCE_STANDS_AGAIN, by, at, objects=objection.participant.code)
