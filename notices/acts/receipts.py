"""Receipts on paper, entered for many at once; and setting aside what need not be served any more.

The form offers what its address asks for, as the list does: of a state, of a kind, about one thing, those that were ticked.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from journal.staff import is_of_staff, is_officer
from members.models import Person
from notices.actions.paper import enter_receipts, problems_of, set_aside
from notices.acts.addressed import AddresseesInput, filter_of, offered_first
from notices.choices import ServedThrough
from notices.models import Addressee, PaperReceipt
from notices.models.paper import AddresseeQuerySet
from notices.reports.paper import ShownAddressee
from record.acts import Act, Choice, Day, Need, Noun, Offer, PickMany, Setting, Words
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house
from record.named import called_now

ARTICLE = "AA 35"


def offered_to_officers(user: Person, receipt: PaperReceipt | None, at: dt.datetime) -> Offer | None:
    return Offer() if is_officer(user) else None


def without_receipt(setting: Setting) -> AddresseeQuerySet:
    """Everybody to whom something was told and of whom no receipt is entered: also whom the portal reached."""
    return _seen(setting).without_receipt()


def waiting(setting: Setting) -> AddresseeQuerySet:
    return _seen(setting).to_be_served()


def _seen(setting: Setting) -> AddresseeQuerySet:
    return Addressee.objects.visible_to(setting.user).select_related("participant")


@dataclass(frozen=True)
class Addressed(PickMany):
    """Of those that may be chosen, the form shows the ones that its address asks for, a page of them at a time."""

    _: KW_ONLY
    rows: Callable[[Setting], QuerySet[Any]]
    key: str = "uid"

    def field(self, setting: Setting) -> forms.Field:
        field = super().field(setting)
        field.choices = ()
        field.widget = AddresseesInput(setting, self.rows(setting))
        return field

    def suggested(self, setting: Setting) -> dict[str, Any]:
        ticked = offered_first(setting, self.rows(setting))
        return {self.name: ticked} if ticked else {}


def narrowed(setting: Setting) -> dict[str, Any]:
    """The filter of the list, above the form."""
    return {"narrowing": filter_of(setting).form}


def what_it_enters(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    """The rows, one a receipt, before they are entered."""
    return {**what_it_sets_aside(setting, answers), "channel": ServedThrough(answers["channel"]).label}


def what_it_sets_aside(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    labels = called_now(setting.user, answers["addressees"])
    rows = [ShownAddressee(row, None, label=labels[row.pk]) for row in answers["addressees"]]
    return {"addressees": rows, "answers": answers}


def check_day(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    if not answers.get("day") or not answers.get("addressees"):
        return {}
    return dict(problems_of(answers["addressees"], answers["day"], setting.at))


def said_of_many(setting: Setting, receipts: list[PaperReceipt]) -> str:
    words = ngettext("%(number)d receipt is entered.", "%(number)d receipts are entered.", len(receipts))
    return words % {"number": len(receipts)}


def said_of_those_set_aside(setting: Setting, rows: list[Addressee]) -> str:
    words = ngettext(
        "%(number)d thing is set aside: it need not be served on paper any more.",
        "%(number)d things are set aside: they need not be served on paper any more.",
        len(rows),
    )
    return words % {"number": len(rows)}


def lands_on_the_list(setting: Setting, result: Any) -> str:
    """With the question that the form was asked, but for what was ticked."""
    asked = filter_of(setting).query
    return f"{reverse('addressee-list')}?{asked.urlencode()}" if asked else reverse("addressee-list")


RECEIPT = Noun(
    name="receipt-on-paper",
    model=PaperReceipt,
    key="uid",
    converter="uuid",
    seen_by=lambda user: PaperReceipt.everything.visible_to(user).select_related("addressee__participant"),
    read_by=read_by(Reads.OWNERS),
    list_address="addressee-list",
    label_plural=_("Receipts on paper"),
    prefix="served/",
    is_there=is_of_staff,
)
RECEIPT_ACTS = (
    Act(
        name="enter",
        label=_("Enter receipts"),
        title=_("Enter receipts of what was served on paper"),
        submit_label=_("Enter these receipts"),
        preview_label=_("See what is entered"),
        article=ARTICLE,
        lead=_(
            "One act for all that went on the same day, through the same channel, by the same person. Each state sees its own receipt."
        ),
        offered=offered_to_officers,
        asks=(
            Addressed("addressees", _("To whom, and what"), rows=without_receipt),
            Day("day", _("Served on"), initial=lambda setting: day_of_the_house(setting.at)),
            Choice("channel", _("Through which channel"), choices=ServedThrough.choices),
            Words("served_by", _("By whom"), most=200, help_text=_("Who handed it over, or who sent it.")),
            Words(
                "note",
                _("Note"),
                Need.MAY,
                most=300,
                help_text=_("Number of the note, who signed for it. The state reads it, too."),
            ),
        ),
        do=enter_receipts,
        begins=True,
        once_in=PaperReceipt,
        # Sent again, those it names have their receipts.
        is_repeated=lambda thing, made, sent: True,
        made_with=lambda row: list(PaperReceipt.objects.filter(once_key=row.once_key, by=row.by)),
        check=check_day,
        beside=narrowed,
        beside_template="notices/partials/narrowed.html",
        preview=what_it_enters,
        preview_template="notices/partials/receipts_preview.html",
        written_by=WrittenBy(
            names="addressees", code="participant__code", said={"note": "letter_reference"}, tells=True
        ),
        done=said_of_many,
        leads_to=lands_on_the_list,
        was_made=lambda result, at: bool(result) and result[0].at == at,
        open_to=_("the Secretariat"),
        in_api=False,
    ),
    Act(
        name="set-aside",
        label=pgettext_lazy("receipts", "Set aside"),
        title=_("Set aside what need not be served on paper any more"),
        submit_label=_("Set these aside"),
        preview_label=_("See what is set aside"),
        article=ARTICLE,
        lead=_(
            "What is past, or was called off, may be left as it is. It says nothing of a state: it was told, and a receipt may be"
            " entered still. The record keeps the word."
        ),
        offered=offered_to_officers,
        asks=(
            Addressed("addressees", _("To whom, and what"), rows=waiting),
            Words(
                "word", _("Why"), most=300, help_text=_("A word is enough: the day is past. The state reads it, too.")
            ),
        ),
        do=set_aside,
        begins=True,
        beside=narrowed,
        beside_template="notices/partials/narrowed.html",
        preview=what_it_sets_aside,
        preview_template="notices/partials/set_aside_preview.html",
        done=said_of_those_set_aside,
        leads_to=lands_on_the_list,
        was_made=lambda result, at: True,
        open_to=_("the Secretariat"),
        in_admin=False,
        in_api=False,
        order=60,
    ),
)
