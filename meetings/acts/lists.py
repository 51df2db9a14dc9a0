"""Lists of participants of meetings that were held: an officer imports one, once it was looked through."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.staff import Work, does
from meetings.actions.attendance import ONLY_OFFICERS
from meetings.actions.lists import COLUMNS, LISTS_OF_PARTICIPANTS, import_participants
from members.models import Person
from record.actions.bulk import looked_through
from record.acts import Act, Choice, Need, Offer, Setting
from record.acts.files import WholeFile
from record.files import INSPECTING_LISTS, CheckedFile
from record.models import Import
from record.spreadsheets import CODE_PAGES


def looked_into(file: Any) -> CheckedFile:
    """By whoever looks through lists in this house."""
    return INSPECTING_LISTS.look_through(file)


def offered_to_the_office(user: Person, nothing: None, at: dt.datetime) -> Offer | None:
    return Offer() if does(user, Work.KEEP) else None


def what_it_would_add(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    """How many rows are new, changed, the same and wrong, and the first that are wrong. Raises Refused."""
    file, code_page = answers["file"], answers["code_page"] or ""
    return {"told": looked_through(LISTS_OF_PARTICIPANTS, file.data, code_page)}


def said_of_it(setting: Setting, imported: Import) -> str:
    count = imported.added + imported.changed
    return ngettext("Imported: %(count)d row.", "Imported: %(count)d rows.", count) % {"count": count}


IMPORT_PARTICIPANTS = Act(
    name="delegations",
    label=_("Import a list of participants"),
    submit_label=_("Import all of it"),
    preview_label=_("Look through the list"),
    article="AA 35",
    lead=_(
        "Who was at meetings that were held, a person a row, up to a hundred thousand rows. All of it is imported, or nothing."
    ),
    offered=offered_to_the_office,
    refusal=ONLY_OFFICERS,
    asks=(
        WholeFile(
            "file",
            _("List"),
            help_text=_("CSV or XLSX, up to 10 MB, with these columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)},
            look_through=looked_into,
            accept=".csv,.xlsx",
        ),
        Choice(
            "code_page",
            _("How its letters are written"),
            Need.MAY,
            choices=[("", _("Unicode, or as the file says itself")), *CODE_PAGES.items()],
        ),
    ),
    do=lambda *, file, code_page, **call: import_participants(
        name=file.name, data=file.data, sha256=file.sha256, code_page=code_page or "", **call
    ),
    preview=what_it_would_add,
    preview_template="meetings/partials/list_told.html",
    begins=True,
    # Sent again it adds nothing, and says so: there is no other answer than what was imported.
    was_made=lambda imported, at: False,
    done=said_of_it,
    order=10,
)
