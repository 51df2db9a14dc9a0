"""One run of chaos from nothing to the verdict; the exit code is 1 when something was lost or doubled."""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import environment
import processes
import services

from chaos.house import environment_of_programs, run
from chaos.storm import RunPlan, Storm, World


def main() -> int:
    plan = _plan()
    # One that was given is somebody's: it is not emptied.
    os.environ.pop("TEST_REDIS_URL", None)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit("Stopped."))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cica-chaos-")))
        cluster = stack.enter_context(services.cluster(*services.KEEPS_ITS_WORD))
        redis = stack.enter_context(services.redis())
        for service in (cluster.service, redis):
            print(service.description)
        env = _environment(stack, cluster, redis, folder, plan)
        if not (plan.like and _copy_shape(plan.like, env["DATABASE_URL"], cluster)):
            run(env, "manage.py", "migrate", "--verbosity", "0")
        world = _world(stack, env, plan)
        storm = Storm(plan, cluster, redis, folder, env, random.Random(plan.seed))
        storm.rage(world)
        verdict = run(env, "-m", "chaos.verdict", "--log", folder / "mail.log", "--kills", _kills(storm))
        code = _say(plan, storm, json.loads(verdict))
        if code:
            _keep(folder)
    return code


def _plan() -> RunPlan:
    words = argparse.ArgumentParser(prog="make chaos ARGS=...", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    words.add_argument("--policy", choices=("hold", "resend"), default="hold", help="for letters of unknown outcome")
    words.add_argument("--reminders", type=int, default=10_000)
    words.add_argument("--people", type=int, default=500, help="each is reminded of so many meetings as it takes")
    words.add_argument("--kills", type=int, default=200, help="kill -9 of who sends")
    words.add_argument("--restarts", type=int, default=10, help="of PostgreSQL, as by pg_ctl -m immediate")
    words.add_argument("--flushes", type=int, default=10, help="of Redis")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument(
        "--delay", type=float, default=0.1, help="longest wait for an answer of the mail server, seconds"
    )
    words.add_argument("--lease", type=float, default=20, help="of a letter, seconds; in the house it is 240")
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--beats", type=int, default=3)
    words.add_argument("--like", default="", help="a database whose tables are copied, instead of migrating")
    words.add_argument("--minutes", type=float, default=40, help="after which it is given up")
    return RunPlan(**vars(words.parse_args()))


def _environment(
    stack: ExitStack, cluster: services.Cluster, redis: services.Service, folder: Path, plan: RunPlan
) -> dict[str, str]:
    """What every process of the run is told, with the mail server running already."""
    port = processes.free_port()
    (folder / "data").mkdir()
    env = environment_of_programs() | {
        "DATABASE_URL": stack.enter_context(services.database(cluster.service, "chaos")),
        "REDIS_URL": redis.url,
        "CHAOS_LEASE": str(plan.lease),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DATA_DIR": str(folder / "data"),
        "SECRET_KEY": "kept by nobody, for a run of chaos",
        "PYTHONWARNINGS": "ignore:You're running the worker",
    }
    words = ["--port", port, "--log", folder / "mail.log", "--delay", plan.delay, "--seed", plan.seed]
    command = [sys.executable, "-m", "chaos.mailserver", *map(str, words)]
    mailserver = processes.start(command, env=env, cwd=environment.HOUSE)
    stack.callback(processes.stop, [mailserver])
    return env


def _copy_shape(like: str, url: str, cluster: services.Cluster) -> bool:
    """Make the tables as they are in another database, which is quicker than to migrate."""
    dump = [str(cluster.binaries / "pg_dump"), "--schema-only", "--no-owner", "--no-privileges", like]
    schema = subprocess.run(dump, capture_output=True, check=False)
    if schema.returncode:
        return False
    psql = [str(cluster.binaries / "psql"), "--quiet", url]
    subprocess.run(psql, input=schema.stdout, stdout=subprocess.DEVNULL, check=True)
    return True


def _world(stack: ExitStack, env: dict[str, str], plan: RunPlan) -> World:
    words = ["--people", plan.people, "--policy", plan.policy, "--seed", plan.seed]
    process = subprocess.Popen(
        [sys.executable, "-m", "chaos.world", *map(str, words)],
        env=env, cwd=environment.HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    stack.callback(process.kill)
    world = World(process)
    world.answer()
    return world


def _kills(storm: Storm) -> int:
    return storm.counts["killed"] + storm.counts["killed now"]


def _say(plan: RunPlan, storm: Storm, rows: list[list[object]]) -> int:
    """The report, and the exit code."""
    counts = storm.counts
    print(f"\nPolicy {plan.policy}, seed {plan.seed}, {counts['seconds']} s. Struck:")
    print(f"- {_kills(storm)} of {plan.kills} kill -9, {counts['killed now']} of them with a letter just handed over;")
    print(
        f"- {counts['restarted']} of {plan.restarts} restarts of PostgreSQL, {counts['flushed']} of {plan.flushes} flushes of Redis."
    )
    print(f"{plan.workers} workers, {plan.beats} beats, and a cron that ran {counts['crons']} times.\n")
    for what, count, bound, is_well in rows:
        print(f"{'ok ' if is_well else 'BAD'}  {what:<62} {count:>7}{'' if bound is None else f'  (bound {bound})'}")
    is_well = all(row[3] for row in rows) and storm.is_over and not storm.strikes
    if not storm.is_over:
        print("BAD  it was not over in time")
    if storm.strikes:
        print(f"BAD  {len(storm.strikes)} strikes found nobody to strike")
    print(f"\n{'Nothing lost, nothing doubled.' if is_well else 'Broken.'}")
    return 0 if is_well else 1


def _keep(folder: Path) -> None:
    """What was written down, for whoever looks into it."""
    for log in sorted(folder.glob("*.log")):
        print(f"\n── the end of {log.name}\n{log.read_text(errors='replace')[-1500:]}")


if __name__ == "__main__":
    sys.exit(main())
