"""A state's entries as a workbook: it is brought back, looked at, entered as a whole, or not at all."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from desk.actions.documents import note_document_taken
from desk.choices import Brought
from desk.models import BroughtFile
from desk.reads.workbooks import problems_told, rows_of, shown_as, taking_of
from journal.actions import record
from meetings.actions.owned import require_speaker
from members.access import own_states
from members.models import Participant, User
from record.dates import day_of_the_house
from record.files import TakenFile
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused
from record.sheets import Taking
from record.sheets.presses import NotAll, done
from record.sheets.reading import read_workbook
from record.sheets.writing import workbook_of

ANOTHER_S = _("These are the entries of another participant: the workbook was taken home for %(state)s.")
SETTLED = _("This workbook was settled meanwhile.")
LOOKED_DIFFERENT = _(
    "What the workbook would change is no longer what you saw. Read it as it stands now, then press once more."
)
NOTHING_TO_DO = _("The workbook changes nothing: there is nothing to enter.")
NOT_YOURS = _("You don't act for this state.")


def take_home(*, state: Participant, language: str, by: User, at: dt.datetime | None = None) -> TakenFile:
    """A state's own entries as a workbook in a language; the journal keeps its digest."""
    at = at or timezone.now()
    with translation.override(language):
        data = workbook_of(Taking(by, state, at))
    made = TakenFile(f"entries-{state.code}-{at:%Y-%m-%d}.xlsx", data)
    note_document_taken(document=f"entries:{state.code}", name=made.name, sha256=made.sha256, by=by, at=at)
    return made


def bring_back(
    *,
    owner: Participant,
    file: TakenFile,
    by: User,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> BroughtFile:
    """Keep a workbook that came back. The same again answers the first. Raises Refused where it is none of that state's."""
    at = at or timezone.now()
    _require(by, owner, letter, at)
    if before := done_before(BroughtFile, once_key, by=by, owner_id=owner.pk):
        return before
    brought, digest = read_workbook(file.data), file.sha256
    if brought.state != owner.code:
        raise Refused({"file": [str(ANOTHER_S) % {"state": brought.state}]})
    same = BroughtFile.objects.filter(owner=owner, sha256=digest).exclude(stage=Brought.DROPPED)
    if (first := same.order_by("pk").first()) is not None:
        return first
    with transaction.atomic():
        row = BroughtFile.objects.create(
            owner=owner,
            letter_reference=letter.reference if letter else "",
            name=file.name,
            size=len(file.data),
            sha256=digest,
            data=file.data,
            by=by,
            at=at,
            once_key=once_key,
            **(letter.columns() if letter else {}),
        )
        record(by=by, verb="brought a workbook", about=row, changes={"sha256": [None, row.sha256]}, at=at)
    return row


def enter_workbook(
    *,
    brought_file: BroughtFile,
    by: User,
    set_aside: Sequence[str] = (),
    shown: str = "",
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> BroughtFile:
    """Do all that the workbook says, but for the rows that are set aside by name. Raises Refused, and keeps nothing then.

    Each row goes by its act, as if somebody had filled in its form: whatever that act asks of who does it holds here.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row = _claim(brought_file, Brought.DONE, by, at, seen_sequence)
        taking = taking_of(row, by, at)
        rows = rows_of(row, taking)
        if shown and shown != shown_as(rows):
            raise Refused({"": [LOOKED_DIFFERENT]}, is_stale=True)
        tokens = {told.token: told for told in rows}
        if unknown := sorted(set(set_aside) - tokens.keys()):
            raise Refused({"set_aside": [_now("There is no such row in the workbook: %(row)s") % {"row": unknown[0]}]})
        for token in set_aside:
            tokens[token].is_set_aside = True
        doing = [told for told in rows if told.does_something and not told.is_set_aside]
        if not doing:
            raise Refused({"": [NOTHING_TO_DO]})
        begun, changed = sum(told.is_new for told in doing), sum(not told.is_new for told in doing)
        try:
            done(rows, taking, str(row.uid))
        except NotAll:
            raise Refused({"": problems_told(rows)}) from None
        row.begun, row.changed, row.aside = begun, changed, sorted(set_aside)
        row.save(update_fields=["begun", "changed", "aside"])
        changes = {
            "sha256": [None, row.sha256],
            "begun": [None, begun],
            "changed": [None, changed],
            "set_aside": [None, row.aside],
        }
        record(by=by, verb="entered a workbook", about=row, changes=changes, at=at)
    return row


def drop_workbook(
    *, brought_file: BroughtFile, by: User, seen_sequence: int | None = None, at: dt.datetime | None = None
) -> BroughtFile:
    """Enter nothing of it. It is kept as it came; a better one may be brought. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        row = _claim(brought_file, Brought.DROPPED, by, at, seen_sequence)
        record(by=by, verb="dropped a workbook", about=row, changes={"sha256": [None, row.sha256]}, at=at)
    return row


def _claim(brought: BroughtFile, stage: str, by: User, at: dt.datetime, seen: int | None) -> BroughtFile:
    """Take it up by compare-and-swap: of two who press at once, one is told."""
    waiting = BroughtFile.objects.waiting().filter(pk=brought.pk, sequence=brought.sequence if seen is None else seen)
    if not waiting.update(stage=stage, sequence=F("sequence") + 1, settled_by=by, settled_at=at):
        raise Refused({"": [SETTLED]}, is_stale=True)
    return BroughtFile.objects.select_related("owner").get(pk=brought.pk)


def _require(by: User, owner: Participant, letter: ReceivedLetter | None, at: dt.datetime) -> None:
    """Whoever acts for the state brings its workbook, a preparer too: nothing is said by it yet. An officer, with its letter."""
    if letter is not None:
        require_speaker(by, owner, letter, day_of_the_house(at), None, members_only=False)
    elif owner.pk not in own_states(by, day_of_the_house(at)):
        raise Refused({"": [NOT_YOURS]})
