"""What of a list was entered or changed since an instant, so that a copy elsewhere is kept up to date.

The journal says of what something was written, and when; so nothing has to be kept beside a row for it.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from rest_framework.request import Request

from journal.models import Entry
from journal.names import key_field_of, kind_of
from record.api.parameters import Problems

UPDATED_SINCE = "updated_since"


def since_asked(request: Request) -> dt.datetime | None:
    """The instant, with its zone; the beginning of a day in UTC. None where none is given. Raises ValueError."""
    text = request.query_params.get(UPDATED_SINCE, "").strip()
    if not text:
        return None
    day = parse_date(text)
    if day is not None:
        return dt.datetime.combine(day, dt.time(), dt.UTC)
    # A plus sign that nobody encoded comes as a space.
    instant = parse_datetime(text.replace(" ", "+") if "T" in text else text)
    if instant is None or instant.tzinfo is None:
        raise ValueError(text)
    return instant


def problems(request: Request) -> Problems:
    try:
        since_asked(request)
    except (ValueError, OverflowError):
        return {UPDATED_SINCE: [_("Give a day (2026-11-30) or an instant with its zone (2026-11-30T04:15:00Z).")]}
    return {}


def updated_since(rows: QuerySet[Any], since: dt.datetime, paths: Sequence[str]) -> QuerySet[Any]:
    """Those of which the journal says something since then, or of which one of the columns is of then or later."""
    condition = Q(pk__in=_told_of(rows.model, since))
    for path in paths:
        condition |= Q(pk__in=rows.model._base_manager.filter(**{f"{path}__gte": since}).values("pk"))
    return rows.filter(condition)


def _told_of(model: type[models.Model], since: dt.datetime) -> QuerySet[Any]:
    keys = Entry.objects.filter(about_kind=kind_of(model), at__gte=since).order_by().values_list("about_key", flat=True)
    name = key_field_of(model)
    every = model._base_manager.order_by()
    if name != "pk" and isinstance(model._meta.get_field(name), models.UUIDField):
        # Written otherwise in the journal than one of the databases writes them.
        return every.filter(**{f"{name}__in": [uuid.UUID(key) for key in keys.distinct()]}).values("pk")
    return every.annotate(told_as=Cast(name, CharField())).filter(told_as__in=keys).values("pk")
