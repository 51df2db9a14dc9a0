"""What a step is told as: who did what. By what a step does, so that the steps of every edition have their sentence."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from law.choices import Relation
from law.grammar.procedure import Does, Step

# Who acts for an office, and not for a state that the sentence would name.
OFFICES = (Relation.SECRETARIAT, Relation.CHAIR, Relation.SWG_CHAIR)
TOLD: dict[Does, Promise] = {
    Does.BEGINS: _("%(who)s registered the commitment"),
    Does.CONSULTS: _("%(who)s opened consultations"),
    Does.ASKS_WHO_COORDINATES: _("%(who)s asked which state would coordinate"),
    Does.DESIGNATES: _("%(who)s designated %(party)s as %(role)s"),
    Does.SUBMITS: _("%(who)s submitted the draft of the paper"),
    Does.REVISES: _("%(who)s submitted a revised version of the paper"),
    Does.CALLS_BACK: _("%(who)s called the draft of the paper back"),
    Does.SENDS_BACK: _("%(who)s sent the draft of the paper back"),
    Does.COMPILES: _("%(who)s compiled the views"),
    Does.CIRCULATES: _("%(who)s circulated the paper"),
    Does.CONVENES: _("%(who)s convened a specialised meeting"),
    Does.ENTRUSTS: _("%(who)s entrusted the drafting to experts"),
    Does.CONSIDERS: _("The %(body)s considered the paper"),
    Does.PUTS_BEFORE: _("The paper was put before the %(body)s"),
    Does.ADOPTS: _("The %(body)s approved the paper"),
    Does.TAKES_NOTE: _("The %(body)s took note of the paper"),
    Does.DEFERS: _("The %(body)s deferred the paper"),
    Does.RETURNS: _("The %(body)s returned the paper for revision"),
    Does.CARRIES_OUT: _("%(who)s began implementation"),
    Does.RESTS: _("%(who)s let the commitment rest"),
    Does.RESUMES: _("%(who)s resumed the commitment"),
    Does.COMPLETES: _("%(who)s marked the commitment as completed"),
    Does.JOINS: _("%(who)s joined"),
    Does.OFFERS: _("%(who)s offered to coordinate"),
    Does.LEAVES: _("%(who)s withdrew"),
}  # fmt: skip


def who_acted(acting_as: str, state: str) -> str:
    """The office that acted, or the state."""
    return capfirst(str(Relation(acting_as).label)) if acting_as in OFFICES else state


def told(step: Step, who: str, party: str = "") -> str:
    """Who did what; the name of the step where the record doesn't say who."""
    words = {
        "who": who,
        "party": party,
        "role": step.party.label if step.party else "",
        "body": step.meeting.label if step.meeting else "",
    }
    sentence = str(TOLD.get(step.does, ""))
    is_told = sentence and all(value for name, value in words.items() if f"%({name})s" in sentence)
    return sentence % words if is_told else str(step.label)
