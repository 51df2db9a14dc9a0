"""Letters of long ago are emptied: who was told what and when stays in the ledger, with the digest of what went."""

import datetime as dt
import hashlib

from notices.choices import Stage
from notices.models import Letter
from record.kept import Aside, Batch, each

# The database itself refuses to empty a younger one (`notices/migrations/0005_letters_are_emptied.py`).
KEPT_FOR = dt.timedelta(days=730)


def empty_letters(before: dt.datetime, most: int, aside: Aside) -> Batch:
    """At most so many that ended before the instant. Official ones, and those that may still go, are left whole."""
    over = Letter.objects.filter(ended_at__lt=before, digest="", official=False)
    rows = over.filter(stage__in=(Stage.SENT, Stage.REFUSED)).exclude(pk__in=aside).order_by("ended_at")
    keys = list(rows.values_list("pk", flat=True)[:most])
    return Batch(len(keys), each(keys, _empty, aside))


def _empty(key: object) -> bool:
    letter = Letter.objects.select_for_update().get(pk=key)
    digest = hashlib.sha256(bytes(letter.raw)).hexdigest()
    here = Letter.objects.filter(pk=key, digest="", ended_at=letter.ended_at)
    return bool(here.update(raw=b"", text="", digest=digest))
