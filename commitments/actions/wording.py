"""The title and the statement of a commitment in more languages than the one they were written in."""

import datetime as dt

from django.db import transaction

from commitments.access import may_word
from commitments.models import Commitment
from journal.actions import record
from members.models import Participant, User
from record.acts.languages import without_its_own
from record.refusals import StepRefused


def word_in_other_languages(
    *,
    commitment: Commitment,
    title_in: dict[str, str],
    statement_in: dict[str, str],
    by: User,
    on_behalf_of: Participant | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Keep how title and statement read in other languages. The words in which they were written are never changed.

    Raises StepRefused where `by` may not, or where the language is the one they were written in.
    """
    if (why_not := may_word(by, commitment, on_behalf_of)) is not None:
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
