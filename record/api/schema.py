"""How the doors describe themselves in OpenAPI: every parameter, every format, and what a refusal looks like."""

from typing import Any, Literal

from django.utils.translation import gettext as _
from drf_spectacular import plumbing
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from record.api.problems import A_PROBLEM, MEDIA_TYPE
from record.filters import CorrectableFilter

_A_FILE = {"type": "string", "format": "binary"}


# What every answer says of the limits that it counted towards (`record.pace`).
LIMITS_TOLD = [
    OpenApiParameter(
        "RateLimit-Policy",
        str,
        OpenApiParameter.HEADER,
        response=True,
        description='The limits that were counted: `"read";q=1200;w=60` is 1200 in 60 seconds.',
    ),
    OpenApiParameter(
        "RateLimit",
        str,
        OpenApiParameter.HEADER,
        response=True,
        description='What is left of each: `"read";r=1199;t=42` is 1199 within the next 42 seconds.',
    ),
    OpenApiParameter(
        "Retry-After",
        int,
        OpenApiParameter.HEADER,
        response=[429, 503],
        description="After how many seconds to send it again.",
    ),
]


UPDATED_SINCE = OpenApiParameter(
    "updated_since",
    {"type": "string", "maxLength": 40},
    description="A day, or an instant with its zone: rows of which something was entered or changed since then.",
)
LABELS = OpenApiParameter(
    "labels",
    bool,
    description="true: after each column of codes one more, `<column>_labels`, with what the code is called in the four"
    " languages.",
)
HEADINGS = OpenApiParameter(
    "headings",
    {"type": "string", "enum": ["names", "words"]},
    description="Of CSV and XLSX: `words` heads the columns in the reader's language, and codes are said in words; in Arabic"
    " the sheet begins on the right.",
)
FIELDS = OpenApiParameter(
    "fields",
    {"type": "string", "maxLength": 1000},
    description="Names of columns, separated by commas: these alone are answered.",
)


def forget_yesterdays_names(endpoints: list[Any]) -> list[Any]:
    """Before a description is made: what a body is called depends on the day and on the editions there are.

    The generator keeps the choices of its named enumerations for the life of the process, in each language as it first
    met them; a process that has described itself under one edition would then warn of collisions under the next.
    """
    plumbing._load_enum_name_overrides.cache_clear()
    return endpoints


class RecordSchema(AutoSchema):
    """Adds what drf-spectacular can't see: the strict parameters of `ReadingViewSet`, and its files."""

    def get_override_parameters(self) -> list[Any]:
        parameters = [*super().get_override_parameters(), *LIMITS_TOLD, self._format()]
        if getattr(self.view, "action", None) == "list":
            parameters.append(self._ordering())
            if getattr(self.view, "changed_by", None) is not None:
                parameters.append(UPDATED_SINCE)
            if names := self.view.on_request:
                parameters.append(
                    OpenApiParameter(
                        "with",
                        {"type": "array", "items": {"type": "string", "enum": [*names]}},
                        explode=False,
                        description=_(
                            "Columns that a list tells only where they are asked for; they are null otherwise."
                        ),
                    )
                )
        else:
            parameters.append(
                OpenApiParameter("as_of", {"type": "string", "format": "date"}, description=_("A day, YYYY-MM-DD."))
            )
            parameters += self._what_one_takes_besides()
        if getattr(self.view, "action", None) in {"list", "retrieve"}:
            parameters += [FIELDS, LABELS, HEADINGS]
        return parameters

    def get_response_serializers(self) -> dict[int, Any]:
        refusals = {400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM, 406: A_PROBLEM, 429: A_PROBLEM}
        return {200: super().get_response_serializers(), **refusals}

    def _get_response_for_code(
        self,
        serializer: object,
        status_code: str,
        media_types: list[str] | None = None,
        direction: Literal["request", "response"] = "response",
    ) -> dict[str, Any]:
        if status_code >= "400":
            media_types = [MEDIA_TYPE]
        described = super()._get_response_for_code(serializer, status_code, media_types, direction)
        for media_type, content in described.get("content", {}).items():
            if media_type not in {"application/json", MEDIA_TYPE}:
                content["schema"] = _A_FILE
        return described

    def _what_one_takes_besides(self) -> list[OpenApiParameter]:
        """Of one thing that may have been entered by mistake: whether it is shown then, as the list of its kind takes it."""
        asked = getattr(self.view, "filterset_class", None)
        if getattr(self.view, "action", None) != "retrieve" or not issubclass(asked or object, CorrectableFilter):
            return []
        shown = asked.base_filters["with_corrected"].extra["help_text"]
        return [OpenApiParameter("with_corrected", bool, description=shown)]

    def _format(self) -> OpenApiParameter:
        formats = self.map_renderers("format")
        return OpenApiParameter(
            "format",
            {"type": "string", "enum": formats, "default": formats[0]},
            description=_("The same columns in another format; an Accept header says it too."),
        )

    def _ordering(self) -> OpenApiParameter:
        ordering = self.view.ordering  # type: ignore[attr-defined]
        schema = {"type": "array", "items": {"type": "string", "enum": ordering.values}}
        return OpenApiParameter(
            "ordering",
            schema,
            style="form",
            explode=False,
            description=_("Names separated by commas; with a minus sign, the last comes first."),
        )
