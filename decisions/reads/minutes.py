"""What the record knows of a meeting, item by item: the draft of its minutes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from decisions.kinds import position_shown
from decisions.models import AgendaItem, AgendaVersion, Decision, FollowUp, Position
from decisions.reads.agenda import content_of, items_of, narrowest
from meetings.models import Attendance, Meeting
from members.choices import Audience
from record.templatetags.signs import colon, in_words
from record.texts import in_all, in_language


def drafted_content(meeting: Meeting, language: str) -> list[dict[str, Any]]:
    """The minutes as the record knows them, told in one language: who sat, then each item with what became of it."""
    decisions = _decisions_of(meeting)
    items = _agenda_of(meeting)
    outcomes = {item.pk: item for item in AgendaItem.objects.filter(meeting=meeting)}
    under: dict[int | None, list[Decision]] = {}
    standing = {item["item"] for item in items}
    for decision in decisions:
        key = decision.agenda_item_id if decision.agenda_item_id in standing else None
        under.setdefault(key, []).append(decision)
    with override(language):
        told = [
            _told(
                item["title"],
                "\n\n".join((*_outcome(outcomes.get(item["item"])), *map(_decided, under.get(item["item"], ())))),
                narrowest(item["audience"], *(decision.audience for decision in under.get(item["item"], ()))),
            )
            for item in items
        ]
        if apart := under.get(None):
            audience = narrowest(*(decision.audience for decision in apart))
            told.append(_told(in_all(lambda: _("Decisions")), "\n\n".join(map(_decided, apart)), audience))
        # The list of those who sat is the members' alone, wherever it stands.
        told.insert(0, _told(in_all(lambda: _("Opening and attendance")), _opening(meeting), Audience.MEMBERS))
    return [{"number": number, **item} for number, item in enumerate(told, start=1)]


def _told(title: dict[str, str], text: str, audience: str) -> dict[str, Any]:
    return {"title": title, "text": text, "audience": audience}


def _agenda_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The items of the agenda that went out last; where none did, of its draft."""
    version = AgendaVersion.objects.filter(meeting=meeting).order_by("number").last()
    return version.content if version else content_of(items_of(meeting), Audience.OBSERVERS)


def _decisions_of(meeting: Meeting) -> list[Decision]:
    rows = Decision.objects.filter(meeting=meeting).prefetch_related("positions__participant", "follow_ups__owner")
    return list(rows.order_by("on", "symbol"))


def _opening(meeting: Meeting) -> str:
    """Which states sat; names of people are read by fewer, and are the officer's to add."""
    rows = Attendance.objects.filter(meeting=meeting).present().select_related("participant").in_seat_order()
    sat = [str(row.participant) for row in rows]
    place = in_language(meeting.place)
    opening = _("%(meeting)s met: %(days)s.") % {"meeting": meeting.label, "days": meeting.days}
    where = [_("Place: %(place)s.") % {"place": place}] if place else []
    there = _("There were present: %(states)s.") % {"states": in_words(sat)} if sat else _("No entry of attendance.")
    return "\n\n".join((" ".join((opening, *where)), there))


def _outcome(item: AgendaItem | None) -> list[str]:
    if item is None or not item.outcome:
        return []
    words = [_("What became of it: %(outcome)s.") % {"outcome": item.get_outcome_display()}]
    return words + ([item.outcome_note] if item.outcome_note else [])


def _decided(decision: Decision) -> str:
    """A decision in words: what it is, what states said of it, and what follows."""
    head = f"{decision.symbol}{colon()}{in_language(decision.title)} ({decision.get_outcome_display()})"
    lines = [head, *([decision.consensus] if decision.consensus else [])]
    lines += [_position(position) for position in decision.positions.all()]
    lines += [_followed(follow_up) for follow_up in decision.follow_ups.all()]
    return "\n".join(lines)


def _position(position: Position) -> str:
    said = position_shown(position.get_kind_display(), position.paragraphs)
    words = in_language(position.text)
    return f"– {position.participant}{colon()}{said}" + (f"{colon()}{words}" if words else "")


def _followed(follow_up: FollowUp) -> str:
    owner = follow_up.owner or _("the Secretariat")
    return "– " + _("To follow up: %(what)s (%(owner)s)") % {"what": follow_up.what, "owner": owner}
