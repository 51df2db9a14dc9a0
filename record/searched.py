"""What is searched of this room: the register of sources, and what a person may do."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from record.acts import TABLE
from record.acts.table import Act, Noun
from record.models import Source, address_of_source
from record.searchable import SEARCH, SearchedEntry, SearchedList, SearchedNoun, SearchedWords
from record.texts import in_all
from record.viewers import Viewer


def _of_source(source: Source) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=source.title or {"en": source.key},
        texts=(source.symbol, source.issued_by, source.says),
        reference=source.key,
        on=source.dated,
    )


def acts_begun(user: Viewer, at: dt.datetime) -> Iterator[SearchedEntry]:
    """What the person may begin now, as its button and its noun are called in each language."""
    for noun in TABLE.nouns.values():
        for act in TABLE.acts(noun.name, begins=True):
            if not act.in_portal:
                continue
            yield SearchedEntry(
                titles=in_all(lambda act=act: act.heading),
                texts=tuple(in_all(lambda noun=noun: noun.label_plural).values()),
                address=noun.form_of(act),
                is_there=partial(_is_offered, noun, act, user, at),
            )


def acts_of_thing(user: Viewer, at: dt.datetime, model: type[Model], reference: str) -> Iterator[SearchedEntry]:
    """What the person may do now about the thing of that reference."""
    noun = next((noun for noun in TABLE.nouns.values() if noun.model is model), None)
    try:
        thing = noun.called(user, reference).first() if noun is not None and noun.is_there(user) else None
    except ValidationError:
        # In addresses it has another name than people call it by: a key that nobody types.
        return
    if noun is None or thing is None:
        return
    for act, _offer in TABLE.offers(noun, user, thing, at, among=lambda act: act.in_portal and act.is_listed):
        yield SearchedEntry(
            titles=in_all(lambda act=act: act.heading),
            address=noun.page_of(thing) if act.is_press else noun.form_of(act, reference),
            reference=reference,
        )


def _is_offered(noun: Noun, act: Act, user: Viewer, at: dt.datetime) -> bool:
    offer = act.offer_to(user, None, at) if noun.is_there(user) else None
    return offer is not None and offer.is_now


def register() -> None:
    SEARCH.add(SearchedList("acts", _("What you may do"), acts_begun, of_thing=acts_of_thing), order=10)
    SEARCH.add(
        SearchedNoun(
            name="sources",
            label=_("Sources"),
            model=Source,
            says=_of_source,
            seen_by=Source.objects.visible_to,
            page=lambda key: reverse("source-detail", args=[address_of_source(key)]),
            leads=True,
            columns=frozenset({"key", "title", "symbol", "issued_by", "says", "dated"}),
        ),
        order=180,
    )
