"""The whole record as a Frictionless data package: every list that its reader sees as CSV, with its schema and its sources.

It leaves while it is written. The description stands last, since only then the digest of each file is known; the same record
and reader give the same bytes.
"""

import codecs
import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from record.api import headings
from record.api.fields import Path, columns_of, field_of, types_of
from record.api.problems import A_PROBLEM
from record.api.schema import LIMITS_TOLD
from record.api.views import AnyFile, ReadingViewSet, StrictView
from record.dates import day_of_the_house
from record.exports import AsAsked, lines_of_csv
from record.marked import SENTENCE, is_marked, marked
from record.models import Source
from record.pace import require_pace
from record.parquet import ColumnType
from record.texts import in_language

ZIP = "application/zip"
NAME, DESCRIPTION = "datapackage", "datapackage.json"
# The day on which every file was packed: the same record gives the same bytes.
PACKED = (1980, 1, 1, 0, 0, 0)
# What the specification calls the types of columns; what isn't here is a string.
TYPES = {
    ColumnType.WHOLE_NUMBER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.TRUTH: "boolean",
    ColumnType.DAY: "date",
    ColumnType.INSTANT: "datetime",
}
# An instant as the lists have it: with its zone, which the default form of the specification knows in UTC only.
FORMS = {"datetime": "any"}


@dataclass
class Outgoing:
    """What a zip is written into: it keeps what isn't sent yet, and can't be wound back."""

    waiting: list[bytes] = field(default_factory=list)

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        sent, self.waiting = b"".join(self.waiting), []
        return sent


def pieces_of_package(lists: Mapping[str, type[ReadingViewSet]], request: Request, asked: AsAsked) -> Iterator[bytes]:
    """The zip, some lines at a time, as whoever asked reads."""
    out, described = Outgoing(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:  # type: ignore[call-overload]
        for name, resource in lists.items():
            view = resource.whole_list(name, request)
            path, seal, size = f"data/{name}.csv", hashlib.sha256(), 0
            with asked.again():
                lines = lines_of_csv(view.table_of(view.rows(request), "csv"))
            with package.open(_entry(path), "w", force_zip64=True) as file:
                for piece in asked.pieces(lines):
                    plain = piece.removeprefix(codecs.BOM_UTF8)
                    seal.update(plain)
                    size += len(plain)
                    file.write(plain)
                    yield out.taken()
            with asked.again():
                told = {"path": path, "bytes": size, "hash": f"sha256:{seal.hexdigest()}"}
                described.append({"name": name, **told, **_described(view)})
        with asked.again():
            text = json.dumps(_package(request, described), ensure_ascii=False, indent=1)
        package.writestr(_entry(DESCRIPTION), text.encode())
    yield out.taken()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, PACKED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _package(request: Request, described: list[dict[str, Any]]) -> dict[str, Any]:
    day = day_of_the_house()
    sources = Source.objects.visible_to(request.user).order_by("key")
    return {
        "profile": "tabular-data-package",
        "name": "cica-record",
        "title": marked("The record of the tracker"),
        "description": str(SENTENCE) if is_marked() else "",
        "version": day.isoformat(),
        "licenses": [
            {
                "name": "other-closed",
                "title": "As its reader may read it: each entry is passed on only as far as its owner lets it be seen.",
            }
        ],
        "sources": [
            {"title": f"{row.key}: {in_language(row.title) or row.says}", **({"path": row.url} if row.url else {})}
            for row in sources
        ],
        "resources": described,
    }


def _described(view: ReadingViewSet) -> dict[str, Any]:
    serializer = view.get_serializer()
    columns = columns_of(serializer)
    words = [headings.said(view.basename_of_file, column) or ".".join(column) for column in columns]
    types = [TYPES.get(kind, "string") for kind in types_of(serializer, columns)]
    return {
        "profile": "tabular-data-resource",
        "description": (type(view).__doc__ or "").strip().partition("\n")[0],
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {
            "fields": [
                _field(serializer, column, kind, word) for column, kind, word in zip(columns, types, words, strict=True)
            ],
            "missingValues": [""],
        },
    }


def _field(serializer: Any, column: Path, kind: str, word: str) -> dict[str, Any]:
    of_list = field_of(serializer, column)
    said = str(getattr(of_list, "help_text", "") or "")
    more = {"format": FORMS[kind]} if kind in FORMS else {}
    return {"name": ".".join(column), "type": kind, **more, "title": word, **({"description": said} if said else {})}


# -- The door.


class DataPackage(StrictView):
    """The whole record as one file, as far as the caller sees it."""

    renderer_classes = [AnyFile, JSONRenderer]
    # By the roof, which knows every list: those that are of the record.
    lists: ClassVar[Mapping[str, type[ReadingViewSet]]] = {}

    @extend_schema(
        operation_id="datapackage",
        parameters=LIMITS_TOLD,
        responses={(200, ZIP): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 429: A_PROBLEM},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        require_pace("export", request.user.pk)
        answer = StreamingHttpResponse(pieces_of_package(self.lists, request, AsAsked()), content_type=ZIP)
        name = content_disposition_header(True, f"cica-record_{day_of_the_house().isoformat()}.zip")
        answer["Content-Disposition"] = name or "attachment"
        return answer
