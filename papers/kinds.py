"""WHAT IS TOLD OF PAPERS: that one was circulated, that a state commented."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from law.choices import PaperKind
from notices.kinds import DAY, DAYS, ByLetter, HasBeenTold, KindOfNotice, KindOfReminder, Values, add, text
from record.texts import in_all

States = Mapping[str, str]


def _circulated(notice: HasBeenTold, states: States) -> str:
    paper, day = _paper(notice, states), comments_by(notice)
    if day is None:
        return _now("%(kind)s “%(title)s” (%(state)s) was circulated.") % paper
    words = {**paper, "day": date_format(day, "DATE_FORMAT")}
    return _now("%(kind)s “%(title)s” (%(state)s) was circulated; comments by %(day)s.") % words


def _paper(notice: HasBeenTold, states: States) -> dict[str, str]:
    """What a paper is, what it is called, and whose; its symbol where a notice was made before these were told."""
    kind, owner = notice.values.get("paper", ""), notice.values.get("owner", "")
    label = PaperKind(kind).label if kind else _("Paper")
    title = notice.values.get("title") or notice.about_label
    return {
        "kind": str(label),
        # A compilation is called as its kind is: its symbol says which one.
        "title": notice.about_label if title in in_all(lambda: label).values() else title,
        "state": states.get(owner, owner) or str(_("the Secretariat")),
    }


def _states_of_a_paper(values: Values) -> Iterable[str]:
    return [code for code in (values.get("state"), values.get("owner")) if code]


def comments_by(notice: HasBeenTold) -> dt.date | None:
    """The day by which comments are welcome, where the notice names one."""
    day = notice.values.get("comments_by")
    return dt.date.fromisoformat(day) if day else None


def _commented(notice: HasBeenTold, states: States) -> str:
    code = notice.values.get("state", "")
    words = {**_paper(notice, states), "state": states.get(code, code)}
    return _now("%(state)s commented on %(kind)s “%(title)s”.") % words


PAPER_CIRCULATED = add(
    KindOfNotice(
        "paper-circulated",
        _("A paper was circulated"),
        _circulated,
        _states_of_a_paper,
        ByLetter(
            is_official=True,
            body=_(
                "The page of the paper holds its text. A state that wishes to comment can do so there or in writing."
            ),
            link=_("Open the paper"),
            day=lambda values: values.get("comments_by"),
        ),
    )
)
COMMENT_MADE = add(KindOfNotice("comment-made", _("A comment was shared"), _commented, _states_of_a_paper))
COMMENT_DATE = add(
    KindOfReminder(
        "comment-date",
        _("Comments are welcome until a date"),
        is_official=True,
        placeholders=(text("paper", _("the paper")), DAY, DAYS),
        line=_("{paper}: comments are welcome until {day}"),
        body=_("The paper {paper} was circulated to you. Comments are welcome until {day} ({days})."),
        link=_("Open the paper"),
        what="paper",
        when="day",
    )
)
