"""Terms that would hold at once where there is one at a time: the Chair, a participant's standing, its principal authority."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.choices import Rank, Role
from members.models import Chairmanship, FocalPoint, Participation
from record.texts import with_more

Term = Chairmanship | Participation | FocalPoint
# What, changed, makes a term another one.
DECIDING = ("participant_id", "user_id", "standing", "role", "rank", "since", "until")
# The key of a holder who is invited and has no account.
NOBODY_YET = -1
END_EARLIER = _("End the earlier term on the day on which this one begins")


@dataclass(frozen=True)
class Overlap:
    """A term that is in the record, and one that would begin while it runs."""

    held: Term
    since: dt.date

    @property
    def can_end(self) -> bool:
        """Whether the one in the record can end on the day on which the new one begins."""
        return self.held.since < self.since

    @property
    def question(self) -> str:
        words = {"who": _holder(self.held), "since": _day(self.held.since), "day": _day(self.since)}
        if self.can_end:
            return _now("%(who)s holds it since %(since)s. End that term on %(day)s?") % words
        return _now("%(who)s holds it from %(since)s on. Let this term end by then, or look at that one first.") % words


def overlaps_of(term: Term) -> list[Overlap]:
    """What runs while a term would, the earliest first; nothing where a term that stands changes in no day or holder."""
    if not term.since or not term.participant_id or _is_as_it_stood(term):
        return []
    running = _one_at_a_time(term).exclude(pk=term.pk).filter(Q(until__isnull=True) | Q(until__gt=term.since))
    if term.until:
        running = running.filter(since__lt=term.until)
    return [Overlap(held, term.since) for held in running.order_by("since", "pk")]


def question_about(term: Term, *, ends_earlier: bool) -> str:
    """What has to be answered before a term is written: a sentence, or none."""
    asked = [overlap.question for overlap in overlaps_of(term) if not (ends_earlier and overlap.can_end)]
    return " ".join(asked)


def _is_as_it_stood(term: Term) -> bool:
    stood = type(term)._base_manager.filter(pk=term.pk).first() if term.pk else None
    return stood is not None and all(getattr(stood, name, None) == getattr(term, name, None) for name in DECIDING)


def _one_at_a_time(term: Term) -> QuerySet[Any]:
    if isinstance(term, Chairmanship):
        return Chairmanship.objects.select_related("participant")
    if isinstance(term, Participation):
        return Participation.objects.select_related("participant").filter(participant=term.participant_id)
    posts = FocalPoint.objects.select_related("user").filter(participant=term.participant_id, user__isnull=False)
    is_the_one = term.user_id is not None and (term.role, term.rank) == (Role.AUTHORITY, Rank.PRINCIPAL)
    return posts.filter(role=Role.AUTHORITY, rank=Rank.PRINCIPAL) if is_the_one else posts.none()


def _holder(term: Term) -> str:
    if isinstance(term, FocalPoint):
        return term.user.get_full_name() if term.user else ""
    if isinstance(term, Participation):
        return with_more(term.participant, term.get_standing_display())
    return str(term.participant)


def _day(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")
