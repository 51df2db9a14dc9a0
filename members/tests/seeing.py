"""Who sees a thing: for the line in each noun's own file that says to whom it isn't there."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from members.models import User


def who_sees(thing: models.Model, *people: User) -> set[str]:
    """The names of those to whom it is there; "nobody" where who isn't signed in sees it."""
    rows: Any = type(thing)._default_manager
    seen = {person.name for person in people if rows.visible_to(person).filter(pk=thing.pk).exists()}
    return seen | ({"nobody"} if rows.visible_to(AnonymousUser()).filter(pk=thing.pk).exists() else set())
