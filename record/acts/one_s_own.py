"""What whoever signs in begins for themselves, and does with it afterwards: a list kept, a document asked for, an address."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from record.acts.offers import NOT_NOW, Offer, Sentence
from record.acts.table import Act
from record.viewers import Viewer


class OneSOwn(Protocol):
    """A thing that hangs on one person, as far as the grammar knows it."""

    by_id: int


def offered_to_whoever_signs_in(user: Viewer, nothing: None, at: dt.datetime) -> Offer | None:
    return None if getattr(user, "is_guest", False) else Offer()


def offered_to_whose_it_is(
    is_over: Callable[..., object],
    why: Sentence = NOT_NOW,
    *,
    besides: Callable[..., bool] = lambda user: False,
) -> Callable[[Viewer, OneSOwn, dt.datetime], Offer | None]:
    """To the person of the thing, and to those besides; not now where it is over, since `why`."""

    def offered(user: Viewer, thing: OneSOwn, at: dt.datetime) -> Offer | None:
        if thing.by_id != user.pk and not besides(user):
            return None
        return Offer.not_now(why) if is_over(thing) else Offer()

    return offered


def afterwards(begin: Act) -> Act:
    """An act about what `begin` began, as wide as that: it asks nothing, and is a press, until its row says otherwise."""
    return replace(
        begin, title="", submit_label="", lead="", asks=(), begins=False, once_in=None, is_listed=True, is_press=True
    )
