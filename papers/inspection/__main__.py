"""The process in which a file is taken apart: `python -m papers.inspection pdf < file`.

It prints the reason for which the file is refused, or nothing, and ends with 0. Should the file be too much for the
memory or the time given here, the process ends otherwise, and the file is not taken.
"""

import contextlib
import resource
import sys

from papers.inspection.docx import inspect_docx
from papers.inspection.pdf import inspect_pdf
from papers.inspection.pictures import inspect_jpeg, inspect_png
from papers.inspection.reasons import FileRefused, Reason
from papers.inspection.tiff import inspect_tiff
from papers.inspection.xlsx import inspect_xlsx

MEMORY = 192 * 1024 * 1024
SECONDS_OF_WORK = 2
INSPECTIONS = {
    "pdf": inspect_pdf,
    "docx": inspect_docx,
    "xlsx": inspect_xlsx,
    "jpg": inspect_jpeg,
    "jpeg": inspect_jpeg,
    "png": inspect_png,
    "tif": inspect_tiff,
    "tiff": inspect_tiff,
}


def main(kind: str) -> None:
    # What a system does not offer (macOS has no limit of memory), it does not set.
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS_OF_WORK),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
    try:
        INSPECTIONS[kind](sys.stdin.buffer.read())
    except FileRefused as refusal:
        sys.stdout.write(refusal.reason.value)
    except MemoryError:
        sys.stdout.write(Reason.TOO_COMPLEX.value)


main(sys.argv[1])
