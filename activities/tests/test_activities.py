"""The way of an activity: planned, announced, moved or put off, held, reported on, or given up; each entry stays in its history."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from activities.choices import ActivityCourse, DayKnown, Deed
from activities.kinds import ACTIVITY_ANNOUNCED, ACTIVITY_GIVEN_UP, ACTIVITY_MOVED, ACTIVITY_REPORTED, ACTIVITY_SHARED
from activities.models import Activity, ActivityParty, ActivityTurn
from commitments.tests.stories import Story, a_measure
from journal.models import Entry
from journal.verification import verify
from law.forum import FORUM
from meetings.choices import Format
from members.models import EnteredForState
from notices.models import Addressee, Notice
from papers.models import PaperVersion

pytestmark = [pytest.mark.django_db, pytest.mark.both]
API = "/api/v1/activities/"
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
PLAN = {
    "title": "Workshop on eco-tourism",
    "title_ru": "Семинар по экотуризму",
    "kind": "workshop",
    "known": "exact",
    "starts_on": "2027-05-04",
    "ends_on": "2027-05-05",
    "format": "hybrid",
    "place": "City of XA",
    "link": "https://meet.example/room",
    "expected": "Routes that several states share.",
    "audience": "members",
}


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def measure():
    return a_measure()


def sent(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, body, content_type="application/json")


def planned(client: Client, **more: Any) -> Activity:
    answer = sent(client, API, **{**PLAN, **more})
    assert answer.status_code == 201, answer.content
    return Activity.objects.get(uid=answer.json()["uid"])


def do(client: Client, activity: Activity, act: str, **body: Any) -> Activity:
    answer = sent(client, f"{API}{activity.uid}/{act}/", **body)
    assert answer.status_code == 200, answer.content
    activity.refresh_from_db()
    return activity


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def deeds(activity: Activity) -> list[str]:
    return list(activity.turns.order_by("serial").values_list("deed", flat=True))


def test_an_activity_goes_its_way_and_each_entry_stays_in_its_history(
    measure, authority, preparer, stranger, observer, officer, chair, sign_in
):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference, organisers=["XB"], host="XB")
    assert (activity.owner.code, activity.course, activity.days) == ("XA", ActivityCourse.PLANNED, "4–5 May 2027")
    assert activity.area == measure.area
    assert told(ACTIVITY_SHARED) == {preparer.email, stranger.email, officer.email}
    do(client, activity, "announce", note="Please bring maps.")
    assert told(ACTIVITY_ANNOUNCED) == {preparer.email, stranger.email, officer.email, chair.email}
    do(sign_in(stranger), activity, "take-part", coming=3)
    do(client, activity, "other-days", starts_on="2027-05-11", known="exact", ends_on="2027-05-12")
    assert told(ACTIVITY_MOVED) == {preparer.email, stranger.email, officer.email, chair.email}
    with time_machine.travel(dt.datetime(2027, 5, 13, 9, tzinfo=dt.UTC)):
        client = sign_in(authority)
        lines = client.get(f"/activities/{activity.uid}/held/").context["form"]
        begun = [
            (lines[f"parties-{row}-participant"].value(), lines[f"parties-{row}-people"].value()) for row in range(3)
        ]
        assert begun == [("XA", None), ("XB", 3), (None, None)], (
            "who leads it, and who organises it and said how many come"
        )
        held = {"starts_on": "2027-05-11", "known": "exact", "ends_on": "2027-05-12"}
        do(client, activity, "held", **held, **{"parties-0-participant": "XB", "parties-0-people": 2})
        do(client, activity, "report", outcome_en="Six routes.", outcome_ru="Шесть маршрутов.",
           text="The workshop met for two days.", **{"parties-0-participant": "XB", "parties-0-people": 2})  # fmt: skip
    assert activity.course == ActivityCourse.REPORTED
    assert activity.outcome == {"en": "Six routes.", "ru": "Шесть маршрутов."}
    assert deeds(activity) == [Deed.PLAN, Deed.ANNOUNCE, Deed.OTHER_DAYS, Deed.HELD, Deed.REPORT]
    assert [turn.days for turn in activity.turns.order_by("serial")] == ["4–5 May 2027"] * 2 + ["11–12 May 2027"] * 3
    party = ActivityParty.objects.get(activity=activity)
    assert (party.participant.code, party.coming, party.present) == ("XB", 3, 2)
    assert told(ACTIVITY_REPORTED) == {preparer.email, stranger.email, officer.email, chair.email}
    assert Entry.objects.filter(verb__startswith="activity: ").count() == 6
    assert verify().fault == ""


def test_the_report_is_a_paper_that_whoever_sees_the_activity_reads(
    measure, authority, stranger, observer, officer, sign_in
):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference, starts_on="2027-02-01", ends_on="")
    do(client, activity, "held", starts_on="2027-02-01", known="exact")
    do(client, activity, "report", outcome_en="It went well.", text="Two pages of report.")
    version = PaperVersion.objects.get(paper__folder__activity=activity)
    assert version.paper.symbol == f"ACT-{activity.uid.hex[:8].upper()}/R.1"
    for person, status in ((authority, 200), (stranger, 200), (officer, 200), (observer, 404)):
        answer = sign_in(person).get(version.get_absolute_url())
        assert answer.status_code == status, person
        if status == 200:
            assert "whoever sees the activity reads it" in answer.content.decode()
    page = sign_in(stranger).get(activity.get_absolute_url()).content.decode()
    assert version.get_absolute_url() in page


@pytest.mark.parametrize(
    ("known", "day", "shown", "stored", "as_told"),
    [
        ("exact", "2027-05-04", "4 May 2027", dt.date(2027, 5, 4), "2027-05-04"),
        ("month", "2027-05-04", "May 2027", dt.date(2027, 5, 31), "2027-05"),
        ("half", "2027-05-04", "first half of 2027", dt.date(2027, 6, 30), "2027-H1"),
        ("half", "2027-07-01", "second half of 2027", dt.date(2027, 12, 31), "2027-H2"),
        ("year", "2027-05-04", "2027", dt.date(2027, 12, 31), "2027"),
        ("exact", "", "", None, ""),
    ],
)
def test_the_day_says_no_more_than_is_known(measure, authority, sign_in, known, day, shown, stored, as_told):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference, known=known, starts_on=day, ends_on="")
    assert (activity.days, activity.starts_on) == (shown, stored)
    assert client.get(f"{API}{activity.uid}/").json()["days"] == as_told


def test_it_is_put_off_and_given_up_without_a_reason_and_one_that_was_only_planned_is_told_to_few(
    measure, authority, preparer, stranger, officer, chair, sign_in
):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference)
    do(client, activity, "put-off")
    assert (activity.course, activity.starts_on) == (ActivityCourse.PUT_OFF, None)
    assert told(ACTIVITY_MOVED) == {preparer.email, officer.email}
    do(client, activity, "other-days", starts_on="2027-09-30", known="month")
    assert (activity.course, activity.known) == (ActivityCourse.PLANNED, DayKnown.MONTH)
    do(client, activity, "give-up")
    assert activity.course == ActivityCourse.GIVEN_UP
    assert deeds(activity) == [Deed.PLAN, Deed.PUT_OFF, Deed.OTHER_DAYS, Deed.GIVE_UP]
    assert told(ACTIVITY_GIVEN_UP) == {preparer.email, officer.email}
    answer = sent(client, f"{API}{activity.uid}/announce/")
    assert answer.status_code in {403, 422}, answer.content
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "Given up" in page
    for word in ("failed", "cancelled", "overdue"):
        assert word not in page.lower()


def test_what_was_put_off_after_it_was_announced_is_announced_again_once_it_has_a_day(measure, authority, sign_in):
    client = sign_in(authority)
    activity = do(client, planned(client, measure=measure.reference), "announce")
    do(client, activity, "put-off")
    assert activity.course == ActivityCourse.PUT_OFF
    do(client, activity, "other-days", known="half", starts_on="2027-10-01")
    assert activity.course == ActivityCourse.ANNOUNCED


def test_only_its_own_state_does_anything_about_it_and_another_says_who_comes(
    measure, authority, stranger, officer, sign_in
):
    activity = do(sign_in(authority), planned(sign_in(authority), measure=measure.reference), "announce")
    other = sign_in(stranger)
    for act in ("held", "amend", "other-days", "put-off", "give-up", "widen"):
        assert sent(other, f"{API}{activity.uid}/{act}/").status_code == 403, act
    offered = {act["name"] for act in other.get(f"{API}{activity.uid}/").json()["next_acts"]}
    assert offered == {"take-part"}
    do(other, activity, "take-part", coming=2)
    do(other, activity, "take-part", coming=0)
    assert ActivityParty.objects.get(activity=activity).coming == 0
    assert "XB" not in other.get(activity.get_absolute_url()).content.decode().partition('id="parties"')[2][:400]


def test_a_preparer_of_a_state_with_two_keys_plans_nothing_alone(measure, xa, preparer, sign_in):
    xa.keys = "two"
    xa.save()
    assert sent(sign_in(preparer), API, **PLAN, measure=measure.reference).status_code == 403
    assert not Activity.objects.exists()


def test_other_days_are_still_to_come(measure, authority, sign_in):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference)
    gone_by = ({"starts_on": "2026-11-02"}, {"starts_on": "2027-01-02", "known": "month", "ends_on": ""})
    for days in gone_by:
        answer = sent(client, f"{API}{activity.uid}/other-days/", **days)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["starts_on"]), answer.content
    do(client, activity, "other-days", starts_on="2027-03-02", known="month", ends_on="")


def test_the_state_that_leads_it_is_not_among_the_organisers_to_choose_and_the_likely_zones_stand_first(
    measure, authority, xa, xb, sign_in
):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference)
    for address in ("/activities/plan/", f"/activities/{activity.uid}/amend/"):
        form = client.get(address).context["form"]
        offered = [str(value) for value, _label in form.fields["organisers"].choices]
        assert ("XB" in offered, "XA" in offered) == (True, False), address
        _none, _utc, (_where, first), (_elsewhere, rest) = form.fields["time_zone"].widget.choices
        assert {name for name, _label in first} == {*FORUM.zones}
        # As they are called, in the order of that.
        assert ("Asia/Qatar", "Doha, UTC+3") in first
        assert [label for _name, label in first] == sorted(label for _name, label in first)
        assert len(first) + len(rest) + 2 == len(form.fields["time_zone"].choices), "each zone once"


def test_an_officer_enters_what_a_state_wrote_and_the_state_is_told(measure, authority, stranger, officer, sign_in):
    letter = {"on_behalf_of": "XB", "channel": "note-verbale", "dated": "2027-02-20", "letter_reference": "No. 7"}
    activity = planned(sign_in(officer), measure=measure.reference, **letter)
    assert (activity.owner.code, activity.dated, activity.is_by_letter) == ("XB", dt.date(2027, 2, 20), True)
    do(sign_in(officer), activity, "announce", **letter)
    do(sign_in(officer), activity, "take-part", **{**letter, "on_behalf_of": "XA"}, coming=4)
    assert EnteredForState.objects.filter(participant__code="XB").count() == 2
    assert EnteredForState.objects.filter(participant__code="XA").count() == 1
    turn = activity.turns.get(deed=Deed.ANNOUNCE)
    assert (turn.dated, turn.is_by_letter) == (dt.date(2027, 2, 20), True)


def test_it_is_under_one_thing_and_its_days_make_sense(measure, authority, sign_in):
    client = sign_in(authority)
    wrong = (
        ({"measure": "", "area": ""}, "commitment"),
        ({"area": measure.area.reference}, "area"),
        ({"ends_on": "2027-05-01"}, "ends_on"),
        ({"known": "month"}, "ends_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"title": ""}, "title"),
    )
    for more, field in wrong:
        answer = sent(client, API, **{**PLAN, "measure": measure.reference, **more})
        assert answer.status_code == 422, more
        assert field in answer.content.decode(), answer.content
    assert not Activity.objects.exists()


def test_what_is_to_come_is_not_entered_as_held(measure, authority, sign_in):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference)
    answer = sent(client, f"{API}{activity.uid}/held/", starts_on="2027-05-04", known="exact")
    assert answer.status_code == 422
    assert Activity.objects.get().course == ActivityCourse.PLANNED


def test_of_two_who_change_it_at_once_the_second_is_told(measure, authority, sign_in):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference)
    first = client.get(f"{API}{activity.uid}/")
    do(client, activity, "announce")
    answer = client.post(
        f"{API}{activity.uid}/give-up/", {}, content_type="application/json", HTTP_IF_MATCH=first["ETag"]
    )
    assert answer.status_code == 412
    assert Activity.objects.get().course == ActivityCourse.ANNOUNCED


def test_the_same_press_plans_one_activity(measure, authority, sign_in):
    client = sign_in(authority)
    for _ in range(2):
        client.post(
            API, {**PLAN, "measure": measure.reference}, content_type="application/json", HTTP_IDEMPOTENCY_KEY="k" * 20
        )
    assert Activity.objects.count() == 1


def test_by_its_page_it_is_planned_and_stands_beside_its_commitment_measure_and_area(
    authority, chair, officer, stranger, sign_in
):
    commitment = Story(author=authority, chair=chair, officer=officer).commitment
    client = sign_in(authority)
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert f"/activities/plan/?commitment={commitment.reference}" in page
    form = client.get(f"/activities/plan/?commitment={commitment.reference}").context["form"]
    begun = {field.name: field.value() for field in form if field.value() not in (None, "")}
    assert begun["commitment"] == commitment.reference
    answer = client.post("/activities/plan/", {**begun, **PLAN})
    activity = Activity.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, activity.get_absolute_url())
    assert (activity.within, activity.measure) == (commitment.folder, commitment.measure)
    for address in (
        commitment.get_absolute_url(),
        f"/measures/{commitment.measure.reference}/",
        f"/areas/{commitment.area.reference}/",
        "/activities/",
    ):
        page = sign_in(stranger).get(address).content.decode()
        assert activity.get_absolute_url() in page, address
    page = sign_in(stranger).get(activity.get_absolute_url()).content.decode()
    assert commitment.get_absolute_url() in page
    assert "https://meet.example/room" in page


def test_the_link_stands_in_no_list_and_no_file(measure, authority, sign_in):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference)
    assert client.get(f"{API}{activity.uid}/").json()["link"] == PLAN["link"]
    assert "meet.example" not in client.get(API).content.decode()
    file = client.get(API, {"format": "csv"})
    told_in_file = b"".join(file.streaming_content).decode() if file.streaming else file.content.decode()
    assert "Workshop on eco-tourism" in told_in_file
    assert "meet.example" not in told_in_file


def test_an_entry_that_was_a_mistake_is_taken_back_from_the_last_one_on(measure, authority, stranger, sign_in):
    client = sign_in(authority)
    activity = planned(client, measure=measure.reference)
    do(client, activity, "other-days", starts_on="2027-06-01", known="exact", ends_on="")
    do(client, activity, "give-up")
    planned_turn, moved, given_up = activity.turns.order_by("serial")
    address = "/api/v1/activity-deeds/{}/mistake/"
    assert sent(sign_in(stranger), address.format(given_up.uid), reason="No.").status_code == 403
    assert sent(client, address.format(moved.uid), reason="A slip.").status_code == 422
    assert sent(client, address.format(given_up.uid), reason="A slip.").status_code == 201
    activity.refresh_from_db()
    assert (activity.course, activity.starts_on) == (ActivityCourse.PLANNED, dt.date(2027, 6, 1))
    assert sent(client, address.format(moved.uid), reason="A slip.").status_code == 201
    activity.refresh_from_db()
    assert (activity.course, activity.days) == (ActivityCourse.PLANNED, "4–5 May 2027")
    assert sent(client, address.format(planned_turn.uid), reason="A slip.").status_code == 201
    assert not Activity.objects.exists()
    assert Activity.everything.count() == 1


def test_a_history_is_never_changed(measure, authority, sign_in):
    planned(sign_in(authority), measure=measure.reference)
    with pytest.raises(TypeError):
        ActivityTurn.objects.get().save()


def test_a_list_costs_as_many_questions_with_three_activities_as_with_one(
    measure, authority, stranger, sign_in, django_assert_num_queries
):
    client = sign_in(authority)
    planned(client, measure=measure.reference, organisers=["XB"])
    client.get("/activities/")
    with django_assert_num_queries(QUESTIONS_OF_THE_LIST):
        client.get("/activities/")
    for _ in range(2):
        planned(client, measure=measure.reference, organisers=["XB"])
    with django_assert_num_queries(QUESTIONS_OF_THE_LIST):
        client.get("/activities/")


# Session and person, seats, offices; the count and the rows, with organisers, and parts in them; the areas and the states that
# may be chosen; the number on the desk.
QUESTIONS_OF_THE_LIST = 12


def test_a_form_of_hours_is_kept(measure, authority, sign_in):
    activity = planned(sign_in(authority), measure=measure.reference, opens_at="10:00", time_zone="Asia/Almaty")
    assert (activity.opens_at, activity.time_zone, activity.format) == (dt.time(10), "Asia/Almaty", Format.HYBRID)


def test_who_comes_by_name_is_read_by_who_invites_and_who_names_and_stands_in_no_journal(
    measure, authority, stranger, chair, officer, sign_in
):
    activity = planned(sign_in(authority), measure=measure.reference)
    do(sign_in(authority), activity, "announce")
    refused = sign_in(stranger).post(
        f"{API}{activity.uid}/take-part/", {"coming": 1, "named": "A. One\nB. Two"}, "application/json"
    )
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["named"])
    do(sign_in(stranger), activity, "take-part", coming=2, named="Canary One, desk officer\n\n B. Two ")
    shown = {
        person: sign_in(person).get(activity.get_absolute_url()).content.decode()
        for person in (authority, stranger, chair, officer)
    }
    assert {person: "Canary One" in page for person, page in shown.items()} == {
        authority: True, stranger: True, chair: False, officer: True,
    }  # fmt: skip
    told = {
        person: sign_in(person).get(f"{API}{activity.uid}/").json()["parties"][0]["named"]
        for person in (authority, chair)
    }
    assert told == {authority: "Canary One, desk officer\nB. Two", chair: ""}
    assert not any("Canary" in str(entry.changes) for entry in Entry.objects.all())


def test_an_invitation_goes_by_letter_to_every_state_that_sees_it(measure, authority, stranger, xc, sign_in):
    activity = planned(sign_in(authority), measure=measure.reference)
    do(sign_in(authority), activity, "announce")
    assert set(Addressee.objects.values_list("participant__code", flat=True)) == {"XB", "XC"}
    quiet = planned(sign_in(authority), measure=measure.reference, audience="secretariat", organisers=["XB"])
    Addressee.objects.all().delete()
    do(sign_in(authority), quiet, "announce")
    assert set(Addressee.objects.values_list("participant__code", flat=True)) == {"XB"}
