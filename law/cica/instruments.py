"""What the tables cite."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from law.grammar.basis import Instrument

ALMATY_ACT = Instrument("AA", _("Almaty Act"), dt.date(2002, 6, 4))
COOPERATIVE_APPROACH = Instrument("CoA", _("Cooperative Approach"), dt.date(2007, 3, 14))
RULES_OF_PROCEDURE = Instrument("RoP", _("Rules of Procedure"), dt.date(2004, 10, 22))

INSTRUMENTS = (ALMATY_ACT, COOPERATIVE_APPROACH, RULES_OF_PROCEDURE)

ABOUT = _(
    "CoA is the Cooperative Approach for the Implementation of the CICA Confidence-Building Measures (Bangkok, "
    "14 March 2007); AA is the Almaty Act (4 June 2002). Everything in it is voluntary: to rest or to withdraw is an "
    "honourable end."
)

# The Declaration on the Guiding Principles; before it there was no Act, and the bodies met under the names it uses.
FIRST_DECLARATION = dt.date(1999, 9, 14)
# Of the terms of the Chair (SCICA-MM2).
AMENDMENT = dt.date(2009, 9, 1)
# The Astana Statement, which renamed the two highest bodies (`sources.yaml`: ASTANA-2022-ZH).
ASTANA_STATEMENT = dt.date(2022, 10, 13)
