"""What can have been entered by mistake of letters: a receipt on paper."""

from django.utils.translation import gettext_lazy as _

from notices.models import PaperReceipt
from record.acts.corrections import correctable
from record.corrections import CorrectableKind


def register() -> None:
    correctable(
        CorrectableKind(
            model=PaperReceipt,
            relies=lambda receipt: False,
            about=lambda receipt: receipt.addressee.participant,
            effect=_("What was served stands on the list of what is to be served again."),
        )
    )
