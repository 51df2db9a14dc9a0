"""WHAT AWAITS WHOM of letters: those laid to an officer, until they are closed; drafts, until they go; of papers, open comments."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.models import Entry
from journal.names import name_of
from journal.staff import is_of_staff, is_officer
from members.access import own_states
from members.models import Person
from notices.choices import Rung
from notices.kinds import KindOfAsk, Unanswered, add_asks
from papers.choices import EntrustedStage, PublicationStage, PublishingSaid, PublishingStage
from papers.models import (
    Comment,
    CommentOutcome,
    EntrustedPaper,
    Institution,
    OutgoingLetter,
    Paper,
    PaperVersion,
    PublicationText,
    PublishingAnswer,
    RegisteredLetter,
)
from record.acts import TABLE
from record.awaiting import LINES, MOST, SECRETARIAT, DeskLine, LinePress, LinesOf
from record.dates import day_of_the_house, last_day_of_term
from record.texts import with_more

INSTITUTION_ENDED = "institution: ended"
# As far ahead as of other terms, and as long afterwards.
ENDS_WITHIN = ENDED_WITHIN = dt.timedelta(days=120)


def letters_to_see_to(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """The one that has to be seen to first on top."""
    waiting = RegisteredLetter.objects.visible_to(user).waiting()
    return rows.filter(pk__in=waiting.values("pk")).order_by("until", "pk")


def letters_of_mine(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Drafts that the person changed last: the one that lies longest on top."""
    return rows.filter(pk__in=OutgoingLetter.objects.visible_to(user).drafted_by(user).values("pk")).order_by(
        "changed_at", "pk"
    )


def papers_of_mine(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Papers of the Secretariat that the person laid down and nobody circulated: the one that lies longest on top."""
    return rows.filter(pk__in=Paper.objects.laid_down_by(user).values("pk")).order_by("at", "pk")


def agreement_of_the_other(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Papers to be entrusted to an expert that wait for the word of the other of the two; the one that ends first on top."""
    today = day_of_the_house(at)
    waiting = rows.filter(stage=EntrustedStage.ASKED, until__gt=today)
    own = own_states(user, today)
    theirs = Q(state_at__isnull=True, owner__in=own)
    return waiting.filter(theirs | Q(office_at__isnull=True) if is_of_staff(user) else theirs).order_by("until", "pk")


def of_the_other_of_the_two(user: Person, entrusted: EntrustedPaper) -> str:
    return entrusted.owner.code if entrusted.state_at is None else SECRETARIAT


def may_be_public(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """What the person's states are asked about, whether it may be public, and of which they said nothing yet."""
    own = own_states(user, day_of_the_house(at))
    asked = PublishingAnswer.objects.filter(participant__in=own, answer=PublishingSaid.ASKED)
    folders = asked.filter(request__stage=PublishingStage.OPEN).values("request__folder")
    return rows.filter(folder__in=folders).order_by("pk")


def ready_to_publish(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Publications with a text to which every state concerned agreed: for the Secretariat."""
    agreed = PublicationText.objects.filter(stage=PublicationStage.AGREED).values("publication")
    ready = rows.filter(Q(pk__in=agreed) | ~Q(next_title={}))
    return (ready if is_officer(user) else rows.none()).order_by("at", "pk")


def comments_to_consider(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """For a state whose paper it is: versions with comments of others of which it hasn't said what became. One a version."""
    states = own_states(user, day_of_the_house(at))
    if not states:
        return
    rows = Comment.objects.visible_to(user).filter(outcome=CommentOutcome.OPEN).exclude(owner__in=states)
    rows = rows.filter(version__in=PaperVersion.objects.written_by(user).values("pk"))
    newest: dict[int, Comment] = {}
    for comment in rows.select_related("version__paper").order_by("-at", "-pk")[: 10 * MOST]:
        newest.setdefault(comment.version_id, comment)
    for comment in list(newest.values())[:MOST]:
        version = comment.version
        owner = states.get(version.on_behalf_of_id or 0) or next(iter(states.values()))
        beside = reverse("paper-beside", args=[version.paper.symbol, version.number])
        yield DeskLine(
            kind="comments-said",
            about=name_of(version),
            # A later comment is another occasion.
            part=str(comment.uid),
            desk=owner.code,
            what=_("Say what became of comments"),
            thing=version.paper.title,
            reference=version.designation,
            page=version.get_absolute_url(),
            press=LinePress(_("Comments beside the text"), beside),
            since=day_of_the_house(comment.at),
            article="CoA (a), (b)",
        )


def nominations_ending(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Of institutions whose term ends or has ended, for the Secretariat and the state that nominated them.

    What the state ended itself, or nominated anew, calls for nothing.
    """
    on = day_of_the_house(at)
    states, is_office = own_states(user, on), is_of_staff(user)
    rows = Institution.objects.visible_to(user).filter(until__gt=on - ENDED_WITHIN, until__lte=on + ENDS_WITHIN)
    rows = rows.filter(Q() if is_office else Q(owner__in=states)).select_related("owner").order_by("until", "pk")
    listed = list(rows[: 10 * MOST])
    settled = _ended_by_their_state(listed) | _nominated_anew(user, listed) if listed else frozenset()
    for institution in [row for row in listed if row.pk not in settled][:MOST]:
        state = states.get(institution.owner_id)
        yield DeskLine(
            kind="institutions",
            about=name_of(institution),
            part=str(institution.until),
            desk=SECRETARIAT if is_office or state is None else state.code,
            what=(
                _("An institution’s term ends: nominate it anew, or let it end")
                if institution.serves_on(on)
                else _("An institution’s term has ended: nominate it anew, or leave it so")
            ),
            thing=with_more(str(institution), str(institution.owner)),
            page=institution.get_absolute_url(),
            press=LinePress(_("Look at it"), institution.get_absolute_url()),
            by=last_day_of_term(institution.until),
            article="AA 34",
        )


def _ended_by_their_state(listed: list[Institution]) -> frozenset[int]:
    ended = Entry.objects.filter(verb=INSTITUTION_ENDED, about_key__in=[str(row.uid) for row in listed])
    keys = set(ended.values_list("about_key", flat=True))
    return frozenset(row.pk for row in listed if str(row.uid) in keys)


def _nominated_anew(user: Person, listed: list[Institution]) -> frozenset[int]:
    """Those that their own state has nominated once more since, under one of the same names."""
    later = Institution.objects.visible_to(user).filter(owner__in={row.owner_id for row in listed})
    named = [(row.owner_id, row.until, row.at, set(row.name.values()) - {""}) for row in later]
    return frozenset(
        row.pk
        for row in listed
        for owner, until, at, names in named
        if owner == row.owner_id and at > row.at and names & set(row.name.values())
        if until is None or until > (row.until or until)
    )


def letters_unanswered(at: dt.datetime) -> Iterator[Unanswered]:
    """Letters that wait for whoever they were laid to, beyond the day that was named."""
    rows = RegisteredLetter.objects.filter(until__lt=day_of_the_house(at)).waiting()
    for letter in rows.order_by("until", "pk")[: 10 * MOST]:
        line = DeskLine(
            kind=f"{TABLE.noun_of(letter).name}.close",
            about=name_of(letter),
            part=str(letter.until),
            desk=SECRETARIAT,
            thing=letter.subject,
            reference=letter.reference,
            page=letter.get_absolute_url(),
        )
        yield Unanswered(line=line, since=letter.until or dt.date.max, asked=frozenset({letter.officer_id or 0}))


def register() -> None:
    """From `ready()`."""
    add_asks(
        KindOfAsk(
            name="letter",
            label=_("A letter that waits to be seen to"),
            article="AA 35",
            rungs=(Rung.OFFICER,),
            waiting=letters_unanswered,
            days=3,
        )
    )
    LINES.add(
        LinesOf(
            kind="comments-said",
            label=_("What became of comments"),
            article="CoA (a), (b)",
            lines=comments_to_consider,
            stands_still=True,
        ),
        LinesOf(
            kind="institutions",
            label=_("Terms of institutions that end"),
            article="AA 34",
            lines=nominations_ending,
            stands_still=True,
        ),
    )
