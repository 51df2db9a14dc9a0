"""What programs are told of acts: those that may be done next, and the bodies with which they are done."""

import datetime as dt
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from record.acts.asks import Ask, always
from record.acts.forms import ON_BEHALF_OF, ActForm
from record.acts.offers import Offer
from record.acts.table import TABLE, Act, Noun, Setting
from record.api.writing import visible_names

KINDS = ("text", "day", "hour", "instant", "number", "flag", "choice", "choices", "file")
# A longer list of choices (zones) is described as a text.
MOST_NAMED = 60


class ChoiceSerializer(serializers.Serializer):
    value = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]


class AskSerializer(serializers.Serializer):
    """One thing that an act asks for: a field of the body with which it is done."""

    name = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(choices=KINDS, read_only=True)
    required = serializers.BooleanField(read_only=True)  # type: ignore[assignment]
    instead = serializers.CharField(
        read_only=True, allow_null=True, help_text=gettext_lazy("Another field that may be given in its place.")
    )
    default = serializers.CharField(read_only=True, allow_null=True)  # type: ignore[assignment]
    choices = ChoiceSerializer(many=True, read_only=True, allow_null=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    help_text = serializers.CharField(read_only=True)  # type: ignore[assignment]


class NextActSerializer(serializers.Serializer):
    """An act that the caller may do now, and what still blocks it."""

    name = serializers.CharField(read_only=True, help_text=gettext_lazy("Stands in the address at which it is done."))
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    article = serializers.CharField(read_only=True, help_text=gettext_lazy("The article it rests on."))
    acting_as = serializers.CharField(read_only=True, help_text=gettext_lazy("In which capacity."))
    on_behalf_of = serializers.CharField(
        read_only=True, allow_null=True, help_text=gettext_lazy("Code of the state, or none.")
    )
    open = serializers.BooleanField(read_only=True, help_text=gettext_lazy("Whether the caller can do it now."))
    problems = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=gettext_lazy("Sentences: why it can't be done yet.")
    )
    asks = AskSerializer(
        many=True, read_only=True, allow_null=True, help_text=gettext_lazy("What it asks for; told for one thing only.")
    )


def next_acts(
    noun: Noun, user: Any, thing: Any, *, with_asks: bool, at: dt.datetime | None = None
) -> list[dict[str, Any]]:
    """What a person may do now about a thing, as the JSON of its noun tells it."""
    at = at or timezone.now()
    return [
        _told(Setting(act, user, thing, at, offer), with_asks=with_asks)
        for act, offer in TABLE.offers(noun, user, thing, at, attrgetter("in_api"))
    ]


class WithNextActs(serializers.Serializer):
    """One thing, with what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=gettext_lazy("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, thing: Any) -> list[Any]:
        acts = next_acts(TABLE.noun_of(thing), self.context["request"].user, thing, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


def _told(setting: Setting, *, with_asks: bool) -> dict[str, Any]:
    act, offer = setting.act, setting.offer
    speaker = None if offer.is_own else offer.first_speaker
    return {
        "name": act.name,
        "label": str(act.label),
        "article": str(act.article),
        "acting_as": str(offer.acting_as),
        "on_behalf_of": speaker.code if speaker else None,
        "open": offer.may_submit,
        "problems": [str(problem) for problem in (*offer.problems, offer.why_only_prepare) if problem is not None],
        "asks": asks_of(setting) if with_asks else None,
    }


def asks_of(setting: Setting) -> list[dict[str, Any]]:
    """The fields of the act's form, as the portal and the admin show it."""
    form = ActForm(setting)
    instead = {name: other for ask in form.asked for name, other in ask.instead.items()}
    return [
        {
            "name": name,
            "kind": kind_of(form.fields[name]),
            "required": form.fields[name].required or name in instead,
            "instead": instead.get(name),
            "default": None if form.fields[name].initial in (None, "") else str(form.fields[name].initial),
            "choices": _choices(form.fields[name]),
            "label": str(form.fields[name].label),
            "help_text": str(form.fields[name].help_text),
        }
        for name in visible_names(form)
    ]


def kind_of(field: forms.Field) -> str:
    """What sort of value a field takes, in the words of the API."""
    kinds: tuple[tuple[type[forms.Field], str], ...] = (
        (forms.FileField, "file"),
        (forms.DateTimeField, "instant"),
        (forms.DateField, "day"),
        (forms.TimeField, "hour"),
        (forms.IntegerField, "number"),
        (forms.BooleanField, "flag"),
        (forms.ModelMultipleChoiceField, "choices"),
        (forms.ChoiceField, "choice"),
    )
    return next((kind for kind_of_field, kind in kinds if isinstance(field, kind_of_field)), "text")


def _choices(field: forms.Field) -> list[dict[str, str]] | None:
    if not isinstance(field, forms.ChoiceField):
        return None
    return [{"value": str(value), "label": str(label)} for value, label in field.choices if str(value)]


# -- The description of a body, from the asks.


def body_serializer(
    name: str, asks: Iterable[Ask], act: Act, *, is_union: bool = False
) -> type[serializers.Serializer]:
    """What may be sent, as OpenAPI describes it. `is_union`: of several acts, each of which asks for some of it."""
    setting = Setting(act, AnonymousUser(), None, timezone.now(), Offer())
    fields: dict[str, Any] = {}
    if act.speaks_as:
        fields[ON_BEHALF_OF] = serializers.CharField(required=False, help_text=gettext_lazy("Code of a state: AZ."))
    for ask in (*asks, *act.letter_asks):
        for key, field in ask.fields(setting).items():
            is_asked_of_all = ask in act.asks and ask.when is always
            is_needed = field.required and field.initial is None and is_asked_of_all and not is_union
            fields.setdefault(key, _described(field, is_needed))
    return type(name, (serializers.Serializer,), {**fields, "__doc__": str(act.label) if not is_union else ""})


def _is_named(field: forms.Field) -> bool:
    """Whether the values are few and the same for everybody, so that the description names them."""
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return False
    return 0 < len([value for value, _label in field.choices if value != ""]) <= MOST_NAMED


def _described(field: forms.Field, is_needed: bool) -> serializers.Field:
    said: dict[str, Any] = {"required": is_needed, "help_text": field.help_text or field.label}
    match kind_of(field):
        case "file":
            return serializers.FileField(**said)
        case "day":
            return serializers.DateField(**said)
        case "instant":
            return serializers.DateTimeField(**said)
        case "number":
            bounds = {"min_value": field.min_value, "max_value": field.max_value}  # type: ignore[attr-defined]
            return serializers.IntegerField(**said, **bounds)
        case "flag":
            return serializers.BooleanField(**said)
        case "choices":
            return serializers.ListField(child=serializers.CharField(), **said)
        case "choice" if _is_named(field):
            return serializers.ChoiceField(choices=[pair for pair in field.choices if pair[0] != ""], **said)  # type: ignore[attr-defined]
    return serializers.CharField(**said, max_length=getattr(field, "max_length", None))
