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

KEEPS_ITS_WORD = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=128MB")
# What a page costs is the same whether or not the disk is waited for, and filling is not.
IN_A_HURRY = ("fsync=off", "synchronous_commit=off", "shared_buffers=512MB", "maintenance_work_mem=256MB")


@contextmanager
def a_house(*tuning: str) -> Iterator[dict[str, str]]:
    """The environment of programs that use an empty, migrated house on a PostgreSQL that is gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cica-bench-")))
        cluster = stack.enter_context(services.cluster(*tuning))
        print(cluster.service.description, flush=True)
        env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        paths = [environment.HOUSE, environment.HOUSE / "tools", environment.HOUSE / "bench"]
        env |= {
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "DJANGO_SETTINGS_MODULE": "cica_tracker.settings",
            "DATABASE_URL": stack.enter_context(services.database(cluster.service, "bench")),
            "DATA_DIR": str(folder),
        }
        run("manage.py", "migrate", "--verbosity", "0", env=env)
        yield env


def run(*words: str, env: dict[str, str], check: bool = True) -> int:
    """The exit code of a Python program of this house."""
    return subprocess.run([sys.executable, *words], env=env, cwd=environment.HOUSE, check=check).returncode
