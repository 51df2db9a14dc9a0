"""What went on, in the language of whoever reads it: the thing as it was told, and the state by its name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from members.models import Participant
from notices.choices import NoticeChannel
from notices.kinds import WENT_ON
from notices.models import Notice, WentOn
from record.texts import in_language


@dataclass(frozen=True)
class ShownWentOn:
    """One that went on; nothing in `state` where it waits at no state's desk."""

    row: WentOn
    state: Participant | None
    label: str


def shown_in_language(rows: Iterable[WentOn]) -> list[ShownWentOn]:
    """Two queries, however many they are: the states, and what was told of them, which holds the thing in every language."""
    listed = list(rows)
    states = Participant.objects.filter(code__in={row.of_a_state for row in listed} - {""}).in_bulk(field_name="code")
    told = Notice.objects.filter(kind=WENT_ON, channel=NoticeChannel.PORTAL, url__in={row.url for row in listed})
    things = defaultdict(list)
    for url, values in told.values_list("url", "values"):
        things[url].append(values.get("thing") or {})
    return [ShownWentOn(row, states.get(row.of_a_state), _called(row, things[row.url])) for row in listed]


def _called(row: WentOn, things: list[dict[str, str]]) -> str:
    """In the reader's language, where one who was told it was told so in every language."""
    same = (thing for thing in things if row.label in {text[:300] for text in thing.values()})
    return in_language(next(same, {})) or row.label
