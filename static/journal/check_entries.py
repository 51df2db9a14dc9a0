"""Check a state's own entries in the journal of the CICA tracker, away from the tracker.

    python3 check_entries.py journal.jsonl seals.txt [file or text ...]

Needs Python 3.8 or newer and nothing else; it opens the files you name and no connection. Get
  journal.jsonl  from the tracker, signed in, under "The journal": your entries in full, of all others a digest;
  seals.txt      from /journal/seals.txt, or better: the seals from the letters that the Chair and the Secretariat were
                 sent, kept since then, one a line: number, seal.

It recomputes the seal of every entry from what stands in the file, follows the chain to its end, and compares it with
each seal you kept. Of every further file it says which of your entries sealed exactly these bytes. It ends with 0 where
all agrees, with 1 and a sentence where something does not, and with 2 where it could not look.

How a seal is made: values are put into a JSON list with object keys in order, no white space, letters as they are, in
UTF-8, and hashed by SHA-256. An entry's digest is that of [number, at, by_key, by_label, verb, about_kind, about_key,
about_label, changes, said]; its seal that of [number, seal of the entry before, digest]. An entry of before digests were
kept (said is null) has the seal of its first nine values and the seal of the entry before.
"""

import hashlib
import json
import re
import sys

FACTS = ("at", "by_key", "by_label", "verb", "about_kind", "about_key", "about_label", "changes")
FIRST_PREVIOUS = "0" * 64
SEAL = re.compile(r'^\W*(?:"number"\s*:\s*)?(\d+)\W+(?:"seal"\s*:\s*")?([0-9a-f]{64})\b')


class Differs(Exception):
    """What does not agree, as a sentence."""


def sealed(values):
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(line, previous):
    """The seal of an entry from what the file tells of it, and from the seal of the one before."""
    number = line["number"]
    if "entry" in line:
        entry = line["entry"]
        facts = [number, *(entry[name] for name in FACTS)]
        if entry["said"] is None:
            seal = sealed([*facts, previous])
        else:
            seal = sealed([number, previous, sealed([*facts, entry["said"]])])
        if (line["previous"], line["seal"]) != (previous, seal):
            raise Differs(f"Your entry {number} is not what was sealed, or does not follow from the one before.")
        return seal
    if "digest" in line:
        return sealed([number, previous, line["digest"]])
    return line["seal"]


def walk(lines):
    """Follow the chain from its first entry; give seals by number, and the own entries."""
    seals, own, previous = {}, [], FIRST_PREVIOUS
    for expected, text in enumerate(lines, start=1):
        line = json.loads(text)
        if line["number"] != expected:
            raise Differs(f"Entry {expected} is missing: after {expected - 1} comes {line['number']}.")
        previous = seals[expected] = seal_of(line, previous)
        if "entry" in line:
            own.append(line)
    return seals, own


def compare(seals, kept):
    """With the seals that were kept."""
    agrees = 0
    for number in sorted(kept):
        if number not in seals:
            raise Differs(f"The journal was cut: it ends at entry {len(seals)}, you kept a seal of entry {number}.")
        if seals[number] != kept[number]:
            raise Differs(f"The journal was written anew after entry {agrees}, up to entry {number}.")
        agrees = number


def read_kept(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        found = [SEAL.search(line) for line in file.read().replace("{", "\n").splitlines()]
    kept = {int(match[1]): match[2] for match in found if match}
    if not kept:
        raise ValueError(f"{path} holds no line with a number and a seal")
    return kept


def sealed_in(own, path):
    """Which own entries sealed these very bytes."""
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return [
        (line["number"], row)
        for line in own
        for row, digests in ((line["entry"]["said"] or {}).get("rows") or {}).items()
        if digest in digests.values()
    ]


def main(words):
    if len(words) < 2:
        sys.stderr.write(__doc__)
        return 2
    try:
        with open(words[0], encoding="utf-8") as file:
            head = json.loads(file.readline())
            if head.get("format") != "cica-journal-1":
                raise ValueError(f"{words[0]} is not a journal of this kind")
            seals, own = walk(file)
        kept = read_kept(words[1])
        compare(seals, kept)
        for path in words[2:]:
            found = sealed_in(own, path)
            told = ", ".join(f"entry {number} ({row})" for number, row in found) or "no entry of yours"
            sys.stdout.write(f"{path}: sealed by {told}\n")
    except Differs as difference:
        sys.stderr.write(f"{difference}\n")
        return 1
    except (OSError, ValueError, KeyError, TypeError) as fault:
        sys.stderr.write(f"It could not be looked at: {fault}\n")
        return 2
    states = ", ".join(head["states"]) or "none"
    sys.stdout.write(
        f"{len(seals)} entries, {len(own)} of them yours ({states}), all as they were sealed;"
        f" {len(kept)} kept seals agree, the last of entry {max(kept)}.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
