import structlog
from celery import shared_task
from django.utils import timezone

from cica_tracker.rows import check_rows
from cica_tracker.stored import check_files, sweep_orphans
from journal.actions import keep_check
from record.actions import compare_index
from record.kept import carry_out
from record.triggers import check_readers

log = structlog.get_logger(__name__)
# Seconds a night: some 100 GB from a disk of today. What isn't reached is reached the next night.
WITHIN = 20 * 60
INDEX = "index"
MOST_KEPT = 50


@shared_task(name="cica_tracker.look_after_files")
def look_after_files() -> None:
    """Sweep files that nobody names, and read the others against their digests; officers are told what is amiss."""
    at = timezone.now()
    swept = sweep_orphans(at=at)
    if swept.refused:
        log.error("files not swept", reason=swept.refused)
    elif swept.removed:
        log.info("files swept", removed=list(swept.removed))
    if faults := check_files(at=at, within=WITHIN):
        log.error("stored files amiss", faults=faults[:20], count=len(faults))
    else:
        log.info("stored files read")


@shared_task(name="cica_tracker.carry_out_retention")
def carry_out_retention() -> None:
    """Cut what has been kept long enough, by the one table of it."""
    carry_out(at=timezone.now())


@shared_task(name="cica_tracker.look_over_rows")
def look_over_rows() -> None:
    """Look for rows that say what no row can say; officers are told which they are."""
    if faults := check_rows(at=timezone.now()):
        log.error("rows amiss", faults=faults[:20], count=len(faults))
    else:
        log.info("rows looked over")


@shared_task(name="cica_tracker.look_over_readers")
def look_over_readers() -> None:
    """Work out anew who may read what, and lay it beside what is kept; officers are told where the two differ."""
    if faults := check_readers(at=timezone.now()):
        log.error("readers amiss", faults=faults[:20], count=len(faults))
    else:
        log.info("readers looked over")


@shared_task(name="cica_tracker.compare_index")
def compare_the_index() -> None:
    """Lay the index beside the record and put right what had drifted; officers are told what it was."""
    drift = compare_index()
    if drift:
        log.error("the index had drifted", drift=drift[:20], count=len(drift))
    else:
        log.info("index compared")
    keep_check(INDEX, at=timezone.now(), faults=drift[:MOST_KEPT])
