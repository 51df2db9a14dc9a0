"""The coordination report: the annex's table with offers and designations as they stand on a day, and what has no entry yet."""

import datetime as dt

from django.utils.translation import gettext as _

from catalogue.models import Edition
from commitments.choices import Fact
from commitments.models import CoordinatorAssignment
from commitments.reports.coordination import standing
from commitments.reports.gaps import GapOpened
from commitments.reports.listed import gap_lines
from desk.reports.boards import BoardQuestion, coverage_board
from desk.reports.documents.grammar import day_in_words, listed, rests_on, table_or_note
from law.choices import CoordinatorRole
from members.models import Person
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote, OutlineParagraph
from record.templatetags.signs import colon
from record.texts import in_language


def title(edition: Edition) -> str:
    return _("Coordination: %(edition)s") % {"edition": edition}


def blocks(edition: Edition, user: Person, day: dt.date) -> list[OutlineBlock]:
    rows = standing(user, day).filter(edition=edition).for_page().in_order()
    gaps = gap_lines(user, [edition], day)
    head = (_("State"), _("What about"), _("Fact"), _("Role"), _("Day and term"), _("Source"))
    gap_head = (_("Area or measure"), _("No entry since"), _("Source"))
    return [
        *coverage_board(BoardQuestion(user, day, edition=edition)).in_a_document,
        OutlineHeading(_("Offers and designations"), 2),
        OutlineParagraph(
            _(
                "An offer, a designation and a role are three facts; none follows from another. Each stands here at the"
                " depth and in the words of its source."
            )
        ),
        table_or_note(head, [cells(row) for row in rows]),
        OutlineHeading(_("Measures for which the record shows no coordinator"), 2),
        OutlineParagraph(_("To offer is voluntary; an absent entry says nothing about a state.")),
        table_or_note(gap_head, [(gap.subject, since(gap.opened), rests_on(gap.opened)) for gap in gaps]),
        *([OutlineNote(_("Source of the edition: %(source)s") % {"source": edition.source})] if edition.source else []),
    ]


def cells(row: CoordinatorAssignment) -> tuple[str, ...]:
    """An offer or a designation, as the table of coordinators has it."""
    fact = _("designated") if row.fact == Fact.DESIGNATION else _("offered")
    role = _("not stated") if row.role == CoordinatorRole.UNSTATED else str(row.get_role_display())
    days = [day_in_words(row.on, row.on_precision), *([_("term: %(term)s") % {"term": row.term}] if row.term else [])]
    if getattr(row, "is_known_then", False):
        days.append(known_then(row.last_known, row.last_known_precision))
    about = row.subject
    if row.says_more:
        about = f"{about} · {in_language(row.wording)}"
    return str(row.participant), about, fact, role, listed(words for words in days if words), rests_on(row)


def known_then(day: dt.date | None, precision: str) -> str:
    words = _("known then (%(known)s); the record does not say whether it still holds")
    return words % {"known": day_in_words(day, precision)}


def since(opened: GapOpened) -> str:
    """Since when nobody is named: the end of what was known last, or the adoption of the edition."""
    if opened.is_known_then:
        return f"{opened.state}{colon()}{known_then(opened.day, opened.precision)}"
    day = day_in_words(opened.day, opened.precision)
    return day if opened.state else _("since the edition was adopted, %(day)s") % {"day": day}
