"""Columns that hold keys of the law. What they can be is asked of the editions there are, and of no migration."""

from typing import Any

from django.db import models

from law.editions import body_choices, edition_choices, edition_on, state_choices
from record.dates import day_of_the_house


class _KeyField(models.CharField):
    """A key of a row: plain text to the database, and to its migrations."""

    def deconstruct(self) -> tuple[Any, ...]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


class BodyField(_KeyField):
    """The code of a body."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max_length": 20, **kwargs, "choices": body_choices})


class StateField(_KeyField):
    """The key of a state in which a commitment can stand."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max_length": 20, **kwargs, "choices": state_choices})


class EditionField(_KeyField):
    """The key of the edition under which something began, and which it keeps."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max_length": 20, **kwargs, "choices": edition_choices})

    def deconstruct(self) -> tuple[Any, ...]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, path, args, kwargs


def edition_of_today() -> str:
    """The key of the edition that holds today: the default of what is a setting, and began under none."""
    return edition_on(day_of_the_house()).key
