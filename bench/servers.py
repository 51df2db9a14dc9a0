"""A PostgreSQL of one's own for a benchmark, with a migrated database, and the environment in which the house uses it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import environment
import services

# What a page costs is the same whether or not the disk is waited for, and filling is not.
IN_A_HURRY = ("fsync=off", "synchronous_commit=off", "shared_buffers=512MB", "maintenance_work_mem=256MB")


@contextmanager
def a_house(*tuning: str) -> Iterator[dict[str, str]]:
    """The environment of programs that use an empty, migrated house on a PostgreSQL that is gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cica-bench-")))
        cluster = stack.enter_context(services.cluster(*tuning))
        print(cluster.service.description, flush=True)
        env = environment_of(stack.enter_context(services.database(cluster.service, "bench")), folder)
        run("manage.py", "migrate", "--verbosity", "0", env=env)
        yield env


@contextmanager
def a_filled_house(size: int) -> Iterator[dict[str, str]]:
    """The same with so many commitments in it; or, where BENCH_FILLED names a database that `load` has filled, with that.

    In its address `{size}` stands for the number of commitments.
    """
    if address := os.environ.get("BENCH_FILLED"):
        with tempfile.TemporaryDirectory(prefix="cica-bench-") as folder:
            yield environment_of(address.format(size=size), Path(folder))
        return
    with a_house(*IN_A_HURRY) as env:
        run("-m", "load", "--commitments", str(size), env=env)
        yield env


def environment_of(database: str, folder: Path) -> dict[str, str]:
    paths = [environment.HOUSE, environment.HOUSE / "tools", environment.HOUSE / "bench"]
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "DJANGO_SETTINGS_MODULE": "cica_tracker.settings",
        "DATABASE_URL": database,
        "DATA_DIR": str(folder),
    }


def run(*words: str, env: dict[str, str], check: bool = True) -> int:
    """The exit code of a Python program of this house."""
    return subprocess.run([sys.executable, *words], env=env, cwd=environment.HOUSE, check=check).returncode
