"""Letters about accounts and posts, through the ledger like every other one: kept in the transaction of what they tell."""

import datetime as dt
from collections.abc import Sequence

import structlog
from django.db import DatabaseError, transaction

from members.access import key_of_link
from members.telling import AccountLetter
from notices.actions.moving import moved_line
from notices.choices import Stage
from notices.composing import compose_by_itself, with_its_key
from notices.models import Letter, NoticeTransition
from record.secrets import with_key

log = structlog.get_logger(__name__)
OVER = "its link would open nothing any more"


class LedgerCarries:
    """The ledger as the post office of the rooms below."""

    @transaction.atomic
    def carry(self, letter: AccountLetter, *, at: dt.datetime) -> None:
        """Keep it, to leave at once; one to an address that can't be written to stays there, refused, with the reason."""
        row = compose_by_itself(letter, at)
        row.save(force_insert=True)
        NoticeTransition.objects.bulk_create([moved_line(at, "", row.stage, row.answer, letter_id=row.pk)])


def with_keys(letters: Sequence[Letter], at: dt.datetime) -> list[Letter]:
    """Letters that were taken up, as they go: those whose link needs a key have it, in memory alone.

    One whose link would open nothing any more is withdrawn, one whose key can't be made is refused with the reason.
    """
    ready = []
    for letter in letters:
        if not letter.key_of:
            ready.append(letter)
            continue
        try:
            key = key_of_link(letter.key_of, at)
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("key not made", letter=str(letter.pk), fault=repr(fault))
            _set_aside(letter, Stage.REFUSED, f"key not made: {fault!r}", at)
            continue
        if key is None:
            _set_aside(letter, Stage.WITHDRAWN, OVER, at)
            continue
        letter.raw, letter.text = with_its_key(letter, key), with_key(letter.text, key)
        ready.append(letter)
    return ready


@transaction.atomic
def _set_aside(letter: Letter, stage: str, why: str, at: dt.datetime) -> None:
    ours = Letter.objects.filter(pk=letter.pk, generation=letter.generation, stage=Stage.CLAIMED)
    if ours.update(stage=stage, lease_until=None, ended_at=at, answer=why[:300]):
        NoticeTransition.objects.bulk_create([moved_line(at, Stage.CLAIMED, stage, why, letter_id=letter.pk)])
