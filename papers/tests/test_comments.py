"""Comments reach those whose paper it is, stay with their version, and are counted on the newest."""

import pytest

from commitments.tests.stories import PAPER, Story
from law.cica.states import State
from members.choices import Standing
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from papers.actions import comment
from papers.models import Comment, PaperVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)


@pytest.fixture
def version(story):
    return PaperVersion.objects.get()


def test_a_comment_is_for_the_secretariat_the_chair_and_the_coordinator_unless_its_state_says_otherwise(
    version, authority, preparer, stranger, chair, officer, observer, xb, sign_in
):
    url, client = version.get_absolute_url(), sign_in(stranger)
    page = client.get(url)
    assert page.context["form"]["audience"].initial == "authors"
    assert '<option value="authors" selected>the Secretariat, the Chair and the coordinator' in page.content.decode()
    answer = client.post(f"{url}comments/", {"text": "Add safety.", "audience": "authors", "once_key": "key"})
    assert answer.status_code == 302
    heard = set(Notice.objects.filter(kind="comment-made").values_list("recipient__email", flat=True))
    assert heard == {authority.email, preparer.email, chair.email, officer.email}
    for person in (authority, preparer, stranger, chair, officer):
        assert "Add safety." in sign_in(person).get(url).content.decode(), person


def test_a_comment_for_the_authors_is_seen_by_no_other_state(story, version, stranger, authority, xb, sign_in):
    other = a_person_of(a_state("XJ", Standing.MEMBER), "authority", "someone@xj.example")
    story.take("join", other)
    comment(version=version, owner=xb, text="Add safety.", audience="authors", by=stranger)
    comment(version=version, owner=xb, text="For the office.", audience="secretariat", by=stranger)
    client = sign_in(other)
    assert "Add safety." not in client.get(version.get_absolute_url()).content.decode()
    assert not Comment.objects.visible_to(other).exists()
    assert [row.text for row in Comment.objects.visible_to(authority)] == ["Add safety."]
    assert not Notice.objects.filter(kind="comment-made", recipient=other).exists()


def test_comments_on_earlier_versions_are_counted_and_linked_on_the_newest(
    story, version, stranger, authority, xb, sign_in
):
    comment(version=version, owner=xb, text="Add safety.", audience="members", by=stranger)
    comment(version=version, owner=xb, text="Add speed.", audience="authors", by=stranger)
    comment(version=version, owner=xb, text="For the office.", audience="secretariat", by=stranger)
    story.take("revise", authority, document=PAPER).take("circulate")
    newest = PaperVersion.objects.get(number=2)
    words = sign_in(authority).get(newest.get_absolute_url()).content.decode()
    assert "2 comments on version 1" in words, "and not the one that isn't for its author"
    assert f'href="{version.get_absolute_url()}#comments"' in words
    assert "on version 2" not in sign_in(authority).get(version.get_absolute_url()).content.decode()
