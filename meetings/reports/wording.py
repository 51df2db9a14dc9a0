"""Findings of the cadence in words: what the record shows and doesn't, with the interval that the rule names beside it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from law.editions import edition_on
from meetings.cadence import Finding, FindingKind, Sitting, Term, WantedMeeting
from meetings.models import Meeting
from members.models import Chairmanship
from record.dates import Precision, shown
from record.spans import Lapse
from record.texts import in_language, with_more


@dataclass(frozen=True)
class Names:
    """What meetings and states are called in the reader's language."""

    meetings: Mapping[str, Meeting]
    terms: Mapping[dt.date, Chairmanship]
    on: dt.date

    def meeting(self, sitting: Sitting) -> str:
        meeting = self.meetings[sitting.reference]
        return with_more(meeting.label, meeting.days)

    def those(self, sittings: Iterable[Sitting]) -> str:
        return pgettext("between two groups", "; ").join(self.meeting(sitting) for sitting in sittings)

    def state(self, term: Term) -> str:
        return self.state_of(self.terms[term.since])

    @staticmethod
    def state_of(row: Chairmanship) -> str:
        return in_language(row.participant.name) or row.participant.code


def day_in_words(day: dt.date) -> str:
    return shown(day, Precision.EXACT)


def reason_in_words(wanted_meeting: WantedMeeting) -> str:
    """Why a meeting is wanted by its day: the one that it comes before (AA 29-31), else its own interval."""
    if wanted_meeting.coupled_to is None or wanted_meeting.coupled_day is None:
        return _("by its interval")
    head, day = wanted_meeting.coupled_to, wanted_meeting.coupled_day
    return _("before the %(body)s, %(day)s at the latest") % {"body": head.label_on(day), "day": day_in_words(day)}


def years_in_words(count: int) -> str:
    return ngettext("%(count)d year", "%(count)d years", count) % {"count": count}


def lapse_in_words(lapse: Lapse) -> str:
    """5 years and 25 days."""
    parts = []
    if lapse.years:
        parts.append(years_in_words(lapse.years))
    if lapse.months:
        parts.append(ngettext("%(count)d month", "%(count)d months", lapse.months) % {"count": lapse.months})
    if lapse.days or not parts:
        parts.append(ngettext("%(count)d day", "%(count)d days", lapse.days) % {"count": lapse.days})
    if len(parts) == 1:
        return parts[0]
    *before, last = parts
    return _("%(first)s and %(last)s") % {
        "first": pgettext("between two parts of a length of time", ", ").join(before),
        "last": last,
    }


def interval_in_words(finding: Finding) -> str:
    """The interval, as short and as long as it can have been where a day isn't known."""
    if not finding.least or not finding.most:
        return ""
    least, most = lapse_in_words(finding.least), lapse_in_words(finding.most)
    return least if least == most else _("between %(least)s and %(most)s") % {"least": least, "most": most}


def finding_in_words(finding: Finding, names: Names) -> str:
    """One or two sentences that say no more than the record does."""
    match finding.kind:
        case FindingKind.INTERVAL:
            return _interval(finding, names)
        case FindingKind.NONE_SINCE:
            return _none_since(finding, names)
        case FindingKind.NO_ENTRY:
            return _no_entry(finding)
        case FindingKind.NOT_PRECEDED:
            return _not_preceded(finding, names)
        case FindingKind.UNCONFIRMED:
            words = _("%(meeting)s was planned; the record does not say whether it was held.")
            return words % {"meeting": names.meeting(finding.meeting)}  # type: ignore[arg-type]
        case FindingKind.TERM:
            return _term(finding, names)
        case FindingKind.HANDOVER:
            return _handover(finding, names)
        case _:
            return _practice(finding, names)


def _named(finding: Finding, names: Names) -> str:
    return years_in_words(edition_on(names.on).cadence.rule(finding.rule).years or 0)


def _begun(finding: Finding, names: Names) -> str:
    if finding.before:
        return names.meeting(finding.before)
    return _("The beginning of the rule (%(day)s)") % {"day": day_in_words(finding.since)}


def _between(finding: Finding, names: Names) -> str:
    if not finding.between:
        return ""
    return " " + _("In between the record shows: %(meetings)s.") % {"meetings": names.those(finding.between)}


def _interval(finding: Finding, names: Names) -> str:
    words = _("%(since)s to %(until)s: an interval of %(lapse)s; the rule names %(named)s.") % {
        "since": _begun(finding, names),
        "until": names.meeting(finding.meeting),  # type: ignore[arg-type]
        "lapse": interval_in_words(finding),
        "named": _named(finding, names),
    }
    if finding.in_its_year:
        words += " " + _("It ended in the calendar year to which the rule leads.")
    return words + _between(finding, names)


def _none_since(finding: Finding, names: Names) -> str:
    words = _("Since %(since)s the record shows no regular meeting: %(lapse)s by %(day)s; the rule names %(named)s.")
    values = {"since": _begun(finding, names), "lapse": interval_in_words(finding), "named": _named(finding, names)}
    return words % {**values, "day": day_in_words(finding.until)} + _between(finding, names)


def _no_entry(finding: Finding) -> str:
    first, last = finding.since.year, finding.until.year
    if first == last:
        return _("The record shows no meeting in %(year)s.") % {"year": first}
    return _("The record shows no meeting from %(first)s to %(last)s.") % {"first": first, "last": last}


def _not_preceded(finding: Finding, names: Names) -> str:
    body = edition_on(names.on).cadence.coupled(finding.coupling).first
    words = _("%(meeting)s: between %(since)s and that day the record shows no meeting of this body: %(body)s.") % {
        "meeting": names.meeting(finding.meeting),  # type: ignore[arg-type]
        "since": day_in_words(finding.since),
        "body": body.label_on(finding.until) if body else "",
    }
    if finding.before:
        return f"{words} " + _("The last one found before: %(meeting)s.") % {"meeting": names.meeting(finding.before)}
    return f"{words} " + _("None is found before.")


def _term(finding: Finding, names: Names) -> str:
    words = _("%(state)s: a term of %(lapse)s; the rule at its beginning named %(named)s. Extensions happen.")
    state = names.state(finding.term)  # type: ignore[arg-type]
    named = years_in_words(finding.term.rule.years or 0)  # type: ignore[union-attr]
    return words % {"state": state, "lapse": interval_in_words(finding), "named": named}


def _handover(finding: Finding, names: Names) -> str:
    days = day_in_words(finding.since)
    if finding.since != finding.until:
        days = f"{days} – {day_in_words(finding.until)}"
    words = _("%(state)s handed the Chair over (%(days)s): the record shows no regular Summit or Ministerial then.") % {
        "state": names.state(finding.term),  # type: ignore[arg-type]
        "days": days,
    }
    if finding.between:
        words += " " + _("It shows: %(meetings)s.") % {"meetings": names.those(finding.between)}
    return words


def _practice(finding: Finding, names: Names) -> str:
    found_before, all_known = finding.counts
    words = _("Found before %(seen)d of %(known)d meetings whose day is known: %(meetings)s.")
    return words % {"seen": found_before, "known": all_known, "meetings": names.those(finding.between)}
