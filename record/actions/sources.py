"""The register of sources: a document is added to it, and files are kept with one."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import difference, record, snapshot
from record.corrections import WAS_CORRECTED
from record.files import INSPECTING, stored_name
from record.models import Source, SourceFile, is_mistaken
from record.references import next_in
from record.refusals import Refused
from record.viewers import Viewer

KEY_IS_TAKEN = _("The register has a source of that key, or had one that was entered by mistake.")
HAS_IT_ALREADY = _("This source has that very file already.")


def register_source(
    *,
    key: str,
    title: dict[str, str],
    by: Viewer,
    symbol: str = "",
    dated: dt.date | None = None,
    issued_by: str = "",
    url: str = "",
    pages: str = "",
    says: str = "",
    at: dt.datetime | None = None,
) -> Source:
    """Add a document to the register, so that facts can cite it by its key. Raises Refused."""
    source = Source(
        key=key.strip(),
        title=title,
        symbol=symbol.strip(),
        dated=dated,
        issued_by=issued_by.strip(),
        url=url,
        pages=pages.strip(),
        says=says.strip(),
    )
    if Source.everything.filter(key=source.key).exists():
        raise Refused({"key": [KEY_IS_TAKEN]})
    try:
        source.full_clean()
    except ValidationError as error:
        raise Refused({name: list(sentences) for name, sentences in error.message_dict.items()}) from error
    with transaction.atomic():
        source.save(force_insert=True)
        record(by=by, verb="added", about=source, changes=difference({}, snapshot(source)), at=at)
        return source


def add_source_file(
    *, source: Source, file: UploadedFile, by: Viewer, pages: str = "", at: dt.datetime | None = None
) -> SourceFile:
    """Keep a document of a source, or a scan of its pages, once it was looked through.

    Raises ValidationError where it can't be taken, Refused where the source has that file already or counts for nothing.
    """
    at = at or timezone.now()
    # Before the transaction: it takes a process of its own and seconds.
    checked = INSPECTING.look_through(file)
    with transaction.atomic():
        row = Source.everything.select_for_update().get(pk=source.pk)
        if is_mistaken(row):
            raise Refused({"": [WAS_CORRECTED]}, is_stale=True)
        if SourceFile.objects.filter(source=row, sha256=checked.sha256).exists():
            raise Refused({"file": [HAS_IT_ALREADY]})
        kept = SourceFile(
            source=row,
            number=next_in(SourceFile.everything.filter(source=row)),
            pages=pages.strip(),
            name=checked.name,
            file_type=checked.content_type,
            size=checked.size,
            sha256=checked.sha256,
            by=by,
            at=at,
        )
        file.seek(0)
        kept.file.save(stored_name(checked), file, save=False)
        kept.save(force_insert=True)
        said = {"file": [None, kept.name], "sha256": [None, kept.sha256]}
        record(by=by, verb="added a file", about=row, changes=said, at=at)
        return kept
