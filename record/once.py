"""What is done once, however often it is sent: a key is one person's, for one thing with one content."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from record.refusals import StepRefused
from record.viewers import Viewer

SENT_ALREADY = _(
    "This form was sent already, with another text. Nothing was lost: press the button again to send this one as well."
)


class KeyIsUsed(StepRefused):
    """The one-time key has done something else before: the same again needs a key of its own."""

    def __init__(self) -> None:
        super().__init__({"": [SENT_ALREADY]})


def done_before(model: type[Model], once_key: str | None, *, by: Viewer | None, **content: object) -> Any:
    """The row that the key has made, if any. Raises KeyIsUsed where it is somebody else's, or says something else."""
    every = getattr(model, "everything", model._default_manager)
    row = every.filter(once_key=once_key).first() if once_key else None
    same = {"by_id": by.pk if by else None, **content}
    if row and any(getattr(row, name) != value for name, value in same.items()):
        raise KeyIsUsed
    return row
