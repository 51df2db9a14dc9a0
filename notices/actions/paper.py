"""Serving on paper: to which states something official was told, what a state asks for, and receipts, many in one act."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.staff import is_officer
from members.actions import enter_for
from members.models import Participant, User, seats_of
from notices.access import acted_for
from notices.choices import SET_ASIDE_ON_PAPER
from notices.models import Addressee, Notice, PaperReceipt, PaperWish
from record.corrections import Sentence
from record.dates import day_of_the_house
from record.refusals import Refused
from record.templatetags.signs import in_words
from record.texts import in_all

ASKED_ALREADY = _("It was asked for already.")
NOT_ASKED = _("It isn't asked for.")
NOT_YET = _("This day hasn't come yet.")


def keep_addressees(told: Notice, states: QuerySet[Participant], at: dt.datetime) -> None:
    """Keep to which states something was told, and which of them are served on paper. In the caller's transaction.

    Two statements, however many they are. Who acts for a state later finds it in the portal; the paper is served still.
    """
    day = day_of_the_house(at)
    manned = acted_for(day)
    asked = Exists(PaperWish.objects.filter(participant=OuterRef("pk"), ended_at__isnull=True))
    rows = states.annotate(is_manned=Exists(manned.filter(participant=OuterRef("pk"))), has_asked=asked)
    same = {
        name: getattr(told, name) for name in ("kind", "about_kind", "about_key", "about_label", "occurrence", "url")
    }
    Addressee.objects.bulk_create(
        (
            Addressee(**same, participant=state, on_paper=state.has_asked or not state.is_manned, at=at, day=day)
            for state in rows
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def ask_for_paper(*, participant: Participant, by: User, letter: str = "", at: dt.datetime | None = None) -> PaperWish:
    """From now on what is official is served on the state on paper, too."""
    at = at or timezone.now()
    _require_authority(by, participant, at, letter)
    wish, is_new = PaperWish.objects.get_or_create(
        participant=participant, ended_at=None, defaults={"by": by, "at": at}
    )
    if not is_new:
        raise Refused({"": [ASKED_ALREADY]}, is_stale=True)
    record(by=by, verb="asked for paper", about=participant, changes={"paper": [False, True]}, at=at)
    _tell_the_state(participant, by, at, letter, _("asked to be served on paper"))
    return wish


@transaction.atomic
def ask_for_no_more_paper(
    *, participant: Participant, by: User, letter: str = "", at: dt.datetime | None = None
) -> PaperWish:
    """From now on the portal and letters are enough. What is to be served already stays so."""
    at = at or timezone.now()
    _require_authority(by, participant, at, letter)
    wish = PaperWish.objects.select_for_update(of=("self",)).filter(participant=participant, ended_at=None).first()
    if wish is None:
        raise Refused({"": [NOT_ASKED]}, is_stale=True)
    wish.ended_by, wish.ended_at = by, at
    wish.save(update_fields=["ended_by", "ended_at"])
    record(by=by, verb="asked for no more paper", about=participant, changes={"paper": [True, False]}, at=at)
    _tell_the_state(participant, by, at, letter, _("asked for no more paper"))
    return wish


def _require_authority(by: User, participant: Participant, at: dt.datetime, letter: str) -> None:
    """The state's authority, or an officer by a letter of the state's."""
    is_by_letter = is_officer(by) and bool(letter.strip())
    if not (is_by_letter or seats_of(by, day_of_the_house(at)).is_authority_of(participant.pk)):
        raise PermissionDenied


def _tell_the_state(participant: Participant, by: User, at: dt.datetime, letter: str, what: Sentence) -> None:
    """What an officer entered from its letter is told to the state's people "in your name"."""
    if is_officer(by):
        page = reverse("people-of", args=[participant.code])
        enter_for(
            state=participant,
            about=participant,
            what=in_all(lambda: what),
            url=page,
            by=by,
            at=at,
            letter=letter.strip(),
        )


@transaction.atomic
def enter_receipts(
    *,
    addressees: Iterable[Addressee],
    day: dt.date,
    channel: str,
    served_by: str,
    note: str = "",
    by: User,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> list[PaperReceipt]:
    """A receipt for each of them, in one act: the same day, channel and person. Each row is a proof of its own.

    Also of what was told in the portal: a note goes to all whom it addresses. And of what was set aside, where it was served.

    Raises Refused, and enters none, where the day hasn't come, lies before what was told, or one has a receipt already.
    """
    at = at or timezone.now()
    if not is_officer(by):
        raise PermissionDenied
    keys = [addressee.pk for addressee in addressees]
    rows = list(Addressee.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("participant"))
    if problems := problems_of(rows, day, at):
        raise Refused(problems)
    without = set(Addressee.objects.without_receipt().filter(pk__in=keys).values_list("pk", flat=True))
    if done := [row for row in rows if row.pk not in without]:
        sentence = _now("A receipt is entered already: %(what)s.") % {"what": in_words(done, ";")}
        raise Refused({"addressees": [sentence]}, is_stale=True)
    receipt = {"day": day, "channel": channel, "served_by": served_by.strip(), "note": note.strip(), "by": by, "at": at}
    receipts = [PaperReceipt(addressee=row, once_key=once_key or "", **receipt) for row in rows]
    for row in receipts:
        row.save(force_insert=True)
        changes = {"day": [None, day], "channel": [None, channel], "served_by": [None, row.served_by]}
        record(by=by, verb="entered a receipt on paper", about=row, changes=changes, at=at)
    return receipts


@transaction.atomic
def set_aside(
    *, addressees: Iterable[Addressee], word: str, by: User, at: dt.datetime | None = None
) -> list[Addressee]:
    """These need not be served on paper any more: the day is past, the thing was called off. The journal keeps the word.

    It proves nothing and takes nothing away: it was told, and a receipt may be entered still. Raises Refused.
    """
    at = at or timezone.now()
    if not is_officer(by):
        raise PermissionDenied
    keys = [addressee.pk for addressee in addressees]
    rows = list(Addressee.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("participant"))
    waiting = set(Addressee.objects.to_be_served().filter(pk__in=keys).values_list("pk", flat=True))
    if done := [row for row in rows if row.pk not in waiting]:
        sentence = _now("It doesn't wait to be served any more: %(what)s.") % {"what": in_words(done, ";")}
        raise Refused({"addressees": [sentence]}, is_stale=True)
    for row in rows:
        record(by=by, verb=SET_ASIDE_ON_PAPER, about=row, changes={"word": [None, word.strip()]}, at=at)
    return rows


def problems_of(rows: Iterable[Addressee], day: dt.date, at: dt.datetime) -> dict[str, list[str]]:
    """Why something can't have been served on that day."""
    if day > day_of_the_house(at):
        return {"day": [str(NOT_YET)]}
    before = [row for row in rows if day < day_of_the_house(row.at)]
    sentence = _now("Before this was told nothing of it can have been served: %(what)s.")
    return {"day": [sentence % {"what": in_words(before, ";")}]} if before else {}
