"""Any number of clocks are one: whoever moves a job's row tells the workers of it."""

import datetime as dt

from notices.models import ToldJob


def last_told(job: str, *, at: dt.datetime) -> dt.datetime:
    """When any clock told of it last; a job that no clock knew yet is counted from now on (`at`)."""
    row, _is_new = ToldJob.objects.get_or_create(job=job, defaults={"at": at})
    return row.at


def take_up(job: str, *, told_before: dt.datetime, at: dt.datetime) -> bool:
    """Whether it is ours to tell; of clocks that come at once, one's."""
    return ToldJob.objects.filter(job=job, at=told_before).update(at=at) == 1


def give_back(job: str, *, told_before: dt.datetime, at: dt.datetime) -> None:
    """It couldn't be told: whichever clock can, may."""
    ToldJob.objects.filter(job=job, at=at).update(at=told_before)
