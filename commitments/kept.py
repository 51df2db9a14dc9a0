"""The forms of this room whose text is kept while it is written."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, ExpertNomination, StepTaken, View
from law.modalities import WORKFLOWS
from members.drafts import KeptForm
from members.models import Person


def _commitment(user: Person, reference: str) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(user), reference=reference)


def _form_of_step(name: str, label: Any) -> KeptForm:
    def find(user: Person, reference: str) -> Commitment:
        commitment = _commitment(user, reference)
        if not commitment.workflow.step(name):
            raise Http404
        return commitment

    return KeptForm(
        name,
        label,
        page=lambda reference: reverse("commitment-step", args=[reference, name]),
        kind="commitment",
        find=find,
        key_of=lambda commitment: commitment.reference,
        made=(StepTaken,),
    )


def forms() -> list[KeptForm]:
    """Beginning, sharing a view, nominating, and every step of either modality."""
    steps = {step.name: step.label for flow in WORKFLOWS.values() for step in (flow.start, *flow.steps)}
    return [
        KeptForm("begin", _("a new commitment"), lambda key: reverse("commitment-begin"), made=(StepTaken,)),
        KeptForm(
            "nominate",
            _("the nomination of an expert"),
            lambda key: reverse("expert-nominate"),
            made=(ExpertNomination,),
        ),
        KeptForm(
            "view",
            _("a view"),
            lambda reference: reverse("view-share", args=[reference]),
            kind="commitment",
            find=_commitment,
            key_of=lambda commitment: commitment.reference,
            made=(View,),
        ),
        *(_form_of_step(name, label) for name, label in steps.items()),
    ]
