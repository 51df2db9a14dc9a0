"""An exercise: what stands in it, that it is the same each time, and that it is taken for a true house nowhere."""

import datetime as dt
import hashlib
import random
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as house
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from cica_tracker.checks import exercise_and_true_house_are_told_apart, exercise_is_off
from cica_tracker.exercise import make_exercise
from cica_tracker.told_apart import AN_EXERCISE, NOT_AN_EXERCISE, WOULD_LEAVE, why_not_start
from commitments.models import Commitment, StepTaken
from decisions.models import Decision
from journal.models import Entry
from meetings.models import Meeting
from members.tests.factories import a_state
from notices.composing import compose_by_itself
from record.exercise import Scene, SceneFault, begin_exercise, play
from record.marked import BEFORE_A_FILE, HEADER, MARK, SENTENCE, marked

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
PASSWORD = "four quiet cranes"
pytestmark = [pytest.mark.django_db]


# -- What marks one, and what keeps it apart: no exercise is made for these.


def test_a_true_house_never_becomes_an_exercise(settings: Any):
    a_state("XD")
    with transaction.atomic():
        call_command("load_record", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115
    settings.EXERCISE = settings.DEMO = True
    assert why_not_start() == NOT_AN_EXERCISE
    with pytest.raises(ImproperlyConfigured):
        require_agreement_of_a_test()
    with pytest.raises(CommandError, match="true house"):
        call_command("make_exercise")
    with pytest.raises(SceneFault, match="holds a house already"):
        begin_exercise(by="a test", at=NOW)
    assert [message.id for message in exercise_and_true_house_are_told_apart(None)] == ["cica_tracker.E023"]


def require_agreement_of_a_test() -> None:
    """As servers ask, without closing the connection of the test."""
    if why := why_not_start():
        raise ImproperlyConfigured(why)


def test_an_exercise_never_becomes_a_true_house(settings: Any):
    begin_exercise(by="a test", at=NOW)
    assert why_not_start() == AN_EXERCISE
    with pytest.raises(CommandError, match="no real state"):
        call_command("load_record")
    settings.EXERCISE = True
    assert why_not_start() == ""
    assert [message.id for message in exercise_is_off(None)] == ["cica_tracker.E024"]


def test_no_exercise_is_made_where_none_was_asked_for(settings: Any):
    with pytest.raises(CommandError, match="make exercise"):
        call_command("make_exercise")
    assert not Entry.objects.exists()


def test_letters_of_an_exercise_leave_only_where_that_was_said(settings: Any):
    begin_exercise(by="a test", at=NOW)
    settings.EXERCISE, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    assert why_not_start() == WOULD_LEAVE
    settings.EXERCISE_SENDS = True
    assert why_not_start() == ""


def test_a_true_house_is_marked_nowhere(client: Client):
    answer = client.get("/accounts/login/")
    assert HEADER not in answer
    assert "exercise-bar" not in answer.content.decode()
    assert client.get("/exercise/").status_code == 404
    assert marked("A subject") == "A subject"


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
def test_every_page_of_an_exercise_says_so_in_every_language(settings: Any, client: Client, sign_in, officer, language):
    settings.EXERCISE = True
    officer.language = language
    officer.save()
    client.cookies["django_language"] = language
    inside = sign_in(officer)
    pages = [
        (client, "/accounts/login/"),
        (client, "/exercise/"),
        (inside, "/desk/"),
        (inside, "/commitments/"),
        (inside, "/nothing-here/"),
        (inside, "/admin/"),
        (inside, "/admin/members/participant/"),
    ]
    for browser, path in pages:
        answer = browser.get(path)
        assert answer[HEADER] == "invented states", path
        assert 'class="exercise-bar"' in answer.content.decode(), path


def test_what_programs_get_and_files_say_it_in_their_heads_and_names(settings: Any, sign_in, officer):
    settings.EXERCISE = True
    a_state("XD")
    inside = sign_in(officer)
    listed = inside.get("/api/v1/participants/")
    assert listed[HEADER] == "invented states"
    for kind in ("csv", "xlsx"):
        file = inside.get(f"/api/v1/participants/?format={kind}")
        assert f"filename={BEFORE_A_FILE}" in file["Content-Disposition"].replace('"', ""), kind
    assert inside.get("/calendar/")[HEADER]


def test_calendars_of_an_exercise_say_it_in_each_entry(settings: Any):
    from meetings.calendars import calendar_of
    from meetings.tests.factories import MeetingFactory

    settings.EXERCISE = True
    meeting = MeetingFactory(starts_on=dt.date(2027, 3, 20))
    lines = calendar_of([meeting], [], name="Meetings").decode().replace("\r\n ", "").splitlines()
    said = [line for line in lines if line.startswith(("SUMMARY", "NAME", "X-WR-CALNAME"))]
    assert len(said) == 3
    assert all(f"[{MARK}] " in line for line in said)


def test_letters_of_an_exercise_say_it_in_the_subject_and_before_all_else(settings: Any):
    from members.telling import AccountLetter

    settings.EXERCISE = True
    words = {"name": "welcome", "addressee": "XA", "language": "en", "subject": "Welcome", "text": "Good day."}
    letter = compose_by_itself(AccountLetter(to="xa@x.example", **words), NOW)
    assert letter.subject == f"[{MARK}] Welcome"
    assert letter.text.startswith(f"[{MARK}] {SENTENCE}\n\nGood day.")


# -- The grammar of scenes.


def test_scenes_go_on_by_their_days_and_an_act_that_is_not_offered_stops_all(officer, authority):
    from record.exercise import Exercise

    seen: list[tuple[str, int]] = []

    def first(exercise: Exercise) -> Iterator[int]:
        yield -10
        seen.append(("first", (exercise.clock.date() - exercise.today).days))
        yield -3
        seen.append(("first", (exercise.clock.date() - exercise.today).days))

    def second(exercise: Exercise) -> Iterator[int]:
        yield -5
        seen.append(("second", (exercise.clock.date() - exercise.today).days))

    exercise = Exercise(NOW, random.Random(1))
    play(exercise, [Scene("second", second), Scene("first", first)])
    assert seen == [("first", -10), ("second", -5), ("first", -3)]

    def not_theirs(exercise: Exercise) -> Iterator[int]:
        yield -1
        exercise.does("xa", "meeting.plan", body="soc")

    exercise = Exercise(NOW, random.Random(1), {"xa": authority})
    with pytest.raises(SceneFault, match="isn't offered"):
        play(exercise, [Scene("not theirs", not_theirs)])


def test_an_exercise_is_begun_anew_only_in_the_folder_of_one(tmp_path: Path):
    sys.path.insert(0, str(Path(house.BASE_DIR) / "tools"))
    try:
        import exercise as tool
    finally:
        sys.path.pop(0)
    with sqlite3.connect(tmp_path / "db.sqlite3") as connection:
        connection.execute("CREATE TABLE journal_entry (number INTEGER, verb TEXT)")
        connection.execute("INSERT INTO journal_entry VALUES (1, 'loaded')")
    with pytest.raises(SystemExit, match="doesn't hold an exercise"):
        tool.empty(tmp_path)
    assert (tmp_path / "db.sqlite3").exists()
    with sqlite3.connect(tmp_path / "db.sqlite3") as connection:
        connection.execute("UPDATE journal_entry SET verb = 'began an exercise'")
    (tmp_path / "uploads").mkdir()
    tool.empty(tmp_path)
    assert list(tmp_path.iterdir()) == []


# -- The whole, made twice.


def listing() -> str:
    """What stands in the house, by names that people give it, and its days."""
    lines = [
        *Commitment.objects.order_by("reference").values_list("reference", "title", "state", "version"),
        *Meeting.objects.order_by("reference").values_list("reference", "starts_on", "status", "sequence"),
        *StepTaken.objects.order_by("pk").values_list("commitment__reference", "step", "on", "to_state"),
        *Decision.objects.order_by("symbol").values_list("symbol", "outcome", "on"),
        *Entry.objects.in_order().values_list("at", "verb", "about_kind", "by_label"),
    ]
    return hashlib.sha256("\n".join(map(repr, lines)).encode()).hexdigest()


@pytest.mark.night
@pytest.mark.timeout(1800)
def test_the_whole_house_is_the_same_made_anew(settings: Any, tmp_path: Path):
    settings.EXERCISE, settings.MAILBOX_DIR = True, tmp_path

    def made() -> str:
        with transaction.atomic():
            make_exercise(now=NOW, password=PASSWORD)
            told = listing()
            transaction.set_rollback(True)
        return told

    with time_machine.travel(NOW, tick=False):
        assert made() == made()
