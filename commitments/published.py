"""Commitments that all who undertake them agreed to show to the world, laid on the shelf of the public site, as they agreed."""

from collections.abc import Iterator

from commitments.models import Commitment
from papers.choices import PublishingStage
from papers.models import PublishingRequest, agreed_request
from papers.published import day_agreed
from record.published import NamedState, PublishedThing, add_shelf


def published_commitments() -> Iterator[PublishedThing]:
    """Each by its agreed words. One that another state joined since waits for that state, and is shown again once it agrees."""
    rows = Commitment.objects.filter(folder__publishing__stage=PublishingStage.AGREED).distinct()
    rows = rows.select_related("area", "measure", "folder").with_parties()
    for row in rows.prefetch_related("folder__publishing__answers").order_by("pk"):
        requests = list(row.folder.publishing.all())
        agreed = [request for request in requests if request.stage == PublishingStage.AGREED]
        request = agreed_request(agreed, {state.pk for state in row.intending_states()})
        if request is not None:
            yield _told(row, request, min(requests, key=lambda asked: asked.pk))


def _told(row: Commitment, request: PublishingRequest, first: PublishingRequest) -> PublishedThing:
    return PublishedThing(
        # A reference is given in order: its number would tell how many there are besides.
        key=str(first.uid),
        kind=row._meta.verbose_name,
        about=row.measure.title if row.measure else row.area.name,
        title=request.told["title"],
        text=request.told.get("text", {}),
        published_on=day_agreed(request),
        states=tuple(NamedState(state.code, state.name) for state in row.intending_states()),
    )


def register() -> None:
    add_shelf("commitments", published_commitments)
