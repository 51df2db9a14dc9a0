"""Whose law it is. Settings read it while they are made, so it asks for none."""

from law.cica.forum import FORUM

__all__ = ["FORUM"]
