"""WHAT AWAITS WHOM of letters: those laid to an officer, until they are closed; drafts, until they go; of papers, open comments."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
    OutgoingLetter,
    Paper,
    PaperVersion,
    PublicationText,
    PublishingAnswer,
    RegisteredLetter,
)
from record.acts import TABLE
from record.awaiting import LINES, MOST, SECRETARIAT, DeskLine, LinePress, LinesOf
from record.dates import day_of_the_house


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
        )
    )
