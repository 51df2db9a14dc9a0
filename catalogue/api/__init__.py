"""What machines may ask about editions, areas and measures, and about the words of the instruments."""

from catalogue.api.instruments import Instruments, InstrumentUnits
from catalogue.api.measures import Areas, Editions, Measures

__all__ = ["Areas", "Editions", "InstrumentUnits", "Instruments", "Measures"]
