"""Agendas at the wall: what was sent to observers, what to the members, and what is only drafted."""

from typing import Any

from cica_tracker.tests.wall.personas import AT, MEMBERS, OFFICER, OFFICERS, SIGNED_IN, XC, Place, World
from decisions.actions.agenda import circulate_agenda
from decisions.actions.items import add_item, lay_paper
from decisions.choices import AgendaStage
from decisions.models import AgendaMatter
from law.cica.bodies import Body
from members.choices import Audience


def draft_and_circulate(world: World) -> None:
    """Sent to observers, with an item for the members; sent to the members; and then drafted further."""
    kept, officer = world.kept, world.people[OFFICER]
    meeting = kept[Body.SENIOR_OFFICIALS]
    given = {"meeting": meeting, "by": officer, "at": AT}
    closed = add_item(title={"en": world.canary("item for members", MEMBERS)}, **given)
    AgendaMatter.objects.create(item=closed, commitment=kept["drafted"])
    add_item(title={"en": world.canary("item for observers", SIGNED_IN)}, **given)
    given["stage"] = AgendaStage.PROVISIONAL
    kept["agenda for observers"] = circulate_agenda(audience=Audience.OBSERVERS, **given)
    words = world.canary("note of the agenda for members", MEMBERS)
    kept["agenda for members"] = circulate_agenda(audience=Audience.MEMBERS, note=words, **given)
    title = {"en": world.canary("item of the draft", OFFICERS | XC)}
    kept["agenda item"] = add_item(meeting=meeting, title=title, by=officer, at=AT)
    lay_paper(agenda_item=kept["agenda item"], paper=kept["uncirculated"], by=officer, at=AT)


def agenda_places(world: World) -> dict[str, list[Place]]:
    """What was sent to the members, and to observers too; the draft is the Secretariat's and the Chair's."""
    sent = [("to members", world.kept["agenda for members"], MEMBERS)]
    sent.append(("to observers", world.kept["agenda for observers"], SIGNED_IN))

    def of(absent: str, name: str = "reference", form: str = "{}", **more: Any) -> list[Place]:
        return [
            Place(
                label,
                {name: form.format(one.meeting.reference, one.number), **_numbered(name, one.number), **more},
                seen_by,
                absent={name: form.format(absent, one.number), **_numbered(name, one.number), **more},
            )
            for label, one, seen_by in sent
        ]

    nowhere, item = "X" * len(sent[0][1].meeting.reference), world.kept["agenda item"]
    return {
        "agenda-version": of(nowhere),
        "agenda-difference": of(nowhere),
        "agenda-file": of(nowhere, kind="csv"),
        "api-agendas-detail": of(nowhere, "key", "{}.{}"),
        "agenda-item-act": [
            Place(act, {"key": item.pk, "act": act}, OFFICERS | XC, absent={"key": 99_999, "act": act})
            for act in ("reword", "lay-paper", "up", "take-off")
        ],
        # The item is before a body that decides: what became of it is a decision.
        "api-agenda-items-consider": [
            Place("drafted", {"id": item.pk}, OFFICERS | XC, OFFICERS | XC, absent={"id": 99_999})
        ],
        **{
            f"api-agenda-items-{name}": [Place("drafted", {"id": item.pk}, OFFICERS | XC, absent={"id": 99_999})]
            for name in ("detail", "change")
        },
    }


def _numbered(name: str, number: int) -> dict[str, int]:
    return {"number": number} if name == "reference" else {}
