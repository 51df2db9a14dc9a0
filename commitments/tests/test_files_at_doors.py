"""A file at every door: told in words where it is too large, one of too many, or can't be scanned, and nothing lost."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cica_tracker.checks import scanner_answers
from commitments.tests.stories import Story
from law.cica.states import State
from papers.models import PaperVersion
from papers.scanner import state_of_the_scanner
from papers.tests.clamd import EICAR, a_clamd
from papers.tests.files.docxs import a_docx
from papers.tests.files.pdfs import a_pdf
from record import pace
from record.api.problems import A_PROBLEM
from record.files import MAX_SIZE, TOO_LARGE
from record.pace import TOO_MANY

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
OURS = "Our text, which took a week."


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


def portal(story: Story) -> str:
    return f"/commitments/{story.commitment.reference}/steps/submit-draft/"


def api(story: Story) -> str:
    return f"/api/v1/commitments/{story.commitment.reference}/steps/submit-draft/"


def admin(story: Story) -> str:
    return reverse("admin:commitments_commitment_act", args=[story.commitment.pk, "join"])


def of_size(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.pdf", bytes(size))


@pytest.mark.parametrize("megabytes", [13, 60])
def test_a_file_over_the_limit_is_told_in_words_at_every_door_and_the_text_is_kept(
    story, authority, officer, sign_in, tmp_path, settings, megabytes
):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    for person, address, form in (
        (authority, portal(story), {"text": OURS, "file": of_size(megabytes * MB)}),
        (officer, admin(story), {"note": OURS, "channel": "email", "letter": of_size(megabytes * MB)}),
    ):
        answer = sign_in(person).post(address, form)
        assert answer.status_code == 413
        page = answer.content.decode()
        assert str(TOO_LARGE) in page
        assert OURS in page
    answer = sign_in(authority).post(api(story), {"text": OURS, "file": of_size(megabytes * MB)})
    assert (answer.status_code, answer.json()["detail"]) == (413, str(TOO_LARGE))
    assert not PaperVersion.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_page_knows_the_limit_before_a_file_travels(story, authority, officer, sign_in):
    for person, address in ((authority, portal(story)), (officer, admin(story))):
        page = sign_in(person).get(address).content.decode()
        assert f'data-most="{MAX_SIZE}"' in page
        assert f'data-too-large="{TOO_LARGE}"' in page
        assert "up to 10 MB" in page
        assert re.search(r'<script src="[^"]*js/files[^"]*" defer>', page)


def test_the_proxy_lets_through_what_the_house_itself_refuses_in_words():
    caddy = (Path(settings.BASE_DIR) / "deploy" / "Caddyfile").read_text()
    [megabytes] = re.findall(r"max_size (\d+)MB", caddy)
    assert int(megabytes) * 1000 * 1000 > 60 * MB + MAX_SIZE


def test_who_sends_many_files_is_asked_to_wait_and_keeps_the_text(story, authority, stranger, sign_in, settings):
    settings.LIMITS = {"upload": (1, 86400)}
    client, form = sign_in(authority), {"text": OURS, "title": "A paper"}
    damaged = a_pdf()[:-200]
    first = client.post(portal(story), {**form, "file": SimpleUploadedFile("paper.pdf", damaged)})
    assert (first.status_code, first.headers.get("Retry-After")) == (422, None)
    second = client.post(portal(story), {**form, "file": SimpleUploadedFile("paper.pdf", damaged)})
    assert (second.status_code, 0 < int(second["Retry-After"]) <= 86400) == (429, True)
    assert str(TOO_MANY) in second.content.decode()
    assert OURS in second.content.decode()
    third = client.post(api(story), {"file": SimpleUploadedFile("paper.pdf", a_pdf())})
    assert (third.status_code, third.json()["detail"]) == (429, str(TOO_MANY))
    assert 0 < int(third["Retry-After"]) <= 86400
    assert all('"upload";r=0' in answer["RateLimit"] for answer in (second, third))
    # A limit is one person's own.
    letter = {"letter": SimpleUploadedFile("paper.pdf", damaged), "on_behalf_of": "XB", "channel": "email"}
    assert sign_in(story.officer).post(admin(story), letter).status_code == 422


def test_more_than_two_files_of_one_person_at_once_wait(authority, stranger):
    with pace.looked_through_for(authority), pace.looked_through_for(authority):
        with pytest.raises(Exception, match="wait") as refused, pace.looked_through_for(authority):
            pass
        assert pace.waits(refused.value) == pace.WAITED_AT_ONCE
        with pace.looked_through_for(stranger):
            pass
    with pace.looked_through_for(authority):
        pass


# -- A scanner for viruses.


def with_a_virus() -> bytes:
    return a_docx({"word/media/image1.bmp": b"BM" + EICAR})


@pytest.mark.parametrize("by_path", [False, True])
def test_what_the_scanner_finds_is_refused_and_what_it_passes_is_taken(
    story, authority, sign_in, settings, tmp_path, by_path
):
    with a_clamd(tmp_path / "clamd.ctl" if by_path else None) as url:
        settings.CLAMD_URL = url
        assert state_of_the_scanner() == "ok"
        client = sign_in(authority)
        answer = client.post(api(story), {"file": SimpleUploadedFile("paper.docx", with_a_virus())})
        assert answer.status_code == 422
        assert "A virus was found" in answer.json()["file"][0]
        assert client.post(api(story), {"file": SimpleUploadedFile("paper.docx", a_docx())}).status_code == 201


def test_without_an_answer_of_the_scanner_no_file_is_taken_and_nothing_is_lost(
    story, authority, sign_in, settings, tmp_path, officer
):
    settings.CLAMD_URL = f"unix://{tmp_path}/nobody"
    person, form = sign_in(authority), {"text": OURS, "title": "A paper"}
    answer = person.post(portal(story), {**form, "file": SimpleUploadedFile("paper.pdf", a_pdf())})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert OURS in answer.content.decode()
    assert "checked for viruses at the moment" in answer.content.decode()
    told = person.post(api(story), {"file": SimpleUploadedFile("paper.pdf", a_pdf())})
    assert (told.status_code, list(told.json())) == (503, A_PROBLEM["required"])
    assert not PaperVersion.objects.exists()
    health = sign_in(officer).get("/healthz")
    assert (health.status_code, health.json()["status"]) == (200, "alarm")
    assert "scanner" in health.json()["alarms"]
    assert [told.id for told in scanner_answers(None)] == ["cica_tracker.E020"]
    # Whoever sends the text alone isn't held up.
    assert person.post(api(story), {"text": OURS}).status_code == 201


def test_a_file_takes_the_place_of_the_text_that_the_form_began_with_and_nobody_changed(story, authority, sign_in):
    story.to(State.CIRCULATED)
    client, page = sign_in(authority), portal(story).replace("submit-draft", "revise")
    form = client.get(page).context["form"]
    began = {name: form[name].value() or "" for name in ("title", "text", "language", "language_status", "seen")}
    assert began["text"]
    assert 'accept=".pdf,.docx"' in str(form["file"])
    changed = {**began, "text": f"{began['text']} And more.", "file": SimpleUploadedFile("paper.pdf", a_pdf())}
    assert "Give a file or a text, not both." in client.post(page, changed).content.decode()
    given = {**began, "file": SimpleUploadedFile("paper.pdf", a_pdf())}
    assert client.post(page, given).status_code == 302
    newest = PaperVersion.objects.order_by("-number").first()
    assert (newest.number, newest.text, bool(newest.file)) == (2, "", True)
