"""To whom acts about what a state owns are offered, whatever room it stands in."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.access import writers_of_letters
from members.access import speakers_of
from members.choices import WIDTH, Audience
from members.models import Person
from record.acts import Offer, Setting
from record.dates import day_of_the_house
from record.readers import HasReaders

WIDEST = _("Everyone who signs in sees it already.")


def offered_to_owner(user: Person, item: Any, at: dt.datetime, *problems: Any) -> Offer | None:
    """To those of the state that said it, and to officers where it wrote."""
    today = day_of_the_house(at)
    able = speakers_of(user, today) or writers_of_letters(user, today, about=item)
    speakers = tuple(speaker for speaker in able if speaker.participant.pk == item.owner_id)
    if not speakers:
        return None
    return (
        Offer.not_now(*problems, speakers=speakers, is_own=False)
        if problems
        else Offer(speakers=speakers, is_own=False)
    )


def offered_to_speakers(
    user: Person, about: HasReaders | None, at: dt.datetime, *problems: Any, members_only: bool = True
) -> Offer | None:
    """To whoever speaks for a state, a member where `members_only`, and to officers for one that wrote."""
    today = day_of_the_house(at)
    speakers = speakers_of(user, today, members_only=members_only)
    speakers = speakers or writers_of_letters(user, today, about=about, members_only=members_only)
    if not speakers:
        return None
    return (
        Offer.not_now(*problems, speakers=speakers, is_own=False)
        if problems
        else Offer(speakers=speakers, is_own=False)
    )


def wider_audiences(setting: Setting) -> list[tuple[str, Any]]:
    """The audiences that are wider than the thing's own."""
    now = WIDTH.index(setting.thing.audience) if setting.thing is not None else -1
    return [(value, label) for value, label in Audience.choices if value in WIDTH[now + 1 :]]
