"""A recogniser of letters in pictures beside the house: Tesseract, run where the settings name languages for it.

Set RECOGNISED_LANGUAGES to switch it on: codes of its own, joined by "+" ("eng+rus+chi_sim+ara"). Each is a file of data that
is installed with it.
"""

import re
import shutil
import subprocess
from functools import lru_cache
from typing import Literal

from django.conf import settings

PROGRAM = "tesseract"
CODES = re.compile(r"[a-z]{3}(_[a-z]{3,4})?(\+[a-z]{3}(_[a-z]{3,4})?)*")
LONGEST_ANSWER = 10

State = Literal["off", "ready", "away"]


def languages_recognised() -> str:
    """The languages in which pictures of pages are read, as the program names them; empty: none is read."""
    return settings.RECOGNISED_LANGUAGES if state_of_the_recogniser() == "ready" else ""


def state_of_the_recogniser() -> State:
    """Whether it is set, and then whether the program is there with the data of each language."""
    if not settings.RECOGNISED_LANGUAGES:
        return "off"
    program = shutil.which(PROGRAM)
    if program is None or not CODES.fullmatch(settings.RECOGNISED_LANGUAGES):
        return "away"
    return "ready" if {*settings.RECOGNISED_LANGUAGES.split("+")} <= _languages_of(program) else "away"


@lru_cache(maxsize=4)
def _languages_of(program: str) -> frozenset[str]:
    """Those whose data is installed, as the program at that place lists them."""
    try:
        told = subprocess.run(  # noqa: S603 -- the program that the system finds under its name, and words of our own
            [program, "--list-langs"], capture_output=True, timeout=LONGEST_ANSWER, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(told.stdout.decode("utf-8", "replace").split())
