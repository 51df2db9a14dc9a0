"""What people do with the lines of their desks."""

from desk.actions.asking import ask_for_it
from desk.actions.handling import add_word, assign, set_aside, take_over, undo

__all__ = ["add_word", "ask_for_it", "assign", "set_aside", "take_over", "undo"]
