"""A document that was made, as an attachment."""

from django.http import HttpResponse

from desk.reports.documents import MadeDocument
from record.files import attachment_headers


def as_attachment(made: MadeDocument) -> HttpResponse:
    response = HttpResponse(made.data, content_type=made.content_type)
    for name, value in attachment_headers(made.name).items():
        response[name] = value
    response["Cache-Control"] = "private, no-store"
    return response
