"""What the tables cite. The words of those whose text is in the record stand in `law/data/`, in a file of the key's name."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from law.grammar.basis import Instrument

ALMATY_ACT = Instrument("AA", _("Almaty Act"), dt.date(2002, 6, 4), "almaty-act")
COOPERATIVE_APPROACH = Instrument("CoA", _("Cooperative Approach"), dt.date(2007, 3, 14), "cooperative-approach")
# The request itself, its explanatory memorandum and the letter of the Chair's minister; the Approach was annexed to it.
REQUEST_OF_2007 = Instrument("A/62/232", _("Request of 2007 for observer status"), dt.date(2007, 10, 3), "request-2007")
# Their text is not in the record; what is known of them was read in a source that the row citing them names.
RULES_OF_PROCEDURE = Instrument("RoP", _("Rules of Procedure"), dt.date(2004, 10, 22), "rules-of-procedure")

INSTRUMENTS = (ALMATY_ACT, COOPERATIVE_APPROACH, REQUEST_OF_2007, RULES_OF_PROCEDURE)

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
