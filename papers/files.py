"""A scan of a letter, as it is handed out: to whoever may read the letter, as an attachment that runs nothing."""

import uuid

from django.http import FileResponse, Http404

from members.models import Person
from papers.models import ScanOfALetter
from record.files import attachment_headers


def scan_of(user: Person, uid: uuid.UUID, number: int, to: str = "") -> FileResponse:
    """The scan of that number; of `to`, where each of those addressed has a copy, that one's.

    Raises Http404 where the person sees none, or where it isn't on the disk.
    """
    rows = ScanOfALetter.objects.visible_to(user).select_related("letter")
    named = rows.filter(letter__uid=uid, number=min(number, 2**31 - 1))
    kept = named.filter(addressee__code=to).first() if to else named.order_by("addressee__code").first()
    if kept is None:
        raise Http404
    try:
        content = kept.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(content, content_type=kept.file_type)
    # After the response is made: it puts a disposition of its own over what it is given.
    for name, value in attachment_headers(kept.download_name).items():
        response[name] = value
    return response
