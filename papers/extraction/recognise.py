"""The process in which the words of pictures are recognised: `python -m papers.extraction.recognise png eng+rus < file`.

It prints as `papers.extraction` does. Pages of a PDF are drawn here, one after the other, and shown to Tesseract; a picture is
shown to it as it came. No more pages are read, and no more work is done, than is allowed here.
"""

import contextlib
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

import pypdfium2

from papers.extraction.files import MOST_WORDS, NotReadable
from papers.extraction.reasons import WhyUnread

MEMORY = 1024 * 1024 * 1024
# Of work of each process: of this one, and of the recogniser page by page.
SECONDS_OF_WORK = 60
# Of the clock on the wall, for all pages; what was read by then is kept.
SECONDS = 90
MOST_PAGES = 20
# Dots to an inch, and no page larger than this many dots: a plan of a building is drawn coarser.
DOTS, POINTS, MOST_DOTS = 200, 72, 20_000_000
# Between Chinese signs the recogniser sets gaps, and nobody looks for them so.
BETWEEN_SIGNS = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def pages_of_pdf(data: bytes) -> Iterator[bytes]:
    """Each page as a picture in shades of grey (PGM)."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotReadable from error
    with document:
        for number in range(min(len(document), MOST_PAGES)):
            try:
                page = document[number]
                width, height = page.get_size()
                dots = width * height * (DOTS / POINTS) ** 2
                scale = DOTS / POINTS * min(1.0, (MOST_DOTS / dots) ** 0.5 if dots else 1.0)
                drawn = page.render(scale=scale, grayscale=True)
            except pypdfium2.PdfiumError:
                continue  # a page that is damaged keeps no other from being read
            lines = memoryview(drawn.buffer).cast("B")
            rows = (bytes(lines[at * drawn.stride : at * drawn.stride + drawn.width]) for at in range(drawn.height))
            yield b"P5 %d %d 255\n" % (drawn.width, drawn.height) + b"".join(rows)


def words_of_page(picture: bytes, languages: str, seconds: float) -> str:
    """What the recogniser reads in a picture. Raises NotReadable where it can't make anything of it."""
    try:
        told = subprocess.run(  # noqa: S603 -- a program that the settings switch on, and codes that were looked at
            ["tesseract", "stdin", "stdout", "-l", languages],  # noqa: S607 -- found where the system has it
            input=picture,
            capture_output=True,
            timeout=seconds,
            check=True,
            # On one core: others serve pages meanwhile.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise MemoryError from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotReadable from error
    return BETWEEN_SIGNS.sub("", told.stdout.decode("utf-8", "replace").replace("\f", "\n"))


def recognised(data: bytes, kind: str, languages: str) -> str:
    """The words of all pages that were read within the time. Raises NotReadable, MemoryError where none was."""
    until, failure = time.monotonic() + SECONDS, None
    pieces: list[str] = []
    for picture in pages_of_pdf(data) if kind == "pdf" else iter([data]):
        left = until - time.monotonic()
        if left <= 0 or sum(len(piece) for piece in pieces) > MOST_WORDS:
            break
        try:
            pieces.append(words_of_page(picture, languages, left))
        except (NotReadable, MemoryError) as error:
            failure = failure or error
    if failure is not None and not any(piece.strip() for piece in pieces):
        raise failure
    return "\n".join(pieces)[:MOST_WORDS]


def main(kind: str, languages: str) -> None:
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS_OF_WORK),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
    try:
        words = recognised(sys.stdin.buffer.read(), kind, languages).replace("\0", " ")
        told = words if words.strip() else f"\0{WhyUnread.NO_WORDS.value}"
    except NotReadable:
        told = f"\0{WhyUnread.NOT_READABLE.value}"
    except MemoryError:
        told = f"\0{WhyUnread.TOO_MUCH_WORK.value}"
    sys.stdout.buffer.write(told.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
