"""Which earlier lines of the journal are about comments that a state keeps to itself; where a paper may begin as another."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import CharField, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from journal.models import Entry
from members.models import Person
from papers.models import Comment, PaperVersion


def entries_of_comments() -> Q:
    """Those of before: they were about the version, and named the comment among what changed."""
    kept = Comment.everything.kept_to_themselves()
    number = Cast(KeyTextTransform(1, KeyTransform("comment", "changes")), CharField())
    keys = kept.order_by().annotate(told_as=Cast("pk", CharField())).values("told_as")
    of_before = Entry.objects.filter(verb="commented", about_kind="paperversion", said__isnull=True)
    return Q(number__in=of_before.annotate(comment_number=number).filter(comment_number__in=keys).values("number"))


# Of a person and a version: what may be begun like it, as the room above knows it. Said again, it is replaced.
Begins = Callable[[Any, PaperVersion, dt.datetime], Sequence[Any]]
_ABOVE: dict[str, Begins] = {}


def keep_begins(begins: Begins) -> None:
    _ABOVE["begins"] = begins


def begins_like(user: Person, version: PaperVersion, at: dt.datetime) -> Sequence[Any]:
    """Where a person may hand in a paper that begins as this one."""
    return _ABOVE["begins"](user, version, at)
