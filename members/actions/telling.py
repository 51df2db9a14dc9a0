"""Who is told, officially and at once, of what officers do to people and to posts; and in which words."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _now

from journal.names import name_of
from members.models import Deputyship, EnteredForState, FocalPoint, Invitation, Participant, User
from members.telling import POST_ENTERED, TELLING
from record.dates import day_of_the_house
from record.texts import in_all


def people_of(*participants: Participant, on: dt.date) -> list[User]:
    """Everybody who acts for these participants on a day and may sign in."""
    offices = FocalPoint.objects.filter(participant__in=participants, user__is_active=True).in_office(on)
    return [office.user for office in offices.select_related("user").order_by("pk") if office.user]


def concerned_by(person: User, on: dt.date) -> list[User]:
    """The person, and whoever else acts for the states for which they act."""
    states = Participant.objects.filter(focal_points__in=FocalPoint.objects.filter(user=person).in_office(on))
    return [person, *people_of(*states, on=on)]


def officers_but(*people: User | None) -> list[User]:
    named = [person.pk for person in people if person is not None]
    return list(User.objects.officers().exclude(pk__in=named))


def tell_officially(
    kind: str,
    *,
    about: Model,
    occurrence: str,
    to: list[User],
    values: Mapping[str, Any],
    at: dt.datetime,
    url: str = "",
) -> None:
    """In the portal and by letter, to everybody named, once each."""
    TELLING.teller.tell(
        kind, about=about, occurrence=occurrence[:100], to=to, url=url or reverse("account"), values=values, at=at
    )


def tell_of_post(office: FocalPoint, *, by: User, at: dt.datetime, letter: str = "") -> None:
    """The state's people, and whoever comes or goes, are told of what an officer entered about one of its posts."""
    _tell_of(office, [office.user] if office.user else [], post_in_words, by, at, letter)


def tell_of_deputy(row: Deputyship, *, by: User, at: dt.datetime, letter: str) -> None:
    """The two, and the people of their participant, are told who stands in for whom as an officer entered it."""
    _tell_of(row, [row.person, row.deputy], deputy_in_words, by, at, letter)


def tell_of_invitation(invitation: Invitation, *, by: User, at: dt.datetime, letter: str) -> None:
    """The same of somebody whom an officer invites to act for the participant: they read of it before that one accepts."""
    _tell_of(invitation, [], invited_in_words, by, at, letter)


def _tell_of(
    post: FocalPoint | Invitation | Deputyship,
    others: list[User],
    in_words: Callable[[Any], str],
    by: User,
    at: dt.datetime,
    letter: str,
) -> None:
    participant = post.participant
    if participant is None:
        raise ValueError("What is entered from a participant's letter is of a participant.")
    what = in_all(lambda: in_words(post))
    entry = EnteredForState.objects.create(
        participant=participant,
        about_kind=name_of(post).kind,
        about_key=name_of(post).key,
        about_label=str(post)[:300],
        what=what,
        url=reverse("people-of", args=[participant.code]),
        letter=letter[:300],
        by=by,
        at=at,
    )
    tell_officially(
        POST_ENTERED,
        about=post,
        occurrence=f"entered {at.isoformat()}",
        to=[*people_of(participant, on=day_of_the_house(at)), *others],
        values={
            "state": participant.name,
            "post": what,
            "letter": letter,
        },
        at=at,
        url=entry.get_absolute_url(),
    )


def deputy_in_words(row: Deputyship) -> str:
    """Who stands in for whom, and on which days."""
    words = _now("%(deputy)s stands in for %(person)s from %(since)s to %(last)s")
    return words % {
        "deputy": row.deputy.get_full_name(),
        "person": row.person.get_full_name(),
        "since": date_format(row.since),
        "last": date_format(row.last_day),
    }


def invited_in_words(invitation: Invitation) -> str:
    return _now("%(role)s, %(rank)s: %(person)s, who is invited") % {
        "role": invitation.get_role_display(),
        "rank": invitation.get_rank_display(),
        "person": invitation.name,
    }


def post_in_words(office: FocalPoint) -> str:
    """A post, who holds it, and on which days."""
    words = {
        "role": office.get_role_display(),
        "rank": office.get_rank_display(),
        "person": office.user.get_full_name() if office.user else _now("vacant"),
        "since": date_format(office.since, "DATE_FORMAT"),
    }
    if office.until is None:
        return _now("%(role)s, %(rank)s: %(person)s, from %(since)s") % words
    words["until"] = date_format(office.until, "DATE_FORMAT")
    return _now("%(role)s, %(rank)s: %(person)s, from %(since)s until %(until)s") % words
