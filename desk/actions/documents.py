"""Somebody takes a document along: the journal keeps which one, and the digest of what left."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from journal.actions import record
from journal.models import Entry
from members.models import User


@transaction.atomic
def note_document_taken(*, document: str, name: str, sha256: str, by: User, at: dt.datetime | None = None) -> Entry:
    """Write down that a person took it. It is told of the person, and not of the thing: what somebody reads is nobody else's."""
    person = User.objects.get(pk=by.pk)
    changes = {"document": [None, document], "file": [None, name], "sha256": [None, sha256]}
    return record(by=by, verb="took a document", about=person, changes=changes, at=at or timezone.now())
