"""The form of an act in a setting: an ask becomes a field. Portal, admin and API fill in the same one."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, takewhile
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from record.acts.first import AnsweredFirst
from record.acts.groups import Rows, sheets_of
from record.acts.kept_letters import FROM_LETTER, LETTERS
from record.acts.offers import Sentence, Speaker
from record.acts.questions import Press, presses_of
from record.acts.table import Setting
from record.forms import OfferedField, name_what_is_missing, show_refusal
from record.invisible import let_nothing_hide
from record.refusals import Refused
from record.texts import optional, with_more

ON_BEHALF_OF = "on_behalf_of"
# What the form carries beside its answers: under which key it is sent, what its page showed of the thing, and for which
# answers the consequences stood beside it.
ONCE, SEEN, PREVIEWED = "once_key", "seen", "previewed"
CARRIED = frozenset({ONCE, SEEN, PREVIEWED})
# What the button says that goes without a look at the answers.
STRAIGHT = "straight"
# Of a sheet's lines that hold nothing yet, so many stand open.
SPARE = 3
NOT_YOURS = _("You don't act for this state.")
WHO_WROTE = _("Say on whose behalf this is entered.")


@dataclass(frozen=True)
class FormSection:
    """Fields that stand together on a page, under a heading where they need one: a line of them for each row of a sheet."""

    heading: Sentence
    lines: list[tuple[forms.BoundField, ...]]
    help_text: Sentence = ""
    is_sheet: bool = False
    # Shown when somebody wants it.
    is_folded: bool = False
    # Of the first question: what was answered.
    answer: Sentence = ""
    # Of a sheet: how many lines at its end wait, folded up, until there is more to say.
    folded_lines: int = 0

    @property
    def fields(self) -> list[forms.BoundField]:
        return [field for line in self.lines for field in line]

    @property
    def open_lines(self) -> list[tuple[forms.BoundField, ...]]:
        return self.lines[: len(self.lines) - self.folded_lines]

    @property
    def more_lines(self) -> list[tuple[forms.BoundField, ...]]:
        return self.lines[len(self.lines) - self.folded_lines :]


class ActForm(forms.Form):
    """What an act asks of whom it is offered to, with the keys that go with it."""

    def __init__(self, setting: Setting, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None):
        super().__init__(data, files, initial=initial)
        self.setting = setting
        self._add_speakers()
        self.names_of: dict[str, frozenset[str]] = {}
        # What fields are called without the word that they may stay empty.
        self.plain_labels: dict[str, Any] = {}
        for ask in self.asked:
            fields = ask.fields(setting)
            self.names_of[ask.name] = frozenset(fields)
            self.fields.update({name: let_nothing_hide(field) for name, field in fields.items()})
        name_what_is_missing(self.fields)
        self._let_the_letter_say()
        act = setting.act
        if act.once_in:
            self.fields[ONCE] = _carried(uuid.uuid4().hex)
        if act.guard:
            held = getattr(setting.thing, act.guard) if setting.thing is not None else ""
            self.fields[SEEN] = _carried(str(held))
        if act.preview:
            self.fields[PREVIEWED] = _carried("")

    @property
    def asked(self) -> list[Any]:
        """The asks that are asked in this setting."""
        return [ask for ask in self.setting.act.every_ask(self.setting.offer) if ask.when(self.setting)]

    def _add_speakers(self) -> None:
        offer = self.setting.offer
        if not offer.speakers or (len(offer.speakers) == 1 and offer.own_speakers and not offer.is_own):
            return
        choices = [(speaker.code, str(speaker.participant)) for speaker in offer.speakers]
        # Where it can be one state alone that wrote, a page names it.
        only = choices[0][0] if len(choices) == 1 and not offer.is_own else None
        self.fields[ON_BEHALF_OF] = OfferedField(
            label=_("On behalf of"), choices=[("", _("Choose a state")), *choices], required=False, initial=only
        )

    def _section(self, heading: Sentence, lines: list[tuple[forms.BoundField, ...]]) -> FormSection:
        """Fields under one heading; folded up where that is asked, until one of them holds something or is wrong."""
        fields = [field for line in lines for field in line]
        if self.answered is not None and {field.name for field in fields} <= self.answered.fields:
            return FormSection(
                heading, lines, is_folded=not any(field.errors for field in fields), answer=self.answered.words
            )
        folds = {heading for ask in self.asked for heading in ask.folded}
        is_in_use = any(field.errors or field.value() for field in fields)
        return FormSection(heading, lines, is_folded=heading in folds and not is_in_use)

    @classmethod
    def begun(cls, setting: Setting, initial: Mapping[str, Any]) -> "ActForm":
        """As a page shows it first: with what the asks and the act suggest, and `initial` over both."""
        blank = cls(setting)
        suggested = {name: value for ask in blank.asked for name, value in ask.suggested(setting).items()}
        act_suggests = setting.act.suggests(setting) if setting.act.suggests else {}
        return cls(setting, initial={**suggested, **act_suggests, **initial} or None)

    # -- As a page shows it.

    def mark_optional(self) -> None:
        """Say at their labels which fields may stay empty. Where one of two is wanted, neither says so."""
        self.plain_labels = {name: field.label for name, field in self.fields.items()}
        if ON_BEHALF_OF in self.fields and self.setting.offer.is_own and not self.setting.offer.needs_a_state:
            self.fields[ON_BEHALF_OF].label = optional(self.fields[ON_BEHALF_OF].label)
        for ask in self.asked:
            needed = ask.of_every_letter if self.setting.offer.takes_letters_alone else frozenset()
            either = {*ask.instead, *ask.instead.values()} | needed
            for name in ask.optional(self.fields):
                if name not in either and not isinstance(self.fields[name].widget, forms.CheckboxInput):
                    self.fields[name].label = optional(self.fields[name].label)

    @property
    def sections(self) -> list[FormSection]:
        """The fields as a page lays them out: those by themselves first, then what is asked row by row, a line each."""
        headings = {name: heading for ask in self.asked for heading, names in ask.headings.items() for name in names}
        if self.setting.act.first and self.answered:
            headings |= dict.fromkeys(self.answered.fields, self.setting.act.first.label)
        # What is folded up comes last.
        in_order = sorted(sheets_of(self.asked), key=lambda sheet: sheet.folds)
        sheets = [(sheet, sheet.lines(self.fields)) for sheet in in_order]
        on_sheets = {name for _sheet, lines in sheets for line in lines for name in line}
        by_themselves = [field for field in self.visible_fields() if field.name not in on_sheets]
        own = [
            self._section(heading, [(field,) for field in fields])
            for heading, fields in groupby(by_themselves, lambda field: headings.get(field.name, ""))
        ]
        return own + [
            _section_of(sheet, fields)
            for sheet, lines in sheets
            if (fields := [tuple(self[name] for name in line) for line in lines])
        ]

    @cached_property
    def answered(self) -> AnsweredFirst | None:
        """What the first question was answered, where the act has one."""
        first = self.setting.act.first
        return first.answered(self) if first else None

    @property
    def told(self) -> list[tuple[Sentence, Any]]:
        """What was answered, field by field: its words, and what stands in it. What stayed empty is left out."""
        first, hidden = self.setting.act.first, self.answered.fields if self.answered else frozenset()
        rows = [(first.label, self.answered.words)] if first and self.answered else []
        for ask in (None, *self.asked):
            names = self.names_of[ask.name] if ask is not None else {ON_BEHALF_OF}
            in_a_heading = {name for under in (ask.headings.values() if ask is not None else ()) for name in under}
            for field in self.visible_fields():
                words = answer_in_words(field) if field.name in names - hidden else None
                if words:
                    label = self.plain_labels.get(field.name, field.label)
                    is_one_of_several = (
                        ask is not None and field.name in in_a_heading and str(ask.label) not in str(label)
                    )
                    rows.append((with_more(ask.label, label) if is_one_of_several else label, words))
        return rows

    @property
    def presses(self) -> list[Press]:
        """The buttons that answer what is asked about the answers."""
        return [press for field in self.fields.values() for press in getattr(field, "presses", ())]

    # -- What was answered.

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_speaker(cleaned)
        self._take_from_letter(cleaned)
        for ask in self.asked:
            if not self.names_of[ask.name] & set(self.errors):
                self._complain(ask.problems(cleaned, self.setting))
        if not self.errors:
            self._complain(self.setting.act.check(self.setting, self.answers()))
        return cleaned

    def _let_the_letter_say(self) -> None:
        """Where a letter of the register is named, what it says of itself need not be sent."""
        if FROM_LETTER in self.fields and self.data.get(self.add_prefix(FROM_LETTER)):
            for name in self.setting.act.said_by_letters.keys() & self.fields.keys():
                self.fields[name].required = False

    def _take_from_letter(self, cleaned: dict[str, Any]) -> None:
        """What the letter that was named says of itself, where the form leaves it open."""
        act = self.setting.act
        said = LETTERS.register.says(cleaned) if LETTERS.register and FROM_LETTER in self.fields else {}
        by_every_letter = {name: name for ask in act.letter for name in self.names_of.get(ask.name, ())}
        for name, word in {**by_every_letter, **act.said_by_letters}.items():
            if name in self.fields and word in said and name not in self.errors:
                cleaned[name] = cleaned.get(name) or said[word]

    def check_speaker(self, cleaned: dict[str, Any]) -> None:
        """Of several states for which somebody may act, one is named, and one for which they may submit."""
        if self.setting.offer.needs_a_state and not cleaned.get(ON_BEHALF_OF) and ON_BEHALF_OF not in self.errors:
            self.add_error(ON_BEHALF_OF if ON_BEHALF_OF in self.fields else None, WHO_WROTE)
        named = self.setting.offer.speaker(cleaned.get(ON_BEHALF_OF) or "")
        if named is not None and named.why_not_submit is not None:
            self.add_error(ON_BEHALF_OF, named.why_not_submit)

    @property
    def speaker(self) -> Speaker | None:
        """For which participant it is done: the one named, else one's own; None for who acts in an office of their own."""
        offer = self.setting.offer
        if code := self.cleaned_data.get(ON_BEHALF_OF):
            return offer.speaker(code)
        return None if offer.is_own else offer.first_speaker

    def answers(self) -> dict[str, Any]:
        """The answers by the verb's words, without the letter's where there is none."""
        by_letter = self.speaker is not None and self.speaker.by_letter
        asked = [ask for ask in self.asked if by_letter or ask not in self.setting.act.letter_asks]
        answers: dict[str, Any] = {}
        for ask in asked:
            answers.update(ask.answers(self.cleaned_data, self.setting))
        return answers

    def call(self, instead: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Everything that the verb is called with, but the thing; `instead` is what came beside the form, by a header."""
        act, speaker = self.setting.act, self.speaker
        call = {**self.answers(), "by": self.setting.user, "at": self.setting.at}
        if act.speaks_as:
            call[act.speaks_as] = speaker.participant if speaker else None
        if act.once_in:
            call["once_key"] = self.cleaned_data.get(ONCE) or None
        if act.guard:
            call[f"seen_{act.guard}"] = self.seen()
        return {**call, **(instead or {})}

    def seen(self) -> int | None:
        """The count of changes that the page showed; None where none was named."""
        text = self.cleaned_data.get(SEEN) or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

    @property
    def is_behind(self) -> bool:
        """Whether the thing has moved on since the page was shown that this came from."""
        act, thing = self.setting.act, self.setting.thing
        sent = self.data.get(self.add_prefix(SEEN)) if act.guard and thing is not None else None
        return bool(sent) and sent != str(getattr(thing, act.guard))

    # -- What it would do is shown before it is done.

    def fingerprint(self) -> str:
        """One text for the answers as they are now."""
        answers = {name: _as_text(self.cleaned_data.get(name)) for name in self.fields if name not in CARRIED}
        return hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()

    @property
    def was_previewed(self) -> bool:
        return self.cleaned_data.get(PREVIEWED) == self.fingerprint()

    def show_preview(self) -> None:
        """Shown again, the form says for which answers the consequences stand beside it."""
        self._say(PREVIEWED, self.fingerprint())

    def show_what_is_now(self) -> None:
        """Shown again, the form is about the thing as it is now, so that who has looked at it may send it."""
        if SEEN in self.fields:
            self._say(SEEN, str(getattr(self.setting.thing, self.setting.act.guard)))

    @property
    def written(self) -> list[forms.BoundField]:
        """The texts that somebody wrote, to be taken home where the form can't be sent any more."""
        texts = [field for field in self.visible_fields() if type(field.field) is forms.CharField]
        return [field for field in texts if field.value()]

    # -- Why it can't be done.

    def refuse(self, refusal: Refused) -> None:
        """Show why the verb refused, at the fields it names; the person's text stays, and can be sent again as new."""
        if ONCE in self.fields:
            self._say(ONCE, uuid.uuid4().hex)
        self._complain(refusal.problems)

    def _complain(self, problems: dict[str, list[Any]]) -> None:
        show_refusal(self, problems)
        for name, sentences in problems.items():
            for sentence in sentences:
                if name in self.fields and (presses := presses_of(sentence)):
                    # Beside the field stand the buttons that answer.
                    self.fields[name].presses = presses  # type: ignore[attr-defined]

    def _say(self, name: str, value: str) -> None:
        data = self.data.copy()
        data[self.add_prefix(name)] = value
        self.data = data


def _section_of(sheet: Rows, lines: list[tuple[forms.BoundField, ...]]) -> FormSection:
    """A sheet of a page: folded up where its ask folds and no line says anything yet, else its empty lines save a few."""
    empty = _empty_at_the_end(lines)
    return FormSection(
        sheet.label,
        lines,
        sheet.help_text,
        is_sheet=True,
        is_folded=sheet.folds and len(lines) > 1 and empty == len(lines),
        folded_lines=max(0, empty - SPARE),
    )


def _empty_at_the_end(lines: list[tuple[forms.BoundField, ...]]) -> int:
    """How many lines at the end of a sheet are alike: about nothing in particular, and nothing was written in them."""
    told = [[(str(field.label), field.value()) for field in line] for line in lines]
    alike = list(takewhile(lambda line: line == told[-1], reversed(told)))
    is_wrong = any(field.errors for line in lines[len(lines) - len(alike) :] for field in line)
    return 0 if is_wrong else len(alike)


def answer_in_words(field: forms.BoundField) -> Any:
    """What stands in a field, as a page tells it to who wrote it; nothing where it is empty."""
    value = field.value()
    if isinstance(value, UploadedFile):
        return value.name
    if isinstance(field.field.widget, forms.CheckboxInput):
        return field.label if value else ""
    if isinstance(field.field, forms.ChoiceField) and not isinstance(value, list):
        # Also of rows to choose from: as the form names them.
        return next((label for key, label in field.field.choices if key and str(key) == str(value)), "")
    return value


def _carried(value: str) -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, max_length=64, required=False, initial=value)


def _as_text(answer: Any) -> str:
    """An answer as its fingerprint reads it: rows in their order, a file by name and size."""
    if isinstance(answer, UploadedFile):
        return f"{answer.name} {answer.size}"
    if hasattr(answer, "values_list"):
        return repr(sorted(str(key) for key in answer.values_list("pk", flat=True)))
    return str(answer)
