"""What becomes of comments: taken up or not, as whoever drafts says, and answered. Those who said it are told."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.staff import is_officer
from members.access import NOT_YOURS
from members.actions import enter_for
from members.actions.telling import people_of
from members.models import Participant, User
from notices.actions import tell
from papers.access import drafting_states, speakers_among
from papers.kinds import COMMENT_ANSWERED, COMMENT_SETTLED
from papers.models import Comment, CommentOutcome, CommentReply
from record.corrections import WAS_CORRECTED, Sentence
from record.dates import day_of_the_house
from record.letters import DAY_TO_COME, ReceivedLetter
from record.models import is_mistaken
from record.once import done_before
from record.refusals import Refused
from record.templatetags.signs import colon
from record.texts import in_all, said_in

SAY_WHY = _("Say why it is not taken up: its state reads it.")
SOMETHING_BECAME = _("Say whether it is taken up or not.")
WHAT_BECAME_OF_IT = _("what became of a comment")
AN_ANSWER = _("an answer to a comment")


def take_up(
    *,
    comment: Comment,
    outcome: str,
    by: User,
    reason: str = "",
    language: str | None = None,
    on_behalf_of: Participant | None = None,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Comment:
    """Say what became of a comment: taken up, or not, and why. Said again, it is what was said last. Raises Refused."""
    at = at or timezone.now()
    require_speaker(by, on_behalf_of, drafting_states(comment.version, day_of_the_house(at)), letter, at)
    if outcome == CommentOutcome.NOT_TAKEN_UP and not reason.strip():
        raise Refused({"reason": [SAY_WHY]})
    if outcome not in {CommentOutcome.TAKEN_UP, CommentOutcome.NOT_TAKEN_UP}:
        raise Refused({"outcome": [SOMETHING_BECAME]})
    with transaction.atomic():
        row = Comment.everything.select_for_update(of=("self",)).get(pk=comment.pk)
        _require_it_counts(row)
        changes = {"outcome": [row.outcome, outcome], "outcome_reason": [row.outcome_reason, reason.strip()]}
        row.outcome, row.outcome_reason = CommentOutcome(outcome), reason.strip()
        row.outcome_language = said_in(language, reason) if reason.strip() else None
        row.outcome_for, row.outcome_at = on_behalf_of, at
        columns = ["outcome", "outcome_reason", "outcome_language", "outcome_for", "outcome_at"]
        row.save(update_fields=columns)
        record(by=by, verb="said what became of a comment", about=row, changes=changes, at=at)
        _enter_by_letter(row, on_behalf_of, letter, WHAT_BECAME_OF_IT, by, at)
        _tell(row, COMMENT_SETTLED, f"{outcome} {at.isoformat()}", [row.owner], by, at, outcome=str(outcome))
    return row


def answer_comment(
    *,
    comment: Comment,
    text: str,
    by: User,
    language: str | None = None,
    on_behalf_of: Participant | None = None,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> CommentReply:
    """Answer a comment: whoever drafts, the state that made it, the Secretariat. Those who see the comment see it; a second
    one with the same key is the first. Raises Refused."""
    at = at or timezone.now()
    drafting = drafting_states(comment.version, day_of_the_house(at))
    require_speaker(by, on_behalf_of, [*drafting, comment.owner], letter, at)
    try:
        with transaction.atomic():
            _require_it_counts(Comment.everything.select_for_update(of=("self",)).get(pk=comment.pk))
            reply = CommentReply.objects.create(
                comment=comment,
                owner=on_behalf_of,
                text=text.strip(),
                language=said_in(language, text),
                by=by,
                at=at,
                once_key=once_key,
                **(letter.columns() if letter else {}),
            )
            record(by=by, verb="answered a comment", about=comment, changes={}, at=at, wrote=[reply])
            _enter_by_letter(comment, on_behalf_of, letter, AN_ANSWER, by, at)
            heard = [comment.owner] if on_behalf_of != comment.owner else drafting
            _tell(comment, COMMENT_ANSWERED, str(reply.uid), heard, by, at)
    except IntegrityError:
        if already := done_before(CommentReply, once_key, by=by, comment_id=comment.pk, text=text.strip()):
            return already
        raise
    return reply


def require_speaker(
    by: User, state: Participant | None, states: list[Participant], letter: ReceivedLetter | None, at: dt.datetime
) -> None:
    """Refuse whoever may not say it: for no state an officer alone; for one, who may submit for it, or by its letter."""
    on = day_of_the_house(at)
    if state is None:
        if not is_officer(by):
            raise Refused({"": [NOT_YOURS]})
        return
    speaker = next((each for each in speakers_among(by, states, on) if each.participant.pk == state.pk), None)
    if speaker is None or speaker.by_letter is not (letter is not None):
        raise Refused({"": [NOT_YOURS]})
    if speaker.why_not_submit is not None:
        raise Refused({"": [speaker.why_not_submit]})
    if letter is not None and letter.dated is not None and letter.dated > on:
        raise Refused({"dated": [DAY_TO_COME]})


def _require_it_counts(comment: Comment) -> None:
    if is_mistaken(comment):
        raise Refused({"": [WAS_CORRECTED]}, is_stale=True)


def _enter_by_letter(
    comment: Comment,
    state: Participant | None,
    letter: ReceivedLetter | None,
    what: Sentence,
    by: User,
    at: dt.datetime,
) -> None:
    if letter is not None and state is not None:
        enter_for(
            state=state,
            about=comment,
            what=in_all(lambda: f"{comment.version}{colon()}{what}"),
            url=comment.get_absolute_url(),
            by=by,
            at=at,
            letter=letter.reference,
        )


def _tell(
    comment: Comment, kind: str, occurrence: str, states: list[Participant], by: User, at: dt.datetime, **values: str
) -> None:
    """Those who act for these states, as far as they see the comment."""
    people = [person for person in people_of(*states, on=day_of_the_house(at)) if person.pk != by.pk]
    owner = comment.version.on_behalf_of
    tell(
        about=comment.version,
        kind=kind,
        occurrence=occurrence,
        to=[person for person in people if Comment.objects.visible_to(person).filter(pk=comment.pk).exists()],
        url=comment.get_absolute_url(),
        values={
            "paper": comment.version.paper.kind,
            "title": comment.version.paper.title,
            "titles": comment.version.paper.titles,
            "owner": owner.code if owner else "",
            "state": comment.owner.code,
            **values,
        },
        at=at,
    )
