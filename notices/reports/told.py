"""What notices say in the portal, in the language of whoever reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from django.db import DatabaseError

from members.models import Participant, User
from notices.kinds import REMINDERS, kind_called, only_its_name
from notices.models import Notice
from notices.reports.sentences import sentence_of
from notices.words import Wordings

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ToldNotice:
    notice: Notice
    sentence: str


def told(reader: User, notices: Iterable[Notice]) -> list[ToldNotice]:
    """Each notice with its sentence; one query for the names of all states, one for how staff words reminders."""
    notices = list(notices)
    codes = {code for notice in notices for code in _codes(notice)}
    participants = Participant.objects.visible_to(reader).filter(code__in=codes)
    states = {participant.code: str(participant) for participant in participants}
    wordings = Wordings() if any(notice.kind in REMINDERS for notice in notices) else None
    return [ToldNotice(notice, _said(notice, states, wordings)) for notice in notices]


def _codes(notice: Notice) -> Iterable[str]:
    return kind_called(notice.kind).states(notice.values) if isinstance(notice.values, dict) else ()


def _said(notice: Notice, states: dict[str, str], wordings: Wordings | None) -> str:
    """Its sentence. One that can't be said is called by what it is about, and the others are read as they are."""
    try:
        if wordings and notice.kind in REMINDERS:
            return sentence_of(notice, wordings)
        return kind_called(notice.kind).words(notice, states)
    except DatabaseError:
        raise
    except Exception as fault:
        log.exception("notice not said", notice=notice.pk, fault=repr(fault))
        return only_its_name(notice, states)
