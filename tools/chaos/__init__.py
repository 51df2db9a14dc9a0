"""CHAOS: reminders sent for real while senders are killed, PostgreSQL is cut off, Redis emptied and mail servers misbehave.

    make chaos ARGS="--policy hold --reminders 10000 --kills 200 --restarts 10 --flushes 10 --seed 1"

1. `tools/services` brings a PostgreSQL that waits for its disk and a Redis; `world` invents states, people and meetings.
2. `mailserver` takes letters, and writes down each one that it takes, on disk, before it says so.
3. `storm` keeps two Celery workers, three beats and a cron going, and strikes as the work goes on.
4. `verdict` compares what the mail server wrote down with what the ledger says.
"""
