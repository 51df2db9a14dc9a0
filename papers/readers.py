"""Who reads papers: their versions before circulation and after it, and what they lie in, as tokens (`record.readers`).

Papers know no commitments. Whoever opens folders says, when it starts, who sees them (`add_folders`), and who else than its
author reads a version before it is circulated (`add_readers`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from law.choices import PaperKind
from members.choices import Audience
from papers.choices import PublicationStage
from record.choices import CorrectionStage
from record.readers import CHAIR, STAFF, ReadersOf, Watched, add_readers_of, add_within, audience_of, both, state

NOTHING = "SELECT NULL AS token"
# Before the token of a state, of whoever wrote a version or works on it, whether or not they see the folder.
AUTHOR = "author:"
PUBLICATIONS = "publications"


@dataclass(frozen=True)
class FolderReaders:
    """A query for tokens of one folder (`{folder}` is its key), and what it hangs on: which folders follow a changed row."""

    tokens: str
    hangs_on: tuple[Watched, ...]


# By kind of what holds papers: who sees its folder; and who reads there what isn't circulated yet, beside its author.
FOLDERS: dict[str, FolderReaders] = {}
READERS: dict[str, FolderReaders] = {}
# And who reads it there as well, without having any part in it: whoever sees an activity, its report.
SHOWN: dict[str, FolderReaders] = {}


def add_folders(name: str, seen: FolderReaders) -> None:
    """Who sees the folders of a kind. The same name again replaces it."""
    FOLDERS[name] = seen


def add_readers(name: str, near: FolderReaders) -> None:
    """Who works on what travels in it: reads it before circulation, where they see the folder. The same name replaces it."""
    READERS[name] = near


def add_shown(name: str, shown: FolderReaders) -> None:
    """Who reads what lies in it uncirculated, where they see the folder, and is none of its authors. The same name replaces it."""
    SHOWN[name] = shown


# -- The tokens. In each query `{row}` is the key of the row that they are of.

# Tables have other names within: the key may be a column of the same table, of the row outside.
FOLDER_OF = "(SELECT f.folder_id FROM papers_paper f WHERE f.id = {paper})"
PAPER_OF_A_VERSION = "(SELECT w.paper_id FROM papers_paperversion w WHERE w.id = {version})"


def readers_of_folders() -> ReadersOf:
    return ReadersOf("papers_folder", _within(FOLDERS, "{row}"), _of_fragments(FOLDERS))


def readers_of_versions() -> ReadersOf:
    """Before circulation: its authors, the Chair and the Secretariat, who else works on it; after it, whom it was sent to.

    Observers to whom it was sent read the paper, and not what it lies in, unless that is shared with them too.
    """
    tokens = _of_versions("v.id = {row}", PAPER_OF_A_VERSION.replace("{version}", "{row}"))
    of_papers = tuple(
        watched.leading_to("SELECT id FROM papers_paperversion WHERE paper_id IN ({rows})") for watched in _of_papers()
    )
    return ReadersOf("papers_paperversion", tokens, (*of_papers, *_of_circulations("{version}")))


def readers_of_papers() -> ReadersOf:
    """Who reads any of its versions; who sees what it lies in, where the record knows of it and holds none."""
    held = "SELECT 1 FROM papers_paperversion v WHERE v.paper_id = {row}"
    lies_in = _within(FOLDERS, FOLDER_OF.replace("{paper}", "{row}"))
    of_the_record = f"SELECT lies.token FROM ({lies_in}) lies WHERE NOT EXISTS ({held})"
    tokens = f"{_of_versions('v.paper_id = {row}', '{row}')} UNION {of_the_record}"
    paper_of = "SELECT paper_id FROM papers_paperversion WHERE id IN ({version})"
    versions = Watched("papers_paperversion", ("paper_id", "on_behalf_of_id"), "SELECT {r}.paper_id")
    return ReadersOf("papers_paper", tokens, (*_of_papers(), versions, *_of_circulations(paper_of)))


def readers_of_comments() -> ReadersOf:
    """Whom its state lets see it, of those who read its version; what is for the authors of a paper, they see, too."""
    paper = PAPER_OF_A_VERSION.replace("{version}", "m.version_id")
    m = "papers_comment m WHERE m.id = {row}"
    for_authors = f"SELECT 1 FROM {m} AND m.audience = 'authors'"
    version = "(SELECT m.version_id FROM papers_comment m WHERE m.id = {row})"
    paper = PAPER_OF_A_VERSION.replace("{version}", version)
    tokens = (
        f"SELECT {state('m.owner_id')} AS token FROM {m}"
        f" UNION SELECT m.audience FROM {m} AND m.audience <> 'authors'"
        f" UNION SELECT '{Audience.SECRETARIAT}' WHERE EXISTS ({for_authors})"
        f" UNION SELECT near.token FROM ({_authors(f'v.id = {version}', paper)}) near WHERE EXISTS ({for_authors})"
    )
    of_papers = tuple(
        watched.leading_to(
            "SELECT id FROM papers_comment WHERE version_id IN"
            " (SELECT id FROM papers_paperversion WHERE paper_id IN ({rows}))"
        )
        for watched in _of_papers(READERS)
    )
    own = Watched("papers_comment", ("owner_id", "audience", "version_id"), "SELECT {r}.id")
    return ReadersOf("papers_comment", tokens, (own, *of_papers))


def _of_versions(which: str, paper: str) -> str:
    """Of the versions, told as v, for which `which` holds, all of one paper."""
    v = f"papers_paperversion v WHERE {which}"
    sent = (
        "papers_circulation c JOIN papers_paperversion v ON v.id = c.version_id"
        f" WHERE {which} AND {NOT_STRUCK} AND {NOT_WITHDRAWN}"
    )
    of_some = "papers_circulation_participants n JOIN papers_circulation c ON c.id = n.circulation_id"
    to_some = sent.replace("papers_circulation c", of_some, 1)
    folder = _within(FOLDERS, FOLDER_OF.replace("{paper}", paper))
    chair = f"SELECT '{CHAIR}' FROM {v} AND {_travels(paper)}"
    shown = (
        f"SELECT shown.token FROM ({_within(SHOWN, FOLDER_OF.replace('{paper}', paper))}) shown WHERE {_travels(paper)}"
    )
    authors = _authors(which, paper)
    return (
        f"SELECT '{STAFF}' AS token FROM {v} UNION {audience_of('c', sent)}"
        f" UNION SELECT {state('n.participant_id')} FROM {to_some}"
        f" UNION {both(f'{authors} UNION {chair} UNION {shown}', folder)}"
        f" UNION SELECT '{AUTHOR}' || near.token FROM ({authors}) near"
    )


def _authors(which: str, paper: str) -> str:
    """The states that handed these versions in, and who else works on what travels; letters are their state's."""
    near = _within(READERS, FOLDER_OF.replace("{paper}", paper))
    return (
        f"SELECT {state('v.on_behalf_of_id')} AS token FROM papers_paperversion v"
        f" WHERE {which} AND v.on_behalf_of_id IS NOT NULL"
        f" UNION SELECT near.token FROM ({near}) near WHERE {_travels(paper)}"
    )


def _travels(paper: str) -> str:
    return f"EXISTS (SELECT 1 FROM papers_paper p WHERE p.id = {paper} AND p.kind <> '{PaperKind.NOTE}')"


def _within(fragments: dict[str, FolderReaders], folder: str) -> str:
    return " UNION ".join(kind.tokens.replace("{folder}", folder) for kind in fragments.values()) or NOTHING


NOT_STRUCK = (
    "NOT EXISTS (SELECT 1 FROM record_correction k WHERE k.kind = 'circulation' AND k.key = CAST(c.id AS text)"
    f" AND k.stage = '{CorrectionStage.IN_EFFECT}')"
)
# What a publication was open by, until it was withdrawn.
NOT_WITHDRAWN = (
    "NOT EXISTS (SELECT 1 FROM papers_publicationtext x WHERE x.circulation_id = c.id"
    f" AND x.stage = '{PublicationStage.WITHDRAWN}')"
)


# -- What they hang on.


def _of_fragments(*kinds: dict[str, FolderReaders]) -> tuple[Watched, ...]:
    """Which folders follow a changed row."""
    watched = [watched for fragments in kinds for kind in fragments.values() for watched in kind.hangs_on]
    return tuple(dict.fromkeys(watched))


def _of_papers(*kinds: dict[str, FolderReaders]) -> tuple[Watched, ...]:
    """Which papers follow a changed row."""
    within = "SELECT id FROM papers_paper WHERE folder_id IN ({rows})"
    folders = _of_fragments(*(kinds or (FOLDERS, READERS, SHOWN)))
    own = Watched("papers_paper", ("kind", "folder_id"), "SELECT {r}.id")
    return (own, *(watched.leading_to(within) for watched in folders))


def _of_circulations(rows: str) -> tuple[Watched, ...]:
    """Which rows follow a circulation, or a step that it was of being struck out: `{version}` tells of which version."""
    struck = (
        "SELECT version_id FROM papers_circulation"
        " WHERE id = CASE WHEN {r}.kind = 'circulation' THEN CAST({r}.key AS bigint) END"
    )
    some = "SELECT version_id FROM papers_circulation WHERE id = {r}.circulation_id"
    withdrawn = "SELECT version_id FROM papers_circulation WHERE id = {r}.circulation_id"
    return (
        Watched("papers_circulation", ("version_id", "audience"), rows.replace("{version}", "SELECT {r}.version_id")),
        Watched(
            "papers_circulation_participants", ("circulation_id", "participant_id"), rows.replace("{version}", some)
        ),
        Watched("record_correction", ("stage", "kind", "key"), rows.replace("{version}", struck)),
        Watched("papers_publicationtext", ("circulation_id", "stage"), rows.replace("{version}", withdrawn)),
    )


# -- Publications: what lies in their folders is read by those concerned; what is published, by a circulation.


def _concerned(which: str) -> str:
    """The states concerned, the Secretariat, and whom it was shown to while it is prepared. `which` says which, told as o."""
    o = f"papers_publication o WHERE {which}"
    states = f"papers_publication_states s JOIN papers_publication o ON o.id = s.publication_id WHERE {which}"
    return (
        f"SELECT {state('s.participant_id')} AS token FROM {states} UNION SELECT o.audience FROM {o}"
        f" UNION SELECT '{Audience.SECRETARIAT}' FROM {o}"
    )


def _published(which: str) -> str:
    public = f"SELECT '{Audience.PUBLIC}' FROM papers_publication o WHERE {which}"
    return f"{_concerned(which)} UNION {public} AND o.stage = '{PublicationStage.PUBLISHED}'"


def _publications_that_follow(rows: str = "{rows}") -> tuple[Watched, ...]:
    own = Watched("papers_publication", ("audience", "stage", "folder_id", "mistaken_at"), "SELECT {r}.id")
    states = Watched("papers_publication_states", ("publication_id", "participant_id"), "SELECT {r}.publication_id")
    return (own.leading_to(rows), states.leading_to(rows))


def readers_of_publications() -> ReadersOf:
    return ReadersOf("papers_publication", _published("o.id = {row}"), _publications_that_follow())


def readers_of_institutions() -> ReadersOf:
    """The state that nominated it, and whom that lets see it; the Secretariat and the Chair in any case."""
    o = "papers_institution o WHERE o.id = {row}"
    tokens = (
        f"SELECT {state('o.owner_id')} AS token FROM {o} UNION SELECT o.audience FROM {o}"
        f" UNION SELECT '{Audience.SECRETARIAT}' FROM {o}"
    )
    return ReadersOf(
        "papers_institution", tokens, (Watched("papers_institution", ("owner_id", "audience"), "SELECT {r}.id"),)
    )


def readers_of_publishing() -> ReadersOf:
    """Of the question whether something may be public: those who are asked, the Secretariat and the Chair."""
    asked = f"SELECT {state('a.participant_id')} AS token FROM papers_publishinganswer a WHERE a.request_id = {{row}}"
    office = f"SELECT '{Audience.SECRETARIAT}' FROM papers_publishingrequest q WHERE q.id = {{row}}"
    answers = Watched("papers_publishinganswer", ("request_id", "participant_id"), "SELECT {r}.request_id")
    own = Watched("papers_publishingrequest", ("folder_id",), "SELECT {r}.id")
    return ReadersOf("papers_publishingrequest", f"{asked} UNION {office}", (own, answers))


def _folders_of_publications(tokens: Callable[[str], str]) -> FolderReaders:
    rows = "SELECT folder_id FROM papers_publication WHERE id IN ({rows})"
    counts = "o.folder_id = {folder} AND o.mistaken_at IS NULL"
    return FolderReaders(tokens(counts), _publications_that_follow(rows))


def register() -> None:
    add_folders(PUBLICATIONS, _folders_of_publications(_published))
    add_shown(PUBLICATIONS, _folders_of_publications(_concerned))
    add_readers_of("papers_publication", readers_of_publications)
    add_readers_of("papers_institution", readers_of_institutions)
    add_readers_of("papers_publishingrequest", readers_of_publishing)
    add_within("papers_publicationtext", "publication_id", "papers_publication")
    add_within("papers_publishinganswer", "request_id", "papers_publishingrequest")
    add_readers_of("papers_folder", readers_of_folders)
    add_readers_of("papers_paperversion", readers_of_versions)
    add_readers_of("papers_paper", readers_of_papers)
    add_readers_of("papers_comment", readers_of_comments)
    add_within("papers_comment", "version_id", "papers_paperversion")
