"""What of commitments and their papers waits for a state's answer, and goes on where none comes.

Only what left a state counts as its answer: what it keeps to itself tells nobody whether it answers.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext_lazy as _

from commitments.lines.open import line_of_a_view
from commitments.lines.papers import asked_of, asking_of_all, newest_of_each
from commitments.models import Commitment, View
from members.choices import WITHIN, Audience, Standing
from members.models import Participant, Participation
from notices.choices import Rung
from notices.kinds import KindOfAsk, Unanswered, add_asks
from papers.models import Comment
from record.dates import day_of_the_house

EVERY_RUNG = (Rung.ALTERNATE, Rung.AUTHORITY, Rung.OFFICER)
# Exchanges that opened longer ago go on no more; the newest are looked at, so many at once.
NO_LONGER_AFTER = dt.timedelta(days=120)
AT_ONCE = 200


def _members(on: dt.date) -> list[Participant]:
    held = Participation.objects.holding(on).filter(standing=Standing.MEMBER)
    return list(Participant.objects.filter(pk__in=held.values("participant")).in_seat_order())


def comments_unanswered(at: dt.datetime) -> Iterator[Unanswered]:
    """Members to which a paper was sent and that have shared no comment; observers may, and nobody waits for them."""
    on = day_of_the_house(at)
    circulations = newest_of_each(asking_of_all(on).prefetch_related("participants"))
    heard = defaultdict(set)
    rows = Comment.objects.exclude(audience=Audience.OWN).filter(
        version__in=[circulation.version_id for circulation in circulations]
    )
    for version, owner in rows.values_list("version", "owner"):
        heard[version].add(owner)
    members = _members(on) if circulations else []
    for circulation in circulations:
        named = {participant.pk for participant in circulation.participants.all()}
        to_all = Standing.MEMBER in WITHIN[Audience(circulation.audience)]
        for state in [state for state in members if to_all or state.pk in named]:
            if state.pk not in heard[circulation.version_id] | {circulation.version.on_behalf_of_id}:
                line = asked_of(state, circulation, is_member=True)
                yield Unanswered(line=line, since=day_of_the_house(circulation.at), participant=state.pk)


def views_unanswered(at: dt.datetime) -> Iterator[Unanswered]:
    """Members that have shared no view in an exchange that is open to them."""
    on = day_of_the_house(at)
    rows = Commitment.objects.standing(lambda flow: [state for state in flow.states() if state.welcomes_views])
    rows = (
        rows.filter(moved_at__gte=at - NO_LONGER_AFTER).select_related("measure", "area").order_by("-moved_at", "-pk")
    )
    commitments = list(islice(rows, AT_ONCE))
    shared = View.objects.exclude(audience=Audience.OWN).filter(commitment__in=commitments)
    heard = {*shared.values_list("commitment", "owner")} if commitments else set()
    members = _members(on) if commitments else []
    for commitment in commitments:
        for state in members:
            if (commitment.pk, state.pk) not in heard:
                line = line_of_a_view(commitment, state)
                yield Unanswered(line=line, since=day_of_the_house(commitment.moved_at), participant=state.pk)


def register() -> None:
    add_asks(
        # Comments and views are open to states, and awaited of none: they go on first where the Secretariat says so.
        KindOfAsk(
            name="comment",
            label=_("Comments on a paper"),
            article="CoA (a)",
            rungs=EVERY_RUNG,
            waiting=comments_unanswered,
            days=10,
            is_on=False,
        ),
        KindOfAsk(
            name="view",
            label=_("A view in an exchange of views"),
            article="CoA (b)",
            rungs=EVERY_RUNG,
            waiting=views_unanswered,
            days=15,
            is_on=False,
        ),
    )
