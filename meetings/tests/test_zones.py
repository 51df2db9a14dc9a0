"""A time zone is taken by whichever name it has, and kept under today's; a list offers each place once."""

import zoneinfo

import pytest

from law.cica.bodies import Body
from meetings.models import Meeting
from members.forms import time_zones
from record.zones import name_of_today, names_of_today, zones

pytestmark = pytest.mark.django_db
OLD = {
    "Asia/Calcutta": "Asia/Kolkata", "Asia/Saigon": "Asia/Ho_Chi_Minh", "Asia/Istanbul": "Europe/Istanbul",
    "Asia/Katmandu": "Asia/Kathmandu", "Asia/Rangoon": "Asia/Yangon", "Asia/Ulan_Bator": "Asia/Ulaanbaatar",
    "Asia/Dacca": "Asia/Dhaka", "Asia/Ashkhabad": "Asia/Ashgabat", "Asia/Tel_Aviv": "Asia/Jerusalem",
    "Europe/Kiev": "Europe/Kyiv", "Iran": "Asia/Tehran", "PRC": "Asia/Shanghai", "ROK": "Asia/Seoul",
    "Turkey": "Europe/Istanbul", "Asia/Chongqing": "Asia/Shanghai", "asia/calcutta": "Asia/Kolkata",
    "Asia/Ho Chi Minh": "Asia/Ho_Chi_Minh", "Etc/UTC": "UTC",
}  # fmt: skip
# Places that share their clocks with another one, and are known under their own name all the same.
OF_TODAY = ("Asia/Kuwait", "Asia/Bahrain", "Asia/Phnom_Penh", "Asia/Dubai", "Europe/Amsterdam", "Asia/Almaty", "UTC")


@pytest.mark.parametrize(("old", "today"), OLD.items())
def test_an_old_name_is_the_place_as_it_is_called_now(old, today):
    assert name_of_today(old) == today


@pytest.mark.parametrize("name", OF_TODAY)
def test_a_name_of_today_stays(name):
    assert name_of_today(name) == name


def test_what_is_no_zone_stays_as_it_was_typed_to_be_refused():
    assert name_of_today("Asia/Xanadu") == "Asia/Xanadu"


def test_each_place_is_offered_once_and_every_one_has_its_clocks():
    offered = [name for name, _label in zones()]
    of_people = [name for _region, places in time_zones()[1:] for name, _label in places] + ["UTC"]
    assert len(set(offered)) == len(offered)
    assert set(offered) == set(of_people) == {*names_of_today(), "UTC"}
    assert not set(OLD) & set(offered)
    assert {zoneinfo.ZoneInfo(name).key for name in offered} == set(offered)


def test_a_person_who_chose_an_old_name_has_todays(preparer, sign_in):
    sign_in(preparer).post("/account/", {"language": "en", "time_zone": "Asia/Calcutta"})
    preparer.refresh_from_db()
    assert preparer.time_zone == "Asia/Kolkata"


def test_a_row_of_old_times_is_shown_under_todays_name(preparer, sign_in):
    type(preparer).objects.filter(pk=preparer.pk).update(time_zone="Asia/Saigon")
    page = sign_in(preparer).get("/account/").content.decode()
    assert '<option value="Asia/Ho_Chi_Minh" selected>' in page
    assert '"Asia/Saigon"' not in page


def test_a_program_plans_a_meeting_under_an_old_name_and_reads_todays(officer, sign_in):
    office = sign_in(officer)
    sent = {"body": Body.SENIOR_OFFICIALS.code, "starts_on": "2031-06-09", "time_zone": "Asia/Calcutta"}
    answer = office.post("/api/v1/meetings/", sent, "application/json")
    assert answer.status_code == 201, answer.content
    assert Meeting.objects.get().time_zone == "Asia/Kolkata"
    refused = office.post("/api/v1/meetings/", {**sent, "time_zone": "Asia/Xanadu"}, "application/json")
    assert (refused.status_code, Meeting.objects.count()) == (422, 1)


def test_whatever_writes_a_row_keeps_todays_name(preparer):
    preparer.time_zone = "Asia/Calcutta"
    preparer.save()
    preparer.refresh_from_db()
    assert preparer.time_zone == "Asia/Kolkata"
