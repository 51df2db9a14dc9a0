"""The agenda of a meeting: what is ripe for it, what is drafted of that, what goes out, and who reads what of it."""

import datetime as dt

import pytest

from commitments.choices import Fact
from commitments.models import Commitment
from commitments.tests.factories import (
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    PaperFactory,
    PaperVersionFactory,
)
from commitments.tests.stories import Story, a_measure
from decisions.actions.agenda import circulate_agenda, draft_agenda
from decisions.actions.items import add_item, change_item, lay_paper, reorder, take_paper_off
from decisions.choices import AgendaStage, ItemOrigin, Outcome
from decisions.kinds import AGENDA_CIRCULATED
from decisions.models import AgendaItem, AgendaPaper, Decision, FollowUp
from decisions.reports.agendas import agendas_seen_by, changed_between, shown_to
from decisions.reports.reviews import area_to_review
from decisions.reports.ripe import MOST_SHOWN, ripe_for, standing_before
from desk.tests.test_counting import counted
from law.choices import CoordinatorRole
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import DecisionFactory, MeetingFactory, WorkingGroupFactory
from members.choices import Audience
from notices.models import Notice
from papers.models import Circulation, PaperVersion
from record.refusals import Refused

pytestmark = pytest.mark.django_db

AT = dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def soc() -> Meeting:
    return MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2027, 6, 23), status=Status.PLANNED)


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def matters(found):
    return [one.matter for one in found]


def draft(meeting, by):
    return draft_agenda(meeting=meeting, ripe=ripe_for(meeting, by), by=by)


def titles(meeting):
    return [item.title["en"] for item in AgendaItem.objects.filter(meeting=meeting).standing()]


# -- What is ripe.


@pytest.mark.both
def test_what_is_before_the_committee_is_ripe_for_it_and_not_for_an_earlier_meeting(story, soc, officer):
    story.meetings[Body.SENIOR_OFFICIALS] = soc
    story.to(State.BEFORE_SOC)
    earlier = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2027, 3, 1), status=Status.PLANNED)
    (one,) = [one for one in ripe_for(soc, officer) if one.origin == ItemOrigin.BEFORE_SOC]
    assert one.matter == f"commitment:{story.commitment.reference}"
    assert one.why.startswith("It was put before the Committee on ")
    assert not [one for one in ripe_for(earlier, officer) if one.origin == ItemOrigin.BEFORE_SOC]


def test_whoever_sees_it_reads_on_the_meeting_s_page_what_stands_before_it_until_an_agenda_goes_out(
    story, soc, officer, stranger, observer, sign_in
):
    story.meetings[Body.SENIOR_OFFICIALS] = soc
    story.to(State.BEFORE_SOC)

    def is_told(person):
        page = sign_in(person).get(f"/meetings/{soc.reference}/").content.decode()
        return ("Before this meeting so far" in page, story.commitment.get_absolute_url() in page)

    assert (is_told(stranger), is_told(observer)) == ((True, True), (False, False))
    draft(soc, officer)
    circulate_agenda(meeting=soc, audience=Audience.MEMBERS, stage=AgendaStage.PROVISIONAL, by=officer)
    assert is_told(stranger)[0] is False


def test_a_meeting_s_page_reads_no_more_of_what_stands_before_it_than_it_shows(soc, stranger):
    for _number in range(MOST_SHOWN + 3):
        CommitmentFactory(state=State.BEFORE_SOC, audience=Audience.PUBLIC)
    with counted() as read:
        assert len(standing_before(soc, stranger)) == MOST_SHOWN
    assert read[Commitment] == MOST_SHOWN


def test_a_meeting_with_a_decision_does_not_say_that_nothing_came_of_it(story, soc, authority, sign_in):
    held = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2026, 3, 1), status=Status.HELD)
    client = sign_in(authority)
    pages = [client.get(f"/meetings/{meeting.reference}/").content.decode() for meeting in (held, soc)]
    assert ["Adopted or considered" in page for page in pages] == [True, False], "of what is to come nothing is said"
    DecisionFactory(meeting=held, audience=Audience.MEMBERS)
    assert "Adopted or considered" not in client.get(f"/meetings/{held.reference}/").content.decode()


def test_a_working_group_submits_its_results_and_what_was_deferred_comes_again(story, soc, officer):
    story.to(State.CONSIDERED)
    group = story.meetings[Body.WORKING_GROUP]
    (one,) = [one for one in ripe_for(soc, officer) if one.origin == ItemOrigin.GROUP_RESULTS]
    assert (one.matter, one.commitments) == (f"meeting:{group.reference}", (story.commitment,))
    story.to(State.BEFORE_SOC).take("defer", meeting=story.meetings[Body.SENIOR_OFFICIALS], note="Later.")
    (one,) = [one for one in ripe_for(soc, officer) if one.origin == ItemOrigin.GROUP_RESULTS]
    assert one.matter == f"commitment:{story.commitment.reference}"


def test_a_group_considers_what_was_circulated_in_its_areas_and_in_areas_that_no_group_has(story, officer):
    story.to(State.CIRCULATED)
    ours, other = WorkingGroupFactory(), WorkingGroupFactory()
    for_us, for_them = (
        MeetingFactory(
            body=Body.WORKING_GROUP, working_group=one, starts_on=dt.date(2027, 6, 22), status=Status.PLANNED
        )
        for one in (ours, other)
    )
    matter = f"commitment:{story.commitment.reference}"
    assert matter in matters(ripe_for(for_us, officer))
    assert matter in matters(ripe_for(for_them, officer))
    story.commitment.area.working_groups.add(ours)
    assert matter in matters(ripe_for(for_us, officer))
    assert matters(ripe_for(for_them, officer)) == ["standing:adoption", "standing:other-business"]


def test_offers_await_designation_area_by_area_until_the_state_is_designated(soc, officer, xa, xb):
    measure = a_measure()
    for state in (xb, xa):
        CoordinatorAssignmentFactory(measure=measure, participant=state)
    (one,) = [one for one in ripe_for(soc, officer) if one.origin == ItemOrigin.OFFER]
    assert one.matter == f"offers:{measure.area.reference}"
    assert [offer.participant for offer in one.assignments] == [xa, xb]
    CoordinatorAssignmentFactory(
        measure=measure, participant=xa, fact=Fact.DESIGNATION, role=CoordinatorRole.COORDINATOR
    )
    (one,) = [one for one in ripe_for(soc, officer) if one.origin == ItemOrigin.OFFER]
    assert [offer.participant for offer in one.assignments] == [xb]


def test_an_offer_in_a_consultation_is_an_item_of_its_own(story, soc, officer, authority):
    story.to(State.CONSULTING).take("offer-to-coordinate", authority)
    assert f"commitment:{story.commitment.reference}" in matters(ripe_for(soc, officer))


@pytest.mark.parametrize(
    ("until", "is_ripe"), [("2027-06-22", False), ("2027-06-23", True), ("2027-12-14", True), ("2027-12-15", False)]
)
def test_a_term_that_ends_before_the_following_committee_is_ripe(until, is_ripe, soc, officer, xa):
    MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2027, 12, 14), status=Status.PLANNED)
    term = CoordinatorAssignmentFactory(
        measure=a_measure(), participant=xa, fact=Fact.DESIGNATION, until=dt.date.fromisoformat(until)
    )
    assert (f"term:{term.pk}" in matters(ripe_for(soc, officer))) is is_ripe


@pytest.mark.both
def test_a_term_that_was_renewed_is_not_ripe(soc, officer, xa):
    day = dt.date(2027, 9, 1)
    given = {"measure": a_measure(), "participant": xa, "fact": Fact.DESIGNATION}
    CoordinatorAssignmentFactory(**given, until=day)
    CoordinatorAssignmentFactory(**given, since=day, until=dt.date(2029, 9, 1))
    assert not [one for one in ripe_for(soc, officer) if one.origin == ItemOrigin.TERM_ENDING]


def test_a_follow_up_is_heard_by_the_meeting_it_names_alone(soc, officer):
    decision = Decision.objects.create(
        symbol="SOC/X/1", body=Body.SENIOR_OFFICIALS, title={"en": "A decision"}, on=dt.date(2026, 12, 1),
        outcome=Outcome.ADOPTED, meeting=MeetingFactory(), by=officer,
    )  # fmt: skip
    summit = MeetingFactory(body=Body.SUMMIT, starts_on=dt.date(2027, 10, 1), status=Status.PLANNED)
    FollowUp.objects.create(decision=decision, what="Report on the fund.", hears=summit, by=officer)
    soc.prepares = summit
    soc.save()
    assert [one.origin for one in ripe_for(summit, officer)] == [
        ItemOrigin.STANDING, ItemOrigin.GROUP_RESULTS, ItemOrigin.FOLLOW_UP, ItemOrigin.STANDING,
    ]  # fmt: skip
    assert not [one for one in ripe_for(soc, officer) if one.origin == ItemOrigin.FOLLOW_UP]


@pytest.mark.both
@pytest.mark.parametrize(
    ("day", "area"),
    [("2026-06-17", "CBM-2007-ECO"), ("2026-12-10", None), ("2025-06-30", None)],
)
def test_practice_proposes_the_area_reviewed_longest_ago_at_mid_year_once_a_year(record_loaded, officer, day, area):
    # Economic 2022, new challenges 2023, human 2024, environmental announced for 2025: then the first one again.
    soc = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date.fromisoformat(day), status=Status.PLANNED)
    found = area_to_review(soc, officer)
    assert (found.area.reference if found else None) == area


def test_a_review_on_an_agenda_here_counts_as_those_of_the_record(record_loaded, officer):
    for year, area in ((2026, "CBM-2007-ECO"), (2027, "CBM-2007-NCT"), (2028, "CBM-2007-HUM")):
        soc = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(year, 6, 17), status=Status.PLANNED)
        assert area_to_review(soc, officer).area.reference == area
        draft(soc, officer)


# -- Drafting.


@pytest.mark.both
def test_drafting_again_changes_nothing_and_brings_back_nothing_taken_off(story, soc, officer):
    story.to(State.BEFORE_SOC)
    CoordinatorAssignmentFactory(measure=a_measure(), participant=story.state, since=dt.date(2020, 1, 1))
    draft(soc, officer)
    before = titles(soc)
    assert (before[0], before[-1]) == ("Adoption of the agenda", "Any other business")
    assert AgendaPaper.objects.get().version == story.commitment.latest_version()
    revision = Meeting.objects.get(pk=soc.pk).agenda_revision
    assert draft(soc, officer) == []
    assert Meeting.objects.get(pk=soc.pk).agenda_revision == revision
    taken_off = AgendaItem.objects.get(meeting=soc, origin=ItemOrigin.BEFORE_SOC)
    change_item(agenda_item=taken_off, taken_off=True, by=officer)
    assert draft(soc, officer) == []
    assert titles(soc) == [title for title in before if "Corridors" not in title]


def test_what_ripens_later_comes_before_the_closing_item(story, soc, officer):
    draft(soc, officer)
    add = add_item(meeting=soc, title={"en": "Dates of the next meeting"}, by=officer)
    items = list(AgendaItem.objects.filter(meeting=soc).standing())
    reorder(meeting=soc, order=[items[0].pk, add.pk, items[1].pk], by=officer, seen_agenda_revision=None)
    story.to(State.BEFORE_SOC)
    draft(soc, officer)
    assert titles(soc) == [
        "Adoption of the agenda",
        "Dates of the next meeting",
        f"Corridors ({story.commitment.reference})",
        "Any other business",
    ]


# -- Papers and circulation.


def a_plan(commitment: Commitment, **given) -> PaperVersion:
    return PaperVersionFactory(paper=PaperFactory(commitment=commitment, kind="action-plan", **given))


@pytest.mark.both
def test_agenda_and_papers_go_out_in_one_act_and_a_second_press_sends_nothing(story, soc, officer, stranger, observer):
    story.to(State.BEFORE_SOC)
    draft(soc, officer)
    item = AgendaItem.objects.get(meeting=soc, origin=ItemOrigin.BEFORE_SOC)
    plan = a_plan(story.commitment)
    lay_paper(agenda_item=item, paper=plan, by=officer)
    assert not PaperVersion.objects.visible_to(stranger).filter(pk=plan.pk).exists()
    given = {"meeting": soc, "stage": AgendaStage.PROVISIONAL, "audience": Audience.MEMBERS, "by": officer, "at": AT}
    seen = Meeting.objects.get(pk=soc.pk).agenda_revision
    made = circulate_agenda(**given, seen_agenda_revision=seen)
    assert circulate_agenda(**given, seen_agenda_revision=seen) == made
    assert Circulation.objects.filter(version=plan).count() == 1
    assert PaperVersion.objects.visible_to(stranger).filter(pk=plan.pk).exists()
    told = Notice.objects.filter(kind=AGENDA_CIRCULATED, channel="portal")
    assert told.filter(recipient=stranger).count() == 1
    assert not told.filter(recipient=observer).exists()
    assert list(agendas_seen_by(stranger)) == [made]
    assert not agendas_seen_by(observer).exists()


@pytest.mark.both
def test_what_was_circulated_stays_as_it_was_and_shows_what_changed(story, soc, officer, stranger):
    story.to(State.BEFORE_SOC)
    draft(soc, officer)
    given = {"meeting": soc, "audience": Audience.MEMBERS, "by": officer}
    circulate_agenda(**given, stage=AgendaStage.PROVISIONAL, at=AT)
    change_item(
        agenda_item=AgendaItem.objects.get(meeting=soc, position=1),
        title={"en": "Adoption of the programme"},
        by=officer,
    )
    on_the_day = dt.datetime(2027, 6, 23, 6, tzinfo=dt.UTC)
    circulate_agenda(**given, stage=AgendaStage.ADOPTED, at=on_the_day)
    old, new = agendas_seen_by(stranger)
    shown = shown_to(stranger, [old, new])
    assert [(one.kind, one.text) for one in changed_between(shown[old.pk], shown[new.pk])][:3] == [
        ("same", "Adoption of the "), ("removed", "agenda"), ("added", "programme"),
    ]  # fmt: skip


def test_before_observers_an_item_for_the_members_keeps_its_number_and_says_nothing(
    story, soc, officer, observer, stranger
):
    story.to(State.BEFORE_SOC)
    assert story.commitment.audience == Audience.MEMBERS
    draft(soc, officer)
    item = AgendaItem.objects.get(meeting=soc, origin=ItemOrigin.BEFORE_SOC)
    lay_paper(agenda_item=item, paper=a_plan(story.commitment), by=officer)
    made = circulate_agenda(meeting=soc, stage=AgendaStage.PROVISIONAL, audience=Audience.OBSERVERS, by=officer, at=AT)
    (for_observers,), (for_members,) = (shown_to(one, [made]).values() for one in (observer, stranger))
    assert [one.number for one in for_observers] == [one.number for one in for_members] == [1, 2, 3]
    assert [one.is_closed for one in for_observers] == [False, True, False]
    assert "Corridors" not in str(for_observers)
    assert story.commitment.reference not in str(for_observers)
    assert [len(one.papers) for one in for_members] == [0, 2, 0]
    assert not PaperVersion.objects.visible_to(observer).exists()


def test_a_draft_paper_goes_out_by_its_own_step_and_a_states_letter_never(story, soc, officer, stranger, authority):
    story.to(State.DRAFTED)
    item = add_item(meeting=soc, title={"en": "Corridors"}, by=officer)
    version = story.commitment.latest_version()
    lay_paper(agenda_item=item, paper=version, by=officer)
    given = {"meeting": soc, "stage": AgendaStage.PROVISIONAL, "audience": Audience.MEMBERS, "by": officer, "at": AT}
    with pytest.raises(Refused, match="step “Circulate”"):
        circulate_agenda(**given)
    assert not agendas_seen_by(stranger).exists()
    assert not PaperVersion.objects.visible_to(stranger).exists()
    letter = PaperVersionFactory(paper=PaperFactory(commitment=story.commitment, kind="note"))
    with pytest.raises(Refused, match="letter"):
        lay_paper(agenda_item=item, paper=letter, by=officer)
    take_paper_off(agenda_item=item, paper=version, by=officer)
    assert circulate_agenda(**given).content[0]["papers"] == []


def test_the_chair_drafts_with_papers_it_may_read_and_the_secretariat_circulates(soc, officer, chair, xb):
    item = add_item(meeting=soc, title={"en": "Ours"}, by=chair)
    letter = PaperVersionFactory(paper=PaperFactory(commitment=CommitmentFactory(), kind="note"), on_behalf_of=xb)
    with pytest.raises(Refused, match="no such version"):
        lay_paper(agenda_item=item, paper=letter, by=chair)
    with pytest.raises(Refused, match="Secretariat circulates"):
        circulate_agenda(meeting=soc, stage=AgendaStage.PROVISIONAL, audience=Audience.MEMBERS, by=chair, at=AT)
