"""PostgreSQL's own programs, which copy a database and bring it back: found on this machine, new enough for the server."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.client import DatabaseClient

from cica_tracker.backups import BackupProblem


def run(name: str, words: Sequence[str], *, settings: dict[str, Any], server_version: int) -> None:
    """Run `pg_dump` or `pg_restore` against the database of `settings`; what it complains of becomes a sentence."""
    _args, secrets = DatabaseClient.settings_to_cmd_args_env(settings, [])
    env = {**os.environ, **(secrets or {}), "LC_ALL": "C"}
    for variable, key in (("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER"), ("PGDATABASE", "NAME")):
        if settings.get(key):
            env[variable] = str(settings[key])
    command = [str(find(name, server_version)), *words]
    process = subprocess.run(command, env=env, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    if process.returncode:
        raise BackupProblem(f"{name} stopped: {' '.join(process.stderr.split())[-500:]}")


def find(name: str, server_version: int) -> Path:
    """The program of that name that is nearest to a server of that version (150004 is 15.4), and no older.

    A newer one reads an older server, but what it writes may hold words that the older server doesn't know.
    """
    needed = server_version // 10_000
    versions = [(version_of(path), path) for path in places(name)]
    new_enough = [version_and_path for version_and_path in versions if version_and_path[0] >= needed]
    if new_enough:
        return min(new_enough, key=lambda version_and_path: version_and_path[0])[1]
    reason = "".join(f" ({path} is of version {version})" for version, path in versions)
    raise BackupProblem(
        f"There is no {name} of PostgreSQL {needed} or newer here{reason}. On Debian: apt-get install postgresql-client."
    )


def places(name: str) -> Iterator[Path]:
    """The path, then where Debian keeps it."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    yield from (folder / name for folder in folders if os.access(folder / name, os.X_OK))


def version_of(program: Path) -> int:
    process = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = re.search(r"\b(\d+)(?:\.\d+)*\b", process.stdout)
    return int(version[1]) if version and process.returncode == 0 else 0
