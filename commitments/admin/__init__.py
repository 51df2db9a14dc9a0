"""The admin's pages about what is undertaken and how it moves; in the order in which they are shown."""

from commitments.admin import commitments, exchange, coordinators  # noqa: I001 - the order shown

__all__ = ["commitments", "coordinators", "exchange"]
