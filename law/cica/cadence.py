"""How often the bodies meet (AA 29-33), what couples to what, and the terms of the Chair."""

from django.utils.translation import gettext_lazy as _

from law.choices import Session
from law.cica.bodies import Body
from law.cica.instruments import ALMATY_ACT, AMENDMENT
from law.grammar.basis import Basis
from law.grammar.cadence import CadenceRule, CadenceTable, Coupling

THE_ACT = ALMATY_ACT.adopted_on
ALL_SESSIONS = frozenset(Session.values)
_SPECIAL = frozenset({Session.SPECIAL})
A_SPECIAL_ONE = _("Special meetings are held by consensus.")
OF_THE_AMENDMENT = _("amendment of 1 September 2009")

RULES = (
    CadenceRule("summit", Body.SUMMIT, _("Every four years."), "AA 29", "", THE_ACT, years=4),
    CadenceRule("summit-special", Body.SUMMIT, A_SPECIAL_ONE, "AA 29", "", THE_ACT,
                sessions=_SPECIAL, by_consensus=_SPECIAL),
    CadenceRule("ministerial", Body.MINISTERIAL, _("Every two years."), "AA 30", "", THE_ACT, years=2),
    CadenceRule("ministerial-special", Body.MINISTERIAL, A_SPECIAL_ONE, "AA 30", "", THE_ACT,
                sessions=_SPECIAL | {Session.INFORMAL}, by_consensus=_SPECIAL),
    CadenceRule("soc", Body.SENIOR_OFFICIALS, _("At least once a year; counted here by calendar years."), "AA 31", "",
                THE_ACT, years=1, by_calendar_year=True, sessions=ALL_SESSIONS),
    CadenceRule("working-group", Body.WORKING_GROUP,
                _("As mandated; its results go to the Senior Officials Committee."), "AA 32", "", THE_ACT,
                sessions=ALL_SESSIONS),
    CadenceRule("specialised", Body.SPECIALISED, _("As agreed."), "AA 33", "", THE_ACT, sessions=ALL_SESSIONS),
    CadenceRule("chair-to-2009", None, _("A term of four years."), _("before the amendment of 1 September 2009"),
                "SCICA-MM2", THE_ACT, years=4, until=AMENDMENT),
    CadenceRule("chair", None,
                _("A term of two years, which ends at the next regular Summit or Ministerial; extensions happen."),
                OF_THE_AMENDMENT, "SCICA-MM2", AMENDMENT, years=2),
)  # fmt: skip

COUPLINGS = (
    Coupling("ministerial-before-summit", Body.MINISTERIAL, (Body.SUMMIT,),
             _("A meeting of foreign ministers comes before a Summit."), "AA 29", "", THE_ACT, months=12),
    Coupling("soc-prepares-summit", Body.SENIOR_OFFICIALS, (Body.SUMMIT,),
             _("The Senior Officials Committee prepares the Summit."), "AA 31", "", THE_ACT, months=6),
    Coupling("soc-prepares-ministerial", Body.SENIOR_OFFICIALS, (Body.MINISTERIAL,),
             _("The Senior Officials Committee prepares the Ministerial."), "AA 31", "", THE_ACT, months=6),
    Coupling("working-group-before-soc", Body.WORKING_GROUP, (Body.SENIOR_OFFICIALS,),
             _("The working group sits one or two days before the Senior Officials Committee."), "",
             "SCICA-PR1504; ASTANATIMES-2024-12-SOC; TREND-2025-02", THE_ACT, Basis.PRACTICE, days=(1, 2)),
    Coupling("chair-to-meeting", None, (Body.SUMMIT, Body.MINISTERIAL),
             _("The term of the Chair ends at the next regular Summit or Ministerial."), OF_THE_AMENDMENT, "SCICA-MM2",
             AMENDMENT),
)  # fmt: skip

CADENCE = CadenceTable(RULES, COUPLINGS)
