"""Lists of participants of meetings that were held, as officers import them: thousands of people in one file."""
# ruff: noqa: S608 -- statements made of parts of our own; nothing of a file stands in one

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from meetings.actions.attendance import ONLY_OFFICERS
from meetings.choices import PRESENT, DelegateRank, Status
from meetings.models import Delegate
from members.models import User
from record.actions.bulk import BulkList, import_list
from record.models import Import
from record.refusals import Refused
from record.sheets.cells import FALSE, TRUE

COLUMNS = ("meeting", "participant", "presence", "name", "function", "rank", "is_head")
LONGEST = 200


def _among(values: Iterable[str]) -> str:
    """Fixed values of our own, as a statement lists them."""
    return ", ".join(f"'{value}'" for value in sorted(map(str, values)))


# What stands in the file, as it is compared.
_SAID = f"""
SELECT line, upper(meeting) AS reference, upper(participant) AS code, name, function,
       CASE presence WHEN '' THEN 'in-person' ELSE lower(presence) END AS presence,
       CASE rank WHEN '' THEN '{DelegateRank.OFFICIAL}' ELSE lower(rank) END AS rank,
       CASE WHEN lower(is_head) IN ({_among(TRUE)}) THEN 1
            WHEN is_head = '' OR lower(is_head) IN ({_among(FALSE)}) THEN 0 ELSE -1 END AS head
FROM incoming
"""
# Each delegation once: whether it can be written down, and who heads it already.
_PAIRS = f"""
SELECT alike.reference, alike.code, alike.heads, alike.first_presence, alike.last_presence,
       m.id AS meeting_id, p.id AS participant_id, a.id AS attendance_id, a.presence AS held_presence,
       (SELECT h.name FROM meetings_delegate h WHERE h.attendance_id = a.id AND h.is_head AND NOT h."left") AS held_head,
       CASE WHEN m.status = '{Status.HELD}' THEN 1 ELSE 0 END AS was_held,
       CASE WHEN EXISTS (SELECT 1 FROM members_participation s WHERE s.participant_id = p.id
                         AND s.since <= m.starts_on AND (s.until IS NULL OR s.until > m.starts_on)
                         AND s.mistaken_at IS NULL) THEN 1 ELSE 0 END AS takes_part
FROM (SELECT reference, code, sum(CASE WHEN head = 1 THEN 1 ELSE 0 END) AS heads,
             min(presence) AS first_presence, max(presence) AS last_presence FROM said GROUP BY reference, code) alike
LEFT JOIN meetings_meeting m ON m.reference = alike.reference AND m.mistaken_at IS NULL
LEFT JOIN members_participant p ON p.code = alike.code
LEFT JOIN meetings_attendance a ON a.meeting_id = m.id AND a.participant_id = p.id
"""
_BESIDE = """
SELECT said.*, pairs.heads, pairs.first_presence, pairs.last_presence, pairs.meeting_id, pairs.participant_id,
       pairs.attendance_id, pairs.held_presence, pairs.held_head, pairs.was_held, pairs.takes_part,
       d.id AS delegate_id, d.function AS held_function, d.rank AS held_rank,
       CASE WHEN d.is_head THEN 1 ELSE 0 END AS held_as_head,
       row_number() OVER (PARTITION BY said.reference, said.code, said.name ORDER BY said.line) AS nth
FROM said JOIN pairs ON pairs.reference = said.reference AND pairs.code = said.code
LEFT JOIN meetings_delegate d ON d.attendance_id = pairs.attendance_id AND d.name = said.name AND NOT d."left"
"""
# What is wrong with a row: the first reason that holds, with the column in which it stands.
_WRONG = (
    ("meeting", "meeting", "meeting_id IS NULL"),
    ("not-held", "meeting", "was_held = 0"),
    ("participant", "participant", "participant_id IS NULL"),
    ("no-part", "participant", "takes_part = 0"),
    ("no-name", "name", "name = ''"),
    ("long", "name", f"length(name) > {LONGEST}"),
    ("long", "function", f"length(function) > {LONGEST}"),
    ("rank", "rank", f"rank NOT IN ({_among(DelegateRank.values)})"),
    ("presence", "presence", f"presence NOT IN ({_among(PRESENT)})"),
    ("two-ways", "presence", "first_presence <> last_presence"),
    ("neither", "is_head", "head = -1"),
    ("twice", "name", "nth > 1"),
    ("heads", "is_head", "heads > 1 OR (heads = 0 AND held_head IS NULL)"),
    ("another-head", "is_head", "head = 1 AND held_head IS NOT NULL AND held_head <> name"),
    ("another-head", "is_head", "head = 0 AND held_head = name"),
)
_CASES = {what: " ".join(f"WHEN {row[2]} THEN '{row[what]}'" for row in _WRONG) for what in (0, 1)}
_IS_SAME = "function = held_function AND rank = held_rank AND head = held_as_head AND presence = held_presence"
LOOKS = f"""
WITH said AS ({_SAID}), pairs AS ({_PAIRS}), beside AS ({_BESIDE}),
looked AS (SELECT beside.*, CASE {_CASES[0]} ELSE '' END AS problem, CASE {_CASES[1]} ELSE '' END AS cell FROM beside)
SELECT looked.*, CASE WHEN problem <> '' THEN 'wrong' WHEN delegate_id IS NULL THEN 'new'
                      WHEN {_IS_SAME} THEN 'same' ELSE 'changed' END AS what FROM looked
"""
KEEPS = (
    # Delegations that have an entry already: written down anew.
    """UPDATE meetings_attendance SET version = version + 1, by_id = %(by)s, at = %(at)s,
       presence = (SELECT min(told.presence) FROM told WHERE told.attendance_id = meetings_attendance.id)
       WHERE id IN (SELECT attendance_id FROM told WHERE what IN ('new', 'changed') AND attendance_id IS NOT NULL)""",
    """INSERT INTO meetings_attendance (meeting_id, participant_id, presence, note, version, by_id, at)
       SELECT meeting_id, participant_id, min(presence), '', 1, %(by)s, %(at)s FROM told
       WHERE attendance_id IS NULL GROUP BY meeting_id, participant_id""",
    """UPDATE meetings_delegate SET function = told.function, rank = told.rank, is_head = (told.head = 1)
       FROM told WHERE told.what = 'changed' AND told.delegate_id = meetings_delegate.id""",
    """INSERT INTO meetings_delegate (attendance_id, name, function, rank, is_head, position, "left")
       SELECT a.id, told.name, told.function, told.rank, told.head = 1,
              coalesce((SELECT max(d.position) + 1 FROM meetings_delegate d WHERE d.attendance_id = told.attendance_id), 0)
              + row_number() OVER (PARTITION BY a.id ORDER BY told.head DESC, told.line) - 1, FALSE
       FROM told JOIN meetings_attendance a ON a.meeting_id = told.meeting_id AND a.participant_id = told.participant_id
       WHERE told.what = 'new'""",
)
REASONS = {
    "meeting": _("There is no meeting of that reference."),
    "not-held": _("The meeting was not held: its delegations are announced on their own page."),
    "participant": _("There is no participant of that code."),
    "no-part": _("On the day of the meeting it takes no part in the Conference."),
    "no-name": _("Give the name."),
    "long": _("This text is too long: at most 200 characters."),
    "rank": _("There is no such rank."),
    "presence": _("Write in-person or online."),
    "two-ways": _("One delegation takes part in one way: the file says two."),
    "neither": _("Write yes or no."),
    "twice": _("This person stands in the file twice."),
    "heads": _("Say of one person that they head the delegation."),
    "another-head": _("The record says that another person heads this delegation: change that on its own page."),
}
LISTS_OF_PARTICIPANTS = BulkList(
    name="delegations",
    model=Delegate,
    columns=COLUMNS,
    needed=("meeting", "participant", "name"),
    looks=LOOKS,
    keeps=KEEPS,
    reasons=REASONS,
)


def import_participants(
    *, name: str, data: bytes, sha256: str, by: User, code_page: str = "", at: dt.datetime | None = None
) -> Import:
    """Write down who was at meetings that were held, as a file has it: all of it, or nothing. Raises Refused."""
    if not is_officer(by):
        raise Refused({"": [ONLY_OFFICERS]})
    return import_list(
        LISTS_OF_PARTICIPANTS,
        data=data,
        name=name,
        sha256=sha256,
        by=by,
        code_page=code_page,
        at=at or timezone.now(),
    )
