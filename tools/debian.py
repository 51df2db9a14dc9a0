"""What Debian brings: `apt-get install`, when the machine has it and we are root."""

from __future__ import annotations

import os
import shutil
import subprocess

asked_for_news = False


def install(*packages: str) -> bool:
    """Install the packages, saying so; False when this is no Debian, we are not root, or it did not work."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    return _apt("update", once=True) and _apt("install", "-y", "--no-install-recommends", *packages)


def _apt(*words: str, once: bool = False) -> bool:
    global asked_for_news
    if once and asked_for_news:
        return True
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-q", *words], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print("\n".join((done.stdout + done.stderr).splitlines()[-8:]), flush=True)
        return False
    asked_for_news = asked_for_news or once
    return True
