"""What states say of papers and to each other: who may say it, and who is told."""

import threading
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from commitments.actions import begin, nominate, share_view
from commitments.kinds import VIEW_SHARED
from commitments.models import Commitment, ExpertNomination, View
from commitments.tests.stories import Story
from journal.models import Entry
from law.cica.states import State
from meetings.actions.owned import widen
from meetings.tests.factories import WorkingGroupFactory
from members.actions import drop_draft, keep_draft
from members.choices import Audience
from members.models import Draft
from members.tests.factories import UserFactory
from notices.models import Notice
from papers import uploads
from papers.actions import comment
from papers.kinds import COMMENT_MADE
from papers.models import Comment, PaperVersion
from papers.tests.files.pdfs import a_pdf
from papers.uploads import Submitted
from record.refusals import StepRefused

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)


@pytest.fixture
def version(story) -> PaperVersion:
    """Submitted, and not circulated yet."""
    return PaperVersion.objects.get(paper__folder__commitment=story.commitment)


def told_of_comments() -> set[str]:
    return set(Notice.objects.filter(kind=COMMENT_MADE).values_list("recipient__email", flat=True))


def test_of_a_comment_only_those_are_told_who_may_read_the_paper(
    story, version, authority, preparer, chair, officer, stranger, observer, xa
):
    comment(version=version, owner=xa, text="Ours.", audience=Audience.PUBLIC, by=authority)
    assert told_of_comments() == {preparer.email, chair.email, officer.email}
    story.take("circulate", audience=Audience.MEMBERS)
    comment(version=version, owner=xa, text="Ours.", audience=Audience.PUBLIC, by=authority)
    assert told_of_comments() == {preparer.email, chair.email, officer.email, stranger.email}


def test_who_chairs_a_group_is_told_of_comments_and_views_of_states_only_where_they_are_public(
    story, version, authority, xa
):
    group_chair = UserFactory()
    WorkingGroupFactory(chaired_by=group_chair)
    story.take("circulate", audience=Audience.MEMBERS)
    told = Notice.objects.filter(recipient=group_chair, kind__in=[COMMENT_MADE, VIEW_SHARED])
    for audience, count in ((Audience.MEMBERS, 0), (Audience.PUBLIC, 2)):
        comment(version=version, owner=xa, text="Ours.", audience=audience, by=authority)
        share_view(commitment=story.commitment, owner=xa, text="Ours.", audience=audience, by=authority)
        assert told.count() == count
        assert (Comment.objects.visible_to(group_chair).count(), View.objects.visible_to(group_chair).count()) == (
            count / 2,
            count / 2,
        )


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
    given = {"form": "view", "owner": xa, "about_kind": "commitment", "about_key": story.commitment.reference}
    keep_draft(by=authority, answers={"text": "Ours."}, **given)
    drop_draft(by=stranger, **given)
    assert Draft.objects.count() == 1
    drop_draft(by=authority, **given)
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_kept_at_once_by_several_people_of_a_state_it_is_one_draft(authority, xa):
    key = uuid.uuid4()
    start = threading.Barrier(4)

    def keep() -> None:
        start.wait()
        keep_draft(by=authority, form="begin", answers={}, owner=xa, uid=key)
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


# -- A key that was used before.


def send_view(client, story, **given):
    asked = {"text": "Our view.", "language": "en", "audience": "members", "once_key": "key", **given}
    return client.post(f"{story.commitment.get_absolute_url()}views/", asked)


def test_another_text_under_the_key_of_a_form_that_was_sent_is_asked_about_and_kept(story, authority, sign_in):
    client = sign_in(authority)
    assert [send_view(client, story).status_code for _press in range(2)] == [302, 302]
    back = send_view(client, story, text="Our second thought.")
    assert back.status_code == 422
    assert "This form was sent already, with other answers." in back.content.decode()
    assert "Our second thought." in back.content.decode()
    fresh = back.context["form"]["once_key"].value()
    assert send_view(client, story, text="Our second thought.", once_key=fresh).status_code == 302
    assert {view.text for view in View.objects.all()} == {"Our view.", "Our second thought."}


def test_a_key_that_somebody_else_used_is_refused_and_never_a_fault(
    story, version, authority, stranger, xa, xb, sign_in
):
    story.take("circulate", audience=Audience.MEMBERS)

    def acts(by, owner):
        once = {"by": by, "owner": owner, "once_key": "key"}
        return [
            lambda: share_view(commitment=story.commitment, text="Same.", audience=Audience.MEMBERS, **once),
            lambda: nominate(commitment=story.commitment, name="Same", **once),
            lambda: comment(version=version, text="Same.", audience=Audience.SECRETARIAT, **once),
        ]

    for act in acts(authority, xa):
        assert act().pk == act().pk
    for act in acts(stranger, xb):
        with pytest.raises(StepRefused, match="sent already"):
            act()
    assert send_view(sign_in(stranger), story).status_code == 422


def test_a_text_is_kept_under_the_language_of_its_letters(story, authority, sign_in):
    story = Story(author=authority, chair=story.chair, officer=story.officer, modality="b")
    url = f"{story.commitment.get_absolute_url()}views/"
    said = {"text": "Мы поддерживаем.", "audience": Audience.MEMBERS, "once_key": "k1"}
    asked = sign_in(authority).post(url, {**said, "language": "en"})
    assert asked.status_code == 422
    assert "This looks like Russian, and English was chosen. Which is it?" in asked.content.decode()
    sign_in(authority).post(url, {**said, "language": ""})
    assert View.objects.get().language == "ru"


@pytest.mark.parametrize("answer", [{"language": "ru"}, {"language_kept": "en"}])
def test_which_language_a_text_is_in_is_asked_once_and_answered_by_one_press(answer, story, authority, sign_in):
    story = Story(author=authority, chair=story.chair, officer=story.officer, modality="b")
    url, client = f"{story.commitment.get_absolute_url()}views/", sign_in(authority)
    said = {"text": "Мы поддерживаем.", "audience": Audience.MEMBERS, "once_key": "k1", "language": "en"}
    page = client.post(url, said).content.decode()
    [(name, value)] = answer.items()
    assert f'<button class="btn btn-sm" type="submit" name="{name}" value="{value}">' in page
    # A browser sends the fields of the form first, then the button that was pressed.
    pressed = {**said, "language": ["en", "ru"]} if name == "language" else {**said, **answer}
    assert client.post(url, pressed).status_code == 302
    assert View.objects.get().language == value
    shown = client.get(story.commitment.get_absolute_url()).content.decode()
    assert f'<div class="prose of-record" lang="{value}" dir="ltr"><p>Мы поддерживаем.</p></div>' in shown


def test_a_page_begins_with_the_language_of_its_reader_and_a_program_with_none(story, authority, sign_in):
    story = Story(author=authority, chair=story.chair, officer=story.officer, modality="b")
    client = sign_in(authority)
    client.post("/language/setlang/", {"language": "ar"})
    form = client.get(f"{story.commitment.get_absolute_url()}views/").context["form"]
    assert form["language"].value() == "ar"
    made = client.post(
        "/api/v1/views/",
        {"commitment": story.commitment.reference, "text": "我们的意见。"},
        headers={"Accept-Language": "ar"},
    )
    assert (made.status_code, made.json()["language"]) == (201, "zh-hans"), made.content


def test_a_commitment_knows_the_language_of_its_topic_its_title_and_its_statement(story, authority):
    area = story.commitment.area
    words = {"title": "Туризм", "statement": "Наше государство намерено развивать туризм."}
    made = begin(modality="a", area=area, topic={"en": "Экотуризм"}, by=authority, **words)
    assert (made.language, made.topic) == ("ru", {"ru": "Экотуризм"})
    assert story.commitment.language == "en"


ARABIC = {"title_in_ar": "ممرات السياحة", "statement_in_ar": "تعتزم دولتنا تطوير السياحة."}


def test_a_title_and_a_statement_are_read_in_the_readers_language_where_they_were_given_in_it(
    story, authority, stranger, sign_in
):
    client, commitment = sign_in(authority), story.commitment
    url = f"{commitment.get_absolute_url()}steps/other-languages/"
    wrong = client.post(url, {"title_in_ru": "ممرات السياحة"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["title_in_ru"])
    own = client.post(url, {"title_in_en": "Other words"})
    assert (own.status_code, list(own.context["form"].errors)) == (422, ["title_in_en"])
    assert sign_in(stranger).post(url, ARABIC).status_code == 403
    assert sign_in(authority).post(url, ARABIC).status_code == 302
    commitment.refresh_from_db()
    assert commitment.titles == {"en": commitment.title, "ar": ARABIC["title_in_ar"]}
    page = sign_in(authority).get(commitment.get_absolute_url(), headers={"Accept-Language": "ar"})
    told = sign_in(authority).get(f"/api/v1/commitments/{commitment.reference}/").json()
    assert (told["language"], told["titles"]["ar"]) == ("en", ARABIC["title_in_ar"])
    assert told["statements"]["ar"] == ARABIC["statement_in_ar"]
    client = sign_in(authority)
    client.post("/language/setlang/", {"language": "ar"})
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert f'<h1 class="of-record"><bdi lang="ar" dir="rtl">{ARABIC["title_in_ar"]}</bdi></h1>' in page
    assert f'<div class="prose of-record" lang="ar" dir="rtl"><p>{ARABIC["statement_in_ar"]}</p></div>' in page
    assert f'<div class="prose of-record" lang="en" dir="ltr"><p>{commitment.statement}</p></div>' in page


def test_a_note_and_a_comment_keep_the_language_their_author_said(story, version, authority, officer, sign_in):
    body = {"note": "Мы отзываем.", "note_language": "en"}
    asked = sign_in(authority).post(f"/api/v1/commitments/{story.commitment.reference}/steps/withdraw/", body)
    assert (asked.status_code, list(asked.json()["errors"])) == (422, ["note_language"])
    kept = {**body, "note_language_kept": "en"}
    done = sign_in(authority).post(f"/api/v1/commitments/{story.commitment.reference}/steps/withdraw/", kept)
    assert (done.status_code, done.json()["language"]) == (201, "en"), done.content
    said = comment(version=version, owner=version.on_behalf_of, text="Согласны.", audience="secretariat", by=authority)
    assert said.language == "ru"
