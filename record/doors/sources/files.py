"""A file of a source, as it is handed out: to whoever may read the source, as an attachment that runs nothing."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from record.called import called
from record.files import attachment_headers
from record.models import SourceFile
from record.viewers import Viewer


def file_of(user: Viewer, address: str, number: int) -> FileResponse:
    """The file of that number. Raises Http404 where the person sees none, or where it isn't on the disk."""
    rows = called(SourceFile.objects.visible_to(user), address.replace("_", "/"), "source__key")
    kept = get_object_or_404(rows.select_related("source"), number=min(number, 2**31 - 1))
    try:
        content = kept.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(content, content_type=kept.file_type)
    # After the response is made: it puts a disposition of its own over what it is given.
    for name, value in attachment_headers(kept.download_name).items():
        response[name] = value
    return response
