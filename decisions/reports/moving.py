"""What another day of a meeting does to the papers on its agenda."""

import datetime as dt

from decisions.models import AgendaItem, AgendaPaper
from meetings.models import Deadline, Meeting
from members.models import User
from papers.models import PaperVersion


def late_papers(user: User, meeting: Meeting, cut_off: dt.datetime, at: dt.datetime) -> tuple[PaperVersion, ...]:
    """Papers on its agenda that came in after the cut-off and, so far, in time."""
    old = Deadline.objects.filter(meeting=meeting, kind="documents").first()
    rows = AgendaPaper.objects.filter(item__meeting=meeting, item__dropped=False, dropped=False)
    papers = PaperVersion.objects.visible_to(user).filter(pk__in=rows.values("version"), at__gt=cut_off)
    if old:
        papers = papers.filter(at__lte=old.due_at)
    return tuple(papers.select_related("paper__folder__commitment").defer("text").order_by("paper__symbol", "number"))


def items_without_a_paper(
    user: User, meeting: Meeting, cut_off: dt.datetime, at: dt.datetime
) -> tuple[AgendaItem, ...]:
    """Items about a matter, of which no paper has come in, where the cut-off would be over."""
    if cut_off >= at:
        return ()
    rows = AgendaItem.objects.filter(meeting=meeting, dropped=False, matters__isnull=False)
    with_a_paper = AgendaPaper.objects.filter(item__meeting=meeting, dropped=False).values("item")
    return tuple(rows.exclude(pk__in=with_a_paper).distinct().order_by("position", "pk"))
