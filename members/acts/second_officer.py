"""What one officer asks and a second one confirms: the acts that ask, and those that settle."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from members.actions import ask_of_two, confirm_of_two, decline_of_two
from members.acts.accounts import ARTICLE, offered_to_other_officers
from members.acts.offers import offered_of_a_post
from members.choices import LESSER_ROLES, OfTwoOfficers, StaffRole
from members.lines import to_confirm
from members.models import FocalPoint, Person, SecondOfficerRequest, User
from record.actions import ANOTHER_OFFICER, SETTLED
from record.acts import Act, Ask, Choice, Day, Noun, Offer, Setting, Words
from record.awaiting import WhenAwaited
from record.dates import day_of_the_house

OFFICERS = _("the Secretariat")
ASKED = _("Asked. Nothing changes until a second officer confirms it; whom it concerns has been told.")
REASON = Words("reason", _("Why"), rows=3, most=2000, help_text=_("Whom it concerns reads it."))
ROLE = Choice("role", _("Role"), choices=[(role.value, role.label) for role in LESSER_ROLES])
# What makes sense about whom.
FITS: dict[OfTwoOfficers, Callable[[User], bool]] = {
    OfTwoOfficers.MAKE_OFFICER: lambda person: (
        person.is_active and person.role_at_the_secretariat is not StaffRole.OFFICER
    ),
    OfTwoOfficers.STAFF_ROLE: lambda person: person.is_active,
    OfTwoOfficers.RELEASE_OFFICER: lambda person: person.role_at_the_secretariat is not None,
    OfTwoOfficers.FORGET_FACTOR: lambda person: Authenticator.objects.filter(user=person).exists(),
}


def offered_of_a_person(what: OfTwoOfficers) -> Callable[[Person, User, dt.datetime], Offer | None]:
    """To officers, of others, where there is something to do."""

    def offered(user: Person, person: User, at: dt.datetime) -> Offer | None:
        offer = offered_to_other_officers(user, person, at)
        return offer if offer is None or FITS[what](person) else Offer.not_now()

    return offered


def offered_for_cause(user: Person, office: FocalPoint, at: dt.datetime) -> Offer | None:
    """To officers, of a post that somebody holds: without a letter of the state's, a second officer decides."""
    return offered_of_a_post(user, office, at) if is_officer(user) else None


def _ask(what: OfTwoOfficers) -> Callable[..., SecondOfficerRequest]:
    def ask(*, person: User, reason: str, by: User, at: dt.datetime, role: str = "") -> SecondOfficerRequest:
        return ask_of_two(what=what, person=person, reason=reason, role=role, by=by, at=at)

    return ask


def end_for_cause(*, office: FocalPoint, until: dt.date, reason: str, by: User, at: dt.datetime) -> Any:
    """The verb, by the noun's word for the post."""
    return ask_of_two(
        what=OfTwoOfficers.END_OFFICE, person=office.user, office=office, until=until, reason=reason, by=by, at=at
    )


def _act_about_a_person(what: OfTwoOfficers, label: Any, lead: Any, order: int, *asks: Ask) -> Act:
    return Act(
        name=what.value,
        label=label,
        submit_label=_("Ask a second officer"),
        article=ARTICLE,
        lead=lead,
        offered=offered_of_a_person(what),
        asks=(*asks, REASON),
        do=_ask(what),
        done=ASKED,
        open_to=OFFICERS,
        in_api=False,
        order=order,
    )


ASKING_ACTS = (
    _act_about_a_person(
        OfTwoOfficers.MAKE_OFFICER,
        _("Make an officer of the Secretariat"),
        _("The person keeps the record from then on, and acts for no state. Every sign-in of theirs ends."),
        20,
    ),
    _act_about_a_person(
        OfTwoOfficers.STAFF_ROLE,
        _("Give a role at the Secretariat"),
        _(
            "An assistant prepares and sends nothing; a translator writes wordings and translations; a reader reads."
            " Every sign-in of theirs ends."
        ),
        25,
        ROLE,
    ),
    _act_about_a_person(
        OfTwoOfficers.RELEASE_OFFICER,
        _("Release from the Secretariat"),
        _("The person is of its staff no more; their account stays open. Every sign-in and token of theirs ends."),
        30,
    ),
    _act_about_a_person(
        OfTwoOfficers.FORGET_FACTOR,
        _("Forget the second factor of whoever lost it"),
        _("Every sign-in of theirs ends, and the next one sets up another second factor."),
        40,
    ),
)
FOR_CAUSE = Act(
    name=OfTwoOfficers.END_OFFICE.value,
    label=_("End the office for cause"),
    title=_("End an office without a letter of the state's"),
    submit_label=_("Ask a second officer"),
    article=ARTICLE,
    lead=_("A second officer decides. Its holder and the state's other people are told at once, with the reason."),
    offered=offered_for_cause,
    asks=(Day("until", _("First day out of office"), initial=lambda setting: day_of_the_house(setting.at)), REASON),
    do=end_for_cause,
    done=ASKED,
    leads_to=lambda setting, result: reverse("people-of", args=[setting.thing.participant.code]),
    open_to=OFFICERS,
    in_api=False,
    order=40,
)


# -- Settling one.


def offered_to_another(user: Person, request: SecondOfficerRequest, at: dt.datetime) -> Offer | None:
    """To officers; whoever asked can't confirm, nor can whom it is about."""
    if not is_officer(user):
        return None
    if not request.is_waiting:
        return Offer.not_now(SETTLED)
    return Offer(problems=(ANOTHER_OFFICER,)) if user.pk in {request.by_id, request.person_id} else Offer()


def offered_while_it_waits(user: Person, request: SecondOfficerRequest, at: dt.datetime) -> Offer | None:
    if not is_officer(user):
        return None
    return Offer() if request.is_waiting else Offer.not_now(SETTLED)


def lead_to_list(setting: Setting, result: Any) -> str:
    return reverse("second-officer")


REQUEST = Noun(
    name="second-officer-request",
    verbs_say="request",
    model=SecondOfficerRequest,
    key="pk",
    converter="int",
    seen_by=lambda user: SecondOfficerRequest.objects.visible_to(user).select_related("person", "by"),
    list_address="second-officer",
    label_plural=_("Requests to a second officer"),
    prefix="people/second-officer/",
    heading=str,
    lead=lambda request: request.reason,
)
SETTLING_ACTS = (
    Act(
        name="confirm",
        label=_("Confirm it"),
        submit_label=_("Confirm it"),
        article=ARTICLE,
        lead=_("It is done with your press; whom it concerns is told, with both officers' names."),
        offered=offered_to_another,
        do=confirm_of_two,
        awaits=WhenAwaited(
            rows=to_confirm,
            what=_("Confirm, as second officer"),
            remarks=lambda request: (request.reason,),
        ),
        done=_("It is carried out; whom it concerns has been told."),
        leads_to=lead_to_list,
        open_to=OFFICERS,
        in_api=False,
        order=10,
    ),
    Act(
        name="decline",
        label=_("Leave it as it is"),
        submit_label=_("Leave it as it is"),
        article=ARTICLE,
        offered=offered_while_it_waits,
        asks=(Words("note", _("Why it stays as it is"), rows=3, most=2000),),
        do=decline_of_two,
        done=_("It stays as it is; whom it concerns has been told."),
        leads_to=lead_to_list,
        open_to=OFFICERS,
        in_api=False,
        order=20,
    ),
)
