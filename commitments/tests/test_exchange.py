"""What states say of papers and to each other: who may say it, and who is told."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from commitments import uploads
from commitments.actions import StepRefused, Submitted, comment, drop_draft, keep_draft, nominate, share_view, widen
from commitments.choices import State
from commitments.models import Comment, Commitment, Draft, ExpertNomination, PaperVersion
from commitments.tests.files.pdfs import a_pdf
from commitments.tests.stories import Story
from journal.models import Entry
from members.choices import Audience
from notices.choices import Kind
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)


@pytest.fixture
def version(story) -> PaperVersion:
    """Submitted, and not circulated yet."""
    return PaperVersion.objects.get(paper__commitment=story.commitment)


def told_of_comments() -> set[str]:
    return set(Notice.objects.filter(kind=Kind.COMMENT_MADE).values_list("recipient__email", flat=True))


def test_of_a_comment_only_those_are_told_who_may_read_the_paper(
    story, version, authority, preparer, chair, officer, stranger, observer, xa
):
    comment(version=version, owner=xa, text="Ours.", audience=Audience.PUBLIC, by=authority)
    assert told_of_comments() == {preparer.email, chair.email, officer.email}
    story.take("circulate", audience=Audience.MEMBERS)
    comment(version=version, owner=xa, text="Ours.", audience=Audience.PUBLIC, by=authority)
    assert told_of_comments() == {preparer.email, chair.email, officer.email, stranger.email}


def test_nobody_comments_on_a_version_they_may_not_read(version, stranger, xb):
    with pytest.raises(PaperVersion.DoesNotExist):
        comment(version=version, owner=xb, text="Guessed.", audience=Audience.OWN, by=stranger)
    assert not Comment.objects.exists()


def test_under_two_keys_a_preparer_comments_for_its_own_state_alone_and_widens_nothing(
    story, version, authority, preparer, xa
):
    comment(version=version, owner=xa, text="Note to ourselves.", audience=Audience.OWN, by=preparer)
    with pytest.raises(StepRefused, match="authority submits"):
        comment(version=version, owner=xa, text="Ours.", audience=Audience.MEMBERS, by=preparer)
    view = share_view(commitment=story.commitment, owner=xa, text="Ours.", audience=Audience.OWN, by=authority)
    with pytest.raises(StepRefused, match="authority submits"):
        widen(item=view, audience=Audience.PUBLIC, by=preparer)
    view.refresh_from_db()
    assert (Comment.objects.count(), view.audience) == (1, Audience.OWN)


def test_experts_are_nominated_for_what_one_sees_and_what_has_not_ended(story, authority, xa):
    Commitment.objects.filter(pk=story.commitment.pk).update(state=State.WITHDRAWN)
    with pytest.raises(StepRefused, match="has ended"):
        nominate(owner=xa, name="Dr Expert", commitment=story.commitment, by=authority)
    # Never narrower than the members; if it were, it would not be there for them.
    Commitment.objects.filter(pk=story.commitment.pk).update(audience=Audience.OWN, reference="ELSEWHERE")
    story.commitment.intentions.all().delete()
    with pytest.raises(Commitment.DoesNotExist):
        nominate(owner=xa, name="Dr Expert", commitment=story.commitment, by=authority)
    assert not ExpertNomination.objects.exists()


def test_a_draft_is_dropped_by_its_own_state_only(story, authority, stranger, xa):
    given = {"form": "view", "owner": xa, "commitment": story.commitment}
    keep_draft(by=authority, answers={"text": "Ours."}, **given)
    drop_draft(by=stranger, **given)
    assert Draft.objects.count() == 1
    drop_draft(by=authority, **given)
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_kept_at_once_by_several_people_of_a_state_it_is_one_draft(authority, xa):
    start = threading.Barrier(4)

    def keep() -> None:
        start.wait()
        keep_draft(by=authority, form="begin", answers={}, owner=xa)
        connection.close()

    threads = [threading.Thread(target=keep) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Draft.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_is_looked_through_before_anything_is_locked(authority, chair, officer, monkeypatch):
    story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    looked, inspect = [], uploads.inspect

    def watched(*given):
        looked.append(connection.in_atomic_block)
        return inspect(*given)

    monkeypatch.setattr(uploads, "inspect", watched)
    story.take("submit-draft", authority, document=Submitted(file=SimpleUploadedFile("paper.pdf", a_pdf())))
    assert looked == [False]
    assert PaperVersion.objects.get().file_type == "application/pdf"


def test_the_journal_does_not_name_an_expert_whom_a_state_keeps_to_itself(story, authority, xa):
    expert = nominate(owner=xa, name="Dr Quiet", commitment=story.commitment, audience=Audience.OWN, by=authority)
    widen(item=expert, audience=Audience.SECRETARIAT, by=authority)
    nomination = Entry.objects.about(expert).in_order().first()
    assert "Quiet" not in nomination.about_label + str(nomination.changes)
