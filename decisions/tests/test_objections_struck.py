"""An objection on paper that the Secretariat entered by mistake counts for nothing, and what it broke stands again (35)."""

import re

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from decisions.actions.silence import extend, fresh, open_silence
from decisions.actions.silence_ends import conclude, settle_due
from decisions.actions.silence_replies import enter_objection, object_to
from decisions.choices import Way
from decisions.kinds import SILENCE_ENDED, SILENCE_STANDS_AGAIN
from decisions.models import Decision, SilenceObjection
from decisions.tests.silence_stories import DAY, ENDS, OPENED, opened_by, read_by
from journal.triggers import missing_triggers
from law.choices import SilenceState
from notices.kinds import ENTRY_CORRECTED
from notices.models import Notice
from record.actions import ask_correction, confirm_correction
from record.refusals import Refused
from record.tests.corrected import WHY, second_officer

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def broken(authority, stranger, chair, officer, xa):
    """Every member had it opened, and the Secretariat entered an objection of XA on the second day."""
    procedure = read_by(opened_by(open_silence, chair), authority, stranger, chair)
    on_paper(procedure, xa, officer, OPENED + 2 * DAY)
    return fresh(procedure)


def on_paper(procedure, state, officer, at):
    return enter_objection(
        procedure=procedure, owner=state, text="Not the last paragraph.", made_at=at, way=Way.NOTE_VERBALE, by=officer,
        at=at,
    )  # fmt: skip


def strike(objection, officer, at):
    asked = ask_correction(thing=objection, reason=WHY, by=officer, at=at)
    assert asked.is_waiting
    assert fresh(objection.round.procedure).state == SilenceState.BROKEN
    return confirm_correction(correction=asked, by=second_officer(), at=at)


def told(kind, procedure):
    rows = Notice.objects.filter(kind=kind, about_key=procedure.reference, channel="portal")
    return sorted(rows.values_list("recipient__email", flat=True))


def test_while_the_period_runs_it_is_open_again_to_the_same_end(broken, officer, stranger, sign_in):
    strike(SilenceObjection.objects.get(), officer, OPENED + 3 * DAY)
    again = fresh(broken)
    assert (again.state, again.ends_at, again.settled_at, again.latest.number) == (SilenceState.OPEN, ENDS, None, 1)
    assert told(ENTRY_CORRECTED, broken) == told(SILENCE_ENDED, broken) != []
    assert stranger.email in told(SILENCE_STANDS_AGAIN, broken)
    with time_machine.travel(OPENED + 4 * DAY, tick=False):
        page = sign_in(stranger).get(broken.get_absolute_url()).content.decode()
        programs = sign_in(stranger).get(f"/api/v1/silence-procedures/{broken.reference}/").json()
    assert "<s>Not the last paragraph.</s>" in page
    assert WHY in page
    assert (programs["state"], programs["objections"]) == (SilenceState.OPEN, [])
    settle_due(at=ENDS)
    assert (fresh(broken).state, Decision.objects.get().on) == (SilenceState.ADOPTED, ENDS.date())


def test_an_objection_after_that_breaks_it_and_is_told_anew(broken, officer, authority, stranger, xa, xb):
    before = len(told(SILENCE_ENDED, broken))
    strike(SilenceObjection.objects.get(), officer, OPENED + 3 * DAY)
    object_to(procedure=broken, owner=xa, text="On reflection.", by=authority, at=OPENED + 4 * DAY)
    assert fresh(broken).state == SilenceState.BROKEN
    assert told(SILENCE_ENDED, broken).count(stranger.email) == 2
    assert len(told(SILENCE_ENDED, broken)) >= 2 * before - 1
    assert [one.text for one in SilenceObjection.objects.all()] == ["On reflection."]


def test_where_another_member_objected_it_stays_ended_as_of_that(broken, officer, stranger, xb):
    object_to(procedure=broken, owner=xb, text="Nor the first.", by=stranger, at=OPENED + 3 * DAY)
    strike(SilenceObjection.objects.get(way=Way.NOTE_VERBALE), officer, OPENED + 4 * DAY)
    assert (fresh(broken).state, fresh(broken).settled_at) == (SilenceState.BROKEN, OPENED + 3 * DAY)
    assert told(SILENCE_STANDS_AGAIN, broken) == []


def test_after_the_period_nothing_is_adopted_by_it_until_the_members_could_object(
    broken, officer, authority, chair, stranger, xb, sign_in
):
    strike(SilenceObjection.objects.get(), officer, ENDS + DAY)
    held = fresh(broken)
    assert (held.state, held.not_reached) == (SilenceState.HELD, [])
    assert stranger.email in told(SILENCE_STANDS_AGAIN, broken)
    settle_due(at=ENDS + 2 * DAY)
    with pytest.raises(Refused, match="extend"):
        conclude(procedure=held, by=officer, at=ENDS + 2 * DAY)
    assert not Decision.objects.exists()
    with time_machine.travel(ENDS + 2 * DAY, tick=False):
        assert "so that each of them can object" in sign_in(stranger).get(held.get_absolute_url()).content.decode()
    longer = extend(procedure=held, days=7, by=chair, at=ENDS + 2 * DAY)
    assert longer.state == SilenceState.OPEN
    settle_due(at=longer.ends_at)
    assert Decision.objects.get().on == longer.ends_at.date()


def test_a_procedure_held_by_a_correction_says_so_at_every_door(broken, officer, stranger, sign_in):
    strike(SilenceObjection.objects.get(), officer, ENDS + DAY)
    why, reached = "Period ended; held, since an objection was entered by mistake", "not every member is known"
    admin_of = reverse("admin:decisions_silenceprocedure_change", args=[broken.pk])
    doors = [(stranger, broken.get_absolute_url()), (stranger, reverse("silence-list")), (officer, admin_of)]
    doors += [(officer, reverse("admin:decisions_silenceprocedure_changelist"))]
    doors += [(stranger, f"/api/v1/silence-procedures/{broken.reference}/")]
    with time_machine.travel(ENDS + 2 * DAY, tick=False):
        for person, address in doors:
            body = sign_in(person).get(address).content.decode()
            assert why in body, address
            assert reached not in re.sub(
                r'<nav id="changelist-filter".*?</nav>|<select.*?</select>', "", body, flags=re.S
            )


def test_what_a_state_wrote_here_itself_is_nobodys_mistake(broken, officer, stranger, xb):
    own = object_to(procedure=broken, owner=xb, text="Nor the first.", by=stranger, at=OPENED + 3 * DAY)
    with pytest.raises(Refused, match="may withdraw it"):
        ask_correction(thing=own, reason=WHY, by=officer, at=OPENED + 4 * DAY)


def test_of_what_was_objected_only_that_it_was_a_mistake_can_be_written(broken):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        SilenceObjection.objects.update(text="Otherwise.")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        SilenceObjection.objects.all().delete()
    assert missing_triggers() == []


def test_an_officer_is_led_to_it_from_the_page(broken, officer, stranger, sign_in):
    link = f"{reverse('correction-ask')}?what=silenceobjection:{SilenceObjection.objects.get().pk}"
    with time_machine.travel(OPENED + 3 * DAY, tick=False):
        assert link in sign_in(officer).get(broken.get_absolute_url()).content.decode()
        assert link not in sign_in(stranger).get(broken.get_absolute_url()).content.decode()
