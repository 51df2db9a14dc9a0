"""The forms of this room whose text is kept while it is written."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, ExpertNomination, StepTaken, View
from journal.verbs import add_verbs
from law.grammar.editions import LawEdition
from law.grammar.procedure import Step
from members.drafts import KeptForm, add_form
from members.models import Person


def _commitment(user: Person, reference: str) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(user), reference=reference)


def form_of_step(step: Step) -> KeptForm:
    """The form of a step, under its name."""

    def find(user: Person, reference: str) -> Commitment:
        commitment = _commitment(user, reference)
        if not commitment.workflow.step(step.name):
            raise Http404
        return commitment

    return KeptForm(
        step.name,
        step.label,
        page=lambda reference: reverse("commitment-step", args=[reference, step.name]),
        kind="commitment",
        find=find,
        key_of=lambda commitment: commitment.reference,
        made=(StepTaken,),
    )


def know_its_steps(law: LawEdition) -> None:
    """The forms of an edition's steps, each kept under its name, by which the journal tells of it, too."""
    for flow in law.workflows:
        add_verbs({step.name: step.label for step in flow.every_step()})
        for step in flow.every_step():
            add_form(form_of_step(step))


# Beginning, sharing a view, and nominating; those of steps come with their editions.
FORMS = [
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
]
