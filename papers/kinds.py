"""WHAT IS TOLD OF PAPERS: that one was circulated, that a state commented."""

import datetime as dt
from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from notices.kinds import DAY, DAYS, HasBeenTold, KindOfNotice, KindOfReminder, add, text

States = Mapping[str, str]


def _circulated(notice: HasBeenTold, states: States) -> str:
    if day := comments_by(notice):
        return _now("The paper %(what)s was circulated; comments are welcome until %(day)s.") % {
            "what": notice.about_label,
            "day": date_format(day, "DATE_FORMAT"),
        }
    return _now("The paper %(what)s was circulated.") % {"what": notice.about_label}


def comments_by(notice: HasBeenTold) -> dt.date | None:
    """The day by which comments are welcome, where the notice names one."""
    day = notice.values.get("comments_by")
    return dt.date.fromisoformat(day) if day else None


def _commented(notice: HasBeenTold, states: States) -> str:
    code = notice.values.get("state", "")
    return _now("%(state)s commented on %(what)s.") % {"state": states.get(code, code), "what": notice.about_label}


PAPER_CIRCULATED = add(KindOfNotice("paper-circulated", _("A paper was circulated"), _circulated))
COMMENT_MADE = add(KindOfNotice("comment-made", _("A comment was shared"), _commented))
COMMENT_DATE = add(
    KindOfReminder(
        "comment-date",
        _("Comments are welcome until a date"),
        is_official=True,
        placeholders=(text("paper", _("the paper")), DAY, DAYS),
        line=_("{paper}: comments are welcome until {day}"),
        body=_("The paper {paper} was circulated to you. Comments are welcome until {day} (days until then: {days})."),
        link=_("Open the paper"),
        what="paper",
        when="day",
    )
)
