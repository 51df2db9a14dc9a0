"""No good backup goes while something is amiss: it may hold what the house, and the new backup with it, has lost."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from cica_tracker.backups.making import make
from cica_tracker.tests.test_backup import (  # noqa: F401 - fixtures
    AT,
    PDF,
    faults_of,
    programs_of_a_wheel,
    submit_a_paper,
)
from journal.models import Entry
from journal.tests.tampering import triggers_lifted
from papers.models import PaperVersion

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def _refused(folder: Path) -> str:
    """A second backup that would let the first go, and what it says of why it didn't."""
    make(folder=folder, at=AT)
    with pytest.raises(CommandError, match="No older backup was removed") as refusal:
        call_command("backup", "--to", str(folder), "--keep", "1", stdout=io.StringIO())
    assert len(list(folder.iterdir())) == 2
    return str(refusal.value)


def test_no_good_backup_goes_while_a_stored_file_is_another(folder, authority, chair, officer):
    submit_a_paper(authority, chair, officer)
    path = Path(default_storage.path(PaperVersion.objects.get().file.name))
    path.write_bytes(bytes([PDF[0] ^ 1]) + PDF[1:])
    assert "isn't the file that was submitted" in _refused(folder)


def test_no_good_backup_goes_while_words_are_others_than_were_sealed(folder, authority, chair, officer):
    submit_a_paper(authority, chair, officer)
    with triggers_lifted(connection):
        PaperVersion.objects.update(size=1)
    assert "size is not what entry" in _refused(folder)
    assert "size is not what entry" in faults_of(make(folder=folder, at=AT + dt.timedelta(1)).path)


def test_no_good_backup_goes_when_the_journal_was_cut_since(folder, authority, chair, officer):
    submit_a_paper(authority, chair, officer)
    make(folder=folder, at=AT - dt.timedelta(1))
    head = Entry.objects.in_order().last()
    with triggers_lifted(connection):
        Entry.objects.filter(number=head.number).delete()
    with pytest.raises(CommandError, match=f"it was cut: it ends at entry {head.number - 1}"):
        call_command("backup", "--to", str(folder), "--keep", "1", stdout=io.StringIO())
    assert len(list(folder.iterdir())) == 2


def test_no_good_backup_goes_when_the_one_before_cannot_be_read(folder):
    make(folder=folder, at=AT).path.write_bytes(b"not an archive")
    with pytest.raises(CommandError, match="the newest before, can't be read"):
        call_command("backup", "--to", str(folder), "--keep", "1", stdout=io.StringIO())
    assert len(list(folder.iterdir())) == 2
