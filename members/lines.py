"""WHAT AWAITS WHOM of people and posts: posts that nobody holds, states with nobody, drafts, what waits for a second officer."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.names import Name, kind_of, name_of, page_of
from journal.staff import is_of_staff
from members.access import own_states
from members.choices import Rank, Role, Standing
from members.drafts import label_of
from members.models import (
    Draft,
    EnteredForState,
    FocalPoint,
    Participant,
    Participation,
    Person,
    SecondOfficerRequest,
    User,
    seats_of,
)
from record.awaiting import LINES, MOST, SECRETARIAT, DeskLine, LinePress, LinesOf, Stands
from record.dates import day_of_the_house
from record.models import Correction


def posts_vacant(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Principal posts that somebody held and nobody holds, and states for which nobody acts at all."""
    if not is_of_staff(user):
        return
    on = day_of_the_house(at)
    taking_part = Participation.objects.holding(on).filter(standing__in=[Standing.MEMBER, Standing.OBSERVER])
    yield from _states_with_nobody(user, taking_part.filter(standing=Standing.MEMBER), on)
    same = FocalPoint.objects.filter(
        participant=OuterRef("participant"), role=OuterRef("role"), rank=Rank.PRINCIPAL, since__lte=on
    )
    is_held = Q(user__is_active=True) & (Q(until__isnull=True) | Q(until__gt=on))
    later = same.filter(Q(since__gt=OuterRef("since")) | Q(since=OuterRef("since"), pk__gt=OuterRef("pk")))
    rows = FocalPoint.objects.visible_to(user).filter(
        rank=Rank.PRINCIPAL, since__lte=on, participant__in=taking_part.values("participant")
    )
    rows = rows.filter(~Exists(same.filter(is_held)), ~Exists(later)).select_related("participant")
    for post in rows.order_by("participant__seat_name", "role", "pk")[:MOST]:
        yield DeskLine(
            kind="posts",
            about=Name("post", f"{post.participant.code} {post.role}"),
            part=str(post.until or post.since),
            desk=SECRETARIAT,
            what=_now("A post is vacant: %(post)s") % {"post": post.get_role_display()},
            thing=str(post.participant),
            page=reverse("people-of", args=[post.participant.code]),
            press=LinePress(_("Invite somebody"), reverse("people-of", args=[post.participant.code])),
            since=post.until or post.since,
            article="AA 35",
        )


def _states_with_nobody(user: Person, members: QuerySet[Any], on: dt.date) -> Iterator[DeskLine]:
    """One line for all of them: what is sent to them goes on paper."""
    manned = FocalPoint.objects.in_office(on).filter(user__is_active=True).values("participant")
    states = Participant.objects.visible_to(user).filter(pk__in=members.values("participant")).exclude(pk__in=manned)
    alone = list(states.in_seat_order())
    if alone:
        words = ngettext(
            "Nobody acts in the portal for %(number)d member state",
            "Nobody acts in the portal for %(number)d member states",
            len(alone),
        )
        yield DeskLine(
            kind="posts",
            about=Name("states", "nobody"),
            # Another state among them is another occasion.
            part=f"{len(alone)} {max(state.pk for state in alone)}",
            desk=SECRETARIAT,
            what=words % {"number": len(alone)},
            waits_for=tuple(alone),
            page=reverse("people"),
            press=LinePress(_("Invite somebody"), reverse("people")),
            article="AA 35",
        )


def drafts_ready(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Drafts that a preparer says are ready: for the authority to look at and submit; the preparer waits."""
    on = day_of_the_house(at)
    states = own_states(user, on)
    if not states:
        return
    seats = seats_of(user, on)
    rows = Draft.objects.visible_to(user).filter(is_ready=True, owner__in=states).select_related("by")
    for draft in rows.order_by("updated_at", "pk")[:MOST]:
        is_to_submit = seats.is_authority_of(draft.owner_id or 0)
        yield line_of_a_draft(draft, states[draft.owner_id or 0].code, is_to_submit=is_to_submit)


def line_of_a_draft(draft: Draft, desk: str, *, is_to_submit: bool) -> DeskLine:
    """As it stands on its state's desk: of whoever submits it, or of whoever waits for them."""
    return DeskLine(
        kind="drafts",
        # Not by its own key: numbers would tell how many drafts others keep.
        about=Name(kind_of(Draft), draft.form),
        part=f"{draft.about_key} {draft.by_id} {draft.updated_at.isoformat(timespec='seconds')}",
        desk=desk,
        stands=Stands.TO_DO if is_to_submit else Stands.WAITS,
        what=_now("Look at a draft, and submit it: %(form)s") % {"form": label_of(draft.form)},
        thing=draft.called or draft.by.get_full_name(),
        remarks=(_now("Last written by %(name)s.") % {"name": draft.by.get_full_name()},) if draft.called else (),
        reference=draft.about_key,
        page=draft.get_absolute_url(),
        press=LinePress(_("Read and submit"), draft.get_absolute_url()),
        since=day_of_the_house(draft.updated_at),
        waits_for=() if is_to_submit else (Role.AUTHORITY.label,),
        article="CoA (a), (b)",
        matter=draft,
    )


def who_submits(line: DeskLine, at: dt.datetime) -> Iterable[User]:
    """The authorities of the state whose draft it is."""
    posts = FocalPoint.objects.in_office(day_of_the_house(at)).filter(
        participant=line.matter.owner_id, role=Role.AUTHORITY, user__is_active=True
    )
    return User.objects.filter(pk__in=posts.values("user")).order_by("pk")


def requests_waiting(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """What an officer asked of a second one; what waits for them, an act says."""
    if not seats_of(user).is_officer:
        return
    rows = SecondOfficerRequest.objects.visible_to(user).waiting().filter(by=user.pk).select_related("person")
    for request in rows.order_by("at", "pk")[:MOST]:
        yield line_of_a_request(request)


def line_of_a_request(request: SecondOfficerRequest) -> DeskLine:
    """As it stands on the desk of whoever asked."""
    return DeskLine(
        kind="second-officer",
        about=name_of(request),
        part="asked",
        desk=SECRETARIAT,
        stands=Stands.WAITS,
        what=_("A second officer confirms what you asked"),
        thing=str(request),
        page=request.get_absolute_url(),
        since=day_of_the_house(request.at),
        waits_for=(_("another officer of the Secretariat"),),
        article="AA 35",
        matter=request,
    )


def other_officers(line: DeskLine, at: dt.datetime) -> Iterable[User]:
    """Whoever may confirm a request: neither who asked, nor whom it is about."""
    return User.objects.officers().exclude(pk__in=[line.matter.by_id, line.matter.person_id]).order_by("pk")


def corrections_waiting(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Corrections that an officer asked for, and that a second one is to confirm."""
    if not seats_of(user).is_officer:
        return
    for correction in Correction.objects.visible_to(user).waiting().filter(by=user.pk).order_by("at", "pk")[:MOST]:
        yield DeskLine(
            kind="corrections",
            about=name_of(correction),
            part="asked",
            desk=SECRETARIAT,
            stands=Stands.WAITS,
            what=_("A second officer confirms that it was entered by mistake"),
            thing=str(correction),
            page=page_of(name_of(correction)),
            since=day_of_the_house(correction.at),
            waits_for=(_("another officer of the Secretariat"),),
            article="AA 35",
            matter=correction,
        )


def officers_beside(line: DeskLine, at: dt.datetime) -> Iterable[User]:
    return User.objects.officers().exclude(pk=line.matter.by_id).order_by("pk")


# -- Of these nouns, acts say when they await somebody.


def to_confirm(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Requests that wait for an officer who neither asked nor is whom they are about."""
    awaiting = SecondOfficerRequest.objects.awaiting(user) if seats_of(user).is_officer else rows.none()
    return rows.filter(pk__in=awaiting.values("pk")).order_by("at", "pk")


def to_answer(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Entries of which a state says that they didn't come from it."""
    if not is_of_staff(user):
        return rows.none()
    contested = EnteredForState.objects.contested().values("pk")
    return rows.filter(pk__in=contested).order_by(F("contested_at").asc(), "pk")


def register() -> None:
    LINES.add(
        LinesOf(kind="posts", label=_("Posts and people"), article="AA 35", lines=posts_vacant, stands_still=True),
        LinesOf(kind="drafts", label=_("Drafts to submit"), article="CoA", lines=drafts_ready, people=who_submits),
        LinesOf(
            kind="second-officer",
            label=_("A second officer"),
            article="AA 35",
            lines=requests_waiting,
            people=other_officers,
        ),
        LinesOf(
            kind="corrections",
            label=_("Corrections to confirm"),
            article="AA 35",
            lines=corrections_waiting,
            people=officers_beside,
        ),
    )
