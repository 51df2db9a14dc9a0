"""The processes the tools start: each in a session of its own, and none that outlives the tool that started it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    user: str | None = None,
    output: IO[str] | None = None,
    last_word: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a server. A Ctrl-C in the terminal does not reach it; on Linux it gets `last_word` if we are killed."""
    our_pid = os.getpid()

    def die_with_us() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, last_word)
            if os.getppid() != our_pid:  # we were killed between the fork and the line above
                os.kill(os.getpid(), last_word)

    return subprocess.Popen(
        [str(word) for word in command],
        env=env,
        cwd=cwd,
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
        preexec_fn=die_with_us,  # noqa: PLW1509  the tools have one thread
    )


def stop(
    children: Iterable[subprocess.Popen[bytes]], *, by: signal.Signals = signal.SIGTERM, patience: float = 10
) -> None:
    """Ask each child to stop (only the child: Celery's master ends its own), then end what is left of its session."""
    children = list(children)
    for child in children:
        if child.poll() is None:
            child.send_signal(by)
    deadline = time.monotonic() + patience
    try:
        for child in children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
    finally:
        for child in children:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses at this moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
