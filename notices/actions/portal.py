"""Telling people things."""

import datetime as dt
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from journal.names import name_of, page_of
from members.models import Participant, User
from notices.actions.paper import keep_addressees
from notices.actions.writing import write_to_each
from notices.choices import NoticeChannel, Stage
from notices.kinds import KINDS, REMINDERS
from notices.models import Notice

GROUP = Notice._meta.get_field("group").max_length


def tell(
    *,
    kind: str,
    about: models.Model,
    occurrence: str,
    to: Iterable[User],
    url: str = "",
    values: dict[str, Any] | None = None,
    states: QuerySet[Participant] | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Write one notice a person into the portal, in the caller's transaction; who was told already is not told again.

    Where its kind says so it goes by letter, too (`kinds.ByLetter`). One statement, however many they are: `to` are
    people, or a query that says who they are. `url` is the page that it leads to, where that isn't the page of what it
    is about. `states` are those to which it is told officially, who may be served on paper.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of notice is called {kind}")
    at = at or timezone.now()
    row = _told(kind, about, occurrence, url, values or {}, at)
    way = KINDS[kind].by_letter
    letter = _by_email(row, is_official=way.is_official, group=occurrence) if way else None
    write_to_each(row, people_of(to), letter)
    if states is not None and way and way.is_official:
        keep_addressees(row, states, at)


def _told(
    kind: str, about: models.Model, occurrence: str, url: str, values: Mapping[str, Any], at: dt.datetime
) -> Notice:
    """What is told in the portal, to nobody yet."""
    name = name_of(about)
    return Notice(
        kind=kind,
        about_kind=name.kind,
        about_key=name.key,
        about_label=str(about)[:300],
        occurrence=occurrence,
        url=url or page_of(name),
        values=dict(values),
        created_at=at,
    )


def _by_email(told: Notice, *, is_official: bool, group: str = "") -> Notice:
    """The same by e-mail: due now, to go in the letter of the day. In a group of its own it takes nothing else's place."""
    letter = copy(told)
    letter.channel, letter.stage, letter.official = NoticeChannel.EMAIL, Stage.PENDING, is_official
    letter.group = group[:GROUP]
    letter.due_at = letter.send_at = told.created_at
    return letter


def people_of(to: Iterable[User]) -> models.QuerySet[User]:
    """Those people as a query; what is one already stays one, and nobody in it becomes an object."""
    if isinstance(to, models.QuerySet):
        return to
    return User._base_manager.filter(pk__in={person.pk for person in to})


def tell_by_letter(
    *,
    kind: str,
    about: models.Model,
    occurrence: str,
    to: Iterable[User],
    url: str = "",
    values: Mapping[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> None:
    """The same, and an official letter that is due now, through the ledger like every other one. `kind` is a reminder's."""
    if kind not in REMINDERS or REMINDERS[kind].names != set(values or {}):
        raise ValueError(f"no kind of letter is called {kind}, with the values {sorted(values or {})}")
    at = at or timezone.now()
    # People are taken as they were when they were looked up: whose account was closed by this act is told of it.
    if isinstance(to, models.QuerySet):
        people = to.filter(is_active=True)
    else:
        people = people_of(person for person in to if person.is_active)
    row = _told(kind, about, occurrence, url, values or {}, at)
    write_to_each(row, people, _by_email(row, is_official=True), reached=people)


def mark_seen(*, by: User, shown: Iterable[Notice], at: dt.datetime | None = None) -> None:
    """The person was shown these; what arrived meanwhile, or had no room, is still new."""
    rows = Notice.objects.visible_to(by).unseen().filter(pk__in=[notice.pk for notice in shown])
    rows.update(seen_at=at or timezone.now())
