"""The title and the statement of a commitment in more languages than the one they were written in."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.access import NOT_ITS_STATE, may_word
from commitments.models import Commitment
from journal.actions import record
from meetings.access import require_writer
from members.actions import enter_for
from members.models import Participant, User
from record.acts.languages import without_its_own
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.refusals import StepRefused
from record.templatetags.signs import colon
from record.texts import in_all

IN_OTHER_LANGUAGES = _("title and statement in other languages")


def word_in_other_languages(
    *,
    commitment: Commitment,
    title_in: dict[str, str],
    statement_in: dict[str, str],
    by: User,
    on_behalf_of: Participant | None = None,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Keep how title and statement read in other languages. The words in which they were written are never changed.

    Raises StepRefused where `by` may not, or where the language is the one they were written in.
    """
    at = at or timezone.now()
    if letter is not None and on_behalf_of is not None:
        _require_a_letter_of_its_state(commitment, on_behalf_of, letter, by, at)
    elif (why_not := may_word(by, commitment, on_behalf_of)) is not None:
        raise StepRefused({"": [why_not]})
    wordings = {
        "title_in": without_its_own("title_in", title_in, commitment.language, commitment.title),
        "statement_in": without_its_own("statement_in", statement_in, commitment.language, commitment.statement),
    }
    changes = {name: [getattr(commitment, name), texts] for name, texts in wordings.items()}
    with transaction.atomic():
        for name, texts in wordings.items():
            setattr(commitment, name, texts)
        commitment.save(update_fields=wordings)
        record(by=by, verb="worded in other languages", about=commitment, changes=changes, at=at)
        if letter is not None and on_behalf_of is not None:
            enter_for(
                state=on_behalf_of,
                about=commitment,
                what=in_all(lambda: f"{commitment.reference}{colon()}{IN_OTHER_LANGUAGES}"),
                url=commitment.get_absolute_url(),
                by=by,
                at=at,
                letter=letter.reference,
            )


def _require_a_letter_of_its_state(
    commitment: Commitment, state: Participant, letter: ReceivedLetter, by: User, at: dt.datetime
) -> None:
    require_writer(by, state, letter, day_of_the_house(at), members_only=True)
    if state not in commitment.intending_states():
        raise StepRefused({"": [NOT_ITS_STATE]})
