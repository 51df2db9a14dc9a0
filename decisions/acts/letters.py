"""What a letter begins with that is drafted about a decision, or about a text that lies before the members."""

import datetime as dt

from django.utils.translation import get_language

from decisions.models import Decision, SilenceProcedure
from members.choices import Audience
from papers.reads import LetterBegins, add_letters_about
from papers.words import day_in
from record.dates import instant_in
from record.texts import FALLBACK, in_language


def about_a_decision(decision: Decision, on: dt.date) -> LetterBegins:
    """What was decided, to those it was released to."""
    return LetterBegins(
        title=lambda: in_language(decision.title),
        audience=decision.audience,
        sentence="decision",
        words=lambda: {
            "day": day_in(decision.on, get_language() or FALLBACK),
            "text": in_language(decision.text) or in_language(decision.title),
        },
        languages=tuple(decision.title),
    )


def about_a_text_before_the_members(procedure: SilenceProcedure, on: dt.date) -> LetterBegins:
    """The text of the latest period, to the members: observers don't decide."""
    is_open = procedure.settled_at is None and procedure.ends_at.astimezone(procedure.zone).date() >= on
    return LetterBegins(
        title=lambda: in_language(procedure.title),
        audience=Audience.MEMBERS,
        sentence="silence" if is_open else "silence-over",
        words=lambda: {"day": instant_in(procedure.ends_at, procedure.time_zone), "text": procedure.latest.text},
        languages=tuple(procedure.title),
    )


def register() -> None:
    add_letters_about(Decision, about_a_decision)
    add_letters_about(SilenceProcedure, about_a_text_before_the_members)
