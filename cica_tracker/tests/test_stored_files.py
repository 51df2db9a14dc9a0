"""Stored files: what no row names goes after a while, and one that isn't as it was submitted is told."""

import datetime as dt
import io
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from cica_tracker.stored import check_files, files_expected, sweep_orphans
from cica_tracker.tasks import look_after_files
from journal.models import NightlyCheck
from law.choices import PaperKind
from papers.actions import add_version
from papers.models import Folder, PaperVersion
from papers.tests.files.pdfs import a_pdf
from papers.uploads import Submitted, check_upload
from record.choices import Channel

pytestmark = pytest.mark.django_db
PDF = a_pdf()
CHECKED = check_upload(SimpleUploadedFile("draft.pdf", PDF))
A_MONTH = dt.timedelta(days=30)


@pytest.fixture
def papers(officer) -> list[PaperVersion]:
    folder = Folder.objects.create(reference="A folder")
    return [
        add_version(
            folder=folder,
            title="A paper",
            kind=PaperKind.CONCEPT,
            submitted=Submitted(title="A", file=SimpleUploadedFile("draft.pdf", PDF), checked=CHECKED),
            by=officer,
            on_behalf_of_id=None,
            channel=Channel.PORTAL,
            at=timezone.now(),
        )
        for _time in range(3)
    ]


def kept() -> set[str]:
    root = Path(default_storage.location)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def left_behind(name: str, *, ago: dt.timedelta) -> None:
    default_storage.save(name, ContentFile(b"%PDF-"))
    then = (timezone.now() - ago).timestamp()
    os.utime(default_storage.path(name), (then, then))


def test_what_no_row_names_goes_after_its_time_and_nothing_else(papers):
    named = {paper.file.name for paper in papers}
    for name in named:
        os.utime(default_storage.path(name), (0, 0))
    left_behind("aa/bb/orphan.pdf", ago=A_MONTH)
    left_behind("aa/bb/torn.pdf.partial", ago=A_MONTH)
    left_behind("aa/bb/just-now.pdf", ago=dt.timedelta(hours=1))
    assert sweep_orphans(at=timezone.now()).removed == ("aa/bb/orphan.pdf", "aa/bb/torn.pdf.partial")
    assert kept() == {*named, "aa/bb/just-now.pdf"}
    assert sweep_orphans(at=timezone.now()).removed == ()


def test_a_folder_of_which_no_row_names_anything_is_not_swept():
    """A database of another house beside it, or an empty one: nothing tells what these files are."""
    left_behind("aa/bb/orphan.pdf", ago=A_MONTH)
    swept = sweep_orphans(at=timezone.now())
    assert (swept.removed, swept.refused) == ((), "no row names any file that is there")
    assert kept() == {"aa/bb/orphan.pdf"}
    with pytest.raises(CommandError, match="Nothing was swept"):
        call_command("check_files", sweep=True)


def test_every_file_of_the_house_is_looked_after(papers):
    assert {file.name for file in files_expected()} == {paper.file.name for paper in papers}
    assert {file.sha256 for file in files_expected()} == {CHECKED.sha256}


def test_a_file_of_which_one_byte_was_changed_is_told_to_officers_until_it_is_whole_again(papers, officer, sign_in):
    path = Path(default_storage.path(papers[1].file.name))
    path.write_bytes(bytes([PDF[0] ^ 1]) + PDF[1:])
    look_after_files()
    office = sign_in(officer)
    (fault,) = NightlyCheck.objects.get(name="files").faults
    assert fault.startswith(f"{papers[1].file.name}: it is not the file that was submitted")
    assert "files" in office.get("/healthz").json()["alarms"]
    assert papers[1].file.name in office.get("/admin/").content.decode()
    with pytest.raises(CommandError, match="it is not the file"):
        call_command("check_files")
    path.write_bytes(PDF)
    call_command("check_files", stdout=io.StringIO())
    assert "files" not in office.get("/healthz").json()["alarms"]
    assert papers[1].file.name not in office.get("/admin/").content.decode()


def test_reading_takes_no_longer_than_it_may_and_goes_on_where_it_ended(papers):
    names = sorted(paper.file.name for paper in papers)
    default_storage.delete(names[1])
    # One a night.
    assert check_files(at=timezone.now(), within=-1) == []
    assert NightlyCheck.objects.get().cursor == names[0]
    assert check_files(at=timezone.now(), within=-1) == [f"{names[1]}: it is not there"]
    # The third is whole, and what was found stays.
    assert check_files(at=timezone.now(), within=-1) == [f"{names[1]}: it is not there"]
    default_storage.save(names[1], ContentFile(PDF))
    assert check_files(at=timezone.now(), within=60) == [f"{names[1]}: it is not there"]
    assert check_files(at=timezone.now(), within=60) == []
