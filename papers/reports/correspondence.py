"""What a letter did, what can be entered from it, and from which letters something was entered about a thing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Prefetch, QuerySet
from django.forms import ModelChoiceField

from journal.names import name_of
from journal.staff import is_of_staff
from members.models import Participant, Person, User
from papers.models import LetterDeed, PaperVersion, RegisteredLetter
from papers.reads import said_by
from record.acts import TABLE, Noun, Offer, Setting
from record.acts.first import INSTEAD
from record.acts.forms import ON_BEHALF_OF
from record.acts.kept_letters import FROM_LETTER
from record.models import words_in
from record.searchable import SEARCH


def with_parties(rows: QuerySet[RegisteredLetter], user: Person) -> QuerySet[RegisteredLetter]:
    """With whom they are from and to: a state reads of itself that a letter went to it, and of nobody else."""
    seen = Participant.objects.in_seat_order()
    if not is_of_staff(user):
        seen = seen.filter(pk__in=user.participants()) if isinstance(user, User) else seen.none()
    return rows.select_related("participant", "officer", "closed_by").prefetch_related(Prefetch("addressees", seen))


@dataclass(frozen=True)
class EnteredFrom:
    """An act that a letter can do: its words, what still blocks it, and its form with the letter filled in."""

    label: Any
    problems: tuple[Any, ...]
    address: str


def nouns_of_letters() -> list[Noun]:
    """Kinds of things about which a state can say something by letter: first what goes through a procedure, then by rooms."""
    nouns = [
        noun
        for noun in TABLE.nouns.values()
        if any(
            act.is_entered_from_letters and act.in_portal
            for act in (*TABLE.acts(noun.name, begins=False), *noun.every_act_of())
        )
    ]
    return sorted(nouns, key=lambda noun: not noun.every_act_of())


def begun_from(letter: RegisteredLetter, user: Person, at: dt.datetime) -> list[EnteredFrom]:
    """What can be begun from a letter: an intention, an offer."""
    return [entry for noun in TABLE.nouns.values() for entry in _entries(letter, noun, user, None, at)]


def entered_about(
    letter: RegisteredLetter, noun: Noun, user: Person, thing: Model, at: dt.datetime
) -> list[EnteredFrom]:
    """What can be entered from a letter about one thing."""
    return list(_entries(letter, noun, user, thing, at))


def things_of(noun: Noun, user: Person, words: str, letter: RegisteredLetter) -> QuerySet[Any]:
    """The things of a kind that the person sees, the newest first; those in which the words stand, where there are some.

    Of kinds of which a letter speaks only where they are its own participant's, those.
    """
    rows = noun.seen_by(user).order_by("-pk")
    acts = [act for act in TABLE.acts(noun.name, begins=False) if act.is_entered_from_letters]
    paths = {act.written_by.of if act.written_by else "" for act in acts}
    if not noun.every_act_of() and len(paths) == 1 and (path := paths.pop()):
        rows = rows.filter(**{path: letter.participant_id})
    if words and SEARCH.of_model(noun.model):
        return rows.filter(pk__in=words_in(noun.model, words))
    return rows


def _entries(letter: RegisteredLetter, noun: Noun, user: Person, thing: Any, at: dt.datetime) -> Iterator[EnteredFrom]:
    state = letter.participant
    if state is None:
        return
    own = noun.acts_of(thing) if thing is not None else ()
    for act in (*own, *TABLE.acts(noun.name, begins=thing is None)):
        # What a noun offers all at once is what people do in offices of their own: of letters each act is asked.
        offer = act.offer_to(user, thing, at) if act.is_entered_from_letters and act.in_portal else None
        if offer is not None and offer.is_now:
            setting = Setting(act, user, thing, at, offer)
            if _may_have_said(state, setting):
                yield EnteredFrom(act.label, _blocks(offer), _address(letter, noun, setting))


def _may_have_said(state: Participant, setting: Setting) -> bool:
    """Whether the participant is one whose letter the act is entered from."""
    whose = setting.act.written_by
    if whose is None:
        speaker = setting.offer.speaker(state.code)
        return speaker is not None and speaker.by_letter
    if whose.of:
        return setting.thing is not None and whose.is_of(setting.thing, state)
    fields = {name: field for ask in setting.act.asks for name, field in ask.fields(setting).items()}
    field = fields[whose.names]
    return isinstance(field, ModelChoiceField) and field.queryset.filter(**{whose.code: state.code}).exists()


def _blocks(offer: Offer) -> tuple[Any, ...]:
    return tuple(problem for problem in offer.problems if problem is not None)


def _address(letter: RegisteredLetter, noun: Noun, setting: Setting) -> str:
    """The act's form, which begins with what the letter says of itself."""
    act, said = setting.act, said_by(letter)
    names = {**{name: name for ask in act.letter for name in ask.fields(setting)}, **act.said_by_letters}
    code = letter.participant.code if letter.participant else ""
    whose = act.written_by
    # Where it names rows of the state's, the form offers those.
    whom = {whose.names: code} if whose and whose.code == "code" else {"state": code}
    who = {ON_BEHALF_OF: code} if whose is None else whom if whose.names else {}
    begun = {**who, FROM_LETTER: letter.uid, **{name: said[word] for name, word in names.items() if word in said}}
    if act.keeps:
        begun[INSTEAD] = "1"
    key = None if setting.thing is None else noun.key_of(setting.thing)
    return f"{noun.form_of(act, key)}?{urlencode(begun)}"


def letters_of(user: Person, thing: Model) -> QuerySet[LetterDeed]:
    """From which letters something was entered about a thing, as far as the person reads them. One query."""
    deeds = LetterDeed.objects.visible_to(user).about(name_of(thing))
    return deeds.select_related("letter__participant").order_by("at", "pk")


def papers_with(letter: RegisteredLetter, user: Person) -> QuerySet[PaperVersion]:
    """The papers that went with a letter, as far as the person reads them."""
    rows = PaperVersion.objects.visible_to(user).filter(
        letterannex__letter__sent_as=letter, letterannex__taken_off_at__isnull=True
    )
    return rows.select_related("paper__folder").order_by("letterannex__pk")
