"""Quorum, consensus, and the silence procedure.

The forum's Rules of Procedure that are public say neither the period nor the form of a silence procedure; what stands here
is proposed, after what is known of June 2024 (SCICA-PR2128: two weeks).
"""

import datetime as dt
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from law.choices import LeadStanding, SilenceState
from law.grammar.basis import Basis
from law.grammar.deciding import ConsensusRule, Party, Period, QuorumRule, SilenceAct, SilenceDoes, SilenceRules

QUORUM = QuorumRule(Fraction(2, 3), "RoP", Basis.INSTRUMENT, "RoP-ZH")
CONSENSUS = ConsensusRule(_("No member objects."), "AA 2", Basis.INSTRUMENT)

_Does = SilenceDoes
_TEXT, _PRACTICE, _OURS = Basis.INSTRUMENT, Basis.PRACTICE, Basis.OURS
_OPEN, _BROKEN, _HELD = SilenceState.OPEN, SilenceState.BROKEN, SilenceState.HELD
_ADOPTED, _WITHDRAWN = SilenceState.ADOPTED, SilenceState.WITHDRAWN
_RUNS = (_OPEN, _HELD)
_CONVENERS = (Party.CHAIR, Party.SECRETARIAT)
_PROPOSED = "proposed; SCICA-PR2128"

ACTS = (
    SilenceAct("open", _Does.OPENS, _("Open a silence procedure"), (), _OPEN, _CONVENERS, _PROPOSED, _PRACTICE),
    # Of the member: what shows that the text reached it, and its objection.
    SilenceAct("read", _Does.READS, _("The text was opened in the portal"), (_OPEN,), None, (Party.MEMBER,),
               "proposed", _OURS),
    SilenceAct("acknowledge", _Does.ACKNOWLEDGES, _("Acknowledge receipt"), (_OPEN,), None, (Party.MEMBER,),
               "proposed", _OURS),
    # After a period that is held nothing is adopted yet: an objection still ends it. Where one has ended it already,
    # those that other members made in time are kept beside it.
    SilenceAct("object", _Does.OBJECTS, _("Object"), (*_RUNS, _BROKEN), _BROKEN, (Party.MEMBER,), "AA 2", _TEXT),
    # Of the Secretariat: what arrived on paper.
    SilenceAct("enter-receipt", _Does.ENTERS_RECEIPT, _("Enter a receipt"), _RUNS, None, (Party.SECRETARIAT,),
               "AA 35; proposed", _OURS),
    SilenceAct("enter-objection", _Does.ENTERS_OBJECTION, _("Enter an objection received on paper"),
               (*_RUNS, _BROKEN), _BROKEN, (Party.SECRETARIAT,), "AA 2; AA 35", _TEXT),
    # An objection ends the period at once (AA 2: no member objects). Nothing says what follows where the member takes it
    # back: while the period as first told still runs, who convenes may take the text up again, to the same end.
    SilenceAct("withdraw-objection", _Does.WITHDRAWS_OBJECTION, _("Withdraw the objection"), (_BROKEN,), None,
               (Party.MEMBER,), "AA 2; proposed", _OURS),
    SilenceAct("enter-withdrawal", _Does.ENTERS_WITHDRAWAL, _("Enter that an objection was withdrawn, on paper"),
               (_BROKEN,), None, (Party.SECRETARIAT,), "AA 2; AA 35; proposed", _OURS),
    SilenceAct("take-up", _Does.TAKES_UP, _("Take the text up again, to the same end"), (_BROKEN,), _OPEN,
               _CONVENERS, "proposed", _OURS),
    SilenceAct("extend", _Does.EXTENDS, _("Extend the period"), _RUNS, _OPEN, _CONVENERS, "proposed", _OURS),
    SilenceAct("restart", _Does.RESTARTS, _("Start again with a changed text"), (*_RUNS, _BROKEN), _OPEN, _CONVENERS,
               "proposed", _OURS),
    SilenceAct("withdraw", _Does.WITHDRAWS, _("Withdraw the text"), _RUNS, _WITHDRAWN, (Party.OPENER,), "proposed",
               _OURS),
    SilenceAct("conclude", _Does.CONCLUDES, _("Conclude: every member was reached in time"), (_HELD,), _ADOPTED,
               (Party.SECRETARIAT,), _PROPOSED, _OURS),
    # Of the clock, at the instant the period ends.
    SilenceAct("adopt", _Does.ADOPTS, _("Adopted as the period ended"), (_OPEN,), _ADOPTED, (Party.CLOCK,),
               f"AA 2; {_PROPOSED}", _PRACTICE),
    SilenceAct("hold", _Does.HOLDS, _("Held as the period ended"), (_OPEN,), _HELD, (Party.CLOCK,), "proposed", _OURS),
)  # fmt: skip

SILENCE = SilenceRules(
    acts=ACTS,
    period=Period(14, dt.time(18, 0), "SCICA-PR2128", LeadStanding.PROPOSED),
    longest=92,
    grace=dt.timedelta(seconds=30),
    article=_PROPOSED,
    basis=Basis.PRACTICE,
)
