"""The verdict: what the mail server wrote down, against what the ledger says.

`python -m chaos.verdict --log mail.log --kills 200` prints it as JSON: rows of what was asked, what was found, and whether
it is as it should be.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

django.setup()

from meetings.models import Meeting  # noqa: E402
from members.models import User  # noqa: E402
from notices.choices import Channel, Stage, UnknownOutcome  # noqa: E402
from notices.models import Letter, Notice, NoticeTransition, Rules  # noqa: E402

Pair = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """One thing that is judged; `bound` is what it may be at most, None where it is only told."""

    what: str
    found: int
    bound: int | None = None
    exactly: bool = False

    @property
    def is_well(self) -> bool:
        if self.bound is None:
            return True
        return self.found == self.bound if self.exactly else self.found <= self.bound


class Evidence:
    """Everything that was written down by either side."""

    def __init__(self, log: Path):
        self.lines: list[dict[str, Any]] = [json.loads(line) for line in log.read_text().splitlines()]
        self.taken = [line for line in self.lines if line["what"] == "taken"]
        self.copies = Counter(line["id"] for line in self.taken)
        self.bytes_of: dict[str, set[str]] = defaultdict(set)
        self.letters_about: dict[Pair, set[str]] = defaultdict(set)
        for line in self.taken:
            self.bytes_of[line["id"]].add(line["sha"])
            for meeting in line["about"]:
                self.letters_about[line["to"], meeting].add(line["id"])
        self.refused = {line["to"] for line in self.lines if line["what"] == "refused"}
        self.unanswered = sum(not line["answered"] for line in self.taken)
        self.lost_answers = self.unanswered + sum(line["what"] == "not taken" for line in self.lines)
        people = User.objects.filter(is_active=True).values_list("email", flat=True)
        self.wanted = {(email, meeting.reference) for email in people for meeting in Meeting.objects.all()}
        self.letters = {f"{pk}": stage for pk, stage in Letter.objects.values_list("pk", "stage")}
        rows = Notice.objects.by_email().values_list("recipient__email", "about_key", "stage", "letter")
        self.rows = [((email, key), stage, str(letter)) for email, key, stage, letter in rows]

    def stage_of(self, message_id: str) -> str:
        return self.letters.get(message_id.partition("@")[0], "")


def judge(found: Evidence, kills: int) -> list[Row]:
    hold = Rules.now().unknown_outcome == UnknownOutcome.HOLD
    stages = Counter(stage for _pair, stage, _letter in found.rows)
    held_letters = Letter.objects.held().count()
    extra = sum(found.copies.values()) - len(found.copies)
    ids = {line["id"].partition("@")[0] for line in found.taken}
    told = Notice.objects.filter(channel=Channel.PORTAL, stage=Stage.SENT).count()
    return [
        Row("reminders wanted", len(found.wanted)),
        Row("rows of the ledger, by e-mail", len(found.rows), len(found.wanted), exactly=True),
        Row("told in the portal, once each", told, len(found.wanted), exactly=True),
        Row("letters", len(found.letters)),
        Row("sent", stages[Stage.SENT]),
        Row("refused, and the mail server said so", stages[Stage.REFUSED]),
        Row("held for a person: reminders", stages[Stage.UNKNOWN]),
        Row("held for a person: letters (at most kills + lost answers)", held_letters, _most_held(found, kills, hold)),
        Row("  of which the mail server had taken", sum(stage == Stage.UNKNOWN and letter in ids for _p, stage, letter in found.rows)),
        Row("answers that the mail server kept to itself", found.lost_answers),
        Row("LOST", len(lost(found, ids)), 0),
        Row("DOUBLED: another letter about the same", sum(len(one) > 1 for one in found.letters_about.values()), 0),
        Row("DOUBLED: copies more than one", extra, 0 if hold else found.unanswered + kills),
        Row("most copies of one letter", max(found.copies.values(), default=0)),
        Row("copies that are not the same, byte by byte", sum(len(one) > 1 for one in found.bytes_of.values()), 0),
        Row("taken letters that the ledger knows otherwise", known_otherwise(found), 0),
        Row("histories that end elsewhere than their letter", ends_elsewhere(), 0),
    ]  # fmt: skip


def _most_held(found: Evidence, kills: int, hold: bool) -> int:
    return kills + found.lost_answers if hold else 0


def lost(found: Evidence, ids: set[str]) -> set[Pair]:
    """What was wanted, and neither arrived nor was refused nor is held."""
    here = set()
    for pair, stage, letter in found.rows:
        is_there = stage == Stage.SENT and letter in ids and pair in found.letters_about
        is_refused = stage == Stage.REFUSED and pair[0] in found.refused
        if is_there or is_refused or stage == Stage.UNKNOWN:
            here.add(pair)
    return found.wanted - here


def known_otherwise(found: Evidence) -> int:
    """Letters that arrived, and of which the ledger says something else than sent or held."""
    return sum(found.stage_of(one) not in (Stage.SENT, Stage.UNKNOWN) for one in found.copies)


def ends_elsewhere() -> int:
    last: dict[str, str] = {}
    for letter, stage in NoticeTransition.objects.exclude(letter=None).order_by("pk").values_list("letter", "to_stage"):
        last[str(letter)] = stage
    return sum(last.get(str(pk)) != stage for pk, stage in Letter.objects.values_list("pk", "stage"))


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--log", type=Path, required=True)
    words.add_argument("--kills", type=int, required=True)
    asked = words.parse_args()
    rows = judge(Evidence(asked.log), asked.kills)
    print(json.dumps([[row.what, row.found, row.bound, row.is_well] for row in rows]))


if __name__ == "__main__":
    main()
