"""The house as it is served over HTTPS: the settings as they are read there, asked in a process of their own."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cica_tracker.secret import keep_to_its_owner

# What a browser is told at the door, without a way in: the page of the sign-in needs no row.
ASKS = """
import json, os, shutil, django
from cica_tracker import settings as house
# Into the file that the house made, which others can't read.
if os.environ["MIGRATED"]:
    shutil.copyfile(os.environ["MIGRATED"], house.DATABASES["default"]["NAME"])
# That static files were never collected is no part of this.
house.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
from django.test import override_settings
from cica_tracker.checks import demo_is_off, nobody_is_a_demo_account
from members.models import User
def checks(demo):
    with override_settings(DEMO=demo):
        return [*demo_is_off(None), *nobody_is_a_demo_account(None, databases=["default"])]
before = checks(False)
person = User.objects.create_user("a@x.example", "eleven loud storks")
safe = Client(raise_request_exception=False, headers={"Host": "tracker.example"}, HTTP_X_FORWARDED_PROTO="https")
plain = Client(headers={"Host": "tracker.example"})
page = safe.get("/accounts/login/")
came_in = safe.post("/accounts/login/", {"login": person.email, "password": "eleven loud storks"})
safe.get("/notices/")
reader = Client(headers={"Host": "tracker.example"}, HTTP_X_FORWARDED_PROTO="https")
reader.post("/language/setlang/", {"language": "ru"})
led = plain.get("/accounts/login/?next=/papers/")
stranger = Client(headers={"Host": "evil.example"}, HTTP_X_FORWARDED_PROTO="https").get("/accounts/login/")
cookies = {
    name: [bool(morsel["secure"]), bool(morsel["httponly"]), morsel["samesite"], morsel["path"], morsel["domain"]]
    for name, morsel in [*safe.cookies.items(), *reader.cookies.items()]
}
User.objects.update(is_demo=True)
found = [len(before), *(each.id for each in checks(True))]
print("TOLD " + json.dumps({
    "cookies": cookies,
    "hsts": page["Strict-Transport-Security"],
    "led": [led.status_code, led["Location"]],
    "stranger": [stranger.status_code, "Traceback" in stranger.content.decode(), "ALLOWED_HOSTS" in stranger.content.decode()],
    "health": plain.get("/healthz").status_code,
    "debug": settings.DEBUG,
    "demo": settings.DEMO,
    "hash": person.password.split("$")[0],
    "serializer": settings.SESSION_SERIALIZER,
    "found": found,
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory, migrated):
    """What a process with the settings of a house behind a proxy says of itself."""
    data = tmp_path_factory.mktemp("production") / "data"
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cica_tracker.settings",
        "DATA_DIR": str(data),
        "MIGRATED": str(migrated or ""),
        "HTTPS": "1",
        "SECRET_KEY": "k" * 64,
        "ALLOWED_HOSTS": "tracker.example",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASKS],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("TOLD ")]
    assert lines, done.stderr[-3000:]
    return {**json.loads(lines[-1].removeprefix("TOLD ")), "data": data}


def test_every_cookie_is_the_hosts_own_over_https_alone_and_closed_to_scripts(told):
    assert set(told["cookies"]) == {"__Host-sessionid", "__Host-csrftoken", "__Host-django_language", "__Host-known"}
    assert {tuple(kept) for kept in told["cookies"].values()} == {(True, True, "Lax", "/", "")}


def test_browsers_come_by_https_alone(told):
    assert told["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert told["led"] == [301, "https://tracker.example/accounts/login/?next=/papers/"]
    assert told["health"] in (200, 503), "whoever watches asks from within"


def test_nothing_of_a_trial_is_left_on(told):
    assert (told["debug"], told["demo"]) == (False, False)
    assert told["stranger"] == [400, False, False]


def test_passwords_are_kept_by_argon2id_and_sessions_as_json(told):
    assert told["hash"] == "argon2"
    assert told["serializer"] == "django.contrib.sessions.serializers.JSONSerializer"


def test_a_database_that_is_a_file_is_read_by_its_owner_alone(told, tmp_path):
    data: Path = told["data"]
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    files = list(data.glob("db.sqlite3*"))
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    # One of before, and what lies beside it: others lose what they could, its group keeps it.
    for name in ("db.sqlite3", "db.sqlite3-wal"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    keep_to_its_owner(tmp_path / "db.sqlite3")
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o640}
    keep_to_its_owner(":memory:")


def test_a_house_with_accounts_for_trial_is_not_let_out(told):
    assert told["found"] == [0, "cica_tracker.E005", "cica_tracker.E006"]


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        ("eleven long", False),  # eleven letters
        ("password1234", False),
        ("918273645546", False),  # digits alone
        ("eleven longs", True),
        ("一二三四五六七八九十百千", True),
        ("e" + " long storks" * 10, True),
        ("Zx9-" * 64, True),
    ],
)
def test_a_password_has_twelve_signs_of_any_kind_or_many_more_and_is_no_common_one(password, is_taken):
    try:
        validate_password(password)
    except ValidationError:
        assert not is_taken
    else:
        assert is_taken
