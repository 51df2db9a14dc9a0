"""`python -m load`: fills the PostgreSQL that DATABASE_URL names, which is migrated, with invented states and what they do."""

import argparse
import datetime as dt
import time

import django

django.setup()

from load.filling import fill  # noqa: E402


def main() -> None:
    wanted = argparse.ArgumentParser(prog="load", description=__doc__)
    wanted.add_argument("--commitments", type=int, default=1_000)
    wanted.add_argument("--people", type=int, default=2_000)
    wanted.add_argument("--notices", type=int, default=100_000)
    wanted.add_argument("--entries", type=int, default=100_000, help="of the journal")
    wanted.add_argument("--meetings", type=int, default=254)
    sizes = wanted.parse_args()
    begun = time.monotonic()
    fill(**vars(sizes), today=dt.datetime.now(dt.UTC).date())
    print(
        f"{sizes.commitments:,} commitments and all that hangs on them in {time.monotonic() - begun:.0f} s", flush=True
    )


if __name__ == "__main__":
    main()
