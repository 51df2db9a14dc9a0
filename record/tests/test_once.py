"""A key does one thing: the same again answers what was done first, anything else under it is refused, at every door."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.tests.stories import Story
from law.cica.states import State
from meetings.models import Meeting

pytestmark = pytest.mark.django_db
PLAN = {"body": "soc", "session": "regular", "starts_on": "2031-06-09", "time_zone": "Asia/Almaty", "format": "online"}


def test_who_plans_goes_back_and_plans_another_day_is_told_and_keeps_what_was_typed(officer, sign_in):
    office, page = sign_in(officer), reverse("meeting-plan")

    def planned(**more):
        said = {**PLAN, "once_key": "k", **more}
        shown = office.post(page, said)
        previewed = shown.context["form"]["previewed"].value() if shown.context else ""
        return office.post(page, {**said, "previewed": previewed or ""})

    assert [planned().status_code for _press in range(2)] == [302, 302]
    back = planned(starts_on="2031-07-09")
    assert back.status_code == 422
    assert "with other answers" in back.content.decode()
    assert "2031-07-09" in back.content.decode()
    assert [meeting.starts_on for meeting in Meeting.objects.all()] == [dt.date(2031, 6, 9)]
    fresh = back.context["form"]["once_key"].value()
    assert planned(starts_on="2031-07-09", once_key=fresh).status_code == 302
    assert Meeting.objects.count() == 2


def test_a_program_that_sends_another_body_under_a_key_is_told_so_in_its_own_words(officer, sign_in):
    office = sign_in(officer)

    def planned(**more):
        return office.post("/api/v1/meetings/", {**PLAN, **more}, "application/json", headers={"Idempotency-Key": "k"})

    assert [planned().status_code for _time in range(2)] == [201, 200]
    other = planned(starts_on="2031-07-09")
    assert (other.status_code, "Idempotency-Key" in other.content.decode()) == (422, True)
    assert Meeting.objects.count() == 1


def test_a_step_under_a_used_key_with_another_answer_is_refused_though_it_is_offered_no_more(
    authority, chair, officer, xa, sign_in
):
    story = Story(author=authority, chair=chair, officer=officer).to(State.CONSULTING)
    client = sign_in(chair)
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/designate-coordinator/"

    def designated(**more):
        said = {"party": "XA", "note": "It agreed.", **more}
        return client.post(address, said, "application/json", headers={"Idempotency-Key": "k"})

    first = designated()
    assert first.status_code == 201, first.content
    assert designated().status_code == 200
    assert designated(term="2030-01-01").status_code == 422
