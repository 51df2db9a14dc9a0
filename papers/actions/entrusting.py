"""Experts who are let in to one paper: asked for by the nominating state or the Secretariat, agreed to by the other of the two,
accepted by the expert, and ended by either at once.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from journal.actions import difference, record, snapshot
from journal.staff import is_officer
from law.choices import PaperKind
from meetings.access import require_writer
from members.actions import enter_for
from members.actions.letters import write
from members.models import Participant, User, seats_of
from papers.actions.telling_of_experts import tell_of_it
from papers.choices import EntrustedStage
from papers.models import EntrustedPaper, Paper
from papers.models.entrusted import GOOD_FOR
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused
from record.secrets import address_without_key
from record.texts import in_all

LONGEST = dt.timedelta(days=366)
# What is drafted by several hands; letters, compilations and information are their givers' own words.
DRAFTED_KINDS = frozenset({PaperKind.CONCEPT, PaperKind.WORKING, PaperKind.ACTION_PLAN, PaperKind.REPORT})
ENDS_LATER = _("It ends after its first day, on a day to come.")
TOO_LONG = _("At most a year: after that both are asked again.")
NOT_DRAFTED = _("Choose a paper that is being drafted.")
HAS_NO_VERSION = _("No version of this paper is in the record yet: there is nothing to read.")
ONCE = _("This expert is let in to this paper already, or it waits for an answer.")
ONLY_THE_AUTHORITY = _("This is for the authority of the state that nominated the expert, and for the Secretariat.")
SAID_ALREADY = _("It was agreed to already, or it has ended.")
IT_IS_OVER = _("It has ended already.")
NOBODY_WAITS = _("No letter waits to be accepted.")
USED_MEANWHILE = _("This invitation was used, ended or sent again in the meantime.")
FOR_ANOTHER = _("This invitation is for another person.")
HAS_AN_ACCOUNT = _(
    "There is an account under this address that was opened for something else. An expert is let in under an address of"
    " their own; whoever invited you can name another one."
)


@dataclass(frozen=True)
class InvitedExpert:
    """Whom a state nominated, as far as the letter needs it."""

    nomination: uuid.UUID
    owner: Participant
    name: str
    email: str
    language: str = "en"


def ask_to_let_in(
    *,
    expert: InvitedExpert,
    paper: Paper,
    since: dt.date,
    until: dt.date,
    by: User,
    for_the_state: bool,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> EntrustedPaper:
    """One of the two asks that an expert be let in to a paper; it then waits for the other. Raises Refused."""
    at = at or timezone.now()
    _require_side(by, expert.owner, for_the_state, letter, at)
    if problems := why_not(paper, since, until, day_of_the_house(at)):
        raise Refused(problems)
    said = {"paper": paper, "owner": expert.owner, "nomination": expert.nomination, "since": since, "until": until}
    try:
        with transaction.atomic():
            entrusted = EntrustedPaper.objects.create(
                name=expert.name, email=User.objects.normalize_email(expert.email), language=expert.language,
                by=by, at=at, once_key=once_key, **said, **_word_of(by, at, for_the_state),
                **(letter.columns() if letter else {}),
            )  # fmt: skip
            tell_of_it("asked", entrusted, by, at)
            if letter is not None:
                _enter(entrusted, letter, by, at)
            record(
                by=by,
                verb="asked to let an expert in",
                about=entrusted,
                changes=difference({}, snapshot(entrusted)),
                at=at,
            )
    except IntegrityError:
        if already := done_before(EntrustedPaper, once_key, by=by, **said):
            return already
        raise Refused({"": [ONCE]}) from None
    return entrusted


def why_not(paper: Paper, since: dt.date, until: dt.date, today: dt.date) -> dict[str, list[Any]]:
    """Why a paper can't be entrusted for these days, by field."""
    if paper.kind not in DRAFTED_KINDS:
        return {"paper": [NOT_DRAFTED]}
    if not paper.versions.exists():
        return {"paper": [HAS_NO_VERSION]}
    if until <= max(since, today):
        return {"until": [ENDS_LATER]}
    return {"until": [TOO_LONG]} if until - max(since, today) > LONGEST else {}


def agree_to_let_in(
    *,
    entrusted: EntrustedPaper,
    by: User,
    participant: Participant | None = None,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> EntrustedPaper:
    """The other of the two agrees, and the letter goes to the expert. Raises Refused."""
    at = at or timezone.now()
    for_the_state = participant is not None
    with transaction.atomic():
        now = _locked(entrusted)
        _require_side(by, now.owner, for_the_state, letter, at)
        has_said = now.state_at if for_the_state else now.office_at
        if now.stage != EntrustedStage.ASKED or has_said is not None or day_of_the_house(at) >= now.until:
            raise Refused({"": [SAID_ALREADY]}, is_stale=True)
        before = snapshot(now)
        for name, value in _word_of(by, at, for_the_state).items():
            setattr(now, name, value)
        if letter is not None:
            now.channel, now.dated = letter.channel, letter.dated
        now.stage, now.sent_at = EntrustedStage.INVITED, at
        now.save()
        _send(now, at)
        tell_of_it("invited", now, by, at)
        if letter is not None:
            _enter(now, letter, by, at)
        record(by=by, verb="agreed to let an expert in", about=now, changes=difference(before, snapshot(now)), at=at)
    return now


@transaction.atomic
def send_entrusted_again(*, entrusted: EntrustedPaper, by: User, at: dt.datetime | None = None) -> EntrustedPaper:
    """The letter once more; the link of the one before stops working. Raises Refused."""
    at = at or timezone.now()
    now = _locked(entrusted)
    require_one_of_the_two(by, now)
    if now.stage != EntrustedStage.INVITED or day_of_the_house(at) >= now.until:
        raise Refused({"": [NOBODY_WAITS]}, is_stale=True)
    now.sent_at = at
    now.save(update_fields=["sent_at"])
    _send(now, at)
    record(by=by, verb="invited an expert again", about=now, at=at)
    return now


@transaction.atomic
def end_entrusted(*, entrusted: EntrustedPaper, by: User, at: dt.datetime | None = None) -> EntrustedPaper:
    """Either of the two ends it at once: the expert is signed out with the next page, and the link opens nothing. Raises Refused."""
    at = at or timezone.now()
    now = _locked(entrusted)
    require_one_of_the_two(by, now)
    if not now.stands_on(day_of_the_house(at)):
        raise Refused({"": [IT_IS_OVER]}, is_stale=True)
    before, now.stage, now.ended_by, now.ended_at = now.stage, EntrustedStage.ENDED, by, at
    now.save(update_fields=["stage", "ended_by", "ended_at"])
    tell_of_it("ended", now, by, at)
    record(by=by, verb="ended that an expert is let in", about=now, changes={"stage": [before, now.stage]}, at=at)
    return now


@transaction.atomic
def accept_entrusted(
    *, entrusted: EntrustedPaper, person: User | None, at: dt.datetime, password: str | None = None
) -> EntrustedPaper:
    """The expert accepts: with an account of theirs that was opened for such papers, or with a new one. Raises Refused."""
    now = _locked(entrusted)
    if now.sent_at != entrusted.sent_at or not now.is_good(at):
        raise Refused({"": [USED_MEANWHILE]})
    if person is None:
        person = User.objects.create_user(
            now.email, password, name=now.name, language=now.language or "en", is_guest=True
        )
        record(by=person, verb="opened account", about=person, changes=difference({}, snapshot(person)), at=at)
    if person.email != now.email or not person.is_active:
        raise Refused({"": [FOR_ANOTHER]})
    if not person.is_guest:
        raise Refused({"": [HAS_AN_ACCOUNT]})
    now.stage, now.guest, now.accepted_at = EntrustedStage.OPEN, person, at
    now.save(update_fields=["stage", "guest", "accepted_at"])
    tell_of_it("accepted", now, person, at)
    record(by=person, verb="came in as an expert", about=now, at=at)
    return now


def require_one_of_the_two(by: User, entrusted: EntrustedPaper) -> None:
    """Refuse whoever is neither an officer nor the authority of the state that nominated the expert."""
    if not (is_officer(by) or seats_of(by).is_authority_of(entrusted.owner_id)):
        raise PermissionDenied


def _require_side(
    by: User, owner: Participant, for_the_state: bool, letter: ReceivedLetter | None, at: dt.datetime
) -> None:
    """Refuse whoever doesn't give the word of that side: of a state's letter, whoever enters none of its."""
    today = day_of_the_house(at)
    if letter is not None:
        require_writer(by, owner, letter, today)
    elif for_the_state:
        if not seats_of(by, today).is_authority_of(owner.pk):
            raise Refused({"": [ONLY_THE_AUTHORITY]})
    elif not is_officer(by):
        raise Refused({"": [ONLY_THE_AUTHORITY]})


def _word_of(by: User, at: dt.datetime, for_the_state: bool) -> dict[str, Any]:
    return {"state_by": by, "state_at": at} if for_the_state else {"office_by": by, "office_at": at}


def _locked(entrusted: EntrustedPaper) -> EntrustedPaper:
    rows = EntrustedPaper.objects.select_for_update(of=("self",)).select_related("owner", "paper", "guest")
    return rows.get(pk=entrusted.pk)


def _enter(entrusted: EntrustedPaper, letter: ReceivedLetter, by: User, at: dt.datetime) -> None:
    enter_for(
        state=entrusted.owner, about=entrusted, what=in_all(lambda: entrusted._meta.verbose_name),
        url=entrusted.get_absolute_url(), by=by, at=at, letter=letter.reference,
    )  # fmt: skip


def link_of_entrusted(entrusted: EntrustedPaper) -> str:
    """Of what the key is that the letter's link needs (`members.access.key_of_link`)."""
    return f"entrusted {entrusted.pk} {entrusted.sent_at.isoformat() if entrusted.sent_at else ''}"


def _send(entrusted: EntrustedPaper, at: dt.datetime) -> None:
    """In the language of the expert."""
    with override(entrusted.language or "en"):
        words = {
            "entrusted": entrusted,
            "participant": str(entrusted.owner),
            "address": settings.SITE_URL + address_without_key("entrusted-invitation"),
            "until": min(day_of_the_house(at + GOOD_FOR), entrusted.last_day),
        }
    write(
        "entrusted", words, to=entrusted.email, addressee=entrusted.name, language=entrusted.language or "en",
        key_of=link_of_entrusted(entrusted), at=at,
    )  # fmt: skip
