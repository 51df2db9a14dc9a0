"""Activities of the exercise: one that comes, one held with a report, one put off, one given up; each by its own state."""

import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from activities.actions.plans import activities_to_take_up
from activities.choices import GiverAnswer, ReplyKind
from catalogue.models import Measure
from members.choices import Audience
from papers.models import Folder
from record.exercise import Days, Exercise, Scene, add_scenes

PLACE = {"format": "hybrid", "place": "City of the exercise", "time_zone": "Asia/Almaty"}
ALL_DAY = {"known": "exact"}
ACT, PROPOSES = "commitment.progress-note", "commitment.action-plan"
PICTURES = (
    (210, "An empty table with name plates, as a drawing."),
    (190, "A door that stands open, as a drawing."),
    (160, "Chairs in rows, as a drawing."),
)
# What two states say: one of them something, and of the other there is nothing new.
SAID: tuple[dict[str, Any], ...] = ({"text": "Lists were exchanged."}, {"nothing_new": True})


def _measure(exercise: Exercise) -> str:
    return exercise.pick(list(Measure.objects.in_order().values_list("reference", flat=True)))


def _held(exercise: Exercise) -> Days:
    """Planned under a commitment that there is by then, announced, held, and reported on."""
    yield -40
    folders = Folder.objects.filter(readers__open_to=["members"]).order_by("reference")
    under = {"commitment": folders[0].reference} if folders else {"measure": _measure(exercise)}
    day = exercise.day(-10)
    activity = exercise.does(
        "xa", "activity.plan", title="Workshop on early warning", kind="workshop", starts_on=day, audience=Audience.MEMBERS,
        expected="A list of contact points.", organisers=["XB"], **ALL_DAY, **PLACE, **under,
    )  # fmt: skip
    yield -35
    exercise.does("xa", "activity.announce", activity, note="Participants bring their lists.")
    yield -30
    for who, people in (("xb", 3), ("xg", 2)):
        exercise.does(who, "activity.take-part", activity, coming=people)
    yield -8
    exercise.does("xa", "activity.held", activity, **{"parties-1-people": 2})
    yield -5
    exercise.does("xa", "activity.report", activity, outcome_en="Two states exchanged lists of contact points.",
                  text="The workshop met for one day.")  # fmt: skip
    exercise.things["activity held"] = activity


def _photographs(exercise: Exercise) -> Days:
    """Of three pictures of what was held one is shown with consent, one waits for it, and of one it was withdrawn."""
    yield -4
    pictures = []
    for shade, alt in PICTURES:
        picture = exercise.does(
            "xa", "activity.add-photograph", exercise.things["activity held"], file=_a_drawing(shade), alt=alt,
            taken_on=exercise.day(-10), caption="Before the workshop began",
        )  # fmt: skip
        pictures.append(picture)
    yield -3
    agreed = {"consent_by": "Nobody is to be seen in it.", "consent_how": "As it was drawn"}
    shown, withdrawn, _waits = pictures
    for picture in (shown, withdrawn):
        exercise.does("xa", "photograph.consent", picture, consent_on=exercise.day(-3), **agreed)
    yield -2
    exercise.does("xa", "photograph.withdraw", withdrawn)


def _a_drawing(shade: int) -> SimpleUploadedFile:
    """A plate in one shade of grey, as a PNG: nobody's photograph is needed for an exercise."""
    width, height = 320, 200
    lines = b"".join(
        b"\0" + bytes(shade if 40 < x < 280 and 60 < y < 150 else 240 for x in range(width)) for y in range(height)
    )
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")
    )  # fmt: skip
    written = (
        struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said)) for name, said in parts
    )
    return SimpleUploadedFile("drawing.png", b"\x89PNG\r\n\x1a\n" + b"".join(written), "image/png")


def _ahead(exercise: Exercise) -> Days:
    """Announced, for a day to come, and moved since."""
    yield -20
    activity = exercise.does(
        "xb", "activity.plan", title="Training course for border posts", kind="training", measure=_measure(exercise),
        starts_on=exercise.day(20), audience=Audience.OBSERVERS, host="XO", **ALL_DAY, **PLACE,
    )  # fmt: skip
    yield -15
    exercise.does("xb", "activity.announce", activity)
    yield -6
    exercise.does("xb", "activity.other-days", activity, starts_on=exercise.day(27), **ALL_DAY)


def _other_ways(exercise: Exercise) -> Days:
    """One is put off, one given up, and of one only the half of the year is known."""
    yield -25
    plans = {
        "Exchange visit of rescue services": ("visit", "put-off"),
        "Youth sports festival": ("exhibition", "give-up"),
        "Seminar on tourism routes": ("seminar", ""),
    }
    for title, (kind, act) in plans.items():
        activity = exercise.does(
            "xa", "activity.plan", title=title, kind=kind, measure=_measure(exercise), known="half",
            starts_on=exercise.day(120), audience=Audience.MEMBERS,
        )  # fmt: skip
        if act:
            exercise.does("xa", f"activity.{act}", activity)


def _progress(exercise: Exercise) -> Days:
    """The Secretariat asks how things went in an area; of two states one tells of it, and of the other there is nothing new."""
    yield -12
    commitment = _with_two_that_tell(exercise)
    exercise.does(
        "officer", "note-request.ask", area=commitment.area.reference, since=exercise.day(-200), until=exercise.day(-13),
        welcome_until=exercise.day(30), text="Before the Committee reviews the area.",
    )  # fmt: skip
    yield -9
    for who, said in zip(_who_tells(exercise, commitment), SAID, strict=False):
        exercise.does(who, ACT, commitment, **said)


def _who_tells(exercise: Exercise, commitment: Any) -> list[str]:
    """The people of states that take part in it who may tell how it goes."""
    return _who_may(exercise, commitment, ACT)


def _who_may(exercise: Exercise, commitment: Any, act: str) -> list[str]:
    codes = dict.fromkeys(state.code.lower() for state in commitment.states_taking_part())
    return [code for code in codes if code in exercise.people and exercise.may(code, act, commitment)]


def _with_two_that_tell(exercise: Exercise) -> Any:
    folders = Folder.objects.filter(commitment__isnull=False).with_holders().order_by("reference")
    return next(folder.holder for folder in folders if folder.holder and len(_who_tells(exercise, folder.holder)) > 1)


def _information(exercise: Exercise) -> Days:
    """Two states give information together; the Secretariat sends it out as it was asked, and a third one asks for more."""
    yield -18
    floods = exercise.does(
        "xa", "information.give", measure=_measure(exercise), title="Contact points", text="Day and night: the duty desk.",
        audience=Audience.MEMBERS, together_with=["XB"], to_be_sent=True,
    )  # fmt: skip
    yield -17
    exercise.does("xb", "information.answer", floods, answer=GiverAnswer.AGREED)
    yield -16
    exercise.does("officer", "information.send-out", floods)
    yield -15
    exercise.does("xg", "information.reply", floods, kind=ReplyKind.REQUEST, text="Is there a number for the night?")


def _action_plan(exercise: Exercise) -> Days:
    """Who coordinates a commitment proposes what is done in a year, says it anew, and plans a row of it as an activity."""
    yield -19
    commitment, who = _with_one_that_plans(exercise)
    first = exercise.day(-19).replace(month=1, day=1)
    said = {
        "since": first, "until": first.replace(year=first.year + 1, month=12, day=31), "note": "Contact points are known to all.",
        "rows-0-title": "Table-top exercise", "rows-0-kind": "training", "rows-0-leads": who.upper(),
        "rows-0-starts_on": exercise.day(150), "rows-0-known": "half", "rows-0-expected": "A list of what to agree on.",
        "rows-1-title": "Visit to a dispatch centre", "rows-1-kind": "visit", "rows-1-contributions": "Interpretation.",
    }  # fmt: skip
    plan = exercise.does(who, PROPOSES, commitment, **said, audience=Audience.MEMBERS)
    yield -17
    exercise.does(who, "action-plan.anew", plan, **{"rows-1-title": "Visit to two dispatch centres"})
    yield -13
    row = plan.content[0]
    exercise.does(who, "action-plan.plan-row", plan, row=row["uid"], audience=Audience.MEMBERS)


def _with_one_that_plans(exercise: Exercise) -> tuple[Any, str]:
    folders = Folder.objects.filter(commitment__isnull=False).with_holders().order_by("reference")
    for folder in folders:
        for who in _who_may(exercise, folder.holder, PROPOSES) if folder.holder else ():
            return folder.holder, who
    raise LookupError("nobody of the exercise coordinates anything")


def _year_plan(exercise: Exercise) -> Days:
    """The plan of a year is drawn up of what states plan for it, and taken up anew once more is said."""
    yield -14
    plan = exercise.does("officer", "plan.draw-up", year=exercise.day(120).year)
    yield -4
    exercise.does(
        "officer", "plan.take-up", plan, activities=list(activities_to_take_up(plan.year).values_list("uid", flat=True))
    )


add_scenes(
    Scene("activities: held", _held, order=85),
    Scene("activities: photographs", _photographs, order=86),
    Scene("activities: ahead", _ahead, order=85),
    Scene("activities: other ways", _other_ways, order=85),
    Scene("activities: information", _information, order=86),
    Scene("activities: progress notes", _progress, order=86),
    Scene("activities: an action plan", _action_plan, order=86),
    Scene("activities: the plan of a year", _year_plan, order=86),
)
