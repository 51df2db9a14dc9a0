"""What is only read is asked of the copy that PostgreSQL keeps, and nobody reads less there than was there before."""

import json
import os
import subprocess
import sys
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
import json, sys, django; django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.db import connections
from django.test import Client
from members.models import User
from members.tests.signing_in import let_in
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
    asked = [0, 0]
    def count(place):
        def counted(execute, sql, params, many, context):
            asked[place] += sum(word in str(sql) for word in ("meetings_meeting", "members_user"))
            return execute(sql, params, many, context)
        return counted
    with connections["default"].execute_wrapper(count(0)), connections["replica"].execute_wrapper(count(1)):
        answer = client.get(address)
        body = answer.getvalue().decode()
        answer.close()
    print("SAID", json.dumps([answer.status_code, *asked, body]), flush=True)
"""


@dataclass(frozen=True)
class Answered:
    """One answer: how often the house's own database, and the copy, were asked for meetings and people."""

    status: int
    of_the_house: int
    of_the_copy: int
    body: str

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

        def ask(address: str, method: str = "GET", sent: str = "") -> Any:
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


# It makes two servers of its own; by day the parts are tried each by itself.
@pytest.mark.night
@pytest.mark.timeout(600)
def test_pages_and_files_come_from_the_copy_where_it_has_everything_and_from_the_house_where_not(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(HOUSE / "tools"))
    import services

    with ExitStack() as stack:
        own = stack.enter_context(services.cluster("fsync=off"))
        url = stack.enter_context(services.database(own.service, "copied"))
        copy = stack.enter_context(services.replica_of(own))
        assert copy.service
        env = {
            "PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cica_tracker.settings",
            "SECRET_KEY": "s" * 60, "DATABASE_URL": url, "REPLICA_URL": copy.url.replace("/postgres", "/copied"),
        }  # fmt: skip
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=HOUSE, env=env, check=True)
        _read_while_the_copy_lags_and_dies(stack.enter_context(serving(env)), copy)


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


def test_both_are_spoken_to_in_the_same_way(tmp_path):
    named = databases_at("postgres://a@b/c", "postgres://a@d/c", tmp_path, environment_of_the_house.db_url_config)
    assert {name: (entry["HOST"], entry["OPTIONS"], entry["CONN_MAX_AGE"]) for name, entry in named.items()} == {
        "default": ("b", {"options": "-c jit=off"}, 60),
        "replica": ("d", {"options": "-c jit=off"}, 60),
    }
