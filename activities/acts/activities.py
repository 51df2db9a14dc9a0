"""What may be done with an activity: plan it, announce it, move it or put it off, give it up, say that it was held and what came of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from activities.actions import (
    announce,
    change_activity,
    give_up,
    mark_held,
    move_activity,
    plan_activity,
    put_off,
    report,
    say_who_comes,
)
from activities.acts.asked import (
    AUDIENCE,
    COMING,
    INVITATION,
    NAMED,
    NAMED_DAYS,
    NOTE,
    OUTCOME,
    PARTIES,
    PLANNED_FOR,
    REPORT,
    SAID,
    UNDER,
)
from activities.choices import AHEAD, ActivityCourse
from activities.lines import of_its_state, to_report, whose_day_is_gone
from activities.models import Activity, ActivityTurn
from meetings.actions.owned import widen
from meetings.acts.owned import WIDEST, offered_to_owner, offered_to_speakers, wider_audiences
from members.access import NOT_YOURS, why_not_speak
from members.choices import WIDTH
from members.models import Person
from record.acts import Act, Choice, Noun, Offer, Whom, open_to
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.corrections import WAS_CORRECTED
from record.models import is_mistaken

ARTICLE = "AA 24"
NOT_AHEAD = _("It was held, or given up: this can't be done any more.")
NOT_HELD = _("What came of it is said once it was held.")
NOBODY_ASKED = _("It is not announced: nobody is asked who comes.")
ANNOUNCED_ALREADY = _("It is announced already.")

# -- To whom.

Offered = Callable[[Any, Any, dt.datetime], Offer | None]


def offered_to_its_state(why_not: Any, *courses: str) -> Offered:
    """To those of the state that leads it, and to officers where it wrote; in these courses, else with a sentence."""

    def offered(user: Person, activity: Activity, at: dt.datetime) -> Offer | None:
        if is_mistaken(activity):
            return offered_to_owner(user, activity, at, WAS_CORRECTED)
        return offered_to_owner(user, activity, at, *([] if activity.course in courses else [why_not]))

    return offered


def offered_to_members(user: Person, activity: Activity | None, at: dt.datetime) -> Offer | None:
    return offered_to_speakers(user, None, at)


def offered_to_those_invited(user: Person, activity: Activity, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a participant and sees it; to officers, where one that sees it wrote."""
    problems = [WAS_CORRECTED] if is_mistaken(activity) else []
    if activity.course != ActivityCourse.ANNOUNCED:
        problems = problems or [NOBODY_ASKED]
    return offered_to_speakers(user, activity, at, *problems, members_only=False)


def offered_to_widen(user: Person, activity: Activity, at: dt.datetime) -> Offer | None:
    if is_mistaken(activity):
        return offered_to_owner(user, activity, at, WAS_CORRECTED)
    return offered_to_owner(user, activity, at, *([WIDEST] if activity.audience == WIDTH[-1] else []))


OWNERS = open_to(Whom.OWNERS)
ACTIVITY_ACTS = (
    Act(
        name="plan",
        label=_("Plan an activity"),
        submit_label=_("Plan the activity"),
        draft_label=_("an activity"),
        article=ARTICLE,
        lead=_("Something that your state leads under a commitment, a measure or an area."),
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=(UNDER, SAID, PLANNED_FOR, AUDIENCE),
        do=plan_activity,
        begins=True,
        speaks_as="owner",
        once_in=Activity,
        keeps=True,
        done=_("The activity is planned. Announce it so that others can say who comes."),
        order=10,
    ),
    Act(
        name="announce",
        label=_("Announce it"),
        title=_("Announce the activity"),
        submit_label=_("Announce the activity"),
        article=ARTICLE,
        lead=_("Everybody who sees it is told, and may say who comes."),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state(ANNOUNCED_ALREADY, ActivityCourse.PLANNED, ActivityCourse.PUT_OFF),
        refusal=NOT_YOURS,
        asks=INVITATION,
        do=announce,
        guard="sequence",
        done=_("It is announced; those who see it are told."),
        order=10,
    ),
    Act(
        name="take-part",
        label=_("Say who comes"),
        submit_label=_("Say so"),
        article=ARTICLE,
        lead=_("Said again, it replaces what was said before."),
        whom=open_to(Whom.MEMBERS, Whom.OBSERVERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_those_invited,
        refusal=NOT_YOURS,
        asks=(COMING, NAMED),
        do=say_who_comes,
        speaks_as="participant",
        done=_("It stands with the activity."),
        order=15,
    ),
    Act(
        name="held",
        label=_("Say that it was held"),
        submit_label=_("It was held"),
        article=ARTICLE,
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state(NOT_AHEAD, *AHEAD),
        refusal=NOT_YOURS,
        asks=(NAMED_DAYS, PARTIES),
        do=mark_held,
        guard="sequence",
        awaits=WhenAwaited(
            rows=whose_day_is_gone,
            desk=of_its_state,
            what=_("Say whether the activity was held, or name another day"),
            thing=lambda activity: activity.heading,
            stands_still=True,
        ),
        done=_("It is entered as held."),
        order=20,
    ),
    Act(
        name="report",
        label=_("Report on it"),
        title=_("Report on the activity"),
        submit_label=_("Hand in the report"),
        article=ARTICLE,
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state(NOT_HELD, ActivityCourse.HELD, ActivityCourse.REPORTED),
        refusal=NOT_YOURS,
        asks=(OUTCOME, PARTIES, REPORT),
        do=report,
        guard="sequence",
        awaits=WhenAwaited(
            rows=to_report,
            desk=of_its_state,
            what=_("Say what came of the activity"),
            thing=lambda activity: activity.heading,
            stands_still=True,
        ),
        done=_("The report stands with the activity; those who see it are told."),
        order=20,
    ),
    Act(
        name="amend",
        label=_("Change what is said of it"),
        submit_label=_("Save it"),
        article=ARTICLE,
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state(NOT_AHEAD, *AHEAD),
        refusal=NOT_YOURS,
        asks=(SAID,),
        do=change_activity,
        guard="sequence",
        done=_("It is changed."),
        order=30,
    ),
    Act(
        name="other-days",
        label=_("Name other days"),
        title=_("Other days for the activity"),
        submit_label=_("Name the days"),
        article=ARTICLE,
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state(NOT_AHEAD, *AHEAD),
        refusal=NOT_YOURS,
        asks=(NAMED_DAYS, *NOTE),
        do=move_activity,
        guard="sequence",
        done=lambda setting, activity: (
            _now("It is on %(days)s now; those whom it concerns are told.") % {"days": activity.days}
        ),
        order=40,
    ),
    Act(
        name="put-off",
        label=_("Put it off"),
        title=_("Put the activity off"),
        submit_label=_("Put it off"),
        article=ARTICLE,
        lead=_("Its day stays open until another is named."),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state(NOT_AHEAD, ActivityCourse.PLANNED, ActivityCourse.ANNOUNCED),
        refusal=NOT_YOURS,
        asks=NOTE,
        do=put_off,
        guard="sequence",
        done=_("It is put off, and its day is open; those whom it concerns are told."),
        order=45,
    ),
    Act(
        name="widen",
        label=_("Let more see it"),
        title=_("Who sees this activity"),
        submit_label=_("Widen access"),
        article=ARTICLE,
        lead=_("Access cannot be narrowed later. The change is kept in the journal."),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_widen,
        refusal=NOT_YOURS,
        asks=(Choice("audience", _("New audience"), choices=wider_audiences),),
        do=lambda *, activity, **answers: widen(item=activity, **answers),
        done=_("Access was widened."),
        order=50,
    ),
    Act(
        name="give-up",
        label=_("Give it up"),
        title=_("Give the activity up"),
        submit_label=_("Give it up"),
        article=ARTICLE,
        lead=_("It stays in the record, with no reproach to anybody."),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state(NOT_AHEAD, *AHEAD),
        refusal=NOT_YOURS,
        asks=NOTE,
        do=give_up,
        guard="sequence",
        done=_("It is given up; those whom it concerns are told."),
        order=60,
    ),
)


def seen_by(user: Person) -> Any:
    """What was taken back has its acts' pages still, for whoever presses twice."""
    return Activity.everything.visible_to(user).as_listed()


ACTIVITY = Noun(
    name="activity",
    model=Activity,
    key="uid",
    converter="uuid",
    seen_by=seen_by,
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="activity-list",
    label_plural=_("Activities"),
    prefix="activities/",
    creates="plan",
    heading=lambda activity: activity.heading,
    lead=lambda activity: activity.days,
)
# What was done about one, so that it can be taken back: `activities.mistakes` gives it the act.
DEED = Noun(
    name="deed",
    verbs_say="thing",
    model=ActivityTurn,
    key="uid",
    converter="uuid",
    seen_by=lambda user: ActivityTurn.everything.visible_to(user).select_related("activity__owner"),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="activity-list",
    label_plural=_("What was done about activities"),
    prefix="activities/deeds/",
    heading=lambda turn: turn.activity.heading,
    lead=lambda turn: turn.get_deed_display(),
)
