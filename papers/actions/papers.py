"""Writing papers, circulations and comments."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from journal.actions import record
from law.choices import PaperKind
from meetings.access import (
    finding,
    people_in_office,
    people_of_audience,
    people_whom_a_state_lets_see,
    require_writer,
    states_of_audience,
)
from meetings.alike import who_see_alike
from members.access import require_key, require_read_here, require_seat
from members.actions import enter_item
from members.choices import Audience
from members.models import Participant, User, seats_of
from notices.actions import tell
from papers.kinds import COMMENT_MADE, PAPER_CIRCULATED
from papers.models import Circulation, Comment, CommentAudience, ExpertDraft, Folder, Paper, PaperVersion
from papers.reads import whose_comments_it_took_up
from papers.uploads import Submitted, check_upload
from record.dates import day_of_the_house
from record.files import CheckedFile, stored_name
from record.letters import ReceivedLetter
from record.once import done_before
from record.references import next_in, next_number
from record.texts import language_of, language_written

PREFIXES = {
    PaperKind.CONCEPT: "CP",
    PaperKind.WORKING: "WP",
    PaperKind.ACTION_PLAN: "AP",
    PaperKind.COMPILATION: "CV",
    PaperKind.REPORT: "R",
    PaperKind.NOTE: "NV",
    PaperKind.INFORMATION: "IF",
    PaperKind.PUBLISHED_TEXT: "PB",
}
# Kinds of which a commitment has one paper that grows by versions; of the others each submission is a paper.
ONE_OF_A_KIND = {
    PaperKind.CONCEPT,
    PaperKind.WORKING,
    PaperKind.COMPILATION,
    PaperKind.INFORMATION,
    PaperKind.PUBLISHED_TEXT,
}


def looked_through(submitted: Submitted | None) -> Submitted | None:
    """What was handed in, its file checked. Raises ValidationError with the reason where it can't be taken.

    For before a transaction: it takes a process of its own and seconds, and on SQLite nobody could write meanwhile.
    """
    if submitted is None or submitted.file is None or submitted.checked is not None:
        return submitted
    return replace(submitted, checked=check_upload(submitted.file))


def add_version(
    *,
    folder: Folder,
    title: str,
    kind: str,
    submitted: Submitted,
    by: User,
    on_behalf_of_id: int | None,
    channel: str,
    at: dt.datetime,
) -> PaperVersion:
    """Keep what was handed in as the next version of the folder's paper of that kind, or as a paper of its own.

    Runs in the caller's transaction, after `looked_through`.
    """
    paper = folder.papers.filter(kind=kind).order_by("pk").last() if kind in ONE_OF_A_KIND else None
    if paper is None:
        paper = Paper.objects.create(
            folder=folder,
            kind=kind,
            symbol=_next_symbol(folder, kind, on_behalf_of_id),
            title=submitted.title or title,
            title_in=submitted.title_in,
            language=submitted.language if submitted.title else language_of(title),
        )
    return keep_version(paper, submitted, by=by, on_behalf_of_id=on_behalf_of_id, channel=channel, at=at)


def keep_version(
    paper: Paper, submitted: Submitted, *, by: User, on_behalf_of_id: int | None, channel: str, at: dt.datetime
) -> PaperVersion:
    """Keep what was handed in as the next version of that paper; a file under a name of our own."""
    version = PaperVersion(
        paper=paper,
        number=next_in(paper.versions.all()),
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


def next_version(
    paper: Paper, draft: ExpertDraft, *, by: User, on_behalf_of: Participant | None, channel: str, at: dt.datetime
) -> PaperVersion:
    """Make what an expert drafted the next version of that paper, as it was handed in. In the caller's transaction."""
    version = PaperVersion(
        paper=paper, number=next_in(paper.versions.all()), language=draft.language, on_behalf_of=on_behalf_of,
        channel=channel, by=by, at=at, text=draft.text, file_type=draft.file_type, size=draft.size, sha256=draft.sha256,
    )  # fmt: skip
    if draft.file:
        with draft.file.open("rb") as content:
            kept = CheckedFile(draft.extension, draft.file_type, draft.size, draft.sha256, "")
            version.file.save(stored_name(kept), File(content), save=False)
    version.save()
    return version


def _next_symbol(folder: Folder, kind: str, on_behalf_of_id: int | None) -> str:
    """CBM-2007-ECO-02-01/AP.2. Letters are counted state by state: a number tells nobody of another state's."""
    symbol = f"{folder.reference}/{PREFIXES[PaperKind(kind)]}"
    if kind in ONE_OF_A_KIND:
        return symbol
    if kind == PaperKind.NOTE and on_behalf_of_id is not None:
        symbol = f"{symbol}.{Participant.objects.get(pk=on_behalf_of_id).code}"
    taken = folder.papers.filter(symbol__startswith=f"{symbol}.").values_list("symbol", flat=True)
    return f"{symbol}.{next_number(taken, f'{symbol}.')}"


def circulate(
    *,
    version: PaperVersion,
    audience: str,
    comments_by: dt.date | None,
    by: User,
    at: dt.datetime,
    named: Sequence[Participant] = (),
) -> Circulation:
    """Send a version to all members at once, to observers where asked, or to those named: a notice with a link to each person."""
    sent = Circulation.objects.create(version=version, audience=audience, comments_by=comments_by, by=by, at=at)
    today, these = day_of_the_house(at), [participant.pk for participant in named]
    people, states = people_of_audience(audience, today), states_of_audience(today, audience)
    if these:
        sent.participants.set(named)
        people |= people_in_office(Q(participant__in=these), today)
        states |= Participant.objects.filter(pk__in=these)
    tell(
        about=version,
        kind=PAPER_CIRCULATED,
        occurrence=str(sent.pk),
        to=people,
        url=version.get_absolute_url(),
        values={
            **_called(version),
            "comments_by": comments_by.isoformat() if comments_by else "",
            # Of those named each reads what is for all: what they read besides nobody knows of all of them.
            "took_up": ",".join(whose_comments_it_took_up(version, Audience.OBSERVERS if named else audience)),
        },
        states=states,
        at=at,
    )
    return sent


def _called(version: PaperVersion) -> dict[str, Any]:
    """What a notice says of a paper: its kind, its title, and whose it is."""
    owner = version.on_behalf_of
    paper = version.paper
    return {"paper": paper.kind, "title": paper.title, "titles": paper.titles, "owner": owner.code if owner else ""}


def comment(
    *,
    version: PaperVersion,
    owner: Participant,
    text: str,
    audience: str,
    by: User,
    paragraph: int | None = None,
    language: str = "",
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Comment:
    """Keep what a state says of a version; those it lets see it are told. A second one with the same key is the first.

    For one's own state alone a preparer may write too; an officer writes down what came by `letter`, and the state is told
    "in your name". Raises StepRefused when `by` may not speak for `owner`, and DoesNotExist for a version that `by` may not read.
    """
    at = at or timezone.now()
    # Before the transaction: everybody is asked of, and nobody should wait meanwhile. Who writes is asked with them.
    kinds = who_see_alike(("let hear", audience), _let_hear(audience, day_of_the_house(at)))
    _require_speaker(version, owner, audience, by, letter, day_of_the_house(at))
    places = finding(
        [by, *(kind.one_of_them for kind in kinds)],
        lambda person: _heard_by(person, version, None if person is by else audience),
    )
    if 0 not in places:
        raise PaperVersion.DoesNotExist
    hears = frozenset[int]().union(*(kinds[place - 1].keys for place in places if place)) - {by.pk}
    try:
        with transaction.atomic():
            comment_made = Comment.objects.create(
                version=version,
                owner=owner,
                paragraph=paragraph,
                text=text,
                language=language or language_written(text),
                audience=audience,
                by=by,
                at=at,
                once_key=once_key,
                **(letter.columns() if letter else {}),
            )
            _tell_of_it(comment_made, User.objects.filter(pk__in=hears), at)
            changes = {"audience": [None, audience]}
            record(by=by, verb="commented", about=comment_made, changes=changes, at=at, label=str(version))
            if letter is not None:
                enter_item(comment_made, letter, by, at)
    except IntegrityError:
        content = {"version_id": version.pk, "owner_id": owner.pk, "text": text, "audience": audience}
        if already := done_before(Comment, once_key, by=by, **content):
            return already
        raise
    return comment_made


def _tell_of_it(made: Comment, people: QuerySet[User], at: dt.datetime) -> None:
    tell(
        about=made.version,
        kind=COMMENT_MADE,
        occurrence=str(made.pk),
        to=people,
        url=made.get_absolute_url(),
        values={**_called(made.version), "state": made.owner.code},
        at=at,
    )


def _require_speaker(
    version: PaperVersion, owner: Participant, audience: str, by: User, letter: ReceivedLetter | None, today: dt.date
) -> None:
    """Refuse whoever may not say it for `owner`: of a letter, whoever enters none of that participant's."""
    if letter is None:
        (require_seat if audience == Audience.OWN else require_key)(by, owner)
        return
    require_writer(by, owner, letter, today, about=version)
    require_read_here(audience)


def _let_hear(audience: str, on: dt.date) -> QuerySet[User]:
    """Whom the commenter lets hear of a comment. The authors of a paper are members."""
    return people_whom_a_state_lets_see(
        Audience.MEMBERS if audience == CommentAudience.AUTHORS else Audience(audience), on
    )


def _heard_by(person: User, version: PaperVersion, audience: str | None) -> QuerySet[PaperVersion]:
    """The version, where the person reads it; of a comment for its authors, where a state of theirs is one of them, too."""
    rows = PaperVersion.objects.visible_to(person).filter(pk=version.pk)
    is_near = Audience.SECRETARIAT in seats_of(person).audiences()
    return rows.written_by(person) if audience == CommentAudience.AUTHORS and not is_near else rows
