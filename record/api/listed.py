"""A page of a list in JSON, told of values that were read: the same columns as a file of the list, and no object a row."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer

from record.api.by_values import AS_JSON, RowsByValues
from record.api.fields import columns_of
from record.api.made_of import what_it_is_made_of

# What ends a line for a program that takes JSON for its own words: said otherwise, as Django REST framework does.
ENDS_OF_LINES = ("\u2028", "\u2029")


def page_by_values(view: Any, rows: QuerySet) -> HttpResponse | None:
    """The page that is asked for; None where a column is told of objects alone."""
    serializer = view.get_serializer()
    made_of = what_it_is_made_of(rows, serializer)
    if made_of is None:
        return None
    told = RowsByValues(made_of, columns_of(serializer), "jsonl", view.request.user)
    batch = view.paginate_queryset(told.read)
    around = {**view.get_paginated_response([]).data}
    around.pop("results")
    begins = AS_JSON(around).removesuffix("}")
    body = f'{begins},"results":[{",".join(told.written(batch))}]}}'
    for end in ENDS_OF_LINES:
        body = body.replace(end, f"\\u{ord(end):x}")
    return HttpResponse(body, content_type=JSONRenderer.media_type)
