"""What is done once, however often it is sent: a key is one person's, for one thing with one content."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from record.refusals import StepRefused

SENT_ALREADY = _(
    "This form was sent already, with another text. Nothing was lost: press the button again to send this one as well."
)


class KeyIsUsed(StepRefused):
    """The one-time key has done something else before: the same again needs a key of its own."""

    def __init__(self) -> None:
        super().__init__({"": [SENT_ALREADY]})


def done_before(model: Any, once_key: str | None, *, by: Any, **content: Any) -> Any:
    """The row that the key has made, if any. Raises KeyIsUsed where it is somebody else's, or says something else."""
    row = model.objects.filter(once_key=once_key).first() if once_key else None
    if row and (row.by_id != by.pk or any(getattr(row, name) != value for name, value in content.items())):
        raise KeyIsUsed
    return row
