"""The admin's pages about what a body does with what is before it."""

from decisions.admin import agenda, approach, decisions, minutes, silence

__all__ = ["agenda", "approach", "decisions", "minutes", "silence"]
