"""What may be done about paper: receipts, entered for many at once; and what a state asks for."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.staff import is_of_staff, is_officer
from members.acts.asked import ITS_LETTER, LETTER
from members.models import Participant, Person, seats_of
from notices.actions.paper import ask_for_no_more_paper, ask_for_paper, enter_receipts, problems_of
from notices.choices import ServedThrough
from notices.models import Addressee, PaperReceipt, PaperWish
from record.acts import Act, Choice, Day, Need, Noun, Offer, PickMany, Setting, Whom, Words, open_to
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house

ARTICLE = "AA 35"
# What one form offers at once.
MOST = 200


def offered_to_officers(user: Person, receipt: PaperReceipt | None, at: dt.datetime) -> Offer | None:
    return Offer() if is_officer(user) else None


def waiting(setting: Setting) -> QuerySet[Addressee]:
    """The oldest first, so that what waits longest stands on top; the others when these are entered."""
    rows = Addressee.objects.visible_to(setting.user).to_be_served().order_by("at", "participant__seat_name", "pk")
    return rows.filter(pk__in=rows[:MOST].values("pk")).select_related("participant")


def what_it_enters(setting: Setting, answers: dict[str, Any]) -> dict[str, Any] | None:
    """The rows, one a receipt, before they are entered."""
    return {"addressees": answers["addressees"], "answers": answers, "channel": ServedThrough(answers["channel"]).label}


def check_day(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    if not answers.get("day") or not answers.get("addressees"):
        return {}
    return dict(problems_of(answers["addressees"], answers["day"], setting.at))


def said_of_many(setting: Setting, receipts: list[PaperReceipt]) -> str:
    words = ngettext("%(number)d receipt is entered.", "%(number)d receipts are entered.", len(receipts))
    return words % {"number": len(receipts)}


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
            PickMany("addressees", _("To whom, and what"), rows=waiting, key="uid"),
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
        made_with=lambda row: list(PaperReceipt.objects.filter(once_key=row.once_key, by=row.by)),
        check=check_day,
        preview=what_it_enters,
        preview_template="notices/partials/receipts_preview.html",
        written_by=WrittenBy(
            names="addressees", code="participant__code", said={"note": "letter_reference"}, tells=True
        ),
        done=said_of_many,
        leads_to=lambda setting, result: reverse("addressee-list"),
        was_made=lambda result, at: bool(result) and result[0].at == at,
        open_to=_("the Secretariat"),
        in_api=False,
    ),
)


def offered_to_the_authority(user: Person, participant: Participant, at: dt.datetime, *, asks: bool) -> Offer | None:
    """To the state's authority; and to officers, where the state wrote so."""
    is_its_own = participant is not None and seats_of(user, day_of_the_house(at)).is_authority_of(participant.pk)
    if participant is None or not (is_its_own or is_officer(user)):
        return None
    has_asked = PaperWish.objects.filter(participant=participant, ended_at__isnull=True).exists()
    return Offer(is_now=has_asked is not asks)


def _of_the_state(name: str, label: Any, do: Any, lead: Any, done: Any, *, asks: bool, order: int) -> Act:
    return Act(
        name=name,
        label=label,
        article=ARTICLE,
        lead=lead,
        whom=open_to(Whom.AUTHORITY),
        asks=(LETTER,),
        written_by=WrittenBy(of="pk", said=ITS_LETTER),
        offered=lambda user, thing, at: offered_to_the_authority(user, thing, at, asks=asks),
        open_to=_("the authority of the state"),
        do=do,
        done=done,
        leads_to=lambda setting, result: reverse("people-of", args=[setting.thing.code]),
        in_admin=False,
        in_api=False,
        order=order,
    )


OF_A_STATE = (
    _of_the_state(
        "ask-for-paper",
        _("Ask to be served on paper"),
        ask_for_paper,
        _(
            "What is official is then served on paper as well, from now on. The portal and letters tell it all the same."
        ),
        _("Kept: what is official is served on paper as well, from now on."),
        asks=True,
        order=50,
    ),
    _of_the_state(
        "no-more-paper",
        _("No more paper"),
        ask_for_no_more_paper,
        _("From now on the portal and letters are enough. What is to be served already stays so."),
        _("Kept: from now on the portal and letters are enough."),
        asks=False,
        order=50,
    ),
)
