"""What notices say in the portal, in the language of whoever reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from members.models import Participant, User
from notices.kinds import REMINDERS, kind_called
from notices.models import Notice
from notices.reports.sentences import sentence_of
from notices.words import Wordings


@dataclass(frozen=True)
class ToldNotice:
    notice: Notice
    sentence: str


def told(reader: User, notices: Iterable[Notice]) -> list[ToldNotice]:
    """Each notice with its sentence; one query for the names of all states, one for how staff words reminders."""
    notices = list(notices)
    codes = {code for notice in notices for code in kind_called(notice.kind).states(notice.values)}
    participants = Participant.objects.visible_to(reader).filter(code__in=codes)
    states = {participant.code: str(participant) for participant in participants}
    wordings = Wordings() if any(notice.kind in REMINDERS for notice in notices) else None
    return [
        ToldNotice(
            notice,
            sentence_of(notice, wordings)
            if wordings and notice.kind in REMINDERS
            else kind_called(notice.kind).words(notice, states),
        )
        for notice in notices
    ]
