"""What every address that takes something shares: strict bodies, one-time keys, and refusals in sentences."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any, TypeVar

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.exceptions import ValidationError as Unreadable
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from record.acts.files import FileRefusal
from record.api.parameters import Problems, unknown_or_repeated
from record.api.problems import A_PROBLEM
from record.api.views import ReadingViewSet

AnyForm = TypeVar("AnyForm", bound=forms.Form)

# Under which name a refusal stands that no single field is to blame for.
NO_FIELD = "non_field_errors"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
SEEN = re.compile(r'(?:W/)?"v([0-9]{1,9})-[0-9a-f]*"')

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200},
    OpenApiParameter.HEADER,
    description="Yours, new for each submission: sent again, it finds what the first one made (200) and makes nothing.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="The ETag of what you read: refused with 412 if it has moved on since.",
)
REFUSALS = {
    400: A_PROBLEM,
    401: A_PROBLEM,
    403: A_PROBLEM,
    404: A_PROBLEM,
    406: A_PROBLEM,
    409: A_PROBLEM,
    413: A_PROBLEM,
    415: A_PROBLEM,
    422: A_PROBLEM,
    429: A_PROBLEM,
    503: A_PROBLEM,
}


class Unprocessable(APIException):
    """What was sent can be read and can't be done: sentences by field."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "refused"

    def __init__(self, problems: Mapping[str, Iterable[Any]]):
        super().__init__({name: [str(sentence) for sentence in sentences] for name, sentences in problems.items()})


class MovedOn(APIException):
    """What was sent is about something that has moved on meanwhile."""

    status_code: int = status.HTTP_409_CONFLICT
    default_code = "moved_on"
    default_detail = gettext_lazy("This moved on since you read it. Read it again, and send what still holds.")

    def __init__(self, *, was_guarded: bool):
        super().__init__()
        if was_guarded:
            self.status_code = status.HTTP_412_PRECONDITION_FAILED


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("This is too large to be sent as JSON. Send a file as multipart/form-data.")


class FileNotTaken(APIException):
    """A file was too large, one of too many, or can't be scanned now: told by a status of its own."""

    default_code = "file"

    def __init__(self, refusal: FileRefusal):
        super().__init__(" ".join(refusal.sentences))
        self.status_code = refusal.status
        if refusal.seconds:
            # As DRF asks for Retry-After.
            self.wait = refusal.seconds


class StrictJSON(BaseParser):
    """One object of JSON of a size that texts have."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        largest_size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content = stream.read(largest_size + 1)
        if len(content) > largest_size:
            raise TooLarge
        try:
            fields = json.loads(content.decode(), object_pairs_hook=_each_once)
        except (ValueError, RecursionError) as error:
            raise ParseError(_("This is no JSON that can be read.")) from error
        if not isinstance(fields, dict):
            raise ParseError(_("Send one object: fields with their values."))
        return fields


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a name stands twice")
    if not all(map(_can_be_kept, fields)):
        raise ValueError("a name can't be written")
    return fields


class WritingViewSet(ReadingViewSet):
    """Besides reading: takes what is sent, as JSON or multipart, and answers in JSON."""

    parser_classes = [StrictJSON, MultiPartParser]

    @property
    def is_reading(self) -> bool:
        return self.action in {"list", "retrieve"}

    def parameter_problems(self, request: Request) -> Problems:
        return super().parameter_problems(request) if self.is_reading else unknown_or_repeated(request, [])

    def get_renderers(self) -> list[BaseRenderer]:
        return super().get_renderers() if self.is_reading else [JSONRenderer()]


# -- Headers.


def once_key(request: Request) -> str | None:
    """The key under which this is done once. It is the person's own, and belongs to one address."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise Unreadable({"Idempotency-Key": [_("Give 1 to 200 characters of ASCII without spaces.")]})
    return hashlib.sha256(f"{request.user.pk} {request.path} {key}".encode()).hexdigest()


def etag(version: int, representation: object) -> str:
    """What it is now, and what of it the reader was shown: "v4-0a1b…"."""
    return quote_etag(f"v{version}-{hashlib.sha256(JSONRenderer().render(representation)).hexdigest()[:32]}")


def seen_version(request: Request) -> int | None:
    """The version that `If-Match` names; None where there is no such header, or it is content with any.

    Only the version counts: what else is shown of a thing differs from reader to reader.
    """
    header = request.headers.get("If-Match", "*").strip()
    if header == "*":
        return None
    if not (match := SEEN.fullmatch(header)):
        raise Unreadable({"If-Match": [_("Give the ETag of what you read, as it came.")]})
    return int(match[1])


# -- Bodies.


@dataclass(frozen=True)
class SentBody:
    """What was sent: texts and files, by field."""

    texts: MultiValueDict
    files: MultiValueDict
    # Fields whose value came as a number, or as yes or no.
    bare: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        return self.texts.get(name) or ""

    def renamed(self, names: Mapping[str, str]) -> "SentBody":
        """The fields of `names` under the names of a form."""
        return SentBody(
            MultiValueDict({names[name]: values for name, values in self.texts.lists() if name in names}),
            MultiValueDict({names[name]: values for name, values in self.files.lists() if name in names}),
        )

    def strange_to(self, form: forms.Form | None, *besides: str) -> Problems:
        """What was sent that the form doesn't ask for, or not so. `besides`: fields that others than the form read."""
        form_fields = visible_names(form) if form else []
        field_names = ", ".join(sorted({*form_fields, *besides}))
        problems: Problems = {}
        for name in sorted({*self.texts, *self.files}):
            if name in besides:
                continue
            if name not in form_fields:
                problems[name] = [_("There is no such field here. There are: %(names)s.") % {"names": field_names}]
            elif problem := self._misplaced(name, form.fields[name]):
                problems[name] = [problem]
        return problems

    def _misplaced(self, name: str, field: forms.Field) -> str | None:
        if isinstance(field, forms.FileField):
            return _("Send a file, as multipart/form-data.") if self.text(name) else None
        takes_bare = isinstance(field, (forms.IntegerField, forms.BooleanField))
        if name in self.files or (name in self.bare and not takes_bare):
            return _("Give a text.")
        if isinstance(field, forms.BooleanField) and self.text(name) not in {"", "true", "false", "on"}:
            return _("Give true or false.")
        if len(self.texts.getlist(name)) > 1 and not isinstance(field, forms.ModelMultipleChoiceField):
            return _("Give this once.")
        return None


def body_of(request: Request) -> SentBody:
    """The fields that were sent. Raises Unprocessable where a value is neither a text, a list of texts, nor a file."""
    texts, files, problems, bare = MultiValueDict(), MultiValueDict(), {}, set()
    data = request.data
    pairs = data.lists() if isinstance(data, MultiValueDict) else data.items()
    for name, value in pairs:
        values = [] if value is None else value if isinstance(value, list) else [value]
        if any(isinstance(value_sent, int) for value_sent in values):
            bare.add(name)
        values = [_as_written(value_sent) for value_sent in values]
        if values and all(hasattr(value_sent, "chunks") for value_sent in values):
            files.setlist(name, values)
        elif all(isinstance(value_sent, str) and _can_be_kept(value_sent) for value_sent in values):
            texts.setlist(name, values)
        else:
            problems[name] = [_("Give a text.")]
    if problems:
        raise Unprocessable(problems)
    return SentBody(texts, files, frozenset(bare))


def _as_written(value: Any) -> Any:
    """A number or a yes as a form would send it; everything else as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


def _can_be_kept(text: str) -> bool:
    """Whether a database can hold it: no NUL, no halves of characters."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def visible_names(form: forms.Form) -> list[str]:
    """The fields that a program fills in; keys and versions come in headers."""
    return [name for name, field in form.fields.items() if not isinstance(field.widget, forms.HiddenInput)]


def form_of(make: Callable[..., AnyForm], body: SentBody) -> AnyForm:
    """The form with what was sent; what wasn't sent is as a person finds it on the page."""
    blank = make(None, None)
    texts = MultiValueDict()
    for name in visible_names(blank):
        field, key = blank.fields[name], blank.add_prefix(name)
        if key in body.texts:
            texts.setlist(key, body.texts.getlist(key))
        elif field.initial is not None:
            texts.setlist(key, field.initial if isinstance(field.initial, list) else [field.initial])
    return make(texts, body.files)


def problems_of(form: forms.Form) -> Problems:
    return {
        NO_FIELD if name == forms.forms.NON_FIELD_ERRORS else name: [str(error) for error in errors]
        for name, errors in form.errors.items()
    }
