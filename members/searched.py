"""What is searched of this room: participants, by all their names, and the people who act for them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import FocalPoint, Participant, User
from members.models.users import STAFF_COLUMNS, of_staff
from members.names import EVERYDAY_NAMES
from record.searchable import SEARCH, Followed, SearchedNoun, SearchedWords
from record.texts import in_all


def _of_participant(participant: Participant) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=participant.name,
        texts=tuple(participant.official_name.values()),
        reference=participant.code,
        aliases=EVERYDAY_NAMES.get(participant.code, ""),
    )


def _of_post(post: FocalPoint) -> Iterator[SearchedWords]:
    """Who holds it and for whom; a vacant one is found by nobody's name."""
    if post.user is None:
        return
    yield SearchedWords(
        titles={"en": post.user.get_full_name()},
        texts=(post.user.email, *post.participant.name.values(), *in_all(post.get_role_display).values()),
        key=str(post.user.uid),
        reference=post.participant.code,
        on=post.since,
    )


def _every_post() -> QuerySet:
    return FocalPoint.everything.select_related("user", "participant")


def page_of_a_person(key: str) -> str:
    return reverse("person-detail", args=[key])


def _of_staff(person: User) -> Iterator[SearchedWords]:
    """Whoever is of the Secretariat; others are found by their posts."""
    role = person.role_at_the_secretariat
    if role is not None:
        texts = (person.email, *in_all(lambda: role.label).values())
        yield SearchedWords(titles={"en": person.get_full_name()}, texts=texts, key=str(person.uid))


PARTICIPANTS = SearchedNoun(
    name="participants",
    label=_("States and organisations"),
    model=Participant,
    says=_of_participant,
    seen_by=Participant.objects.visible_to,
    page=lambda code: reverse("participant-detail", args=[code]),
    columns=frozenset({"code", "name", "official_name"}),
)
PERSONS = SearchedNoun(
    name="persons",
    label=_("People"),
    model=FocalPoint,
    says=_of_post,
    seen_by=FocalPoint.objects.visible_to,
    page=page_of_a_person,
    every=_every_post,
    # A sign-in writes when it was: nothing of that is searched.
    follows={
        User: Followed(
            lambda person: _every_post().filter(user=person.pk), columns=frozenset({"title", "name", "email"})
        ),
        Participant: Followed(lambda state: _every_post().filter(participant=state.pk)),
    },
)
STAFF = SearchedNoun(
    name="staff",
    label=_("The Secretariat's staff"),
    model=User,
    says=_of_staff,
    seen_by=lambda user: User.objects.visible_to(user).filter(of_staff()),
    page=page_of_a_person,
    columns=frozenset({"name", "title", "email", *STAFF_COLUMNS}),
)


def register() -> None:
    for noun, order in ((PARTICIPANTS, 40), (PERSONS, 150), (STAFF, 155)):
        SEARCH.add(noun, order=order)
