"""Steps, offers and designations that were entered by mistake: taken back from the last one, and what then stands."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from commitments.actions import Answers, take_step
from commitments.models import Commitment, CoordinatorAssignment, Intention, StepTaken
from commitments.tests.factories import CoordinatorAssignmentFactory
from commitments.tests.stories import Story, a_meeting
from law.choices import Modality
from law.cica.bodies import Body
from law.cica.states import State
from notices.kinds import ENTRY_CORRECTED
from notices.models import Notice
from papers.models import Circulation, PaperVersion
from papers.uploads import Submitted
from record.actions import ask_correction
from record.corrections import people_to_tell_of
from record.refusals import Refused
from record.tests.corrected import WHY, correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


def last_of(story: Story) -> StepTaken:
    return StepTaken.objects.filter(commitment=story.commitment).order_by("serial").last()


def fresh(story: Story) -> Commitment:
    return Commitment.objects.with_everything().get(pk=story.commitment.pk)


def test_a_step_at_a_wrong_meeting_is_taken_back_and_taken_again(story, officer, stranger, sign_in):
    story.to(State.CIRCULATED).take("consider", meeting=story.meetings[Body.WORKING_GROUP])
    wrong, version = last_of(story), story.commitment.version
    correct(wrong, officer)
    now = fresh(story)
    assert (str(now.state), now.version) == (State.CIRCULATED, version + 1)
    assert wrong not in now.steps.all()
    right = a_meeting(Body.WORKING_GROUP)
    taken = last_of(story.take("consider", meeting=right))
    assert (taken.serial, taken.meeting, fresh(story).state) == (wrong.serial + 1, right, State.CONSIDERED)
    client = sign_in(stranger)
    page = client.get(now.get_absolute_url()).content.decode()
    assert (page.count("<s>"), page.count(WHY)) == (1, 1)
    listed = client.get(reverse("api-steps-list"), {"commitment": now.reference}).json()["results"]
    assert wrong.serial not in [row["serial"] for row in listed]
    alone = reverse("api-steps-detail", args=[f"{now.reference}.{wrong.serial}"])
    assert client.get(alone).status_code == 404
    asked = client.get(reverse("api-steps-list"), {"commitment": now.reference, "with_corrected": "true"}).json()
    assert [row["serial"] for row in asked["results"] if row["mistaken_at"]] == [wrong.serial]


def test_the_row_itself_stays_as_it_was_written(story, officer):
    story.to(State.CONSULTING)
    taken = last_of(story)
    correct(taken, officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        StepTaken.everything.filter(pk=taken.pk).update(note="Another")
    assert StepTaken.everything.get(pk=taken.pk).note == taken.note


def test_a_step_that_later_ones_rest_on_waits_for_them(story, officer):
    story.to(State.CONSIDERED)
    circulated = StepTaken.objects.get(commitment=story.commitment, step="circulate")
    with pytest.raises(Refused, match="A later step rests on it"):
        ask_correction(thing=circulated, reason=WHY, by=officer)
    correct(last_of(story), officer)
    correct(circulated, officer)
    assert fresh(story).state == State.DRAFTED


def test_who_was_told_of_the_step_is_told_of_the_correction_and_nobody_else(story, officer, authority, chair, stranger):
    story.to(State.CONSULTING)
    taken = last_of(story)
    expected = {person.email for person in people_to_tell_of(taken)}
    assert authority.email in expected
    correct(taken, officer)
    told = Notice.objects.filter(kind=ENTRY_CORRECTED)
    assert {notice.recipient.email for notice in told} == expected
    assert stranger.email not in expected
    assert {notice.url for notice in told} == {story.commitment.get_absolute_url()}


def test_a_mistaken_designation_is_the_state_s_no_more(story, officer, xa):
    story.to(State.COORDINATED)
    assert fresh(story).coordinating_states() == [xa]
    correct(last_of(story), officer)
    now = fresh(story)
    assert (now.coordinating_states(), now.offering_states(), str(now.state)) == ([], [xa], State.CONSULTING)
    assert CoordinatorAssignment.objects.designations().count() == 0


def test_a_state_that_was_joined_by_mistake_intends_nothing(story, officer, xb, stranger, chair):
    story.take("join", stranger)
    joined = last_of(story)
    story.take("consult", chair, note="Consulting.")
    correct(joined, officer)
    now = fresh(story)
    assert xb not in now.intending_states()
    assert now.state == State.CONSULTING
    take_step(commitment=now, step="join", by=stranger, answers=Answers())
    assert xb in fresh(story).intending_states()


def test_a_withdrawal_that_was_entered_by_mistake_gives_the_part_back(story, officer, xa, authority):
    story.to(State.COORDINATED)
    story.take("withdraw", authority)
    assert fresh(story).state == State.WITHDRAWN
    correct(last_of(story), officer)
    now = fresh(story)
    assert (now.intending_states(), now.coordinating_states()) == ([xa], [xa])
    assert now.state == State.COORDINATED


def test_a_term_that_ended_with_a_mistaken_withdrawal_has_its_former_end_again(story, officer, xa, authority, today):
    story.to(State.COORDINATED)
    end = today + dt.timedelta(days=300)
    CoordinatorAssignment.objects.designations().update(until=end)
    story.take("withdraw", authority)
    assert CoordinatorAssignment.objects.designations().get().until == today
    correct(last_of(story), officer)
    term = CoordinatorAssignment.objects.designations().get()
    assert term.until == end
    assert CoordinatorAssignment.objects.offers().get().until is None


def test_what_a_mistaken_step_circulated_opens_to_nobody_by_it(story, officer, stranger, authority, sign_in):
    story.to(State.CIRCULATED)
    version = PaperVersion.objects.get()
    page, file = version.get_absolute_url(), reverse("paper-file", args=[version.paper.symbol, version.number])
    assert sign_in(stranger).get(page).status_code == 200
    told = {person.email for person in people_to_tell_of(last_of(story))}
    assert stranger.email in told
    correct(last_of(story), officer)
    assert {notice.recipient.email for notice in Notice.objects.filter(kind=ENTRY_CORRECTED)} == told
    for address in (page, file):
        assert sign_in(stranger).get(address).status_code == 404, address
    assert version.paper.symbol not in sign_in(stranger).get(reverse("paper-list")).content.decode()
    assert sign_in(stranger).get(reverse("api-papers-list")).json()["results"] == []
    assert not Circulation.objects.exists()
    struck = sign_in(authority).get(page).content.decode()
    assert (struck.count("<s>"), struck.count(WHY)) == (1, 1)
    story.take("circulate", officer)
    assert sign_in(stranger).get(page).status_code == 200


def test_a_version_of_a_mistaken_step_goes_to_nobody_with_the_next_circulation(story, officer, authority, sign_in):
    story.to(State.CIRCULATED)
    first = PaperVersion.objects.get()
    story.take("revise", authority, document=Submitted(title="Wrong", text="The wrong text."))
    wrong = PaperVersion.objects.order_by("-number").first()
    assert wrong != first
    correct(last_of(story), officer)
    page = sign_in(authority).get(wrong.get_absolute_url()).content.decode()
    assert "Entered by mistake." in page
    correct(last_of(story), officer)
    story.take("circulate", officer)
    assert Circulation.objects.get().version == first


def test_the_only_step_takes_the_commitment_with_it(story, officer, authority, stranger, sign_in):
    reference = story.commitment.reference
    correct(last_of(story), officer)
    client = sign_in(stranger)
    assert not Commitment.objects.filter(reference=reference).exists()
    assert not Intention.objects.exists()
    assert reference not in client.get(reverse("commitment-list")).content.decode()
    assert client.get(reverse("api-commitments-detail", args=[reference])).status_code == 404
    page = client.get(reverse("commitment-detail", args=[reference]))
    assert page.status_code == 200
    assert "Entered by mistake." in page.content.decode()
    again = Story(author=authority, chair=story.chair, officer=officer)
    assert again.commitment.reference != reference


def test_the_second_way_goes_back_as_well(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B).to(State.CONVENED)
    correct(last_of(story), officer)
    assert fresh(story).state == State.COMPILED
    assert not fresh(story).specialised_meeting_was_held()


def test_an_offer_of_the_annex_that_was_a_mistake_is_counted_nowhere(officer, stranger, xa, sign_in):
    row = CoordinatorAssignmentFactory(participant=xa)
    client = sign_in(stranger)
    assert client.get(reverse("api-coordinators-list")).json()["count"] == 1
    correct(row, officer)
    assert client.get(reverse("api-coordinators-list")).json()["count"] == 0
    assert client.get(reverse("api-coordinators-list"), {"with_corrected": "true"}).json()["count"] == 1
    assert "State XA" not in client.get(reverse("coordinator-list")).content.decode()


def test_what_a_step_made_is_taken_back_by_the_step(story, officer):
    story.to(State.COORDINATED)
    with pytest.raises(Refused, match="correct that step"):
        ask_correction(thing=CoordinatorAssignment.objects.designations().get(), reason=WHY, by=officer)
