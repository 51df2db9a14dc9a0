"""What is searched of the roof: the pages that the menu names, and what is done on the pages of things.

So whoever types what a page or an act is called is led there.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import cast

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cica_tracker.places import OFFICE, PLACES, PlacePage
from journal.staff import is_of_staff
from members.models import Person
from record.acts import TABLE
from record.acts.table import Act
from record.acts.whom import Whom
from record.searchable import SEARCH, SearchedEntry, SearchedList
from record.templatetags.signs import colon
from record.texts import in_all
from record.viewers import Viewer


def pages_of_the_menu(user: Viewer, at: dt.datetime) -> Iterator[SearchedEntry]:
    """Each page that the person's menu names, by its words and those of the place in which it stands."""
    for place in PLACES:
        for page in place.pages:
            yield _entry_of(page, user, tuple(in_all(lambda place=place: place.label).values()))
    if is_of_staff(user):
        for page in OFFICE:
            yield _entry_of(page, user, ())


def _entry_of(page: PlacePage, user: Viewer, texts: tuple[str, ...]) -> SearchedEntry:
    return SearchedEntry(
        titles=in_all(lambda: page.label),
        address=page.url,
        texts=(*texts, *(in_all(lambda: page.sought_as).values() if page.sought_as else ())),
        is_there=partial(page.is_for, cast(Person, user)),
    )


def lists_of_the_office(user: Viewer, at: dt.datetime) -> Iterator[SearchedEntry]:
    """Where the Secretariat's staff keep each kind of thing of the record, by what it is called."""
    if not is_of_staff(user):
        return
    for model in admin.site._registry:
        name = f"{model._meta.app_label}.view_{model._meta.model_name}"
        yield SearchedEntry(
            titles=in_all(lambda model=model: model._meta.verbose_name_plural),
            address=reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"),
            texts=tuple(in_all(lambda: _("Keep the record (admin)")).values()),
            is_there=partial(cast(Person, user).has_perm, name),
        )


def acts_about(user: Viewer, at: dt.datetime) -> Iterator[SearchedEntry]:
    """What the person may do about things that are there, under the list on which such a thing is chosen."""
    for noun in TABLE.nouns.values():
        # Of a noun whose acts answer it is asked once a search whether the person sees any.
        are_any = cache(lambda noun=noun: noun.is_there(user) and noun.seen_by(user).exists())
        for act in (*TABLE.acts(noun.name, begins=False), *noun.every_act_of()):
            if act.in_portal and act.is_listed:
                yield SearchedEntry(
                    titles=in_all(lambda act=act, noun=noun: f"{noun.label_plural}{colon()}{act.heading}"),
                    address=reverse(noun.list_address),
                    is_there=partial(_may_be_offered, act, user, are_any),
                )


# Those of whom it is not told here which thing it is that they coordinate or chair.
OPEN_TO_MANY = frozenset({Whom.ONESELF, Whom.MEMBERS, Whom.OBSERVERS, Whom.OWNERS, Whom.AUTHORITY})


def _may_be_offered(act: Act, user: Viewer, are_any: Callable[[], bool]) -> bool:
    """Whether such an act is for people of this kind, and there is anything about which it could be."""
    is_for_them = act.may_be_for(user) and (is_of_staff(user) or bool(act.whom & OPEN_TO_MANY))
    return is_for_them and are_any()


def register() -> None:
    """From `ready()`."""
    SEARCH.add(SearchedList("pages", _("Pages"), pages_of_the_menu), order=20)
    SEARCH.add(SearchedList("lists-of-the-office", _("Kept in the admin"), lists_of_the_office), order=180)
    SEARCH.add(SearchedList("acts-about", _("What may be done on a thing's page"), acts_about), order=170)
