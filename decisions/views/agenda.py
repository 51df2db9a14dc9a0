"""A meeting's agenda in the portal: the draft, for who prepares the meeting, and what was circulated, for whom it was."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from decisions.acts.agenda import CIRCULATE_OF_A_MEETING, COPY
from decisions.models import AgendaItem, AgendaVersion
from decisions.reads.agenda import items_of
from decisions.reports.agendas import agendas_seen_by, as_table, changed_between, shown_to
from decisions.reports.ripe import ripe_for, standing_before
from journal.names import name_of
from meetings.access import prepares_meetings, reads_preparations
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person
from notices.reports.paper import receipts_of, where_to_receive
from record.acts import TABLE
from record.dates import day_of_the_house
from record.doors.portal import ActLink, act_links, address_of
from record.exports import SPREADSHEETS, Export, as_download
from record.forms import number_in
from record.pace import require_pace

MOST_TO_COME = 3


def agenda_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """On the meeting's page: the newest agenda that the reader was sent, the earlier ones, and the way to the draft."""
    user = request.user
    versions = list(agendas_seen_by(user).filter(meeting=meeting))
    may_draft = reads_preparations(user) and meeting.status in {Status.PROPOSED, Status.PLANNED, Status.HELD}
    drafted = AgendaItem.objects.visible_to(user).filter(meeting=meeting).standing().count() if may_draft else 0
    is_to_come = meeting.status == Status.PLANNED and meeting.last_day >= day_of_the_house()
    before_it = standing_before(meeting, user) if is_to_come and not versions else []
    if not versions and not drafted and not before_it and not (may_draft and meeting.status != Status.HELD):
        return None
    newest = versions[-1] if versions else None
    return {
        "meeting": meeting,
        "newest": newest,
        "items": shown_to(user, [newest])[newest.pk] if newest else [],
        "earlier": versions[-2::-1],
        "before_it": before_it,
        "may_draft": may_draft,
        "drafted": drafted,
    }


@dataclass(frozen=True)
class BenchLine:
    """An item on the bench: why it is ripe, and what may be done with it, by name."""

    item: AgendaItem
    why: str
    acts: dict[str, ActLink]


@require_safe
@login_required
def draft_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The bench: the draft in the order made by hand, with what is ripe and not on it yet, and every act about it."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), reference=reference)
    if not reads_preparations(request.user):
        raise PermissionDenied
    whys = {ripe.matter: ripe.why for ripe in ripe_for(meeting, request.user)}
    lines = []
    for item in items_of(meeting):
        item.meeting = meeting
        lines.append(BenchLine(item, whys.pop(item.matter, ""), _by_name(act_links(request.user, item))))
    context = {
        "meeting": meeting,
        "lines": [line for line in lines if not line.item.dropped],
        "taken_off": [line for line in lines if line.item.dropped],
        "ripe_count": len(whys),
        "acts": _by_name(act_links(request.user, meeting, are_listed=False)),
        "links": [link for link in act_links(request.user, meeting) if link.act is CIRCULATE_OF_A_MEETING],
    }
    return render(request, "decisions/agenda_draft.html", context)


def _by_name(links: list[ActLink]) -> dict[str, ActLink]:
    return {link.act.name.replace("-", "_"): link for link in links}


def seen_agenda(user: Person, reference: str, number: int) -> AgendaVersion:
    return get_object_or_404(agendas_seen_by(user), meeting__reference=reference, number=min(number, 32_767))


@require_safe
@login_required
def version_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One version as it was circulated, as this reader may read it."""
    version = seen_agenda(request.user, reference, number)
    others = list(agendas_seen_by(request.user).filter(meeting=version.meeting))
    context = {
        "version": version,
        "meeting": version.meeting,
        "items": shown_to(request.user, [version])[version.pk],
        "others": others,
        "earlier": next((earlier for earlier in reversed(others) if earlier.number < version.number), None),
        "kinds": SPREADSHEETS,
        "to_come": _to_begin_like(request.user, version.meeting),
        "receipts": (receipts := receipts_of(request.user, name_of(version.meeting), f"agenda-{version.number}")),
        "receive_at": where_to_receive(request.user, name_of(version.meeting), receipts),
    }
    return render(request, "decisions/agenda_version.html", context)


def _to_begin_like(user: Person, meeting: Meeting) -> list[tuple[Meeting, str]]:
    """The meetings of the body to come whose agenda may begin like this one's, with the page on which it does."""
    if not prepares_meetings(user):
        return []
    rows = Meeting.objects.visible_to(user).of_body(meeting.body).filter(status__in=[Status.PROPOSED, Status.PLANNED])
    to_come = rows.after(max(meeting.starts_on, day_of_the_house())).order_by("starts_on", "pk")[:MOST_TO_COME]
    noun = TABLE.noun_of(meeting)
    return [(row, f"{address_of(noun, COPY, row)}?earlier={meeting.reference}") for row in to_come]


@require_safe
@login_required
def difference_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What changed since another version: the one asked for, else the one before."""
    version = seen_agenda(request.user, reference, number)
    others = agendas_seen_by(request.user).filter(meeting=version.meeting).exclude(pk=version.pk)
    asked = request.GET.get("since", "")
    if asked:
        other: AgendaVersion | None = get_object_or_404(others, number=number_in(asked, 4) or 0)
    else:
        other = others.filter(number__lt=version.number).last()
    shown = shown_to(request.user, [compared for compared in (other, version) if compared])
    context = {
        "version": version,
        "meeting": version.meeting,
        "other": other,
        "others": others,
        "pieces": changed_between(shown[other.pk], shown[version.pk]) if other else [],
    }
    return render(request, "decisions/agenda_difference.html", context)


@require_safe
@login_required
def file_page(request: HttpRequest, reference: str, number: int, kind: str) -> StreamingHttpResponse:
    """The agenda as a file to take home."""
    version = seen_agenda(request.user, reference, number)
    if kind not in SPREADSHEETS:
        raise Http404
    require_pace("export", request.user.pk)
    table = as_table(version, shown_to(request.user, [version])[version.pk])
    export = Export(table.name, kind, request.META.get("QUERY_STRING", ""), request.user.pk)
    return as_download(replace(table, rows=export.told(table.rows)), kind)
