"""What PostgreSQL writes of a value is what an answer of the API says of it."""

import datetime as dt

import pytest
from django.db.models import DateTimeField, Value
from django.utils import timezone
from rest_framework import serializers

from record.api.sql_words import InstantText
from record.once import KeyUse

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

INSTANTS = (
    dt.datetime(2027, 3, 14, 22, 30, 5, tzinfo=dt.UTC),
    dt.datetime(2027, 7, 1, 0, 0, 0, 4200, tzinfo=dt.UTC),
    dt.datetime(987, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Almaty", "Asia/Kolkata", "America/St_Johns", "Europe/London"])
def test_an_instant_is_written_with_the_offset_of_whoever_reads(zone, officer):
    KeyUse.objects.create(key="k" * 64, act="act", by=officer, sent={}, at=INSTANTS[0])
    with timezone.override(zone):
        for instant in INSTANTS[:2] if zone != "UTC" else INSTANTS:
            told = InstantText(Value(instant, DateTimeField()))
            [said] = KeyUse.objects.annotate(told=told).values_list("told", flat=True)
            assert said == serializers.DateTimeField().to_representation(instant)
