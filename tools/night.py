"""`make night`: what takes too long for every change. Hours, on two cores; names of stages as arguments run only those.

- `postgresql`: every test there is, on PostgreSQL; everybody asks everything at the wall, and Hypothesis goes on looking;
- `browser`: every page in every language before axe, the stories in a real browser again;
- `api`: schemathesis asks some hundred questions of each operation;
- `bill`: the bill of materials is written, to `var/bill-of-materials.json`;
- `storm`: reminders under kill -9, restarts and lost brokers (`make chaos` with its own numbers strikes harder);
- `doors`: people and programs send while web workers are killed and PostgreSQL is cut off, and on SQLite (`make storm`);
- `machines`: a house on many machines, of which each part is killed once while people work (`make bench BENCH=machines`);
- `mutations`: every `visible_to`, guard, compare-and-swap and constraint is broken, and a test has to notice.
"""

from __future__ import annotations

import os
import sys

import check
import environment
from check import CheckStage, pytest, said_in

STORM = (
    "--reminders",
    "3000",
    "--people",
    "300",
    "--kills",
    "60",
    "--restarts",
    "4",
    "--flushes",
    "4",
    "--minutes",
    "40",
)
# 500 killed web workers and 20 crashes, which are the storm's own numbers; SQLite has no server to cut off.
DOORS = (["chaos.doors"], ["chaos.doors", "--sqlite", "--kills", "100"])
# Seven parts, each away for ten seconds; a bench of its own size takes ten minutes and more people.
MACHINES = ("bench/machines.py", "--minutes", "4", "--people", "4")
ASKED = "cica_tracker/tests/test_openapi.py::test_nothing_that_can_be_asked_is_answered_with_a_500"
OUR_TOOLS = {"PYTHONPATH": str(environment.HOUSE / "tools")}


def stages() -> list[CheckStage]:
    """The quickest first; each says what it found even when one before it failed."""
    return [
        CheckStage(
            "postgresql",
            [pytest("not browser")],
            needs=("postgresql", "redis"),
            likes=("readers",),
            env={"NIGHT": "1"},
        ),
        CheckStage(
            "browser",
            [pytest("browser", *said_in("mark.browser"))],
            needs=("postgresql", "redis", "chromium"),
            env={"NIGHT": "1"},
        ),
        CheckStage(
            "api",
            [["pytest", "--timeout", "7200", ASKED]],
            needs=("redis",),
            env={"SCHEMATHESIS_EXAMPLES": os.environ.get("SCHEMATHESIS_EXAMPLES", "100")},
        ),
        CheckStage("bill", [["tools/bill.py"]]),
        CheckStage("storm", [["chaos", *STORM]], env=OUR_TOOLS, is_alone=True),
        CheckStage("doors", [*DOORS], env=OUR_TOOLS, is_alone=True),
        CheckStage("machines", [[*MACHINES]], env=OUR_TOOLS, is_alone=True),
        CheckStage(
            "mutations", [["mutations", "--wall", *os.environ.get("ARGS", "").split()]], env=OUR_TOOLS, is_alone=True
        ),
    ]


if __name__ == "__main__":
    sys.exit(check.main(sys.argv[1:], stages()))
