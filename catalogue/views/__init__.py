"""What a person looks at of the catalogue: measures and areas, and the instruments whose words they are."""

from catalogue.views.instruments import instrument_list, instrument_page, instrument_unit
from catalogue.views.measures import area_page, measure_page, measures_page

__all__ = ["area_page", "instrument_list", "instrument_page", "instrument_unit", "measure_page", "measures_page"]
