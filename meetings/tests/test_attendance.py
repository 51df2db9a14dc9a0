"""Who takes part: delegations, presence, the quorum."""

import datetime as dt

import pytest
from django.urls import reverse

from journal.models import Entry
from law.cica.editions import EDITION_2007
from meetings.actions.attendance import (
    AttendanceLine,
    WrittenDelegate,
    announce_delegation,
    change_delegation,
    keep_attendance,
)
from meetings.choices import DelegateRank, Presence, Status
from meetings.models import Attendance
from meetings.quorum import quorum_of
from meetings.tests.factories import MeetingFactory
from members.tests.factories import a_state
from record.dates import day_of_the_house
from record.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_come():
    return MeetingFactory(status=Status.PLANNED, starts_on=day_of_the_house() + dt.timedelta(days=30))


@pytest.fixture
def held():
    return MeetingFactory(status=Status.HELD, starts_on=dt.date(2026, 3, 3))


def the_head(name="H.E. Head", rank=DelegateRank.MINISTER):
    return WrittenDelegate(name, "Minister", rank, is_head=True)


def test_two_thirds_are_rounded_up():
    assert [EDITION_2007.quorum.needed(members) for members in (0, 1, 2, 3, 4, 18, 27, 28)] == [
        0,
        1,
        2,
        2,
        3,
        12,
        18,
        19,
    ]


def test_the_quorum_counts_the_members_of_that_day_and_not_the_observers(held, xa, xb, xc, xo, officer):
    lines = [AttendanceLine(state, Presence.IN_PERSON) for state in (xa, xo)] + [AttendanceLine(xb, Presence.ONLINE)]
    keep_attendance(meeting=held, lines=lines, by=officer)
    quorum = quorum_of(held)
    assert (quorum.members, quorum.needed, quorum.present, quorum.is_met) == (3, 2, 2, True)
    keep_attendance(meeting=held, lines=[AttendanceLine(xb, "", seen=1)], by=officer)
    assert not quorum_of(held).is_met
    assert not Attendance.objects.standing().filter(participant=xb).exists()


def test_a_focal_point_announces_its_own_delegation_and_nobody_elses(to_come, xa, xb, authority):
    row = announce_delegation(meeting=to_come, participant=xa, people=[the_head()], by=authority)
    assert [(one.name, one.is_head) for one in row.delegates.all()] == [("H.E. Head", True)]
    with pytest.raises(Refused, match="don't act"):
        announce_delegation(meeting=to_come, participant=xb, people=[], by=authority)


def test_who_is_not_named_any_more_has_left_and_is_kept(to_come, xa, officer):
    row = announce_delegation(meeting=to_come, participant=xa, people=[the_head(), WrittenDelegate("Aide")], by=officer)
    aide = row.delegates.get(name="Aide")
    new_head = WrittenDelegate("Aide", "", DelegateRank.AMBASSADOR, is_head=True, key=aide.pk)
    change_delegation(attendance=row, people=[new_head], by=officer, seen_version=row.version)
    assert {(one.name, one.is_head, one.left) for one in row.delegates.all()} == {
        ("H.E. Head", False, True),
        ("Aide", True, False),
    }


@pytest.mark.both
def test_one_person_heads_a_delegation(to_come, xa, officer):
    for people in ([WrittenDelegate("A"), WrittenDelegate("B")], [the_head("A"), the_head("B")]):
        with pytest.raises(Refused, match="head the delegation"):
            announce_delegation(meeting=to_come, participant=xa, people=people, by=officer)


@pytest.mark.both
def test_of_two_who_write_the_same_the_second_is_told(held, xa, officer):
    keep_attendance(meeting=held, lines=[AttendanceLine(xa, Presence.IN_PERSON)], by=officer)
    with pytest.raises(Refused) as refusal:
        keep_attendance(meeting=held, lines=[AttendanceLine(xa, Presence.ONLINE, seen=0)], by=officer)
    assert refusal.value.is_stale
    assert "State XA" in str(refusal.value)


@pytest.mark.both
def test_what_is_known_already_changes_nothing(held, xa, officer):
    keep_attendance(meeting=held, lines=[AttendanceLine(xa, Presence.IN_PERSON, "Head")], by=officer)
    written = Entry.objects.count()
    assert (
        keep_attendance(meeting=held, lines=[AttendanceLine(xa, Presence.IN_PERSON, "Head", seen=1)], by=officer) == []
    )
    assert Entry.objects.count() == written


def test_nobody_is_present_before_it_begins(to_come, xa, officer, authority):
    with pytest.raises(Refused, match="not begun"):
        keep_attendance(meeting=to_come, lines=[AttendanceLine(xa, Presence.IN_PERSON)], by=officer)
    with pytest.raises(Refused, match="Secretariat"):
        keep_attendance(meeting=to_come, lines=[], by=authority)


@pytest.mark.both
def test_delegations_stand_in_order_of_precedence(held, xa, xb, officer):
    xd = a_state("XD")
    ranks = {xa: DelegateRank.AMBASSADOR, xb: DelegateRank.MINISTER, xd: DelegateRank.MINISTER}
    for state, rank in ranks.items():
        announce_delegation(meeting=held, participant=state, people=[the_head(rank=rank)], by=officer)
    found = [row.participant.code for row in held.attendance.in_order_of_precedence()]
    assert found == ["XB", "XD", "XA"]


def test_a_delegation_is_announced_and_changed_in_the_portal(to_come, xa, xb, authority, sign_in, stranger):
    mine = sign_in(authority)
    begun = mine.get(reverse("delegation", args=[to_come.reference, "XA"]))
    page = mine.get(begun["Location"])
    assert page.status_code == 200
    assert page.context["form"]["meeting"].value() == to_come.reference
    said = {"meeting": to_come.reference, "participant": "XA", "people-new0-name": "H.E. Head"}
    said |= {"people-new0-rank": "minister", "people-new0-is_head": "on"}
    assert mine.post("/delegations/announce/", said).status_code == 302
    assert "H.E. Head" in mine.get(to_come.get_absolute_url()).content.decode()
    assert mine.post("/delegations/announce/", said).status_code == 409
    assert mine.post("/delegations/announce/", {**said, "participant": "XB"}).status_code == 422
    change = mine.get(reverse("delegation", args=[to_come.reference, "XA"]))["Location"]
    head = Attendance.objects.get().delegates.get()
    assert mine.get(change).context["form"][f"people-{head.pk}-name"].value() == "H.E. Head"
    changed = {f"people-{head.pk}-name": "", "people-new0-name": "H.E. Other", "people-new0-is_head": "on"}
    assert mine.post(change, {**changed, "seen": "1", "note": "Arrives late."}).status_code == 302
    row = Attendance.objects.get()
    assert [(delegate.name, delegate.rank) for delegate in row.delegates.serving()] == [("H.E. Other", "official")]
    assert (row.note, row.version) == ("Arrives late.", 2)
    assert mine.post(change, {**changed, "seen": "1"}).status_code == 409
    assert sign_in(stranger).get(change).status_code == 403
    assert sign_in(stranger).post(change, changed).status_code == 403


def test_an_officer_is_led_to_every_delegation_from_the_page_of_the_meeting(to_come, xa, officer, authority, sign_in):
    announce = f"/delegations/announce/?meeting={to_come.reference}"
    theirs = reverse("delegation", args=[to_come.reference, "XA"])
    office, state = sign_in(officer), sign_in(authority)
    empty = office.get(to_come.get_absolute_url()).content.decode()
    assert announce in empty
    assert office.get(announce).context["form"]["meeting"].value() == to_come.reference
    announce_delegation(meeting=to_come, participant=xa, people=[the_head()], by=officer)
    page = office.get(to_come.get_absolute_url()).content.decode()
    assert theirs in page
    assert office.get(theirs, follow=True).status_code == 200
    # A state is led to its own alone.
    assert announce not in state.get(to_come.get_absolute_url()).content.decode()


def test_an_observer_reads_its_own_delegation_alone(held, xa, xo, officer, observer, authority, sign_in):
    for state, name in ((xa, "Head of XA"), (xo, "Head of XO")):
        announce_delegation(meeting=held, participant=state, people=[the_head(name)], by=officer)
    theirs = sign_in(observer).get(held.get_absolute_url()).content.decode()
    assert "Head of XO" in theirs
    assert "Head of XA" not in theirs
    assert [row["participant"] for row in sign_in(observer).get("/api/v1/attendance/").json()["results"]] == ["XO"]
    assert "Head of XA" in sign_in(authority).get(held.get_absolute_url()).content.decode()


def test_machines_announce_change_and_write_down_who_is_present(held, to_come, xa, xb, officer, authority, sign_in):
    mine, office = sign_in(authority), sign_in(officer)
    said = {"meeting": to_come.reference, "participant": "XA", "people-new0-name": "H.E. Head"}
    said |= {"people-new0-rank": "minister", "people-new0-is_head": True}
    made = mine.post("/api/v1/attendance/", said, content_type="application/json")
    assert (made.status_code, made.json()["delegates"][0]["is_head"]) == (201, True)
    assert mine.post("/api/v1/attendance/", said, content_type="application/json").status_code == 409
    other = mine.post("/api/v1/attendance/", {**said, "participant": "XB"}, content_type="application/json")
    assert (other.status_code, list(other.json()["errors"])) == (422, ["participant"])
    row = mine.get(made["Location"])
    assert [act["name"] for act in row.json()["next_acts"]] == ["amend"]
    # What isn't sent stays: to go, a person is sent without a name.
    field = next(ask["name"] for ask in row.json()["next_acts"][0]["asks"] if ask["default"] == "H.E. Head")
    names = {field: "", "people-new0-name": "H.E. Other", "people-new0-is_head": True}
    change = f"{made['Location']}amend/"
    changed = mine.post(change, names, content_type="application/json", headers={"If-Match": row["ETag"]})
    assert [delegate["name"] for delegate in changed.json()["delegates"]] == ["H.E. Other"]
    again = mine.post(change, names, content_type="application/json", headers={"If-Match": row["ETag"]})
    assert again.status_code == 412
    keep_attendance(meeting=held, lines=[AttendanceLine(xa, Presence.ONLINE, "Head of XA", "minister")], by=officer)
    present, address = {"in_person": ["XA"], "online": ["XB"]}, f"/api/v1/meetings/{held.reference}/presence/"
    assert mine.post(address, present, content_type="application/json").status_code == 403
    assert office.post(address, present, content_type="application/json").status_code == 200
    rows = office.get("/api/v1/attendance/", {"meeting": held.reference}).json()["results"]
    assert {row["participant"]: row["presence"] for row in rows} == {"XA": "in-person", "XB": "online"}
    # Of whom only the presence is said, the head stays.
    one = office.get(f"/api/v1/attendance/{held.reference}.XA/").json()
    assert [(delegate["name"], delegate["rank"]) for delegate in one["delegates"]] == [("Head of XA", "minister")]
    assert office.post(address, {"taken_back": ["XB"]}, content_type="application/json").status_code == 200
    assert office.get(f"/api/v1/attendance/{held.reference}.XB/").status_code == 404


def test_a_name_longer_than_is_kept_is_refused_at_its_line_by_page_and_program_alike(to_come, xa, authority, sign_in):
    mine = sign_in(authority)
    said = {"meeting": to_come.reference, "participant": "XA", "people-new0-name": "é" * 230}
    said |= {"people-new0-rank": "minister", "people-new0-is_head": "on"}
    page = mine.post("/delegations/announce/", said)
    assert (page.status_code, "people-new0-name" in page.context["form"].errors) == (422, True)
    answer = mine.post("/api/v1/attendance/", said, content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["people-new0-name"])
    assert not Attendance.objects.exists()


def test_the_longest_name_stands_whole_on_the_page_in_the_list_and_in_files(to_come, xa, authority, sign_in):
    mine, name = sign_in(authority), "Nguyễn" + "ệ" * 194
    said = {"meeting": to_come.reference, "participant": "XA", "people-new0-name": name}
    said |= {"people-new0-rank": "minister", "people-new0-is_head": True}
    assert mine.post("/api/v1/attendance/", said, content_type="application/json").status_code == 201
    assert name in mine.get(to_come.get_absolute_url()).content.decode()
    listed = mine.get("/api/v1/attendance/").json()["results"]
    assert [row["delegates"][0]["name"] for row in listed] == [name]
    change = mine.get(reverse("delegation", args=[to_come.reference, "XA"]))["Location"]
    assert name in mine.get(change).content.decode()


@pytest.mark.both
@pytest.mark.parametrize("door", ["admin", "portal"])
def test_the_sheet_saves_many_lines_in_one_act(door, held, xa, xb, xo, officer, sign_in):
    office = sign_in(officer)
    addresses = {
        "admin": reverse("admin:meetings_meeting_attendance", args=[held.pk]),
        "portal": f"/meetings/{held.reference}/attendance/",
    }
    address = addresses[door]
    page = office.get(address)
    assert page.status_code == 200
    assert "0 of 2 members are written down as present; a decision needs 2." in page.content.decode()
    assert "State XA: Presence" in page.content.decode()
    rows = {f"{group}-{code}-{name}": value
            for group, code in (("members", "XA"), ("members", "XB"), ("observers", "XO"))
            for name, value in {"presence": "in-person", "head": f"Head of {code}", "rank": "minister", "seen": "0"}.items()}  # fmt: skip
    assert office.post(address, rows).status_code == 302
    assert held.attendance.present().count() == 3
    refused = office.post(address, {**rows, "members-XA-presence": "online"})
    assert refused.status_code == 409
    assert "State XA" in refused.content.decode()


def test_who_takes_part_costs_the_same_for_one_and_for_three(
    held, officer, authority, sign_in, django_assert_num_queries
):
    # Session and person; offices and the Chair; how many rows, which rows, their delegates.
    client = sign_in(authority)
    states = iter([a_state(code) for code in ("XD", "XE", "XF")])
    for rows in (1, 2):
        for state in [next(states) for _row in range(rows)]:
            announce_delegation(meeting=held, participant=state, people=[the_head()], by=officer)
        with django_assert_num_queries(7):
            assert client.get("/api/v1/attendance/").status_code == 200
