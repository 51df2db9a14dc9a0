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
from chaos.clerks import SYMBOL  # noqa: E402
from chaos.verdict import Judgement  # noqa: E402
from cica_tracker.stored import check_files, files_expected, sweep_orphans  # noqa: E402
from commitments.models import Commitment, StepTaken, View  # noqa: E402
from desk.models import RequestedDocument  # noqa: E402
from journal.names import kind_of, name_of  # noqa: E402
from journal.verification import faults_of_words, verify  # noqa: E402
from members.choices import Audience  # noqa: E402
from members.models import Participant  # noqa: E402
from notices.models import Addressee, PaperReceipt  # noqa: E402
from papers.choices import Direction  # noqa: E402
from papers.kinds import PAPER_CIRCULATED  # noqa: E402
from papers.models import (  # noqa: E402
    Circulation,
    LetterDeed,
    OutgoingLetter,
    PaperVersion,
    RegisteredLetter,
    ScanOfALetter,
)
from record.storage import kept_files  # noqa: E402
from record.texts import in_language  # noqa: E402

# Seconds after the last act: two beats, and a document as long as they are here.
MADE_WITHIN = 240
WORDS_BEFORE = ("View ", "Title ", "Letter out ", "Letter ", "Information ", "Receipt ")
# Where each kind of act keeps the words with its mark.
WORDS_OF = (
    (View, "text"),
    (Commitment, "title"),
    (RegisteredLetter, "subject"),
    (Information, "title"),
    (OutgoingLetter, "subject"),
    (PaperReceipt, "note"),
)


def kept() -> Counter[str]:
    """By its mark, how many rows there are of each act."""
    marks = [
        f"sent {mark}" if model is RegisteredLetter and before == "Letter out " else mark
        for model, field in WORDS_OF
        for words in model._default_manager.values_list(field, flat=True)
        for before, mark in _marked(in_language(words) if isinstance(words, dict) else words)
    ]
    # Of a letter that goes out the house makes the files by itself.
    files = (PaperVersion.objects.exclude(file=""), ScanOfALetter.objects.filter(letter__direction=Direction.IN))
    digests = (digest for rows in files for digest in rows.values_list("sha256", flat=True))
    circulated = Circulation.objects.filter(version__paper__symbol__startswith=SYMBOL)
    return Counter([*marks, *digests, *circulated.values_list("version__paper__symbol", flat=True)])


def _marked(text: str) -> list[tuple[str, str]]:
    """The words before the mark, and the mark; nothing of what no client of the storm wrote."""
    return [(before, text.removeprefix(before)) for before in WORDS_BEFORE if text.startswith(before)][:1]


def judge(sent: list[dict[str, object]], faults: int, struck: int) -> list[Judgement]:
    there = kept()
    acknowledged = [str(act["mark"]) for act in sent if act["acknowledged"]]
    rows = {str(act["mark"]): int(str(act["rows"])) for act in sent}
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
        Judgement("HALVED: some of what one act writes, and not all", sum(0 < there[mark] < rows[mark] for mark in rows), 0),
        Judgement("DOUBLED: there more than once", sum(there[mark] > rows[mark] for mark in rows), 0),
        Judgement("there, and sent by nobody", sum(mark not in rows for mark in there), 0),
        *of_the_chancery(),
        Judgement("steps taken", steps),
        Judgement("entries of the journal", verdict.sound),
        Judgement("breaks of the journal's chain", bool(verdict.fault), 0),
        Judgement("words that say something else than was sealed", len(faults_of_words()) - faults, 0),
        Judgement("files that aren't what their rows say", len(broken), 0),
        Judgement("files without a row, which the sweep takes", orphans, struck * most_files()),
        Judgement("files without a row after the sweep", unnamed(), 0),
        Judgement("files that the sweep should have left", len(check_files(at=at, within=600)), 0),
    ]  # fmt: skip


def of_the_chancery() -> list[Judgement]:
    """What follows from one act in the same transaction: numbers, addressees, copies, what a letter did."""
    letters = RegisteredLetter.everything.filter(direction=Direction.OUT)
    twice = PaperReceipt.objects.values("addressee").annotate(many=Count("pk")).filter(many__gt=1)
    return [
        Judgement("letters that came in", RegisteredLetter.everything.filter(direction=Direction.IN).count()),
        Judgement("letters that went out", letters.count()),
        Judgement("numbers of letters that were left out", gaps(), 0),
        Judgement("letters that went out, and no draft says so", letters.filter(drafted_as=None).count(), 0),
        Judgement("copies that are wanting of letters that went", copies_wanting(), 0),
        Judgement("states that a circulation was told to otherwise than once", told_otherwise(), 0),
        Judgement("views from letters of which the letter doesn't say so once", said_otherwise(), 0),
        Judgement("receipts on paper", PaperReceipt.objects.count()),
        Judgement("things that a state has two receipts of", twice.count(), 0),
    ]  # fmt: skip


def gaps() -> int:
    """Numbers of a series and year, in or out, between the first that there can be and its last, that no letter bears."""
    numbers = RegisteredLetter.everything.values("direction", "series", "year")
    return sum(row["last"] - row["many"] for row in numbers.annotate(last=Max("number"), many=Count("number")))


def copies_wanting() -> int:
    """A DOCX and a PDF for each state that is addressed."""
    letters = RegisteredLetter.objects.filter(direction=Direction.OUT).annotate(
        states=Count("addressees", distinct=True), files=Count("scans", distinct=True)
    )
    return sum(abs(2 * letter.states - letter.files) for letter in letters)


def told_otherwise() -> int:
    """Of a paper that was circulated each state that it went to is told, and no other, once."""
    members = Participant.objects.members_on(timezone.now().date()).count()
    wrong = 0
    for sent in Circulation.objects.filter(version__paper__symbol__startswith=SYMBOL).select_related("version__paper"):
        name = name_of(sent.version)
        told = Addressee.objects.filter(
            kind=PAPER_CIRCULATED, about_kind=name.kind, about_key=name.key, occurrence=str(sent.pk)
        )
        wanted = members if sent.audience == Audience.MEMBERS else sent.participants.count()
        wrong += abs(wanted - told.count())
    return wrong


def said_otherwise() -> int:
    """A letter from which a view was entered says so: of the view itself, or of the commitment on whose page it was entered."""
    by_letter = View.objects.filter(text__startswith="View ", dated__isnull=False).count()
    saying_it = (
        LetterDeed.objects.filter(about_kind__in=(kind_of(View), kind_of(Commitment))).values("letter").distinct()
    )
    return abs(by_letter - saying_it.count())


def most_files() -> int:
    """How many files one act writes at most: a kill may leave them without their rows."""
    letters = RegisteredLetter.everything.annotate(many=Count("scans")).values_list("many", flat=True)
    return max(1, *letters)


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
