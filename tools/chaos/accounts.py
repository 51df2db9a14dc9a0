"""The verdict on a storm at the doors: what was acknowledged, against what is kept.

`python -m chaos.accounts --sent sent.json --faults 0 --killed 500` prints rows as `chaos.verdict` does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.core.files.storage import default_storage  # noqa: E402
from django.db.models import Count, Max  # noqa: E402
from django.utils import timezone  # noqa: E402

from activities.models import Information  # noqa: E402
from chaos.verdict import Judgement  # noqa: E402
from cica_tracker.stored import check_files, files_expected, sweep_orphans  # noqa: E402
from commitments.models import Commitment, StepTaken, View  # noqa: E402
from desk.models import RequestedDocument  # noqa: E402
from journal.verification import faults_of_words, verify  # noqa: E402
from papers.models import PaperVersion, RegisteredLetter, ScanOfALetter  # noqa: E402
from record.storage import kept_files  # noqa: E402
from record.texts import in_language  # noqa: E402

# Seconds after the last act: two beats, and a document as long as they are here.
MADE_WITHIN = 240
WORDS_BEFORE = ("View ", "Title ", "Letter ", "Information ")
# Where each kind of act keeps the words with its mark.
WORDS_OF = ((View, "text"), (Commitment, "title"), (RegisteredLetter, "subject"), (Information, "title"))


def kept() -> Counter[str]:
    """By its mark, how many rows there are of each act."""
    said = [words for model, field in WORDS_OF for words in model._default_manager.values_list(field, flat=True)]
    texts = [in_language(words) if isinstance(words, dict) else words for words in said]
    marks = [text.removeprefix(word) for text in texts for word in WORDS_BEFORE if text.startswith(word)]
    files = (PaperVersion.objects.exclude(file=""), ScanOfALetter.objects.all())
    return Counter([*marks, *(digest for rows in files for digest in rows.values_list("sha256", flat=True))])


def judge(sent: list[dict[str, object]], faults: int, struck: int) -> list[Judgement]:
    there = kept()
    acknowledged = [str(act["mark"]) for act in sent if act["acknowledged"]]
    marks = {str(act["mark"]) for act in sent}
    of_kinds = Counter(str(act["kind"]) for act in sent if act["acknowledged"])
    at = timezone.now()
    verdict = verify()
    broken = check_files(at=at, within=600)
    orphans = len(sweep_orphans(at=at + dt.timedelta(days=1), grace=dt.timedelta()).removed)
    steps = StepTaken.objects.count()
    return [
        Judgement("acts that were sent", len(sent)),
        Judgement("acknowledged", len(acknowledged)),
        *(Judgement(f"  {kind}", count) for kind, count in sorted(of_kinds.items())),
        Judgement("acknowledged on a repeat only", sum(bool(act["acknowledged"]) and act["tries"] != 1 for act in sent)),
        Judgement("answers 500 on the way, where 503 says when to come again", sum(int(str(act["faults"])) for act in sent), 0),
        Judgement("refused, and their senders were told", sum(bool(act["refused"]) for act in sent)),
        Judgement("never answered, though the calm had come", sum(act["refused"] == "never answered" for act in sent), 0),
        Judgement("LOST: acknowledged, and not there", sum(not there[mark] for mark in acknowledged), 0),
        Judgement("DOUBLED: there more than once", sum(there[mark] > 1 for mark in marks), 0),
        Judgement("there, and sent by nobody", sum(mark not in marks for mark in there), 0),
        Judgement("steps taken", steps),
        Judgement("numbers of letters that were left out", gaps(), 0),
        Judgement("entries of the journal", verdict.sound),
        Judgement("breaks of the journal's chain", bool(verdict.fault), 0),
        Judgement("words that say something else than was sealed", len(faults_of_words()) - faults, 0),
        Judgement("files that aren't what their rows say", len(broken), 0),
        Judgement("files without a row, which the sweep takes", orphans, struck),
        Judgement("files without a row after the sweep", unnamed(), 0),
        Judgement("files that the sweep should have left", len(check_files(at=at, within=600)), 0),
    ]  # fmt: skip


def gaps() -> int:
    """Numbers of a series and year between its first and its last that no letter bears."""
    numbers = RegisteredLetter.objects.values("series", "year").annotate(last=Max("number"), many=Count("number"))
    return sum(row["last"] - row["many"] for row in numbers)


def unnamed() -> int:
    named = {expected.name for expected in files_expected()}
    return len({kept.name for kept in kept_files(default_storage)} - named)


def documents_made(wanted: list[str]) -> list[Judgement]:
    """Those that take their time: each was made, by whichever worker, within what a worker needs."""
    rows = RequestedDocument.objects.filter(uid__in=wanted).without_files()
    ends = time.monotonic() + MADE_WITHIN
    while rows.under_way().exists() and time.monotonic() < ends:
        time.sleep(1)
    return [
        Judgement("documents that a worker was to make", len(wanted)),
        Judgement("  and made none of", len(wanted) - sum(row.is_ready for row in rows.all()), 0),
    ]


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--sent", type=Path, required=True)
    words.add_argument("--faults", type=int, required=True, help="of words, before the storm")
    words.add_argument("--struck", type=int, required=True)
    words.add_argument("--documents", type=Path, help="uids of those that were asked for")
    options = words.parse_args()
    made = documents_made(json.loads(options.documents.read_text())) if options.documents else []
    rows = [*made, *judge(json.loads(options.sent.read_text()), options.faults, options.struck)]
    print(json.dumps([[row.what, int(row.count), row.bound, row.is_well] for row in rows]))


if __name__ == "__main__":
    main()
