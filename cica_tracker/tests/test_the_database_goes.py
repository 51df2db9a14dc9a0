"""The database goes in the middle of a request, at whichever question: everybody is told when to come again, and an act is
done once.

On PostgreSQL the server ends the connection and takes no other for a while, as it does when it starts anew. On SQLite
another process holds the file, or the disk gives an error in the middle of a write.
"""

import contextlib
import datetime as dt
import resource
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest
from celery.signals import task_prerun
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from cica_tracker.tests.night import IS_NIGHT
from commitments.models import StepTaken, View
from commitments.tests.stories import Story
from journal.models import NightlySeal
from journal.tasks import seal_the_night
from law.cica.states import State
from members.choices import Scope
from members.models import Participant, User
from members.tests.factories import PASSWORD
from members.tests.signing_in import a_token_of, let_in
from record.hindrances import DATABASE_AWAY, DATABASE_FULL, NOT_SHOWN

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.both]
NOTE = "A note that took its author an afternoon, and that nobody wants to write again."
LANGUAGES = {"en": "Your text is still here", "ar": 'dir="rtl"', "ru": 'lang="ru"'}
Send = Callable[[], HttpResponse]


class Away:
    """From the nth question of a request on, or the first that says something, the database is not there.

    `was_asked` says how many came to it; `goes` how it goes.
    """

    def __init__(self, nth: int = 0, saying: str = "", goes: Callable[[], Any] | None = None):
        self.nth, self.saying, self.goes = nth, saying, goes or GOES[connection.vendor]
        self.was_asked, self.stack = 0, contextlib.ExitStack()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.was_asked += 1
        if self.was_asked == self.nth or (self.saying and self.saying in sql):
            self.nth, self.saying = self.was_asked, ""
            self.stack.enter_context(self.goes())
        return execute(sql, params, many, context)

    def __enter__(self) -> "Away":
        connection.ensure_connection()
        self.stack.enter_context(connection.execute_wrapper(self))
        return self

    def __exit__(self, *fault: object) -> None:
        self.stack.close()
        # As the end of a request does it where nobody tests.
        connection.close()


@contextlib.contextmanager
def cut_off(for_a_while: bool = True) -> Iterator[None]:
    """The server ends our connection, and lets nobody in; or just that, and takes the next one."""
    said = connection.get_connection_params()
    ours, name = connection.connection.info.backend_pid, said["dbname"]
    there = {key: said[key] for key in ("user", "password", "host", "port") if said.get(key)}
    server = psycopg2.connect(dbname="postgres", **there)
    server.autocommit = True
    with contextlib.closing(server), server.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS {not for_a_while}')
        try:
            cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [ours])
            yield
        finally:
            cursor.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


@contextlib.contextmanager
def held_by_another() -> Iterator[None]:
    """Another process writes, and our patience is over. Where we write already, it waits."""
    name = connection.settings_dict["NAME"]
    with contextlib.closing(sqlite3.connect(name, isolation_level=None, timeout=0)) as other:
        connection.connection.execute("PRAGMA busy_timeout = 0")
        with contextlib.suppress(sqlite3.OperationalError):
            other.execute("BEGIN EXCLUSIVE")
        yield


GOES = {"postgresql": cut_off, "sqlite": held_by_another}


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)


def browser(person: User) -> Client:
    window = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
    let_in(window, person)
    return window


def program(person: User) -> Client:
    _row, secret = a_token_of(person, *Scope.values)
    return Client(headers={"Authorization": f"Token {secret}"}, raise_request_exception=False)


def read_page(story: Story, xa: Participant) -> Send:
    person, address = browser(story.author), story.commitment.get_absolute_url()
    return lambda: person.get(address)


def read_list(story: Story, xa: Participant) -> Send:
    machine = program(story.author)
    return lambda: machine.get("/api/v1/commitments/")


def take_a_step(story: Story, xa: Participant) -> Send:
    person, address = browser(story.author), f"{story.commitment.get_absolute_url()}steps/submit-draft/"
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper", "text": NOTE, "note": NOTE}
    return lambda: person.post(address, sent)


def share_a_view(story: Story, xa: Participant) -> Send:
    machine = program(story.author)
    sent = {"commitment": story.commitment.reference, "text": NOTE, "language": "en", "audience": "members"}
    said = {"content_type": "application/json", "headers": {"Idempotency-Key": "k"}}
    return lambda: machine.post("/api/v1/views/", sent, **said)


def change_in_the_admin(story: Story, xa: Participant) -> Send:
    office = browser(story.officer)
    sent = {"name_0": "Name of XA", "website": NOTE}
    return lambda: office.post(f"/admin/members/participant/{xa.pk}/change/", sent)


def sign_in(story: Story, xa: Participant) -> Send:
    sent = {"login": story.author.email, "password": PASSWORD}
    return lambda: Client(raise_request_exception=False).post("/accounts/login/", sent)


def ask_for_a_new_password(story: Story, xa: Participant) -> Send:
    sent = {"email": story.author.email}
    return lambda: Client(raise_request_exception=False).post("/accounts/password/reset/", sent)


# By how a request begins; how it ends well, and whether the text is given back when it doesn't.
REQUESTS = {
    read_page: (200, False),
    read_list: (200, False),
    take_a_step: (302, True),
    share_a_view: (201, False),
    change_in_the_admin: (200, True),
    sign_in: (302, False),
    ask_for_a_new_password: (302, False),
}


@pytest.mark.parametrize("begin", REQUESTS, ids=lambda begin: begin.__name__)
def test_at_whichever_question_it_goes_the_answer_says_when_to_come_again_and_the_act_is_done_once(begin, story, xa):
    send, (well, gives_back) = begin(story, xa), REQUESTS[begin]
    steps, nth, told = StepTaken.objects.count(), 1, 0
    while True:
        cache.clear()
        with Away(nth) as away:
            answer = send()
        if away.was_asked < nth:
            break
        if connection.vendor == "postgresql" or answer.status_code not in (well, 200):
            is_told(answer, gives_back)
            told += 1
        # By day every question of the beginning, and some of the rest; by night all.
        nth += 1 if IS_NIGHT or nth < 4 else 6
    assert told or (connection.vendor == "sqlite" and begin in (read_page, read_list))
    cache.clear()
    assert send().status_code in (well, 200)
    assert StepTaken.objects.count() - steps == (begin is take_a_step)
    assert View.objects.filter(text=NOTE).count() == (begin is share_a_view)


def is_told(answer: HttpResponse, gives_back: bool) -> None:
    words = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60"), words[:300]
    if gives_back:
        assert f">{NOTE}</textarea>" in words or f">\n{NOTE}</textarea>" in words
        assert "no-store" in answer["Cache-Control"]
    if answer["Content-Type"] == "application/json":
        assert answer.json()["detail"] in {str(DATABASE_AWAY.sentence), str(NOT_SHOWN)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_told_in_their_language_even_before_anybody_knows_who_they_are(language, story):
    window = browser(story.author)
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper", "text": NOTE}
    window.cookies["django_language"] = language
    address = f"{story.commitment.get_absolute_url()}steps/submit-draft/"
    with Away(1):
        # What is written is written by the sign-in too: where the file is held, reading goes on.
        held = held_by_another() if connection.vendor == "sqlite" else contextlib.nullcontext()
        with held:
            answer = window.post(address, sent)
    assert answer.status_code == 503
    assert LANGUAGES[language] in answer.content.decode()
    assert NOTE in answer.content.decode()


@pytest.mark.postgres
def test_what_is_cut_before_the_act_begins_gives_its_form_back_with_every_text_in_its_field(story):
    """The connection alone was cut: the next one shows the form."""
    window = browser(story.author)
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper", "text": NOTE, "note": f"{NOTE} 2"}
    address = f"{story.commitment.get_absolute_url()}steps/submit-draft/"
    steps = StepTaken.objects.count()
    # The first that an act is asked is whether its key did something before.
    with Away(saying='."once_key" = ', goes=lambda: cut_off(for_a_while=False)) as away:
        answer = window.post(address, sent)
    assert away.nth > 0
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    form = answer.context["form"]
    assert [str(sentence) for sentence in form.non_field_errors()] == [str(DATABASE_AWAY.sentence)]
    assert (form["text"].value(), form["note"].value(), form["title"].value()) == (NOTE, f"{NOTE} 2", "Our paper")
    assert StepTaken.objects.count() == steps
    assert window.post(address, sent).status_code == 302


def test_a_disk_that_gives_an_error_in_the_middle_of_a_write_is_told(story):
    """The file grows no more, and the system says so to SQLite as an error of the disk."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL says what its disk says by a code of its own")
    window = browser(story.author)
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper", "text": " ".join([NOTE] * 60)}
    address = f"{story.commitment.get_absolute_url()}steps/submit-draft/"
    _soft, hard = was = resource.getrlimit(resource.RLIMIT_FSIZE)
    steps = StepTaken.objects.count()
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        answer = window.post(address, sent)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)
    words = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60"), words[:300]
    # Which of the two SQLite reports hangs on when it writes through to the disk, which a test's database doesn't wait for.
    assert any(escape(str(hindrance.sentence)) in words for hindrance in (DATABASE_FULL, DATABASE_AWAY))
    assert NOTE in words
    connection.close()
    assert StepTaken.objects.count() == steps
    assert window.post(address, sent).status_code == 302


def test_a_job_of_the_night_is_done_when_the_database_is_there_again(story):
    away = Away(2)

    def is_there_again(**_said: object) -> None:
        """Before each try the worker takes a new connection; by the second the database is back."""
        if away.was_asked:
            away.stack.close()
            connection.close()

    task_prerun.connect(is_there_again)
    try:
        with away:
            if connection.vendor == "sqlite":
                away.stack.enter_context(held_by_another())
            seal_the_night.apply()
    finally:
        task_prerun.disconnect(is_there_again)
    assert NightlySeal.objects.filter(day=dt.datetime.now(dt.UTC).date()).count() == 1
