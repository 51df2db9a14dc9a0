"""How each kind of chaos runs programs of the house, and what it tells them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import environment
import services

# No limit holds: a client asks more than a person does.
NO_LIMITS = {f"LIMIT_{name}": "off" for name in ("READ", "ACT", "EXPORT", "UPLOAD", "FAILED_TOKEN", "ADDRESS")}


def environment_of_programs() -> dict[str, str]:
    """What every process of a run is told, whatever the run is like; nothing of a person's own shell."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "PYTHONPATH": f"{environment.HOUSE / 'tools'}:{environment.HOUSE}",
        "DJANGO_SETTINGS_MODULE": "cica_tracker.settings",
    }


def run(env: dict[str, str], *words: object) -> str:
    """What a Python program of the house said; raises where it failed."""
    command = [sys.executable, *map(str, words)]
    process = subprocess.run(command, env=env, cwd=environment.HOUSE, stdout=subprocess.PIPE, check=True, text=True)
    return process.stdout


def copy_tables(like: str, url: str, cluster: services.Cluster | None) -> bool:
    """Take the tables, and what migrations wrote into them, from another database; False where it can't be read."""
    if cluster is None:
        shutil.copy(like.removeprefix("sqlite:///"), url.removeprefix("sqlite:///"))
        return True
    dump = [str(cluster.binaries / "pg_dump"), "--no-owner", "--no-privileges", like]
    tables = subprocess.run(dump, capture_output=True, check=False)
    if tables.returncode:
        return False
    psql = [str(cluster.binaries / "psql"), "--quiet", url]
    subprocess.run(psql, input=tables.stdout, stdout=subprocess.DEVNULL, check=True)
    return True
