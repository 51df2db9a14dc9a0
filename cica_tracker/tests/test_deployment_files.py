"""Containers and units say the same, name nothing that isn't there, and log no secret."""

import os
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from celery.bin.celery import celery
from django.conf import settings
from django.core.management import get_commands
from gunicorn.config import Config
from gunicorn.util import import_app

from record.secrets import beginnings_of_secrets, without_secrets

HOUSE = Path(settings.BASE_DIR)
DEPLOY = HOUSE / "deploy"
COMPOSE = yaml.safe_load((HOUSE / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UNITS = {path.name: path.read_text() for path in (DEPLOY / "systemd").glob("cica-*.*")}
DOCKERFILE = (HOUSE / "Dockerfile").read_text()
CADDYFILE = (DEPLOY / "Caddyfile").read_text()
OPERATIONS = (HOUSE / "docs" / "operations.md").read_text()

# A service of compose.yaml → what of cica-tracker.target says the same.
SAME = {
    "db": "postgresql.service",
    "redis": "redis-server.service",
    "proxy": "caddy.service",
    "migrate": "cica-migrate.service",
    "web-1": "cica-web@8001.service",
    "web-2": "cica-web@8002.service",
    "worker-1": "cica-worker@1.service",
    "worker-2": "cica-worker@2.service",
    "beat": "cica-beat.service",
    "backup": "cica-backup.timer",
}
# Where things lie differs from machine to machine; what is done doesn't.
PLACES = [
    (r"^\S*/\.venv/bin/", ""),
    (r"--bind \S+", "--bind ADDRESS"),
    (r"/var/backups/cica-tracker|/backups", "BACKUPS"),
    (r"%%h", "%h"),
]


def plainly(command: str) -> str:
    said = " ".join(command.split())
    for place, word in PLACES:
        said = re.sub(place, word, said)
    return said


def of_a_service(name: str) -> list[str]:
    """What a service of compose.yaml runs, command by command."""
    command = SERVICES[name]["command"]
    if name == "backup":
        lines = (HOUSE / command.split()[-1]).read_text().splitlines()
        return [plainly(line.strip()) for line in lines if "manage.py" in line]
    words = shlex.split(command)
    return [plainly(part) for part in (words[2].split("&&") if words[:2] == ["sh", "-ec"] else [command])]


def of_a_unit(name: str) -> list[str]:
    template, _at, instance = name.rpartition(".")[0].partition("@")
    text = UNITS[f"{template}@.service" if instance else f"{template}.service"]
    return [plainly(command.replace("%i", instance)) for command in re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)]


def every_command() -> set[str]:
    ours = [name for name, service in SERVICES.items() if service.get("image") == "cica-tracker"]
    commands = [command for name in ours for command in of_a_service(name)]
    commands += [plainly(" ".join(SERVICES["beat"]["healthcheck"]["test"][1:]))]
    for name in UNITS:
        if name.endswith(".service") and "alarm" not in name:
            commands += of_a_unit(name.replace("@", "@1"))
    return set(commands)


def settings_in(name: str) -> dict[str, str]:
    lines = (DEPLOY / "env" / f"{name}.env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_service_of_the_containers_is_a_unit_and_the_other_way_round():
    assert set(SAME) == set(SERVICES)
    wanted = re.findall(r"^Wants=(.+)$", UNITS["cica-tracker.target"], re.MULTILINE)
    wanted = {unit for line in wanted for unit in line.split()}
    # There beat's own health is asked for; here a timer asks.
    assert wanted == {*SAME.values(), "cica-check-reminders.timer"}
    for unit in wanted:
        name = re.sub(r"@\w+", "@", unit)
        assert name in UNITS or not unit.startswith("cica-"), f"there is no {name}"


@pytest.mark.parametrize("name", ["web-1", "web-2", "worker-1", "worker-2", "beat", "migrate", "backup"])
def test_containers_and_units_run_the_same(name: str):
    said = of_a_unit(SAME[name])
    if name == "migrate":
        # An image has its static files from when it was built.
        assert said.pop() == "python manage.py collectstatic --no-input --verbosity 0"
        assert "python manage.py collectstatic --no-input" in DOCKERFILE
    assert said == of_a_service(name)


def test_the_image_starts_what_a_web_service_starts():
    (words,) = re.findall(r"^CMD \[(.+)\]$", DOCKERFILE, re.MULTILINE)
    assert plainly(" ".join(shlex.split(words.replace(",", " ")))) == of_a_service("web-1")[0]


def test_reminders_are_watched_alike():
    assert SERVICES["beat"]["healthcheck"]["test"][1:] == of_a_unit("cica-check-reminders.service")[0].split()
    assert of_a_unit("cica-send-reminders.service") == ["python manage.py send_reminders"]


def test_whoever_brings_the_tables_up_to_date_waits_for_a_database_that_comes_late_at_boot(tmp_path):
    """Containers wait for its health; a unit whose first command failed would take all that require it along."""
    (waits,) = re.findall(r"^ExecStartPre=/bin/sh -c '(.+)'$", UNITS["cica-migrate.service"], re.MULTILINE)
    asked = tmp_path / "asked"
    (tmp_path / "pg_isready").write_text(f'#!/bin/sh\necho "$@" >> {asked}\ntest $(wc -l < {asked}) -ge 3\n')
    (tmp_path / "pg_isready").chmod(0o755)
    (tmp_path / "sleep").write_text("#!/bin/sh\n")
    (tmp_path / "sleep").chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DATABASE_URL": "postgres://tracker@db/tracker"}
    subprocess.run(["/bin/sh", "-c", waits.replace("$$", "$")], env=env, check=True, timeout=20)
    assert asked.read_text().splitlines() == ["--quiet --timeout 5 --dbname postgres://tracker@db/tracker"] * 3


def test_every_command_exists(monkeypatch):
    # A server asks its database whether it is one of an exercise; here is none.
    monkeypatch.setattr("cica_tracker.told_apart.why_not_start", lambda: "")
    commands = every_command()
    assert len(commands) > 10
    for command in commands:
        program, *words = shlex.split(command)
        if program == "python":
            assert words[0] == "manage.py"
            assert words[1] in get_commands(), command
        elif program == "celery":
            assert words[:2] == ["--app", "cica_tracker"]
            known = {name for option in celery.commands[words[2]].params for name in option.opts}
            assert {word.partition("=")[0] for word in words[3:] if word.startswith("--")} <= known, command
        else:
            assert program == "gunicorn"
            asked = Config().parser().parse_args(words)  # ends the test where it doesn't know a word
            assert callable(import_app(asked.args[0]))


def test_every_setting_is_known_and_told():
    text = (HOUSE / "cica_tracker" / "settings.py").read_text()
    known = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text)) | set(re.findall(r"env\.str\('([A-Z_]+)'", text))
    given = settings_in("tracker")
    assert set(given) <= known
    in_the_table = set(re.findall(r"`([A-Z_]+)`", OPERATIONS))
    assert known - in_the_table == set(), "docs/operations.md has a table of settings"
    # Of the proxy and of PostgreSQL.
    assert set(settings_in("proxy")) | set(SERVICES["proxy"]["environment"]) == set(
        re.findall(r"{\$([A-Z_]+)}", CADDYFILE)
    )
    script = (DEPLOY / "database.sh").read_text()
    assert all(name in script or name.startswith("POSTGRES_") for name in settings_in("database"))


def test_the_example_filled_in_is_fit_for_production(tmp_path: Path):
    filled = settings_in("tracker") | {"SECRET_KEY": secrets.token_urlsafe(64), "DATA_DIR": str(tmp_path)}
    filled.pop("SECRET_KEY_FALLBACKS")
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=HOUSE,
        env={"PATH": os.environ["PATH"], **filled},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_example_as_it_is_has_no_key():
    """`check --deploy`, which is run before anything else, then says E003 and stops."""
    program = "from cica_tracker import settings; print(settings.SECRET_KEY_IS_OURS)"
    with tempfile.TemporaryDirectory() as folder:
        env = {"PATH": os.environ["PATH"], **settings_in("tracker"), "DATA_DIR": folder}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=HOUSE, env=env, capture_output=True, text=True, check=False
        )
    assert done.stdout.strip() == "True", done.stderr
    assert of_a_service("migrate")[0] == "python manage.py check --deploy --database default"


def test_what_runs_by_itself_tells_when_it_fails():
    for name, text in UNITS.items():
        timed = name.endswith(".service") and name.replace(".service", ".timer") in UNITS
        if timed and name != "cica-send-reminders.service":  # its failures are what check_reminders finds
            assert "OnFailure=cica-alarm@%n.service" in text, name


def test_uploads_are_shared_and_the_backup_only_reads_them():
    ours = {name: service["volumes"] for name, service in SERVICES.items() if service.get("image") == "cica-tracker"}
    for name, volumes in ours.items():
        (uploads,) = [volume for volume in volumes if volume.startswith("uploads:")]
        assert uploads == ("uploads:/data/uploads:ro" if name == "backup" else "uploads:/data/uploads")
    assert {volume.partition(":")[0] for volumes in ours.values() for volume in volumes} <= set(COMPOSE["volumes"])


def test_the_programs_that_copy_the_database_are_as_new_as_its_server():
    (client,) = re.findall(r"postgresql-client-(\d+)", DOCKERFILE)
    assert f"postgres:{client}-" in SERVICES["db"]["image"]


def test_no_secret_leaves_the_machine_with_the_image_or_the_repository():
    assert "deploy/env/*.env" in (HOUSE / ".dockerignore").read_text().splitlines()
    assert "deploy/env/*.env" in (HOUSE / ".gitignore").read_text().splitlines()
    assert settings_in("tracker")["SECRET_KEY"] == ""


def test_no_secret_address_is_logged():
    """Gunicorn keeps no access log, the house masks, and so does the proxy: whatever the house masks."""
    assert not any("--access-logfile" in command for command in every_command())
    pattern, replacement = re.search(r'request>uri regexp "(.+)" "(.+)"', CADDYFILE).groups()
    replacement = replacement.replace("${1}", r"\1")
    beginnings = beginnings_of_secrets()
    assert beginnings == [
        "/account/confirm/", "/accounts/password/reset/key/", "/calendar/feeds/", "/entrusted/accept/", "/invitations/",
        "/reminders/quiet/",
    ]  # fmt: skip
    for prefix in beginnings:
        for address in (f"{prefix}short-1", f"{prefix}short-1/", f"{prefix}short-1/feed.ics?key=short-1"):
            assert "short-1" not in re.sub(pattern, replacement, address)
            assert "short-1" not in without_secrets(address.partition("?")[0], None)
    assert re.sub(pattern, replacement, "/commitments/CBM-2007-ECO-02-01/") == "/commitments/CBM-2007-ECO-02-01/"
    assert "a-long-key" not in re.sub(pattern, replacement, f"/anything/{'a-long-key' * 4}/")
    assert "request>headers delete" in CADDYFILE


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd to ask")
def test_systemd_reads_the_units(tmp_path: Path):
    """All but what is on a machine where the house is installed."""
    for name, text in UNITS.items():
        (tmp_path / name).write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text))
    asked = [name for name in UNITS if name.rpartition(".")[2] in {"service", "timer", "target"}]
    asked = [str(tmp_path / name.replace("@.", "@1.")) for name in asked]
    for name in UNITS:
        if "@." in name:
            shutil.copy(tmp_path / name, tmp_path / name.replace("@.", "@1."))
    done = subprocess.run(["systemd-analyze", "verify", *asked], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "cica-" in line and "not found" not in line]
    assert ours == []
