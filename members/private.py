"""WHO READS WHICH FIELD, where fewer people read it than see the row: one table, for pages, programs and files alike.

A row belongs to a participant; whoever sees the row reads the rest of it. Here stands each field of which that isn't so.
The rooms that have such fields add them, from `ready()` of their app; docs/security.md lists them.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.names import kind_of
from members.models import Person, seats_of

READ_BY = _("Read by your own state, the Secretariat and the Chair only.")


@dataclass(frozen=True)
class PrivateField:
    """A field for the participant whose row it is, the Secretariat and the Chair."""

    model: type[models.Model]
    name: str
    # The column that names the participant.
    owner: str
    read_by: Promise | str = READ_BY


_FIELDS: dict[tuple[str, str], PrivateField] = {}


def add_private(model: type[models.Model], name: str, owner: str) -> None:
    """Register a field that fewer people read than see its row."""
    _FIELDS[kind_of(model), name] = PrivateField(model, name, owner)


def private_fields() -> tuple[PrivateField, ...]:
    """The table."""
    return tuple(_FIELDS.values())


def may_read(user: Person, row: models.Model, name: str) -> bool:
    """Whether somebody who sees the row reads this field of it."""
    field = _FIELDS.get((kind_of(type(row)), name))
    if field is None:
        return True
    seats = seats_of(user)
    return seats.is_of_staff or seats.holds_chair or seats.acts_for(getattr(row, f"{field.owner}_id"))


def read_by(user: Person, row: models.Model, name: str) -> str:
    """What the field says to this person: nothing, where it isn't for them."""
    return str(getattr(row, name)) if may_read(user, row, name) else ""
