"""What may be done about what was entered by mistake: to say so, of anything of the record, and to confirm or decline it.

Every kind of thing that can be corrected gets its act by being registered (`correctable`); a noun that has acts of its own
has it among them, and all are reached by the list of corrections as well.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.names import Name, name_of
from journal.staff import is_of_staff, is_officer
from record.actions import (
    ANOTHER_OFFICER,
    SETTLED,
    ask_correction,
    confirm_correction,
    decline_correction,
)
from record.acts.asks import Ask, Words
from record.acts.kept_letters import WrittenBy
from record.acts.languages import WrittenIn
from record.acts.offers import Offer
from record.acts.sources import SourceAsk
from record.acts.table import TABLE, Act, Noun, Setting
from record.acts.whom import NOBODY_ELSE, Whom
from record.awaiting import WhenAwaited
from record.choices import Need
from record.corrections import (
    KINDS,
    CorrectableKind,
    Sentence,
    add_correctable,
    kind_of_thing,
    people_to_tell_of,
    thing_called,
    why_not_now,
)
from record.models import Correction, every_row, is_mistaken
from record.viewers import Viewer

ARTICLE = "AA 35"
NO_SUCH_THING = _(
    "Nothing that can be corrected is called so. Open it from its own page, or give its kind, a colon and its key."
)
WHY = Words("reason", _("Why it was a mistake"), rows=3, most=2000)
IN_LANGUAGE = WrittenIn("language", _("Language"), Need.MAY, texts=("reason",))
SOURCE = SourceAsk(
    "source",
    _("Source"),
    Need.MAY,
    most=300,
    help_text=_("What shows that it was a mistake: keys of sources, separated by semicolons, or a letter."),
)


def keeps_the_record(user: Viewer) -> bool:
    return is_officer(user)


# -- What it would do, beside the form.


def what_it_would_do(thing: Model, user: Viewer) -> dict[str, Any]:
    """Who would be told, whether a second officer has to confirm, what has to be corrected first, row by row if it has any."""
    kind = kind_of_thing(thing)
    fates = kind.fates(thing, user)
    return {
        "fates": fates,
        "taken": sum(not fate.why_it_stays for fate in fates),
        "correction_of": thing,
        "told": people_to_tell_of(thing),
        "waits": kind.relies(thing),
        "blocks": why_not_now(thing),
        "effect": kind.effect,
    }


def beside_the_thing(setting: Setting) -> dict[str, Any]:
    return what_it_would_do(setting.thing, setting.user)


def beside_the_correction(setting: Setting) -> dict[str, Any]:
    thing = thing_called(setting.thing.name)
    return {"correction": setting.thing, **(what_it_would_do(thing, setting.user) if thing is not None else {})}


# -- Of a thing, where it has a page of its own.


def offered_to_who_may(user: Viewer, thing: Any, at: dt.datetime) -> Offer | None:
    """To whom its kind says, as long as it counts."""
    if thing is None or not kind_of_thing(thing).may(user, thing):
        return None
    return Offer.not_now() if is_mistaken(thing) else Offer()


def said_of(setting: Setting, correction: Correction) -> str:
    if correction.is_waiting:
        return _now("Proposed. It counts until a second officer confirms that it was entered by mistake.")
    return _now("It is struck out and counts for nothing; everyone who was told of it is told of the correction.")


def _correct(noun: Noun) -> Callable[..., Correction]:
    def correct(
        *,
        reason: str,
        language: str,
        source: str = "",
        by: Viewer,
        at: dt.datetime,
        once_key: str | None,
        **about: Model,
    ) -> Correction:
        return ask_correction(
            thing=about[noun.word], reason=reason, language=language, source=source, by=by, at=at, once_key=once_key
        )

    return correct


def mistake_act(noun: Noun) -> Act:
    """The act by which a thing of this noun is taken back."""
    return Act(
        name="mistake",
        label=_("Entered by mistake"),
        submit_label=_("It was entered by mistake"),
        article=ARTICLE,
        lead=_("Nothing is deleted: it stays where it stands, struck out, with the reason and the day."),
        offered=offered_to_who_may,
        asks=(WHY, IN_LANGUAGE, SOURCE),
        do=_correct(noun),
        once_in=Correction,
        beside=beside_the_thing,
        beside_template="record/partials/correction.html",
        done=said_of,
        open_to=_("the Secretariat"),
        order=95,
    )


def correctable(
    kind: CorrectableKind,
    *,
    whom: frozenset[Whom] = NOBODY_ELSE,
    open_to: Sentence = "",
    article: Sentence = ARTICLE,
    written_by: WrittenBy | None = None,
) -> None:
    """Register how things of a kind are taken back, with the act for it: of its noun, or of one made for it.

    `whom` are those beside the staff who may take their own back, `open_to` says so, and `article` on what it rests: they
    are asked for no source. `written_by` says whose letter takes one back.
    """
    add_correctable(kind)
    known = next((noun for noun in TABLE.nouns.values() if noun.model is kind.model), None)
    noun = known or _noun_of(kind)
    if known is None:
        TABLE.add_noun(noun)
    act = mistake_act(noun)
    if whom:
        asks = tuple(ask for ask in act.asks if ask is not SOURCE)
        act = replace(act, whom=whom, open_to=open_to, article=article, asks=asks, written_by=written_by)
    if known is None:
        act = _in_the_admin_alone(act)
    else:
        others = TABLE.rows[noun.name].values()
        # Programs have no address for anything of it, if they have none for what else is done with it.
        act = replace(act, in_api=not others or any(other.in_api for other in others))
    TABLE.add(noun.name, act)


def _in_the_admin_alone(act: Act) -> Act:
    """What has no page of its own in the portal is corrected by the list of corrections there."""
    return replace(act, in_portal=False, in_api=False)


def _noun_of(kind: CorrectableKind) -> Noun:
    def seen_by(user: Viewer) -> QuerySet:
        rows = every_row(kind.model)
        return rows if is_of_staff(user) else rows.none()

    return Noun(
        name=kind.kind,
        model=kind.model,
        key="pk",
        seen_by=seen_by,
        verbs_say="thing",
        list_address="correction-list",
        label_plural=kind.model._meta.verbose_name_plural,
        prefix="corrections/",
        converter="int",
    )


# -- Of anything: the list of corrections.


class ThingInput(forms.TextInput):
    """A kind and a key, with what is called so in words: nobody knows a row by its number."""

    template_name = "widgets/thing.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["thing"] = thing_named(context["widget"]["value"] or "")
        return context


@dataclass(frozen=True)
class Thing(Words):
    """Something of the record by its kind and its key: "chairmanship:12"."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.CharField(max_length=self.most, widget=ThingInput())

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        thing = thing_named(cleaned.get(self.name) or "")
        is_there = thing is not None and kind_of_thing(thing).may(setting.user, thing)
        return {} if is_there else {self.name: [NO_SUCH_THING]}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {"thing": thing_named(cleaned.get(self.name) or "")}


def thing_named(text: str) -> Model | None:
    kind, _colon, key = text.strip().partition(":")
    return thing_called(Name(kind, key)) if kind in KINDS and key else None


def named(thing: Model) -> str:
    """How a thing is named where anything can be: "chairmanship:12"."""
    return ":".join(name_of(thing))


def offered_to_officers(user: Viewer, correction: Correction | None, at: dt.datetime) -> Offer | None:
    return Offer() if keeps_the_record(user) else None


def offered_to_a_second_officer(user: Viewer, correction: Correction, at: dt.datetime) -> Offer | None:
    if not keeps_the_record(user):
        return None
    if not correction.is_waiting:
        return Offer.not_now(SETTLED)
    return Offer(problems=(ANOTHER_OFFICER,)) if correction.by_id == user.pk else Offer()


def offered_while_it_waits(user: Viewer, correction: Correction, at: dt.datetime) -> Offer | None:
    if not keeps_the_record(user):
        return None
    return Offer() if correction.is_waiting else Offer.not_now(SETTLED)


def to_confirm(rows: QuerySet[Any], user: Viewer, at: dt.datetime) -> QuerySet[Any]:
    """Corrections that wait for another officer than the one who asked."""
    awaiting = Correction.objects.awaiting(user) if is_officer(user) else rows.none()
    return rows.filter(pk__in=awaiting.values("pk")).order_by("at", "pk")


THING: Ask = Thing(
    "what", _("What"), most=200, help_text=_("Its kind, a colon and its key; its own page leads here with it.")
)
CORRECTION = Noun(
    name="correction",
    model=Correction,
    key="pk",
    seen_by=lambda user: Correction.objects.visible_to(user).select_related("by", "settled_by"),
    list_address="correction-list",
    label_plural=_("Corrections"),
    prefix="corrections/",
    converter="int",
    creates="ask",
    is_there=is_of_staff,
    page=lambda correction: f"{reverse('correction-list')}#correction-{correction.pk}",
    heading=str,
    lead=lambda correction: correction.reason,
)
ACTS = (
    Act(
        name="ask",
        label=_("Say what was entered by mistake"),
        submit_label=_("It was entered by mistake"),
        article=ARTICLE,
        lead=_("Nothing is deleted: it stays where it stands, struck out, with the reason and the day."),
        offered=offered_to_officers,
        asks=(THING, WHY, IN_LANGUAGE, SOURCE),
        do=ask_correction,
        begins=True,
        once_in=Correction,
        done=said_of,
        open_to=_("the Secretariat"),
        is_listed=False,
    ),
    Act(
        name="confirm",
        label=_("Confirm it"),
        submit_label=_("Confirm that it was entered by mistake"),
        article=ARTICLE,
        offered=offered_to_a_second_officer,
        do=confirm_correction,
        awaits=WhenAwaited(
            rows=to_confirm,
            what=_("Confirm that it was entered by mistake"),
            remarks=lambda correction: (correction.reason,),
        ),
        beside=beside_the_correction,
        beside_template="record/partials/correction.html",
        done=said_of,
        open_to=_("the Secretariat"),
        order=10,
    ),
    Act(
        name="decline",
        label=_("Let it stand"),
        submit_label=_("Let it stand"),
        article=ARTICLE,
        offered=offered_while_it_waits,
        asks=(
            Words("note", _("Why the entry is kept"), rows=3, most=2000),
            WrittenIn("language", _("Language"), Need.MAY, texts=("note",)),
        ),
        do=decline_correction,
        beside=beside_the_correction,
        beside_template="record/partials/correction.html",
        done=_("The entry is kept as it was."),
        open_to=_("the Secretariat"),
        order=20,
    ),
)
