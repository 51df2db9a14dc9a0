"""The search under `/api/v1/search/`: all that the caller may see, by the same function as the page."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from record.api.fields import TextsField
from record.api.parameters import Pages, Problems, one_of, unknown_or_repeated
from record.api.problems import A_PROBLEM
from record.api.schema import LIMITS_TOLD
from record.api.views import StrictView
from record.forms import WordsField
from record.search import COUNTED_TO, FoundPlace, KindFound, SearchAnswer, best_of, hits_of, of_kind, search
from record.searchable import SEARCH, SearchedNoun

TAKES = ("q", "kind", "page", "page_size", "format")


class SnippetPartSerializer(serializers.Serializer):
    """Some words of a snippet, and whether they are what was looked for."""

    words = serializers.CharField(read_only=True)
    is_found = serializers.BooleanField(read_only=True)


class SearchHitSerializer(serializers.Serializer):
    """One thing that was found."""

    kind = serializers.CharField(source="kind.name", read_only=True)
    title = TextsField(source="titles", read_only=True)
    reference = serializers.CharField(read_only=True)
    on = serializers.DateField(read_only=True, allow_null=True, help_text=_("Its day, where it has one."))
    path = serializers.CharField(source="address", read_only=True, help_text=_("Where it is read on this site."))
    snippet = SnippetPartSerializer(many=True, read_only=True, help_text=_("Where in it the words stand, in parts."))


class KindFoundSerializer(serializers.Serializer):
    """How much of one kind answers; `count` is null where it is more than is counted."""

    kind = serializers.CharField(source="kind.name", read_only=True)
    label = serializers.CharField(source="kind.label", read_only=True)  # type: ignore[assignment]
    count = serializers.SerializerMethodField()
    count_at_least = serializers.SerializerMethodField()

    def get_count(self, kind_found: KindFound) -> int | None:
        return None if kind_found.is_more else kind_found.count

    def get_count_at_least(self, kind_found: KindFound) -> int:
        return len(kind_found.places)


class SearchAnswerSerializer(serializers.Serializer):
    """What answers: the thing whose reference was typed, the kinds, and a page of results."""

    leads_to = SearchHitSerializer(read_only=True, allow_null=True)
    kinds = KindFoundSerializer(many=True, read_only=True)
    count = serializers.IntegerField(read_only=True, allow_null=True)
    count_at_least = serializers.IntegerField(read_only=True)
    next = serializers.CharField(read_only=True, allow_null=True)
    previous = serializers.CharField(read_only=True, allow_null=True)
    results = SearchHitSerializer(many=True, read_only=True)


class Search(StrictView):
    """All that the caller may see and in which every word stands, words in titles first."""

    renderer_classes = [JSONRenderer]

    def parameter_problems(self, request: Request) -> Problems:
        problems: Problems = {
            **one_of(request, "kind", [kind.name for kind in SEARCH.kinds]),
            **Pages().problems(request),
            **unknown_or_repeated(request, TAKES),
        }
        try:
            words = WordsField().clean(request.query_params.get("q", ""))
        except ValidationError as error:
            problems["q"] = [str(message) for message in error.messages]
        else:
            self.words = words
        return problems

    @extend_schema(
        operation_id="search",
        parameters=[
            OpenApiParameter(
                "q",
                {"type": "string", "maxLength": 200},
                description=_("Up to ten words in any of the four languages, or one reference. Nothing, if not given."),
            ),
            OpenApiParameter(
                "kind", {"type": "string"}, description=_("The name of one kind, as `kinds` has it: all of that kind.")
            ),
            OpenApiParameter("page", {"type": "integer", "minimum": 1, "default": 1}),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}),
            *LIMITS_TOLD,
        ],
        responses={200: SearchAnswerSerializer, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM, 429: A_PROBLEM},
        description=_(
            "Searches titles, texts and the words inside papers. Of each kind up to %(most)d are counted and listed; with"
            " `kind`, all of it."
        )
        % {"most": COUNTED_TO},
    )
    def get(self, request: Request) -> Response:
        answer = search(request.user, self.words, at=timezone.now())
        pages = Pages()
        places = self._places(pages.paginate_queryset(self._rows(request, answer), request, view=self))
        counted = pages.get_paginated_response([]).data
        counted["results"] = hits_of(places, answer.asked)
        answered = {"leads_to": answer.leads_to, "kinds": answer.kinds, **counted}
        return Response(SearchAnswerSerializer(answered).data)

    def _rows(self, request: Request, answer: SearchAnswer) -> QuerySet | Sequence[FoundPlace]:
        name = request.query_params.get("kind")
        if not name:
            return best_of(answer)
        kind = SEARCH.kind(name)
        if isinstance(kind, SearchedNoun):
            return of_kind(kind, request.user, answer.asked).defer("text")
        kind_found = answer.of(name)
        return kind_found.places if kind_found else []

    @staticmethod
    def _places(rows: Sequence[Any]) -> list[FoundPlace]:
        return [row if isinstance(row, FoundPlace) else FoundPlace.of_piece(row) for row in rows]
