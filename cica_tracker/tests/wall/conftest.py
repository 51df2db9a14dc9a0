"""The world of the wall is built once, for all its modules that a worker runs; what a test does to it is undone."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as house
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.personas import Place, World
from cica_tracker.tests.wall.places import places
from cica_tracker.tests.wall.world import build


def dress(where: Path) -> dict[str, Any]:
    """Where the files and the letters of a world are kept; plain style sheets; the mailbox that officers open."""
    return {
        "STORAGES": {
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": str(where / "uploads")},
            },
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "MAILBOX_DIR": where / "mailbox",
        "EMAIL_BACKEND": "cica_tracker.mailbox.MailboxOnDisk",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher", *house.PASSWORD_HASHERS],
        # The number of things to do is the whole desk, counted: two thirds of the work of a page, since each that is asked
        # here is the first. By day it is counted on the desk, by night on every page.
        "DESK_COUNT_AGE": house.DESK_COUNT_AGE if IS_NIGHT else 0,
    }


# Keys of every world begin here: PostgreSQL gives no key twice, though the rows of the world before were undone.
FIRST_KEY = 5_000_000


def begin_keys_alike() -> None:
    if connection.vendor != "postgresql":
        return
    named = "(quote_ident(schemaname) || '.' || quote_ident(sequencename))::regclass"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval({named}, %s, false) FROM pg_sequences WHERE schemaname = current_schema()", [FIRST_KEY]
        )


@contextmanager
def a_world(where: Path, moment: dt.datetime, **asked: Any) -> Iterator[World]:
    """What is written down as of now is so as of that moment, in each world that is made: no minute turns between two."""
    with transaction.atomic(), override_settings(**dress(where)):
        try:
            begin_keys_alike()
            with time_machine.travel(moment, tick=False):
                world = build(where, **asked)
            yield world
        finally:
            transaction.set_rollback(True)


@pytest.fixture(scope="package")
def worlds(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Any]]:
    """Makes worlds, one after another; each is gone when its block ends. Who makes its own is marked `slow`, and so comes
    before any test that asks for the one world of all."""
    logging.disable(logging.WARNING)  # a line for each of some ten thousand answers
    with django_db_blocker.unblock():
        moment = timezone.now()
        yield lambda **asked: a_world(tmp_path_factory.mktemp("world"), moment, **asked)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="package")
def world(worlds: Callable[..., Any]) -> Iterator[World]:
    with worlds() as built:
        yield built


@pytest.fixture(scope="package")
def at(world: World) -> dict[str, list[Place]]:
    """What lies behind each address of the one world."""
    return places(world)


@pytest.fixture(autouse=True)
def test_dress(request: pytest.FixtureRequest, settings: Any) -> None:
    """As everywhere, save that files and letters stay where the world has put them."""
    has_one = "world" in request.fixturenames
    where = request.getfixturevalue("world").uploads if has_one else request.getfixturevalue("tmp_path")
    for name, value in dress(where).items():
        setattr(settings, name, value)
