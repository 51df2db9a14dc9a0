"""What machines may ask about editions, areas and measures, and about the words of the instruments."""

from catalogue.api.instruments import Instruments, InstrumentUnits
from catalogue.api.measures import (
    OF_AREA,
    OF_EDITION,
    Areas,
    Editions,
    Measures,
    areas_called,
    edition_called,
    measure_called,
)

__all__ = [
    "OF_AREA", "OF_EDITION", "Areas", "Editions", "InstrumentUnits", "Instruments", "Measures", "areas_called",
    "edition_called", "measure_called",
]  # fmt: skip
