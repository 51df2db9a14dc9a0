"""Rows that say what no row can say: a state, body, kind, zone or day that there isn't, a text in no language.

No door of the house writes such a row; whoever has the keys of the database may. Pages, feeds, exports and letters show it
with the others as far as it can be read. Each night they are looked for, and officers are told which they are.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.models import Func, Q

from journal.actions import keep_check
from members.models import User
from members.models.users import check_time_zone
from record.dates import zone_of

CHECK = "rows"
LAST_DAY = dt.date(2100, 12, 31)
LAST_INSTANT = dt.datetime(2101, 1, 1, 23, 59, tzinfo=dt.UTC)  # wherever the last day ends
MOST = 20
SHAPE = {"sqlite": "JSON_TYPE", "postgresql": "JSONB_TYPEOF"}


def check_rows(*, at: dt.datetime) -> list[str]:
    """Look through every column of the house, and keep what was found. A query or two a column; no row is read whole."""
    faults = [fault for model in models_of_the_house() for fault in faults_of(model)]
    nobody = User.objects.filter(email="", is_active=True).values_list("pk", flat=True)[:MOST]
    faults += [f"person {key}: has no e-mail address" for key in nobody]
    keep_check(CHECK, at=at, faults=faults)
    return faults


def models_of_the_house() -> list[type[models.Model]]:
    house = Path(settings.BASE_DIR)
    return [
        model for config in apps.get_app_configs() if Path(config.path).parent == house for model in config.get_models()
    ]


def faults_of(model: type[models.Model]) -> Iterator[str]:
    """What stands in a model's rows and can't be, each with its row."""
    for field in model._meta.concrete_fields:
        for row, value in _wrong(model, field):
            said = str(value)[:60]
            yield f"{model._meta.verbose_name} {row}: {field.name} is “{said}”"


def _wrong(model: type[models.Model], field: models.Field) -> Iterator[tuple[object, object]]:
    rows, name = model._base_manager.order_by(), field.name
    if isinstance(field, models.JSONField) and field.default is dict:
        shape = Func(name, function=SHAPE[connection.vendor], output_field=models.CharField())
        odd = rows.annotate(shape_of_it=shape).exclude(Q(shape_of_it="object") | Q(**{f"{name}__isnull": True}))
        yield from odd.values_list("pk", "shape_of_it")[:MOST]
    elif isinstance(field, models.DateTimeField):
        yield from rows.filter(**{f"{name}__gt": LAST_INSTANT}).values_list("pk", name)[:MOST]
    elif isinstance(field, models.DateField):
        yield from rows.filter(**{f"{name}__gt": LAST_DAY}).values_list("pk", name)[:MOST]
    elif isinstance(field, models.CharField) and (field.choices or check_time_zone in field.validators):
        there = rows.exclude(**{f"{name}__isnull": True}).values_list(name, flat=True).distinct()
        strange = [value for value in there if value and not _is_known(field, value)]
        yield from rows.filter(**{f"{name}__in": strange}).values_list("pk", name)[:MOST]


def _is_known(field: models.Field, value: str) -> bool:
    if check_time_zone in field.validators:
        return zone_of(value).key == value
    return value in {str(key) for key, _label in field.flatchoices}
