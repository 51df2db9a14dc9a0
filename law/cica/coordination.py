"""Offers to coordinate and designations outside a commitment.

The annex to the Cooperative Approach lists offers that were made outside any commitment; paragraph (a) has the Chair
designate among states that intend a measure, and says nothing of a term. What is read into it stands here as ours.
"""

from django.utils.translation import gettext_lazy as _

from law.choices import Relation
from law.grammar.basis import Basis
from law.grammar.coordination import Coordinating, CoordinationAct, CoordinationRules
from record.choices import Need

_TEXT, _OURS = Basis.INSTRUMENT, Basis.OURS

COORDINATION = CoordinationRules(
    acts=(
        CoordinationAct("offer", _("Offer to coordinate"), Coordinating.OFFERS, (Relation.MEMBER,), "CoA (annex)", _TEXT),
        # To proceed voluntarily is to stop as well; the text doesn't speak of an offer that is taken back.
        CoordinationAct("take-back", _("Take the offer back"), Coordinating.TAKES_BACK, (Relation.MEMBER,), "AA 24", _OURS),
        CoordinationAct("designate", _("Designate a coordinator"), Coordinating.DESIGNATES, (Relation.CHAIR,), "CoA (a)",
                        _OURS),
        # No text speaks of its end: it is read into the Chair's part in designating.
        CoordinationAct("end", _("End the designation"), Coordinating.ENDS, (Relation.CHAIR, Relation.SECRETARIAT), "CoA (a)",
                        _OURS, note=Need.MUST),
        CoordinationAct("lay-down", _("Lay the coordination down"), Coordinating.LAYS_DOWN,
                        (Relation.COORDINATOR, Relation.CO_COORDINATOR), "AA 24", _OURS),
    ),
    article="CoA (a); CoA (annex)",
    basis=_OURS,
    # As in a commitment, where the Chair designates another one in a place that is vacant.
    places=1,
)  # fmt: skip
