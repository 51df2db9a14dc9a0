"""What was entered by mistake stays, struck out, and counts for nothing; what states rely on, two officers take back."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from journal.models import Entry
from journal.verification import verify
from members.models import Chairmanship, Participant, Participation, seats_of
from members.tests.factories import LONG_AGO, ChairmanshipFactory, ParticipationFactory, a_state
from record.actions import ask_correction, confirm_correction, decline_correction
from record.choices import CorrectionStage
from record.models import Correction
from record.refusals import Refused
from record.tests.corrected import WHY, correct, second_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def mistaken_term(xa):
    """One day of the Chair that never was."""
    return ChairmanshipFactory(participant=xa, since=dt.date(2026, 11, 21), until=dt.date(2026, 11, 22))


# -- Two officers.


def test_what_states_rely_on_counts_until_a_second_officer_confirms(mistaken_term, officer):
    asked = ask_correction(thing=mistaken_term, reason=WHY, source="A letter", by=officer)
    assert asked.is_waiting
    assert Chairmanship.objects.of(dt.date(2026, 11, 21)) == mistaken_term
    second = second_officer()
    confirm_correction(correction=asked, by=second)
    assert Chairmanship.objects.of(dt.date(2026, 11, 21)) is None
    row = Correction.objects.get()
    assert (row.stage, row.by, row.settled_by, row.source) == (CorrectionStage.IN_EFFECT, officer, second, "A letter")


def test_who_asked_for_it_cannot_confirm_it(mistaken_term, officer):
    asked = ask_correction(thing=mistaken_term, reason=WHY, by=officer)
    with pytest.raises(Refused, match="another officer"):
        confirm_correction(correction=asked, by=officer)
    assert Chairmanship.objects.filter(pk=mistaken_term.pk).exists()


def test_nobody_but_an_officer_asks_or_confirms(mistaken_term, officer, authority, chair):
    for person in (authority, chair):
        with pytest.raises(Refused):
            ask_correction(thing=mistaken_term, reason=WHY, by=person)
    asked = ask_correction(thing=mistaken_term, reason=WHY, by=officer)
    with pytest.raises(Refused):
        confirm_correction(correction=asked, by=chair)
    assert Chairmanship.objects.filter(pk=mistaken_term.pk).exists()


def test_declined_it_stands_and_can_be_asked_for_again(mistaken_term, officer):
    asked = ask_correction(thing=mistaken_term, reason=WHY, by=officer)
    decline_correction(correction=asked, note="It was so.", by=second_officer())
    assert Chairmanship.objects.of(dt.date(2026, 11, 21)) == mistaken_term
    with pytest.raises(Refused, match="already"):
        confirm_correction(correction=asked, by=second_officer())
    assert ask_correction(thing=mistaken_term, reason=WHY, by=officer).is_waiting


def test_it_is_asked_for_once_at_a_time(mistaken_term, officer):
    ask_correction(thing=mistaken_term, reason=WHY, by=officer)
    with pytest.raises(Refused, match="proposed already"):
        ask_correction(thing=mistaken_term, reason="Once more.", by=second_officer())


def test_every_part_of_it_is_in_the_journal_of_the_thing(mistaken_term, officer):
    correct(mistaken_term, officer)
    told = Entry.objects.about(mistaken_term).order_by("number").values_list("verb", "by_label")
    assert list(told) == [("asked for a correction", str(officer)), ("corrected", "second@secretariat.example")]
    assert verify().fault == ""


def test_what_was_said_of_a_mistake_is_never_changed(mistaken_term, officer):
    correction = correct(mistaken_term, officer)
    for change in ({"reason": "Another."}, {"key": "7"}, {"by": second_officer()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Correction.objects.filter(pk=correction.pk).update(**change)


# -- A term of the Chair.


def test_a_mistaken_term_leaves_no_trace_in_the_figures(mistaken_term, officer, chair, xc, xa, authority, sign_in):
    day = dt.date(2026, 11, 21)
    assert seats_of(authority, day).holds_chair
    correct(mistaken_term, officer)
    assert Chairmanship.objects.of(day).participant == xc
    authority.__dict__.pop("_seats", None)
    assert not seats_of(authority, day).holds_chair
    for person in (officer, chair):
        client = sign_in(person)
        cadence = client.get(reverse("cadence")).content.decode()
        assert "21 November 2026" not in cadence
        rows = client.get(reverse("api-chairmanships-list")).json()["results"]
        assert [row["state"] for row in rows] == ["XC"]
        exported = b"".join(client.get(reverse("api-chairmanships-list"), {"format": "csv"}).streaming_content)
        assert b"2026-11-21" not in exported


def test_its_place_in_history_is_struck_with_the_reason(mistaken_term, officer, stranger, xa, sign_in):
    correct(mistaken_term, officer)
    page = sign_in(stranger).get(reverse("participant-detail", args=[xa.code])).content.decode()
    struck = page[page.index("<s>") : page.index("</s>")]
    assert "21 November 2026" in struck
    assert "Entered by mistake." in page
    assert WHY in page


def test_the_right_term_can_be_entered_from_the_same_day(mistaken_term, officer, xb):
    correct(mistaken_term, officer)
    right = Chairmanship(participant=xb, since=mistaken_term.since)
    right.full_clean()
    right.save()
    assert Chairmanship.objects.of(mistaken_term.since).participant == xb


def test_programs_see_it_only_where_they_ask_for_it(mistaken_term, officer, chair, sign_in):
    correct(mistaken_term, officer)
    client = sign_in(chair)
    asked = client.get(reverse("api-chairmanships-list"), {"with_corrected": "true"}).json()["results"]
    assert {row["state"]: row["mistaken_at"] is not None for row in asked} == {"XA": True, "XC": False}
    alone = reverse("api-chairmanships-detail", args=[mistaken_term.pk])
    assert client.get(alone).status_code == 404
    assert client.get(alone, {"with_corrected": "true"}).status_code == 200


# -- Standing.


def test_a_mistaken_member_is_no_part_of_the_quorum(officer, xa, xb, xo, today):
    mistake = ParticipationFactory(participant=a_state("XZ"), since=LONG_AGO - dt.timedelta(days=1))
    Participation.objects.filter(participant__code="XZ").exclude(pk=mistake.pk).delete()
    assert Participant.objects.members_on(today).count() == 3
    correct(mistake, officer)
    assert Participant.objects.members_on(today).count() == 2
    assert list(Participant.objects.with_standing(today).filter(code="XZ").values_list("standing", flat=True)) == [None]


def test_a_participant_of_a_typing_error_is_listed_nowhere(officer, stranger, sign_in):
    typo = a_state("XZZ")
    client = sign_in(stranger)
    with pytest.raises(Refused, match="still named"):
        ask_correction(thing=typo, reason=WHY, by=officer)
    correct(typo.participations.get(), officer)
    correct(typo, officer)
    assert client.get(reverse("participant-detail", args=["XZZ"])).status_code == 404
    assert "XZZ" not in client.get(reverse("participant-list")).content.decode()
    assert client.get(reverse("api-participants-detail", args=["XZZ"])).status_code == 404


# -- The doors.


def test_an_officer_takes_it_back_in_the_admin_and_another_confirms_on_the_list(mistaken_term, officer, sign_in):
    first, second = sign_in(officer), second_officer()
    second.groups.set(officer.groups.all())
    page = reverse("admin:members_chairmanship_mistake", args=[mistaken_term.pk])
    assert "nobody will be told" in first.get(page).content.decode()
    assert first.post(page, {"reason": WHY, "source": ""}).status_code == 302
    asked = Correction.objects.get()
    own = first.get(reverse("correction-act", args=[asked.pk, "confirm"])).content.decode()
    assert "another officer confirms it" in own
    other = sign_in(second)
    assert WHY in other.get(reverse("correction-list")).content.decode()
    assert other.post(reverse("correction-act", args=[asked.pk, "confirm"])).status_code == 302
    assert not Chairmanship.objects.filter(pk=mistaken_term.pk).exists()
    listed = first.get(reverse("admin:members_chairmanship_changelist")).content.decode()
    assert "<s>" not in listed
    everything = first.get(reverse("admin:members_chairmanship_changelist"), {"mistaken": "all"}).content.decode()
    assert "<s>" in everything
    assert first.get(reverse("admin:members_chairmanship_change", args=[mistaken_term.pk])).status_code == 200


def test_a_program_takes_anything_back_by_its_kind_and_key(mistaken_term, officer, sign_in):
    body = {"what": f"chairmanship:{mistaken_term.pk}", "reason": WHY}
    answer = sign_in(officer).post(reverse("api-corrections-list"), body, content_type="application/json")
    assert (answer.status_code, answer.json()["stage"]) == (201, "proposed")
    number = answer.json()["number"]
    confirm = reverse("api-corrections-confirm", args=[number])
    assert sign_in(officer).post(confirm, {}, content_type="application/json").status_code == 422
    assert sign_in(second_officer()).post(confirm, {}, content_type="application/json").status_code == 200
    assert not Chairmanship.objects.filter(pk=mistaken_term.pk).exists()


@pytest.mark.parametrize(
    "what", ["chairmanship", "chairmanship:x", "chairmanship:999", "notice:1", "session:1", ":", ""]
)
def test_what_is_named_wrongly_is_refused_with_a_sentence(what, officer, sign_in):
    body = {"what": what, "reason": WHY}
    answer = sign_in(officer).post(reverse("api-corrections-list"), body, content_type="application/json")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["what"]


def test_a_state_reads_nothing_of_what_is_only_said_to_be_a_mistake(mistaken_term, officer, authority, xa, sign_in):
    asked = ask_correction(thing=mistaken_term, reason="A secret reason.", by=officer)
    client = sign_in(authority)
    assert client.get(reverse("correction-list")).status_code == 403
    assert client.get(reverse("correction-act", args=[asked.pk, "confirm"])).status_code == 404
    assert client.get(reverse("api-corrections-list")).json()["results"] == []
    assert client.get(reverse("api-corrections-detail", args=[asked.pk])).status_code == 404
    assert "A secret reason." not in client.get(reverse("participant-detail", args=[xa.code])).content.decode()


def test_the_second_officers_desk_says_that_it_waits(mistaken_term, officer, authority, sign_in):
    asked = ask_correction(thing=mistaken_term, reason=WHY, by=officer)
    waits = f'href="{reverse("correction-act", args=[asked.pk, "confirm"])}"'
    assert waits in sign_in(second_officer()).get(reverse("desk")).content.decode()
    for person in (officer, authority):
        assert waits not in sign_in(person).get(reverse("desk")).content.decode()
