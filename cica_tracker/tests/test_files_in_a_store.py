"""Where several machines share a store that speaks S3, a file is there when its row is, and nowhere when it isn't."""

import datetime as dt
import tarfile
from collections.abc import Iterator

import boto3
import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from moto.server import ThreadedMotoServer

from cica_tracker.backups.making import make
from cica_tracker.health import hindrances
from cica_tracker.stored import check_files, sweep_orphans
from commitments.actions.answers import Submitted
from commitments.tests.stories import Story
from law.cica.states import State
from members.tests.signing_in import let_in
from papers.models import PaperVersion
from papers.tests.files.pdfs import a_pdf
from papers.uploads import check_upload
from record.storage import files_go_with_their_rows, kept_files, storage_at

pytestmark = pytest.mark.django_db

CONTENT = a_pdf()
BUCKET = "papers"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A store of this module's own, on this machine."""
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    store.start()
    host, port = store.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id="a-key",
        aws_secret_access_key="its/secret",
    )
    client.create_bucket(Bucket=BUCKET)
    client.put_object(Bucket=BUCKET, Key="another-house/aa.pdf", Body=b"Of somebody else.")
    yield f"{host}:{port}"
    store.stop()


@pytest.fixture
def store(server, settings, tmp_path) -> str:
    """The house keeps its files in a folder of that store; what lay there of a test before is gone."""
    address = f"s3://a-key:its%2Fsecret@{server}/{BUCKET}/tracker?tls=no"
    settings.STORAGES = {**settings.STORAGES, "default": storage_at(address, tmp_path)}
    for kept in list(kept_files(default_storage)):
        default_storage.delete(kept.name)
    return server


@pytest.fixture
def away(settings, tmp_path, unused_tcp_port_of_nobody) -> None:
    """The settings name a store that doesn't answer."""
    address = f"s3://a-key:secret@127.0.0.1:{unused_tcp_port_of_nobody}/{BUCKET}?tls=no"
    settings.STORAGES = {**settings.STORAGES, "default": storage_at(address, tmp_path)}


@pytest.fixture
def unused_tcp_port_of_nobody() -> int:
    return 9  # where nothing listens on this machine: "discard" has been off for decades


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


def submit(story: Story) -> PaperVersion:
    file = SimpleUploadedFile("paper.pdf", CONTENT)
    submitted = Submitted(title="A paper", file=file, checked=check_upload(SimpleUploadedFile("paper.pdf", CONTENT)))
    story.take("submit-draft", story.author, document=submitted)
    return PaperVersion.objects.latest("pk")


def names() -> list[str]:
    return [kept.name for kept in kept_files(default_storage)]


def test_a_paper_is_in_the_store_and_comes_back_byte_for_byte(store, story, authority, sign_in):
    version = submit(story)
    assert names() == [version.file.name]
    with default_storage.open(version.file.name) as file:
        assert (file.read(), default_storage.size(version.file.name)) == (CONTENT, len(CONTENT))
    page = sign_in(authority)
    [link] = {
        word.split('"')[0]
        for word in page.get(version.get_absolute_url()).content.decode().split('href="')
        if "/file/" in word.split('"')[0]
    }
    assert page.get(link).getvalue() == CONTENT


def test_the_file_of_an_act_that_fails_goes_again(store):
    seen = []

    def act() -> None:
        with files_go_with_their_rows(), transaction.atomic():
            default_storage.save("aa/refused.pdf", ContentFile(CONTENT))
            seen.extend(names())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert (seen, names()) == (["aa/refused.pdf"], [])


def test_a_file_whose_row_is_committed_stays_whatever_happens_after(store, django_capture_on_commit_callbacks):
    def act() -> None:
        with files_go_with_their_rows():
            with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
                default_storage.save("aa/kept.pdf", ContentFile(CONTENT))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert names() == ["aa/kept.pdf"]


def test_a_file_never_takes_the_place_of_another(store):
    first = default_storage.save("aa/paper.pdf", ContentFile(CONTENT))
    second = default_storage.save("aa/paper.pdf", ContentFile(b"Another."))
    assert first != second
    assert default_storage.open(first).read() == CONTENT


def test_the_sweep_knows_the_store_and_touches_nothing_of_another_house(store, server, story):
    version = submit(story)
    default_storage.save("aa/orphan.pdf", ContentFile(CONTENT))
    assert sweep_orphans(at=timezone.now()).removed == ()
    assert sweep_orphans(at=timezone.now() + dt.timedelta(days=8)).removed == ("aa/orphan.pdf",)
    assert names() == [version.file.name]
    all_there = [each.key for each in default_storage.bucket.objects.all()]
    assert "another-house/aa.pdf" in all_there


def test_a_file_that_was_changed_or_lost_in_the_store_is_told(store, story):
    version = submit(story)
    assert check_files(at=timezone.now(), within=60) == []
    default_storage.bucket.Object(f"tracker/{version.file.name}").put(Body=b"Another paper.")
    [fault] = check_files(at=timezone.now(), within=60)
    assert "it is not the file that was submitted" in fault
    default_storage.delete(version.file.name)
    [fault] = check_files(at=timezone.now(), within=60)
    assert fault == f"{version.file.name}: it is not there"


def test_a_store_that_does_not_answer_is_told_in_a_sentence_and_the_text_stays(away, story, authority):
    window = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
    let_in(window, authority)
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper", "note": "A long note."}
    page = f"{story.commitment.get_absolute_url()}steps/submit-draft/"
    answer = window.post(page, {**sent, "file": SimpleUploadedFile("paper.pdf", CONTENT)})
    words = answer.content.decode()
    assert (answer.status_code, "Files can&#x27;t be kept just now" in words) == (503, True)
    assert "Our paper" in words
    assert not PaperVersion.objects.exists()
    assert "files-read-only" in hindrances()
    cache.clear()


def test_a_backup_holds_what_the_store_holds(store, story, tmp_path, transactional_db):
    version = submit(story)
    made = make(folder=tmp_path / "backups", at=timezone.now())
    assert (made.missing, made.amiss) == ([], [])
    with tarfile.open(made.path) as archive:
        assert archive.extractfile(f"uploads/{version.file.name}").read() == CONTENT


@pytest.mark.parametrize(
    "address",
    ["s3://host/bucket", "s3://key:secret@host", "https://key:secret@host/bucket", "s3://key@host/bucket", "papers"],
)
def test_an_address_that_names_no_store_is_refused_when_the_house_opens(address, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="FILES_URL is s3://"):
        storage_at(address, tmp_path)


def test_a_store_is_spoken_to_in_secret_unless_the_address_says_otherwise(tmp_path):
    options = storage_at("s3://key:a%2Fb@files.example:9000/papers/tracker?region=eu-1", tmp_path)["OPTIONS"]
    assert (options["endpoint_url"], options["region_name"]) == ("https://files.example:9000", "eu-1")
    assert (options["secret_key"], options["bucket_name"], options["location"]) == ("a/b", "papers", "tracker")
