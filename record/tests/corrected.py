"""Two officers, and a thing taken back by them, for the tests of what the world shows afterwards."""

from typing import Any

from django.db.models import Model

from members.models import User
from members.tests.factories import UserFactory
from record.actions import ask_correction, confirm_correction
from record.models import Correction

WHY = "Typed into the wrong row."


def second_officer() -> User:
    found = User.objects.filter(email="second@secretariat.example").first()
    return found or UserFactory(email="second@secretariat.example", name="Second", is_staff=True)


def correct(thing: Model, officer: User, **more: Any) -> Correction:
    """Asked for by one officer, and confirmed by another where it has to be."""
    asked = ask_correction(thing=thing, reason=WHY, by=officer, **more)
    return confirm_correction(correction=asked, by=second_officer()) if asked.is_waiting else asked
