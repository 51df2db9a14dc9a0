"""The picture of a photograph, as it is handed out: to whoever may see it while it may be shown, to nobody after."""

import uuid

from django.http import FileResponse, Http404

from activities.models import Photograph
from members.models import Person
from record.files import attachment_headers


def picture_of(user: Person, uid: uuid.UUID) -> FileResponse:
    """Raises Http404 where the person sees none, consent was withdrawn, it was a mistake, or it isn't on the disk."""
    photograph = Photograph.objects.visible_to(user).served().filter(uid=uid).first()
    if photograph is None:
        raise Http404
    try:
        content = photograph.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(content, content_type=photograph.file_type)
    # After the response is made: it puts a disposition of its own over what it is given.
    for name, value in attachment_headers(f"photograph-{photograph.uid.hex[:8]}.{photograph.extension}").items():
        response[name] = value
    return response
