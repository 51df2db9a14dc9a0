"""What a letter begins with that is drafted about a thing: to whom, as what, with which words, with which papers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, override

from meetings.access import states_of_audience, who_read_it
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant
from papers.acts.asked import SUBJECT, TEXT
from papers.choices import AddressedTo, OutgoingKind
from papers.models import Circulation, PaperVersion
from papers.reads import LetterBegins, add_letters_about, letter_begins, thing_named
from papers.words import day_in, said_about
from record.acts import Setting
from record.dates import day_of_the_house
from record.texts import FALLBACK, LANGUAGES

TO = {
    Audience.MEMBERS.value: AddressedTo.MEMBERS,
    Audience.OBSERVERS.value: AddressedTo.EVERYBODY,
    Audience.PUBLIC.value: AddressedTo.EVERYBODY,
}


def begun_about(setting: Setting, begun: Mapping[str, Any]) -> Mapping[str, Any]:
    """By the thing that the link names: addressed to those it concerns, in English and, where it has words in it, in the reader's
    language.
    """
    noun_and_thing = thing_named(setting.user, str(begun.get("about") or ""))
    if noun_and_thing is None:
        return {}
    noun, thing = noun_and_thing
    begins = letter_begins(thing, day_of_the_house(setting.at)) or LetterBegins(title=lambda: str(noun.heading(thing)))
    named = [participant.code for participant in begins.named]
    return {
        "kind": begins.kind,
        "to": AddressedTo.NAMED if named else TO.get(begins.audience, AddressedTo.NAMED),
        "participants": named,
        "annexes": [version.designation for version in begins.papers],
        **_said(begins, noun.key_of(thing)),
    }


def _said(begins: LetterBegins, key: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        if language == FALLBACK or (language == get_language() and language in begins.languages):
            with override(language):
                words = {"title": str(begins.title()), "symbol": key, **begins.words()}
                said[SUBJECT.name_in(language)] = words["title"][:300]
                said[TEXT.name_in(language)] = said_about(begins.sentence, words, language)
    return said


def about_a_meeting(meeting: Meeting, on: dt.date) -> LetterBegins:
    """An invitation to those it concerns; of one that is over, or that was cancelled, a note."""
    is_ahead = not meeting.is_cancelled and (meeting.ends_on or meeting.starts_on) >= on
    return LetterBegins(
        title=lambda: meeting.label,
        kind=OutgoingKind.INVITATION if is_ahead else OutgoingKind.NOTE,
        audience=Audience.OBSERVERS if meeting.body_row.observers_attend else Audience.MEMBERS,
        sentence="meeting-ahead" if is_ahead else "meeting",
        words=lambda: {"days": meeting.days},
        languages=LANGUAGES,
    )


def about_a_version(version: PaperVersion, on: dt.date) -> LetterBegins:
    """A covering letter with the paper, to those it was circulated to; before that, to those who read it already."""
    sent = Circulation.objects.filter(version=version).order_by("-at", "-pk").first()
    by = sent.comments_by if sent and sent.comments_by and sent.comments_by >= on else None
    named = _to_whom_besides(sent, version, on)
    return LetterBegins(
        title=lambda: str(version.paper.heading),
        kind=OutgoingKind.COVER,
        audience=sent.audience if sent else Audience.SECRETARIAT,
        named=named,
        sentence="paper-to-comment-on" if by else "paper",
        words=lambda: {
            "symbol": version.paper.symbol,
            "number": str(version.number),
            "day": day_in(by, get_language() or FALLBACK) if by else "",
        },
        languages=tuple(version.paper.titles),
        papers=(version,),
    )


def _to_whom_besides(sent: Circulation | None, version: PaperVersion, on: dt.date) -> Sequence[Participant]:
    """Those alone to whom it went, or who read it before it goes anywhere; nobody, where it went to an audience."""
    if sent is None:
        return who_read_it(states_of_audience(on, Audience.OBSERVERS).in_seat_order(), version, on)
    return list(sent.participants.in_seat_order()) if sent.is_to_some else ()


def register() -> None:
    add_letters_about(Meeting, about_a_meeting)
    add_letters_about(PaperVersion, about_a_version)
