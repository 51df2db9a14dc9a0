"""WHAT AWAITS WHOM of letters: for the Secretariat, what hinders them. And what of people waits, and goes on."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.names import Name
from journal.staff import is_of_staff
from members.choices import Role
from members.lines import line_of_a_draft, line_of_a_request
from members.models import Draft, Participant, Person, SecondOfficerRequest
from notices.choices import TO_SERVE, Rung
from notices.kinds import KindOfAsk, Unanswered, add_asks
from notices.models import Addressee
from notices.reports.alarms import alarms_of
from notices.reports.health import health
from record.awaiting import LINES, MOST, SECRETARIAT, DeskLine, LinePress, LinesOf
from record.dates import day_of_the_house
from record.hindrances import ALL, hindered_lately

# What of a kind is looked at in one go.
AT_ONCE = 200


def letters_hindered(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Letters that are held, paused, late or refused, and what the house couldn't keep lately: for the Secretariat's staff."""
    if not is_of_staff(user):
        return
    state = health(at)
    counts = {"held": state.held, "refused": state.refused, "overdue": state.due, "paused": state.due}
    for alarm in alarms_of(state):
        yield DeskLine(
            kind="letters",
            about=Name("letters", alarm.name),
            # More of them is another occasion.
            part=str(counts.get(alarm.name, "")),
            desk=SECRETARIAT,
            what=alarm.what,
            remarks=(alarm.help,),
            page=reverse("reminders"),
            press=LinePress(_("See to it"), reverse("reminders")),
            article="AA 35",
        )
    hindered = set(hindered_lately())
    for hindrance in ALL:
        if hindrance.name in hindered:
            yield DeskLine(
                kind="letters",
                about=Name("hindrance", hindrance.name),
                desk=SECRETARIAT,
                what=_("Something couldn't be kept in the last minutes: tell whoever runs the house"),
                remarks=(hindrance.sentence,),
                page=reverse("desk"),
                article="AA 35",
            )


def to_serve_on_paper(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """One line for everything that is to be served on paper, with the states it is for: for the Secretariat's staff."""
    if not is_of_staff(user):
        return
    rows = Addressee.objects.visible_to(user).to_be_served()
    known = rows.aggregate(number=Count("pk"), oldest=Min("day"), newest=Max("pk"))
    if not (number := known["number"]):
        return
    states = Participant.objects.filter(pk__in=rows.values("participant")).in_seat_order()
    words = ngettext(
        "Serve %(number)d thing on paper, and enter the receipt",
        "Serve %(number)d things on paper, and enter the receipts",
        number,
    )
    yield DeskLine(
        kind="paper",
        about=Name("paper", "to-serve"),
        # What comes besides is another occasion.
        part=str(known["newest"]),
        desk=SECRETARIAT,
        what=words % {"number": number},
        page=f"{reverse('addressee-list')}?stands={TO_SERVE}",
        press=LinePress(_("Enter receipts"), reverse("receipt-on-paper-enter")),
        waits_for=tuple(states[:MOST]),
        since=known["oldest"],
        article="AA 35",
    )


def drafts_unanswered(at: dt.datetime) -> Iterator[Unanswered]:
    """Drafts that are ready, and wait for the second key of their state."""
    rows = Draft.objects.filter(is_ready=True, owner__isnull=False).select_related("by", "owner")
    for draft in rows.order_by("updated_at", "pk")[:AT_ONCE]:
        line = line_of_a_draft(draft, draft.owner.code if draft.owner else "", is_to_submit=True)
        yield Unanswered(
            line=line,
            since=day_of_the_house(draft.updated_at),
            participant=draft.owner_id,
            never=frozenset({draft.by_id}),
        )


def requests_unanswered(at: dt.datetime) -> Iterator[Unanswered]:
    """What one officer asked, and a second one is to confirm: it goes on to the others, once."""
    rows = SecondOfficerRequest.objects.all().waiting().select_related("person")
    for request in rows.order_by("at", "pk")[:AT_ONCE]:
        never = frozenset({request.by_id, request.person_id})
        yield Unanswered(line=line_of_a_request(request), since=day_of_the_house(request.at), never=never)


def register_asks() -> None:
    add_asks(
        KindOfAsk(
            name="second-key",
            label=_("A draft that waits for the second key"),
            article="CoA (a), (b)",
            rungs=(Rung.ALTERNATE, Rung.AUTHORITY),
            waiting=drafts_unanswered,
            days=3,
            is_own=True,
            roles=(Role.AUTHORITY,),
        ),
        KindOfAsk(
            name="second-officer",
            label=_("A confirmation by a second officer"),
            article="AA 35",
            rungs=(Rung.OFFICER,),
            waiting=requests_unanswered,
            days=2,
        ),
    )


def register() -> None:
    register_asks()
    LINES.add(LinesOf(kind="paper", label=_("To be served on paper"), article="AA 35", lines=to_serve_on_paper))
    LINES.add(LinesOf(kind="letters", label=_("Letters and the house"), article="AA 35", lines=letters_hindered))
