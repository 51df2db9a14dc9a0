"""Documents that take their time: asked for, taken up by one maker, told of as they grow, ready, given up, or cancelled.

Every change of state is a compare-and-swap, so that two makers, and a maker and whoever cancels, can't both have it.
"""

import datetime as dt

from django.db import transaction

from desk.choices import MakingOf, WhyNotMade
from desk.models import RequestedDocument
from members.models import User


class NoLongerWanted(Exception):
    """It was cancelled, or another maker has it by now."""


@transaction.atomic
def ask_for_document(
    *, kind: str, key: str, title: str, language: str, extension: str, day: dt.date, by: User, at: dt.datetime
) -> RequestedDocument:
    """What is under way for the same person already isn't begun twice."""
    asked = {"kind": kind, "key": key, "language": language, "format": extension, "day": day, "by": by}
    under_way = RequestedDocument.objects.under_way().filter(**asked).without_files().first()
    return under_way or RequestedDocument.objects.create(**asked, title=title[:300], at=at)


def take_up(requested: RequestedDocument, *, parts: int, at: dt.datetime) -> None:
    """Begin to make it. Raises NoLongerWanted."""
    waiting = RequestedDocument.objects.to_be_made(at).filter(pk=requested.pk)
    if not waiting.update(state=MakingOf.MAKING, done=0, parts=parts, told_at=at):
        raise NoLongerWanted
    requested.told_at = at


def tell_progress(requested: RequestedDocument, *, done: int, at: dt.datetime) -> None:
    """So many parts are done. Raises NoLongerWanted, so that what was cancelled ends there."""
    _change(requested, done=done, told_at=at)
    requested.told_at = at


def keep_file(requested: RequestedDocument, *, name: str, sha256: str, data: bytes) -> None:
    _change(requested, state=MakingOf.READY, name=name, sha256=sha256, data=data)


def give_up(requested: RequestedDocument, *, why: WhyNotMade) -> None:
    _change(requested, state=MakingOf.FAILED, why=why)


def cancel(requested: RequestedDocument) -> bool:
    """Whether there was something to cancel still."""
    rows = RequestedDocument.objects.under_way().filter(pk=requested.pk)
    return bool(rows.update(state=MakingOf.CANCELLED))


def _change(requested: RequestedDocument, **values: object) -> None:
    """Of what this very maker took up and told of last."""
    rows = RequestedDocument.objects.filter(pk=requested.pk, state=MakingOf.MAKING, told_at=requested.told_at)
    if not rows.update(**values):
        raise NoLongerWanted
