"""Comments reach those whose paper it is, stay with their version, and are counted on the newest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.tests.stories import PAPER, Story
from journal.actions import record
from law.cica.states import State
from meetings.access import who_sees
from meetings.tests.factories import WorkingGroupFactory
from members.choices import Role, Standing
from members.models import FocalPoint, User
from members.tests.factories import UserFactory, a_person_of, a_state, seat_many
from notices.models import Notice
from papers.actions import comment
from papers.models import Comment, PaperVersion
from record.dates import day_of_the_house

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


@pytest.mark.parametrize("people", [20, 2000])
@pytest.mark.parametrize("audience", ["members", "authors"])
def test_whom_a_comment_is_told_is_asked_once_however_many_they_are(version, stranger, xb, audience, people, settings):
    """What the journal tells of since; who of those who see alike reads the paper, and its writer; the comment, what was
    answered to it, its words in the index, its notices; the journal's last line, what was written, the next line. How people
    see alike is asked for the first comment, and then no more; for whom its writer stands in, once a writer."""
    settings.COUNTS_STAND_STILL = True
    states = [xb, *(a_state(f"Q{number}", (Standing.MEMBER, Standing.OBSERVER)[number % 2]) for number in range(6))]
    seat_many(people, states)
    stranger = User.objects.get(pk=stranger.pk)
    version = PaperVersion.objects.select_related("paper", "on_behalf_of").get(pk=version.pk)
    said = {"version": version, "owner": xb, "audience": audience, "by": stranger}
    comment(**said, text="Add speed.")
    with CaptureQueriesContext(connection) as asked:
        second = comment(**said, text="Add safety.")
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 9
    told = Notice.objects.filter(kind="comment-made", occurrence=str(second.pk))
    assert told.filter(recipient__focal_points__participant=xb).exists() == (audience == "members")


def test_who_came_or_left_since_the_last_comment_is_told_or_isn_t(version, stranger, xb, officer, settings):
    settings.COUNTS_STAND_STILL = True
    said = {"version": version, "owner": xb, "audience": "members", "by": stranger}
    leaving = a_person_of(xb, Role.PREPARER, "leaving@xb.example")
    record(by=officer, verb="changed", about=leaving, changes={})
    comment(**said, text="Add speed.")
    FocalPoint.objects.filter(user=leaving).update(until=day_of_the_house())
    coming = a_person_of(xb, Role.PREPARER, "coming@xb.example")
    record(by=officer, verb="changed", about=coming, changes={})
    second = comment(**said, text="Add safety.")
    told = set(Notice.objects.filter(occurrence=str(second.pk)).values_list("recipient", flat=True))
    assert (coming.pk in told, leaving.pk in told) == (True, False)


def test_who_reads_a_paper_is_the_same_asked_of_all_at_once_and_one_by_one(
    story, version, authority, preparer, stranger, chair, officer, observer
):
    presiding, closed = UserFactory(), UserFactory(is_active=False)
    WorkingGroupFactory(chaired_by=presiding)
    story.take("revise", authority, document=PAPER)  # the newest is not circulated
    everybody = [authority, preparer, stranger, chair, officer, observer, presiding, closed, UserFactory()]
    readers = []
    for row in PaperVersion.objects.all():
        asked = [User.objects.get(pk=person.pk) for person in everybody]
        at_once = who_sees(asked, lambda person, row=row: PaperVersion.objects.visible_to(person).filter(pk=row.pk))
        alone = [User.objects.get(pk=person.pk) for person in everybody]
        one_by_one = {person for person in alone if PaperVersion.objects.visible_to(person).filter(pk=row.pk).exists()}
        assert set(at_once) == one_by_one
        readers.append({person.email for person in at_once})
    inside = {person.email for person in (authority, preparer, chair, officer)}
    assert readers == [inside | {stranger.email, presiding.email}, inside]
