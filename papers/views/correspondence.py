"""The register of correspondence: its list, one letter with what it did and what answers it, what can be entered from it."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.names import name_of
from journal.staff import is_of_staff, is_officer
from members.models import EnteredForState, Person
from members.requests import AuthenticatedHttpRequest
from notices.reports.paper import receipts_of, where_to_receive
from papers.files import scan_of
from papers.filters import CorrespondenceFilter
from papers.models import OutgoingLetter, RegisteredLetter, ScanOfALetter
from papers.reports.correspondence import (
    begun_from,
    deeds_of,
    entered_about,
    nouns_of_letters,
    offered_things,
    papers_with,
    things_of,
    with_parties,
)
from papers.reports.outgoing import said_to_be_about
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
THINGS_ON_A_PAGE = 30
LONGEST_KEY = 60
ORDER = ListOrder(opening=("-day", "-pk"), columns={"letter": ("subject", "pk"), "day": ("day", "pk")})


@require_safe
@login_required
def letters_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """In and out, the newest first: for the Secretariat all, for a state those that it wrote or was sent."""
    narrowing = CorrespondenceFilter.of_page(request)
    context: dict[str, Any] = {
        "form": narrowing.form,
        "links": begin_links(request.user, "correspondence"),
        "drafting": begin_links(request.user, "outgoing-letter"),
        "is_of_staff": is_of_staff(request.user),
    }
    if not narrowing.is_valid():
        return render(request, "papers/correspondence_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = with_parties(narrowing.of(narrowing.rows_of(RegisteredLetter).told_to(request.user)), request.user)
    page = page_of(order.of(rows), request.GET, ON_A_PAGE)
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "order": order,
        "export_query": narrowing.query,
    }
    return render(request, "papers/correspondence_list.html", context)


def _entered_for(user: Person, letter: RegisteredLetter) -> EnteredForState | None:
    return EnteredForState.objects.visible_to(user).about(letter).first()


@require_safe
@login_required
def letter_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One letter: what it says of itself, its scans, what was entered from it, what it answers and what answers it."""
    letter = with_parties(RegisteredLetter.objects.told_to(request.user), request.user).filter(uid=uid).first()
    if letter is None:
        return struck_page(request, RegisteredLetter.everything.visible_to(request.user).filter(uid=uid))
    seen = RegisteredLetter.objects.told_to(request.user).select_related("participant").order_by("day", "pk")
    scans = ScanOfALetter.everything.visible_to(request.user).filter(letter=letter)
    # What all of them got, then the copies of each in the order of seats.
    by_seat = F("addressee__seat_name").asc(nulls_first=True)
    scans = scans.order_by(by_seat, "number", "pk").select_related("letter", "words", "addressee")
    draft = None if letter.is_incoming else OutgoingLetter.objects.filter(sent_as=letter).first()
    # What was entered in the state's name: it says on the letter's page, too, that it wasn't theirs.
    entered = None if is_of_staff(request.user) else _entered_for(request.user, letter)
    receipts = [] if letter.is_incoming else receipts_of(request.user, name_of(letter))
    context = {
        "letter": letter,
        "entry_links": act_links(request.user, entered) if entered else [],
        "languages": [dict(settings.LANGUAGES)[code] for code in (draft.languages if draft else ())],
        "scans": with_corrections(scans),
        "shows_whose": is_of_staff(request.user),
        "deeds": deeds_of(request.user, letter),
        "answered": seen.filter(pk=letter.answers_id).first() if letter.answers_id else None,
        "answers": seen.filter(answers=letter),
        "contested": EnteredForState.objects.contested().about(letter).select_related("participant"),
        "links": act_links(request.user, letter),
        "corrects": is_officer(request.user),
        "may_enter": is_officer(request.user) and letter.is_incoming and letter.participant is not None,
        "may_answer": letter.is_incoming and bool(begin_links(request.user, "outgoing-letter")),
        "said_about": said_to_be_about(request.user, draft) if draft else None,
        "drafts_of_it": draft if is_of_staff(request.user) else None,
        "papers": papers_with(letter, request.user),
        "receipts": receipts,
        "receive_at": where_to_receive(request.user, name_of(letter), receipts),
    }
    return render(request, "papers/correspondence_detail.html", context)


@require_safe
@login_required
def entering_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What the state can say by this letter: what it can begin, and, of one thing, what can be entered about it."""
    rows = RegisteredLetter.objects.told_to(request.user).of_a_state().select_related("participant", "drafted_as")
    letter = get_object_or_404(rows, uid=uid)
    if not is_of_staff(request.user):
        raise PermissionDenied
    at, nouns = timezone.now(), nouns_of_letters()
    noun = next((noun for noun in nouns if noun.name == request.GET.get("about")), nouns[0])
    words = request.GET.get("search", "").strip()[:200]
    context: dict[str, Any] = {"letter": letter, "nouns": nouns, "noun": noun, "words": words}
    if key := request.GET.get("of"):
        thing = get_object_or_404(noun.called(request.user, key[:LONGEST_KEY]))
        entries = entered_about(letter, noun, request.user, thing, at)
        context |= {"heading": noun.heading(thing), "page_of_it": noun.page_of(thing), "entries": entries, "of": thing}
    else:
        page = page_of(things_of(noun, request.user, words, letter), request.GET, THINGS_ON_A_PAGE)
        things = offered_things(page, letter, noun, request.user, at)
        context |= {"begins": begun_from(letter, request.user, at), "page": page, "things": things}
    return render(request, "papers/correspondence_enter.html", context)


@require_safe
@login_required
def scan_page(request: AuthenticatedHttpRequest, uid: uuid.UUID, number: int) -> FileResponse:
    """A scan of a letter, to be kept."""
    return scan_of(request.user, uid, number, request.GET.get("to", "")[:LONGEST_KEY])
