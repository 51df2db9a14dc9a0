"""What went, what is held, refused, not answered, and what never went and why: as queries that a door may narrow."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import FocalPoint, Participant, Person
from notices.choices import SET_ASIDE, Stage
from notices.models import Letter, Notice, NoticeTransition

# A server that puts a letter off so many times may never take it.
MANY_ATTEMPTS = 3


def letters(user: Person) -> QuerySet[Letter]:
    """All that this person may see, without the bytes; newest first."""
    return Letter.objects.visible_to(user).select_related("recipient").defer("raw").order_by("-created_at", "pk")


def went(user: Person) -> QuerySet[Letter]:
    return letters(user).filter(stage=Stage.SENT)


def held(user: Person) -> QuerySet[Letter]:
    """Of which nobody can say whether they arrived: "it arrived" or "send again" (`actions.settle`)."""
    return letters(user).filter(stage=Stage.UNKNOWN)


def refused(user: Person) -> QuerySet[Letter]:
    return letters(user).filter(stage=Stage.REFUSED)


def never_answered(user: Person) -> QuerySet[Letter]:
    """Put off again and again, or never let in."""
    return letters(user).filter(stage=Stage.PENDING, attempts__gte=MANY_ATTEMPTS)


def under_way(user: Person) -> QuerySet[Letter]:
    """Written, and not at their end."""
    return letters(user).filter(stage__in=[Stage.PENDING, Stage.CLAIMED, Stage.SENDING])


def never_sent(user: Person) -> QuerySet[Notice]:
    """Rows by e-mail that were withdrawn, superseded or came too late: their stage says which."""
    rows = Notice.objects.of_the_ledger(user).filter(stage__in=SET_ASIDE).select_related("recipient")
    return rows.order_by("-created_at", "-pk")


def due_on(day: dt.date) -> Q:
    """What falls due on a day of the house."""
    begins = dt.datetime.combine(day, dt.time(), dt.UTC)
    return Q(due_at__gte=begins, due_at__lt=begins + dt.timedelta(days=1))


def due_by(user: Person, at: dt.datetime) -> QuerySet[Notice]:
    """Rows that wait and are to leave by then, the first one first."""
    rows = Notice.objects.of_the_ledger(user).waiting().filter(send_at__lte=at)
    return rows.select_related("recipient").order_by("send_at", "pk")


def sent_to(user: Person, participant: Participant) -> QuerySet[Letter]:
    """What went to whoever acted for a participant on that day, for its own page."""
    acted = FocalPoint.objects.holding(OuterRef("day")).filter(participant=participant, user=OuterRef("recipient"))
    return went(user).filter(Exists(acted), of_account="")


def history_of(letter: Letter) -> QuerySet[NoticeTransition]:
    """Every move of a letter and of what is in it."""
    moves = NoticeTransition.objects.filter(Q(letter=letter) | Q(notice__letter=letter))
    return moves.select_related("notice").order_by("pk")
