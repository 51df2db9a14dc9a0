"""Action plans: what those who coordinate a commitment propose for a period, said anew, and rows that become activities."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions.planning import ActivitySaid, NamedDays, Under, plan_activity
from activities.actions.rows import PlanRow, row_of
from activities.choices import DayKnown
from activities.days import as_known
from activities.kinds import ACTION_PLAN_PROPOSED
from activities.models import ActionPlan, ActionPlanVersion, Activity
from journal.actions import record
from meetings.access import people_in_office, who_sees
from meetings.actions.owned import require_speaker, widen
from meetings.choices import Format
from members.actions import enter_item
from members.choices import WIDTH, Audience
from members.models import Participant, User
from notices.actions import tell
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused, StepRefused
from record.texts import in_all, language_written

PERIOD_ENDS_BEFORE = _("The period ends on or after its first day.")
NOT_COORDINATED = _(
    "A plan is proposed by a state that coordinates the commitment; where none does, by one that takes part."
)
NO_ROWS = _("Say at least of one activity what is planned.")
NOT_UNDER_IT = _("This activity is not under the commitment: “%(activity)s”.")
SEEN_BY_FEWER = _("Fewer see this activity than the plan: “%(activity)s”. Its state lets more see it first.")
PLANNED_ALREADY = _("It is an activity already.")
LED_BY_ANOTHER = _("Another state is to lead it.")


@dataclass(frozen=True)
class RowSaid:
    """What is said of an activity that is to come about; where `activity` is given, that says all of it itself."""

    activity: Activity | None = None
    # Of a row that stood there before: the key under which it goes on.
    key: str = ""
    title: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    leads: Participant | None = None
    joins: Sequence[Participant] = ()
    days: NamedDays = field(default_factory=NamedDays)
    format: str = Format.UNKNOWN
    place: str = ""
    expected: str = ""
    contributions: str = ""

    def as_row(self, plan: ActionPlan, language: str) -> PlanRow:
        """As a version keeps it. Raises Refused where its days can't be so."""
        if self.activity is not None:
            return row_of(self.activity)
        dated = Activity()
        self.days.lay_on(dated)
        return {
            "uid": self.key or str(uuid.uuid4()),
            "title": self.title,
            "kind": self.kind,
            "owner": self.leads.code if self.leads else None,
            "host": None,
            "organisers": [state.code for state in self.joins],
            "days": as_known(dated.starts_on, dated.known),
            "starts_on": dated.starts_on.isoformat() if dated.starts_on else None,
            "ends_on": dated.ends_on.isoformat() if dated.ends_on else None,
            "known": dated.known,
            "format": self.format,
            "place": {language: self.place} if self.place else {},
            "expected": {language: self.expected} if self.expected else {},
            "contributions": {language: self.contributions} if self.contributions else {},
            "commitment": plan.within.reference,
            "measure": getattr(getattr(plan.commitment, "measure", None), "reference", None),
            "area": plan.area.reference,
        }


def states_that_plan(commitment: Any) -> list[Participant]:
    """Those that lead it: they coordinate it; where none is designated, they take part."""
    states: list[Participant] = commitment.states_that_lead()
    return states


def propose_plan(
    *,
    commitment: Any,
    owner: Participant,
    since: dt.date,
    until: dt.date,
    rows: Sequence[RowSaid],
    by: User,
    note: str = "",
    language: str = "",
    audience: str = Audience.MEMBERS,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> ActionPlan:
    """A state that coordinates a commitment proposes what is done under it in a period. Those who take part are told.

    Raises StepRefused, Refused.
    """
    at = at or timezone.now()
    require_speaker(by, owner, letter, day_of_the_house(at), commitment)
    if owner not in states_that_plan(commitment):
        raise StepRefused({"": [NOT_COORDINATED]})
    if until < since:
        raise Refused({"until": [PERIOD_ENDS_BEFORE]})
    note = note.strip()
    said: dict[str, Any] = {
        "within": commitment.folder,
        "owner": owner,
        "since": since,
        "until": until,
        "note": note,
        "audience": audience,
    }
    try:
        with transaction.atomic():
            plan = ActionPlan.objects.create(
                area=commitment.area,
                language=_language(note, rows, language),
                by=by,
                at=at,
                changed_at=at,
                once_key=once_key,
                **said,
                **(letter.columns() if letter else {}),
            )
            version = _append(plan, rows, by, at)
            changes = {"period": [None, plan.since.isoformat()], "audience": [None, audience]}
            record(by=by, verb="action plan: proposed", about=plan, changes=changes, at=at, wrote=[version])
            _tell(plan, version, commitment, by, at)
            if letter is not None:
                enter_item(plan, letter, by, at)
    except IntegrityError:
        if already := done_before(ActionPlan, once_key, by=by, **said):
            return already
        raise
    return plan


def say_plan_anew(
    *,
    action_plan: ActionPlan,
    since: dt.date,
    until: dt.date,
    rows: Sequence[RowSaid],
    by: User,
    note: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> ActionPlan:
    """A new version, with what is planned now; earlier ones stay. Raises Refused, StepRefused."""
    at = at or timezone.now()
    require_speaker(by, action_plan.owner, letter, day_of_the_house(at), action_plan)
    if until < since:
        raise Refused({"until": [PERIOD_ENDS_BEFORE]})
    with transaction.atomic():
        now = _claim(action_plan, seen_sequence, at)
        before = [now.since.isoformat(), now.until.isoformat()]
        now.since, now.until, now.note = since, until, note.strip()
        now.language = _language(now.note, rows, language)
        now.save(update_fields=["since", "until", "note", "language"])
        version = _append(now, rows, by, at)
        changes = {"version": [None, version.number], "period": [before, [since.isoformat(), until.isoformat()]]}
        record(by=by, verb="action plan: said anew", about=now, changes=changes, at=at, wrote=[version])
        _tell(now, version, now.commitment, by, at)
        if letter is not None:
            enter_item(now, letter, by, at, what=_("an action plan, said anew"))
    return now


def plan_row(
    *,
    action_plan: ActionPlan,
    row: str,
    owner: Participant,
    by: User,
    audience: str = Audience.MEMBERS,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """The state that is to lead a row plans it as an activity, with what the row says, under the row's key. Raises Refused."""
    said = next((said for said in action_plan.content if said["uid"] == row), None)
    if said is None or Activity.everything.filter(uid=row).exists():
        raise Refused({"row": [PLANNED_ALREADY]})
    if said["owner"] not in (None, owner.code):
        raise Refused({"row": [LED_BY_ANOTHER]})
    joins = Participant.objects.filter(code__in=[code for code in said["organisers"] if code != owner.code])
    days = (dt.date.fromisoformat(said[name]) if said[name] else None for name in ("starts_on", "ends_on"))
    starts_on, ends_on = days
    return plan_activity(
        owner=owner,
        under=Under(commitment=action_plan.within),
        said=ActivitySaid(
            title=said["title"],
            kind=said["kind"],
            expected=said["expected"],
            contributions=said["contributions"],
            place=said["place"],
            format=said["format"],
            organisers=list(joins.in_seat_order()),
        ),
        days=NamedDays(starts_on, said["known"] or DayKnown.EXACT, ends_on),
        by=by,
        audience=audience,
        letter=letter,
        uid=uuid.UUID(row),
        at=at,
    )


def widen_plan(
    *,
    action_plan: ActionPlan,
    audience: str,
    by: User,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Let more see it; an activity that stands on it is seen by as many already. Raises Refused, StepRefused."""
    keys = [row["uid"] for row in action_plan.content]
    _require_as_wide(Activity.objects.filter(uid__in=keys), audience)
    widen(item=action_plan, audience=audience, by=by, letter=letter, at=at)


def _require_as_wide(activities: Any, audience: str) -> None:
    """A plan tells nobody of an activity which its state doesn't let them see. Raises Refused."""
    for activity in activities:
        if WIDTH.index(activity.audience) < WIDTH.index(audience):
            raise Refused({"": [SEEN_BY_FEWER % {"activity": activity}]})


def _claim(plan: ActionPlan, seen_sequence: int | None, at: dt.datetime) -> ActionPlan:
    sequence = plan.sequence if seen_sequence is None else seen_sequence
    if not ActionPlan.objects.filter(pk=plan.pk, sequence=sequence).update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return ActionPlan.objects.as_listed().get(pk=plan.pk)


def _append(plan: ActionPlan, rows: Sequence[RowSaid], by: User, at: dt.datetime) -> ActionPlanVersion:
    """The next version of it, with these rows. Raises Refused."""
    if not rows:
        raise Refused({"": [NO_ROWS]})
    standing = [row.activity for row in rows if row.activity is not None]
    for activity in standing:
        if activity.within_id != plan.within_id:
            raise Refused({"": [NOT_UNDER_IT % {"activity": activity}]})
    _require_as_wide(standing, plan.audience)
    content = [row.as_row(plan, plan.language or "en") for row in rows]
    number = ActionPlanVersion.next_number(plan)
    digest = ActionPlanVersion.digest_of(content)
    version = ActionPlanVersion.objects.create(plan=plan, number=number, content=content, sha256=digest, by=by, at=at)
    # So that it is found by the words of its rows.
    plan.save(update_fields=["sequence"])
    return version


def _language(note: str, rows: Sequence[RowSaid], language: str) -> str:
    words = next((words for row in rows for words in (row.expected, row.place, row.contributions) if words), "")
    return language or language_written(note or words)


def _tell(plan: ActionPlan, version: ActionPlanVersion, commitment: Any, by: User, at: dt.datetime) -> None:
    """Those who take part and see it, and the officers."""
    states = [state.pk for state in commitment.states_taking_part()]
    people = list(people_in_office(Q(participant__in=states), day_of_the_house(at)))
    seeing = who_sees(people, lambda person: ActionPlan.objects.visible_to(person).filter(pk=plan.pk))
    tell(
        kind=ACTION_PLAN_PROPOSED,
        about=plan,
        occurrence=f"version {version.number}",
        to=[person for person in seeing if person != by],
        url=plan.get_absolute_url(),
        values={"state": plan.owner.code, "commitment": in_all(lambda: getattr(commitment, "heading", plan.within))},
        at=at,
    )
