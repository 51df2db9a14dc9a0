"""What speaks against letting older backups go: they may hold what the house, and the new backup with it, has lost.

1. An uploaded file is missing, or isn't the one that its row, sealed in the journal, says. 2. The journal is broken, or
the house says something else than was sealed, or its triggers are missing. 3. The journal isn't the one of the nightly
seals, or of the newest earlier backup: it was cut, or written anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cica_tracker.backups import BackupProblem
from cica_tracker.backups.archive import ArchivedFile, in_folder, read_manifest
from cica_tracker.backups.contents import NamedFile
from journal.models import FIRST_PREVIOUS, NightlySeal
from journal.triggers import missing_triggers
from journal.verification import differs_from, faults_of_words, verify

MOST_WORDS = 5


def faults_of_the_house(
    named: Iterable[NamedFile], files: Mapping[str, ArchivedFile], folder: Path, made: Path
) -> Iterator[str]:
    """Sentences, each for one thing that is amiss; `files` are those in the new backup, which is at `made`."""
    for file in named:
        if file.file in files:
            yield from faults_of_a_file(file, files[file.file])
    if missing := missing_triggers():
        yield f"Triggers that keep history are missing: {', '.join(missing)}."
    if fault := verify().fault:
        yield f"The journal is broken: {fault}."
        return
    for number, fault in enumerate(faults_of_words(), start=1):
        if number > MOST_WORDS:
            yield "More of the kind: `manage.py verify_journal` names them."
            break
        yield f"{fault[:1].upper()}{fault[1:]}."
    if differs := differs_from(dict(NightlySeal.objects.values_list("number", "seal"))):
        yield f"The journal is not the one of the nightly seals: {differs}."
    yield from faults_beside_the_one_before(folder, made)


def faults_beside_the_one_before(folder: Path, made: Path) -> Iterator[str]:
    earlier = [path for path in in_folder(folder) if path.name < made.name]
    if not earlier:
        return
    try:
        number, seal = read_manifest(earlier[-1]).contents.journal
    except BackupProblem as problem:
        yield f"{earlier[-1].name}, the newest before, can't be read: {problem}"
        return
    if (number, seal) != (0, FIRST_PREVIOUS) and (differs := differs_from({number: seal})):
        yield f"The journal is not the one in {earlier[-1].name}: {differs}."


def faults_of_a_file(named: NamedFile, archived: ArchivedFile | None) -> Iterator[str]:
    if archived is None:
        yield f"{named.file}, which a {named.by} names, is not in the archive."
    elif named.sha256 not in (None, archived.sha256) or named.size not in (None, archived.size):
        yield f"{named.file} isn't the file that was submitted: its SHA-256 or its size isn't what the {named.by} says."
