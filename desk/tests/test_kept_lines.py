"""Lines that stand still are kept for whoever sits alike; they come and go with what is written, with the day and the hour."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from commitments.tests.stories import Story
from desk.reports.lines import desk_list
from desk.reports.sources import _asked_of
from journal.models import Entry
from law.choices import DeadlineKind
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Presence, Status
from meetings.models import Attendance, Deadline
from meetings.tests.factories import MeetingFactory
from members.actions import keep_draft
from members.choices import Audience, Role
from members.models import User
from members.tests.factories import a_person_of
from papers.actions import comment
from papers.models import PaperVersion
from record import standing_still
from record.standing_still import KeptStill

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def counts_stand_still(settings, monkeypatch) -> None:
    settings.COUNTS_STAND_STILL = True
    monkeypatch.setattr(standing_still, "KEPT", KeptStill())


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


def told(person: User, kind: str = "") -> set[tuple]:
    """The lines of a person's desk, read anew: what, about which thing, how it stands."""
    every = desk_list(User.objects.get(pk=person.pk), timezone.now()).every
    return {
        (row.line.kind, row.line.about, row.line.part, row.line.stands) for row in every if kind in ("", row.line.kind)
    }


def asked(person: User) -> int:
    reader = User.objects.get(pk=person.pk)
    with CaptureQueriesContext(connection) as questions:
        desk_list(reader, timezone.now())
    return len(questions)


def test_a_desk_that_is_opened_again_asks_much_less_and_shows_the_same(story, authority, officer):
    for person in (authority, officer):
        first, shown = asked(person), told(person)
        assert asked(person) + 24 < first
        assert told(person) == shown != set()


def test_who_sits_alike_reads_what_was_kept_and_who_sits_otherwise_does_not(story, authority, stranger, xa):
    """A colleague in the same office is spared the questions; one who only reads, and another state, are not shown its desk."""
    asked(authority)
    again = asked(authority)
    colleague = a_person_of(xa, Role.AUTHORITY, "colleague@xa.example")
    # Nothing in the journal told of the colleague, whom a test made: seats alone say that they sit alike.
    assert asked(colleague) <= again + 2
    assert told(colleague) == told(authority)
    assert told(stranger) != told(authority)
    # Who only reads for the state waits for its authority, and presses nothing.
    reader = User.objects.get(pk=a_person_of(xa, Role.READER, "reader@xa.example").pk)
    assert not any(row.may_act or row.line.press for row in desk_list(reader, timezone.now()).every)


def test_a_step_takes_its_line_from_one_desk_and_puts_it_on_another(story, authority, officer):
    before = {person: told(person, "step") for person in (authority, officer)}
    story.to(State.DRAFTED)
    after = {person: told(person, "step") for person in (authority, officer)}
    assert all(before[person] != after[person] for person in before)
    standing_still.KEPT = KeptStill()
    assert {person: told(person, "step") for person in (authority, officer)} == after


def test_a_comment_takes_the_line_that_asked_for_it_away_and_leaves_the_others_kept(story, stranger, xb, today):
    story.to(State.DRAFTED).take("circulate", audience="members", comments_by=today + 5 * DAY)
    assert told(stranger, "comments")
    steps, before = told(stranger, "step"), asked(stranger)
    version = PaperVersion.objects.get()
    comment(version=version, owner=xb, text="Add safety.", audience=Audience.MEMBERS, by=stranger)
    assert asked(stranger) < before + 8
    assert told(stranger, "comments") == set()
    assert told(stranger, "step") == steps


def test_a_day_that_has_gone_takes_its_line_though_nothing_is_written(story, authority, today):
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + 2 * DAY)
    noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
    last = Entry.objects.order_by("-number").first()
    for days, expected in [(0, True), (2, True), (3, False)]:
        with time_machine.travel(noon + days * DAY, tick=False):
            assert bool(told(authority, "delegations")) is expected, (days, meeting)
    assert Entry.objects.order_by("-number").first() == last


def test_an_hour_that_has_gone_takes_its_line_though_nothing_is_written(story, authority, today):
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + 30 * DAY)
    due = dt.datetime.combine(today + DAY, dt.time(13, 30), dt.UTC)
    Deadline.objects.create(
        meeting=meeting, kind=DeadlineKind.DOCUMENTS, due_on=due.date(), due_at=due, time_zone="Asia/Almaty"
    )
    for at, expected in [(due - SECOND, True), (due + SECOND, False)]:
        with time_machine.travel(at, tick=False):
            assert bool(told(authority, "deadlines")) is expected, at


def test_a_draft_that_is_ready_stands_on_the_desk_though_the_journal_tells_of_none(story, authority, preparer, xa):
    assert told(authority, "drafts") == set()
    last = Entry.objects.order_by("-number").first()
    keep_draft(
        form="commitment.draft",
        about_kind="commitment",
        about_key=story.commitment.reference,
        owner=xa,
        answers={"note": "x"},
        by=preparer,
        is_ready=True,
    )
    assert Entry.objects.order_by("-number").first() == last
    assert told(authority, "drafts")


def test_lines_that_stand_still_are_read_in_ones_own_language(story, authority):
    for language, expected in [("en", "Announce the delegation"), ("ru", "елегаци"), ("en", "Announce the delegation")]:
        MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=timezone.localdate() + 9 * DAY)
        with translation.override(language):
            every = desk_list(User.objects.get(pk=authority.pk), timezone.now()).every
            assert all(expected in str(row.line.what) for row in every if row.line.kind == "delegations"), language


def test_no_source_that_stands_still_asks_who_the_person_is(story, authority, officer, chair, observer):
    """It asks where they sit: of whoever sits alike the lines are the same."""
    for person in (authority, officer, chair, observer):
        reader, at = User.objects.get(pk=person.pk), timezone.now()
        told(person)
        desk_list(reader, at)  # knows its seats from here on
        for source in _asked_of(reader):
            if source.stands_still:
                with CaptureQueriesContext(connection) as questions:
                    source.read(reader, at)
                words = "\n".join(question["sql"] for question in questions)
                assert str(reader.pk) not in words, f"{source.kind} asks for {person}"


def test_what_is_kept_is_made_anew_once_the_journal_tells_of_it(story, authority, today, xa):
    """Past the journal nothing is heard; with it, everything is."""
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + 9 * DAY)
    assert told(authority, "delegations")
    Attendance.objects.create(meeting=meeting, participant=xa, presence=Presence.ANNOUNCED, by=authority)
    assert told(authority, "delegations")
    story.to(State.DRAFTED)
    assert told(authority, "delegations") == set()
