"""Who reads activities, action plans, progress notes and information, and what hangs on them, as tokens (`record.readers`)."""

from activities.choices import GiverAnswer, InformationStage
from members.choices import Audience
from papers.readers import FOLDERS, PUBLICATIONS, FolderReaders, add_folders, add_shown
from record.readers import ReadersOf, Watched, add_readers_of, add_within, both, state

KIND, INFORMATION = "activities", "information"
_OWN = ("owner_id", "audience", "within_id", "host_id", "folder_id", "mistaken_at")


def _owned(which: str) -> str:
    """Whom its state lets see it, its own people, and the participants that host and organise it. `which` says which, told as o."""
    o = f"activities_activity o WHERE {which}"
    organised = f"activities_activity_organisers g JOIN activities_activity o ON o.id = g.activity_id WHERE {which}"
    return (
        f"SELECT {state('o.owner_id')} AS token FROM {o} UNION SELECT o.audience FROM {o}"
        f" UNION SELECT {state('o.host_id')} FROM {o} AND o.host_id IS NOT NULL"
        f" UNION SELECT {state('g.participant_id')} FROM {organised}"
    )


def _folders() -> tuple[FolderReaders, ...]:
    """Of everything else that papers lie in: an activity is under one of these."""
    return tuple(readers for name, readers in FOLDERS.items() if name not in {KIND, INFORMATION, PUBLICATIONS})


def _seen_within(folder: str) -> str:
    return " UNION ".join(readers.tokens.replace("{folder}", folder) for readers in _folders())


def _hangs_on(rows: str) -> tuple[Watched, ...]:
    """What changes who reads an activity; `rows` leads from activities to what follows them."""
    under = "SELECT id FROM activities_activity WHERE within_id IN ({rows})"
    organised = Watched("activities_activity_organisers", ("activity_id", "participant_id"), "SELECT {r}.activity_id")
    of_folders = (watched.leading_to(under) for readers in _folders() for watched in readers.hangs_on)
    every = (Watched("activities_activity", _OWN, "SELECT {r}.id"), organised, *of_folders)
    return tuple(dict.fromkeys(watched.leading_to(rows) for watched in every))


def readers_of_activities() -> ReadersOf:
    """As its state chose; where it is under a commitment, only to those who see the commitment."""
    owned = _owned("o.id = {row}")
    within = "(SELECT o.within_id FROM activities_activity o WHERE o.id = {row})"
    apart = "SELECT 1 FROM activities_activity o WHERE o.id = {row} AND o.within_id IS NULL"
    tokens = f"{both(owned, _seen_within(within))} UNION SELECT owned.token FROM ({owned}) owned WHERE EXISTS ({apart})"
    return ReadersOf("activities_activity", tokens, _hangs_on("{rows}"))


def _readers_under_a_commitment(table: str) -> ReadersOf:
    """Of what a state says of a commitment: whom it lets see it, and its own people; of those who see the commitment."""
    o = f"{table} o WHERE o.id = {{row}}"
    owned = f"SELECT {state('o.owner_id')} AS token FROM {o} UNION SELECT o.audience FROM {o}"
    rows = f"SELECT id FROM {table} WHERE within_id IN ({{rows}})"
    own = Watched(table, ("owner_id", "audience", "within_id"), "SELECT {r}.id")
    of_folders = (watched.leading_to(rows) for readers in _folders() for watched in readers.hangs_on)
    tokens = both(owned, _seen_within(f"(SELECT o.within_id FROM {o})"))
    return ReadersOf(table, tokens, (own, *dict.fromkeys(of_folders)))


def readers_of_notes() -> ReadersOf:
    return _readers_under_a_commitment("activities_progressnote")


def readers_of_action_plans() -> ReadersOf:
    return _readers_under_a_commitment("activities_actionplan")


# A report lies in the folder of its activity, and is read by whoever reads the activity: it is shown to them, and they see
# the folder. The two kinds of tokens are each the half of what an activity's own are made of.


def folders_of_activities() -> FolderReaders:
    """Who sees the folder: whoever sees what the activity is under; of one that is under nothing, whoever sees itself."""
    counts = "o.folder_id = {folder} AND o.mistaken_at IS NULL"
    within = "(SELECT o.within_id FROM activities_activity o WHERE o.folder_id = {folder} AND o.mistaken_at IS NULL)"
    tokens = f"{_seen_within(within)} UNION {_owned(f'{counts} AND o.within_id IS NULL')}"
    return FolderReaders(tokens, _folders_that_follow())


def near_to_activities() -> FolderReaders:
    return FolderReaders(_owned("o.folder_id = {folder} AND o.mistaken_at IS NULL"), _folders_that_follow())


def _folders_that_follow() -> tuple[Watched, ...]:
    rows = "SELECT folder_id FROM activities_activity WHERE id IN ({rows}) AND folder_id IS NOT NULL"
    opened = Watched("activities_activity", ("folder_id",), "SELECT {r}.folder_id")
    return (opened, *_hangs_on(rows))


# -- Information, which is under no commitment: so its tokens are single ones.


def _given(which: str) -> str:
    """Those who give it and the Secretariat; once it is given, whom they let see it. `which` says which, told as o."""
    o = f"activities_information o WHERE {which}"
    together = f"activities_informationgiver g JOIN activities_information o ON o.id = g.information_id WHERE {which}"
    named = (
        f"activities_information_recipients n JOIN activities_information o ON o.id = n.information_id WHERE {which}"
    )
    asked, secretariat = InformationStage.ASKED, Audience.SECRETARIAT
    return (
        f"SELECT {state('o.owner_id')} AS token FROM {o}"
        f" UNION SELECT CASE WHEN o.stage = '{asked}' THEN '{secretariat}' ELSE o.audience END FROM {o}"
        f" UNION SELECT {state('g.participant_id')} FROM {together} AND g.answer <> '{GiverAnswer.NOT_NOW}'"
        f" UNION SELECT {state('n.participant_id')} FROM {named} AND o.stage <> '{asked}'"
    )


def _information_that_follows(rows: str = "{rows}") -> tuple[Watched, ...]:
    """What changes who reads information; `rows` leads from it to what follows."""
    every = (
        Watched(
            "activities_information", ("owner_id", "audience", "stage", "folder_id", "mistaken_at"), "SELECT {r}.id"
        ),
        Watched(
            "activities_informationgiver", ("information_id", "participant_id", "answer"), "SELECT {r}.information_id"
        ),
        Watched("activities_information_recipients", ("information_id", "participant_id"), "SELECT {r}.information_id"),
    )
    return tuple(watched.leading_to(rows) for watched in every)


def readers_of_information() -> ReadersOf:
    return ReadersOf("activities_information", _given("o.id = {row}"), _information_that_follows())


def folders_of_information() -> FolderReaders:
    """Who sees where its text lies, and reads the text there: whoever sees the information."""
    rows = "SELECT folder_id FROM activities_information WHERE id IN ({rows})"
    tokens = _given("o.folder_id = {folder} AND o.mistaken_at IS NULL")
    return FolderReaders(tokens, _information_that_follows(rows))


def register() -> None:
    add_folders(INFORMATION, folders_of_information())
    add_shown(INFORMATION, folders_of_information())
    add_readers_of("activities_information", readers_of_information)
    add_within("activities_informationgiver", "information_id", "activities_information")
    add_within("activities_informationreply", "information_id", "activities_information")
    add_folders(KIND, folders_of_activities())
    add_shown(KIND, near_to_activities())
    add_readers_of("activities_activity", readers_of_activities)
    add_readers_of("activities_progressnote", readers_of_notes)
    add_readers_of("activities_actionplan", readers_of_action_plans)
    add_within("activities_actionplanversion", "plan_id", "activities_actionplan")
    add_within("activities_activityturn", "activity_id", "activities_activity")
    add_within("activities_photograph", "activity_id", "activities_activity")
    add_within("activities_activityparty", "activity_id", "activities_activity")
