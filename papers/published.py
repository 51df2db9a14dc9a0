"""What is published, laid on the shelf of the public site: each text whose states all agreed, and nothing of what was prepared."""

import datetime as dt
from collections.abc import Iterator

from papers.choices import PublicationKind, PublicationStage
from papers.models import PaperVersion, Publication, PublishingRequest, agreed_request
from record.dates import day_of_the_house
from record.published import NamedState, PublishedFile, PublishedThing, add_shelf


def file_of(language: str, key: str, version: PaperVersion) -> PublishedFile:
    if not version.file:
        words = version.text.encode()
        return PublishedFile(
            language, f"{key}-{language}.txt", "text/plain; charset=utf-8", len(words), version.sha256, lambda: words
        )
    extension = str(version.file.name).rpartition(".")[2]

    def read() -> bytes:
        with version.file.open("rb") as file:
            return bytes(file.read())

    return PublishedFile(
        language, f"{key}-{language}.{extension}", version.file_type, version.size, version.sha256, read
    )


def day_agreed(request: PublishingRequest) -> dt.date:
    """The day on which the last of the states concerned agreed."""
    return day_of_the_house(max(row.at for row in request.answers.all()))


def _all_agreed(publication: Publication) -> bool:
    """Each state that it concerns now said, to one question, that it may be public: one that was added since is waited for."""
    concerned = {state.pk for state in publication.states.all()}
    return agreed_request(publication.asked, concerned) is not None


def published_publications() -> Iterator[PublishedThing]:
    rows = Publication.objects.filter(stage=PublicationStage.PUBLISHED).select_related("folder")
    for row in rows.prefetch_related("states", "texts__circulation__version", "folder__publishing__answers"):
        published = [text for text in row.texts.all() if text.stage == PublicationStage.PUBLISHED]
        if row.published_on is None or not published or not _all_agreed(row):
            continue
        key = str(row.uid)
        versions = [(text.language, text.circulation.version) for text in published if text.circulation]
        yield PublishedThing(
            key=key,
            kind=PublicationKind(row.kind).label,
            title=row.title,
            published_on=row.published_on,
            states=tuple(NamedState(state.code, state.name) for state in row.states.all()),
            files=tuple(file_of(language, key[:8], version) for language, version in versions),
        )


def register() -> None:
    add_shelf("publications", published_publications)
