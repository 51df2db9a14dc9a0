"""What notices say in the portal, in the language of whoever reads them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import structlog
from django.db import DatabaseError
from django.utils.functional import cached_property

from members.models import Participant, User
from notices.kinds import REMINDERS, kind_called, only_its_name
from notices.models import Notice
from notices.reports.sentences import sentence_of
from notices.words import Wordings, said

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ToldNotice:
    notice: Notice
    sentence: str


def told(reader: User, notices: Iterable[Notice]) -> list[ToldNotice]:
    """Each notice with its sentence; one query for the names of states, one for how staff words reminders."""
    notices = list(notices)
    codes = {code for notice in notices for code in _codes(notice)}
    teller = NoticeTeller(reader, codes)
    return [ToldNotice(notice, teller.sentence_of(notice)) for notice in notices]


class NoticeTeller:
    """Says notices, one after the other, in the language of whoever reads. It asks once, and only for what is needed."""

    def __init__(self, reader: User, codes: Collection[str] | None = None):
        """`codes`: of the states that will be named, where they are known before; else any."""
        self.reader, self.codes = reader, codes

    @cached_property
    def states(self) -> dict[str, str]:
        participants = Participant.objects.visible_to(self.reader)
        named = participants if self.codes is None else participants.filter(code__in=self.codes)
        return {participant.code: str(participant) for participant in named}

    @cached_property
    def wordings(self) -> Wordings:
        return Wordings()

    def sentence_of(self, notice: Notice) -> str:
        """Its sentence. One that can't be said is called by what it is about, and the others are read as they are."""
        if notice.kind not in REMINDERS:
            return said(notice, self.states)
        try:
            return sentence_of(notice, self.wordings)
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("notice not said", notice=notice.pk, fault=repr(fault))
            return only_its_name(notice, self.states)


def _codes(notice: Notice) -> Iterable[str]:
    return kind_called(notice.kind).states(notice.values) if isinstance(notice.values, dict) else ()
