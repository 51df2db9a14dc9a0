"""What the Secretariat enters in a state's name: kept, told to the state at once, and answered where the state disowns it."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.names import name_of
from journal.staff import is_officer, only_officers
from members.actions.telling import officers_but, people_of, tell_officially
from members.choices import AnswerToState
from members.models import EnteredForState, OwnedItem, Participant, User, seats_of
from members.telling import CONTEST_ANSWERED, CONTESTED, IN_YOUR_NAME
from record.corrections import Sentence
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.refusals import Refused
from record.templatetags.signs import colon
from record.texts import in_all

SAID_ALREADY = _("Your state said so already, or it was answered.")
NOT_CONTESTED = _("The state has not said that this isn't its own, or was answered already.")


def enter_for(
    *,
    state: Participant,
    about: Model,
    what: dict[str, str],
    url: str,
    by: User,
    at: dt.datetime,
    letter: str = "",
) -> EnteredForState:
    """Keep that an officer entered something as a state's, in the caller's transaction; the state's people are told "in your name".

    `what` says it in each language; `letter` by which letter.
    """
    name = name_of(about)
    entry = EnteredForState.objects.create(
        participant=state,
        about_kind=name.kind,
        about_key=name.key,
        about_label=str(about)[:300],
        what=what,
        url=url,
        letter=letter[:300],
        by=by,
        at=at,
    )
    _tell(IN_YOUR_NAME, entry, people_of(state, on=day_of_the_house(at)), at, letter=letter)
    return entry


def enter_item(
    item: OwnedItem, letter: ReceivedLetter, by: User, at: dt.datetime, what: Sentence = ""
) -> EnteredForState:
    """The same of something that a state owns: its letter says it, or, with `what`, something about it."""
    label = what or item._meta.verbose_name
    return enter_for(
        state=item.owner,
        about=item,
        what=in_all(lambda: f"{item.about_what}{colon()}{label}"),
        url=item.get_absolute_url(),
        by=by,
        at=at,
        letter=letter.reference,
    )


@transaction.atomic
def say_it_was_not_us(
    *, entry: EnteredForState, by: User, letter: str = "", at: dt.datetime | None = None
) -> EnteredForState:
    """A state says that an entry in its name didn't come from it: its authority, or an officer by a letter of the state's.

    Officers and its own people are told. Raises Refused.
    """
    at = at or timezone.now()
    is_by_letter = is_officer(by) and bool(letter.strip())
    if not (is_by_letter or seats_of(by, day_of_the_house(at)).is_authority_of(entry.participant_id)):
        raise PermissionDenied
    rows = EnteredForState.objects.filter(pk=entry.pk, contested_at__isnull=True)
    if not rows.update(contested_by=by, contested_at=at):
        raise Refused({"": [SAID_ALREADY]}, is_stale=True)
    entry.refresh_from_db()
    colleagues = [person for person in people_of(entry.participant, on=day_of_the_house(at)) if person.pk != by.pk]
    _tell(CONTESTED, entry, [*officers_but(), *colleagues], at, who=by.get_full_name())
    said = {"what": [None, entry.what], **({"letter": [None, letter.strip()]} if is_by_letter else {})}
    record(by=by, verb="said it was not the state", about=entry, changes=said, at=at)
    return entry


@transaction.atomic
def answer_the_state(
    *, entry: EnteredForState, answer: str, note: str, by: User, at: dt.datetime | None = None
) -> EnteredForState:
    """An officer confirms the entry, or says that it was corrected; the state's people are told. Raises Refused.

    To correct it is an act of its own ("entered by mistake", another date, a hand-over): this says that it was done.
    """
    at, answer = at or timezone.now(), AnswerToState(answer)
    only_officers(by)
    rows = EnteredForState.objects.contested().filter(pk=entry.pk)
    if not rows.update(answer=answer, answered_by=by, answered_at=at, answer_note=note.strip()):
        raise Refused({"": [NOT_CONTESTED]}, is_stale=True)
    entry.refresh_from_db()
    people = people_of(entry.participant, on=day_of_the_house(at))
    _tell(CONTEST_ANSWERED, entry, people, at, answer=str(answer.value), note=note.strip())
    said = {"answer": [None, answer.value], "answer_note": [None, entry.answer_note]}
    record(by=by, verb="answered the state", about=entry, changes=said, at=at)
    return entry


def _tell(kind: str, entry: EnteredForState, to: list[User], at: dt.datetime, **values: str) -> None:
    said = {"state": entry.participant.name, "what": entry.what, **values}
    if "answer" in values:
        said["answer"] = in_all(lambda: AnswerToState(values["answer"]).label)
    tell_officially(kind, about=entry, occurrence=kind, to=to, values=said, at=at, url=entry.get_absolute_url())
