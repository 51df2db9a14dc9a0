"""Reminders in words, in the active language: our own wording or the one staff chose, with its placeholders filled.

Wordings are never templates: a word in braces is looked up in a fixed list, and everything else stands as it is.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from members.models import Participant
from notices.kinds import Placeholder, Shape, kind_called, only_its_name, reminder_called
from notices.models import LetterTemplate, Notice
from record.dates import instant_in, zone_of
from record.texts import LANGUAGES, in_language

log = structlog.get_logger(__name__)
IN_BRACES = re.compile(r"\{([a-z_]+)\}")
# Around what is put into a text that runs from right to left, so that a date in Latin figures keeps its order.
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True)
class Reader:
    """Whose day and hours are shown."""

    zone: str
    at: dt.datetime


class Wordings:
    """What staff chose instead of our own words: read once for many letters."""

    def __init__(self) -> None:
        rows = LetterTemplate.objects.values_list("kind", "language", "line", "body")
        self.chosen = {(kind, language): (line, body) for kind, language, line, body in rows}

    def of(self, kind: str) -> tuple[str, str]:
        """Line and body in the active language."""
        own = reminder_called(kind)
        return self.chosen.get((kind, get_language() or "en")) or (str(own.line), str(own.body))

    @cached_property
    def _participants(self) -> list[Participant]:
        return list(Participant.objects.all())

    @property
    def states(self) -> dict[str, str]:
        """What participants are called in the active language, by code."""
        return {participant.code: str(participant) for participant in self._participants}


def said(notice: Notice, states: Mapping[str, str]) -> str:
    """What is told as it happens. What can't be said is called by what it is about, and the others read as they are."""
    try:
        return kind_called(notice.kind).words(notice, states)
    except DatabaseError:
        raise
    except Exception as fault:
        log.exception("notice not said", notice=notice.pk, fault=repr(fault))
        return only_its_name(notice, states)


def filled(text: str, kind: str, values: Mapping[str, Any], reader: Reader) -> str:
    """The text with every word in braces replaced."""
    known = {place.name: place for place in reminder_called(kind).placeholders}
    before, after = (ISOLATE, END_ISOLATE) if get_language_bidi() else ("", "")

    def put(match: re.Match[str]) -> str:
        place = known.get(match[1])
        if place is None:
            return match[0]
        words = shown(place, values.get(place.name), reader)
        # What is filled in may end in a full stop of its own, as an abbreviation does.
        is_stopped = text.startswith(".", match.end())
        return f"{before}{words.removesuffix('.') if is_stopped else words}{after}"

    return IN_BRACES.sub(put, text)


def shown(place: Placeholder, value: Any, reader: Reader) -> str:
    """One value in words."""
    if value in (None, "", {}):
        return str(place.empty)
    match place.shape:
        case Shape.TEXT:
            return in_language(value) if isinstance(value, dict) else str(value)
        case Shape.LABEL:
            return _(str(value))
        case Shape.DAYS:
            return how_far_off(days_until(value, reader))
        case _:
            return moment_shown(value)


def moment_shown(value: Any) -> str:
    """A day, or an instant in the zone in which it is meant, with that zone."""
    if isinstance(value, dict):
        return instant_in(dt.datetime.fromisoformat(value["at"]), zone_of(value["zone"]).key)
    return date_format(dt.date.fromisoformat(value), "DATE_FORMAT")


def how_far_off(days: int) -> str:
    """ "in 21 days", or "today"."""
    return ngettext("in %(number)s day", "in %(number)s days", days) % {"number": days} if days else _("today")


def days_until(value: Any, reader: Reader) -> int:
    """Never less than none; see `days_off`."""
    return max(0, days_off(value, reader))


def days_off(value: Any, reader: Reader) -> int:
    """Counted in the zone in which the moment is meant, a bare day in the reader's; less than none where it is over."""
    if isinstance(value, dict):
        zone = zone_of(value["zone"])
        day = dt.datetime.fromisoformat(value["at"]).astimezone(zone).date()
    else:
        zone, day = zone_of(reader.zone), dt.date.fromisoformat(value)
    return (day - reader.at.astimezone(zone).date()).days


# -- Wording anew.

Texts = Mapping[str, tuple[str, str]]


def check_wording(kind: str, texts: Texts) -> None:
    """Raise ValidationError, by language, unless every language has a line and a body with placeholders that exist."""
    problems: dict[str, list[str]] = {}
    for language in LANGUAGES:
        line, body = texts.get(language, ("", ""))
        faults = [] if line.strip() and body.strip() else [_("Give the sentence and the text in every language.")]
        faults += unknown_in(kind, f"{line}\n{body}")
        if "\n" in line or "\r" in line:
            faults.append(_("The sentence stands on one line."))
        if faults:
            problems[language] = faults
    if problems:
        raise ValidationError(problems)


def unknown_in(kind: str, text: str) -> list[str]:
    names = reminder_called(kind).names
    unknown = sorted(set(IN_BRACES.findall(text)) - names)
    faults = [_("“{%(name)s}” can't stand here.") % {"name": name} for name in unknown]
    if re.search(r"[{}]", IN_BRACES.sub("", text)):
        faults.append(_("A brace stands alone: placeholders read {like_this}."))
    return faults
