"""A paper that was acknowledged is on the disk: a power cut right after takes nothing of it away."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from cica_tracker import settings as as_shipped
from commitments.actions.answers import Submitted
from commitments.tests.stories import Story
from law.cica.states import State
from papers.models import PaperVersion
from papers.tests.files.pdfs import a_pdf

pytestmark = pytest.mark.django_db

CONTENT = a_pdf()


@pytest.fixture
def uploads(settings, tmp_path):
    """The storage of the settings, in a folder that isn't there yet."""
    folder = tmp_path / "papers"
    shipped = {**as_shipped.STORAGES["default"], "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "default": shipped}
    return folder


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


def submit(story, authority):
    file = SimpleUploadedFile("paper.pdf", CONTENT)
    story.take("submit-draft", authority, document=Submitted(title="A paper", file=file))


def test_file_and_folders_are_on_the_disk_before_its_row_is_written(story, authority, uploads, monkeypatch):
    handed, truly = {}, os.fsync

    def fsync(opened):
        truly(opened)
        path = Path(os.readlink(f"/proc/self/fd/{opened}"))
        handed[path] = (path.is_dir() or path.read_bytes() == CONTENT, PaperVersion.objects.count())

    monkeypatch.setattr(os, "fsync", fsync)
    submit(story, authority)
    path = uploads / PaperVersion.objects.get().file.name
    partial = path.with_name(f"{path.name}.partial")
    assert handed == dict.fromkeys([partial, *list(path.parents)[:4]], (True, 0))
    assert path.read_bytes() == CONTENT
    assert not partial.exists()
    assert list(path.parents)[:4][-1] == uploads.parent


def test_a_disk_that_takes_nothing_refuses_the_paper_and_keeps_no_piece_of_it(story, authority, uploads, monkeypatch):
    def full(opened):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        submit(story, authority)
    assert not PaperVersion.objects.exists()
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_a_file_that_could_not_be_written_to_its_end_leaves_no_piece_of_itself(uploads):
    """A full disk, a process that is stopped: whatever ends the writing."""

    class Torn(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            yield b"%PDF-"
            raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(OSError, match="no space"):
        default_storage.save("aa/bb/torn.pdf", Torn("torn.pdf", CONTENT))
    assert [path for path in uploads.rglob("*") if path.is_file()] == []
