"""Working groups: who sits in them, what decisions give them to do, what they submit, and which of their meetings collide."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.tests.factories import PaperVersionFactory
from decisions.actions.agenda import circulate_agenda
from decisions.actions.results import propose_results
from decisions.models import AgendaItem, FollowUp
from law.cica.bodies import Body
from meetings.actions.groups import join_group, leave_group
from meetings.models import GroupSeat
from meetings.tests.factories import (
    DecisionFactory,
    FollowUpFactory,
    GroupSeatFactory,
    MeetingFactory,
    WorkingGroupFactory,
)
from members.choices import Audience
from members.models import EnteredForState
from members.tests.factories import UserFactory
from record.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def group():
    return WorkingGroupFactory(code="SWG-X", chaired_by=UserFactory())


def of_group(group, starts_on, status="planned", **more):
    return MeetingFactory(body=Body.WORKING_GROUP, working_group=group, starts_on=starts_on, status=status, **more)


def test_a_member_takes_a_seat_and_leaves_and_an_observer_takes_none(group, authority, observer, sign_in, today):
    assert sign_in(observer).get(reverse("group-seat-join")).status_code == 403
    client = sign_in(authority)
    sent = {"group": group.code, "since": today.isoformat()}
    assert client.post(reverse("group-seat-join"), sent).status_code == 302
    seat = GroupSeat.objects.get()
    assert "State XA" in client.get(reverse("group-detail", args=[group.code])).content.decode()
    assert client.post(reverse("group-seat-join"), sent).status_code == 422
    address = reverse("group-seat-act", args=[seat.uid, "leave"])
    assert client.post(address, {"until": (today - DAY).isoformat()}).status_code == 422
    assert client.post(address, {"until": today.isoformat()}).status_code == 302
    assert list(GroupSeat.objects.running(today)) == []


def test_a_seat_is_taken_by_letter_and_its_state_is_told(group, officer, xb, stranger, sign_in, today):
    letter = {"on_behalf_of": "XB", "channel": "note-verbale", "letter_reference": "No. 7"}
    sent = {"group": group.code, "since": today.isoformat(), **letter}
    assert sign_in(officer).post(reverse("group-seat-join"), sent).status_code == 302
    assert GroupSeat.objects.get().owner == xb
    assert EnteredForState.objects.get().participant == xb


def test_a_state_leaves_once_and_may_come_back(group, authority, xa, today):
    seat = join_group(group=group, owner=xa, since=today, by=authority)
    leave_group(seat=seat, until=today, by=authority)
    with pytest.raises(Refused):
        leave_group(seat=seat, until=today, by=authority)
    join_group(group=group, owner=xa, since=today, by=authority)


def test_observers_read_the_group_and_not_who_sits_there(group, authority, observer, sign_in):
    GroupSeatFactory(group=group)
    for user, number in ((authority, 1), (observer, 0)):
        client = sign_in(user)
        assert len(client.get(reverse("group-detail", args=[group.code])).context["seats"]) == number
        assert client.get("/api/v1/group-seats/").json()["count"] == number


def test_a_task_names_the_group_and_whoever_chairs_it_reports(group, officer, stranger, sign_in):
    decision = DecisionFactory()
    sent = {"what": "Study lists.", "group": group.code}
    address = reverse("decision-act", args=[decision.symbol, "follow-ups"])
    assert sign_in(officer).post(address, sent).status_code == 302
    task = FollowUp.objects.get(group=group)
    report = reverse("follow-up-act", args=[task.pk, "report"])
    assert sign_in(stranger).get(report).status_code == 403
    chair = sign_in(group.chaired_by)
    assert "Study lists." in chair.get(reverse("group-detail", args=[group.code])).content.decode()
    assert chair.post(report, {"report": "It was studied.", "language": "en"}).status_code == 302


def test_results_go_on_the_draft_of_an_agenda_by_one_press_and_once(group, stranger, sign_in, today):
    met = of_group(group, today - 3 * DAY, "held")
    committee = MeetingFactory(starts_on=today + 20 * DAY, status="planned")
    address = reverse("meeting-act", args=[met.reference, "propose-results"])
    assert sign_in(stranger).get(address).status_code == 403
    client = sign_in(group.chaired_by)
    assert client.get(address).context["form"]["committee"].value() == committee.reference
    assert client.post(address, {"committee": committee.reference, "note": "A list."}).status_code == 302
    item = AgendaItem.objects.get()
    assert (item.meeting, item.matter, item.note) == (committee, f"meeting:{met.reference}", "A list.")
    with pytest.raises(Refused):
        propose_results(meeting=met, committee=committee, by=group.chaired_by)
    with pytest.raises(Refused):
        propose_results(meeting=of_group(group, today + DAY), committee=committee, by=group.chaired_by)


def test_its_page_tells_its_results_to_members_once_the_agenda_went_out_with_its_papers(
    group, officer, authority, observer, sign_in, today
):
    met = of_group(group, today - 3 * DAY, "held")
    committee = MeetingFactory(starts_on=today + 20 * DAY, status="planned")
    paper = PaperVersionFactory()
    propose_results(meeting=met, committee=committee, papers=[paper], by=group.chaired_by, note="A list.")
    page = reverse("group-detail", args=[group.code])

    def told(person):
        results = sign_in(person).get(page).context["results"]
        return [(row.met, row.committee, row.note, set(row.papers)) for row in results]

    whole = [(met, committee, "A list.", {paper})]
    assert (told(officer), told(authority), told(observer)) == (whole, [], [])
    circulate_agenda(meeting=committee, stage="provisional", audience=Audience.MEMBERS, by=officer)
    assert told(authority) == [(met, committee, "A list.", {paper})]
    assert told(observer) == []
    assert str(paper) in sign_in(authority).get(page).content.decode()


def test_the_page_says_who_sits_in_how_many_and_which_meetings_collide(group, authority, xa, sign_in, today):
    other = WorkingGroupFactory()
    for sitting in (group, other):
        GroupSeatFactory(group=sitting, owner=xa)
    first = of_group(group, today + 9 * DAY, ends_on=today + 10 * DAY)
    second = of_group(other, today + 10 * DAY)
    of_group(other, today + 11 * DAY)
    context = sign_in(authority).get(reverse("group-list")).context
    assert [(state, len(groups)) for state, groups in context["sitting"]] == [(xa, 2)]
    found = [(collision.first, collision.second, collision.states) for collision in context["collisions"]]
    assert found == [(first, second, (xa,))]


def test_the_list_of_groups_has_one_price_for_one_and_for_three(authority, sign_in, django_assert_max_num_queries):
    client = sign_in(authority)
    for rows in (1, 2):
        for seat in GroupSeatFactory.create_batch(rows):
            of_group(seat.group, dt.date(2099, 1, 1))
        with django_assert_max_num_queries(40):
            client.get(reverse("group-list"))


def test_follow_ups_are_narrowed_to_a_group(group, authority, sign_in):
    task, _other = FollowUpFactory(group=group), FollowUpFactory()
    rows = sign_in(authority).get("/api/v1/follow-ups/?group=swg-x").json()["results"]
    assert [(row["id"], row["group"]) for row in rows] == [(task.pk, "SWG-X")]
