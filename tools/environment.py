"""The virtual environment: made when it is missing, filled again only when what it should hold has changed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import debian
import pins

HOUSE = Path(__file__).resolve().parent.parent
VENV = HOUSE / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
# Commands of manage.py one after another in one process: the house takes two seconds to read its own code.
MANAGE = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cica_tracker.settings")
from django.core.management import execute_from_command_line
for words in sys.argv[1:]:
    execute_from_command_line(["manage.py", *words.split()])
"""

RUN = ("requirements.txt",)
CHECK = ("requirements.txt", "requirements-dev.txt")


def prepare(files: tuple[str, ...]) -> None:
    """Have `.venv` hold what `files` pin. Costs nothing when it already does."""
    if sys.version_info < OLDEST:
        version = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"This needs Python 3.11; {sys.executable} is {version}. Name another: make run PYTHON=python3.11")
    if not _answers(PYTHON, f"import sys; sys.exit(sys.version_info < {OLDEST})"):
        shutil.rmtree(VENV, ignore_errors=True)
        _make()
    stamp = VENV / f"holds-{files[-1]}"
    digest = _digest(files)
    if stamp.is_file() and stamp.read_text() == digest:
        return
    print(f"Installing {files[-1]} into {VENV.name} …", flush=True)
    if not _fill(files[-1]):
        sys.exit(f"The packages of {files[-1]} could not be installed; the lines above say why.")
    stamp.write_text(digest)
    if files == CHECK:
        (VENV / f"holds-{RUN[-1]}").write_text(_digest(RUN))


def _digest(files: tuple[str, ...]) -> str:
    return hashlib.sha256(b"\0".join((HOUSE / name).read_bytes() for name in files)).hexdigest()


def _answers(python: Path, question: str) -> bool:
    try:
        return subprocess.run([python, "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _succeeds(*command: str | Path) -> bool:
    return subprocess.run([str(word) for word in command], cwd=HOUSE, check=False).returncode == 0


def _make() -> None:
    """An empty environment, by uv when the machine has it, else by Python's own venv."""
    base = getattr(sys, "_base_executable", sys.executable)
    uv = shutil.which("uv")
    if uv and _succeeds(uv, "venv", "--quiet", "--python", base, VENV):
        return
    if _succeeds(base, "-m", "venv", VENV):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if debian.install(package) and _succeeds(base, "-m", "venv", VENV):
        return
    sys.exit(f"No virtual environment could be made. On Debian or Ubuntu: apt-get install {package}; or install uv.")


def _fill(file: str) -> bool:
    """By uv, which is ten times quicker: the machine's, or the one that the file itself pins. Else by pip."""
    uv = shutil.which("uv") or _pinned_uv(file)
    if uv and _succeeds(uv, "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "-r", file):
        return True
    return _pip("-r", file)


def _pinned_uv(file: str) -> Path | None:
    own = VENV / "bin" / "uv"
    if own.exists():
        return own
    pin = pins.pins_in((HOUSE / file).read_text()).get("uv")
    if pin is None:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as alone:
        alone.write(pin)
        alone.flush()
        return own if _pip("-r", alone.name) else None


def _pip(*words: str) -> bool:
    """A file that isn't the one whose digest stands in the pins is not installed, whoever serves it."""
    if not _answers(PYTHON, "import pip") and not _answers(PYTHON, "import ensurepip; ensurepip.bootstrap()"):
        return False
    return _succeeds(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", *words)


if __name__ == "__main__":
    prepare(CHECK)
