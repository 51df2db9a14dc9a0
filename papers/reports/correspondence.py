"""What a letter did, what can be entered from it, and from which letters something was entered about a thing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Prefetch, Q, QuerySet
from django.forms import ModelChoiceField
from django.utils import timezone

from journal.names import name_of
from journal.staff import is_of_staff
from meetings.access import state_in_chair
from members.models import Participant, Person, User
from papers.models import Comment, LetterDeed, Paper, PaperVersion, RegisteredLetter
from papers.reads import said_by
from record.acts import TABLE, Act, Noun, Offer, Setting, Whom
from record.acts.first import INSTEAD
from record.acts.forms import ON_BEHALF_OF
from record.acts.kept_letters import FROM_LETTER
from record.dates import day_of_the_house
from record.models import with_corrections, words_in
from record.named import called_now
from record.searchable import SEARCH

# Where papers are what a kind of thing is called by.
PAPER_OF: dict[type[Model], str] = {PaperVersion: "paper", Comment: "version__paper"}
# By which column a thing is somebody's.
OWNS = ("owner", "participant")


def with_parties(rows: QuerySet[RegisteredLetter], user: Person) -> QuerySet[RegisteredLetter]:
    """With whom they are from and to: a state reads of itself that a letter went to it, and of nobody else."""
    seen = Participant.objects.in_seat_order()
    if not is_of_staff(user):
        seen = seen.filter(pk__in=user.participants()) if isinstance(user, User) else seen.none()
    return rows.select_related("participant", "officer", "closed_by", "drafted_as").prefetch_related(
        Prefetch("addressees", seen)
    )


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
    acts = [act for act in TABLE.acts(noun.name, begins=False) if act.is_entered_from_letters and act.in_portal]
    paths = {_whose(noun, act) for act in acts if act.whom != {Whom.CHAIR} or _holds_the_chair(letter)}
    if not noun.every_act_of() and paths and "" not in paths:
        rows = rows.filter(reduce(or_, (Q(**{path: letter.participant_id}) for path in paths)))
    if not words or not SEARCH.of_model(noun.model):
        return rows
    stands_in = Q(pk__in=words_in(noun.model, words))
    if path := PAPER_OF.get(noun.model):
        stands_in |= Q(**{f"{path}__in": words_in(Paper, words)})
    return rows.filter(stands_in)


def _whose(noun: Noun, act: Act) -> str:
    """How things of a kind lead to the participant by whose letters alone an act is entered; "" where others write them, too."""
    if act.written_by is not None:
        return act.written_by.of
    names = {field.name for field in noun.model._meta.get_fields()}
    return next((name for name in OWNS if name in names), "") if act.whom == {Whom.OWNERS} else ""


def _holds_the_chair(letter: RegisteredLetter) -> bool:
    holder = state_in_chair(day_of_the_house(timezone.now()))
    return Participant.objects.filter(pk=letter.participant_id, pk__in=holder).exists()


@dataclass(frozen=True)
class ThingOfALetter:
    """A thing about which a letter may say something; `is_open`: something can be entered about it from this letter now."""

    heading: Any
    reference: str
    key: str
    is_open: bool


def offered_things(
    things: Iterable[Any], letter: RegisteredLetter, noun: Noun, user: Person, at: dt.datetime
) -> list[ThingOfALetter]:
    """What goes through a procedure isn't asked one by one: all that takes part in it may write about it."""
    return [
        ThingOfALetter(
            noun.heading(thing),
            getattr(thing, "reference", "") or ("" if noun.key in ("uid", "pk") else noun.key_of(thing)),
            noun.key_of(thing),
            bool(noun.every_act_of()) or next(_entries(letter, noun, user, thing, at), None) is not None,
        )
        for thing in things
    ]


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
    return f"{noun.form_of(act, key)}?{urlencode(begun)}{'#enter' if act.stands_at else ''}"


def deeds_of(user: Person, letter: RegisteredLetter) -> list[LetterDeed]:
    """What was entered from a letter, each thing called as the reader calls it (`label`). A query, and one a kind of thing."""
    deeds = with_corrections(LetterDeed.everything.filter(letter=letter).order_by("at", "pk"))
    labels = called_now(user, deeds)
    for deed in deeds:
        deed.label = labels[deed.pk]
    return deeds


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
