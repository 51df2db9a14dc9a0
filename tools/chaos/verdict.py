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
from notices.choices import NoticeChannel, Stage, UnknownOutcome  # noqa: E402
from notices.models import Letter, Notice, NoticeTransition, Rules  # noqa: E402

Pair = tuple[str, str]


@dataclass(frozen=True)
class Judgement:
    """One thing that is judged; `bound` is what it may be at most, None where it is only told."""

    what: str
    count: int
    bound: int | None = None
    exactly: bool = False

    @property
    def is_well(self) -> bool:
        if self.bound is None:
            return True
        return self.count == self.bound if self.exactly else self.count <= self.bound


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


def judge(evidence: Evidence, kills: int) -> list[Judgement]:
    hold = Rules.now().unknown_outcome == UnknownOutcome.HOLD
    stages = Counter(stage for _pair, stage, _letter in evidence.rows)
    held_letters = Letter.objects.held().count()
    extra = sum(evidence.copies.values()) - len(evidence.copies)
    ids = {line["id"].partition("@")[0] for line in evidence.taken}
    held_and_taken = sum(stage == Stage.UNKNOWN and letter in ids for _pair, stage, letter in evidence.rows)
    told_in_the_portal = Notice.objects.filter(channel=NoticeChannel.PORTAL, stage=Stage.SENT).count()
    return [
        Judgement("reminders wanted", len(evidence.wanted)),
        Judgement("rows of the ledger, by e-mail", len(evidence.rows), len(evidence.wanted), exactly=True),
        Judgement("told in the portal, once each", told_in_the_portal, len(evidence.wanted), exactly=True),
        Judgement("letters", len(evidence.letters)),
        Judgement("sent", stages[Stage.SENT]),
        Judgement("refused, and the mail server said so", stages[Stage.REFUSED]),
        Judgement("held for a person: reminders", stages[Stage.UNKNOWN]),
        Judgement("held for a person: letters (at most kills + lost answers)", held_letters, _most_held(evidence, kills, hold)),
        Judgement("  of which the mail server had taken", held_and_taken),
        Judgement("answers that the mail server kept to itself", evidence.lost_answers),
        Judgement("LOST", len(lost(evidence, ids)), 0),
        Judgement("DOUBLED: another letter about the same", sum(len(letters) > 1 for letters in evidence.letters_about.values()), 0),
        Judgement("DOUBLED: copies more than one", extra, 0 if hold else evidence.unanswered + kills),
        Judgement("most copies of one letter", max(evidence.copies.values(), default=0)),
        Judgement("copies that are not the same, byte by byte", sum(len(versions) > 1 for versions in evidence.bytes_of.values()), 0),
        Judgement("taken letters that the ledger knows otherwise", known_otherwise(evidence), 0),
        Judgement("histories that end elsewhere than their letter", ends_elsewhere(), 0),
    ]  # fmt: skip


def _most_held(evidence: Evidence, kills: int, hold: bool) -> int:
    return kills + evidence.lost_answers if hold else 0


def lost(evidence: Evidence, ids: set[str]) -> set[Pair]:
    """What was wanted, and neither arrived nor was refused nor is held."""
    accounted_for = set()
    for pair, stage, letter in evidence.rows:
        is_there = stage == Stage.SENT and letter in ids and pair in evidence.letters_about
        is_refused = stage == Stage.REFUSED and pair[0] in evidence.refused
        if is_there or is_refused or stage == Stage.UNKNOWN:
            accounted_for.add(pair)
    return evidence.wanted - accounted_for


def known_otherwise(evidence: Evidence) -> int:
    """Letters that arrived, and of which the ledger says something else than sent or held."""
    return sum(evidence.stage_of(message_id) not in (Stage.SENT, Stage.UNKNOWN) for message_id in evidence.copies)


def ends_elsewhere() -> int:
    last: dict[str, str] = {}
    for letter, stage in NoticeTransition.objects.exclude(letter=None).order_by("pk").values_list("letter", "to_stage"):
        last[str(letter)] = stage
    return sum(last.get(str(pk)) != stage for pk, stage in Letter.objects.values_list("pk", "stage"))


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--log", type=Path, required=True)
    words.add_argument("--kills", type=int, required=True)
    options = words.parse_args()
    rows = judge(Evidence(options.log), options.kills)
    print(json.dumps([[row.what, row.count, row.bound, row.is_well] for row in rows]))


if __name__ == "__main__":
    main()
