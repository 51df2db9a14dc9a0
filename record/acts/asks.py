"""What acts ask: an ask stands once, and knows its field, what is wrong with an answer, and the words for it.

The portal, the admin, the API with its description, and the tests make their fields of it. A room adds an ask of its own
by a class with `field`; where one ask is several fields (a place in four languages), by `fields` and `answers`.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from record.acts.offers import Sentence
from record.acts.table import Setting
from record.choices import Need
from record.forms import BoundedDayField, DayInput, OfferedField, check_day
from record.texts import FALLBACK, LANGUAGES, as_written, with_more
from record.zones import zone_in_words

LONG = 5000


class HourInput(forms.TimeInput):
    """An hour and a minute as the browser picks them."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class InstantInput(forms.DateTimeInput):
    """A day and an hour, to the second, as the browser picks them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__({"step": "1"}, format="%Y-%m-%dT%H:%M:%S")


class InstantField(forms.DateTimeField):
    """An instant as the clocks of a zone show it, or with an offset. An hour that doesn't exist, or comes twice, is told."""

    zone = ZoneInfo("UTC")

    def to_python(self, value: Any) -> Any:
        with timezone.override(self.zone):
            return super().to_python(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        check_day(value and value.astimezone(self.zone).date())


def always(setting: Setting) -> bool:
    return True


@dataclass(frozen=True)
class Ask:
    """One thing that an act asks for. `initial` is a value, or a function of the setting.

    `when` says whether it is asked in a setting; `column` is where the history of the thing keeps the answer.
    """

    name: str
    label: Sentence
    need: Need = Need.MUST
    _: KW_ONLY
    help_text: Sentence = ""
    initial: Any = None
    when: Callable[[Setting], bool] = always
    column: str = ""

    def field(self, setting: Setting) -> forms.Field:
        """The field of the form, without what every ask has."""
        raise NotImplementedError

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        """Name → field, as the form of this setting has them."""
        field = self.field(setting)
        field.label, field.required = capfirst(self.label), self.need is Need.MUST
        field.help_text = field.help_text or self.help_text
        field.initial = self.initial(setting) if callable(self.initial) else self.initial
        return {self.name: field}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        """What the verb is given, by its own words. Only called where the fields have no errors."""
        return {self.name: cleaned.get(self.name)}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        """What is wrong with the answer beyond its form, by field."""
        return {}

    def suggested(self, setting: Setting) -> dict[str, Any]:
        """What a page's form begins with, by field. A program sends all of it itself."""
        return {}

    @property
    def instead(self) -> dict[str, str]:
        """Fields of this ask of which one may be given in the place of the other."""
        return {}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        """Of its fields those that may stay empty, for a page to say so. What begins with a value is never empty."""
        if self.need is not Need.MAY:
            return ()
        field = fields.get(self.name)
        return [] if field is None or field.required or field.initial else [self.name]

    @property
    def of_every_letter(self) -> frozenset[str]:
        """Of its fields those that every letter fills in: optional only for who may act without one."""
        return frozenset()

    @property
    def headings(self) -> dict[Sentence, frozenset[str]]:
        """Under which heading its fields stand on a page, where they need one."""
        return {}

    @property
    def folded(self) -> frozenset[Sentence]:
        """Of its headings those whose fields a page shows when somebody wants them."""
        return frozenset()

    @property
    def words(self) -> Sentence:
        """How a table or a page says what is asked."""
        return self.label


@dataclass(frozen=True)
class Words(Ask):
    """A text: in one line, or in several where `rows` says how many."""

    _: KW_ONLY
    most: int = LONG
    rows: int = 0

    def field(self, setting: Setting) -> forms.Field:
        widget = forms.Textarea({"rows": self.rows}) if self.rows else forms.TextInput()
        return forms.CharField(max_length=self.most, widget=widget)


@dataclass(frozen=True)
class Day(Ask):
    """A day."""

    def field(self, setting: Setting) -> forms.Field:
        return BoundedDayField(widget=DayInput())


@dataclass(frozen=True)
class LastDay(Day):
    """The last day of a term. The verb is given the first day after it, under the name `kept_as`."""

    _: KW_ONLY
    kept_as: str = "until"

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        day = cleaned.get(self.name)
        return {self.kept_as: day + dt.timedelta(days=1) if day else None}


@dataclass(frozen=True)
class Hour(Ask):
    """An hour and a minute on a wall clock."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.TimeField(widget=HourInput(), input_formats=["%H:%M", "%H:%M:%S"])


@dataclass(frozen=True)
class Instant(Ask):
    """An instant. `zone` says by whose clocks it is written; None where that isn't known without a thing."""

    _: KW_ONLY
    zone: Callable[[Setting], ZoneInfo | None]

    def field(self, setting: Setting) -> forms.Field:
        field, zone = InstantField(widget=InstantInput()), self.zone(setting)
        if zone is None:
            field.help_text = _("On the clocks of its zone, or with an offset from UTC.")
        else:
            field.zone, field.help_text = zone, _("As clocks show it in %(zone)s.") % {"zone": zone_in_words(zone.key)}
        return field


@dataclass(frozen=True)
class Number(Ask):
    """A whole number within bounds."""

    _: KW_ONLY
    least: int = 1
    most: int = 999

    def field(self, setting: Setting) -> forms.Field:
        return forms.IntegerField(min_value=self.least, max_value=self.most)


@dataclass(frozen=True)
class VersionSeen(Ask):
    """The count of changes that a row of a page showed, carried along unseen."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Flag(Ask):
    """Yes or no: a box that is ticked or not."""

    need: Need = Need.MAY

    def field(self, setting: Setting) -> forms.Field:
        return forms.BooleanField()

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()


@dataclass(frozen=True)
class Choice(Ask):
    """One of fixed values: pairs of value and label, or a function of the setting that gives them."""

    _: KW_ONLY
    choices: Sequence[tuple[str, Sentence]] | Callable[[Setting], Sequence[tuple[str, Sentence]]] = ()
    as_circles: bool = False

    def field(self, setting: Setting) -> forms.Field:
        choices = list(self.choices(setting)) if callable(self.choices) else list(self.choices)
        if self.need is not Need.MUST and self.initial is None and not any(value == "" for value, _label in choices):
            choices = [("", _("None")), *choices]
        widget = forms.RadioSelect if self.as_circles else forms.Select
        return OfferedField(choices=choices, widget=widget)


def in_other_languages(what: Sentence) -> str:
    """The heading of a text's other languages, which a page folds up."""
    return _now("%(what)s in other languages (optional)") % {"what": what}


@dataclass(frozen=True)
class Texts(Ask):
    """A text in the four languages: English under the ask's own name, the others folded up beside it under `labels`.

    Where any one language is enough, the reader's stands open.
    """

    _: KW_ONLY
    # None: the ask's own label, with the name of each language of the house.
    labels: Mapping[str, Sentence] | None = None
    most: int = 300
    rows: int = 0
    # English has its language in the name of its field, too.
    by_language: bool = False
    # Where any one of the languages is enough: what is said when none is given.
    one_is_enough: Sentence = ""

    def name_in(self, language: str) -> str:
        is_plain = language == "en" and not self.by_language
        return self.name if is_plain else f"{self.name}_{language.replace('-', '_')}"

    @property
    def labels_by_language(self) -> dict[str, Sentence]:
        if self.labels is not None:
            return {"en": self.label, **self.labels}
        return {code: with_more(self.label, name) for code, name in settings.LANGUAGES}

    @property
    def open_language(self) -> str:
        """The one that a page shows at once."""
        reads = (get_language() or FALLBACK).lower()
        return reads if self.one_is_enough and reads in self.labels_by_language else FALLBACK

    @property
    def _in_order(self) -> list[tuple[str, Sentence]]:
        """The open language first, so that the folded ones stand together."""
        labels = self.labels_by_language
        return sorted(labels.items(), key=lambda pair: pair[0] != self.open_language)

    @property
    def _others(self) -> frozenset[str]:
        return frozenset(self.name_in(code) for code in self.labels_by_language if code != self.open_language)

    @property
    def headings(self) -> dict[Sentence, frozenset[str]]:
        return {in_other_languages(self.label): self._others} if self._others else {}

    @property
    def folded(self) -> frozenset[Sentence]:
        return frozenset(self.headings)

    def widget(self, language: str) -> forms.Widget:
        written = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        return forms.Textarea({"rows": self.rows, **written}) if self.rows else forms.TextInput(written)

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        held = (self.initial(setting) if callable(self.initial) else self.initial) or {}
        help_text = self.help_text or ("" if self.labels is None else _("In English."))
        return {
            self.name_in(language): forms.CharField(
                label=label,
                max_length=self.most,
                required=self.need is Need.MUST and language == "en" and not self.one_is_enough,
                widget=self.widget(language),
                initial=held.get(language, ""),
                help_text=help_text if language == "en" else "",
            )
            for language, label in self._in_order
        }

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        if self.need is Need.MUST and self.one_is_enough:
            return ()
        # Of the folded ones their heading says so.
        name = self.name_in(self.open_language)
        return [name] if name in fields and not fields[name].required else []

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        if self.need is not Need.MUST or not self.one_is_enough or self.answers(cleaned, setting)[self.name]:
            return {}
        return {self.name_in(self.open_language): [self.one_is_enough]}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        texts = {language: cleaned.get(self.name_in(language)) for language in LANGUAGES}
        return {self.name: as_written({language: text for language, text in texts.items() if text})}
