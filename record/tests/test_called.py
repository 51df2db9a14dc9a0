"""What names a thing is short: a text without end names nothing at any door, and no database sees it."""

import json

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Participant
from record.acts.offers import Offer
from record.acts.picks import ThingField, ThingsField
from record.acts.table import TABLE, Act, Setting
from record.called import LONGEST_KEY, MOST_KEYS, called

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ENDLESS = ("A" * 50_001, "A" * 1_000_000, "_" * 50_001, "9" * 5_000, "\0", "\\" * 201)
MANY = [f"A{number}" for number in range(50_001)]
# Where a program names a thing in a body, in a list's parameter, and in an address.
BODIES = {
    "/api/v1/views/": "commitment",
    "/api/v1/agenda-items/": "meeting",
    "/api/v1/experts/": "commitment",
    "/api/v1/activities/": "commitment",
    "/api/v1/action-plans/": "commitment",
    "/api/v1/progress-notes/": "commitment",
    "/api/v1/commitments/": "measure",
}


def test_a_key_finds_its_thing_in_capitals_or_not_and_what_is_no_key_finds_nothing(xa):
    rows = Participant.objects.all()
    assert list(called(rows, "xa", "code")) == list(called(rows, "XA", "kind", "code")) == [xa]
    for typed in ("", "XQ", *ENDLESS, "A" * (LONGEST_KEY + 1)):
        assert not called(rows, typed, "code").exists()


def fields_of(act: Act, person) -> dict[str, forms.Field]:
    setting = Setting(act, person, None, timezone.now(), Offer())
    return {f"{act.name}.{name}": field for ask in act.asks for name, field in ask.fields(setting).items()}


def test_every_choice_by_name_refuses_what_can_not_be_a_name(officer):
    """Once for each kind of thing that some act lets somebody choose."""
    kinds = {}
    for rows in TABLE.rows.values():
        for act in rows.values():
            for field in fields_of(act, officer).values():
                if isinstance(field, ThingField | ThingsField):
                    kinds[type(field), field.queryset.model, field.to_field_name] = field
    assert len({model for _kind, model, _name in kinds}) > 5
    for field in kinds.values():
        for typed in ENDLESS:
            with pytest.raises(ValidationError):
                field.clean([typed] if isinstance(field, ThingsField) else typed)
        if isinstance(field, ThingsField):
            with pytest.raises(ValidationError, match=str(MOST_KEYS)):
                field.clean(MANY)


def test_no_body_parameter_or_address_makes_a_fault(authority, sign_in):
    client = sign_in(authority)
    for address, name in BODIES.items():
        for typed in (*ENDLESS[:2], MANY[:5_000]):
            answer = client.post(address, json.dumps({name: typed}), content_type="application/json")
            assert answer.status_code in (403, 422), (address, name)
            assert answer.headers["Content-Type"] == "application/problem+json"
    for address in (
        "participants/?participant=",
        "commitments/?participant=",
        "commitments/?measure=",
        "papers/?symbol=",
    ):
        assert client.get(f"/api/v1/{address}{'A' * 50_001}").status_code == 400
    for resource in ("participants", "commitments", "meetings", "papers", "decisions", "sources", "measures"):
        assert client.get(f"/api/v1/{resource}/{'A' * 50_001}/").status_code == 404
