"""What is searched of this room: meetings and working groups."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, WorkingGroup
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import in_all


def _of_meeting(meeting: Meeting) -> Iterator[SearchedWords]:
    # The body as well, where the meeting has a name of its own.
    called = in_all(lambda: meeting.body_label)
    yield SearchedWords(
        titles=in_all(lambda: meeting.label),
        texts=(*meeting.place.values(), *meeting.adopted.values(), meeting.note, *called.values()),
        reference=meeting.reference,
        on=meeting.starts_on,
    )


def _of_group(group: WorkingGroup) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=group.name, texts=tuple(group.mandate.values()), reference=group.code, on=group.established_on
    )


def register() -> None:
    SEARCH.add(
        SearchedNoun(
            name="meetings",
            label=_("Meetings"),
            model=Meeting,
            says=_of_meeting,
            seen_by=Meeting.objects.visible_to,
            page=lambda reference: reverse("meeting-detail", args=[reference]),
            leads=True,
        ),
        order=60,
    )
    SEARCH.add(
        SearchedNoun(
            name="working-groups",
            label=_("Working groups"),
            model=WorkingGroup,
            says=_of_group,
            seen_by=WorkingGroup.objects.visible_to,
            page=lambda code: reverse("group-detail", args=[code]),
        ),
        order=140,
    )
