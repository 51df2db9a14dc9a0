"""What `lists.py` runs in a house that is filled: the contestants answer by turns, and it is written down what each costs."""

import argparse
import json
import logging
from collections import defaultdict
from pathlib import Path

import django

django.setup()

import plainly  # noqa: E402
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from opening import cost_of  # noqa: E402

from members.models import User  # noqa: E402
from members.tests.signing_in import let_in  # noqa: E402

OURS = "/api/v1/commitments/?page_size=50&modality=a"
# By its name, the address and what is sent with it.
CONTESTANTS = {
    "REST, ours": OURS,
    "REST, ours, the same columns": f"{OURS}&fields={plainly.SAME}",
    "REST, ours, unchanged (304)": OURS,
    "REST, plain": "/plain/api/?modality=a",
    "json_agg": "/plain/json/?modality=a",
    "page, ours": "/commitments/",
    "page, ListView": "/plain/list/",
}


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=9)
    wanted.add_argument("--told", type=Path, required=True)
    asked = wanted.parse_args()
    settings.ALLOWED_HOSTS, settings.ROOT_URLCONF, settings.LIMITS = ["*"], "plainly", {}
    logging.disable()
    client = Client(headers={"accept-encoding": "identity"})
    let_in(client, User.objects.get(email="xa0@load.example"))
    seal = client.get(OURS)["ETag"]
    client.get(OURS, headers={"if-none-match": seal})  # from now on it is known what the list hangs on
    costs = defaultdict(list)
    for number in range(asked.rounds + 2):  # the first two warm up
        for name, address in CONTESTANTS.items():
            is_unchanged = "304" in name
            cost = cost_of(
                client, address, {"if-none-match": seal} if is_unchanged else {}, 304 if is_unchanged else 200
            )
            if number > 1:
                costs[name].append(cost)
    asked.told.write_text(json.dumps(costs))


if __name__ == "__main__":
    main()
