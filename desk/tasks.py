from celery import shared_task

from desk.making import make, make_waiting
from desk.models import RequestedDocument

# Seconds after which a beat begins no further document: the next beat is near.
WITHIN = 45


@shared_task(name="desk.make_documents")
def make_documents() -> None:
    """Make the documents that wait: what a worker began and never ended, what no message told of."""
    make_waiting(within=WITHIN)


@shared_task(name="desk.make_document")
def make_document(key: int) -> None:
    """Make the one that was asked for just now. A message that is lost is made up for by the beat."""
    requested = RequestedDocument.objects.without_files().filter(pk=key).first()
    if requested is not None:
        make(requested)
