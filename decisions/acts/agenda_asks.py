"""What is asked of who works on an agenda: the words of an item, a paper, what a circulation and an outcome say."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.actions.agenda import CIRCULATED_TO
from decisions.actions.items import (
    GIVE_A_TITLE,
)
from decisions.asks import Version, papers_to_read
from decisions.choices import AgendaStage, ItemOutcome
from decisions.models import AgendaItem
from meetings.models import Meeting
from members.choices import Audience
from record.acts import Choice, Need, Number, Pick, Setting, Texts, Words, WrittenIn

# -- What is asked.


def held(setting: Setting, name: str, otherwise: Any) -> Any:
    """What the item has now; something else where there is none yet."""
    return getattr(setting.thing, name) if isinstance(setting.thing, AgendaItem) else otherwise


TITLE = Texts(
    "title",
    _("Title"),
    most=300,
    by_language=True,
    one_is_enough=GIVE_A_TITLE,
    initial=lambda setting: held(setting, "title", {}),
)
NOTE = Words(
    "note",
    _("Note"),
    Need.MAY,
    most=2000,
    rows=2,
    help_text=_("Goes out with the agenda."),
    initial=lambda setting: held(setting, "note", ""),
)


@dataclass(frozen=True)
class NoteWrittenIn(WrittenIn):
    """The language of the note beside it; it begins with the one that the note has."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        fields = super().fields(setting)
        fields[self.name].initial = held(setting, "language", None) or ""
        return fields

    def suggested(self, setting: Setting) -> dict[str, Any]:
        has_a_note = held(setting, "note", "")
        return {self.name: held(setting, "language", None) or ""} if has_a_note else super().suggested(setting)

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        """What was said of a note once isn't asked about again with every other change."""
        now = (held(setting, "note", ""), held(setting, "language", None))
        is_as_it_was = now == ((cleaned.get("note") or "").strip(), cleaned.get(self.name))
        return {} if is_as_it_was else super().problems(cleaned, setting)


NOTE_LANGUAGE = NoteWrittenIn("language", _("Language of the note"), Need.MAY, texts=("note",))


def meetings_before(setting: Setting) -> Any:
    """The meetings of the same body that have an agenda, the latest first."""
    rows = Meeting.objects.visible_to(setting.user).filter(agenda_items__dropped=False).distinct()
    if setting.thing is not None:
        rows = rows.of_body(setting.thing.body).exclude(pk=setting.thing.pk)
    return rows.order_by("-starts_on", "-pk")


EARLIER = Pick("earlier", _("Earlier meeting"), rows=meetings_before, empty=_("Choose a meeting"))
NUMBER = Number("number", _("Number"), help_text=_("Its place: 1 is the first."))
PAPER = Version("paper", _("Version of a paper"), help_text=_("Its symbol and number: CBM-2007-ECO-02-01/CP/1."))
LAID = replace(PAPER, rows=lambda setting: papers_to_read(setting).filter(agenda_papers__item=setting.thing))
CIRCULATION = (
    Choice("stage", _("As"), choices=AgendaStage.choices, initial=AgendaStage.PROVISIONAL),
    Choice(
        "audience",
        _("Send to"),
        choices=CIRCULATED_TO,
        initial=Audience.MEMBERS,
        help_text=_("Before observers, items about what is shared with the members alone keep their numbers only."),
    ),
    Words("note", _("Note"), Need.MAY, most=2000, rows=3),
    WrittenIn("language", _("Language of the note"), Need.MAY, texts=("note",)),
)

OUTCOME = Choice("outcome", _("What became of it"), choices=ItemOutcome.choices, initial=ItemOutcome.CONSIDERED)
OUTCOME_NOTE = Words(
    "note", _("Note"), Need.MAY, rows=4, help_text=_("What the body said of it; why, where it is returned.")
)

OUTCOME_LANGUAGE = WrittenIn("language", _("Language of the note"), Need.MAY, texts=("note",))


def say_why(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    is_returned = answers["outcome"] == ItemOutcome.RETURNED and not answers["note"].strip()
    return {"note": [_("Say why, for those who wrote the paper.")]} if is_returned else {}
