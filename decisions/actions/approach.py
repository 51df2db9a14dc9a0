"""Proposing a change of the Cooperative Approach, and entering what the Committee decided about it (CoA, last part)."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.choices import BY_CONSENSUS
from decisions.kinds import APPROACH_PROPOSED, APPROACH_SETTLED
from decisions.models import ApproachProposal, Decision
from journal.actions import record
from journal.staff import Work, require_work
from law.editions import editions
from meetings.access import people_of_audience
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused
from record.texts import in_all, language_written

NOT_BY_CONSENSUS = _("An edition rests on a decision taken by consensus.")
HOLDS_EARLIER = _("This edition holds from a day before the decision.")


def propose_for_approach(
    *,
    owner: Participant,
    title: str,
    text: str,
    by: User,
    unit: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> ApproachProposal:
    """A member proposes to review or modify the Approach; the members are told. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, owner, letter, day_of_the_house(at), None)
    said: dict[str, Any] = {"owner": owner, "title": title.strip(), "unit": unit.strip(), "text": text.strip()}
    try:
        with transaction.atomic():
            proposal = ApproachProposal.objects.create(
                language=language or language_written(text), by=by, at=at, once_key=once_key, **said,
                **(letter.columns() if letter else {}),
            )  # fmt: skip
            record(by=by, verb="approach: proposed", about=proposal, changes={"title": [None, title]}, at=at)
            _tell(APPROACH_PROPOSED, proposal, "proposed", by, at)
            if letter is not None:
                enter_for(
                    state=owner, about=proposal, what=in_all(lambda: proposal._meta.verbose_name),
                    url=proposal.get_absolute_url(), by=by, at=at, letter=letter.reference,
                )  # fmt: skip
    except IntegrityError:
        if already := done_before(ApproachProposal, once_key, by=by, **said):
            return already
        raise
    return proposal


def settle_proposal(
    *, proposal: ApproachProposal, decision: Decision, by: User, law_edition: str = "", at: dt.datetime | None = None
) -> ApproachProposal:
    """Enter by which decision it was settled, and which edition of the law that brought. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    if law_edition:
        if decision.outcome not in BY_CONSENSUS:
            raise Refused({"decision": [NOT_BY_CONSENSUS]})
        if next(law.holds_from for law in editions() if law.key == law_edition) < decision.on:
            raise Refused({"law_edition": [HOLDS_EARLIER]})
    said = {"decision": decision, "law_edition": law_edition, "settled_at": at}
    with transaction.atomic():
        if not ApproachProposal.objects.open().filter(pk=proposal.pk).update(**said):
            raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
        proposal.refresh_from_db()
        changes = {"decision": [None, decision.symbol], "law_edition": ["", law_edition]}
        record(by=by, verb="approach: settled", about=proposal, changes=changes, at=at)
        _tell(APPROACH_SETTLED, proposal, "settled", by, at, decision=decision.symbol)
    return proposal


def _tell(kind: str, proposal: ApproachProposal, occurrence: str, by: User, at: dt.datetime, **more: str) -> None:
    tell(
        kind=kind,
        about=proposal,
        occurrence=occurrence,
        to=people_of_audience(Audience.MEMBERS, day_of_the_house(at)).exclude(pk=by.pk),
        url=proposal.get_absolute_url(),
        values={"state": proposal.owner.code, "meeting": in_all(lambda: proposal.title), **more},
        at=at,
    )
