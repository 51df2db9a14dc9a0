"""Files of what is published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from public_site.reads import PublicRecord
from record.dates import day_of_the_house


def published_file(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The text of a published thing in a language, to be taken along; it is never shown within a page."""
    for thing in PublicRecord(day_of_the_house()).published:
        for file in thing.files:
            if (thing.key, file.language) == (key, language):
                disposition = content_disposition_header(True, file.name) or "attachment"
                return HttpResponse(
                    file.read(), content_type=file.file_type, headers={"Content-Disposition": disposition}
                )
    raise Http404
