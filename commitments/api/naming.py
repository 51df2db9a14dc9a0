"""How commitments and papers are named in parameters and addresses, and how words are looked for in their rows."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from commitments.models import Commitment
from record.api.schema import RecordSchema
from record.texts import folded

# Keys that nobody can guess or count.
UID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def commitment_called(user: Any, reference: str) -> QuerySet:
    return Commitment.objects.visible_to(user).filter(reference__iexact=reference)


def by_words(rows: QuerySet, words: str, *columns: str) -> QuerySet:
    """The rows in which every word stands, each in one of the columns."""
    for word in words.split():
        found = Q()
        for column in columns:
            is_folded = column.endswith("search_text")
            found |= Q(**{f"{column}__contains": folded(word)} if is_folded else {f"{column}__icontains": word})
        rows = rows.filter(found)
    return rows


class KeySchema(RecordSchema):
    """Of an address whose key is made of several columns."""

    def get_override_parameters(self) -> list[Any]:
        key = OpenApiParameter("key", str, OpenApiParameter.PATH, description=_("The row's own column `key`."))
        return [*super().get_override_parameters(), *([key] if "{key}" in self.path else [])]
