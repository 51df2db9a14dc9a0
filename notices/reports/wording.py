"""How each kind of reminder is worded, ours or staff's, and how it reads with something real in it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import override

from law.forum import FORUM
from members.models import User
from notices.choices import NoticeChannel, Stage
from notices.kinds import REMINDERS, KindOfReminder, Phrase, Placeholder, Shape
from notices.models import LetterTemplate, Notice
from notices.reports.why import Why, why_of
from notices.words import Reader, Texts, filled

RIGHT_TO_LEFT = frozenset({"ar"})


@dataclass(frozen=True)
class Worded:
    """A kind in the list of wordings."""

    kind: KindOfReminder
    why: Why
    is_ours: bool


@dataclass(frozen=True)
class Sample:
    """What a preview is filled with; `is_real`: it stands in the ledger."""

    notice: Notice
    is_real: bool


@dataclass(frozen=True)
class InLanguage:
    """A wording as it reads in one language."""

    language: str
    name: str
    direction: str
    line: str
    body: str


def all_kinds() -> list[Worded]:
    chosen = set(LetterTemplate.objects.values_list("kind", flat=True))
    return [Worded(kind, why_of(name), name not in chosen) for name, kind in REMINDERS.items()]


def texts_of(kind: str) -> dict[str, tuple[str, str]]:
    """The line and the body that hold in each language."""
    chosen = {
        language: (line, body)
        for language, line, body in LetterTemplate.objects.filter(kind=kind).values_list("language", "line", "body")
    }
    return {**our_texts(kind), **chosen}


def our_texts(kind: str) -> dict[str, tuple[str, str]]:
    texts = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts[language] = (str(REMINDERS[kind].line), str(REMINDERS[kind].body))
    return texts


def sample_of(user: User, kind: str, at: dt.datetime) -> Sample:
    """The newest that waits or went, of what this person may see; an example where there is none."""
    stages = [Stage.PENDING, Stage.CLAIMED, Stage.SENT]
    rows = Notice.objects.of_the_ledger(user).filter(kind=kind, stage__in=stages)
    first = Case(When(stage=Stage.PENDING, then=Value(0)), default=Value(1), output_field=IntegerField())
    real = rows.order_by(first, "-created_at", "-pk").first()
    return Sample(real, True) if real else Sample(_example(user, kind, at), False)


def _example(user: User, kind: str, at: dt.datetime) -> Notice:
    values = {place.name: _example_value(place, at) for place in REMINDERS[kind].placeholders}
    official = REMINDERS[kind].is_official
    return Notice(
        kind=kind, recipient=user, channel=NoticeChannel.EMAIL, values=values, url="/", official=official, created_at=at
    )


def _example_value(place: Placeholder, at: dt.datetime) -> Any:
    then = at.astimezone(dt.UTC) + dt.timedelta(days=30)
    match place.shape:
        case Shape.DAY | Shape.DAYS:
            return then.date().isoformat()
        case Shape.WHEN:
            return {"at": then.replace(minute=59, second=0).isoformat(), "zone": FORUM.time_zone}
        case _:
            return _in_every_language(place.meaning)


def _in_every_language(meaning: Phrase) -> dict[str, str]:
    texts = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts[language] = f"‹{meaning}›"
    return texts


def previewed(kind: str, texts: Texts, sample: Sample, reader: User, at: dt.datetime) -> list[InLanguage]:
    """The wording in each language, filled; days are counted to when the sample goes, or went."""
    moment = sample.notice.told_at or sample.notice.send_at or at
    seen, values = Reader(reader.time_zone, moment), sample.notice.values
    shown = []
    for language, name in settings.LANGUAGES:
        line, body = texts.get(language, ("", ""))
        with override(language):
            line, body = (filled(text, kind, values, seen) for text in (line, body))
        shown.append(InLanguage(language, str(name), direction_of(language), line, body))
    return shown


def direction_of(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
