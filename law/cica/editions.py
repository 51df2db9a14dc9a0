"""The law as it stands since the Cooperative Approach was agreed in Bangkok.

The bodies and their rhythm are older (AA); what the instruments changed later, names and terms, stands in the rows with
its days. The SOC may review and modify the Approach (CoA, last part): that is another edition beside this one.
"""

from law.cica.bodies import BODIES
from law.cica.cadence import CADENCE
from law.cica.coordination import COORDINATION
from law.cica.deciding import CONSENSUS, QUORUM, SILENCE
from law.cica.instruments import ABOUT, COOPERATIVE_APPROACH, INSTRUMENTS
from law.cica.lead_times import LEAD_TIMES, REMINDERS
from law.cica.modality_a import MODALITY_A
from law.cica.modality_b import MODALITY_B
from law.grammar.editions import LawEdition

EDITION_2007 = LawEdition(
    key="2007",
    holds_from=COOPERATIVE_APPROACH.adopted_on,
    adopted_by="SOC-2007-1",
    instruments=INSTRUMENTS,
    bodies=BODIES,
    cadence=CADENCE,
    workflows=(MODALITY_A, MODALITY_B),
    coordination=COORDINATION,
    quorum=QUORUM,
    consensus=CONSENSUS,
    silence=SILENCE,
    lead_times=LEAD_TIMES,
    reminders=REMINDERS,
    about=ABOUT,
)

EDITIONS = (EDITION_2007,)
