"""How many things a person has to do, for the menu of every page: counted when they act, and then every few minutes."""

import datetime as dt

from django.conf import settings
from django.core.cache import cache

from desk.reports.lines import DeskList, desk_list
from members.models import Person


def number_to_do(user: Person, at: dt.datetime) -> int | None:
    """As it was counted last; counted now where that is too long ago. None: this house counts on no page but the desk."""
    number = cache.get(_key(user))
    if number is None and settings.DESK_COUNT_AGE:
        number = keep_number(desk_list(user, at))
    return number


def keep_number(desk: DeskList) -> int:
    """What the desk itself shows is what the menu says."""
    number = len(desk.mine)
    if settings.DESK_COUNT_AGE:
        cache.set(_key(desk.user), number, settings.DESK_COUNT_AGE)
    return number


def count_anew(user: Person) -> None:
    """The person has done something: the next page counts."""
    cache.delete(_key(user))


def _key(user: Person) -> str:
    return f"desk-number-{user.pk}"
