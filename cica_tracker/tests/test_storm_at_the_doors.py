"""A small storm at the doors: the web server as it is deployed is killed and its database cut off while people send."""

import os
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import connection

from cica_tracker.tests.test_slow_clients import address_of_the_database

HOUSE = Path(settings.BASE_DIR)
SMALL = (
    "--kills", "3", "--crashes", "1", "--clients", "3", "--people", "2", "--workers", "2", "--every", "1.5",
    "--minutes", "5",
)  # fmt: skip


@pytest.mark.night
@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_in_a_small_storm_whatever_was_acknowledged_is_there_once(tmp_path: Path) -> None:
    like = address_of_the_database()
    if connection.vendor == "sqlite":
        like = f"sqlite:///{_a_copy(tmp_path)}"
    env = {**os.environ, "PYTHONPATH": str(HOUSE / "tools")}
    words = [sys.executable, "-m", "chaos.doors", *SMALL, "--like", like]
    if connection.vendor == "sqlite":
        words.append("--sqlite")
    done = subprocess.run(words, env=env, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "3 of 3 kill -9" in done.stdout
    assert "Nothing acknowledged is lost, nothing is there twice." in done.stdout


def _a_copy(folder: Path) -> Path:
    """This test's database, whole: it is open, and some of it may stand in its log."""
    name, copy = connection.settings_dict["NAME"], folder / "like.sqlite3"
    with sqlite3.connect(name) as there, sqlite3.connect(copy) as here:
        there.backup(here)
    return copy


def test_the_storm_runs_the_web_server_that_is_deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the address, how many processes, how much it says, and that the code is read once."""
    monkeypatch.syspath_prepend(str(HOUSE / "tools"))
    from chaos import machines
    from chaos.doors import WEB

    deployed = shlex.split(yaml.safe_load((HOUSE / "compose.yaml").read_text())["services"]["web-1"]["command"])
    ours = shlex.split(WEB.format(port=8000, workers=2))
    said, left = _options(deployed), _options(ours)
    for own in ("--bind", "--log-level"):
        assert said.pop(own) != left.pop(own)
    assert left.pop("--preload") == ""
    assert left == said
    on_many = machines.WEB.format(host="0.0.0.0", port=8000)
    assert _options(shlex.split(on_many)) == _options(deployed)


def test_a_house_on_many_machines_runs_the_workers_and_clocks_that_are_deployed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(HOUSE / "tools"))
    from chaos import machines

    deployed = yaml.safe_load((HOUSE / "compose.yaml").read_text())["services"]
    assert machines.WORKER.format(name="worker-2").split() == deployed["worker-2"]["command"].split()
    assert machines.CLOCK == deployed["beat"]["command"]


def _options(words: list[str]) -> dict[str, str]:
    found, name = {}, ""
    for word in words:
        if word.startswith("--"):
            found[name := word] = ""
        else:
            found[name] = found.get(name, "") + word
    return found
