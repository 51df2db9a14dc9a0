"""How rows are named in addresses where they have no short key of their own."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from record.api.schema import RecordSchema
from record.api.writing import WritingViewSet


class NamedByUid:
    """Mixed into addresses of rows that are named by a key which nobody can guess or count."""

    lookup_field = "uid"
    lookup_value_regex = "[^/]+"
    kwargs: dict[str, Any]
    get_queryset: Callable[[], QuerySet]

    def get_object(self) -> Any:
        try:
            uid = uuid.UUID(self.kwargs["uid"])
        except ValueError as error:
            raise Http404 from error
        return get_object_or_404(self.get_queryset(), uid=uid)


class ByUid(NamedByUid, WritingViewSet):
    """Rows that are named so, and written by acts."""


class KeySchema(RecordSchema):
    """Of an address whose key is made of several columns."""

    def get_override_parameters(self) -> list[Any]:
        key = OpenApiParameter("key", str, OpenApiParameter.PATH, description=_("The row's own column `key`."))
        return [*super().get_override_parameters(), *([key] if "{key}" in self.path else [])]
