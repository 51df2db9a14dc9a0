"""What is installed is what was pinned, file by file; and the bill of materials says what that is."""

import base64
import hashlib
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(settings.BASE_DIR)
A_HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")


@pytest.fixture(autouse=True)
def our_tools(monkeypatch):
    monkeypatch.syspath_prepend(str(HOUSE / "tools"))


def pinned(name: str) -> dict[str, Requirement]:
    import pins

    blocks = pins.pins_in((HOUSE / name).read_text())
    return {package: Requirement(block.split("\\")[0].strip()) for package, block in blocks.items()}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_digests_and_nothing_else_is_installed(name):
    import pins

    text = (HOUSE / name).read_text()
    blocks = pins.pins_in(text)
    for package, block in blocks.items():
        _pin, *hashes = block.splitlines()
        assert hashes, package
        assert all(A_HASH.fullmatch(line) for line in hashes), package
    rest = [line for line in pins.PIN.sub("", text).splitlines() if not line.startswith("#")]
    assert rest == ([] if name == "requirements.txt" else ["-r requirements.txt"])
    # Of a package with code for a machine there are files for several: of none of them only this machine's.
    assert len(blocks.get("cryptography", blocks.get("ruff", "")).splitlines()) > 10


def test_the_pins_are_of_what_is_named():
    import pins

    named = {"requirements.txt": ("requirements",), "requirements-dev.txt": ("requirements", "requirements-dev")}
    for name, made_of in named.items():
        first = (HOUSE / name).read_text().splitlines(keepends=True)[0]
        assert first == pins.made_of(*made_of), f"{name} is of another .in: make pins"
    pins_of_both = {**pinned("requirements-dev.txt"), **pinned("requirements.txt")}
    for line in [*_named("requirements.in"), *_named("requirements-dev.in")]:
        [bound] = pins_of_both[canonicalize_name(line.name)].specifier
        assert line.specifier.contains(bound.version), line


def _named(name: str) -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in (HOUSE / name).read_text().splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-r")]


@pytest.mark.night
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_the_pins_are_to_be_had_as_wheels_for_each_python(version, tmp_path):
    """Nothing is built from source, and nothing installed: only looked up, with its digests."""
    words = ["install", "--dry-run", "--quiet", "--require-hashes", "--only-binary", ":all:", "--target", tmp_path]
    words += ["--python-version", version, "--python-platform", "x86_64-manylinux_2_28"]
    command = [Path(sys.executable).parent / "uv", "pip", *words, "-r", HOUSE / "requirements-dev.txt"]
    told = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if "Failed to fetch" in told.stderr or "Could not connect" in told.stderr:
        pytest.skip("no package index is within reach")
    assert told.returncode == 0, told.stderr


def test_what_runs_here_is_what_was_pinned():
    for package, pin in {**pinned("requirements.txt"), **pinned("requirements-dev.txt")}.items():
        if pin.marker is None or pin.marker.evaluate():
            assert pin.specifier.contains(importlib.metadata.version(package)), package


def _a_wheel(folder: Path) -> str:
    """A package of one line, and the digest of its file."""
    line = "print('here')\n"
    files = {
        "invented_part.py": line,
        "invented_part-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: invented-part\nVersion: 1.0\n",
        "invented_part-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    seals = {name: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for name, text in files.items()}
    listed = [f"{name},sha256={seals[name].decode().rstrip('=')},{len(text)}" for name, text in files.items()]
    files["invented_part-1.0.dist-info/RECORD"] = "\n".join([*listed, "invented_part-1.0.dist-info/RECORD,,", ""])
    wheel = folder / "invented_part-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_a_file_that_is_not_the_one_that_was_pinned_is_not_installed(tmp_path, monkeypatch):
    import environment

    digest = _a_wheel(tmp_path)
    for tool in ("PIP", "UV"):
        monkeypatch.setenv(f"{tool}_NO_INDEX", "1")
        monkeypatch.setenv(f"{tool}_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(environment, "HOUSE", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "venv" / "bin" / "python")
    environment._make()
    pins = tmp_path / "pins.txt"

    def is_there() -> bool:
        return environment._answers(environment.PYTHON, "import invented_part")

    for line in ("invented-part==1.0\n", f"invented-part==1.0 --hash=sha256:{'0' * 64}\n"):
        pins.write_text(line)
        assert (environment._fill("pins.txt"), is_there()) == (False, False), line
    pins.write_text(f"invented-part==1.0 --hash=sha256:{digest}\n")
    assert (environment._fill("pins.txt"), is_there()) == (True, True)


@pytest.mark.slow
def test_the_bill_of_materials_names_every_package_with_its_digests_and_what_browsers_are_sent(tmp_path):
    import pins

    where = tmp_path / "bill.json"
    command = [sys.executable, "tools/bill.py", str(where)]
    env = {**os.environ, "VERSION": "v7"}
    done = subprocess.run(command, cwd=HOUSE, env=env, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stderr
    bill = json.loads(where.read_text())
    assert (bill["bomFormat"], bill["metadata"]["component"]["version"]) == ("CycloneDX", "v7")
    told = {component["name"].lower(): component for component in bill["components"]}
    for package, block in pins.pins_in((HOUSE / "requirements.txt").read_text()).items():
        component = told.pop(package)
        hashes = component["externalReferences"][0]["hashes"]
        assert {each["content"] for each in hashes} == set(re.findall(r"sha256:([0-9a-f]{64})", block)), package
        assert component["purl"].startswith(f"pkg:pypi/{package}@{component['version']}")
    assert {component["purl"] for component in told.values()} == {"pkg:npm/bootstrap@5.3.9", "pkg:npm/htmx.org@2.0.11"}


def test_of_a_package_with_one_pin_for_each_python_all_are_kept():
    import pins

    older = "oidc==1.0 ; python_full_version < '3.12' \\\n    --hash=sha256:aa\n"
    newer = "oidc==2.0 ; python_full_version >= '3.12' \\\n    --hash=sha256:bb\n"

    assert pins.pins_in(older + newer) == {"oidc": older + newer}
