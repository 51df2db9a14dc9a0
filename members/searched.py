"""What is searched of this room: participants, by all their names, and the people who act for them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import FocalPoint, Participant, User
from members.names import EVERYDAY_NAMES
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import in_all


def _of_participant(participant: Participant) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=participant.name,
        texts=tuple(participant.official_name.values()),
        reference=participant.code,
        aliases=EVERYDAY_NAMES.get(participant.code, ""),
    )


def _of_post(post: FocalPoint) -> Iterator[SearchedWords]:
    """Who holds it and for whom; what is known of a vacant one stands on the page of the participant's people."""
    if post.user is None:
        return
    yield SearchedWords(
        titles={"en": post.user.get_full_name()},
        texts=(*post.participant.name.values(), *in_all(post.get_role_display).values()),
        key=post.participant.code,
        reference=post.participant.code,
        on=post.since,
    )


def register() -> None:
    SEARCH.add(
        SearchedNoun(
            name="participants",
            label=_("States and organisations"),
            model=Participant,
            says=_of_participant,
            seen_by=Participant.objects.visible_to,
            page=lambda code: reverse("participant-detail", args=[code]),
            columns=frozenset({"code", "name", "official_name"}),
        ),
        order=40,
    )
    SEARCH.add(
        SearchedNoun(
            name="people",
            label=_("People"),
            model=FocalPoint,
            says=_of_post,
            seen_by=FocalPoint.objects.visible_to,
            page=lambda code: reverse("people-of", args=[code]),
            every=lambda: FocalPoint.everything.select_related("user", "participant"),
            follows={
                User: lambda person: FocalPoint.everything.filter(user=person.pk).select_related("user", "participant"),
                Participant: lambda state: FocalPoint.everything.filter(participant=state.pk).select_related(
                    "user", "participant"
                ),
            },
        ),
        order=150,
    )
