"""What Debian brings: `apt-get install`, when the machine has it and we are root."""

from __future__ import annotations

import os
import shutil
import subprocess

is_list_fresh = False


def install(*packages: str) -> bool:
    """Install the packages, saying so; False when this is no Debian, we are not root, or it did not work."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    return _apt("update", once=True) and _apt("install", "-y", "--no-install-recommends", *packages)


def _apt(*words: str, once: bool = False) -> bool:
    global is_list_fresh
    if once and is_list_fresh:
        return True
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    process = subprocess.run(
        ["apt-get", "-q", *words], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if process.returncode:
        print("\n".join((process.stdout + process.stderr).splitlines()[-8:]), flush=True)
        return False
    is_list_fresh = is_list_fresh or once
    return True
