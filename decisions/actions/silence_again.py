"""An objection is withdrawn while the period runs, and who convenes may take the text up again, to the same end.

An objection ends the procedure at once; what follows where it is taken back, no instrument says. Here nothing runs again by
itself: others may have acted on the end. The Chair or the Secretariat takes the text up, and every member is told anew.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.actions.silence import Text, begin_round, for_act, fresh, journal, move
from decisions.actions.silence_replies import NOT_CONCERNED, ON_PAPER, require_state
from decisions.actions.silence_telling import tell_of_silence, tell_the_state
from decisions.choices import RoundKind, Way
from decisions.kinds import OBJECTION_WITHDRAWN, SILENCE_TAKEN_UP
from decisions.models import ObjectionWithdrawal, SilenceObjection, SilenceProcedure
from law.grammar.deciding import SilenceAct, SilenceDoes
from members.access import why_not_submit
from members.models import Participant, User
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import said_in

NO_OBJECTION = _("This member has no objection that stands.")


@dataclass(frozen=True)
class WithdrawalReason:
    """Why an objection is withdrawn, and in which language that is said; None where nothing is."""

    words: str
    language: str | None


def withdraw_objection(
    *,
    procedure: SilenceProcedure,
    owner: Participant,
    by: User,
    reason: str = "",
    language: str | None = None,
    at: dt.datetime | None = None,
) -> ObjectionWithdrawal:
    """A member takes its objection back, with the keys with which it objected. Again, it finds the first."""
    at = at or timezone.now()
    current = fresh(procedure)
    require_state(current, owner, by, at)
    if (why := why_not_submit(by, owner.pk, day_of_the_house(at))) is not None:
        raise Refused({"": [why]})
    objection = _objection_of(current, owner)
    if objection.is_withdrawn:
        return objection.withdrawal
    current = for_act(current, SilenceDoes.WITHDRAWS_OBJECTION, by, at, None)
    act = current.rules.act(SilenceDoes.WITHDRAWS_OBJECTION)
    written = WithdrawalReason(reason.strip(), said_in(language, reason))
    return _withdraw(current, objection, act, written, by, at, made_at=at, way=Way.PORTAL)


def enter_withdrawal(
    *,
    procedure: SilenceProcedure,
    owner: Participant,
    way: str,
    made_at: dt.datetime,
    by: User,
    reason: str = "",
    language: str | None = None,
    letter: str = "",
    at: dt.datetime | None = None,
) -> ObjectionWithdrawal:
    """The Secretariat enters that a member withdrew its objection by letter, as of the instant at which that was received."""
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.ENTERS_WITHDRAWAL, by, at, None)
    problems: dict[str, list[Any]] = {}
    if owner not in current.concerned:
        problems["owner"] = [NOT_CONCERNED]
    if way not in ON_PAPER:
        problems["way"] = [_("Choose the way by which it came.")]
    if problems:
        raise Refused(problems)
    objection = _objection_of(current, owner)
    if objection.is_withdrawn:
        raise Refused({"owner": [NO_OBJECTION]})
    if not objection.made_at <= made_at <= at:
        raise Refused({"made_at": [_("Choose an instant after the objection was made, and not to come.")]})
    act = current.rules.act(SilenceDoes.ENTERS_WITHDRAWAL)
    written = WithdrawalReason(reason.strip(), said_in(language, reason))
    with transaction.atomic():
        withdrawal = _withdraw(current, objection, act, written, by, at, made_at=made_at, way=way)
        if withdrawal.at == at:
            tell_the_state(current, owner, _("the withdrawal of an objection"), by, at, letter)
    return withdrawal


def take_up(
    *,
    procedure: SilenceProcedure,
    by: User,
    reason: str = "",
    language: str | None = None,
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """Put the same text before the members again, until the end they were told at first. Every objection was withdrawn.

    It is a period of its own, of which all are told; what shows that the text reached a member holds for it too.
    """
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.TAKES_UP, by, at, seen_version)
    act = current.rules.act(SilenceDoes.TAKES_UP)
    with transaction.atomic():
        move(current, act, settled_at=None)
        latest, before = current.latest, Text(current.latest.text, reason=reason, language=language)
        silence_round = begin_round(current, before, RoundKind.TAKEN_UP, latest.number + 1, by, at, current.ends_at)
        changes = {"ends_at": [None, current.ends_at]}
        journal(current, act, by, at, changes, reason=reason.strip(), wrote=silence_round)
        again = fresh(current)
        tell_of_silence(again, SILENCE_TAKEN_UP, by, at)
        return again


def _objection_of(procedure: SilenceProcedure, owner: Participant) -> SilenceObjection:
    """The member's objection in the latest period. Raises Refused where there is none."""
    for objection in procedure.latest.objections.all():
        if objection.participant_id == owner.pk:
            return objection
    raise Refused({"owner": [NO_OBJECTION]})


def _withdraw(
    procedure: SilenceProcedure,
    objection: SilenceObjection,
    act: SilenceAct,
    written: WithdrawalReason,
    by: User,
    at: dt.datetime,
    *,
    made_at: dt.datetime,
    way: str,
) -> ObjectionWithdrawal:
    code = objection.participant.code
    try:
        with transaction.atomic():
            withdrawal = ObjectionWithdrawal.objects.create(
                objection=objection,
                reason=written.words,
                language=written.language,
                made_at=made_at,
                way=way,
                by=by,
                at=at,
            )
            changes = {"member": [None, code], "made_at": [None, made_at], "way": [None, way]}
            journal(procedure, act, by, at, changes, reason=written.words, wrote=withdrawal)
            tell_of_silence(fresh(procedure), OBJECTION_WITHDRAWN, by, at, withdraws=code)
    except IntegrityError:
        # The same button, pressed twice at once.
        return ObjectionWithdrawal.objects.get(objection=objection)
    return withdrawal
