"""The five places of the portal, with the pages that stand in each, and the Secretariat's own: the menu of every page.

A page that gets an address of its own gets its row here, or its address begins like that of a row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cica_tracker.mailbox import mailbox_is_on_disk
from decisions.access import decides
from journal.staff import is_of_staff, is_officer
from members.models import Person


def _everybody(_person: Person) -> bool:
    return True


def _reads_the_mailbox(person: Person) -> bool:
    return mailbox_is_on_disk() and is_officer(person)


@dataclass(frozen=True)
class PlacePage:
    """A page that the menu names. `holds` begins the names of addresses whose pages are read as part of it.

    `sought_as` are other words by which somebody looks for it.
    """

    label: Any
    name: str
    holds: tuple[str, ...] = ()
    is_for: Callable[[Person], bool] = _everybody
    sought_as: Any = ""

    def holds_address(self, name: str) -> bool:
        return name == self.name or name.startswith(self.holds)

    @property
    def url(self) -> str:
        return reverse(self.name)


@dataclass(frozen=True)
class MenuPlace:
    """A place: the first of its pages is where it opens, the others stand under it while one is in it."""

    name: str
    label: Any
    pages: tuple[PlacePage, ...]

    @property
    def url(self) -> str:
        return self.pages[0].url


PLACES = (
    MenuPlace(
        "desk",
        pgettext_lazy("a place of the portal, one short word", "My desk"),
        (
            PlacePage(_("What is to be done"), "desk", ("desk", "notice")),
            PlacePage(_("Dashboard"), "board", sought_as=_("chart, diagram, statistics, figures")),
            PlacePage(
                _("My saved lists"), "saved-lists", ("saved-list",), sought_as=_("saved view, filter, favourite")
            ),
        ),
    ),
    MenuPlace(
        "commitments",
        _("Commitments"),
        (
            PlacePage(_("All commitments"), "commitment-list", ("commitment", "view-")),
            PlacePage(_("Activities"), "activity-list", ("activity", "deed", "photograph")),
            PlacePage(_("Action plans"), "action-plan-list", ("action-plan",)),
            PlacePage(_("Yearly plans"), "plan-list", ("plan",)),
            PlacePage(_("Information"), "information-list", ("information",)),
            PlacePage(_("Progress notes"), "progress-note-list", ("progress-note", "note-request")),
            PlacePage(_("Overview"), "overview"),
            PlacePage(_("In pictures"), "pictures"),
        ),
    ),
    MenuPlace(
        "meetings",
        _("Meetings"),
        (
            PlacePage(_("All meetings"), "meeting-list", ("meeting", "agenda", "delegation")),
            PlacePage(_("Calendar"), "calendar", ("calendar",)),
            PlacePage(_("Cadence"), "cadence"),
            PlacePage(_("Decisions"), "decision-list", ("decision",)),
            PlacePage(_("Follow-ups"), "follow-up-list", ("follow-up",)),
            PlacePage(_("Working groups"), "group-list", ("group",)),
            PlacePage(_("Minutes"), "minutes-list", ("minutes",)),
            PlacePage(_("Silence procedures"), "silence-list", ("silence",), decides),
        ),
    ),
    MenuPlace(
        "papers",
        _("Papers"),
        (
            PlacePage(_("All papers"), "paper-list", ("paper", "comment")),
            PlacePage(_("Publications"), "publication-list", ("publication",)),
            PlacePage(_("Entrusted papers"), "entrusted-list", ("entrusted",)),
            PlacePage(
                _("Correspondence"),
                "correspondence-list",
                ("correspondence", "outgoing-letter", "wording", "form-of-address"),
                sought_as=_("note verbale, covering letter, register of letters, template of a letter, letterhead"),
            ),
        ),
    ),
    MenuPlace(
        "reference",
        pgettext_lazy("a place of the portal: states, measures, articles", "Reference"),
        (
            PlacePage(_("States"), "participant-list", ("participant",)),
            PlacePage(_("Participants on a map"), "map"),
            PlacePage(_("Measures"), "measure-list", ("measure", "area")),
            PlacePage(_("Coordinators"), "coordinator-list", ("coordinator",)),
            PlacePage(_("Experts"), "expert-list", ("expert",)),
            PlacePage(_("Institutions"), "institution-list", ("institution",)),
            PlacePage(_("The procedure"), "procedure"),
            PlacePage(_("Review of the Approach"), "approach-proposal-list", ("approach",)),
            PlacePage(_("Instruments"), "instrument-list", ("instrument",)),
            PlacePage(_("Documents to print"), "document-list", ("document", "requested-document")),
            PlacePage(_("Webhooks"), "webhook-list", ("webhook",), sought_as=_("program, address, callback")),
            PlacePage(
                _("Entries to take home"),
                "entries",
                ("entries", "brought-file"),
                sought_as=_("workbook, Excel, XLSX, spreadsheet, offline, template, import"),
            ),
            PlacePage(_("Sources of the record"), "source-list", ("source",)),
            PlacePage(_("The journal"), "journal", ("journal",)),
        ),
    ),
)
# What the Secretariat's staff has besides: not a place, since what they do stands on the thing's own page.
OFFICE = (
    PlacePage(_("Reminders"), "reminders", ("reminders",)),
    PlacePage(
        _("What stays unanswered"),
        "going-on",
        ("going-on",),
        sought_as=_("rule, without an answer, goes on to the next"),
    ),
    PlacePage(
        _("To be served on paper"),
        "addressee-list",
        ("addressee", "receipt-on-paper"),
        sought_as=_("receipt, delivered, note verbale"),
    ),
    PlacePage(
        _("People and posts"),
        "people",
        ("people-of", "people-end", "people-invitation", "person", "entered", "entry", "invitation-act", "post-act"),
    ),
    PlacePage(
        _("Deputies"),
        "people-deputies",
        ("deputyship",),
        sought_as=_("deputy, deputyship, stands in, on leave, absent"),
    ),
    PlacePage(_("Requests to a second officer"), "second-officer", ("second-officer",)),
    PlacePage(_("Corrections"), "correction-list", ("correction",)),
    PlacePage(_("Imports of lists"), "import-list", ("import-",)),
    PlacePage(_("Mailbox"), "mailbox", ("mailbox", "letter"), _reads_the_mailbox),
    PlacePage(_("Keep the record (admin)"), "admin:index"),
)


# All that there is for an expert who was let in to one paper.
OF_GUESTS = MenuPlace(
    "papers", _("Entrusted papers"), (PlacePage(_("Entrusted papers"), "entrusted-list", ("entrusted",)),)
)


@dataclass(frozen=True)
class MenuEntry:
    """A line of the menu as one page shows it. `current` is "page", "true" (in it) or "" for `aria-current`."""

    name: str
    label: Any
    url: str
    current: str = ""
    pages: "tuple[MenuEntry, ...]" = ()


def menu_of(person: Person, address_name: str) -> dict[str, list[MenuEntry]]:
    """The places, and the office for the Secretariat's staff, as the page behind an address shows them; the pages of one place only."""
    of_whom = (OF_GUESTS,) if getattr(person, "is_guest", False) else PLACES
    places = [_place(place, person, address_name) for place in of_whom]
    office = [_entry(page, address_name) for page in OFFICE if page.is_for(person)] if is_of_staff(person) else []
    return {"places": places, "office": office}


def _place(place: MenuPlace, person: Person, address_name: str) -> MenuEntry:
    if not any(page.holds_address(address_name) for page in place.pages):
        return MenuEntry(place.name, place.label, place.url)
    pages = tuple(_entry(page, address_name) for page in place.pages if page.is_for(person))
    is_it = address_name == place.pages[0].name
    return MenuEntry(
        place.name, place.label, place.url, "page" if is_it else "true", pages if len(place.pages) > 1 else ()
    )


def _entry(page: PlacePage, address_name: str) -> MenuEntry:
    current = "page" if address_name == page.name else "true" if page.holds_address(address_name) else ""
    return MenuEntry(page.name, page.label, page.url, current)
