"""What states gave and agreed that anybody may read, laid on the shelf of the public site: the version to which all agreed."""

from collections.abc import Iterator

from activities.choices import GiverAnswer, InformationStage
from activities.models import Information
from papers.choices import PublishingStage
from papers.models import PaperVersion, PublishingRequest, agreed_request
from papers.published import day_agreed, file_of
from record.published import NamedState, PublishedThing, add_shelf


def published_information() -> Iterator[PublishedThing]:
    rows = Information.objects.exclude(stage=InformationStage.ASKED).select_related(
        "owner", "area", "measure", "folder"
    )
    rows = rows.filter(folder__publishing__stage=PublishingStage.AGREED).distinct()
    for row in rows.prefetch_related("givers__participant", "folder__publishing__answers").order_by("pk"):
        states = [row.owner, *(giver.participant for giver in row.givers.all() if giver.answer == GiverAnswer.AGREED)]
        agreed = [request for request in row.folder.publishing.all() if request.stage == PublishingStage.AGREED]
        request = agreed_request(agreed, {state.pk for state in states})
        # Who was asked before the question named its version was told nothing of the world.
        if request is not None and "number" in request.told:
            yield _told(row, request, tuple(NamedState(state.code, state.name) for state in states))


def _told(row: Information, request: PublishingRequest, states: tuple[NamedState, ...]) -> PublishedThing:
    key = str(row.uid)
    version = PaperVersion.objects.get(paper__folder=row.folder_id, number=request.told["number"])
    return PublishedThing(
        key=key,
        kind=row._meta.verbose_name,
        about=row.measure.title if row.measure else row.area.name,
        title=request.told["title"],
        published_on=day_agreed(request),
        states=states,
        files=(file_of(version.language, key[:8], version),),
    )


def register() -> None:
    add_shelf("information", published_information)
