"""Who reads commitments, and what hangs on them, as tokens (`record.readers`)."""

from commitments.choices import Fact
from members.choices import Audience
from papers.readers import FolderReaders, add_folders, add_readers
from record.readers import ReadersOf, Watched, add_readers_of, add_within, audience_of, both, state

# Until when a designation holds, in its token: whoever acts for the state holds those of days that have not come.
TERM = "CASE WHEN a.until IS NULL THEN '' ELSE '<' || a.until END"


def _of_commitments(which: str) -> str:
    """Its audience, and the states that intend it or did, whatever their standing. `which` says which, told as h."""
    h = f"commitments_commitment h WHERE {which}"
    intended = f"commitments_intention i JOIN commitments_commitment h ON h.id = i.commitment_id WHERE {which}"
    return f"{audience_of('h', h)} UNION SELECT {state('i.participant_id')} FROM {intended} AND i.mistaken_at IS NULL"


def _that_counts(which: str) -> str:
    """The same of a commitment to which something belongs: what was entered by mistake is none."""
    return _of_commitments(f"{which} AND h.mistaken_at IS NULL")


_AUDIENCE = ("audience", "mistaken_at", "folder_id")
_INTENTION = ("commitment_id", "participant_id", "mistaken_at")


def _commitments_that_follow(rows: str = "{rows}") -> tuple[Watched, ...]:
    """What changes who reads a commitment; `rows` leads from commitments to what follows them."""
    return (
        Watched("commitments_commitment", _AUDIENCE, "SELECT {r}.id").leading_to(rows),
        Watched("commitments_intention", _INTENTION, "SELECT {r}.commitment_id").leading_to(rows),
    )


def readers_of_commitments() -> ReadersOf:
    return ReadersOf("commitments_commitment", _of_commitments("h.id = {row}"), _commitments_that_follow())


def folders_of_commitments() -> FolderReaders:
    """The folders of the commitments that a person sees."""
    own = Watched("commitments_commitment", _AUDIENCE, "SELECT {r}.folder_id")
    rows = "SELECT folder_id FROM commitments_commitment WHERE id IN ({rows})"
    intended = Watched("commitments_intention", _INTENTION, "SELECT {r}.commitment_id").leading_to(rows)
    return FolderReaders(_that_counts("h.folder_id = {folder}"), (own, intended))


def folders_of_coordinators() -> FolderReaders:
    """What travels is read by those who coordinate its commitment, before it is circulated; letters aren't."""
    tokens = (
        f"SELECT {state('a.participant_id')} || {TERM} AS token FROM commitments_coordinatorassignment a"
        " JOIN commitments_commitment h ON h.id = a.commitment_id"
        f" WHERE h.folder_id = {{folder}} AND a.fact = '{Fact.DESIGNATION}' AND a.mistaken_at IS NULL"
    )
    columns = ("commitment_id", "participant_id", "fact", "until", "mistaken_at")
    rows = "SELECT folder_id FROM commitments_commitment WHERE id IN ({rows})"
    designated = Watched("commitments_coordinatorassignment", columns, "SELECT {r}.commitment_id").leading_to(rows)
    moved = Watched("commitments_commitment", ("folder_id",), "SELECT {r}.folder_id")
    return FolderReaders(tokens, (designated, moved))


def readers_of_assignments() -> ReadersOf:
    """The common record, and what was designated in commitments that the person sees."""
    a = "commitments_coordinatorassignment a WHERE a.id = {row}"
    commitment = f"(SELECT a.commitment_id FROM {a})"
    of_the_record = f"SELECT '{Audience.PUBLIC}' AS token FROM {a} AND a.commitment_id IS NULL"
    rows = "SELECT id FROM commitments_coordinatorassignment WHERE commitment_id IN ({rows})"
    own = Watched("commitments_coordinatorassignment", ("commitment_id",), "SELECT {r}.id")
    tokens = f"{of_the_record} UNION {_that_counts(f'h.id = {commitment}')}"
    return ReadersOf("commitments_coordinatorassignment", tokens, (own, *_commitments_that_follow(rows)))


def readers_of_views() -> ReadersOf:
    return _of_what_states_own("commitments_view", ())


def readers_of_nominations() -> ReadersOf:
    """As its owner chose; where it is for a commitment, only to those who see the commitment."""
    return _of_what_states_own("commitments_expertnomination", ("commitment_id IS NULL",))


def _of_what_states_own(table: str, apart: tuple[str, ...]) -> ReadersOf:
    """Its owner's people and whom it lets see, of those who see the commitment; of rows that stand apart from any, all."""
    o = f"{table} o WHERE o.id = {{row}}"
    owned = f"SELECT {state('o.owner_id')} AS token FROM {o} UNION SELECT o.audience FROM {o}"
    commitment = f"(SELECT o.commitment_id FROM {o})"
    tokens = both(owned, _that_counts(f"h.id = {commitment}"))
    for condition in apart:
        tokens += f" UNION SELECT owned.token FROM ({owned}) owned WHERE EXISTS (SELECT 1 FROM {o} AND o.{condition})"
    own = Watched(table, ("owner_id", "audience", "commitment_id"), "SELECT {r}.id")
    rows = f"SELECT id FROM {table} WHERE commitment_id IN ({{rows}})"
    return ReadersOf(table, tokens, (own, *_commitments_that_follow(rows)))


def register() -> None:
    add_folders("commitments", folders_of_commitments())
    add_readers("coordinators", folders_of_coordinators())
    add_readers_of("commitments_commitment", readers_of_commitments)
    add_readers_of("commitments_coordinatorassignment", readers_of_assignments)
    add_readers_of("commitments_view", readers_of_views)
    add_readers_of("commitments_expertnomination", readers_of_nominations)
    add_within("commitments_intention", "commitment_id", "commitments_commitment")
    add_within("commitments_steptaken", "commitment_id", "commitments_commitment")
