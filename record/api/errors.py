"""How a refusal reads: `{"detail": …}`, or `{"parameter": ["…"]}` where a parameter or field is to blame."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, ParseError, ValidationError
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import exception_handler

from record.pace import TooOften


class AskedTooOften(APIException):
    """A limit was passed; DRF makes Retry-After of what is to be waited."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_code = "too-often"

    def __init__(self, refusal: TooOften):
        super().__init__(str(refusal))
        self.wait = refusal.seconds


def explain(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The handler named in the settings: what Django and the models refuse is a 400 like what the API refuses."""
    if isinstance(exc, ModelValidationError):
        exc = ValidationError(as_serializer_error(exc))
    elif isinstance(exc, SuspiciousOperation):
        exc = ParseError(_("This address can't be read."))
    elif isinstance(exc, TooOften):
        exc = AskedTooOften(exc)
    elif isinstance(exc, Http404):
        # The same words for what does not exist and for what one may not see.
        exc = NotFound()
    return exception_handler(exc, context)
