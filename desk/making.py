"""Makes documents that were asked for, each as its asker reads the record: in a worker, from cron, or while somebody waits."""

import time
from contextlib import suppress

import structlog
from celery import current_app
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from kombu.exceptions import OperationalError

from desk.actions.requested import NoLongerWanted, ask_for_document, give_up, keep_file, take_up, tell_progress
from desk.choices import WhyNotMade
from desk.models import RequestedDocument
from desk.reports.documents import ToldDocument, found
from desk.reports.documents.grammar import PARTS
from members.models import User
from record.outlines.pdf import NotInOurFonts

log = structlog.get_logger(__name__)


def make_waiting(*, within: float) -> int:
    """Those that wait, the oldest first, until so many seconds are over; how many were made."""
    until, made, tried = time.monotonic() + within, 0, set[int]()
    while time.monotonic() < until:
        rows = RequestedDocument.objects.to_be_made(timezone.now()).exclude(pk__in=tried).without_files()
        requested = rows.order_by("at", "pk").first()
        if requested is None:
            break
        tried.add(requested.pk)
        made += make(requested)
    return made


def make(requested: RequestedDocument) -> bool:
    """Whether it is ready now. What was cancelled meanwhile, or is in other hands, is left."""
    with suppress(NoLongerWanted):
        take_up(requested, parts=PARTS, at=timezone.now())
        try:
            _make(requested)
        except (Http404, PermissionDenied):
            give_up(requested, why=WhyNotMade.CLOSED)
        except NotInOurFonts:
            give_up(requested, why=WhyNotMade.FONTS)
        except NoLongerWanted:
            raise
        except Exception:
            log.exception("a document couldn't be made", key=str(requested.uid), kind=requested.kind)
            give_up(requested, why=WhyNotMade.FAULT)
        else:
            return True
    return False


def _make(requested: RequestedDocument) -> None:
    user = requested.by
    if not user.is_active:
        raise PermissionDenied
    kind, thing = found(user, requested.kind, requested.key)
    told = ToldDocument(kind, thing, requested.key, user, requested.day, requested.language)
    made = told.file(requested.format, lambda done: tell_progress(requested, done=done, at=timezone.now()))
    keep_file(requested, name=made.name, sha256=made.sha256, data=made.data)


# -- Asked for.


def ask_for(told: ToldDocument, extension: str, by: User) -> RequestedDocument:
    """Ask for a document of the person's; a worker hears of it, and where none does, the beat, cron or a press makes it."""
    requested = ask_for_document(
        kind=told.kind.name,
        key=told.key,
        title=told.title,
        language=told.language,
        extension=extension,
        day=told.day,
        by=by,
        at=timezone.now(),
    )
    transaction.on_commit(lambda: _tell_a_worker(requested.pk))
    return requested


def _tell_a_worker(key: int) -> None:
    """Nothing is lost where no broker answers: what waits is found by whoever makes documents next."""
    with suppress(OperationalError, OSError):
        current_app.send_task("desk.make_document", [key], retry=False)
