"""The record of a decision: its words, how it was taken, who was present, what states said, what follows, and its digests."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisions.models import Decision, Position
from decisions.reports.decisions import shown_decisions
from desk.reports.documents.grammar import day_in_words, facts, listed, rests_on, table_or_note
from members.models import Person
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote, OutlineParagraph
from record.templatetags.signs import colon
from record.texts import in_language


def title(decision: Decision) -> str:
    return _("Record of decision %(symbol)s") % {"symbol": decision.symbol}


def blocks(decision: Decision, user: Person, day: dt.date) -> list[OutlineBlock]:
    row = shown_decisions(user).get(pk=decision.pk)
    present = sorted(row.present.all(), key=lambda state: (state.seat_name, state.code))
    text = in_language(row.text)
    return [
        OutlineParagraph(in_language(row.title), is_strong=True),
        _how_it_was_taken(row, len(present)),
        OutlineHeading(_("Text"), 2),
        *(OutlineParagraph(words) for words in (text.split("\n\n") if text else [_("not in the record")])),
        OutlineHeading(_("What states said of it"), 2),
        table_or_note(
            (_("State"), _("Position"), _("Paragraphs"), _("In its own words")),
            [_said(position) for position in row.positions.all()],
        ),
        OutlineHeading(_("Consensus"), 2),
        OutlineParagraph(row.consensus or _("not in the record")),
        *_members(present),
        *_what_follows(row),
        OutlineHeading(_("Digests of the text"), 2),
        table_or_note((_("Language"), "SHA-256"), sorted(row.text_sha256.items())),
        OutlineNote(_("Whoever has the text can make its digest anew and lay it beside these.")),
    ]


def _how_it_was_taken(row: Decision, present: int) -> OutlineBlock:
    return facts(
        (_("Body"), row.body_label),
        (_("Outcome"), row.get_outcome_display()),
        (_("How"), row.get_manner_display()),
        (_("Day"), day_in_words(row.on, row.on_precision)),
        (_("Meeting"), row.meeting or ""),
        (_("Silence procedure"), row.silence_procedure.reference if row.silence_procedure else ""),
        (_("Agenda item"), in_language(row.agenda_item.title) if row.agenda_item else ""),
        (_("Quorum"), _quorum(row, present)),
        (_("Source"), rests_on(row) if row.source else ""),
    )


def _what_follows(row: Any) -> list[OutlineBlock]:
    """The commitments that it moved, as far as the reader sees them, and what it asked for next."""
    matters = [(matter.commitment, matter.taken) for matter in row.shown_matters]
    return [
        OutlineHeading(_("Commitments it is about"), 2),
        table_or_note(
            (_("Reference"), _("Commitment"), _("What was decided"), _("Where it stood then")),
            [
                (commitment.reference, commitment.heading, step.label, step.get_to_state_display())
                for commitment, step in matters
            ],
        ),
        OutlineHeading(_("Follow-ups"), 2),
        table_or_note(
            (_("What"), _("Looked after by"), _("Where it stands")),
            [
                (follow_up.what, follow_up.owner or _("the Secretariat"), follow_up.get_state_display())
                for follow_up in row.follow_ups.all()
            ],
        ),
    ]


def _quorum(row: Decision, present: int) -> str:
    if not row.quorum_then:
        return ""
    words = _("%(present)s of %(members)s members were present; a decision needed %(needed)s.")
    return words % {"present": present, "members": row.members_then, "needed": row.quorum_then}


def _members(present: list) -> list[OutlineBlock]:
    if not present:
        return []
    count = ngettext("%(number)d member was present", "%(number)d members were present", len(present))
    return [OutlineParagraph(f"{count % {'number': len(present)}}{colon()}{listed(present)}")]


def _said(position: Position) -> tuple:
    return position.participant, position.get_kind_display(), position.paragraphs, in_language(position.text)
