"""What people read where a row of the catalogue can't be kept."""

from django.utils.translation import gettext_lazy as _

BROKEN = {
    "one_area_a_code_in_an_edition": _("This edition has an area of this code already."),
    "one_measure_a_number_in_an_area": _("This area has a measure of this number already."),
    "measures_are_numbered_from_one": _("Measures are numbered from one."),
}
