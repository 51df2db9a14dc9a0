"""Who objected takes it back while the period runs; who convenes may then take the text up again, to the same end (24)."""

import datetime as dt

import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse

from decisions.actions.silence import fresh, open_silence
from decisions.actions.silence_again import enter_withdrawal, take_up, withdraw_objection
from decisions.actions.silence_ends import settle_due
from decisions.actions.silence_replies import enter_objection, object_to
from decisions.choices import Way
from decisions.kinds import OBJECTION_WITHDRAWN, SILENCE_TAKEN_UP
from decisions.models import Decision, ObjectionWithdrawal
from decisions.tests.silence_stories import DAY, ENDS, OPENED, opened_by, read_by
from law.choices import SilenceState
from notices.models import Notice
from record.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def broken(authority, stranger, chair, xa):
    """Every member had it opened, and XA objected on the second day."""
    procedure = read_by(opened_by(open_silence, chair), authority, stranger, chair)
    object_to(procedure=procedure, owner=xa, text="Not the last paragraph.", by=authority, at=OPENED + 2 * DAY)
    return fresh(procedure)


def test_withdrawn_and_taken_up_the_text_is_adopted_at_the_end_that_was_told_first(
    broken, authority, preparer, stranger, chair, officer, xa, sign_in
):
    page = reverse("silence-act", args=[broken.reference, "withdraw-objection"])
    again = reverse("silence-act", args=[broken.reference, "take-up"])
    with time_machine.travel(OPENED + 3 * DAY, tick=False):
        assert sign_in(stranger).get(page).status_code == 403
        assert "its authority submits" in sign_in(preparer).post(page, {"reason": ""}).content.decode()
        assert sign_in(chair).post(again, {"reason": "", "seen": str(broken.version)}).status_code in (409, 422)
        for _press in range(2):
            assert sign_in(authority).post(page, {"reason": "The paragraph was explained to us."}).status_code in (
                302,
                422,
            )
        assert ObjectionWithdrawal.objects.get().objection.participant == xa
        assert fresh(broken).state == SilenceState.BROKEN
        assert sign_in(chair).post(again, {"reason": "", "seen": str(broken.version)}).status_code == 302
        shown = sign_in(stranger).get(broken.get_absolute_url()).content.decode()
    for words in ("Not the last paragraph.", "The paragraph was explained to us.", "in an earlier period"):
        assert words in shown
    running = fresh(broken)
    assert (running.state, running.ends_at, running.latest.number, running.not_reached) == (
        SilenceState.OPEN,
        ENDS,
        2,
        [],
    )
    for kind in (OBJECTION_WITHDRAWN, SILENCE_TAKEN_UP):
        told = set(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))
        assert {stranger.email, officer.email} <= told
    told = sign_in(stranger).get(f"/api/v1/silence-procedures/{broken.reference}/").json()
    assert [one["withdrawn_at"] is not None for one in told["objections"]] == [True]
    settle_due(at=ENDS)
    assert (fresh(broken).state, Decision.objects.get().on) == (SilenceState.ADOPTED, ENDS.date())


def test_after_the_period_nothing_is_withdrawn_and_nothing_taken_up(broken, authority, chair, xa):
    with pytest.raises(Refused):
        withdraw_objection(procedure=broken, owner=xa, by=authority, at=ENDS)
    withdraw_objection(procedure=broken, owner=xa, by=authority, at=ENDS - HOUR)
    with pytest.raises(Refused):
        take_up(procedure=broken, by=chair, at=ENDS)
    assert fresh(broken).state == SilenceState.BROKEN


def test_while_another_objection_stands_nothing_is_taken_up(broken, authority, stranger, chair, officer, xa, xb):
    object_to(procedure=broken, owner=xb, text="Nor the first.", by=stranger, at=OPENED + 3 * DAY)
    withdraw_objection(procedure=broken, owner=xa, by=authority, at=OPENED + 4 * DAY)
    with pytest.raises(Refused):
        take_up(procedure=broken, by=chair, at=OPENED + 5 * DAY)
    letter = {"owner": xb, "way": Way.NOTE_VERBALE, "by": officer, "at": OPENED + 5 * DAY}
    with pytest.raises(Refused, match="after the objection was made"):
        enter_withdrawal(procedure=broken, made_at=OPENED + 2 * DAY, **letter)
    with pytest.raises(Refused):
        enter_withdrawal(procedure=broken, made_at=OPENED + 4 * DAY, **{**letter, "by": authority})
    enter_withdrawal(procedure=broken, made_at=OPENED + 4 * DAY, **letter)
    running = take_up(procedure=broken, by=officer, at=OPENED + 5 * DAY)
    assert running.state == SilenceState.OPEN
    # It may object again, also by a letter that came before the text was taken up.
    said = {"text": "On reflection.", "way": Way.EMAIL, "by": officer}
    enter_objection(procedure=running, owner=xb, made_at=OPENED + 4 * DAY + HOUR, at=OPENED + 6 * DAY, **said)
    assert fresh(running).state == SilenceState.BROKEN


def test_who_is_about_to_object_reads_that_it_can_be_withdrawn():
    page = render_to_string("decisions/partials/silence_warning.html")
    assert "your state may withdraw its objection" in page
    assert "taken back" not in page
