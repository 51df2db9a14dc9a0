"""What one officer asks about a person, and a second one confirms: neither does it alone, and whom it is about is told at once."""

import datetime as dt
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import difference, record, snapshot
from journal.staff import is_of_staff, only_officers
from members.actions.accounts import forget_second_factor, grant_the_secretariat
from members.actions.posts import HAS_AN_END, WITHIN_A_YEAR, end_term
from members.actions.telling import concerned_by, officers_but, tell_officially
from members.actions.tokens import end_tokens
from members.choices import GROUP_OF, LESSER_ROLES, OfTwoOfficers, StaffRole, WhyEnded
from members.models import FocalPoint, SecondOfficerRequest, User
from members.models.users import HOLDS_AN_OFFICE, IS_A_GUEST
from members.telling import ASKED_OF_TWO, SETTLED_BY_TWO
from record.actions import ANOTHER_OFFICER, SETTLED
from record.choices import CorrectionStage
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_all

NOT_ONESELF = _("Another officer has to ask for this: it can't be asked for oneself.")
WAITS_ALREADY = _("It is asked for already, and waits for a second officer.")
IS_AN_OFFICER = _("This person is an officer of the Secretariat already.")
IS_NOT_OF_STAFF = _("This person is not of the Secretariat's staff.")
HAS_THAT_ROLE = _("This person has that role already.")
NO_SUCH_ROLE = _("Choose one of the roles beside an officer's.")
HAS_NO_FACTOR = _("This person has no second factor.")
IS_CLOSED = _("This account is closed.")


@transaction.atomic
def ask_of_two(
    *,
    what: str,
    person: User,
    reason: str,
    by: User,
    office: FocalPoint | None = None,
    until: dt.date | None = None,
    role: str = "",
    at: dt.datetime | None = None,
) -> SecondOfficerRequest:
    """An officer asks; a second one decides. The person, their state's other people and the officers are told. Raises Refused."""
    at, what = at or timezone.now(), OfTwoOfficers(what)
    _require_officer(by, person)
    person = User.objects.select_for_update().get(pk=person.pk)
    _require_sense(what, person, at, office=office, until=until, role=role)
    if SecondOfficerRequest.objects.waiting().filter(what=what, person=person).exists():
        raise Refused({"": [WAITS_ALREADY]})
    request = SecondOfficerRequest.objects.create(
        what=what, person=person, office=office, until=until, role=role, reason=reason.strip(), by=by, at=at
    )
    _tell(ASKED_OF_TWO, request, by, at, others=officers_but(by))
    said = {"what": [None, what.value], "reason": [None, request.reason], "until": [None, until]}
    if role:
        said["role"] = [None, role]
    record(by=by, verb="asked a second officer", about=person, changes=said, at=at, wrote=[request])
    return request


@transaction.atomic
def confirm_of_two(*, request: SecondOfficerRequest, by: User, at: dt.datetime | None = None) -> SecondOfficerRequest:
    """A second officer confirms, and it is done. Raises Refused."""
    at = at or timezone.now()
    waiting = _waiting(request)
    if waiting.by_id == by.pk:
        raise Refused({"": [ANOTHER_OFFICER]})
    _require_officer(by, waiting.person)
    what = OfTwoOfficers(waiting.what)
    person = User.objects.select_for_update().get(pk=waiting.person_id)
    _require_sense(what, person, at, office=waiting.office, until=_end_of(waiting, at), role=waiting.role)
    # Before it is done: who leaves an office with it is among those who are told.
    told = concerned_by(person, day_of_the_house(at))
    _settle(waiting, CorrectionStage.IN_EFFECT, by, at)
    DOES[what](waiting, person, by, at)
    _tell(SETTLED_BY_TWO, waiting, by, at, others=[*told, waiting.by], outcome=_("Confirmed by"))
    return waiting


@transaction.atomic
def decline_of_two(
    *, request: SecondOfficerRequest, note: str, by: User, at: dt.datetime | None = None
) -> SecondOfficerRequest:
    """Nothing changes: a second officer says so, or whoever asked takes it back. Raises Refused."""
    at = at or timezone.now()
    waiting = _waiting(request)
    only_officers(by)
    waiting.settled_note = note.strip()
    _settle(waiting, CorrectionStage.DECLINED, by, at)
    _tell(SETTLED_BY_TWO, waiting, by, at, others=[waiting.by], outcome=_("Declined by"))
    said = {"what": [None, waiting.what], "settled_note": [None, waiting.settled_note]}
    record(by=by, verb="declined as second officer", about=waiting.person, changes=said, at=at, wrote=[waiting])
    return waiting


def _require_officer(by: User, person: User) -> None:
    only_officers(by)
    if person.is_superuser and not by.is_superuser:
        raise PermissionDenied
    if by.pk == person.pk:
        raise Refused({"": [NOT_ONESELF]})


def _require_sense(
    what: OfTwoOfficers,
    person: User,
    at: dt.datetime,
    *,
    office: FocalPoint | None,
    until: dt.date | None,
    role: str,
) -> None:
    """That there is something to do, when it is asked and when it is confirmed. Raises Refused."""
    had = person.role_at_the_secretariat
    may_come = (
        (not person.is_active, IS_CLOSED),
        (person.holds_an_office(day_of_the_house(at)), HOLDS_AN_OFFICE),
        (person.is_guest, IS_A_GUEST),
    )
    problem = {
        OfTwoOfficers.MAKE_OFFICER: ((had is StaffRole.OFFICER, IS_AN_OFFICER), *may_come),
        OfTwoOfficers.STAFF_ROLE: ((had == role, HAS_THAT_ROLE), (role not in LESSER_ROLES, NO_SUCH_ROLE), *may_come),
        OfTwoOfficers.RELEASE_OFFICER: ((had is None, IS_NOT_OF_STAFF),),
        OfTwoOfficers.FORGET_FACTOR: ((not Authenticator.objects.filter(user=person).exists(), HAS_NO_FACTOR),),
        OfTwoOfficers.END_OFFICE: (
            (office is None or office.user_id != person.pk or office.until is not None, HAS_AN_END),
        ),
    }
    if sentences := [sentence for is_so, sentence in problem[what] if is_so]:
        raise Refused({"": sentences})
    if office is not None and until is not None:
        today = day_of_the_house(at)
        if not max(today, office.since) <= until <= today + dt.timedelta(days=366):
            raise Refused({"until": [WITHIN_A_YEAR]})


def _end_of(request: SecondOfficerRequest, at: dt.datetime) -> dt.date | None:
    """The day that was asked for; the day of the confirmation, where that is later."""
    return max(request.until, day_of_the_house(at)) if request.until else None


def _make_officer(request: SecondOfficerRequest, person: User, by: User, at: dt.datetime) -> None:
    _come_or_go(person, by, at, role=StaffRole.OFFICER, verb="made an officer")


def _give_role(request: SecondOfficerRequest, person: User, by: User, at: dt.datetime) -> None:
    _come_or_go(person, by, at, role=StaffRole(request.role), verb="gave a role at the Secretariat")


def _release_officer(request: SecondOfficerRequest, person: User, by: User, at: dt.datetime) -> None:
    _come_or_go(person, by, at, role=None, verb="released from the Secretariat")


def _come_or_go(person: User, by: User, at: dt.datetime, *, role: StaffRole | None, verb: str) -> None:
    """With the rights of the role's group and of no other.

    Every token ends, and every sign-in, so that the next one is asked for what the new duties ask.
    """
    before = snapshot(person)
    person.take_role(role)
    person.groups.remove(*Group.objects.filter(name__in=GROUP_OF.values()))
    if role is not None:
        person.groups.add(grant_the_secretariat(role=role, by=by))
    for sign_in in UserSession.objects.filter(user=person):
        sign_in.end()
    end_tokens(person=person, by=by, why=WhyEnded.OFFICE_LEFT, at=at)
    record(by=by, verb=verb, about=person, changes=difference(before, snapshot(person)), at=at)


def _forget_factor(request: SecondOfficerRequest, person: User, by: User, at: dt.datetime) -> None:
    forget_second_factor(person=person, by=by)


def _end_office(request: SecondOfficerRequest, person: User, by: User, at: dt.datetime) -> None:
    row = FocalPoint.objects.select_for_update().get(pk=request.office_id)
    end_term(row, until=_end_of(request, at) or day_of_the_house(at), by=by, at=at)


DOES: dict[OfTwoOfficers, Callable[[SecondOfficerRequest, User, User, dt.datetime], None]] = {
    OfTwoOfficers.MAKE_OFFICER: _make_officer,
    OfTwoOfficers.STAFF_ROLE: _give_role,
    OfTwoOfficers.RELEASE_OFFICER: _release_officer,
    OfTwoOfficers.FORGET_FACTOR: _forget_factor,
    OfTwoOfficers.END_OFFICE: _end_office,
}


def _waiting(request: SecondOfficerRequest) -> SecondOfficerRequest:
    rows = SecondOfficerRequest.objects.select_for_update(of=("self",)).select_related("person", "office", "by")
    waiting = rows.get(pk=request.pk)
    if not waiting.is_waiting:
        raise Refused({"": [SETTLED]}, is_stale=True)
    return waiting


def _settle(request: SecondOfficerRequest, stage: str, by: User, at: dt.datetime) -> None:
    request.stage, request.settled_by, request.settled_at = stage, by, at
    request.save(update_fields=["stage", "settled_by", "settled_at", "settled_note"])


def _what_is_asked(request: SecondOfficerRequest) -> str:
    return f"{request.get_what_display()}: {request.get_role_display()}" if request.role else request.get_what_display()


def _tell(
    kind: str, request: SecondOfficerRequest, by: User, at: dt.datetime, *, others: list[User], **texts: object
) -> None:
    to = {person.pk: person for person in (*concerned_by(request.person, day_of_the_house(at)), *others)}
    to.pop(by.pk, None)
    values = {
        "what": in_all(lambda: _what_is_asked(request)),
        "person": request.person.get_full_name(),
        "who": by.get_full_name(),
        "reason": request.settled_note or request.reason,
        **{name: in_all(lambda text=text: text) for name, text in texts.items()},
    }
    officers = [person for person in to.values() if is_of_staff(person)]
    others = [person for person in to.values() if not is_of_staff(person)]
    for people, url in ((officers, request.get_absolute_url()), (others, "")):
        tell_officially(
            kind, about=request, occurrence=f"{kind} {request.stage}", to=people, values=values, at=at, url=url
        )
