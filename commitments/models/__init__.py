from commitments.models.catalogue import Area, Edition, Measure
from commitments.models.coordinators import CoordinatorAssignment

__all__ = ["Area", "CoordinatorAssignment", "Edition", "Measure"]
