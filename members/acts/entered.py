"""What may be done about an entry in a state's name: the state says that it was not its own; an officer answers."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.staff import NO_WORK, is_officer
from members.actions import answer_the_state, say_it_was_not_us
from members.acts.asked import ITS_LETTER, LETTER
from members.choices import AnswerToState
from members.lines import to_answer
from members.models import EnteredForState, Person, seats_of
from record.acts import Act, Choice, Noun, Offer, Setting, Whom, Words, open_to
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.dates import day_of_the_house
from record.texts import in_language

ARTICLE = "AA 35"


def offered_to_the_state(user: Person, entry: EnteredForState, at: dt.datetime) -> Offer | None:
    """To the state's authority, once."""
    if not seats_of(user, day_of_the_house(at)).is_authority_of(entry.participant_id):
        return None
    return Offer() if entry.contested_at is None else Offer.not_now()


def offered_by_letter(user: Person, entry: EnteredForState, at: dt.datetime) -> Offer | None:
    """To officers, where the state wrote so, once."""
    if not is_officer(user):
        return None
    return Offer() if entry.contested_at is None else Offer.not_now()


def offered_to_officers(user: Person, entry: EnteredForState, at: dt.datetime) -> Offer | None:
    """To officers, while it is contested."""
    if not is_officer(user):
        return None
    return Offer() if entry.is_contested else Offer.not_now()


def lead_to_list(setting: Setting, result: Any) -> str:
    return reverse("entered")


ENTRY = Noun(
    name="entry",
    model=EnteredForState,
    key="pk",
    converter="int",
    seen_by=lambda user: EnteredForState.objects.visible_to(user).select_related("participant", "by"),
    read_by=read_by(Reads.OWNERS),
    list_address="entered",
    label_plural=_("Entered in a state's name"),
    prefix="people/entered/",
    heading=lambda entry: in_language(entry.what),
)
ENTRY_ACTS = (
    Act(
        name="not-us",
        label=_("This was not us"),
        article=ARTICLE,
        whom=open_to(Whom.AUTHORITY),
        works=NO_WORK,
        offered=offered_to_the_state,
        do=say_it_was_not_us,
        is_press=True,
        entered_as="enter-not-us",
        done=_("The Secretariat has been told; the entry is marked until an officer answers."),
        leads_to=lead_to_list,
        open_to=_("the authority of the state"),
        in_admin=False,
        in_api=False,
        order=10,
    ),
    Act(
        name="enter-not-us",
        label=_("Enter that it was not the state"),
        article=ARTICLE,
        lead=_("When the state wrote that this entry didn't come from it. Its people are told by which letter."),
        offered=offered_by_letter,
        asks=(LETTER,),
        written_by=WrittenBy(of="participant", said=ITS_LETTER),
        do=say_it_was_not_us,
        done=_("Kept; the entry is marked until an officer answers."),
        leads_to=lead_to_list,
        open_to=_("the Secretariat"),
        in_admin=False,
        in_api=False,
        order=15,
    ),
    Act(
        name="answer",
        label=_("Answer the state"),
        article=ARTICLE,
        lead=_(
            "If it was not the state's, correct it first: by “entered by mistake”, or by its own act. Then say so here."
        ),
        offered=offered_to_officers,
        asks=(
            Choice("answer", _("Answer"), choices=AnswerToState.choices, as_circles=True),
            Words("note", _("What you found, for the state"), rows=3, most=2000),
        ),
        do=answer_the_state,
        awaits=WhenAwaited(
            rows=to_answer,
            what=_("Answer a state that says an entry in its name isn't its own"),
        ),
        done=_("The state has been told; the mark is gone."),
        leads_to=lead_to_list,
        open_to=_("the Secretariat"),
        in_api=False,
        order=20,
    ),
)
