"""Papers: who reads which version, its file, what changed, and what was said of it."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.actions import Answers, take_step
from commitments.tests.factories import CommentFactory
from commitments.tests.stories import Story
from law.choices import PaperKind
from law.cica.states import State
from members.choices import Audience, Keys, Role
from members.models import Participant
from members.tests.factories import a_person_of, a_state
from members.tests.seeing import who_sees
from papers.models import Comment, PaperVersion
from papers.uploads import Submitted
from record.choices import Channel

pytestmark = pytest.mark.django_db

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


@pytest.fixture
def version(story):
    text = "First paragraph.\n\n<script>alert(1)</script>\n\nSecond."
    story.take("submit-draft", story.author, document=Submitted(title="A paper", text=text))
    return PaperVersion.objects.get()


def test_before_circulation_only_its_authors_the_chair_and_the_secretariat_read_it(
    version, authority, preparer, chair, officer, stranger, observer, sign_in
):
    url = version.get_absolute_url()
    for person in (authority, preparer, chair, officer):
        assert sign_in(person).get(url).status_code == 200
    for person in (stranger, observer):
        client = sign_in(person)
        for rest in ("", "file/", "difference/"):
            unseen, unknown = client.get(url + rest), client.get(f"/papers/CBM-1/CP/1/{rest}")
            assert (unseen.status_code, unseen.content) == (404, unknown.content)
        assert client.post(f"{url}comments/", {"text": "x", "audience": "members"}).status_code == 404
        assert version.paper.symbol not in client.get("/papers/").content.decode()


def test_after_circulation_those_read_it_to_whom_it_was_sent(story, version, stranger, observer, sign_in):
    story.take("circulate", audience="members")
    assert sign_in(stranger).get(version.get_absolute_url()).status_code == 200
    assert sign_in(observer).get(version.get_absolute_url()).status_code == 404


def test_who_circulates_learns_which_members_have_nobody_in_the_portal_and_nobody_else_does(
    story, version, authority, chair, officer, stranger, sign_in
):
    a_state("XY"), a_state("XZ")
    office, page = sign_in(officer), story.commitment.get_absolute_url()
    said = "Nobody in the portal yet: State XY, State XZ; to be reached by letter."
    form = office.get(reverse("commitment-act", args=[story.commitment.reference, "circulate"]))
    assert said in form.content.decode()
    # The form stands on the commitment's page, too, while it is the officer's turn.
    assert said in office.get(page).content.decode()
    hidden = dict(form.context["hidden"])
    done = office.post(form.wsgi_request.path, {**hidden, "audience": "members"}, follow=True)
    assert [said in str(message) for message in done.context["messages"]] == [True]
    for person, sees in ((officer, True), (chair, True), (authority, False), (stranger, False)):
        here = sign_in(person)
        for address in (page, version.get_absolute_url()):
            assert (said in here.get(address).content.decode()) is sees, (person, address)
    a_person_of(Participant.objects.get(code="XY"), Role.PREPARER, "new@xy.example")
    left = "Nobody in the portal yet: State XZ; to be reached by letter."
    assert left in sign_in(officer).get(version.get_absolute_url()).content.decode()


def test_a_letter_is_read_by_the_state_that_wrote_it_and_the_secretariat_and_not_by_who_coordinates_or_chairs(
    story, authority, chair, stranger, observer, officer, xb, sign_in
):
    letter = {"on_behalf_of": xb, "channel": Channel.NOTE_VERBALE, "scan": Submitted(title="A letter", text="We join.")}
    take_step(commitment=story.commitment, step="join", by=officer, answers=Answers(), **letter)
    note = PaperVersion.objects.get(paper__kind=PaperKind.NOTE)
    people = {"stranger": stranger, "officer": officer, "authority": authority, "chair": chair, "observer": observer}
    shown = {name: sign_in(person).get(note.get_absolute_url()).status_code for name, person in people.items()}
    assert shown == {"stranger": 200, "officer": 200, "authority": 404, "chair": 404, "observer": 404}


def test_observers_read_a_paper_sent_to_them_and_not_a_commitment_kept_to_members(story, version, observer, sign_in):
    story.take("circulate", audience="observers")
    client = sign_in(observer)
    page = client.get(version.get_absolute_url())
    assert page.status_code == 200
    assert story.commitment.title not in page.content.decode()
    assert f'href="{story.commitment.get_absolute_url()}"' not in client.get("/papers/").content.decode()
    assert client.get(story.commitment.get_absolute_url()).status_code == 404
    for url in ("/drafts/", f"{version.get_absolute_url()}comments/"):
        given = {**dict(page.context["hidden"]), "text": "We read it with interest.", "audience": "members"}
        assert client.post(url, given).status_code == 302
    assert Comment.objects.get().owner.code == "XO"
    assert client.get("/desk/").status_code == 200


def test_the_page_says_the_seal_the_language_on_whose_behalf_and_how(version, authority, sign_in):
    words = sign_in(authority).get(version.get_absolute_url()).content.decode()
    for said in (version.sha256, "English", "official", "on behalf of: State XA", "portal"):
        assert said in words
    assert "<script>alert" not in words
    assert "&lt;script&gt;" in words


def test_a_file_is_handed_out_as_an_attachment_that_runs_nothing(story, authority, sign_in):
    story.take("submit-draft", authority, document=Submitted(title="A paper", file=SimpleUploadedFile("a.pdf", PDF)))
    version = PaperVersion.objects.get()
    response = sign_in(authority).get(f"{version.get_absolute_url()}file/")
    content = b"".join(response.streaming_content)
    assert hashlib.sha256(content).hexdigest() == version.sha256
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "application/pdf"


def test_a_file_stands_first_on_its_page_and_its_digest_folded_below(story, authority, sign_in):
    story.take("submit-draft", story.author, document=Submitted(title="A paper", file=SimpleUploadedFile("a.pdf", PDF)))
    version = PaperVersion.objects.get()
    page = sign_in(authority).get(version.get_absolute_url()).content.decode()
    file, facts, digest = (
        page.index(words)
        for words in (f'href="{version.get_absolute_url()}file/"', '<dl class="facts">', '<details class="digest">')
    )
    assert file < facts < digest < page.index(version.sha256)


def test_a_text_has_no_file(version, authority, sign_in):
    assert sign_in(authority).get(f"{version.get_absolute_url()}file/").status_code == 404


def test_what_changed_is_shown_between_texts(story, version, authority, sign_in):
    story.to(State.CIRCULATED)
    changed = Submitted(title="A paper", text=version.text.replace("Second.", "Another end."))
    story.take("revise", authority, document=changed)
    client = sign_in(authority)
    words = client.get("/papers/CBM-2007-ECO-02-01/CP/2/difference/").content.decode()
    assert "<ins>" in words
    assert "<del>" in words
    assert client.get("/papers/CBM-2007-ECO-02-01/CP/2/difference/", {"since": "9"}).status_code == 404
    assert client.get("/papers/CBM-2007-ECO-02-01/CP/2/difference/", {"since": "²"}).status_code == 404
    first = client.get(version.get_absolute_url()).content.decode()
    assert "There is a newer version: 2" in first


def test_a_comment_stays_with_its_version_and_is_seen_by_whom_the_commenter_chose(
    story, version, stranger, authority, officer, sign_in
):
    story.take("circulate", audience="members")
    url, client = version.get_absolute_url(), sign_in(stranger)
    for _press in range(2):
        given = {"text": "Only for the Secretariat.", "audience": "secretariat", "once_key": "key"}
        assert client.post(f"{url}comments/", given).status_code == 302
    made = Comment.objects.get()
    assert (made.owner.code, made.version) == ("XB", version)
    for person, sees in [(officer, True), (stranger, True), (authority, False)]:
        assert ("Only for the Secretariat." in sign_in(person).get(url).content.decode()) is sees


def test_an_empty_comment_is_refused_on_the_page_of_the_paper(version, authority, sign_in):
    response = sign_in(authority).post(f"{version.get_absolute_url()}comments/", {"text": "", "audience": "members"})
    assert response.status_code == 422
    assert "First paragraph." in response.content.decode()
    assert sign_in(authority).get(f"{version.get_absolute_url()}comments/").url == version.get_absolute_url()


def test_officers_comment_for_no_state_without_its_letter(version, officer, assistant, sign_in):
    place = f"{version.get_absolute_url()}comments/"
    said = {"text": "x", "audience": "members", "on_behalf_of": "XA"}
    assert sign_in(officer).post(place, said).status_code == 422
    assert sign_in(assistant).post(place, said).status_code == 403
    assert not Comment.objects.exists()


def test_a_paper_is_listed_once_however_many_versions_it_has(story, authority, sign_in):
    story.to(State.CIRCULATED)
    for _time in range(3):
        story.take("revise", authority, document=Submitted(title="A paper", text="Again.")).take("circulate")
    client = sign_in(authority)
    assert len(client.get("/papers/").context["page"]) == 1
    assert len(client.get(story.commitment.get_absolute_url()).context["papers"]) == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_of_papers_costs_the_same_however_long_it_is(
    how_many, authority, chair, officer, sign_in, django_assert_num_queries
):
    for _one in range(how_many):
        Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)
    client = sign_in(authority)
    client.get("/papers/")
    # Session and person (2); seats (2), groups chaired (1); count, papers, their versions (3).
    with django_assert_num_queries(8):
        client.get("/papers/")


def test_what_is_said_of_a_paper_is_there_for_who_reads_the_paper(story, version, authority, stranger, observer):
    said = CommentFactory(version=version, audience=Audience.PUBLIC)
    assert who_sees(said, authority, stranger, observer) == {authority.name}
    story.take("circulate", audience="members")
    assert who_sees(said, authority, stranger, observer) == {authority.name, stranger.name}


def test_where_a_state_uses_two_keys_its_preparer_comments_for_it_alone_first(story, version, xa, preparer, sign_in):
    xa.keys = Keys.TWO
    xa.save()
    story.take("circulate", audience="members")
    form = sign_in(preparer).get(version.get_absolute_url()).context["form"]
    assert form["audience"].value() == "own"
    assert "two keys" in form["audience"].help_text
    place = f"{version.get_absolute_url()}comments/"
    assert sign_in(preparer).post(place, {"text": "Ours.", "audience": "own"}).status_code == 302
    assert Comment.objects.get().audience == "own"
