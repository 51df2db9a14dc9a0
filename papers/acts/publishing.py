"""To say whether something may be public: one act, of every noun of which it is asked."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.access import writers_of_letters
from members.access import own_states, speakers_of
from members.models import Person
from papers.actions.publishing import DID_NOT_AGREE, NOT_CONCERNED
from papers.choices import PublishingSaid, PublishingStage
from papers.lines import may_be_public
from papers.models import open_request
from papers.reads import who_would_read
from record.acts import Act, Choice, Need, Offer, Setting, Whom, Words, WrittenIn, open_to
from record.acts.letters import LETTER_ALONE
from record.awaiting import WhenAwaited
from record.dates import day_of_the_house

SAID = tuple(
    (value, label)
    for value, label in PublishingSaid.choices
    if value in {PublishingSaid.AGREED, PublishingSaid.CHANGES}
)


def offered_to_those_concerned(user: Person, thing: Any, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a state that is asked, and to officers for one of these that wrote."""
    request = open_request(thing)
    if request is None:
        return None
    today = day_of_the_house(at)
    asked = {row.participant_id for row in request.answers.all()}
    able = speakers_of(user, today) or writers_of_letters(user, today, about=thing)
    speakers = tuple(speaker for speaker in able if speaker.participant.pk in asked)
    return Offer(speakers=speakers, is_own=False) if speakers else None


def of_whoever_is_concerned(user: Person, thing: Any) -> str:
    """On the desk of the person's own state among those that said nothing yet; of the Secretariat's staff, nobody waits for it."""
    request = open_request(thing)
    asked = {row.participant_id for row in request.answers.all() if not row.is_said} if request else set()
    own = own_states(user, day_of_the_house())
    return next((str(state.code) for key, state in own.items() if key in asked), "")


def by_when(thing: Any) -> dt.date | None:
    request = open_request(thing)
    return request.until if request else None


def offered_to_those_who_agreed(user: Person, thing: Any, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a state that agreed, and to officers for one of these that wrote."""
    settled = [row for row in thing.folder.publishing.all() if row.stage != PublishingStage.OPEN]
    agreed = {
        answer.participant_id
        for request in settled
        for answer in request.answers.all()
        if answer.answer == PublishingSaid.AGREED
    }
    if not agreed:
        return None
    today = day_of_the_house(at)
    able = speakers_of(user, today) or writers_of_letters(user, today, about=thing)
    speakers = tuple(speaker for speaker in able if speaker.participant.pk in agreed)
    return Offer(speakers=speakers, is_own=False) if speakers else None


def act_of_those_who_agreed(do: Callable[..., Any], article: str, order: int) -> Act:
    """The act by which a state takes back that a thing of some noun may be public."""
    return Act(
        name="no-longer-public",
        label=_("Take back the agreement that it be public"),
        submit_label=_("Take the agreement back"),
        article=article,
        lead=_(
            "From now on nobody reads it on the public site, until every state concerned agrees anew. Whoever has a copy keeps it."
        ),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_those_who_agreed,
        refusal=DID_NOT_AGREE,
        asks=(
            Words("words", _("Why, in its words"), Need.MAY, most=5000, rows=4),
            WrittenIn("language", _("Language"), Need.MAY, texts=("words",)),
        ),
        do=do,
        speaks_as="participant",
        done=_("It is off the public site; the states concerned are told."),
        order=order,
    )


def what_is_asked(setting: Setting) -> dict[str, Any]:
    """Who would read it newly, and what states said so far, beside the question."""
    thing = setting.thing
    return {"publishing": open_request(thing), "newly": who_would_read(thing, day_of_the_house(setting.at))}


def act_of_those_concerned(do: Callable[..., Any], article: str, order: int) -> Act:
    """The act by which a state says whether a thing of some noun may be public."""
    return Act(
        name="may-be-public",
        label=_("Say whether it may be public"),
        submit_label=_("Say so"),
        draft_label=_("whether something may be public"),
        article=article,
        lead=_(
            "Public means: anybody in the world may read it on the public site, once that is switched on. It is so once every"
            " state concerned agreed. To say nothing is no fault. Until then your state may say otherwise, and later it may"
            " take its agreement back."
        ),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_those_concerned,
        refusal=NOT_CONCERNED,
        asks=(
            Choice("answer", pgettext_lazy("may it be public", "Your state"), choices=SAID, as_circles=True),
            Words("words", _("Which changes, in its words"), Need.MAY, most=5000, rows=4),
            WrittenIn("language", _("Language"), Need.MAY, texts=("words",)),
        ),
        do=do,
        speaks_as="participant",
        keeps=True,
        beside=what_is_asked,
        beside_template="papers/partials/may_be_public.html",
        awaits=WhenAwaited(
            rows=may_be_public,
            desk=of_whoever_is_concerned,
            by=by_when,
            what=_("Say whether it may be public"),
            thing=lambda thing: thing.heading,
        ),
        done=_("It stands with it; the states concerned are told."),
        order=order,
    )
