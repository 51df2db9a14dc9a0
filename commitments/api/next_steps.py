"""What the caller may do next to a commitment, and what each step asks for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments.access import Offer, capacities, offers
from commitments.forms import StepForm
from commitments.models import Commitment
from law.choices import Relation
from record.api.writing import visible_names
from record.choices import Need

KINDS = ("text", "day", "choice", "choices", "file")


class ChoiceSerializer(serializers.Serializer):
    value = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]


class AskSerializer(serializers.Serializer):
    """One thing that a step asks for: a field of the body with which it is taken."""

    name = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(choices=KINDS, read_only=True)
    required = serializers.BooleanField(read_only=True)  # type: ignore[assignment]
    instead = serializers.CharField(
        read_only=True, allow_null=True, help_text=_("Another field that may be given in its place.")
    )
    default = serializers.CharField(read_only=True, allow_null=True)  # type: ignore[assignment]
    choices = ChoiceSerializer(many=True, read_only=True, allow_null=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    help_text = serializers.CharField(read_only=True)  # type: ignore[assignment]


class NextStepSerializer(serializers.Serializer):
    """A step that the caller may take from where the commitment stands, and what still blocks it."""

    name = serializers.CharField(read_only=True, help_text=_("Stands in the address at which it is taken."))
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    source_text = serializers.CharField(read_only=True, help_text=_("The article it rests on."))
    acting_as = serializers.ChoiceField(choices=Relation.choices, read_only=True)
    on_behalf_of = serializers.CharField(read_only=True, allow_null=True, help_text=_("Code of the state, or none."))
    open = serializers.BooleanField(read_only=True, help_text=_("Whether it can be taken now, by the caller."))
    problems = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Sentences: why it can't be taken yet.")
    )
    asks = AskSerializer(
        many=True, read_only=True, allow_null=True, help_text=_("What it asks for; told for one commitment only.")
    )


def next_steps(commitment: Commitment, user: Any, codes: Mapping[int, str], *, with_asks: bool) -> list[dict[str, Any]]:
    """The offers of the procedure to `user`. `codes` names the states for which the user acts."""
    return [
        {
            "name": offer.step.name,
            "label": str(offer.step.label),
            "source_text": offer.step.article,
            "acting_as": offer.acting_as.value,
            "on_behalf_of": codes.get(offer.capacity.participant_id or 0),
            "open": offer.may_submit,
            "problems": [str(one) for one in (*offer.problems, offer.capacity.why_not_submit) if one is not None],
            "asks": asks_of(offer, commitment, user) if with_asks else None,
        }
        for offer in offers(commitment, capacities(user, commitment))
    ]


def asks_of(offer: Offer, commitment: Commitment, user: Any) -> list[dict[str, Any]]:
    """The fields of the step's form, as the portal and the admin show it."""
    form = StepForm(offer=offer, commitment=commitment, user=user)
    needs_paper = offer.step.document is not None and offer.step.document_need is Need.MUST
    instead = {"text": "file", "file": "text"}
    needed = set(instead) if needs_paper else set()
    if offer.step.silence:
        # The form can't know whether the body met: one of the two is there, and with a meeting, how it agreed.
        instead |= {"meeting": "decision"}
        needed |= {"meeting", "consensus"}
    return [
        {
            "name": name,
            "kind": _kind(field),
            "required": field.required or name in needed,
            "instead": instead.get(name),
            "default": None if field.initial is None else str(field.initial),
            "choices": _choices(field),
            "label": str(field.label),
            "help_text": str(field.help_text),
        }
        for name, field in form.fields.items()
        if name in visible_names(form)
    ]


def _kind(field: forms.Field) -> str:
    match field:
        case forms.FileField():
            return "file"
        case forms.DateField():
            return "day"
        case forms.ModelMultipleChoiceField():
            return "choices"
        case forms.ChoiceField():
            return "choice"
    return "text"


def _choices(field: forms.Field) -> list[dict[str, str]] | None:
    if not isinstance(field, forms.ChoiceField):
        return None
    return [{"value": str(value), "label": str(label)} for value, label in field.choices if str(value)]
