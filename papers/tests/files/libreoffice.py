"""Papers that LibreOffice itself writes, on a machine that has it."""

import shutil
import subprocess
from pathlib import Path

from papers.tests.files.clean import SCRIPTS
from papers.tests.files.uploads import Sent, ready

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def by_libreoffice(folder: Path) -> list[Sent]:
    """One paper in each script, as DOCX and as PDF. None where there is no LibreOffice."""
    if PROGRAM is None:
        return []
    sources = []
    for script, words in SCRIPTS.items():
        source = folder / f"{script}.html"
        page = f'<html><head><meta charset="utf-8"></head><body><h1>{words}</h1><p><a href="https://www.s-cica.org/">{words}'
        source.write_text(f"{page}</a></p><table><tr><td>{words}</td></tr></table></body></html>", encoding="utf-8")
        sources.append(str(source))
    home = f"-env:UserInstallation=file://{folder}/home"
    for filtered in ("docx:MS Word 2007 XML", "pdf:writer_web_pdf_Export"):
        command = [PROGRAM, home, "--headless", "--convert-to", filtered, "--outdir", str(folder), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=150)
    return [
        sent
        for path in sorted([*folder.glob("*.docx"), *folder.glob("*.pdf")])
        for sent in ready("by LibreOffice itself", path.suffix[1:], [(path.stem, path.read_bytes())])
    ]
