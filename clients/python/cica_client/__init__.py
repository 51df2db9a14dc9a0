"""A client of the CICA tracker: lists by name, with the types of their columns."""

from cica_client.tracker import Refusal, Tracker

__all__ = ["Refusal", "Tracker"]
