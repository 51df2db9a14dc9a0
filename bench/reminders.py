"""`make bench`: how quickly reminders go with the ledger, beside a naive loop and beside no ledger at all.

A PostgreSQL of its own that waits for its disk, and one mail server for all (`tools/chaos/mailserver.py`, which here doesn't
wait for its disk: it isn't what is measured). `measure.py` runs the contest; its exit code is ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import environment
import processes
import services

KEEPS_ITS_WORD = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=128MB")


def main(words: list[str]) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cica-bench-")))
        cluster = stack.enter_context(services.cluster(*KEEPS_ITS_WORD))
        print(cluster.service.description, flush=True)
        port, log = processes.free_port(), folder / "mail.log"
        env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        env |= {
            "PYTHONPATH": os.pathsep.join([str(environment.HOUSE), str(environment.HOUSE / "tools")]),
            "DJANGO_SETTINGS_MODULE": "cica_tracker.settings",
            "DATABASE_URL": stack.enter_context(services.database(cluster.service, "bench")),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DATA_DIR": str(folder),
            "MAIL_LOG": str(log),
        }
        mailserver = processes.start(
            [sys.executable, "-m", "chaos.mailserver", "--port", str(port), "--log", log, "--no-sync"], env=env
        )
        stack.callback(processes.stop, [mailserver])
        python = [sys.executable]
        subprocess.run(
            [*python, "manage.py", "migrate", "--verbosity", "0"], env=env, cwd=environment.HOUSE, check=True
        )
        measured = [*python, str(environment.HOUSE / "bench" / "measure.py"), *words]
        return subprocess.run(measured, env=env, cwd=environment.HOUSE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
