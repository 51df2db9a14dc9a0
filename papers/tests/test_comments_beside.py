"""Comments stand beside the paragraphs they name; whoever drafts says what became of them, and the next version says it too."""

import pytest
from django.utils import timezone

from commitments.tests.stories import PAPER, Story
from law.cica.states import State
from members.choices import Standing
from members.models import EnteredForState
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from papers.actions import comment
from papers.acts.comments import COMMENT
from papers.models import Comment, CommentReply, LetterDeed, PaperVersion
from papers.reads import paragraphs_of
from papers.tests.letters import registered
from papers.uploads import Submitted
from record.acts import ActForm, Offer, Setting

pytestmark = pytest.mark.django_db
TEXT = "Corridors are opened.\n\nPosts keep hours.\nAll of them.\n\n\nExperts meet."


@pytest.fixture
def story(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    story.take("submit-draft", authority, document=Submitted(title="A paper", text=TEXT))
    return story.take("circulate")


@pytest.fixture
def version(story):
    return PaperVersion.objects.get()


@pytest.fixture
def said(version, stranger, xb):
    return comment(version=version, owner=xb, text="Which hours?", audience="members", by=stranger, paragraph=2)


def beside(client, version):
    return client.get(f"{version.get_absolute_url()}beside/").content.decode()


def test_a_text_is_numbered_as_it_is_written(version):
    assert paragraphs_of(version) == ["Corridors are opened.", "Posts keep hours.\nAll of them.", "Experts meet."]


def test_a_comment_stands_beside_its_paragraph_and_one_on_the_whole_below(
    version, stranger, xb, said, authority, sign_in
):
    comment(version=version, owner=xb, text="A good paper.", audience="members", by=stranger)
    page = beside(sign_in(authority), version)
    second = page.split('id="paragraph-2"')[1].split('id="paragraph-3"')[0]
    assert "Which hours?" in second
    assert "A good paper." in page.split('id="whole"')[1]
    assert "A good paper." not in page.split('id="whole"')[0]


def test_a_paragraph_that_isn_t_there_is_refused_and_one_that_is_taken(version, stranger, xb, sign_in):
    client, place = sign_in(stranger), f"{version.get_absolute_url()}comments/"
    answers = {"text": "Which?", "audience": "members", "once_key": "k"}
    refused = client.post(place, {**answers, "paragraph": "4"})
    assert refused.status_code == 422
    assert "The text has 3 paragraphs." in refused.content.decode()
    assert client.post(place, {**answers, "paragraph": "3"}).status_code == 302
    assert Comment.objects.get().paragraph == 3
    nothing_read = Setting(COMMENT, stranger, PaperVersion(paper=version.paper, number=9), timezone.now(), Offer())
    assert "paragraph" not in ActForm(nothing_read).fields, (
        "of a scan in which no words were read no paragraph is asked"
    )
    linked = client.get(f"{version.get_absolute_url()}?paragraph=2").context["form"]
    assert str(linked["paragraph"].value()) == "2"


def test_whoever_drafts_says_what_became_of_it_and_its_state_is_told(
    version, said, authority, stranger, chair, sign_in
):
    place = f"/papers/comments/{said.uid}/take-up/"
    assert sign_in(stranger).get(place).status_code == 403
    assert "Say what became of it" not in beside(sign_in(stranger), version)
    drafter = sign_in(authority)
    assert drafter.post(place, {"outcome": "not-taken-up", "reason": ""}).status_code == 422
    assert Comment.objects.get().outcome == "open"
    assert drafter.post(place, {"outcome": "not-taken-up", "reason": "Posts differ."}).status_code == 302
    assert "Posts differ." in beside(sign_in(stranger), version)
    assert drafter.post(place, {"outcome": "taken-up"}).status_code == 302
    row = Comment.objects.get()
    assert (row.outcome, row.outcome_reason, row.outcome_for.code) == ("taken-up", "", "XA")
    told = Notice.objects.filter(kind="comment-settled", recipient=stranger)
    assert told.count() == 2
    assert not Notice.objects.filter(kind="comment-settled", recipient=authority).exists()


def test_the_next_version_says_whose_comments_it_took_up_to_those_who_read_them(
    story, version, said, stranger, xb, authority, chair, observer, sign_in
):
    near = comment(version=version, owner=xb, text="For you alone.", audience="authors", by=stranger)
    other = comment(
        version=version,
        owner=story.author.focal_points.get().participant,
        text="Ours.",
        audience="members",
        by=authority,
    )
    drafter = sign_in(authority)
    for row in (said, near):
        drafter.post(f"/papers/comments/{row.uid}/take-up/", {"outcome": "taken-up"})
    drafter.post(f"/papers/comments/{other.uid}/take-up/", {"outcome": "not-taken-up", "reason": "No."})
    story.take("revise", authority, document=PAPER).take("circulate")
    newest = PaperVersion.objects.get(number=2)
    told = Notice.objects.filter(
        kind="paper-circulated", about_key=Notice.objects.filter(kind="paper-circulated").latest("pk").about_key
    )
    values = told.filter(recipient=stranger).latest("pk").values
    assert values["took_up"] == "XB"
    page = sign_in(stranger).get(newest.get_absolute_url()).content.decode()
    assert "This version takes up comments of" in page
    assert "/2/difference/" in page.split("This version takes up comments of")[1]
    earlier = beside(drafter, newest).split('id="earlier"')[1]
    assert "Which hours?" in earlier
    assert "taken up" in earlier
    words = sign_in(stranger).get("/notices/").content.decode()
    assert "It takes up comments of State XB; its page shows what changed." in words


def test_what_was_said_to_the_authors_alone_names_nobody_to_the_members(
    story, version, stranger, xb, authority, sign_in, chair
):
    near = comment(version=version, owner=xb, text="For you alone.", audience="authors", by=stranger)
    sign_in(authority).post(f"/papers/comments/{near.uid}/take-up/", {"outcome": "taken-up"})
    story.take("revise", authority, document=PAPER).take("circulate")
    assert {row.values["took_up"] for row in Notice.objects.filter(kind="paper-circulated")} == {""}
    newest = PaperVersion.objects.get(number=2)
    member = a_person_of(a_state("XJ", Standing.MEMBER), "authority", "someone@xj.example")
    assert "takes up comments" not in sign_in(member).get(newest.get_absolute_url()).content.decode()
    assert "takes up comments" in sign_in(authority).get(newest.get_absolute_url()).content.decode()


def test_a_comment_is_answered_once_a_press_and_those_who_see_it_see_the_answer(
    version, stranger, xb, authority, chair, observer, sign_in
):
    said = comment(version=version, owner=xb, text="Which hours?", audience="authors", by=stranger)
    place = f"/papers/comments/{said.uid}/answer/"
    answer = {"text": "Nine to five.", "once_key": "press"}
    for _press in (1, 2):
        assert sign_in(authority).post(place, answer).status_code == 302
    assert CommentReply.objects.count() == 1
    assert sign_in(stranger).post(place, {"text": "Thank you.", "once_key": "more"}).status_code == 302
    for person in (authority, stranger, chair):
        page = beside(sign_in(person), version)
        assert "Nine to five." in page, person
        assert "Thank you." in page, person
    assert sign_in(observer).get(place).status_code == 404
    told = Notice.objects.filter(kind="comment-answered").values_list("recipient__email", flat=True)
    assert stranger.email in told
    assert authority.email in told


def test_an_officer_enters_from_the_coordinator_s_letter_what_became_of_a_comment(
    version, said, officer, authority, sign_in
):
    office = sign_in(officer)
    letter = registered(office, participant="XA")
    body = {"on_behalf_of": "XA", "from_letter": str(letter.uid), "outcome": "taken-up"}
    answer = office.post(f"/api/v1/comments/{said.uid}/take-up/", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert Comment.objects.get().outcome_for.code == "XA"
    assert LetterDeed.objects.get().act == "take-up"
    assert EnteredForState.objects.filter(participant__code="XA", about_kind="comment").exists()
    body = {"on_behalf_of": "XA", "from_letter": str(letter.uid), "text": "Nine to five."}
    answer = office.post(f"/api/v1/comments/{said.uid}/answer/", body, content_type="application/json")
    assert answer.status_code in {200, 201}, answer.content
    assert CommentReply.objects.get().channel == "note-verbale"
    # Another state's letter says nothing of a paper that isn't its own.
    other = registered(office, participant="XB")
    body = {"on_behalf_of": "XB", "from_letter": str(other.uid), "outcome": "taken-up"}
    assert (
        office.post(f"/api/v1/comments/{said.uid}/take-up/", body, content_type="application/json").status_code == 422
    )


def test_an_officer_says_in_the_admin_what_became_of_a_comment_and_answers_it(version, said, officer, sign_in):
    office, place = sign_in(officer), f"/admin/papers/comment/{said.pk}"
    page = office.get(f"{place}/change/").content.decode()
    assert (f"{place}/take-up/" in page, f"{place}/answer/" in page) == (True, True)
    assert "Which hours?" in office.get(f"{place}/take-up/").content.decode()
    kept = office.post(f"{place}/take-up/", {"outcome": "not-taken-up", "reason": "Each state sets them."})
    answered = office.post(f"{place}/answer/", {"text": "Nine to five.", "once_key": "a"})
    assert (kept.status_code, answered.status_code) == (302, 302)
    assert Comment.objects.get().outcome == "not-taken-up"
    assert CommentReply.objects.get().text == "Nine to five."


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_costs_the_same_however_many_comments_there_are(
    how_many, version, stranger, xb, authority, sign_in, django_assert_num_queries
):
    for number in range(how_many):
        comment(version=version, owner=xb, text=f"No. {number}", audience="members", by=stranger, paragraph=number + 1)
    client = sign_in(authority)
    beside(client, version)
    with django_assert_num_queries(10):
        beside(client, version)


def test_open_comments_stand_on_the_desk_of_whoever_drafts_until_it_says_what_became_of_them(
    version, said, stranger, authority, sign_in
):
    drafter, beside_it = sign_in(authority), f"{version.get_absolute_url()}beside/"
    assert beside_it in drafter.get("/desk/").content.decode()
    assert beside_it not in sign_in(stranger).get("/desk/").content.decode()
    drafter.post(f"/papers/comments/{said.uid}/take-up/", {"outcome": "taken-up"})
    assert beside_it not in drafter.get("/desk/").content.decode()
