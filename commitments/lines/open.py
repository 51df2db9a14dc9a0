"""What is open to states, and awaited of none: to coordinate, to join what others intend, to share a view."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Intention, View
from commitments.reports.coordination import awaiting_a_coordinator
from journal.names import name_of
from law.grammar.procedure import OwnPart, Step
from members.access import own_states
from members.choices import Standing
from members.models import Participant, Person, seats_of
from record.acts import TABLE
from record.awaiting import DeskLine, LinePress, Stands
from record.dates import day_of_the_house
from record.standing_still import the_first

# The newest of each; the others stand in the list of commitments.
MOST_OPEN = 5


def own_members(user: Person, on: dt.date) -> list[Participant]:
    """The member states that a person acts or reads for, in seat order."""
    keys = {seat.participant_id for seat in seats_of(user, on).seats if seat.standing == Standing.MEMBER}
    return [state for key, state in own_states(user, on).items() if key in keys]


def _line(commitment: Commitment, kind: str) -> DeskLine:
    return DeskLine(
        kind=kind,
        about=name_of(commitment),
        thing=commitment.heading,
        reference=commitment.reference,
        page=commitment.get_absolute_url(),
        since=day_of_the_house(commitment.moved_at),
        area=commitment.area,
    )


def _step_of(commitment: Commitment, part: OwnPart) -> Step | None:
    return next((step for step in commitment.workflow.from_state(commitment.state) if step.own is part), None)


def _press(commitment: Commitment, part: OwnPart) -> LinePress | None:
    step = _step_of(commitment, part)
    if step is None:
        return None
    noun = TABLE.noun_of(commitment)
    act = TABLE.act(noun, step.name, commitment)
    return LinePress(step.label, noun.form_of(act, commitment.reference)) if act else None


def offers_asked_for(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """What no state coordinates of what the person's states intend; it awaits them once the Chair asks who would."""
    on = day_of_the_house(at)
    members = own_members(user, on)
    if not members:
        return
    rows = awaiting_a_coordinator(user, [state.pk for state in members], on)
    rows = rows.select_related("measure", "area").order_by("-was_asked", "-moved_at", "-pk")
    for commitment in the_first(rows, MOST_OPEN):
        yield replace(
            _line(commitment, "coordination"),
            part="asked" if commitment.was_asked else "",
            desk=members[0].code,
            stands=Stands.TO_DO if commitment.was_asked else Stands.OPEN,
            what=_("Say whether your state would coordinate it") if commitment.was_asked else _("Offer to coordinate"),
            press=_press(commitment, OwnPart.OFFERS),
            article="CoA (annex)",
            remarks=(
                _("the Chair asks which state would coordinate it")
                if commitment.was_asked
                else _("no state coordinates it yet; yours may offer to"),
            ),
        )


def who_may_join(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """What other states intend, for all who may join; the newest of it."""
    on = day_of_the_house(at)
    members = own_members(user, on)
    if not members:
        return
    own = Intention.objects.running().filter(commitment=OuterRef("pk"), participant__in=members)
    rows = Commitment.objects.visible_to(user).standing(
        lambda flow: [
            state for state in flow.states() if any(step.own is OwnPart.JOINS for step in flow.from_state(state))
        ]
    )
    rows = rows.filter(~Exists(own)).exclude(Q(version=1) & ~Q(source=""))
    rows = rows.select_related("measure", "area").order_by("-began_at", "-pk")
    for commitment in the_first(rows, MOST_OPEN):
        yield replace(
            _line(commitment, "joining"),
            desk=members[0].code,
            stands=Stands.OPEN,
            what=_("Join what other states intend"),
            press=_press(commitment, OwnPart.JOINS),
            article="AA 24",
        )


def views_welcome(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Exchanges of views to which the person's member state has added nothing yet."""
    on = day_of_the_house(at)
    members = own_members(user, on)
    if not members:
        return
    shared = View.objects.visible_to(user).filter(owner__in=members).values("commitment")
    rows = Commitment.objects.visible_to(user).standing(
        lambda flow: [state for state in flow.states() if state.welcomes_views]
    )
    noun = TABLE.nouns["commitment"]
    act = TABLE.rows["commitment"]["share-view"]
    for commitment in (
        rows.exclude(pk__in=shared).select_related("measure", "area").order_by("-moved_at", "-pk")[:MOST_OPEN]
    ):
        press = LinePress(act.label, noun.form_of(act, commitment.reference))
        yield replace(line_of_a_view(commitment, members[0]), press=press)


def line_of_a_view(commitment: Commitment, state: Participant) -> DeskLine:
    """As it stands on the desk of a state."""
    return replace(
        _line(commitment, "views"),
        desk=state.code,
        stands=Stands.OPEN,
        what=_("Share a view"),
        article="CoA (b)",
    )
