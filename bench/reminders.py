"""`make bench`: how quickly reminders go with the ledger, beside a naive loop and beside no ledger at all.

A PostgreSQL of its own that waits for its disk, and one mail server for all (`tools/chaos/mailserver.py`, which here doesn't
wait for its disk: it isn't what is measured). `measure.py` runs the contest; its exit code is ours.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import environment
import processes
import servers
import services


def main(words: list[str]) -> int:
    with ExitStack() as stack:
        env = stack.enter_context(servers.a_house(*services.KEEPS_ITS_WORD))
        port, log = processes.free_port(), Path(env["DATA_DIR"]) / "mail.log"
        env |= {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "MAIL_LOG": str(log)}
        mailserver = processes.start(
            [sys.executable, "-m", "chaos.mailserver", "--port", str(port), "--log", log, "--no-sync"], env=env
        )
        stack.callback(processes.stop, [mailserver])
        return servers.run(str(environment.HOUSE / "bench" / "measure.py"), *words, env=env, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
