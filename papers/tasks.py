from celery import shared_task
from django.utils import timezone

from papers.actions import read_files

# Seconds after which a beat reads no further file: the next beat is near.
WITHIN = 40


@shared_task(name="papers.read_files")
def read_what_came_in() -> None:
    """Take the words out of files that came in, so that they are searched."""
    read_files(at=timezone.now(), within=WITHIN)
