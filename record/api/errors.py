"""What refuses, made into problem details (`record.api.problems`): Django's refusals and the models' like the API's own."""

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, ParseError, PermissionDenied, ValidationError
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import exception_handler

from record.api.problems import MEDIA_TYPE, problem, summary_of
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
    elif isinstance(exc, DjangoPermissionDenied):
        exc = PermissionDenied(*exc.args)
    response = exception_handler(exc, context)
    if response is not None and isinstance(exc, APIException):
        response.data = _told(exc, response.status_code)
        response.content_type = MEDIA_TYPE
    return response


def _told(refusal: APIException, status_code: int) -> dict[str, Any]:
    code = refusal.default_code.replace("_", "-")
    if isinstance(refusal.detail, dict):
        errors = {name: said if isinstance(said, list) else [said] for name, said in refusal.detail.items()}
        return problem(status_code, summary_of(errors), code=code, errors=errors)
    sentences = refusal.detail if isinstance(refusal.detail, list) else [refusal.detail]
    return problem(status_code, " ".join(map(str, sentences)), code=code)
