"""What can have been entered by mistake: activities, or what was done about one, from the last entry back; plans; notes; information."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.choices import Deed
from activities.models import (
    ActionPlan,
    Activity,
    ActivityTurn,
    Information,
    InformationReply,
    NoteRequest,
    Photograph,
    ProgressNote,
    YearPlan,
)
from journal.names import name_of
from members.access import may_take_back
from papers.models import Circulation
from record.actions import restore, take_with
from record.acts import Whom, open_to
from record.acts.corrections import correctable
from record.acts.kept_letters import OF_ITS_OWNER, WrittenBy
from record.corrections import CorrectableKind, Sentence, Told
from record.models import Correction
from record.viewers import Viewer

A_LATER_ENTRY = _("A later entry rests on it: “%(deed)s”. Correct that one first.")
OF_ITS_STATE = _("the state that leads it, the Secretariat for what it entered in a state's name")
# Which days and course the activity has again, of the entry before.
KEPT = ("course", "starts_on", "known", "ends_on")


def may_take_back_turn(user: Viewer, turn: ActivityTurn) -> bool:
    return may_take_back(user, turn.activity)


def what_rests_on(turn: ActivityTurn) -> list[Sentence]:
    later = ActivityTurn.objects.filter(activity=turn.activity_id, serial__gt=turn.serial).order_by("serial").last()
    return [str(A_LATER_ENTRY) % {"deed": later.get_deed_display()}] if later is not None else []


def undo(turn: ActivityTurn, correction: Correction) -> None:
    """The activity stands where the entries that are left have brought it; without any it goes with the first."""
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=turn.activity_id)
    left = ActivityTurn.objects.filter(activity=activity).exclude(pk=turn.pk).order_by("serial").last()
    if turn.report is not None:
        take_with(turn.report, correction)
    if left is None:
        take_with(activity, correction)
        return
    values: dict[str, Any] = {name: getattr(left, name) for name in KEPT}
    if turn.deed == Deed.REPORT and left.deed != Deed.REPORT:
        values["outcome"] = {}
    restore(activity, correction, sequence=activity.sequence + 1, changed_at=correction.settled_at, **values)


def told_of_a_turn(turn: ActivityTurn) -> list[Told]:
    """The notices that went out with it."""
    occurrences = ("announced", "change", "given up", "report")
    return [Told(name_of(turn.activity), f"{word} {turn.serial}") for word in occurrences]


def undo_information(information: Information, correction: Correction) -> None:
    """What was sent out of it is open to nobody by that any more."""
    sent = Circulation.objects.filter(version__paper__folder=information.folder_id)
    for circulation in sent:
        take_with(circulation, correction)


def told_of_a_plan(plan: ActionPlan) -> list[Told]:
    """The notices that went out with each of its versions."""
    return [Told(name_of(plan), f"version {number}") for number in plan.versions.values_list("number", flat=True)]


def _register_action_plans() -> None:
    correctable(
        CorrectableKind(
            model=ActionPlan,
            may=may_take_back,
            relies=lambda plan: False,
            told_by=told_of_a_plan,
            effect=_(
                "The state proposed nothing by it. Activities that were planned of it stay; it stays where it is, struck out,"
                " for those who see it now."
            ),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="AA 24",
        written_by=OF_ITS_OWNER,
    )


def _register_information() -> None:
    correctable(
        CorrectableKind(
            model=Information,
            may=may_take_back,
            relies=lambda information: False,
            takes=undo_information,
            told_by=lambda information: [Told(name_of(information), "given")],
            effect=_(
                "The state gave no information by it, and what was sent out of it is not open by that any more. It stays"
                " where it is, struck out, for those who see it now."
            ),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="CoA",
        written_by=OF_ITS_OWNER,
    )
    correctable(
        CorrectableKind(
            model=InformationReply,
            may=may_take_back,
            relies=lambda made: False,
            told_by=lambda made: [Told(name_of(made.information), f"reply {made.uid}")],
            about=lambda made: made.information,
            effect=_("The state said nothing by it. It stays where it is, struck out, for those who see it now."),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="CoA",
        written_by=OF_ITS_OWNER,
    )


def _register_notes() -> None:
    correctable(
        CorrectableKind(
            model=ProgressNote,
            may=may_take_back,
            relies=lambda note: False,
            told_by=lambda note: [Told(name_of(note), "given")],
            effect=_("The state said nothing by it. It stays where it is, struck out, for those who see it now."),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="AA 24",
        written_by=OF_ITS_OWNER,
    )
    correctable(
        CorrectableKind(
            model=NoteRequest,
            told_by=lambda request: [Told(name_of(request), "asked")],
            effect=_("Nobody was asked by it. Notes that were given stay, and count."),
        )
    )


def _register_photographs() -> None:
    correctable(
        CorrectableKind(
            model=Photograph,
            may=may_take_back,
            relies=lambda photograph: False,
            about=lambda photograph: photograph.activity,
            effect=_("It is shown no longer, and its file is handed out no more; its words stay, struck out."),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="AA 24",
        written_by=OF_ITS_OWNER,
    )


def _register_activities() -> None:
    """Both are the state's own word: nobody else confirms that it was a mistake."""
    correctable(
        CorrectableKind(
            model=Activity,
            may=may_take_back,
            relies=lambda activity: False,
            effect=_(
                "The activity counts for nothing, with who takes part in it and its report; it stays where it is, struck out."
            ),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="AA 24",
        written_by=OF_ITS_OWNER,
    )
    correctable(
        CorrectableKind(
            model=ActivityTurn,
            may=may_take_back_turn,
            relies=lambda turn: False,
            blocks=what_rests_on,
            takes=undo,
            told_by=told_of_a_turn,
            about=lambda turn: turn.activity,
            effect=_(
                "The activity stands where the entries before it have brought it, with the days that it had then."
            ),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="AA 24",
        written_by=WrittenBy(of="activity__owner", tells=True),
    )


def register() -> None:
    """From `ready()`."""
    _register_activities()
    correctable(
        CorrectableKind(
            model=YearPlan,
            effect=_("The plan counts for nothing, with its versions, and another can be drawn up for that year."),
        )
    )
    _register_action_plans()
    _register_notes()
    _register_information()
    _register_photographs()
