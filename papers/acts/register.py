"""Letters of the register, as every act can be entered from one: which letter, what it says of itself, and that it did it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from members.actions import enter_for
from members.models import Participant, Person, User
from papers.actions import tell_what_it_did
from papers.models import RegisteredLetter
from papers.reads import said_by
from record.acts import Ask, Need, Noun, Setting
from record.acts.forms import ON_BEHALF_OF
from record.acts.kept_letters import FROM_LETTER, EnteredByLetter, WrittenBy
from record.dates import Precision, shown
from record.templatetags.signs import colon
from record.texts import in_all

NO_SUCH_LETTER = _("The register has no such letter.")
FROM_ANOTHER = _("This letter is from another participant.")


def letter_named(user: Person, key: str) -> RegisteredLetter | None:
    """The letter that came in of that key, if the person sees it and it counts."""
    try:
        uid = uuid.UUID(key)
    except ValueError:
        return None
    rows = RegisteredLetter.objects.visible_to(user).of_a_state().select_related("participant")
    return rows.filter(uid=uid).first()


class CarriedLetter(forms.TextInput):
    """The key of a letter, which a page carries along unseen, and a program may send."""

    input_type = "hidden"


def enters_letters(setting: Setting) -> bool:
    """Letters are entered by officers; whoever acts for a state says by itself what it has to say."""
    return is_officer(setting.user)


@dataclass(frozen=True)
class FromLetter(Ask):
    """Which letter of the register an act is entered from. It comes with the link from that letter's page."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.CharField(max_length=36, widget=CarriedLetter())

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        key = cleaned.get(self.name) or ""
        if not key:
            return {}
        letter = letter_named(setting.user, key)
        if letter is None or letter.participant is None:
            return {"": [NO_SUCH_LETTER]}
        if setting.act.written_by is not None:
            return _not_its_own(letter, letter.participant, setting.act.written_by, cleaned, setting)
        named = cleaned.get(ON_BEHALF_OF) or ""
        return {} if named.lower() == letter.participant.code.lower() else {ON_BEHALF_OF: [FROM_ANOTHER]}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        """Nothing for the verb: the register keeps it."""
        return {}

    def optional(self, fields: Mapping[str, forms.Field]) -> tuple[str, ...]:
        return ()


def _not_its_own(
    letter: RegisteredLetter, state: Participant, whose: WrittenBy, cleaned: dict[str, Any], setting: Setting
) -> dict[str, list[Any]]:
    """Why the letter can't have said it: the form names another participant, the thing is another's, it came another day."""
    if whose.of and setting.thing is not None and not whose.is_of(setting.thing, state):
        return {"": [FROM_ANOTHER]}
    if whose.names and whose.codes(cleaned) - {state.code}:
        return {whose.names: [FROM_ANOTHER]}
    instant = cleaned.get(whose.received) if whose.received else None
    zone = setting.thing.zone if instant is not None else None
    if instant is not None and instant.astimezone(zone).date() != letter.day:
        sentence = _now("By the register the letter was received on %(day)s: give the hour on that day.")
        return {whose.received: [sentence % {"day": shown(letter.day, Precision.EXACT)}]}
    return {}


@dataclass(frozen=True)
class LettersOfTheHouse:
    """The register, for the grammar of acts (`record.acts.kept_letters`)."""

    ask: Ask = FromLetter(
        FROM_LETTER,
        _("Letter of the register"),
        Need.MAY,
        help_text=_("Its key in the register. What it says of itself need not be sent again."),
        when=enters_letters,
    )

    def says(self, cleaned: Mapping[str, Any]) -> Mapping[str, Any]:
        letter = self._letter(cleaned)
        return said_by(letter) if letter else {}

    def entered(self, key: str, setting: Setting) -> EnteredByLetter | None:
        letter = letter_named(setting.user, key) if enters_letters(setting) else None
        if letter is None or letter.participant is None:
            return None
        words = {"state": letter.participant, "what": setting.act.label}
        sentence = _now("Entered from this letter, in the name of %(state)s: %(what)s.") % words
        return EnteredByLetter(sentence, f"{letter.get_absolute_url()}#did")

    def keep(self, cleaned: Mapping[str, Any], noun: Noun, setting: Setting, thing: Model) -> None:
        letter, act = self._letter(cleaned), setting.act
        if letter is not None:
            tell_what_it_did(
                letter=letter,
                noun=noun.name,
                act=act.name,
                what=in_all(lambda: act.label),
                thing=thing,
                url=noun.page_of(thing) if isinstance(thing, noun.model) else "",
                at=setting.at,
            )
            if act.written_by is not None and act.written_by.tells:
                self._tell(letter, noun, setting, thing)

    def _tell(self, letter: RegisteredLetter, noun: Noun, setting: Setting, thing: Model) -> None:
        """The state, of what was entered in its name by an act that tells it nothing itself."""
        if letter.participant is not None:
            enter_for(
                state=letter.participant,
                about=thing,
                what=in_all(lambda: f"{setting.act.label}{colon()}{noun.heading(thing)}"),
                url=noun.page_of(thing),
                by=cast(User, setting.user),
                at=setting.at,
                letter=letter.citation,
            )

    def _letter(self, cleaned: Mapping[str, Any]) -> RegisteredLetter | None:
        """Whoever names one was asked already whether they see it."""
        try:
            uid = uuid.UUID(cleaned.get(FROM_LETTER) or "")
        except ValueError:
            return None
        return RegisteredLetter.objects.of_a_state().filter(uid=uid).first()
