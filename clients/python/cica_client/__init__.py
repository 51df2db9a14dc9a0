"""A client of the CICA tracker: lists by name, with the types of their columns."""

from cica_client.nouns import Changes
from cica_client.tracker import Refusal, Tracker

__all__ = ["Changes", "Refusal", "Tracker"]
