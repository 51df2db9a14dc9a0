"""The programs the tests need beside servers, on whatever machine this is: a Chromium, gettext, and a calendar that people use."""

from __future__ import annotations

import os
import shutil
import subprocess

import debian
import services


def chromium() -> services.Service:
    """A Chromium: CHROMIUM, the machine's own, or Debian's."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not browser and debian.install("chromium", "fonts-noto-core", "fonts-noto-cjk"):
        browser = shutil.which("chromium")
    if not browser:
        raise services.NotHere("There is no Chromium: apt-get install chromium, or name one with CHROMIUM=/path/to/it.")
    version = subprocess.run([browser, "--version"], capture_output=True, text=True, check=False).stdout.split(
        " built"
    )[0]
    return services.Service(browser, f"{version.strip() or 'a browser that does not say its version'} ({browser})")


def gettext() -> services.Service:
    """GNU gettext, which reads the catalogues of translations."""
    if not (shutil.which("msgfmt") or debian.install("gettext")):
        raise services.NotHere("There is no gettext: apt-get install gettext.")
    version = subprocess.run(["msgfmt", "--version"], capture_output=True, text=True, check=False).stdout
    return services.Service(shutil.which("msgfmt") or "msgfmt", version.splitlines()[0])


def khal() -> services.Service:
    """A calendar program that people use, to read our calendars with; its test is passed over where there is none."""
    if not (shutil.which("khal") or debian.install("khal")):
        raise services.NotHere(
            "There is no khal: apt-get install khal. The test that reads a calendar with it is passed over."
        )
    version = subprocess.run(["khal", "--version"], capture_output=True, text=True, check=False).stdout
    return services.Service(shutil.which("khal") or "khal", version.strip())


def readers() -> services.Service:
    """What others read our files with: R, Poppler and LibreOffice; tests of what isn't there are passed over."""
    wanted = {"Rscript": "r-base-core", "pdftotext": "poppler-utils", "soffice": "libreoffice-writer-nogui"}
    packages = [package for program, package in wanted.items() if not shutil.which(program)]
    if packages and "libreoffice-writer-nogui" in packages:
        packages.append("libreoffice-calc-nogui")
    if packages:
        debian.install(*packages)
    there = [program for program in wanted if shutil.which(program)]
    if not there:
        raise services.NotHere(
            f"No {', '.join(wanted)}: apt-get install {' '.join(wanted.values())}. Their tests are passed over."
        )
    return services.Service("", f"{', '.join(there)} (of {', '.join(wanted)})")
