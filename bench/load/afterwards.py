"""What follows what states undertake, and what is written beside it: activities, progress notes, information, letters."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from uuid import NAMESPACE_URL, UUID, uuid5

from activities.choices import ActivityCourse, ActivityKind, DayKnown, Deed
from activities.models import Activity, ActivityParty, ActivityTurn, Information, NoteRequest, ProgressNote
from law.choices import PaperKind
from load.commitments import ABOUT, DIGEST, TEXT, Plot, moved_at
from load.copying import copy_in, first_free
from load.roads import Course, scattered
from members.choices import Audience
from notices.choices import ServedThrough
from papers.choices import Direction, LetterSeries
from papers.models import Folder, Paper, PaperVersion, RegisteredLetter

# Of so many commitments one has an activity, has a letter that began it, and stands beside a piece of information.
ACTIVITY_IN, LETTER_IN, INFORMATION_IN = 3, 4, 10
A_DAY = dt.timedelta(days=1)
COURSES = tuple(ActivityCourse)
WHAT_CAME = {"en": "Those who came agreed to meet again."}


def fill_afterwards(plot: Plot, today: dt.date) -> None:
    """Activities with their turns and parties, notes asked for and given, information as papers, letters of the register.

    For `readers_set_aside`: who may read them is worked out once, when all of them are there.
    """
    _fill_activities(plot, today)
    _fill_notes(plot, today)
    _fill_information(plot)
    _fill_letters(plot)


def _uid(kind: str, number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"load:{kind}:{number}")


def _every(plot: Plot, nth: int) -> Iterator[Course]:
    """One commitment of so many, scattered among all."""
    return (invented for invented in plot.courses() if scattered(invented.number, 20 + nth, nth) == 0)


# -- Activities.


def _fill_activities(plot: Plot, today: dt.date) -> None:
    first = first_free(Activity)
    columns = (
        "id", "uid", "within_id", "area_id", "measure_id", "course", "title", "starts_on", "ends_on", "owner_id",
        "host_id", "by_id", "audience", "outcome", "at",
    )  # fmt: skip
    copy_in(Activity, columns, _activities(plot, first, today), kind=ActivityKind.WORKSHOP, known=DayKnown.EXACT)
    copy_in(ActivityTurn, TURN, _turns(plot, first, today), language="en", known=DayKnown.EXACT)
    copy_in(ActivityParty, ("activity_id", "participant_id", "coming", "by_id"), _parties(plot, first))


def _course_and_day(invented: Course, today: dt.date) -> tuple[ActivityCourse, dt.date]:
    """How far it has come, and its first day: two of three are behind."""
    course = COURSES[scattered(invented.number, 31, len(COURSES))]
    is_behind = course in {ActivityCourse.HELD, ActivityCourse.REPORTED, ActivityCourse.GIVEN_UP}
    away = 1 + scattered(invented.number, 32, 3000 if is_behind else 400)
    return course, today - A_DAY * away if is_behind else today + A_DAY * away


def _activities(plot: Plot, first: int, today: dt.date) -> Iterator[tuple[object, ...]]:
    for invented in _every(plot, ACTIVITY_IN):
        course, day = _course_and_day(invented, today)
        measure, state = plot.measures[invented.measure], invented.parties[0]
        about = ABOUT[scattered(invented.number, 9, len(ABOUT))]
        audience = Audience.MEMBERS if invented.audience == Audience.PUBLIC else invented.audience
        yield (
            first + invented.number, _uid("activity", invented.number), plot.folder + invented.number, measure.area_id,
            measure.pk, course, {"en": f"Workshop on {about}, number {invented.number}"}, day, day + A_DAY,
            plot.state(state), plot.state(state), plot.person(state), audience,
            WHAT_CAME if course == ActivityCourse.REPORTED else {}, moved_at(invented.number, 5),
        )  # fmt: skip


TURN = ("uid", "activity_id", "serial", "deed", "course", "starts_on", "ends_on", "by_id", "at")
DEEDS = {
    ActivityCourse.ANNOUNCED: Deed.ANNOUNCE,
    ActivityCourse.PUT_OFF: Deed.PUT_OFF,
    ActivityCourse.HELD: Deed.HELD,
    ActivityCourse.REPORTED: Deed.REPORT,
    ActivityCourse.GIVEN_UP: Deed.GIVE_UP,
}


def _turns(plot: Plot, first: int, today: dt.date) -> Iterator[tuple[object, ...]]:
    for invented in _every(plot, ACTIVITY_IN):
        course, day = _course_and_day(invented, today)
        deeds = [(Deed.PLAN, ActivityCourse.PLANNED)]
        deeds += [(DEEDS[course], course)] if course in DEEDS else []
        for serial, (deed, then) in enumerate(deeds, start=1):
            yield (
                _uid(f"turn {serial}", invented.number), first + invented.number, serial, deed, then, day, day + A_DAY,
                plot.person(invented.parties[0]), moved_at(invented.number, 4 + serial),
            )  # fmt: skip


def _parties(plot: Plot, first: int) -> Iterator[tuple[object, ...]]:
    for invented in _every(plot, ACTIVITY_IN):
        for place in invented.parties:
            yield first + invented.number, plot.state(place), 1 + place % 4, plot.person(place)


# -- Progress notes.


def _fill_notes(plot: Plot, today: dt.date) -> None:
    """The Secretariat asked once for each area; each state that coordinates told how things went, or that nothing is new."""
    first, areas = first_free(NoteRequest), sorted({measure.area_id for measure in plot.measures})
    asked = {area: first + place for place, area in enumerate(areas)}
    requests = ((key, _uid("request", key), area) for area, key in asked.items())
    period = {"since": today - A_DAY * 400, "until": today - A_DAY * 35}
    copy_in(
        NoteRequest, ("id", "uid", "area_id"), requests,
        **period, welcome_until=today + A_DAY * 20, language="en", by_id=plot.cast.first_person,
    )  # fmt: skip

    def notes() -> Iterator[tuple[object, ...]]:
        for invented in plot.courses():
            if invented.is_coordinated:
                area, state = plot.measures[invented.measure].area_id, invented.parties[0]
                is_nothing_new = scattered(invented.number, 33, 2) == 0
                yield (
                    _uid("note", invented.number), plot.folder + invented.number, area, asked[area], plot.state(state),
                    is_nothing_new, "" if is_nothing_new else TEXT[:400], plot.person(state), moved_at(invented.number, 6),
                )  # fmt: skip

    columns = ("uid", "within_id", "area_id", "request_id", "owner_id", "nothing_new", "text", "by_id", "at")
    copy_in(ProgressNote, columns, notes(), **period, audience=Audience.MEMBERS, language="en")


# -- Information.


def _fill_information(plot: Plot) -> None:
    """Each piece is a paper with one version in a folder of its own."""
    folder, paper = first_free(Folder), first_free(Paper)
    pieces = list(_every(plot, INFORMATION_IN))
    copy_in(Folder, ("id", "reference"), ((folder + row.number, f"INF-{row.number:07d}") for row in pieces))
    information = (
        (
            _uid("information", row.number), folder + row.number, plot.measures[row.measure].area_id,
            plot.measures[row.measure].pk, {"en": f"Contact points, number {row.number}"}, plot.state(row.parties[0]),
            plot.person(row.parties[0]), moved_at(row.number, 7),
        )
        for row in pieces
    )  # fmt: skip
    columns = ("uid", "folder_id", "area_id", "measure_id", "title", "owner_id", "by_id", "at")
    copy_in(Information, columns, information, audience=Audience.MEMBERS)
    papers = (
        (paper + row.number, folder + row.number, f"INF/{row.number:07d}", f"Contact points, number {row.number}",
         moved_at(row.number, 7).date())
        for row in pieces
    )  # fmt: skip
    names = ("id", "folder_id", "symbol", "title", "on")
    copy_in(Paper, names, papers, kind=PaperKind.INFORMATION, title_in={}, language="en")
    versions = (
        (paper + row.number, plot.state(row.parties[0]), plot.person(row.parties[0]), moved_at(row.number, 7))
        for row in pieces
    )
    said = {"number": 1, "text": TEXT, "size": len(TEXT), "sha256": DIGEST}
    copy_in(PaperVersion, ("paper_id", "on_behalf_of_id", "by_id", "at"), versions, **said)


# -- Letters.


def _fill_letters(plot: Plot) -> None:
    """Notes by which states began what they undertake, numbered by year without a gap, in the order of their keys."""
    last: Counter[int] = Counter()

    def letters() -> Iterator[tuple[object, ...]]:
        for invented in _every(plot, LETTER_IN):
            day, state = moved_at(invented.number).date(), invented.parties[0]
            last[day.year] += 1
            yield (
                _uid("letter", invented.number), day.year, last[day.year], day, day, plot.state(state),
                f"What is undertaken, number {invented.number}", f"{invented.number}/{day.year}", plot.person(state),
            )  # fmt: skip

    columns = ("uid", "year", "number", "dated", "day", "participant_id", "subject", "own_number", "by_id")
    same = {
        "direction": Direction.IN,
        "series": LetterSeries.NOTES,
        "channel": ServedThrough.NOTE_VERBALE,
        "language": "en",
    }
    copy_in(RegisteredLetter, columns, letters(), **same)
