"""What may be done with a workbook of a state's entries: bring it back, enter what it says, or not."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from desk.actions.workbooks import NOT_YOURS, SETTLED, bring_back, drop_workbook, enter_workbook
from desk.models import BroughtFile
from desk.reads.workbooks import looked_through, shown_as
from journal.staff import is_officer
from meetings.access import writers_of_letters
from members.access import speakers_of
from members.models import Person, seats_of
from papers.uploads import check_workbook
from record.acts import Act, Ask, Need, Noun, Offer, Setting, Whom, open_to
from record.acts.files import WholeFile
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import SECRETARIAT, WhenAwaited
from record.dates import day_of_the_house

ARTICLE = "AA 24, 35"

# -- To whom.


def offered_to_bring(user: Person, nothing: None, at: dt.datetime) -> Offer | None:
    """To whoever acts for a participant, preparers too: a workbook says nothing yet. To officers, where a state wrote."""
    today = day_of_the_house(at)
    own = tuple(replace(speaker, why_not_submit=None) for speaker in speakers_of(user, today))
    speakers = own or writers_of_letters(user, today)
    return Offer(speakers=speakers, is_own=False) if speakers else None


def offered_to_settle(user: Person, brought: BroughtFile, at: dt.datetime) -> Offer | None:
    """To those of its state, and to officers, where it came with a letter. A preparer's waits for the authority."""
    if is_officer(user):
        to_whom: dict[str, Any] | None = {} if brought.is_by_letter else None
    else:
        own = tuple(row for row in speakers_of(user, day_of_the_house(at)) if row.participant.pk == brought.owner_id)
        to_whom = {"speakers": own, "is_own": False} if own else None
    if to_whom is None:
        return None
    return Offer(**to_whom) if brought.is_waiting else Offer.not_now(SETTLED, **to_whom)


def offered_to_drop(user: Person, brought: BroughtFile, at: dt.datetime) -> Offer | None:
    """The same; a preparer, too, may say that it isn't entered."""
    offer = offered_to_settle(user, brought, at)
    if offer is None or not offer.speakers:
        return offer
    return replace(offer, speakers=tuple(replace(speaker, why_not_submit=None) for speaker in offer.speakers))


# -- What is asked.


def told_by(setting: Setting) -> list[Any]:
    """The rows that tell something, looked through once a form."""
    thing = setting.thing
    if thing is None or not thing.is_waiting:
        return []
    known: dict[dt.datetime, list[Any]] = thing.__dict__.setdefault("_told", {})
    if setting.at not in known:
        known[setting.at] = looked_through(thing, setting.user, setting.at)
    return known[setting.at]


@dataclass(frozen=True)
class RowsAside(Ask):
    """Rows that are left out, each by its name: "Activities!4"."""

    def field(self, setting: Setting) -> forms.Field:
        rows = [(row.token, f"{row.token} · {row.title}") for row in told_by(setting) if row.does_something]
        return forms.MultipleChoiceField(choices=rows, widget=forms.CheckboxSelectMultiple)

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: tuple(cleaned.get(self.name) or ())}


@dataclass(frozen=True)
class AsItWasShown(Ask):
    """The digest of what the page showed, carried along unseen."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.CharField(max_length=64, widget=forms.HiddenInput)

    def suggested(self, setting: Setting) -> Mapping[str, Any]:  # type: ignore[override]
        return {self.name: shown_as(told_by(setting))}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()


def what_it_would_change(setting: Setting) -> dict[str, Any]:
    rows = told_by(setting)
    return {
        "rows": rows,
        "wrong": sum(row.is_wrong for row in rows),
        "begun": sum(row.is_new and not row.is_wrong for row in rows),
        "changed": sum(row.does_something and not row.is_new and not row.is_wrong for row in rows),
    }


def said_of_it(setting: Setting, brought: BroughtFile) -> str:
    count = brought.begun + brought.changed
    return ngettext("Entered: %(count)d row of the workbook.", "Entered: %(count)d rows of the workbook.", count) % {
        "count": count
    }


# -- When it awaits somebody.


def waiting_files(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    waiting = rows.filter(stage="waiting").order_by("at", "pk")
    if is_officer(user):
        return waiting
    return waiting.filter(owner__in=seats_of(user, day_of_the_house(at)).participant_ids)


def desk_of_it(user: Person, brought: BroughtFile) -> str:
    return SECRETARIAT if brought.is_by_letter and is_officer(user) else str(brought.owner.code)


OWNERS = open_to(Whom.OWNERS)
WORKBOOK_ACTS = (
    Act(
        name="bring",
        label=_("Bring a workbook back"),
        submit_label=_("Look at what it would change"),
        article=ARTICLE,
        lead=_("Nothing is changed by this: what the workbook would change is shown first, cell by cell."),
        whom=open_to(Whom.MEMBERS, Whom.OBSERVERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_bring,
        refusal=NOT_YOURS,
        asks=(
            WholeFile(
                "file",
                _("Workbook"),
                help_text=_("As it was taken home, filled in: XLSX, up to 10 MB."),
                look_through=check_workbook,
                accept=".xlsx",
            ),
        ),
        do=bring_back,
        begins=True,
        speaks_as="owner",
        once_in=BroughtFile,
        done=_("It is kept, and nothing is changed yet."),
        order=10,
    ),
    Act(
        name="enter",
        label=_("Enter what it says"),
        submit_label=_("Enter all of it"),
        article=ARTICLE,
        lead=_("All of it is entered, or nothing: a row that can’t be is corrected in the file, or set aside here."),
        whom=OWNERS,
        offered=offered_to_settle,
        refusal=NOT_YOURS,
        asks=(
            RowsAside("set_aside", _("Rows to set aside"), Need.MAY, help_text=_("They change nothing.")),
            AsItWasShown("shown", _("As it was shown"), Need.MAY),
        ),
        do=enter_workbook,
        guard="sequence",
        beside=what_it_would_change,
        beside_template="desk/partials/workbook.html",
        done=said_of_it,
        awaits=WhenAwaited(
            rows=waiting_files,
            desk=desk_of_it,
            what=_("Look at what a workbook would change, and enter it"),
            thing=lambda brought: brought.name,
            stands_still=True,
        ),
        order=10,
    ),
    Act(
        name="drop",
        label=_("Don’t enter it"),
        submit_label=_("Don’t enter it"),
        article=ARTICLE,
        lead=_("Nothing of it is entered. The file is kept as it came, and another one may be brought."),
        whom=OWNERS,
        offered=offered_to_drop,
        refusal=NOT_YOURS,
        do=drop_workbook,
        guard="sequence",
        done=_("Nothing of the workbook was entered."),
        order=30,
    ),
)
BROUGHT_FILE = Noun(
    name="brought-file",
    model=BroughtFile,
    key="uid",
    converter="uuid",
    seen_by=lambda user: BroughtFile.objects.visible_to(user).select_related("owner", "by", "settled_by"),
    read_by=read_by(Reads.SAME_DESK),
    list_address="entries",
    label_plural=_("Entries to take home"),
    prefix="entries/brought/",
    creates="bring",
    heading=lambda brought: brought.name,
    lead=lambda brought: brought.get_stage_display(),
)
