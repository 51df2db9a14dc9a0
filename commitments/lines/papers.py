"""Comments: asked of states until a day, and closing for whoever looks at what came in."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from commitments.lines.open import own_members
from commitments.models import Commitment
from journal.names import name_of
from journal.staff import is_of_staff
from members.access import own_states
from members.choices import Audience
from members.models import Participant, Person
from papers.models import Circulation, Comment, PaperVersion
from record.awaiting import MOST, SECRETARIAT, DeskLine, LinePress, Stands
from record.dates import day_of_the_house

# How long before its day the Secretariat reads that one closes.
CLOSES_WITHIN = dt.timedelta(days=7)


def _asking(user: Person, on: dt.date) -> Any:
    """Circulations that still ask for comments: the newest of a paper, of what hasn't ended."""
    return asking_of_all(on).filter(version__in=PaperVersion.objects.visible_to(user))


def asking_of_all(on: dt.date) -> Any:
    """Whoever they were sent to. What was sent without a day asks until the next step is taken."""
    circulated = Commitment.objects.standing(
        lambda flow: [step.target for step in flow.every_step() if step.circulates]
    )
    still = Q(version__paper__folder__commitment__in=circulated)
    rows = Circulation.objects.asking_for_comments(on, without_a_day=still)
    rows = rows.exclude(version__paper__folder__commitment__in=Commitment.objects.ended())
    return (
        rows.defer("version__text")
        .select_related("version__paper__folder__commitment__measure", "version__paper__folder__commitment__area")
        .order_by(F("comments_by").asc(nulls_last=True), "-at")
    )


def sent_to_one_of(states: list[Participant]) -> Q:
    """Of those that went to some participants alone, the ones that went to a state of these: the Chair reads, and isn't asked."""
    named = Circulation.participants.through.objects.filter(circulation=OuterRef("pk"), participant__in=states)
    return ~Q(audience=Audience.SECRETARIAT) | Q(Exists(named))


def newest_of_each(rows: Any) -> list[Circulation]:
    """Each version once, by the last of its circulations."""
    by_version: dict[int, Circulation] = {}
    for circulation in rows[:MOST]:
        by_version.setdefault(circulation.version_id, circulation)
    return list(by_version.values())


def _line(circulation: Circulation, kind: str) -> DeskLine:
    version = circulation.version
    commitment = getattr(version.paper.folder, "commitment", None)
    return DeskLine(
        kind=kind,
        about=name_of(version),
        part=str(circulation.comments_by or ""),
        thing=version.paper.heading,
        reference=str(version),
        page=version.get_absolute_url(),
        by=circulation.comments_by,
        article="CoA (a)",
        area=commitment.area if commitment else None,
    )


def comments_asked(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Papers sent to a person's states on which these have not commented; observers may, and nobody waits for them."""
    on = day_of_the_house(at)
    states = list(own_states(user, on).values())
    if not states:
        return
    circulations = newest_of_each(_asking(user, on).filter(sent_to_one_of(states)))
    heard = defaultdict(set)
    rows = Comment.objects.visible_to(user).filter(
        owner__in=states, version__in=[circulation.version_id for circulation in circulations]
    )
    for version, owner in rows.values_list("version", "owner"):
        heard[version].add(owner)
    members = {state.pk for state in own_members(user, on)}
    for circulation in circulations:
        for state in states:
            if state.pk not in heard[circulation.version_id]:
                yield asked_of(state, circulation, is_member=state.pk in members)


def asked_of(state: Participant, circulation: Circulation, *, is_member: bool) -> DeskLine:
    return replace(
        _line(circulation, "comments"),
        desk=state.code,
        stands=Stands.TO_DO if is_member else Stands.OPEN,
        what=_("Comment on the paper, if your state wishes to"),
        press=LinePress(_("Comment"), f"{circulation.version.get_absolute_url()}#comments"),
    )


def comments_closing(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """For the Secretariat: a day for comments that is near."""
    if not is_of_staff(user):
        return
    on = day_of_the_house(at)
    rows = _asking(user, on).filter(comments_by__lte=on + CLOSES_WITHIN)
    for circulation in newest_of_each(rows):
        yield replace(
            _line(circulation, "comments-closing"),
            desk=SECRETARIAT,
            what=_("Comments close: look at what came in"),
            press=LinePress(_("Read the comments"), f"{circulation.version.get_absolute_url()}#comments"),
        )
