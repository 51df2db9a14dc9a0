"""Histories for the tests of the cadence: the true one as the data files have it, and invented ones."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from law.choices import Session
from law.cica.bodies import BODIES
from law.editions import edition_on
from meetings.cadence import History, Sitting, Term
from meetings.choices import Status
from meetings.loading import read_files
from members.loading import read_files as read_members
from record.dates import Precision, parse_known_date


def true_history() -> History:
    meetings = read_files().meetings.content["meetings"]
    terms = read_members().chairmanships.content["chairmanships"]
    return History(tuple(map(_sitting, meetings)), tuple(map(_term, terms)))


def _sitting(row: dict[str, Any]) -> Sitting:
    starts = parse_known_date(row["starts"])
    last = parse_known_date(row["ends"]).day if "ends" in row else starts.day
    kinds = row["body"], Session(row["session"]), Status(row["status"])
    return Sitting(kinds[0], starts.day, last, kinds[1], kinds[2], starts.precision, row["reference"])


def _term(row: dict[str, Any]) -> Term:
    since = parse_known_date(row["since"])
    until = parse_known_date(row["until"]) if "until" in row else None
    if until is None:
        return Term(row["state"], since.day, None, since.precision, edition=edition_on(since.day).key)
    return Term(row["state"], since.day, until.day, since.precision, until.precision, edition_on(since.day).key)


def held(body: str, day: str, session: Session = Session.REGULAR) -> Sitting:
    known = parse_known_date(day)
    return Sitting(body, known.day, known.day, session, Status.HELD, known.precision, f"{body} {day}")


def planned(body: str, day: str, session: Session = Session.REGULAR) -> Sitting:
    known = parse_known_date(day)
    return Sitting(body, known.day, known.day, session, Status.PLANNED, known.precision, f"{body} {day}")


days = st.dates(dt.date(2003, 1, 1), dt.date(2035, 12, 31))


@st.composite
def sittings(draw: Any) -> Sitting:
    first, length = draw(days), draw(st.integers(0, 3))
    precision = draw(st.sampled_from([Precision.EXACT, Precision.EXACT, Precision.MONTH, Precision.BY_THEN]))
    session, status = draw(st.sampled_from(Session)), draw(st.sampled_from(Status))
    body = draw(st.sampled_from(BODIES))
    return Sitting(body, first, first + dt.timedelta(days=length), session, status, precision, f"{body}-{first}")


histories = st.builds(History, st.lists(sittings(), max_size=12).map(tuple))
