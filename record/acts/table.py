"""The grammar of what people may do: one declaration an act, read by every door.

A noun (a meeting, a commitment, a silence procedure) says once how it is found and where its pages are; an act says once
to whom it is offered and what blocks it, what it asks, which verb does it, what it would change, and what is said when it
is done. The portal's page, the admin's page, the REST call with its body in OpenAPI, `next_acts`, the desk's line and the
draft that is kept while it is written come from it (`record/doors/`). No door knows a rule.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from journal.staff import Work, does, is_of_staff
from record.acts.kept_letters import LETTERS, WrittenBy
from record.acts.offers import Offer, Sentence
from record.acts.whom import NOBODY_ELSE, Reads, Whom
from record.awaiting import WhenAwaited
from record.viewers import Viewer

if TYPE_CHECKING:
    from record.acts.asks import Ask
    from record.acts.first import FirstQuestion


@dataclass(frozen=True)
class Setting:
    """The circumstances in which an act is asked for: which act, who, about what, when, and how it is offered.

    `thing` is None where an act begins something new; `at` is an instant with zone; `link` is what the page's address asks
    besides, for an ask that offers rows as a list of the portal does.
    """

    act: "Act"
    user: Viewer
    thing: Any
    at: dt.datetime
    offer: Offer
    link: MultiValueDict[str, str] = field(default_factory=MultiValueDict, compare=False)


Offering = Callable[[Any, Any, dt.datetime], Offer | None]
# None: with these answers there is nothing to show first.
Consequences = Callable[[Setting, dict[str, Any]], dict[str, Any] | None]


def nothing_more(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Sentence]]:
    return {}


def at_any_door(act: "Act") -> bool:
    return True


def everybody(setting: Setting) -> bool:
    return True


def nothing_to_remark(setting: Setting, answers: dict[str, Any]) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing that may be done about a noun.

    `do` is the verb: called with the thing under its noun's name, `by`, `at`, the answers under the asks' names, and, where
    the act has them, `on_behalf_of`, `seen_<guard>` and `once_key`. It raises `record.refusals.Refused`.
    """

    name: str
    label: Sentence
    article: Sentence
    offered: Offering
    do: Callable[..., Any]
    # Whose work it is among the Secretariat's staff: whoever does none of these isn't offered it, whatever `offered` says.
    works: frozenset[Work] = frozenset({Work.KEEP})
    # Whom it is open to beside the staff; it is offered to nobody else, whatever `offered` says.
    whom: frozenset[Whom] = NOBODY_ELSE
    asks: tuple["Ask", ...] = ()
    basis: Sentence = ""  # how surely the article bears it, where a table of the law says so
    letter: tuple["Ask", ...] = ()  # asked besides where the Secretariat enters it from a state's letter
    # Whose letter it is entered from, where an officer does it in the Secretariat's own name.
    written_by: WrittenBy | None = None
    # The act of the same noun by which an officer enters from a letter what a state does by this one.
    entered_as: str = ""
    # The word that the verb has for the participant for which it is done; empty: it is done for none.
    speaks_as: str = ""
    # It makes a thing that wasn't there: its button stands on the noun's list.
    begins: bool = False
    # Of an act that begins something about a row of a list: the ask that names the row, so that many can be named at once.
    row_ask: str = ""
    # The count of changes on the thing that the verb compares (`version`, `sequence`): it gets what the person had seen.
    guard: str = ""
    # Whose rows keep the one-time key (`once_key`, `by`): a second press finds what the first one made.
    once_in: type[Model] | None = None
    # Which field of theirs says who pressed first; empty: none does, and the key is enough.
    once_by: str = "by"
    made_with: Callable[[Any], Any] = field(default=lambda row: row)  # what the verb returned when it made such a row
    # Of a thing, such a row and what is sent again: whether that is the same. Then the row is the answer, unasked.
    is_repeated: Callable[[Any, Any, Mapping[str, str]], bool] | None = None
    # The verb keeps by which way it came (`channel`): portal, API, or as the letter's asks say.
    keeps_channel: bool = False
    # What is kept as it is typed, for the person's state; and what such a draft is of, where the label says less.
    keeps: bool = False
    draft_label: Sentence = ""
    # A press without a page: what it asks is nothing.
    is_press: bool = False
    # One question that a page asks before its form; and, of a thing's key, what the form of a copy of it begins with, as far
    # as the person may see it.
    first: "FirstQuestion | None" = None
    copies: Callable[[Setting, str], Mapping[str, Any]] | None = None
    # What a form begins with besides by what its link names: what stands with the thing that the link names.
    brings: Callable[[Setting, Mapping[str, Any]], Mapping[str, Any]] | None = None
    # What the answers contradict together: sentences by field.
    check: Callable[[Setting, dict[str, Any]], dict[str, list[Sentence]]] = nothing_more
    # What it would change, shown before it is done, and by which template.
    preview: Consequences | None = None
    previewed_by: Callable[[Setting], bool] = everybody
    preview_template: str = ""
    # What stands beside the form from the start, and by which template.
    beside: Callable[[Setting], dict[str, Any]] | None = None
    beside_template: str = ""
    # What a page's form begins with, by field. A program sends all of it itself.
    suggests: Callable[[Setting], Mapping[str, Any]] | None = None
    # The name of its own address in the portal, where that isn't one of the noun's; and, of a key, the page on which its
    # form stands, where that is another one: looked at, its address leads there.
    address: str = ""
    stands_at: Callable[[str], str] | None = None
    # What a reader is told first, one sentence.
    lead: Sentence = ""
    submit_label: Sentence = ""
    preview_label: Sentence = ""
    # Where whoever is sure may go without the look: the words of that button, beside the one that shows it first.
    straight_label: Sentence = ""
    # Beside what it would do the form is folded up: what is shown there is what was answered.
    folds_when_shown: bool = False
    # The sentence that says what was done, with %(thing)s (empty: nothing is said), or a function of setting and result.
    # The table takes no act without one.
    done: Any = None
    # What there is to say of the answers besides: a sentence, or nothing.
    remark: Callable[[Setting, dict[str, Any]], Sentence | None] = nothing_to_remark
    # Where the person is led then; None: to the thing.
    leads_to: Callable[[Setting, Any], str] | None = None
    # Who it is open to, for the sentence of a refusal ("the Chair, the Secretariat"), or that sentence itself, or a
    # function of the person that says it.
    open_to: Sentence = ""
    refusal: Any = ""
    # Whether the verb's result was made by this very call (for 201 instead of 200).
    was_made: Callable[[Any, dt.datetime], bool] = field(default=lambda result, at: getattr(result, "at", None) == at)
    # When it awaits somebody, and so stands on a desk.
    awaits: WhenAwaited | None = None
    order: int = 50
    # Whether its button stands among those of the thing; if not, a page of the room's own leads there.
    is_listed: bool = True
    in_portal: bool = True
    in_admin: bool = True
    in_api: bool = True
    # The title of its page, where the button says less.
    title: Sentence = ""

    def offer_to(self, user: Viewer, thing: Any, at: dt.datetime) -> Offer | None:
        """How it is offered to somebody; None where it isn't theirs to do, or it was declared for others."""
        return self.offered(user, thing, at) if self.may_be_for(user) else None

    def may_be_for(self, user: Viewer) -> bool:
        """Whether the act was declared for people of this kind at all."""
        if is_of_staff(user):
            return does(user, *self.works) or Whom.ONESELF in self.whom
        return bool(self.whom)

    def setting(self, user: Viewer, thing: Any, at: dt.datetime) -> Setting | None:
        """The circumstances for somebody; None where it isn't theirs to do."""
        offer = self.offer_to(user, thing, at)
        return Setting(self, user, thing, at, offer) if offer is not None else None

    def made_before(self, user: Viewer, key: str | None) -> Any:
        """What this person made under a one-time key already; None where nothing was."""
        if self.once_in is None or not key or "\x00" in key:
            return None
        who = {self.once_by: user.pk} if self.once_by else {}
        row = self.once_in._default_manager.filter(once_key=key, **who).first()
        return None if row is None else self.made_with(row)

    def repeated(self, user: Viewer, thing: Any, key: str | None, sent: Mapping[str, str]) -> Any:
        """What this person made before with the same words under the same key; None where it was, or is, another thing."""
        made = self.made_before(user, key) if self.is_repeated else None
        return made if made is not None and self.is_repeated and self.is_repeated(thing, made, sent) else None

    @property
    def letter_asks(self) -> tuple["Ask", ...]:
        """What is asked of a state's letter: which of the register it is, then what the act itself asks of one."""
        return (*LETTERS.asks, *self.letter) if self.is_entered_from_letters else ()

    @property
    def is_entered_from_letters(self) -> bool:
        return bool(self.letter) or self.written_by is not None

    @property
    def said_by_letters(self) -> Mapping[str, str]:
        """Of its fields those that a letter fills in, beside what it asks of every letter: how the register says it."""
        return self.written_by.said if self.written_by else {}

    def every_ask(self, offer: Offer) -> tuple["Ask", ...]:
        takes_letters = offer.takes_letters or self.written_by is not None
        return (*self.letter_asks, *self.asks) if takes_letters else self.asks

    def said(self, setting: Setting, result: Any) -> str:
        """What the person is told once it is done."""
        if callable(self.done):
            return str(self.done(setting, result))
        return str(self.done) % {"thing": setting.thing or result}

    @property
    def heading(self) -> Sentence:
        return self.title or self.label


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A kind of thing that acts are about: what it is called, how a person finds one, and where its pages are.

    `seen_by(user)` is the rows the person may see, ready for guards; `key` the field in its address. `is_there(user)`
    says whether the noun exists for the person at all. `acts_of(thing)` are acts that depend on the thing (the steps of a
    procedure), beside those that are registered.
    """

    name: str
    model: type[Model]
    key: str
    seen_by: Callable[[Any], QuerySet[Any]]
    # Who reads some of them, beside the staff; `seen_by` says which of them.
    read_by: frozenset[Reads] = frozenset()
    # How a key finds its row, where it is made of several columns; and the page of a thing in the portal.
    lookup: Callable[[str], dict[str, Any]] | None = None
    page: Callable[[Any], str] | None = None
    # What the verbs call the thing, where that isn't its name.
    verbs_say: str = ""
    # Where the portal's list and the act's page stand: names of addresses.
    list_address: str
    label_plural: Sentence
    # "meetings/{key}/move/" and "meetings/plan/": what stands before and after the key in the portal.
    prefix: str
    infix: str = ""
    # How an address reads the key: as a text, or as a number.
    converter: str = "str"
    # Which act begins one by a POST to the list of the API; the others stand under their own names.
    creates: str = ""
    is_there: Callable[[Any], bool] = field(default=lambda user: True)
    heading: Callable[[Any], Sentence] = str
    lead: Callable[[Any], Sentence] = field(default=lambda thing: "")
    acts_of: Callable[[Any], Sequence[Act]] = field(default=lambda thing: ())
    # Every act that `acts_of` may ever give, for the description of the doors.
    every_act_of: Callable[[], Sequence[Act]] = field(default=lambda: ())
    # All offers of one thing at once, where that costs less than act by act.
    offers: Callable[[Any, Any, dt.datetime], Iterable[tuple[Act, Offer]]] | None = None

    @property
    def word(self) -> str:
        """What the verbs call the thing."""
        return self.verbs_say or self.name.replace("-", "_")

    def key_of(self, thing: Any) -> str:
        return str(getattr(thing, self.key))

    def page_of(self, thing: Any) -> str:
        """Where a thing is shown in the portal; the list, where it has no page."""
        if self.page is not None:
            return self.page(thing)
        return thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else reverse(self.list_address)

    def called(self, user: Viewer, key: str) -> QuerySet[Any]:
        """The thing of that key, if the person sees it."""
        return self.seen_by(user).filter(**(self.lookup(key) if self.lookup else {self.key: key}))

    def address_of(self, act: Act, key: str | None = None) -> str:
        """Where an act is in the portal: about the thing of that key, or where one is begun."""
        if key is None:
            return reverse(act.address or f"{self.name}-{act.name}")
        return reverse(act.address, args=[key]) if act.address else reverse(f"{self.name}-act", args=[key, act.name])

    def form_of(self, act: Act, key: str | None = None) -> str:
        """The page on which the act's form stands."""
        return act.stands_at(key or "") if act.stands_at else self.address_of(act, key)


@dataclass
class ActTable:
    """The acts and nouns of the house, as its rooms register them when it starts."""

    nouns: dict[str, Noun] = field(default_factory=dict)
    rows: dict[str, dict[str, Act]] = field(default_factory=dict)

    def add_noun(self, noun: Noun, *acts: Act) -> None:
        """A noun with its acts. The same name again replaces it."""
        self.nouns[noun.name] = noun
        self.rows.setdefault(noun.name, {})
        self.add(noun.name, *acts)

    def add(self, noun: str, *acts: Act) -> None:
        """Acts about a noun of another room, or one more of one's own. ValueError: one says nothing of what it did."""
        if silent := [act.name for act in acts if act.done is None]:
            raise ValueError(f"{noun}: these acts have no sentence for what was done: {', '.join(silent)}")
        self.rows.setdefault(noun, {}).update({act.name: act for act in acts})

    def noun_of(self, thing: Model) -> Noun:
        return next(noun for noun in self.nouns.values() if isinstance(thing, noun.model))

    def acts(self, noun: str, *, begins: bool) -> list[Act]:
        """The registered acts about a noun, in their order: those that begin one, or those about one."""
        every = (act for act in self.rows.get(noun, {}).values() if act.begins is begins)
        return sorted(every, key=lambda act: (act.order, act.name))

    def act(self, noun: Noun, name: str, thing: Any = None) -> Act | None:
        """The act of that name about this thing, or that begins one."""
        if thing is not None:
            for act in noun.acts_of(thing):
                if act.name == name:
                    return act
        registered = self.rows.get(noun.name, {}).get(name)
        return registered if registered is not None and registered.begins is (thing is None) else None

    def offers(
        self, noun: Noun, user: Viewer, thing: Any, at: dt.datetime, among: Callable[[Act], bool] = at_any_door
    ) -> Iterator[tuple[Act, Offer]]:
        """What this person may do now about this thing (None: to begin one), each with what still blocks it.

        `among` says which acts the door has at all: of the others nothing is asked.
        """
        if thing is not None and noun.offers is not None:
            of_the_thing = noun.offers(user, thing, at)
            yield from (pair for pair in of_the_thing if among(pair[0]) and pair[0].may_be_for(user))
        elif thing is not None:
            yield from _offered(filter(among, noun.acts_of(thing)), user, thing, at)
        yield from _offered(filter(among, self.acts(noun.name, begins=thing is None)), user, thing, at)


def _offered(acts: Iterable[Act], user: Viewer, thing: Any, at: dt.datetime) -> Iterator[tuple[Act, Offer]]:
    for act in acts:
        offer = act.offer_to(user, thing, at)
        if offer is not None and offer.is_now:
            yield act, offer


TABLE = ActTable()
