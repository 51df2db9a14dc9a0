"""The bill of materials: every package that runs, with its digests, and what browsers are sent, as CycloneDX in JSON.

`make bill` writes it to var/bill-of-materials.json; ARGS names another file, or `-`. A scanner of known faults reads it
wherever its data is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
WHERE = HOUSE / "var" / "bill-of-materials.json"
VENDORED = HOUSE / "static" / "vendor"
# What the library says of each digest is a line of requirements.txt, which the digests repeat.
IDLE = "description"


def bill() -> dict[str, Any]:
    """The packages of requirements.txt, and the style sheets and scripts that are kept in the house."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(HOUSE / "requirements.txt")]
    command += ["--output-reproducible", "--of", "JSON"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        sys.exit(told.stderr)
    materials = json.loads(told.stdout)
    for component in materials["components"]:
        component.pop(IDLE, None)
    materials["components"] += vendored()
    version = os.environ.get("VERSION", "unnamed")
    materials["metadata"]["component"] = {"type": "application", "name": "cica-tracker", "version": version}
    return materials


def vendored() -> list[dict[str, Any]]:
    """A folder is called by the name and the version of what lies in it."""
    parts = [folder.name.rpartition("-") for folder in sorted(VENDORED.iterdir()) if folder.is_dir()]
    return [
        {"type": "library", "bom-ref": f"{name}@{version}", "name": name, "version": version}
        | {"purl": f"pkg:npm/{name if name != 'htmx' else 'htmx.org'}@{version}"}
        for name, _sign, version in parts
    ]


def main(*words: str) -> None:
    text = json.dumps(bill(), indent=1) + "\n"
    if words == ("-",):
        sys.stdout.write(text)
        return
    where = Path(words[0]) if words else WHERE
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(text)
    print(f"{where}: {len(json.loads(text)['components'])} materials")


if __name__ == "__main__":
    main(*sys.argv[1:])
