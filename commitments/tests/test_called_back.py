"""A paper that was handed in and hasn't gone to the members: its author replaces it or calls it back, or it is sent back."""

import pytest
from django.test import Client

from commitments.models import Commitment, StepTaken
from commitments.tests.stories import PAPER, Story
from law.choices import Modality
from law.cica.states import State
from members.models import User
from notices.models import Notice
from papers.models import PaperVersion
from papers.uploads import Submitted

pytestmark = pytest.mark.django_db

WRONG = Submitted(title="A paper", text="The wrong file, with our notes.")


@pytest.fixture
def story(authority: User, chair: User, officer: User) -> Story:
    story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
    return story.take("submit-draft", authority, document=WRONG)


def post(client: Client, story: Story, step: str, **given: str) -> int:
    fresh = Commitment.objects.get(pk=story.commitment.pk)
    address = f"{fresh.get_absolute_url()}steps/{step}/"
    return client.post(address, {"seen": fresh.version, "once_key": f"key {step}", **given}).status_code


def stands(story: Story) -> str:
    return Commitment.objects.get(pk=story.commitment.pk).state


def told_of(step: str) -> set[str]:
    rows = Notice.objects.filter(kind="step-taken", channel="portal", values__step=step)
    return set(rows.values_list("recipient__email", flat=True))


def test_a_wrong_file_is_replaced_and_never_reaches_the_members(story, authority, officer, stranger, sign_in):
    assert post(sign_in(authority), story, "replace-draft", text="The right one.") == 302
    assert stands(story) == State.DRAFTED
    first, second = PaperVersion.objects.order_by("number")
    assert (first.text, second.text) == (WRONG.text, "The right one.")
    assert officer.email in told_of("replace-draft")

    assert post(sign_in(officer), story, "circulate", audience="members") == 302
    client = sign_in(stranger)
    assert client.get(second.get_absolute_url()).status_code == 200
    unseen, unknown = client.get(first.get_absolute_url()), client.get("/papers/CBM-1/CP/1/")
    assert (unseen.status_code, unseen.content) == (404, unknown.content)
    page = client.get(second.get_absolute_url())
    assert [row.number for row in page.context["versions"]] == [2]
    assert WRONG.text not in client.get(f"{second.get_absolute_url()}difference/").content.decode()
    [paper] = client.get("/api/v1/papers/").json()["results"]
    assert [row["number"] for row in paper["versions"]] == [2]


def test_its_author_calls_it_back_and_the_secretariat_is_told(story, authority, officer, stranger, sign_in):
    assert post(sign_in(stranger), story, "call-back") == 403
    assert post(sign_in(officer), story, "circulate-nothing", audience="members") == 404
    assert post(sign_in(authority), story, "call-back", note="It was the wrong file.") == 302
    assert stands(story) == State.COORDINATED
    assert officer.email in told_of("call-back")
    assert authority.email not in told_of("call-back")
    # What was called back stays, and is nobody else's to send out.
    version = PaperVersion.objects.get()
    assert (version.text, version.circulations.count()) == (WRONG.text, 0)
    assert post(sign_in(officer), story, "circulate", audience="members") in (403, 422)
    assert sign_in(stranger).get(version.get_absolute_url()).status_code == 404
    assert post(sign_in(authority), story, "submit-draft", text="The right one.") == 302
    assert stands(story) == State.DRAFTED


def test_the_secretariat_sends_it_back_with_a_reason_and_its_author_is_told(story, authority, officer, sign_in):
    assert post(sign_in(authority), story, "send-back", note="Not mine to do.") == 403
    assert post(sign_in(officer), story, "send-back") == 422
    assert stands(story) == State.DRAFTED
    assert post(sign_in(officer), story, "send-back", note="Page 3 is missing.", once_key="again") == 302
    assert stands(story) == State.COORDINATED
    assert authority.email in told_of("send-back")
    page = sign_in(authority).get(story.commitment.get_absolute_url()).content.decode()
    assert "Page 3 is missing." in page
    assert "Send the draft back" in page


def test_what_went_to_the_members_is_called_back_no_more(story, authority, officer, sign_in):
    story.take("circulate")
    for person, step in [(authority, "call-back"), (authority, "replace-draft"), (officer, "send-back")]:
        assert post(sign_in(person), story, step, note="Too late.", text="Another.") in (403, 422)
    assert stands(story) == State.CIRCULATED


def test_a_revised_version_is_called_back_and_the_one_that_was_sent_stays_with_the_members(
    story, authority, stranger, sign_in
):
    story.take("circulate").take("revise", authority, document=PAPER).take("call-back", authority)
    first, second = PaperVersion.objects.order_by("number")
    client = sign_in(stranger)
    assert client.get(first.get_absolute_url()).status_code == 200
    assert client.get(second.get_absolute_url()).status_code == 404


def test_the_experts_working_paper_is_replaced_and_sent_back_by_the_secretariat(authority, chair, officer, sign_in):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B).to(State.DRAFTED)
    client = sign_in(officer)
    assert post(client, story, "replace-draft", text="The right one.") == 302
    assert post(client, story, "send-back", note="The experts add a chapter.") == 302
    assert stands(story) == State.ENTRUSTED
    assert authority.email in told_of("send-back")
    assert post(client, story, "submit-working-paper", text="With the chapter.") == 302
    assert post(client, story, "call-back", note="The experts ask for it back.") == 302
    assert stands(story) == State.ENTRUSTED
    assert list(PaperVersion.objects.filter(paper__kind="working-paper").values_list("number", flat=True)) == [1, 2, 3]


def test_programs_do_the_same(story, authority, officer, sign_in):
    client = sign_in(officer)
    mine = client.get(f"/api/v1/commitments/{story.commitment.reference}/").json()
    assert "send-back" in [act["name"] for act in mine["next_acts"]]
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/send-back/"
    answer = client.post(address, {"note": "Page 3 is missing."}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    row = answer.json()
    assert (row["step"], row["basis"], row["source_text"]) == ("send-back", "ours", "no article")
    assert StepTaken.objects.get(step="send-back").acting_as == "secretariat"
