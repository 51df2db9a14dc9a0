"""What keeps the house reachable: posts that nobody holds, and contact details confirmed once a year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse

from desk.kinds import CONFIRM_DETAILS, POST_VACANT
from desk.reminders.before_meetings import Now
from desk.reminders.words import beginning_of
from journal.names import Name, name_of
from members.access import details_key
from members.choices import Rank, Standing
from members.models import FocalPoint, User
from notices.wanted import WantedNotice
from record.texts import in_all

A_YEAR = dt.timedelta(days=365)
# Whoever doesn't answer is asked once more, and then not before next year.
ASKED_AGAIN = dt.timedelta(days=30)


def posts_vacant(now: Now) -> Iterator[WantedNotice]:
    """The Secretariat, of a principal's post that nobody holds any more: when it falls vacant, then each quarter.

    A post is vacant where its row names nobody, its holder's term ended, or their account was closed, and nobody
    followed. What a participant never filled is its own affair.
    """
    posts = FocalPoint.objects.filter(rank=Rank.PRINCIPAL, since__lte=now.today).select_related("participant", "user")
    by_post: dict[tuple[int, str], list[FocalPoint]] = defaultdict(list)
    for post in posts.filter(participant__in=now.people.taking_part_as([Standing.MEMBER, Standing.OBSERVER])).order_by(
        "since", "pk"
    ):
        by_post[post.participant_id, post.role].append(post)
    quarter = _quarter(now.today)
    for held in by_post.values():
        if any(_is_held(post, now.today) for post in held):
            continue
        last = held[-1]
        values = {
            "participant": in_all(lambda last=last: last.participant),
            "post": in_all(last.get_role_display),
        }
        for person in now.people.secretariat:
            yield WantedNotice(
                kind=POST_VACANT,
                about=Name("post", f"{last.participant.code} {last.role}"),
                about_label=f"{last.participant} · {last.get_role_display()}",
                occurrence=f"{quarter.year}, quarter {(quarter.month + 2) // 3}",
                recipient=person,
                due_at=beginning_of(max(quarter, last.until or last.since)),
                url=reverse("participant-detail", args=[last.participant.code]),
                values=values,
            )


def _is_held(post: FocalPoint, day: dt.date) -> bool:
    return bool(post.user and post.user.is_active) and (post.until is None or post.until > day)


def _quarter(day: dt.date) -> dt.date:
    """The first day of the quarter."""
    return dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def details_to_confirm(now: Now) -> Iterator[WantedNotice]:
    """Everybody who acts for a participant, a year after they last confirmed where they are reached."""
    acting = {person for people in now.people.by_participant.values() for person in people}
    for person in User.objects.filter(pk__in=acting, is_active=True).order_by("pk"):
        last = person.last_confirmed_at
        due = (last or person.date_joined) + A_YEAR
        # A year that passed without an answer is followed by the next one, not by every one since.
        due += ((now.at - due) // A_YEAR) * A_YEAR if now.at > due else dt.timedelta()
        yield from _to_confirm(person, due)
        # Written down ahead, as others are, and not first on its day.
        if now.at < due + A_YEAR <= now.end:
            yield from _to_confirm(person, due + A_YEAR)


def _to_confirm(person: User, due: dt.datetime) -> Iterator[WantedNotice]:
    last = person.last_confirmed_at
    for occurrence, at in (("asked", due), ("asked again", due + ASKED_AGAIN)):
        yield WantedNotice(
            kind=CONFIRM_DETAILS,
            about=name_of(person),
            about_label=person.get_full_name(),
            occurrence=f"{due.year}, {occurrence}",
            group=str(due.year),
            recipient=person.pk,
            due_at=at,
            expires_at=due + 2 * ASKED_AGAIN,
            url=reverse("account-confirm", args=[details_key(person, at)]),
            values={"last": last.date().isoformat() if last else ""},
        )
