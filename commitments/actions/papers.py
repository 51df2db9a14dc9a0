"""Writing papers, circulations and comments."""

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.access import TWO_KEYS
from commitments.actions.answers import StepRefused, Submitted
from commitments.actions.once import done_before
from commitments.actions.telling import people_of_audience, people_whom_a_state_lets_see
from commitments.choices import PaperKind
from commitments.kinds import COMMENT_MADE, PAPER_CIRCULATED
from commitments.models import Circulation, Comment, Commitment, Paper, PaperVersion
from commitments.uploads import check_upload, stored_name
from journal.actions import record
from members.choices import WIDTH, Audience, Role
from members.models import Participant, User, seats_of
from notices.actions import tell
from record.dates import day_of_the_house

PREFIXES = {
    PaperKind.CONCEPT: "CP",
    PaperKind.WORKING: "WP",
    PaperKind.ACTION_PLAN: "AP",
    PaperKind.COMPILATION: "CV",
    PaperKind.REPORT: "R",
    PaperKind.NOTE: "NV",
}
# Kinds of which a commitment has one paper that grows by versions; of the others each submission is a paper.
ONE_OF_A_KIND = {PaperKind.CONCEPT, PaperKind.WORKING, PaperKind.COMPILATION}


def looked_through(submitted: Submitted | None) -> Submitted | None:
    """What was handed in, its file checked. Raises ValidationError with the reason where it can't be taken.

    For before a transaction: it takes a process of its own and seconds, and on SQLite nobody could write meanwhile.
    """
    if submitted is None or submitted.file is None or submitted.checked is not None:
        return submitted
    return replace(submitted, checked=check_upload(submitted.file))


def add_version(
    *,
    commitment: Commitment,
    kind: str,
    submitted: Submitted,
    by: User,
    on_behalf_of_id: int | None,
    channel: str,
    at: dt.datetime,
) -> PaperVersion:
    """Keep what was handed in as the next version of the commitment's paper of that kind.

    Runs in the caller's transaction, after `looked_through`. A file is kept under a name of our own.
    """
    paper = commitment.papers.filter(kind=kind).order_by("pk").last() if kind in ONE_OF_A_KIND else None
    if paper is None:
        paper = Paper.objects.create(
            commitment=commitment,
            kind=kind,
            symbol=_next_symbol(commitment, kind, on_behalf_of_id),
            title=submitted.title or commitment.title,
        )
    version = PaperVersion(
        paper=paper,
        number=paper.versions.count() + 1,
        language=submitted.language,
        language_status=submitted.language_status,
        on_behalf_of_id=on_behalf_of_id,
        channel=channel,
        by=by,
        at=at,
    )
    if submitted.file is not None:
        checked = submitted.checked or check_upload(submitted.file)
        version.file_type, version.size, version.sha256 = checked.content_type, checked.size, checked.sha256
        submitted.file.seek(0)
        version.file.save(stored_name(checked), submitted.file, save=False)
    else:
        content = submitted.text.encode()
        version.text, version.size, version.sha256 = submitted.text, len(content), hashlib.sha256(content).hexdigest()
    version.save()
    return version


def _next_symbol(commitment: Commitment, kind: str, on_behalf_of_id: int | None) -> str:
    """CBM-2007-ECO-02-01/AP.2. Letters are counted state by state: a number tells nobody of another state's."""
    symbol = f"{commitment.reference}/{PREFIXES[PaperKind(kind)]}"
    if kind in ONE_OF_A_KIND:
        return symbol
    if kind == PaperKind.NOTE and on_behalf_of_id is not None:
        symbol = f"{symbol}.{Participant.objects.get(pk=on_behalf_of_id).code}"
    return f"{symbol}.{commitment.papers.filter(symbol__startswith=f'{symbol}.').count() + 1}"


def circulate(
    *, version: PaperVersion, audience: str, comments_by: dt.date | None, by: User, at: dt.datetime
) -> Circulation:
    """Send a version to all members at once, and to observers where asked: a notice with a link to each person."""
    sent = Circulation.objects.create(version=version, audience=audience, comments_by=comments_by, by=by, at=at)
    tell(
        about=version,
        kind=PAPER_CIRCULATED,
        occurrence=str(sent.pk),
        to=people_of_audience(audience, day_of_the_house(at)),
        url=version.get_absolute_url(),
        values={"comments_by": comments_by.isoformat() if comments_by else ""},
        at=at,
    )
    return sent


def comment(
    *,
    version: PaperVersion,
    owner: Participant,
    text: str,
    audience: str,
    by: User,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Comment:
    """Keep what a state says of a version; those it lets see it are told. A second one with the same key is the first.

    For one's own state alone a preparer may write too. Raises StepRefused when `by` may not speak for `owner`, and
    DoesNotExist for a version that `by` may not read.
    """
    at = at or timezone.now()
    (require_seat if audience == Audience.OWN else require_key)(by, owner)
    PaperVersion.objects.visible_to(by).only("pk").get(pk=version.pk)
    # Before the transaction: to ask for each person takes a while, and nobody should wait meanwhile.
    able = people_whom_a_state_lets_see(audience, day_of_the_house(at))
    told = [one for one in able if one != by and _may_read(one, version)]
    try:
        with transaction.atomic():
            made = Comment.objects.create(
                version=version, owner=owner, text=text, audience=audience, by=by, at=at, once_key=once_key
            )
            tell(
                about=version,
                kind=COMMENT_MADE,
                occurrence=str(made.pk),
                to=told,
                url=f"{version.get_absolute_url()}#{made.anchor}",
                values={"state": owner.code},
                at=at,
            )
            record(by=by, verb="commented", about=version, changes={"comment": [None, made.pk]}, at=at)
    except IntegrityError:
        said = {"version_id": version.pk, "owner_id": owner.pk, "text": text, "audience": audience}
        if already := done_before(Comment, once_key, by=by, **said):
            return already
        raise
    return made


def widen(*, item: Any, audience: str, by: User, at: dt.datetime | None = None) -> None:
    """Let more people see an item: its owner's choice. To narrow is refused, since some have seen it."""
    require_key(by, item.owner)
    if WIDTH.index(audience) <= WIDTH.index(item.audience):
        raise StepRefused({"audience": [_("Choose a wider audience than now; what was seen can't be unseen.")]})
    with transaction.atomic():
        before = item.audience
        changed = type(item).objects.filter(pk=item.pk, audience=before).update(audience=audience)
        if not changed:
            raise StepRefused({"": [_("Somebody changed this meanwhile. Look at it again.")]}, is_stale=True)
        item.audience = audience
        record(by=by, verb="widened", about=item, changes={"audience": [before, audience]}, at=at)


def require_seat(by: User, owner: Participant) -> None:
    """Refuse whoever doesn't act for `owner` today."""
    if not seats_of(by).acts_for(owner.pk):
        raise StepRefused({"": [_("You don't act for this state.")]})


def require_key(by: User, owner: Participant) -> None:
    """Refuse whoever doesn't act for `owner`, or may only prepare for it: what others are to see, its authority submits."""
    require_seat(by, owner)
    seats = [seat for seat in seats_of(by).seats if seat.participant_id == owner.pk]
    if all(seat.two_keys and seat.role == Role.PREPARER for seat in seats):
        raise StepRefused({"": [TWO_KEYS]})


def _may_read(person: User, version: PaperVersion) -> bool:
    return PaperVersion.objects.visible_to(person).filter(pk=version.pk).exists()
