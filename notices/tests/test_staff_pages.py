"""What the Secretariat sees of reminders and decides about them, and what nobody else does."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments.kinds import STEP_AWAITED, TERM_ENDING
from journal.models import Entry
from members.choices import Role
from members.models import FocalPoint
from members.tests.factories import a_person_of
from notices import sources
from notices.access import quiet_key
from notices.actions import decline, sweep, tick
from notices.choices import NoticeChannel, Stage, SweepOutcome
from notices.models import Letter, Notice, NoticeTransition, Rules, Sweep
from notices.tests.worlds import AT, DAY, HOUR, a_lead, a_step, only_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted():
    with only_source([]) as wanted:
        yield wanted


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def a_letter_to(person, number=1, **other):
    day = dt.date(2026, 11, 20)
    key = quiet_key(person.pk, ["step-awaited"])
    told = {
        "recipient": person, "address": person.email, "day": day, "number": number, "language": "en", "subject": f"No. {number}",
        "text": f"Words number {number}. http://x/reminders/quiet/{key}/\n", "stage": Stage.SENT, "created_at": AT, "ended_at": AT,
        "raw": b"Subject: S\r\nList-Unsubscribe: <http://x/reminders/quiet/" + key.encode() + b"/>\r\n"
        b"Content-Type: text/html\r\n\r\n<p>Words<script>x</script></p>",
    }  # fmt: skip
    letter = Letter.objects.create(**{**told, **other})
    row = {"kind": STEP_AWAITED, "about_label": "Corridors", "recipient": person, "channel": NoticeChannel.EMAIL}
    stage = letter.stage if letter.stage != Stage.PENDING else Stage.CLAIMED
    Notice.objects.create(**row, occurrence=str(letter.pk), url="/desk/", letter=letter, stage=stage, due_at=AT)
    return letter


def entries(verb):
    return Entry.objects.filter(verb=verb).count()


# -- How it stands.


def test_the_front_page_says_in_words_what_is_out_of_bounds(office, authority, wanted):
    a_letter_to(authority, stage=Stage.UNKNOWN)
    said = office.get("/reminders/").content.decode()
    assert "it is not known whether they arrived" in said
    assert "Reminders have not been planned" in said
    Letter.objects.update(stage=Stage.SENT)
    sweep()
    assert "All is well" in office.get("/reminders/").content.decode()


def test_to_pause_and_go_on_are_buttons_that_may_be_pressed_twice_and_the_page_says_how_it_stands(office, wanted):
    sweep()
    for act, is_paused in (("pause", True), ("pause", True), ("resume", False), ("resume", False), ("", False)):
        assert office.post("/reminders/pause/", {"act": act}).status_code == 302
        assert Rules.now().is_paused is is_paused
        answer = office.get("/reminders/")
        assert [alarm.name for alarm in answer.context["alarms"]] == (["paused"] if is_paused else [])
        assert ("All is well" in answer.content.decode()) is not is_paused
    assert entries("changed the rules for letters") == 2


def test_the_clock_is_said_to_be_right_only_where_it_holds_letters(office):
    Sweep.objects.create(began_at=AT, at=timezone.now(), outcome=SweepOutcome.HELD, faults=["It jumped."])
    assert "It jumped." in office.get("/reminders/").content.decode()
    for _press in range(2):
        office.post("/reminders/clock/")
    assert entries("said that the clock is right") == 1
    assert Sweep.objects.filter(outcome=SweepOutcome.RELEASED).count() == 1


def test_rules_are_kept_by_whoever_saw_those_that_hold(office, officer):
    seen = office.get("/reminders/rules/").context["form"]["seen"].value()
    good = {"unknown_outcome": "resend", "hour": 8, "until_hour": 17, "most_a_day": 3, "most_attempts": 5, "seen": seen}
    answer = office.post("/reminders/rules/", {**good, "until_hour": 8, "most_a_day": 999})
    assert answer.status_code == 400
    assert answer.context["form"].errors.keys() == {"until_hour", "most_a_day"}
    assert answer.context["form"]["most_a_day"].value() == "999"
    assert office.post("/reminders/rules/", good).status_code == 302
    assert (Rules.now().hour, Rules.now().unknown_outcome) == (8, "resend")
    answer = office.post("/reminders/rules/", {**good, "hour": 7})
    assert answer.status_code == 400
    assert "Somebody else has changed this" in answer.content.decode()
    assert answer.context["form"]["hour"].value() == "7"
    # Knowing it, once more.
    again = {**good, "hour": 7, "seen": answer.context["form"]["seen"].value()}
    assert office.post("/reminders/rules/", again).status_code == 302
    assert Rules.now().hour == 7
    assert entries("changed the rules for letters") == 2


# -- What will go out.


def test_a_dry_run_says_to_whom_and_why_and_keeps_nothing(office, authority, wanted, mailoutbox):
    wanted += [a_step(authority, timezone.now() + HOUR)]
    page = office.get("/reminders/ahead/", {"day": (timezone.now() + 20 * DAY).date().isoformat()})
    assert page.status_code == 200
    assert page.context["letters"] == []
    days = [timezone.now().date() + number * DAY for number in range(6)]
    found = [office.get("/reminders/ahead/", {"day": day.isoformat()}) for day in days]
    said = [page.content.decode() for page in found if page.context["letters"]]
    assert len(said) == 1  # on the first working day at an hour that suits, and on no other
    assert "authority@xa.example" in said[0]
    assert "CBM-2007-ECO-01-01" in said[0]
    assert "is yours to take" in said[0]
    assert "/reminders/quiet/…/" in said[0]
    assert (Notice.objects.count(), Letter.objects.count(), len(mailoutbox)) == (0, 0, 0)


@pytest.mark.parametrize(
    "day", ["2020-01-01", "tomorrow", "2027-2-9", "2027-02-30", "٢٠٢٧-٠٢-٠٩", "2199-01-01", "x" * 5000]
)
def test_a_day_that_is_none_is_told_at_the_field_and_stays_there(day, office):
    answer = office.get("/reminders/ahead/", {"day": day})
    assert answer.status_code == 400
    assert answer.context["form"].errors["day"]
    assert answer.context["form"]["day"].value() == day


def test_a_source_that_fails_is_named_and_the_rest_is_shown(office, authority, wanted):
    def fails(start, end, at):
        raise RuntimeError("no")

    sources.add("step-awaited", fails)
    answer = office.get("/reminders/ahead/")
    assert answer.status_code == 200
    assert "A step is yours to take" in answer.content.decode()


# -- What went.


# Session and person; how many letters, which letters with their people, what they carry.
def test_the_list_of_letters_is_read_at_one_price_for_one_and_for_three(
    office, authority, stranger, django_assert_num_queries
):
    a_letter_to(authority)
    with django_assert_num_queries(5):
        office.get("/reminders/letters/")
    a_letter_to(authority, 2)
    a_letter_to(stranger)
    with django_assert_num_queries(5):
        assert len(office.get("/reminders/letters/").context["page"]) == 3


def test_letters_are_found_by_person_kind_day_and_stage(office, authority, stranger):
    one, other = a_letter_to(authority), a_letter_to(stranger, 2, stage=Stage.UNKNOWN, day=dt.date(2026, 11, 19))
    both = [one, other]
    for query, expected in (
        ({}, both),
        ({"person": "stranger@xb"}, [other]),
        ({"kind": "step-awaited"}, both),
        ({"kind": "meeting-approaches"}, []),
        ({"day": "2026-11-19"}, [other]),
        ({"stage": "held"}, [other]),
        ({"stage": "went"}, [one]),
        ({"stage": "refused"}, []),
        ({"stage": "went", "person": "stranger"}, []),
    ):
        found = office.get("/reminders/letters/", query).context["page"]
        assert {letter.pk for letter in found} == {letter.pk for letter in expected}, query
    for query in ({"day": "19.11.2026"}, {"stage": "lost"}, {"kind": "x"}, {"person": "a " * 20}):
        assert office.get("/reminders/letters/", query).status_code == 400, query
    assert office.get("/reminders/letters/", {"page": "7"}).status_code == 404


def test_a_letter_is_read_by_whom_it_concerns_and_its_keys_by_its_recipient(
    office, authority, preparer, stranger, sign_in
):
    letter = a_letter_to(authority)
    path, key = f"/reminders/letters/{letter.pk}/", quiet_key(authority.pk, ["step-awaited"])
    mine, ours, theirs = (sign_in(one).get(path) for one in (authority, preparer, stranger))
    assert (mine.status_code, ours.status_code, theirs.status_code) == (200, 200, 404)
    page = office.get(path).content.decode()
    assert key in mine.content.decode()
    for said in (ours.content.decode(), page):
        assert "Words number 1." in said
        assert key not in said
    # In the order of the language in which it went, whoever reads it in whichever.
    assert f'<h1><bdi lang="en" dir="ltr">{letter.subject}</bdi></h1>' in page
    assert "List-Unsubscribe" in page
    assert "&lt;script&gt;" in page
    assert "<script>x" not in page
    assert "List-Unsubscribe" not in ours.content.decode()
    assert key not in office.get(f"/admin/notices/letter/{letter.pk}/change/").content.decode()


def test_how_far_ahead_a_letter_reminds_is_said_in_the_readers_language(office, officer, authority):
    letter = a_letter_to(authority)
    Notice.objects.filter(letter=letter).update(occurrence="delegation-list, 14 days before")
    assert "14 days before" in office.get(letter.get_absolute_url()).content.decode()
    office.cookies["django_language"] = "ru"
    said = office.get(letter.get_absolute_url()).content.decode()
    assert "days before" not in said
    assert "за 14 дней" in said


def test_what_a_letter_is_about_is_called_in_the_readers_language(office, authority):
    """A term is called by its state and its subject, of which the letter was told in each language."""
    letter = a_letter_to(authority)
    told = {"en": "State XA", "ru": "Государство XA"}, {"en": "Tourism", "ru": "Туризм"}
    rows = Notice.objects.filter(letter=letter)
    values = dict(zip(("state", "subject"), told, strict=True))
    rows.update(kind=TERM_ENDING, about_label="State XA · Tourism", values=values)
    assert "State XA · Tourism" in office.get(letter.get_absolute_url()).content.decode()
    office.cookies["django_language"] = "ru"
    assert "Государство XA · Туризм" in office.get(letter.get_absolute_url()).content.decode()
    # Its reference stands first where it has one, and once.
    for said in ("Коридоры", "CBM-1 · Коридоры"):
        rows.update(kind=STEP_AWAITED, about_kind="commitment", about_key="CBM-1", about_label="CBM-1 · Corridors")
        rows.update(values={"commitment": {"en": "Corridors", "ru": said}})
        page = office.get(letter.get_absolute_url()).content.decode()
        assert "CBM-1 · Коридоры" in page
        assert "CBM-1 · CBM-1" not in page


def test_what_somebody_was_sent_while_acting_for_another_state_stays_that_states(xa, xb, authority, stranger, sign_in):
    """The preparer of XB of today acted for XA when the letter came."""
    moved = a_person_of(xa, Role.PREPARER, "moved@x.example")
    FocalPoint.objects.filter(user=moved).update(until=dt.date(2026, 11, 21))
    FocalPoint.objects.create(
        participant=xb, user=moved, role=Role.PREPARER, rank="principal", since=dt.date(2026, 11, 21)
    )
    letter = a_letter_to(moved)
    path = f"/reminders/letters/{letter.pk}/"
    assert sign_in(stranger).get(path).status_code == 404
    assert sign_in(authority).get(path).status_code == 200
    assert "No. 1" not in sign_in(stranger).get(reverse("participant-detail", args=["XB"])).content.decode()
    assert "No. 1" in sign_in(authority).get(reverse("participant-detail", args=["XA"])).content.decode()


def test_a_states_page_shows_what_it_was_sent_to_its_own_and_to_officers(office, authority, stranger, sign_in):
    a_letter_to(authority)
    for reader, sees in ((office, True), (sign_in(authority), True), (sign_in(stranger), False)):
        assert ("No. 1" in reader.get(reverse("participant-detail", args=["XA"])).content.decode()) is sees


def test_a_held_letter_is_settled_once(office, authority, sign_in):
    letter = a_letter_to(authority, stage=Stage.UNKNOWN)
    path = f"/reminders/letters/{letter.pk}/settle/"
    assert sign_in(authority).post(path, {"verdict": "arrived"}).status_code == 403
    assert office.post(path, {"verdict": "perhaps"}).status_code == 302
    assert Letter.objects.get().stage == Stage.UNKNOWN
    assert "It arrived" in office.get(f"/reminders/letters/{letter.pk}/").content.decode()
    for _press in range(2):
        said = office.post(path, {"verdict": "arrived"}, follow=True).content.decode()
    assert "not held any more" in said
    assert Letter.objects.get().stage == Notice.objects.get().stage == Stage.SENT
    assert entries("said that it arrived") == 1


def test_a_letter_that_is_held_or_was_refused_is_sent_again_once(office, authority, mailoutbox):
    held, refused = a_letter_to(authority, stage=Stage.UNKNOWN), a_letter_to(authority, 2, stage=Stage.REFUSED)
    for letter in (held, refused):
        for _press in range(2):
            office.post(f"/reminders/letters/{letter.pk}/settle/", {"verdict": "send-again"})
    assert entries("sent again") == 2
    assert Letter.objects.get(pk=held.pk).stage == Stage.PENDING
    assert Notice.objects.get(letter=None).stage == Stage.PENDING
    page = office.get(f"/reminders/letters/{refused.pk}/").content.decode()
    assert "Send again" not in page


# Session and person; how many rows, which rows with their people; their last moves, what their people declined.
def test_what_never_went_has_its_reason(office, authority, stranger, django_assert_num_queries):
    for number, (stage, person) in enumerate(
        [(Stage.SUPERSEDED, authority), (Stage.EXPIRED, authority), (Stage.WITHDRAWN, stranger)]
    ):
        row = Notice.objects.create(
            kind=STEP_AWAITED, about_label="Corridors", occurrence=str(number), recipient=person, url="/desk/",
            channel=NoticeChannel.EMAIL, stage=stage, due_at=AT,
        )  # fmt: skip
        NoticeTransition.objects.create(notice=row, to_stage=stage, at=AT, worker="w")
        if number in (0, 2):
            with django_assert_num_queries(6):
                page = office.get("/reminders/never-sent/")
    said = page.content.decode()
    assert "A newer reminder" in said
    assert "too late" in said
    assert "no longer needed" in said
    decline(person=stranger, kinds=["step-awaited"], by=stranger)
    assert "would rather have no letters" in office.get("/reminders/never-sent/").content.decode()
    assert len(office.get("/reminders/never-sent/", {"person": "stranger", "day": "2027-02-09"}).context["rows"]) == 1
    assert office.get("/reminders/never-sent/", {"day": "9 Feb"}).status_code == 400


# -- One's own.


def test_a_person_puts_off_declines_and_has_again_what_is_not_official(authority, sign_in, wanted):
    wanted += [a_step(authority), a_lead(authority)]
    tick(at=AT)
    mine = sign_in(authority)
    said = mine.get("/notices/").content.decode()
    assert "A step is yours to take" in said
    assert 'value="meeting-approaches"' not in said
    for act, kind, there in (
        ("week", "step-awaited", 1), ("week", "step-awaited", 1), ("never", "step-awaited", 1), ("nothing", "step-awaited", 1),
        ("again", "step-awaited", 0), ("again", "step-awaited", 0), ("never", "meeting-approaches", 0), ("never", "made-up", 0),
    ):  # fmt: skip
        assert mine.post("/reminders/mine/", {"act": act, "kind": kind}).status_code == 302
        assert authority.declined.count() == there, (act, kind)
    mine.post("/reminders/mine/", {"act": "never", "kind": "step-awaited"})
    assert "Have letters again" in mine.get("/notices/").content.decode()
