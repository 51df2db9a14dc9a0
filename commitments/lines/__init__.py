"""WHAT AWAITS WHOM of commitments: steps, offers to coordinate, intentions that may be joined, views, comments, terms."""

from django.utils.translation import gettext_lazy as _

from commitments.lines.open import offers_asked_for, views_welcome, who_may_join
from commitments.lines.papers import comments_asked, comments_closing
from commitments.lines.periods import periods_ending
from commitments.lines.steps import STEP, people_awaited, steps_awaited
from commitments.lines.terms import terms_ending
from commitments.lines.unanswered import register as register_asks
from record.awaiting import LINES, LinesOf

SOURCES = (
    LinesOf(
        kind=STEP,
        label=_("Steps of commitments"),
        article="CoA (a), (b)",
        lines=steps_awaited,
        people=people_awaited,
        stands_still=True,
    ),
    LinesOf(
        kind="coordination",
        label=_("Offers to coordinate"),
        article="CoA (annex)",
        lines=offers_asked_for,
        stands_still=True,
    ),
    LinesOf(
        kind="joining",
        label=_("Intentions that may be joined"),
        article="AA 24",
        lines=who_may_join,
        stands_still=True,
    ),
    LinesOf(kind="views", label=_("Exchanges of views"), article="CoA (b)", lines=views_welcome, stands_still=True),
    LinesOf(kind="comments", label=_("Comments on papers"), article="CoA (a)", lines=comments_asked, stands_still=True),
    LinesOf(
        kind="comments-closing",
        label=_("Comments that close"),
        article="CoA (a)",
        lines=comments_closing,
        stands_still=True,
    ),
    LinesOf(
        kind="commitment-periods",
        label=_("Commitments of which the period ends"),
        article="AA 24",
        lines=periods_ending,
        stands_still=True,
    ),
    LinesOf(kind="terms", label=_("Terms that end"), article="CoA (annex)", lines=terms_ending, stands_still=True),
)


def register() -> None:
    register_asks()
    LINES.add(*SOURCES)
