"""The form of this room whose text is kept while it is written: an objection in a silence procedure."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from decisions.models import SilenceProcedure
from members.drafts import KeptForm


def _procedure(user: Any, reference: str) -> SilenceProcedure:
    return get_object_or_404(SilenceProcedure.objects.visible_to(user), reference=reference)


OBJECTION = KeptForm(
    "object",
    _("an objection in a silence procedure"),
    lambda reference: reverse("silence-act", args=[reference, "object"]),
    kind="silenceprocedure",
    find=_procedure,
    key_of=lambda procedure: procedure.reference,
)
