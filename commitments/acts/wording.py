"""What may be done with the words of a commitment: say its title and its statement in other languages."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from commitments.access import NOT_ITS_STATE, speakers_of_words
from commitments.actions import word_in_other_languages
from commitments.acts.beginning import STATEMENT_IN, TITLE_IN
from commitments.models import Commitment
from journal.staff import Work, does
from meetings.access import writers_of_letters
from members.models import Person
from record.acts import Act, Offer, Whom, open_to
from record.acts.letters import LETTER_ALONE
from record.dates import day_of_the_house


def offered_to_its_states(user: Person, commitment: Commitment, at: dt.datetime) -> Offer | None:
    """To the states that intend it, and to the Secretariat, which also enters what one of them wrote."""
    if does(user, Work.WORD):
        intending = {state.pk for state in commitment.intending_states()} if commitment is not None else set()
        writers = writers_of_letters(user, day_of_the_house(at), members_only=True)
        return Offer(speakers=tuple(writer for writer in writers if writer.participant.pk in intending))
    speakers = speakers_of_words(user, commitment)
    return Offer(speakers=speakers, is_own=False) if speakers else None


WORD_IT = Act(
    name="other-languages",
    label=_("Give the title in other languages"),
    title=_("Title and statement in other languages"),
    submit_label=_("Save"),
    article="CoA (a), (b)",
    lead=_("The words in which it was registered stay as they are; these stand beside them."),
    offered=offered_to_its_states,
    refusal=NOT_ITS_STATE,
    asks=(
        replace(TITLE_IN, initial=lambda setting: setting.thing.title_in if setting.thing else {}),
        replace(STATEMENT_IN, initial=lambda setting: setting.thing.statement_in if setting.thing else {}),
    ),
    works=frozenset({Work.WORD}),
    whom=open_to(Whom.OWNERS),
    letter=(LETTER_ALONE,),
    do=word_in_other_languages,
    speaks_as="on_behalf_of",
    done=_("Readers of these languages now read it in them."),
    in_admin=False,
    order=80,
)
