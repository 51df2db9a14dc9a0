"""What comes back from the members: that the text reached them, and their objections. Nothing else is asked of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.access import states_of, why_too_late
from decisions.actions.silence import for_act, fresh, instant_shown, journal, move
from decisions.actions.silence_telling import tell_of_silence, tell_the_state
from decisions.choices import Proof, Way
from decisions.kinds import SILENCE_ENDED
from decisions.models import SilenceNotification, SilenceObjection, SilenceProcedure
from journal.staff import is_officer
from law.choices import SilenceState
from law.grammar.deciding import SilenceAct, SilenceDoes
from members.access import why_not_submit
from members.models import Participant, User
from record.acts import NOT_NOW
from record.dates import day_of_the_house
from record.refusals import Refused
from record.templatetags.signs import colon
from record.texts import language_written

ON_PAPER = (Way.NOTE_VERBALE, Way.EMAIL, Way.BY_HAND)
RECEIPTS = (Proof.DELIVERED, Proof.RECEIPT)
NOT_CONCERNED = _("The period doesn't apply to this state: it wasn't a member on the day on which it began.")

WITHDREW = _(
    "This member withdrew its objection in this period. Where the text is taken up again, it may object again."
)


# -- That the text reached them.


def note_reading(*, procedure: SilenceProcedure, by: User, at: dt.datetime | None = None) -> bool:
    """A member's focal point opened the text in the portal: kept once, with the instant. Officers' looks prove nothing.

    Safe to call at every look. Returns whether anything was kept.
    """
    at = at or timezone.now()
    states = states_of(by, procedure, day_of_the_house(at))
    if procedure.stands_at(at) not in procedure.rules.act(SilenceDoes.READS).source:
        return False
    proofs, is_kept = procedure.proofs, False
    for state in states:
        if state.pk not in proofs:
            is_kept = _prove(procedure, state, by, Proof.OPENED, at) or is_kept
    return is_kept


def acknowledge(
    *, procedure: SilenceProcedure, owner: Participant, by: User, at: dt.datetime | None = None
) -> SilenceProcedure:
    """A member says that the text arrived: a preparer may. It says nothing of what the member thinks of it."""
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.ACKNOWLEDGES, by, at, None)
    require_state(current, owner, by, at)
    _prove(current, owner, by, Proof.ACKNOWLEDGED, at)
    return fresh(current)


def _prove(procedure: SilenceProcedure, state: Participant, by: User, proof: str, at: dt.datetime) -> bool:
    """Keep a proof at the line of the person; a later and stronger one keeps the instant of the first."""
    where: dict[str, Any] = {"round": procedure.latest, "participant": state, "way": Way.PORTAL}
    where["addressed_to"] = by.email[:254]
    act = procedure.rules.act(SilenceDoes.ACKNOWLEDGES if proof == Proof.ACKNOWLEDGED else SilenceDoes.READS)
    with transaction.atomic():
        row, _made = SilenceNotification.objects.get_or_create(**where, defaults={"sent_at": at})
        first = proof == Proof.OPENED
        rows = SilenceNotification.objects.filter(pk=row.pk, proof=Proof.NONE) if first else (
            SilenceNotification.objects.filter(pk=row.pk).exclude(proof=Proof.ACKNOWLEDGED)
        )  # fmt: skip
        reached_at = row.reached_at or at
        if not rows.update(proof=proof, reached_at=reached_at, evidence=by.get_full_name()[:300], by=by):
            return False
        changes = {
            "member": [None, state.code],
            "proof": [row.proof, proof],
            "reached_at": [row.reached_at, reached_at],
        }
        journal(procedure, act, by, at, changes)
    return True


def enter_receipt(
    *,
    procedure: SilenceProcedure,
    owner: Participant,
    way: str,
    proof: str,
    reached_at: dt.datetime,
    evidence: str,
    by: User,
    addressed_to: str = "",
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """The Secretariat enters what shows that the text reached a member by another way, and when it did."""
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.ENTERS_RECEIPT, by, at, None)
    if problems := _problems_of_receipt(current, owner, way, proof, reached_at, evidence, at):
        raise Refused(problems)
    where = {"round": current.latest, "participant": owner, "way": way, "addressed_to": addressed_to.strip()}
    with transaction.atomic():
        row, _made = SilenceNotification.objects.get_or_create(**where, defaults={"sent_at": current.latest.opens_at})
        rows = SilenceNotification.objects.filter(pk=row.pk, proof=Proof.NONE)
        receipt = {"proof": proof, "reached_at": reached_at, "evidence": evidence.strip(), "by": by}
        if not rows.update(**receipt):
            raise Refused({"addressed_to": [_("A receipt from there is entered already.")]})
        changes = {"member": [None, owner.code], "proof": [None, proof], "reached_at": [None, reached_at]}
        tell_the_state(current, owner, _("a receipt on paper of the text"), by, at, evidence.strip())
        journal(current, current.rules.act(SilenceDoes.ENTERS_RECEIPT), by, at, changes)
        return fresh(current)


@transaction.atomic
def enter_receipts_of_members(
    *,
    procedure: SilenceProcedure,
    owners: Sequence[Participant],
    way: str,
    proof: str,
    reached_at: dt.datetime,
    evidence: str,
    by: User,
    at: dt.datetime | None = None,
) -> SilenceProcedure:
    """What shows that the text reached each of these, in one act: the same instant and way, a proof of its own for each.

    All of them, or none: raises Refused, with the member whose receipt can't be entered.
    """
    at = at or timezone.now()
    same: dict[str, Any] = {
        "way": way,
        "proof": proof,
        "reached_at": reached_at,
        "evidence": evidence,
        "by": by,
        "at": at,
    }
    current = procedure
    for owner in owners:
        try:
            current = enter_receipt(procedure=current, owner=owner, **same)
        except Refused as refusal:
            named = [refusal.problems.pop(name, []) for name in ("owner", "addressed_to")]
            said = [f"{owner}{colon()}{sentence}" for sentences in named for sentence in sentences]
            problems = refusal.problems | ({"owners": said} if said else {})
            raise Refused(problems, is_stale=refusal.is_stale) from refusal
    return current


def _problems_of_receipt(
    procedure: SilenceProcedure,
    owner: Participant,
    way: str,
    proof: str,
    reached_at: dt.datetime,
    evidence: str,
    at: dt.datetime,
) -> dict[str, list[Any]]:
    problems: dict[str, list[Any]] = {}
    first, latest = procedure.first_opened_at, procedure.latest
    if owner not in procedure.concerned:
        problems["owner"] = [NOT_CONCERNED]
    if way not in ON_PAPER:
        problems["way"] = [_("Choose the way by which it was sent.")]
    if proof not in RECEIPTS:
        problems["proof"] = [_("Choose what shows that it arrived.")]
    if not evidence.strip():
        problems["evidence"] = [_("Say by what it is shown: the receipt's number, who signed.")]
    if reached_at < first:
        problems["reached_at"] = [_("The text didn't lie before the members yet.")]
    elif reached_at >= latest.ends_at:
        ended = instant_shown(latest.ends_at, procedure)
        problems["reached_at"] = [
            gettext("It has to have arrived before the period ended: %(ended)s.") % {"ended": ended}
        ]
    elif reached_at > at:
        problems["reached_at"] = [_("This instant is still to come.")]
    return problems


# -- Objections.


@dataclass(frozen=True)
class WordsOfAnObjection:
    """A text and the language that its author named; none where its letters tell."""

    text: str
    language: str | None


def object_to(
    *,
    procedure: SilenceProcedure,
    owner: Participant,
    text: str,
    by: User,
    language: str | None = None,
    at: dt.datetime | None = None,
) -> SilenceObjection:
    """A member objects in writing: the silence is broken, and nothing is adopted. The same again finds the first.

    The members are told that the procedure is over, and by whom.

    It counts if it is made before the period ends (at the instant itself the period is over), or while the procedure is
    held. Raises Refused.
    """
    at = at or timezone.now()
    current = fresh(procedure)
    require_state(current, owner, by, at)
    if (why := why_not_submit(by, owner.pk, day_of_the_house(at))) is not None:
        raise Refused({"": [why]})
    written = WordsOfAnObjection(text, language)
    return _object(current, current.rules.act(SilenceDoes.OBJECTS), owner, written, by, at, made_at=at, way=Way.PORTAL)


def enter_objection(
    *,
    procedure: SilenceProcedure,
    owner: Participant,
    text: str,
    made_at: dt.datetime,
    way: str,
    by: User,
    letter: str = "",
    language: str | None = None,
    at: dt.datetime | None = None,
) -> SilenceObjection:
    """The Secretariat enters an objection that came on paper, as of the instant at which it was received.

    What is adopted stays adopted: an objection that was received in time and is entered too late is answered with a
    sentence that says so, since others have acted on the decision meanwhile; the body takes a new one.
    """
    at = at or timezone.now()
    current = fresh(procedure)
    if not is_officer(by):
        raise Refused({"": [NOT_NOW]})
    problems: dict[str, list[Any]] = {}
    if owner not in current.concerned:
        problems["owner"] = [NOT_CONCERNED]
    if way not in ON_PAPER:
        problems["way"] = [_("Choose the way by which it came.")]
    if made_at > at:
        problems["made_at"] = [_("This instant is still to come.")]
    elif made_at < current.first_opened_at:
        problems["made_at"] = [_("The text didn't lie before the members yet.")]
    if problems:
        raise Refused(problems)
    act = current.rules.act(SilenceDoes.ENTERS_OBJECTION)
    with transaction.atomic():
        objection = _object(current, act, owner, WordsOfAnObjection(text, language), by, at, made_at=made_at, way=way)
        if objection.at == at:
            tell_the_state(current, owner, _("an objection in writing"), by, at, letter)
    return objection


def _object(
    procedure: SilenceProcedure,
    act: SilenceAct,
    owner: Participant,
    written: WordsOfAnObjection,
    by: User,
    at: dt.datetime,
    *,
    made_at: dt.datetime,
    way: str,
) -> SilenceObjection:
    text = written.text
    already = next(
        (objection for objection in procedure.latest.objections.all() if objection.participant_id == owner.pk), None
    )
    if already:
        if already.is_withdrawn:
            raise Refused({"": [WITHDREW]})
        if already.text == text.strip():
            return already
        raise Refused({"": [_("This member has objected already.")]})
    if not text.strip():
        raise Refused({"text": [_("Write what your state objects to: the members will read it.")]})
    if (why := why_too_late(procedure, made_at, at)) is not None:
        raise Refused({"": [why]})
    try:
        with transaction.atomic():
            if procedure.state == SilenceState.BROKEN:
                # Kept beside the one that ended the period.
                _still(procedure)
            else:
                move(procedure, act, settled_at=made_at)
            objection = SilenceObjection.objects.create(
                round=procedure.latest,
                participant=owner,
                text=text.strip(),
                language=written.language or language_written(text),
                made_at=made_at,
                way=way,
                by=by,
                at=at,
            )
            changes = {"member": [None, owner.code], "made_at": [None, made_at], "way": [None, way]}
            journal(procedure, act, by, at, changes, wrote=objection)
            tell_of_silence(fresh(procedure), SILENCE_ENDED, by, at, objects=owner.code)
    except IntegrityError:
        # The same button, pressed twice at once.
        return SilenceObjection.objects.get(round=procedure.latest, participant=owner)
    return objection


def _still(procedure: SilenceProcedure) -> None:
    """Nothing moved since it was seen. Raises Refused."""
    rows = SilenceProcedure.objects.select_for_update().filter(pk=procedure.pk, version=procedure.version)
    if not rows.exists():
        raise Refused({"": [NOT_NOW]}, is_stale=True)


def require_state(procedure: SilenceProcedure, owner: Participant, by: User, at: dt.datetime) -> None:
    """Refuse who doesn't act for this member today, and a state to which the period doesn't apply."""
    if owner not in procedure.concerned:
        raise Refused({"": [NOT_CONCERNED]})
    if owner not in states_of(by, procedure, day_of_the_house(at)):
        raise Refused({"": [_("You don't act for this state.")]})
