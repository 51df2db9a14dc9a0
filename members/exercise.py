"""Scenes of an exercise: which states take part, who acts for them, and posts that stand vacant."""

from typing import Any

from django.utils.translation import gettext_noop

from journal.actions import difference, record, snapshot
from members.actions.posts import begin_term
from members.choices import Rank, Role, Standing
from members.models import Chairmanship, FocalPoint, Participant, Participation, User
from record.exercise import SOURCE, Days, Exercise, Scene, add_scenes
from record.loading import Tally, put
from record.models import Confidence
from record.texts import LANGUAGES

# Codes that ISO 3166 gives to nobody.
MEMBERS = tuple(f"X{letter}" for letter in "ABCDEFGHIJKL")
OBSERVERS = ("XO", "XP")
CHAIR, CHAIR_BEFORE = "XC", "XB"
# For whom nobody acts in the portal: they are told on paper.
ON_PAPER = ("XK", "XL")
NAMES = {
    "en": ("State %s", "Republic of %s"),
    "ru": ("Государство %s", "Республика %s"),
    "zh-hans": ("%s国", "%s共和国"),
    "ar": ("الدولة %s", "جمهورية %s"),
}
LONG_AGO, CHAIR_SINCE, IN_OFFICE_SINCE = -6000, -500, -700
INVENTED: dict[str, Any] = {"source": SOURCE, "confidence": Confidence.SEEN}


def put_states(exercise: Exercise) -> None:
    """Write the invented states, their standing since long ago, and the Chair with the one before it."""
    tally = Tally()
    for code in (*MEMBERS, *OBSERVERS):
        common, official = ({lang: NAMES[lang][place] % code for lang in LANGUAGES} for place in (0, 1))
        values: dict[str, Any] = {"name": common, "official_name": official, "source": SOURCE}
        state = put(tally, Participant, {"code": code}, values)
        standing = Standing.OBSERVER if code in OBSERVERS else Standing.MEMBER
        key = {"record_key": f"{code} {standing}"}
        values = {"participant": state, "standing": standing, "since": exercise.day(LONG_AGO), **INVENTED}
        put(tally, Participation, key, values)
    for code, since, until in (
        (CHAIR_BEFORE, 3 * CHAIR_SINCE, exercise.day(CHAIR_SINCE)),
        (CHAIR, CHAIR_SINCE, None),
    ):
        days = {"since": exercise.day(since), "until": until}
        values = {"participant": Participant.objects.get(code=code), **days, **INVENTED}
        put(tally, Chairmanship, {"record_key": f"{code} in the Chair"}, values)


def state(code: str) -> Participant:
    return Participant.objects.get(code=code)


def _posts(exercise: Exercise) -> Days:
    """One post stands vacant, one is handed over in a week, somebody is invited, and a state confirms its people."""
    yield -60
    post: dict[str, Any] = {"participant": state("XD"), "role": Role.PREPARER, "rank": Rank.ALTERNATE}
    leaves = _somebody("leaves", gettext_noop("Alternate of State XD, whose term ended"))
    yield -59
    office = begin_term(
        person=leaves, post=post, since=exercise.day(-59), by=_account(exercise, "xd"), at=exercise.clock
    )
    yield -30
    exercise.does("xd", "post.end", office, until=exercise.day(-9))
    exercise.does("xa", "participant.confirm-people", state("XA"))
    yield -9
    _stands_vacant(exercise, post)
    yield -4
    held = FocalPoint.objects.get(user=exercise.people["xe"], role=Role.AUTHORITY)
    comes = {"name": "Successor of State XE (exercise)", "email": "xe-next@exercise.example", "language": "en"}
    exercise.does("xe", "post.hand-over", held, since=exercise.day(21), **comes)
    yield -2
    invited = {"name": "Preparer of State XB (exercise)", "email": "xb-preparer@exercise.example", "language": "ru"}
    exercise.does("xb", "participant.invite", state("XB"), role=Role.PREPARER, rank=Rank.PRINCIPAL, **invited)


def _account(exercise: Exercise, word: str) -> User:
    return User.objects.get(pk=exercise.people[word].pk)


def _stands_vacant(exercise: Exercise, post: dict[str, Any]) -> None:
    """The officer writes down, as in the admin, that nobody holds a post from today's day of the scene on."""
    row = FocalPoint(**post, since=exercise.clock.date())
    row.full_clean()
    row.save()
    record(
        by=exercise.people["officer"],
        verb="added",
        about=row,
        changes=difference({}, snapshot(row)),
        at=exercise.clock,
    )


def _somebody(word: str, name: str) -> User:
    """A person of the exercise who doesn't sign in."""
    return User.objects.create(email=f"{word}@exercise.example", name=name, is_demo=True)


def _mistakes(exercise: Exercise) -> Days:
    """A standing was entered of the wrong state, twice: each officer says so of one, and the other has still to confirm it."""
    rows = {}
    for who, ahead in (("second", -5), ("officer", -4)):
        yield ahead
        days = {"since": exercise.day(ahead), "until": None}
        values = {"participant": state("XP"), "standing": Standing.PARTNER, **days, **INVENTED}
        rows[who] = put(Tally(), Participation, {"record_key": f"XP partner, {ahead}"}, values)
    yield -1
    for who, row in rows.items():
        why = "It was entered of the wrong state."
        exercise.does(who, "participation.mistake", row, reason=why, source=SOURCE)


def _deputy(exercise: Exercise) -> Days:
    """Somebody of a state is away for two weeks, and a colleague stands in."""
    yield -3
    exercise.does(
        "xa-preparer",
        "deputyship.name",
        deputy=_account(exercise, "xa").email,
        since=exercise.day(-3),
        until=exercise.day(11),
        reason="On mission.",
    )


add_scenes(
    Scene("people: somebody stands in", _deputy, order=85),
    Scene("people: posts that are vacant, handed over and offered", _posts),
    Scene("people: entries by mistake wait for a second officer", _mistakes),
)
