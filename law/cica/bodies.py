"""The bodies of the Conference, highest first (AA 28-34), with what they were called when."""

from django.utils.translation import gettext_lazy as _

from law.cica.instruments import ASTANA_STATEMENT, FIRST_DECLARATION
from law.grammar.basis import Basis
from law.grammar.bodies import BodyName, BodyRow, Lane


class Body:
    """By their names here; `BODIES` has them in order of rank."""

    SUMMIT = BodyRow(
        "summit",
        names=(
            BodyName(FIRST_DECLARATION, _("Summit"), "AA 29"),
            BodyName(ASTANA_STATEMENT, _("Council of Heads of State or Government"), "AA 29", "ASTANA-2022-ZH"),
        ),
        prefix="SUMMIT",
        article="AA 29",
        basis=Basis.INSTRUMENT,
        decides=True,
        lane=Lane(_("Summit"), 7, is_square=True),
    )
    MINISTERIAL = BodyRow(
        "ministerial",
        names=(
            BodyName(FIRST_DECLARATION, _("Meeting of Ministers of Foreign Affairs"), "AA 30"),
            BodyName(ASTANA_STATEMENT, _("Ministerial Council"), "AA 30", "ASTANA-2022-ZH"),
        ),
        prefix="MINISTERIAL",
        article="AA 30",
        basis=Basis.INSTRUMENT,
        decides=True,
        lane=Lane(_("Ministers"), 6),
    )
    SENIOR_OFFICIALS = BodyRow(
        "soc",
        names=(BodyName(FIRST_DECLARATION, _("Senior Officials Committee"), "AA 31"),),
        prefix="SOC",
        article="AA 31",
        basis=Basis.INSTRUMENT,
        decides=True,
        looks_after_coordinators=True,
        # By practice: one area a year since 2022.
        reviews_areas=True,
        lane=Lane(_("SOC"), 4),
    )
    WORKING_GROUP = BodyRow(
        "working-group",
        names=(BodyName(FIRST_DECLARATION, _("Special Working Group"), "AA 32"),),
        prefix="SWG",
        article="AA 32",
        basis=Basis.INSTRUMENT,
        is_of_groups=True,
        observers_attend=False,
        lane=Lane(_("SWG"), 4),
    )
    SPECIALISED = BodyRow(
        "specialised",
        names=(BodyName(FIRST_DECLARATION, _("Specialised meeting"), "AA 33"),),
        prefix="SPECIALISED",
        article="AA 33",
        basis=Basis.INSTRUMENT,
    )


BODIES = (Body.SUMMIT, Body.MINISTERIAL, Body.SENIOR_OFFICIALS, Body.WORKING_GROUP, Body.SPECIALISED)
