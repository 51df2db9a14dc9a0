"""Corrections that states propose to minutes, and what became of them."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.actions.minutes import who_sat
from decisions.choices import ChangeAnswer, MinutesStage
from decisions.kinds import MINUTES_CHANGE_ANSWERED, MINUTES_CHANGE_PROPOSED
from decisions.models import Minutes, MinutesChange
from journal.actions import record
from journal.staff import Work, require_work
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.actions.telling import people_of
from members.models import Participant, User
from notices.access import officers
from notices.actions import tell
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused, StepRefused
from record.texts import in_all, language_written

DID_NOT_SIT = _("Corrections are proposed by those who sat.")
NOT_OPEN = _("Corrections are proposed once the minutes are circulated, and until they are adopted.")
NO_SUCH_ITEM = _("The minutes have no item of this number.")
SAY_WHY = _("Say what of it was taken up, or why it stands beside the minutes.")


def propose_change(
    *,
    minutes: Minutes,
    owner: Participant,
    text: str,
    by: User,
    item: int | None = None,
    language: str = "",
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> MinutesChange:
    """A state that sat proposes a correction; officers are told. Raises StepRefused."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, owner, letter, today, None, members_only=False)
    if minutes.stage != MinutesStage.CIRCULATED:
        raise StepRefused({"": [NOT_OPEN]})
    if owner not in who_sat(minutes.meeting, minutes.audience, today):
        raise StepRefused({"": [DID_NOT_SIT]})
    if item is not None and item not in {row["number"] for row in minutes.newest.content}:
        raise StepRefused({"item": [NO_SUCH_ITEM]})
    said = {"minutes": minutes, "owner": owner, "item": item, "text": text.strip()}
    try:
        with transaction.atomic():
            change = MinutesChange.objects.create(
                language=language or language_written(text), by=by, at=at, once_key=once_key, **said,
                **(letter.columns() if letter else {}),
            )  # fmt: skip
            record(by=by, verb="minutes: correction proposed", about=change, at=at)
            tell(
                kind=MINUTES_CHANGE_PROPOSED,
                about=change,
                occurrence="proposed",
                to=officers().exclude(pk=by.pk),
                url=change.get_absolute_url(),
                values={"state": owner.code, "meeting": in_all(lambda: str(minutes.meeting))},
                at=at,
            )
            if letter is not None:
                enter_for(
                    state=owner, about=change, what=in_all(lambda: change._meta.verbose_name),
                    url=change.get_absolute_url(), by=by, at=at, letter=letter.reference,
                )  # fmt: skip
    except IntegrityError:
        if already := done_before(MinutesChange, once_key, by=by, **said):
            return already
        raise
    return change


def answer_change(
    *, change: MinutesChange, answer: str, by: User, note: str = "", language: str = "", at: dt.datetime | None = None
) -> MinutesChange:
    """Say what became of it; its state is told. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    note = note.strip()
    if answer != ChangeAnswer.TAKEN_UP and not note:
        raise Refused({"note": [SAY_WHY]})
    said = {
        "answer": answer,
        "answer_note": note,
        "answer_language": (language or language_written(note)) if note else None,
        "answered_at": at,
    }
    with transaction.atomic():
        if not MinutesChange.objects.unanswered().filter(pk=change.pk).update(**said):
            raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
        change.refresh_from_db()
        record(by=by, verb="minutes: correction answered", about=change, changes={"answer": ["", answer]}, at=at)
        tell(
            kind=MINUTES_CHANGE_ANSWERED,
            about=change,
            occurrence="answered",
            to=[person for person in people_of(change.owner, on=day_of_the_house(at)) if person != by],
            states=Participant.objects.filter(pk=change.owner_id),
            url=change.get_absolute_url(),
            values={"answer": answer, "meeting": in_all(lambda: str(change.minutes.meeting))},
            at=at,
        )
    return change
