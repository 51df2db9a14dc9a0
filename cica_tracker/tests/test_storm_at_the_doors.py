"""A small storm at the doors: the web server as it is deployed is killed and its database cut off while people send."""

import json
import os
import random
import shlex
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.test import Client

from cica_tracker.tests.test_slow_clients import address_of_the_database
from journal.verification import faults_of_words

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
    assert deployed["beat"]["command"] == machines.CLOCK


def _options(words: list[str]) -> dict[str, str]:
    found, name = {}, ""
    for word in words:
        if word.startswith("--"):
            found[name := word] = ""
        else:
            found[name] = found.get(name, "") + word
    return found


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.timeout(300)
def test_where_nothing_strikes_each_deed_of_the_storm_is_done_and_found(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """A deed whose page changed would be skipped in the storm, and nothing of it judged."""
    monkeypatch.syspath_prepend(str(HOUSE / "tools"))
    settings.ALLOWED_HOSTS = ["localhost"]
    from chaos import accounts, ministries
    from chaos.behind import Answer, WebServers
    from chaos.clerks import Clerk
    from chaos.clients import PLACE_OF_MARK, Desk

    from papers.tests.files.pdfs import a_pdf

    class NoServer(WebServers):
        """The house is asked without a server between."""

        def ask(
            self, method: str, address: str, body: bytes | None, headers: Mapping[str, str], kind: str = ""
        ) -> Answer:
            media = headers.get("Content-Type", "application/octet-stream")
            others = {name: value for name, value in headers.items() if name not in ("Content-Type", "Host")}
            told = Client(SERVER_NAME="localhost").generic(method, address, body or b"", media, headers=others)
            cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in told.cookies.items())
            return Answer(told.status_code, told.content, cookies, dict(told.headers))

    [person] = ministries.make(1)
    faults = len(faults_of_words())
    paper = a_pdf(lambda pdf: pdf.docinfo.__setitem__("/Keywords", PLACE_OF_MARK.decode()))
    clerk = Clerk(NoServer(()), Desk(**person), paper, threading.Event(), random.Random(1))
    for deed in clerk.acts():
        before = len(clerk.sent)
        deed()
        assert len(clerk.sent) > before, deed
    assert {act.refused for act in clerk.sent} == {""}
    told = json.loads(json.dumps([act.for_the_verdict() for act in clerk.sent]))
    assert [row.what for row in accounts.judge(told, faults, 1) if not row.is_well] == []
    there = accounts.kept()
    assert {act.mark: act.rows for act in clerk.sent} == dict(there)
    assert [row.what for row in accounts.of_the_chancery() if not row.is_well] == []
    assert {act.kind for act in clerk.sent} >= {
        "receipts for many, by form",
        "letter sent, by form",
        "letter sent, by program",
    }
