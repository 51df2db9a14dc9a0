"""Opening, extending, restarting, withdrawing and settling a silence procedure, and what members say of it.

Everything here moves the procedure by compare-and-swap on its version, so that of two who saw it the same way one is
refused. Each act tells the members of itself, in the same transaction.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from decisions.access import may_open, offered, parties, why_the_chair_cannot
from decisions.actions.silence_telling import tell_of_silence
from decisions.choices import RoundKind, Way
from decisions.kinds import SILENCE_ENDED, SILENCE_EXTENDED, SILENCE_OPENED, SILENCE_RESTARTED
from decisions.models import SilenceMatter, SilenceNotification, SilenceProcedure, SilenceRound
from journal.actions import record
from journal.staff import is_officer
from law.editions import edition_on
from law.grammar.deciding import Party, SilenceAct, SilenceDoes, SilenceRules
from law.silence import ending, last_day, rules_of_today
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Chairmanship, FocalPoint, Participant, User
from members.models.users import check_time_zone
from record.acts import NOT_NOW
from record.dates import day_of_the_house, instant_in
from record.once import KeyIsUsed
from record.references import next_number
from record.refusals import Refused
from record.texts import said_in

MOVED_MEANWHILE = _(
    "This procedure moved on while you were writing. Your text is kept: read how it stands now, then submit yours again."
)
ADDRESS_LONGEST = 254


@dataclass(frozen=True)
class Text:
    """What is put before the members, and for how long: so many days, until an hour of the last one."""

    text: str
    days: int = field(default_factory=lambda: rules_of_today().period.days)
    hour: dt.time = field(default_factory=lambda: rules_of_today().period.at)
    reason: str = ""
    # In which the reason is written; by its letters, where nobody said.
    language: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def problems(self, rules: SilenceRules) -> dict[str, list[Any]]:
        problems: dict[str, list[Any]] = {}
        if not self.text.strip():
            problems["text"] = [_("Write the text that is put before the members.")]
        if not 1 <= self.days <= rules.longest:
            problems["days"] = [_("Give a period of 1 to %(most)s days.") % {"most": rules.longest}]
        return problems


# -- Opening.


def open_silence(
    *,
    title: str,
    before: Text,
    by: User,
    zone: str,
    body: str = "",
    meeting: Meeting | None = None,
    commitments: Iterable[Commitment] = (),
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Put a text before the members: recorded by the Secretariat, of a meeting; or opened by the Chair.

    1. A key seen before answers with the procedure it opened.
    2. Who opens it, and what is missing, is checked. Raises Refused.
    3. It gets the next free reference of the year; its first period begins at `at`.
    4. Every member of that day is notified in the portal; who has no user in the portal is listed as well.
    5. It approves those of the commitments that `by` sees, when it is adopted.
    """
    at = at or timezone.now()
    if already := _opened_before(once_key, by, before):
        return already
    law = edition_on(day_of_the_house(at))
    problems = before.problems(law.silence)
    if not title.strip():
        problems["title"] = [_("Give the text a title.")]
    try:
        check_time_zone(zone)
    except ValidationError as error:
        problems["zone"] = list(error.messages)
    chair = _who_opens(by, meeting, at, problems)
    if problems:
        raise Refused(problems)
    draft = SilenceProcedure(
        title={"en": title.strip()},
        edition=law.key,
        body=body or law.body_of_commitments().code,
        opened_at_meeting=meeting,
        opened_by_chair=chair,
        time_zone=zone,
        by=by,
        at=at,
        once_key=once_key,
    )
    draft.ends_at = ending(last_day(at, before.days, draft.zone), before.hour, draft.zone).at
    able = Commitment.objects.visible_to(by).filter(pk__in=[commitment.pk for commitment in commitments])
    return _open(draft, before, list(able))


def _who_opens(
    by: User, meeting: Meeting | None, at: dt.datetime, problems: dict[str, list[Any]]
) -> Participant | None:
    """The state in the Chair, where it is the Chair that opens it; what is wrong goes into `problems`."""
    today = day_of_the_house(at)
    if not may_open(by, today):
        raise Refused({"": [NOT_NOW]})
    if meeting is not None:
        if not is_officer(by):
            problems["meeting"] = [_("The Secretariat records what was opened at a meeting.")]
        elif meeting.status in {Status.CANCELLED, Status.PROPOSED} or meeting.starts_on > today:
            problems["meeting"] = [_("Nothing was opened at a meeting that hasn't begun.")]
        return None
    if Party.CHAIR not in parties(by, None, today):
        problems["meeting"] = [_("Name the meeting at which it was opened.")]
        return None
    if (why := why_the_chair_cannot(by, today)) is not None:
        raise Refused({"": [why]})
    chair = Chairmanship.objects.visible_to(by).of(today)
    return chair.participant if chair else None


def _opened_before(once_key: str | None, by: User, before: Text) -> SilenceProcedure | None:
    procedure = SilenceProcedure.objects.filter(once_key=once_key).first() if once_key else None
    if procedure and (procedure.by_id != by.pk or procedure.rounds.get(number=1).sha256 != before.sha256):
        raise KeyIsUsed
    return procedure


def _open(procedure: SilenceProcedure, before: Text, commitments: list[Commitment]) -> SilenceProcedure:
    while True:
        procedure.pk, procedure.reference = None, next_reference(day_of_the_house(procedure.at))
        try:
            with transaction.atomic():
                procedure.save()
                first_round = begin_round(
                    procedure, before, RoundKind.OPENED, 1, procedure.by, procedure.at, procedure.ends_at
                )
                journal(
                    procedure,
                    procedure.rules.opening,
                    procedure.by,
                    procedure.at,
                    {"ends_at": [None, procedure.ends_at], "sha256": [None, first_round.sha256]},
                    wrote=first_round,
                )
                matters = [SilenceMatter(procedure=procedure, commitment=commitment) for commitment in commitments]
                SilenceMatter.objects.bulk_create(matters, ignore_conflicts=True)
                opened = fresh(procedure)
                tell_of_silence(opened, SILENCE_OPENED, procedure.by, procedure.at)
                return opened
        except IntegrityError:
            if already := _opened_before(procedure.once_key, procedure.by, before):
                return already
            # Somebody took the number meanwhile: take the next one.
            if not SilenceProcedure.objects.filter(reference=procedure.reference).exists():
                raise


def next_reference(on: dt.date) -> str:
    """SP-2027-1: the year, and the next free number in it."""
    beginning = f"SP-{on:%Y}-"
    taken = SilenceProcedure.objects.filter(reference__startswith=beginning).values_list("reference", flat=True)
    return f"{beginning}{next_number(taken, beginning)}"


def begin_round(
    procedure: SilenceProcedure,
    before: Text,
    kind: str,
    number: int,
    by: User,
    at: dt.datetime,
    ends_at: dt.datetime,
) -> SilenceRound:
    """A period begins: every member of the day is notified, and the rows say whom it concerns."""
    if ends_at <= at:
        raise Refused({"days": [_("The period would end before it begins.")]})
    silence_round = SilenceRound.objects.create(
        procedure=procedure,
        number=number,
        kind=kind,
        text=before.text,
        sha256=before.sha256,
        opens_at=at,
        ends_at=ends_at,
        reason=before.reason.strip(),
        language=said_in(before.language, before.reason),
        by=by,
    )
    today = day_of_the_house(at)
    members = list(Participant.objects.members_on(today).in_seat_order())
    posts = FocalPoint.objects.in_office(today).filter(participant__in=members, user__is_active=True)
    reachable: dict[int, set[str]] = {state.pk: set() for state in members}
    for state, email in posts.values_list("participant", "user__email"):
        reachable[state].add(email[:ADDRESS_LONGEST])
    SilenceNotification.objects.bulk_create(
        SilenceNotification(round=silence_round, participant_id=state, way=Way.PORTAL, addressed_to=address, sent_at=at)
        # A member without a user in the portal has a row too, addressed to nobody: it is concerned, and to be told on paper.
        for state, addresses in reachable.items()
        for address in sorted(addresses) or [""]
    )
    return silence_round


def nobody_reachable(procedure: SilenceProcedure) -> list[Participant]:
    """The members that have nobody in the portal to read the text: they are notified on paper."""
    rows = procedure.latest.notifications.all()
    able = {row.participant_id for row in rows if row.addressed_to}
    return [state for state in procedure.concerned if state.pk not in able]


# -- A longer period, another text, or none any more.


def extend(
    *,
    procedure: SilenceProcedure,
    days: int,
    by: User,
    hour: dt.time | None = None,
    reason: str = "",
    language: str | None = None,
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Give the same text more time: so many days more, from the end of the period, or from now where that is past.

    Proof that the text reached a member holds for the longer period too.
    """
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.EXTENDS, by, at, seen_version)
    begins = max(current.ends_at, at)
    hour = hour or current.ends_at.astimezone(current.zone).time()
    before = Text(current.latest.text, days, hour, reason, language)
    return _again(
        current, before, begins, current.rules.act(SilenceDoes.EXTENDS), RoundKind.EXTENDED, SILENCE_EXTENDED, by, at
    )


def restart(
    *,
    procedure: SilenceProcedure,
    before: Text,
    by: User,
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Put a changed text before the members: a new period, of which they are all notified anew."""
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.RESTARTS, by, at, seen_version)
    if before.sha256 == current.latest.sha256:
        raise Refused({"text": [_("This is the text that they have: extend the period instead.")]})
    return _again(
        current, before, at, current.rules.act(SilenceDoes.RESTARTS), RoundKind.RESTARTED, SILENCE_RESTARTED, by, at
    )


def _again(
    procedure: SilenceProcedure,
    before: Text,
    begins: dt.datetime,
    act: SilenceAct,
    kind: str,
    kind_of_notice: str,
    by: User,
    at: dt.datetime,
) -> SilenceProcedure:
    if problems := before.problems(procedure.rules):
        raise Refused(problems)
    ends_at = ending(last_day(begins, before.days, procedure.zone), before.hour, procedure.zone).at
    with transaction.atomic():
        move(procedure, act, ends_at=ends_at, settled_at=None)
        silence_round = begin_round(procedure, before, kind, procedure.latest.number + 1, by, at, ends_at)
        changes = {"ends_at": [procedure.ends_at, ends_at], "sha256": [procedure.latest.sha256, silence_round.sha256]}
        journal(procedure, act, by, at, changes, reason=silence_round.reason, wrote=silence_round)
        again = fresh(procedure)
        tell_of_silence(again, kind_of_notice, by, at)
        return again


def withdraw(
    *,
    procedure: SilenceProcedure,
    by: User,
    reason: str = "",
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Whoever opened it takes the text back; nothing was decided."""
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.WITHDRAWS, by, at, seen_version)
    act = current.rules.act(SilenceDoes.WITHDRAWS)
    with transaction.atomic():
        move(current, act, settled_at=at)
        journal(current, act, by, at, {}, reason=reason.strip())
        withdrawn = fresh(current)
        tell_of_silence(withdrawn, SILENCE_ENDED, by, at)
        return withdrawn


# -- What acts have in common.


def fresh(procedure: SilenceProcedure) -> SilenceProcedure:
    return SilenceProcedure.objects.with_everything().get(pk=procedure.pk)


def for_act(
    procedure: SilenceProcedure, does: SilenceDoes, by: User, at: dt.datetime, seen_version: int | None
) -> SilenceProcedure:
    """The procedure as it is, where this person may do this to it at this instant. Raises Refused."""
    current = fresh(procedure)
    if seen_version is not None and seen_version != current.version:
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    offer = offered(does, by, current, at)
    if offer is None or not offer.is_now:
        raise Refused({"": [NOT_NOW]})
    # Of the Chair's people, with two keys, the authority submits.
    if offer.why_only_prepare is not None:
        raise Refused({"": [offer.why_only_prepare]})
    return current


def move(
    procedure: SilenceProcedure, act: SilenceAct, *, settled_at: dt.datetime | None, ends_at: dt.datetime | None = None
) -> None:
    """Move it, if it still stands as it was seen; without `ends_at` it ends when it did. Raises Refused where somebody
    was first."""
    ends_at = ends_at or procedure.ends_at
    rows = SilenceProcedure.objects.filter(pk=procedure.pk, state=procedure.state, version=procedure.version)
    if not rows.update(state=act.target, version=F("version") + 1, settled_at=settled_at, ends_at=ends_at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)


def journal(
    procedure: SilenceProcedure,
    act: SilenceAct,
    by: User | str,
    at: dt.datetime,
    changes: dict[str, Any],
    reason: str = "",
    wrote: models.Model | None = None,
) -> None:
    before = "" if not act.source else procedure.state
    journalled = {"state": [before, act.target], **changes} if act.target != before else dict(changes)
    if reason:
        journalled["reason"] = [None, reason]
    record(by=by, verb=act.verb, about=procedure, changes=journalled, at=at, wrote=[wrote])


def instant_shown(at: dt.datetime, procedure: SilenceProcedure) -> str:
    """An instant as the procedure's own clock shows it, with the zone."""
    return instant_in(at, procedure.time_zone)
