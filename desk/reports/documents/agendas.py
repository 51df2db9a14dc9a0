"""The agenda of a meeting as a document: as it was circulated to its reader, or as it is drafted for those who draft it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from decisions.models import AgendaVersion
from decisions.reads.agenda import content_of, items_of
from decisions.reports.agendas import ShownItem, agendas_seen_by, papers_readable, shown_of
from desk.reports.documents.grammar import day_in_words, facts, listed
from meetings.access import reads_preparations
from meetings.models import Meeting
from members.choices import WIDTH
from members.models import Person
from record.dates import day_of_the_house, end_of_the_day
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote, OutlineParagraph
from record.texts import in_language


def title(meeting: Meeting) -> str:
    return _("Agenda: %(meeting)s") % {"meeting": meeting.label}


def blocks(meeting: Meeting, user: Person, day: dt.date) -> list[OutlineBlock]:
    """The newest version by that day that the reader was sent; where there is none yet, the draft of today to who drafts."""
    rows = agendas_seen_by(user).filter(meeting=meeting, at__lte=end_of_the_day(day))
    version = rows.order_by("-number").first()
    known = facts(
        (_("Meeting"), meeting.label),
        (_("Reference"), meeting.reference),
        (_("Days"), meeting.days),
        (_("Host"), meeting.host or ""),
        (_("Place"), in_language(meeting.place)),
        (_("Agenda"), _told(version) if version else ""),
        ("SHA-256", version.sha256 if version else ""),
    )
    drafts = version is None and reads_preparations(user) and day == day_of_the_house()
    items = _drafted(meeting, user) if drafts else shown_of(version, user, papers_readable(user)) if version else []
    said = [OutlineNote(_("A draft: it wasn’t circulated yet."))] if drafts and items else []
    told = [block for item in items for block in _item(item)]
    return [known, *said, *(told or [OutlineParagraph(_("No agenda was circulated yet."))])]


def _told(version: AgendaVersion) -> str:
    words = _("%(stage)s, version %(number)d, of %(day)s")
    day = day_in_words(day_of_the_house(version.at))
    return words % {"stage": version.get_stage_display(), "number": version.number, "day": day}


def _drafted(meeting: Meeting, user: Person) -> list[ShownItem]:
    content = content_of(items_of(meeting), WIDTH[-1])
    draft = AgendaVersion(meeting=meeting, content=content)
    return shown_of(draft, user, papers_readable(user))


def _item(item: ShownItem) -> list[OutlineBlock]:
    name = _("For the members") if item.is_closed else in_language(item.title)
    told: list[OutlineBlock] = [OutlineHeading(f"{item.number}. {name}", 2)]
    if item.note:
        told.append(OutlineParagraph(item.note))
    if item.papers:
        words = _("Papers: %(papers)s") % {"papers": listed(_paper(paper) for paper in item.papers)}
        told.append(OutlineParagraph(words))
    return told


def _paper(paper: dict[str, Any]) -> str:
    return f"{paper['symbol']}/{paper['number']} · {paper['title']}"
