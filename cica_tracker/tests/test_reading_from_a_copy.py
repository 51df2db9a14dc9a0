"""What is only read is asked of the copy that PostgreSQL keeps, and nobody reads less there than was there before."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cica_tracker.databases import databases_at
from cica_tracker.settings import env as environment_of_the_house

HOUSE = Path(settings.BASE_DIR)
# A process that serves: each line is a method, an address and what is sent; it says the status, what was asked of the
# tables of the record and where, and what the answer was.
SERVING = """
import json, os, sys, django, psycopg2; django.setup()
from contextlib import closing
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from record import replica
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.db import connections
from django.test import Client
from members.models import User
from members.tests.signing_in import let_in
from record.hindrances import hindered_lately
officer, _made = User.objects.get_or_create(email="officer@serving.example", defaults={"name": "Officer", "is_staff": True})
client = Client(headers={"accept-encoding": "identity"}, raise_request_exception=False)
let_in(client, officer)
print("SAID []", flush=True)
for line in sys.stdin:
    method, address, sent = json.loads(line)
    if method == "NAME":
        User.objects.filter(pk=officer.pk).update(name=sent)
        print("SAID []", flush=True)
        continue
    if method == "LATER":
        replica.COPY_IS.until = 0
        print("SAID []", flush=True)
        continue
    # At which question the copy goes, and how; whether it did.
    cut, by, went = [*sent, 0] if sent else [0, "", 0]
    asked = [0, 0]
    def count(place):
        def counted(execute, sql, params, many, context):
            asked[place] += sum(word in str(sql) for word in ("meetings_meeting", "members_user"))
            return execute(sql, params, many, context)
        return counted
    questions = 0
    def goes(execute, sql, params, many, context):
        global questions, went
        questions += 1
        if questions == cut:
            went = 1
            if by == "cut":
                gone = context["connection"].connection.info.backend_pid
                with closing(psycopg2.connect(os.environ["REPLICA_URL"])) as other, other.cursor() as cursor:
                    cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [gone])
            else:
                sql, params = "DO 'BEGIN RAISE SQLSTATE ''40001''; END'", None
        return execute(sql, params, many, context)
    copy = connections["replica"]
    with connections["default"].execute_wrapper(count(0)), copy.execute_wrapper(count(1)), copy.execute_wrapper(goes):
        answer = client.generic(method, address)
        body = answer.getvalue().decode()
        answer.close()
    print("SAID", json.dumps([answer.status_code, *asked, body, went, hindered_lately()]), flush=True)
"""


@dataclass(frozen=True)
class Answered:
    """One answer: how often the house's own database, and the copy, were asked for meetings and people."""

    status: int
    of_the_house: int
    of_the_copy: int
    body: str
    # Whether the copy went meanwhile; what whoever watches is told of.
    went: int
    alarms: list[str]

    @property
    def from_the_copy(self) -> bool:
        return self.status == 200 and self.of_the_copy > 0 and self.of_the_house == 0

    @property
    def from_the_house(self) -> bool:
        return self.status == 200 and self.of_the_copy == 0 and self.of_the_house > 0


Ask = Callable[..., Any]


@contextmanager
def serving(env: dict[str, str]) -> Iterator[Ask]:
    with subprocess.Popen(
        [sys.executable, "-c", SERVING], cwd=HOUSE, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout

        def said() -> Any:
            lines = []
            for line in process.stdout:
                if line.startswith("SAID "):
                    return json.loads(line.removeprefix("SAID "))
                lines.append(line)
            raise AssertionError("".join(lines)[-3000:])

        def ask(address: str, method: str = "GET", sent: Any = "") -> Any:
            process.stdin.write(json.dumps([method, address, sent]) + "\n")
            process.stdin.flush()
            told = said()
            return Answered(*told) if told else None

        said()
        yield ask
        process.stdin.close()


def say(url: str, words: str) -> Any:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(words)
            return cursor.fetchone()


def soon(reached: Callable[[], bool]) -> None:
    ends = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < ends
        time.sleep(0.1)


@pytest.fixture(scope="module")
def copied() -> Iterator[tuple[dict[str, str], Any]]:
    """A house with a copy, each a server of its own: what its processes are told, and the copy."""
    with ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).syspath_prepend(str(HOUSE / "tools"))
        import services

        own = stack.enter_context(services.cluster("fsync=off"))
        url = stack.enter_context(services.database(own.service, "copied"))
        copy = stack.enter_context(services.replica_of(own))
        assert copy.service
        env = {
            "PATH": os.environ["PATH"], "DATA_DIR": stack.enter_context(tempfile.TemporaryDirectory()),
            "DJANGO_SETTINGS_MODULE": "cica_tracker.settings", "SECRET_KEY": "s" * 60,
            "DATABASE_URL": url, "REPLICA_URL": copy.url.replace("/postgres", "/copied"),
            **{f"LIMIT_{name}": "off" for name in ("READ", "EXPORT", "ADDRESS")},
        }  # fmt: skip
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=HOUSE, env=env, check=True)
        yield env, copy


# They make two servers of their own; by day the parts are tried each by itself.
@pytest.mark.night
@pytest.mark.timeout(600)
def test_pages_and_files_come_from_the_copy_where_it_has_everything_and_from_the_house_where_not(copied):
    env, copy = copied
    with serving(env) as ask:
        _read_while_the_copy_lags_and_dies(ask, copy)


@pytest.mark.night
@pytest.mark.timeout(600)
@pytest.mark.parametrize("by", ["cut", "replayed over"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_at_whichever_question_the_copy_breaks_off_the_house_answers_as_if_nothing_had_been(copied, by, method):
    env, _copy = copied
    with serving(env) as ask:
        for address in ("/meetings/", "/api/v1/meetings/", "/api/v1/meetings/?format=csv", "/healthz"):
            nth, is_over = 1, False
            while not is_over:
                ask("", "LATER")
                soon(lambda: ask("/meetings/").from_the_copy)
                answer = ask(address, method, (nth, by))
                is_over = not answer.went
                # The first is how far the copy is; where it goes there, it was away before the request came.
                assert answer.status == 200, (address, nth, answer.body[:500])
                assert bool(answer.body) == (method == "GET")
                assert answer.alarms == []
                if answer.went:
                    assert ask("/meetings/").from_the_house
                nth += 1
            assert nth > 4, address


def _read_while_the_copy_lags_and_dies(ask: Ask, copy: Any) -> None:
    page, program, file = "/meetings/", "/api/v1/meetings/", "/api/v1/meetings/?format=csv"
    soon(lambda: ask(page).from_the_copy)
    assert ask(program).from_the_copy
    assert ask(file).from_the_copy

    say(copy.url, "SELECT pg_wal_replay_pause()")
    soon(lambda: say(copy.url, "SELECT pg_get_wal_replay_pause_state()") == ("paused",))
    ask("", "NAME", "Renamed meanwhile")
    answer = ask(page)
    assert answer.from_the_house
    assert "Renamed meanwhile" in answer.body

    say(copy.url, "SELECT pg_wal_replay_resume()")
    soon(lambda: ask(page).from_the_copy)
    assert "Renamed meanwhile" in ask(page).body

    copy.stop()
    assert ask(page).from_the_house
    assert ask(file).from_the_house
    copy.start()
    soon(lambda: ask(page).from_the_copy)


def test_a_copy_is_of_a_server_and_not_of_a_file(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="REPLICA_URL is of a PostgreSQL"):
        databases_at(
            f"sqlite:///{tmp_path / 'db'}", "postgres://a@b/c", tmp_path, environment_of_the_house.db_url_config
        )


def test_both_are_spoken_to_in_the_same_way_and_of_a_copy_that_vanished_it_is_soon_known(tmp_path):
    address = "postgres://a@d/c?connect_timeout=7"
    named = databases_at("postgres://a@b/c", address, tmp_path, environment_of_the_house.db_url_config)
    assert {name: (entry["HOST"], entry["CONN_MAX_AGE"]) for name, entry in named.items()} == {
        "default": ("b", 60),
        "replica": ("d", 60),
    }
    of_the_house, of_the_copy = (entry["OPTIONS"] for entry in named.values())
    assert of_the_house == {"options": "-c jit=off"}
    assert of_the_copy.items() > of_the_house.items()
    assert (of_the_copy["connect_timeout"], of_the_copy["tcp_user_timeout"]) == (7, 10_000)
