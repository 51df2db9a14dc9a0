"""Pins: every package the house installs, by its version and the digests of its files, on every Python and system.

`make pins` writes requirements.txt and requirements-dev.txt anew from what requirements.in and requirements-dev.in name.
What is pinned stays where it still fits; `make pins ARGS=--upgrade` asks for the newest, `ARGS="--upgrade-package django"`
for that of one.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
RUN, CHECK = "requirements", "requirements-dev"
OLDEST = "3.11"
# Of what a file of pins was made: with another digest there, it is to be made anew.
MADE_OF = "# Made by `make pins` of "
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(?:.*\\\n)*.*\n", re.MULTILINE)


def made_of(*names: str) -> str:
    """The first line of a file of pins."""
    digest = hashlib.sha256(b"\0".join((HOUSE / f"{name}.in").read_bytes() for name in names)).hexdigest()
    return f"{MADE_OF}{digest}\n"


def pins_in(text: str) -> dict[str, str]:
    """Each pin with its marker and hashes, as it stands, by the name of its package; of one for each Python, all."""
    pins: dict[str, str] = {}
    for pin in PIN.finditer(text):
        name = pin[1].lower()
        pins[name] = pins.get(name, "") + pin[0]
    return pins


def compiled(name: str, *words: str) -> dict[str, str]:
    """The pins that a .in file wants, by uv, which reads those of before as wishes."""
    before = "".join((HOUSE / f"{each}.txt").read_text() for each in (RUN, CHECK))
    with tempfile.TemporaryDirectory() as folder:
        wishes = Path(folder) / "pins.txt"
        wishes.write_text("".join(pins_in(before).values()))
        command = [Path(sys.executable).parent / "uv", "pip", "compile", f"{name}.in", "--output-file", wishes]
        command += ["--universal", "--python-version", OLDEST, "--generate-hashes", "--no-header", "--no-annotate"]
        every = [str(word) for word in (*command, *words)]
        told = subprocess.run(every, cwd=HOUSE, capture_output=True, text=True, check=False)
        if told.returncode:
            sys.exit(told.stderr)
        return pins_in(wishes.read_text())


def write(*words: str) -> None:
    run = compiled(RUN, *words)
    (HOUSE / f"{RUN}.txt").write_text(made_of(RUN) + "".join(run.values()))
    beyond = {name: pin for name, pin in compiled(CHECK, *words).items() if name not in run}
    (HOUSE / f"{CHECK}.txt").write_text(f"{made_of(RUN, CHECK)}-r {RUN}.txt\n{''.join(beyond.values())}")


if __name__ == "__main__":
    write(*sys.argv[1:])
