"""The table of the procedure, walked through the one action that moves a commitment."""

import datetime as dt
from collections.abc import Iterator

import pytest

from cica_tracker.tests.night import IS_NIGHT
from commitments.access import Capacity, capacities, offers, offers_of_states
from commitments.actions import Answers, begin, nominate, share_view, take_step
from commitments.kinds import DESIGNATED
from commitments.models import Commitment, StepTaken
from commitments.tests.stories import PAPER, Story, a_measure
from journal.models import Entry
from journal.verification import verify
from law.choices import Modality, Relation
from law.cica.states import State
from law.editions import workflows
from law.grammar.procedure import OwnPart
from meetings.tests.factories import WorkingGroupFactory
from members.choices import Standing
from members.models import Participant, User
from members.tests.factories import UserFactory, a_state
from notices.models import Notice
from record.choices import Need
from record.once import KeyIsUsed
from record.refusals import StepRefused

pytestmark = pytest.mark.django_db

EVERY_STATE = [(flow.modality, state) for flow in workflows() for state in flow.states() if state != State.WITHDRAWN]


@pytest.fixture
def story(authority: User, chair: User, officer: User) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


@pytest.mark.parametrize("flow", workflows(), ids=lambda flow: f"{flow.edition}-{flow.modality}")
def test_the_table_has_no_faults(flow):
    assert list(flow.faults()) == []


def through_every_state(on_the_road: Story) -> Iterator[tuple[Story, str]]:
    """The states of its modality, one after another, with the story that stands there.

    What the Committee took note of lies beside the road: a story of its own comes there.
    """
    people = {"author": on_the_road.author, "chair": on_the_road.chair, "officer": on_the_road.officer}
    for modality, state in EVERY_STATE:
        if modality == on_the_road.commitment.modality:
            story = Story(**people, modality=modality) if state == State.NOTED else on_the_road
            yield story.to(state), state


@pytest.mark.parametrize("modality", Modality)
def test_every_state_is_reached_by_the_steps_of_the_table(modality, authority, chair, officer):
    on_the_road = Story(author=authority, chair=chair, officer=officer, modality=modality)
    for story, state in through_every_state(on_the_road):
        assert story.commitment.state == state
        history = list(story.commitment.steps.all())
        assert [step.serial for step in history] == list(range(1, len(history) + 1))
        assert [step.from_state for step in history[1:]] == [step.to_state for step in history[:-1]]
        assert history[-1].to_state == state
        assert Entry.objects.about(story.commitment).count() == len(history)
    assert verify().fault == ""


@pytest.mark.parametrize("modality", Modality)
def test_every_step_is_offered_to_a_relation_if_and_only_if_the_table_declares_it(modality, authority, chair, officer):
    on_the_road = Story(author=authority, chair=chair, officer=officer, modality=modality)
    stranger_to_it = 0  # no participant: own steps then concern nobody's part
    for story, state in through_every_state(on_the_road):
        for relation in Relation:
            offered = {
                offer.step.name for offer in offers(story.commitment, [Capacity(stranger_to_it, frozenset({relation}))])
            }
            declared = {
                step.name for step in story.commitment.workflow.steps if state in step.source and relation in step.actor
            }
            assert offered == declared, (state, relation)


@pytest.mark.parametrize("modality", Modality)
def test_no_step_is_taken_by_somebody_without_the_relation_and_nothing_changes(
    modality, authority, chair, officer, observer
):
    """In each state those that lead on from it; by night all of them."""
    on_the_road = Story(author=authority, chair=chair, officer=officer, modality=modality)
    every_answer = {"note": "A note.", "consensus": "None.", "document": PAPER}
    for story, state in through_every_state(on_the_road):
        before = Commitment.objects.values().get(pk=story.commitment.pk)
        steps, entries, notices = StepTaken.objects.count(), Entry.objects.count(), Notice.objects.count()
        for step in story.commitment.workflow.steps:
            if IS_NIGHT or state in step.source:
                with pytest.raises(StepRefused):
                    take_step(commitment=story.commitment, step=step.name, by=observer, answers=Answers(**every_answer))
        assert Commitment.objects.values().get(pk=story.commitment.pk) == before, state
        assert (StepTaken.objects.count(), Entry.objects.count(), Notice.objects.count()) == (steps, entries, notices)


def test_an_intention_gets_the_next_reference_of_its_measure(authority):
    measure = a_measure()
    made = [
        begin(
            modality=Modality.A, area=measure.area, measure=measure, title="One", statement="We intend.", by=authority
        )
        for _time in range(2)
    ]
    assert [one.reference for one in made] == [f"{measure.reference}-01", f"{measure.reference}-02"]


def test_an_observer_does_not_begin_a_commitment(observer):
    measure = a_measure()
    with pytest.raises(StepRefused, match="member"):
        begin(modality=Modality.A, area=measure.area, measure=measure, title="One", statement="We intend.", by=observer)
    assert not Commitment.objects.exists()


def test_a_preparer_under_two_keys_does_not_submit_and_under_one_key_does(story, preparer, xa):
    with pytest.raises(StepRefused, match="authority"):
        story.take("offer-to-coordinate", preparer)
    xa.keys = "one"
    xa.save()
    fresh = User.objects.get(pk=preparer.pk)
    story.take("offer-to-coordinate", fresh)
    assert story.commitment.offering_states() == [xa]


def test_another_member_joins_once_and_leaves_without_moving_the_commitment(story, stranger, xb):
    story.take("join", stranger)
    with pytest.raises(StepRefused):
        story.take("join", stranger)
    story.take("withdraw", stranger)
    assert story.commitment.state == State.INDICATED
    assert story.commitment.intending_states() == [story.state]


def test_when_the_last_state_withdraws_the_commitment_is_withdrawn(story, stranger):
    story.take("join", stranger).take("withdraw", story.author)
    assert story.commitment.state == State.INDICATED
    story.take("withdraw", stranger)
    assert story.commitment.state == State.WITHDRAWN
    with pytest.raises(StepRefused):
        story.take("join", story.author)


def test_a_step_on_what_moved_meanwhile_is_refused_as_stale(story):
    seen = story.commitment.version
    story.take("consult", story.chair, note="Consulting.")
    with pytest.raises(StepRefused) as refused:
        take_step(
            commitment=story.commitment,
            step="offer-to-coordinate",
            by=story.author,
            seen_version=seen,
            answers=Answers(),
        )
    assert refused.value.is_stale


def test_the_same_key_twice_takes_one_step(story):
    taken = [
        take_step(
            commitment=story.commitment, step="consult", by=story.chair, answers=Answers(note="Once."), once_key="key-1"
        )
        for _press in range(3)
    ]
    assert len({step.pk for step in taken}) == 1
    assert story.commitment.steps.filter(step="consult").count() == 1


def test_a_key_takes_no_other_step_and_says_no_other_words(story):
    given = {"commitment": story.commitment, "by": story.chair, "once_key": "key-1"}
    take_step(step="consult", answers=Answers(note="Once."), **given)
    for step, note, by in [
        ("consult", "Otherwise.", story.chair),
        ("offer-to-coordinate", "Once.", story.author),
        ("consult", "Once.", story.author),
    ]:
        with pytest.raises(KeyIsUsed):
            take_step(**{**given, "by": by}, step=step, answers=Answers(note=note))
    with pytest.raises(KeyIsUsed):
        begin(
            modality=story.commitment.modality,
            area=story.commitment.area,
            title="Another",
            statement="Once.",
            by=story.author,
            once_key="key-1",
        )
    assert story.commitment.steps.filter(once_key="key-1").count() == 1


def test_a_missing_answer_is_named_and_nothing_is_written(story):
    with pytest.raises(StepRefused) as refused:
        story.take("consult", story.chair, note="   ")
    assert list(refused.value.problems) == ["note"]
    assert Commitment.objects.get(pk=story.commitment.pk).state == State.INDICATED


def test_a_state_that_intends_it_and_agrees_is_designated_whether_or_not_it_offered(story, stranger, xb, xc):
    story.take("join", stranger)
    with pytest.raises(StepRefused, match="Only a state that intends it"):
        story.take("designate-coordinator", story.chair, party=xc, note="It agreed.")
    with pytest.raises(StepRefused) as refused:
        story.take("designate-coordinator", story.chair, party=xb)
    assert [str(why) for why in refused.value.problems["note"]] == [
        "This state has not offered to coordinate here: say how it agreed."
    ]
    story.take("designate-coordinator", story.chair, party=xb, note="It agreed at our consultations of 3 March.")
    assert story.commitment.coordinating_states() == [xb]
    assert story.commitment.steps.last().note == "It agreed at our consultations of 3 March."
    story.take("offer-to-coordinate", story.author)
    story.take("designate-co-coordinator", story.chair, party=story.state)
    assert story.commitment.co_coordinating_states() == [story.state]
    with pytest.raises(StepRefused, match="Every state that intends it is designated already"):
        story.take("designate-co-coordinator", story.chair, party=xb)


def test_the_group_may_consider_a_paper_that_was_not_circulated(story):
    story.to(State.DRAFTED).take("consider", meeting=story.meetings["working-group"])
    assert story.commitment.state == State.CONSIDERED
    assert not story.commitment.latest_version().circulations.exists()


def test_in_b_the_committee_is_not_passed_over(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B).to(State.CONSIDERED)
    with pytest.raises(StepRefused):
        story.take("begin-implementation", authority)
    story.to(State.APPROVED).take("begin-implementation", authority)
    assert story.commitment.state == State.IMPLEMENTING


def test_a_state_that_began_implementation_lets_it_rest_takes_it_up_and_completes_it(
    authority, chair, officer, stranger, xa, xb
):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B)
    story.take("join", stranger).to(State.APPROVED).take("begin-implementation", stranger)
    assert story.commitment.implementing_states() == [xb]
    with pytest.raises(StepRefused):
        story.take("rest", authority, note="It intends it, and did not begin it.")
    story.take("rest", stranger, note="A pause.").take("resume", stranger, note="Again.")
    taken = story.take("complete", stranger, note="Done.").commitment.steps.last()
    assert (taken.on_behalf_of, taken.acting_as, taken.to_state) == (xb, Relation.IMPLEMENTING_STATE, State.COMPLETED)


def test_a_state_that_began_implementation_and_left_keeps_no_hold_on_it(authority, chair, officer, stranger):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B)
    story.take("join", stranger).to(State.APPROVED).take("begin-implementation", stranger).take("withdraw", stranger)
    with pytest.raises(StepRefused):
        story.take("rest", stranger, note="A pause.")
    assert story.commitment.state == State.IMPLEMENTING


def test_experts_are_nominated_as_members_wish_and_nothing_waits_for_it(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B)
    share_view(commitment=story.commitment, owner=story.state, text="V.", audience="members", by=authority)
    story.take("compile", chair, document=PAPER).take("convene", meeting=story.meetings["specialised"])
    assert story.commitment.steps.get(step="compile").acting_as == Relation.CHAIR
    with pytest.raises(StepRefused) as refused:
        story.take("entrust")
    assert list(refused.value.problems) == ["note"]
    story.take("entrust", note="Dr Who of the university, as the meeting agreed.")
    assert story.commitment.state == State.ENTRUSTED


def test_a_specialised_meeting_under_a_is_linked_and_moves_nothing(story, xa):
    story.to(State.CIRCULATED).take("hold-specialised-meeting", meeting=story.meetings["specialised"])
    taken = story.commitment.steps.last()
    assert (taken.meeting.body, taken.from_state, taken.to_state) == ("specialised", State.CIRCULATED, State.CIRCULATED)
    with pytest.raises(StepRefused):
        story.take("hold-specialised-meeting", meeting=story.meetings["soc"])


def test_a_coordinator_that_withdraws_leaves_a_place_that_the_chair_fills_again(story, stranger, xb):
    story.take("join", stranger).to(State.DRAFTED)
    story.take("withdraw", story.author)
    assert story.commitment.coordinating_states() == []
    story.take("offer-to-coordinate", stranger)
    story.take("designate-another-coordinator", story.chair, party=xb)
    assert story.commitment.coordinating_states() == [xb]
    assert story.commitment.state == State.DRAFTED


def test_the_secretariat_enters_a_step_on_a_state_s_behalf_with_its_channel_and_letter(story, xb, officer):
    taken = take_step(
        commitment=story.commitment, step="join", by=officer, on_behalf_of=xb, channel="note-verbale", scan=PAPER,
        answers=Answers(note="By note verbale."),
    )  # fmt: skip
    assert (taken.on_behalf_of, taken.by, taken.channel) == (xb, officer, "note-verbale")
    assert taken.scan.paper.kind == "note"
    assert xb in Commitment.objects.with_everything().get(pk=story.commitment.pk).intending_states()


def test_nobody_but_the_secretariat_acts_on_another_state_s_behalf(story, stranger, xa):
    with pytest.raises(StepRefused):
        take_step(
            commitment=story.commitment, step="offer-to-coordinate", by=stranger, on_behalf_of=xa, channel="email",
            answers=Answers(),
        )  # fmt: skip


def test_a_returned_paper_is_revised_and_keeps_its_first_version(story):
    story.to(State.CIRCULATED)
    story.take("return-for-revision", meeting=story.meetings["working-group"], note="More on safety.")
    assert story.commitment.state == State.COORDINATED
    story.to(State.DRAFTED)
    paper = story.commitment.papers.get(kind="concept-paper")
    assert [version.number for version in paper.versions.all()] == [1, 2]


def test_a_circulated_paper_is_told_to_every_member_and_to_no_observer_unless_asked(
    story, stranger, observer, preparer
):
    story.to(State.CIRCULATED)
    told = set(Notice.objects.filter(kind="paper-circulated").values_list("recipient__email", flat=True))
    assert told == {story.author.email, preparer.email, stranger.email, story.chair.email, story.officer.email}
    story.take("revise", story.author, document=PAPER).take("circulate", audience="observers")
    assert Notice.objects.visible_to(observer).filter(kind="paper-circulated").count() == 1


@pytest.mark.parametrize(("until", "is_told"), [(None, True), (dt.date(2020, 1, 1), False)])
def test_who_chairs_a_group_while_its_mandate_runs_is_told_what_is_sent_to_the_members_and_that_it_awaits_the_group(
    story, until, is_told
):
    group_chair = UserFactory()
    WorkingGroupFactory(chaired_by=group_chair, until=until)
    WorkingGroupFactory(chaired_by=UserFactory(is_active=False))
    story.to(State.CIRCULATED)
    told = set(Notice.objects.filter(recipient=group_chair).values_list("kind", flat=True))
    assert told == ({"paper-circulated", "step-taken", DESIGNATED} if is_told else set())
    assert Commitment.objects.visible_to(group_chair).exists() is is_told
    able = [one for one in capacities(group_chair, story.commitment) if Relation.SWG_CHAIR in one.relations]
    assert bool(able) is is_told
    assert not Notice.objects.filter(recipient__is_active=False).exists()


def test_an_expert_nominated_for_another_commitment_of_the_measure_is_not_nominated_for_this_one(
    authority, chair, officer, xa, sign_in
):
    here, there = (
        Story(author=authority, chair=chair, officer=officer, modality=Modality.B).commitment for _one in range(2)
    )
    nominate(owner=xa, name="Dr Here", commitment=here, audience="members", by=authority)
    nominate(owner=xa, name="Dr There", commitment=there, audience="members", by=authority)
    nominate(owner=xa, name="Dr Both", measure=here.measure, audience="members", by=authority)
    fresh = Commitment.objects.with_everything().get(pk=here.pk)
    assert {one.name for one in fresh.nominated_experts()} == {"Dr Here", "Dr Both"}
    page = sign_in(authority).get(here.get_absolute_url())
    assert {one.name for one in page.context["experts"]} == {"Dr Here", "Dr Both"}


@pytest.mark.parametrize("count", [1, 3])
def test_to_offer_a_step_to_three_states_costs_as_much_as_to_one(story, count, django_assert_num_queries):
    states = [a_state(f"J{number}", Standing.MEMBER) for number in range(count)]
    # Their standings, and who holds the Chair.
    with django_assert_num_queries(2):
        found = offers_of_states(story.commitment, "join", states)
    assert [state for state, _offer in found] == states


def test_the_steps_ask_for_what_the_table_says():
    for flow in workflows():
        for step in flow.steps:
            if step.own is OwnPart.LEAVES:
                assert step.note is not Need.MUST, "to withdraw is honourable and asks for no reason"
            assert step.article


def test_what_was_taken_is_never_changed(story):
    step = story.commitment.steps.first()
    step.note = "Something else."
    with pytest.raises(TypeError):
        step.save()
    assert isinstance(Participant.objects.get(code="XA"), Participant)
