"""Ten at one instant where somebody speaks for a state, comes, goes, or brings a list: never a fault of ours, nothing twice."""

import threading
from collections import Counter
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from cica_tracker.tests.test_several_at_once import at_once, statuses
from commitments.tests.stories import Story
from decisions.actions.silence import fresh, open_silence
from decisions.actions.silence_ends import settle_due
from decisions.models import Decision, SilenceObjection, SilenceProcedure, SilenceRound
from decisions.tests.silence_stories import DAY, ENDS, OPENED, SECOND, opened_by, read_by
from journal.models import Entry
from law.choices import SilenceState
from law.cica.states import State
from members.actions import ask_of_two
from members.choices import OfTwoOfficers, Rank, Role
from members.models import FocalPoint, Invitation, Participant
from members.tests.factories import UserFactory, a_person_of
from members.tests.signing_in import let_in
from notices.models import Letter, Notice
from record.models import Import

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.both]
TEN = 10
ANNA = {"name": "Anna Anders", "title": "Ms", "email": "anna@xa.example", "language": "en"}


def told_twice() -> list[tuple[Any, ...]]:
    """Who was told one thing more than once by one channel."""
    rows = Counter(Notice.objects.values_list("kind", "about_key", "occurrence", "recipient", "channel"))
    return [told for told, times in rows.items() if times > 1]


# -- Silence.


@pytest.fixture
def running(authority, stranger, chair, officer) -> SilenceProcedure:
    """It runs over a commitment, every member has opened the text, and its end is to come."""
    story = Story(author=authority, chair=chair, officer=officer).to(State.BEFORE_SOC)
    made = opened_by(open_silence, chair, commitments=[story.commitment])
    return read_by(made, authority, stranger, chair)


def test_an_objection_that_is_pressed_ten_times_is_made_once(running, stranger):
    address = f"{running.get_absolute_url()}object/"
    with time_machine.travel(OPENED + 3 * DAY, tick=True):
        answers = at_once([stranger], lambda client, _nth: client.post(address, {"text": "Not so."}), TEN)
    assert set(statuses(answers)) <= {302, 403, 409, 422}
    assert statuses(answers)[302] >= 1
    assert SilenceObjection.objects.filter(text="Not so.").count() == 1
    assert fresh(running).state == SilenceState.BROKEN
    assert told_twice() == []


def test_of_several_members_who_object_at_one_instant_none_meets_a_fault_and_no_word_is_lost(
    running, authority, stranger
):
    address = f"{running.get_absolute_url()}object/"
    with time_machine.travel(OPENED + 3 * DAY, tick=True):
        answers = at_once([authority, stranger], lambda client, nth: client.post(address, {"text": f"Not so {nth}."}))
    assert set(statuses(answers)) <= {302, 403, 409, 422}
    states = SilenceObjection.objects.values_list("participant", flat=True)
    assert len(states) == len(set(states)) >= 1
    assert fresh(running).state == SilenceState.BROKEN


def test_an_objection_and_a_longer_period_at_one_instant_end_in_one_of_both(running, chair, stranger):
    address, seen = running.get_absolute_url(), running.version

    def press(client: Client, nth: int) -> Any:
        if nth % 2:
            return client.post(f"{address}object/", {"text": "Not so."})
        return client.post(f"{address}extend/", {"days": "7", "hour": "18:00", "seen": seen})

    with time_machine.travel(OPENED + 3 * DAY, tick=True):
        answers = at_once([chair, stranger], press, TEN)
    assert set(statuses(answers)) <= {302, 403, 409, 422}
    assert SilenceObjection.objects.count() <= 1
    assert SilenceRound.objects.filter(procedure=running).count() <= 2
    assert (fresh(running).state == SilenceState.BROKEN) == SilenceObjection.objects.exists()


def test_the_end_comes_once_however_many_clocks_there_are(running):
    start, faults = threading.Barrier(4), []

    def beat() -> None:
        try:
            start.wait(60)
            settle_due(at=ENDS + SECOND, seen=None)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    beats = [threading.Thread(target=beat) for _clock in range(4)]
    for thread in beats:
        thread.start()
    for thread in beats:
        thread.join()
    assert faults == []
    assert fresh(running).state == SilenceState.ADOPTED
    assert Decision.objects.count() == 1
    assert told_twice() == []


def test_a_procedure_opened_by_ten_presses_of_one_button_is_one(authority, chair):
    form = {"title": "A plan", "text": "Adopted.", "body": "soc", "days": "14", "hour": "18:00", "zone": "Asia/Almaty"}
    answers = at_once([chair], lambda client, _nth: client.post("/silence/open/", {**form, "once_key": "k"}), TEN)
    assert statuses(answers) == {302: TEN}, [answer.content for answer in answers if answer.status_code != 302]
    assert SilenceProcedure.objects.count() == 1
    assert told_twice() == []


# -- Who comes and who goes.


def test_an_invitation_that_is_pressed_ten_times_is_one_and_one_letter(authority, xa):
    form = {**ANNA, "role": Role.PREPARER, "rank": Rank.ALTERNATE}
    answers = at_once([authority], lambda client, _nth: client.post("/people/XA/invite/", form), TEN)
    assert set(statuses(answers)) <= {302, 409, 422, 429}
    assert Invitation.objects.filter(participant=xa, email=ANNA["email"]).count() == 1
    assert Letter.objects.filter(address=ANNA["email"]).count() == 1
    assert told_twice() == []


def test_a_post_that_is_handed_over_by_ten_presses_has_one_holder_after_another(authority, preparer, xa, today):
    second = a_person_of(xa, Role.AUTHORITY, "second@xa.example")
    place = preparer.focal_points.get().place
    form = {"since": today.isoformat(), "person": second.email, "language": "en"}
    answers = at_once([authority], lambda client, _nth: client.post(f"/people/posts/{place}/hand-over/", form), TEN)
    assert set(statuses(answers)) <= {302, 403, 404, 409, 422}
    assert statuses(answers)[302] >= 1
    posts = FocalPoint.objects.filter(participant=xa, role=Role.PREPARER).order_by("pk")
    assert [(post.user, post.until) for post in posts] == [(preparer, today), (second, None)]
    assert Entry.objects.filter(verb="handed over").count() == 1
    assert told_twice() == []


def test_what_two_officers_do_is_done_once_however_often_the_second_one_presses(officer):
    colleague = UserFactory(is_staff=True, email="second@secretariat.example")
    colleague.groups.add(Group.objects.get(name="Secretariat"))
    person = UserFactory(email="new@x.example")
    request = ask_of_two(what=OfTwoOfficers.MAKE_OFFICER, person=person, by=officer, reason="She begins on Monday.")
    address = f"/admin/members/secondofficerrequest/{request.pk}/confirm/"
    answers = at_once([colleague], lambda client, _nth: client.post(address), TEN)
    assert set(statuses(answers)) <= {302, 403, 409, 422}
    person.refresh_from_db()
    assert person.is_staff
    assert Entry.objects.about(person).filter(verb="made an officer").count() == 1
    assert told_twice() == []


# -- A list that is brought in.


def test_a_list_that_is_confirmed_ten_times_is_brought_in_once(officer):
    page, content = "/admin/members/participant/", "code,kind,name.en\nXP,state,Pe\nXQ,state,Qu\n"
    looking = Client(headers={"Sec-Fetch-Site": "same-origin"})
    let_in(looking, officer)
    file = SimpleUploadedFile("states.csv", content.encode())
    seen = looking.post(f"{page}import/", {"resource": "0", "format": "0", "import_file": file})
    confirmed = seen.context["confirm_form"].initial
    answers = at_once([officer], lambda client, _nth: client.post(f"{page}process_import/", confirmed), TEN)
    assert Participant.objects.filter(code__in=("XP", "XQ")).count() == 2
    brought = Import.objects.filter(kind="participant")
    assert sum(each.added for each in brought) == 2, statuses(answers)
    assert brought.filter(added__gt=0).count() == 1
