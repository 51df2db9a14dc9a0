"""Lists that somebody keeps as they asked them: kept under a name, renamed, shared by a link, taken away."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.models import SavedList
from journal.actions import record
from members.models import User
from record.refusals import Refused

MOST_LISTS = 200
ENOUGH = _("You keep as many lists as the house takes: take one away first.")
HAS_THIS_NAME = _("You keep a list of this name already.")
IS_GONE = _("It is taken away already.")


@transaction.atomic
def keep_list(
    *,
    name: str,
    page: str,
    by: User,
    query: str = "",
    language: str = "",
    at: dt.datetime | None = None,
    once_key: str | None = None,
) -> SavedList:
    """Keep a list as it was asked, under a name. Raises Refused."""
    at, kept = at or timezone.now(), SavedList.objects.visible_to(by)
    if kept.count() >= MOST_LISTS:
        raise Refused({"": [ENOUGH]})
    if kept.filter(name=name.strip()).exists():
        raise Refused({"name": [HAS_THIS_NAME]})
    saved = SavedList(name=name.strip(), language=language or None, page=page, query=query, at=at, by=by)
    saved.once_key = once_key
    saved.save()
    record(by=by, verb="kept a list", about=saved, changes={"list": [None, page]}, at=at)
    return saved


@transaction.atomic
def rename_list(
    *, saved_list: SavedList, name: str, by: User, language: str = "", at: dt.datetime | None = None
) -> None:
    """Another name for it. Raises Refused."""
    saved, before = _held(saved_list), saved_list.name
    saved.name, saved.language = name.strip(), language or None
    try:
        with transaction.atomic():
            saved.save(update_fields=["name", "language"])
    except IntegrityError as fault:
        raise Refused({"name": [HAS_THIS_NAME]}) from fault
    record(by=by, verb="renamed a list", about=saved, changes={"name": [before, saved.name]}, at=at)


@transaction.atomic
def share_list(*, saved_list: SavedList, by: User, at: dt.datetime | None = None) -> None:
    """From now on its link opens it for whoever is signed in and has the link. Raises Refused."""
    at, saved = at or timezone.now(), _held(saved_list)
    saved.shared_at = saved.shared_at or at
    saved.save(update_fields=["shared_at"])
    record(by=by, verb="shared a list", about=saved, at=at)


@transaction.atomic
def close_list(*, saved_list: SavedList, by: User, at: dt.datetime | None = None) -> None:
    """Its link opens nothing any more, but for whoever keeps it. Raises Refused."""
    saved = _held(saved_list)
    saved.shared_at = None
    saved.save(update_fields=["shared_at"])
    record(by=by, verb="closed a list", about=saved, at=at)


@transaction.atomic
def take_list_away(*, saved_list: SavedList, by: User, at: dt.datetime | None = None) -> None:
    """It is kept no more, and its link opens nothing. Raises Refused."""
    at, saved = at or timezone.now(), _held(saved_list)
    saved.ended_at, saved.shared_at = at, None
    saved.save(update_fields=["ended_at", "shared_at"])
    record(by=by, verb="took a list away", about=saved, at=at)


def _held(saved_list: SavedList) -> SavedList:
    """The row, held until the act is done. Raises Refused where it was taken away meanwhile."""
    saved = SavedList.objects.select_for_update().standing().filter(pk=saved_list.pk).first()
    if saved is None:
        raise Refused({"": [IS_GONE]}, is_stale=True)
    return saved
