"""What may be done about deputies: name one for oneself, and end it, by either of the two."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import Work, does, is_officer
from members.access import colleagues_of
from members.actions import end_deputyship, enter_deputy, name_deputy
from members.acts.asked import ITS_LETTER, LETTER
from members.models import Deputyship, FocalPoint, Person, User, seats_of
from record.acts import Act, Day, Need, Noun, Offer, Pick, Setting, Whom, Words, open_to
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.dates import Precision, day_of_the_house, shown

ARTICLE = "AA 35"
NOBODY_HOLDS_IT = _("Nobody holds this post today.")
ANY_WORK = frozenset({Work.KEEP, Work.PREPARE, Work.WORD})
OF_AN_OFFICE = open_to(Whom.MEMBERS, Whom.OBSERVERS)


def offered_to_who_does_something(user: Person, nothing: None, at: dt.datetime) -> Offer | None:
    """To whoever acts for a participant, or does some work at the Secretariat."""
    return Offer() if does(user, *ANY_WORK) or seats_of(user, day_of_the_house(at)).acting.seats else None


def offered_to_either(user: Person, row: Deputyship, at: dt.datetime) -> Offer | None:
    if user.pk not in {row.person_id, row.deputy_id}:
        return None
    is_to_end = row.ended_at is None and row.until > day_of_the_house(at)
    return Offer() if is_to_end else Offer.not_now()


def offered_from_a_letter(user: Person, office: FocalPoint, at: dt.datetime) -> Offer | None:
    """To officers, of a post that somebody holds today, from a letter of its participant."""
    if not is_officer(user):
        return None
    today = day_of_the_house(at)
    is_held = office.user_id is not None and office.since <= today and (office.until is None or office.until > today)
    return Offer() if is_held else Offer.not_now(NOBODY_HOLDS_IT)


def those_beside(setting: Setting) -> QuerySet[User]:
    """Who acts for the participant of the post beside its holder."""
    office = setting.thing
    if office is None or office.user is None:
        return User.objects.none()
    beside = FocalPoint.objects.filter(participant=office.participant_id).in_office(day_of_the_house(setting.at))
    people = colleagues_of(office.user, day_of_the_house(setting.at)).filter(focal_points__in=beside)
    return people.distinct().order_by("name", "pk")


def colleagues(setting: Setting) -> QuerySet[User]:
    """Colleagues by name; where the doors describe themselves, nobody."""
    if not isinstance(setting.user, User):
        return User.objects.none()
    return colleagues_of(setting.user, day_of_the_house(setting.at)).order_by("name", "pk")


def named_words(setting: Setting, row: Deputyship) -> str:
    words = _now("%(deputy)s stands in for you from %(since)s to %(last)s.")
    days = {"since": shown(row.since, Precision.EXACT), "last": shown(row.last_day, Precision.EXACT)}
    return words % {"deputy": row.deputy.get_full_name(), **days}


def entered_words(setting: Setting, row: Deputyship) -> str:
    words = _now("%(deputy)s stands in for %(person)s from %(since)s to %(last)s. Both have been told.")
    days = {"since": shown(row.since, Precision.EXACT), "last": shown(row.last_day, Precision.EXACT)}
    return words % {"deputy": row.deputy.get_full_name(), "person": row.person.get_full_name(), **days}


def to_the_list(setting: Setting, result: Any) -> str:
    return reverse("people-deputies")


DAYS = (
    Day("since", _("First day"), initial=lambda setting: day_of_the_house(setting.at)),
    Day("until", _("First day back")),
)
REASON = Words("reason", _("Why"), Need.MAY, most=300)
DEPUTYSHIP = Noun(
    name="deputyship",
    model=Deputyship,
    key="uid",
    converter="uuid",
    seen_by=lambda user: Deputyship.objects.visible_to(user).select_related("person", "deputy", "participant"),
    read_by=read_by(Reads.OWNERS, Reads.ONESELF),
    list_address="people-deputies",
    label_plural=_("Deputies"),
    prefix="people/deputies/",
    creates="name",
)
DEPUTYSHIP_ACTS = (
    Act(
        name="name",
        label=_("Name a deputy"),
        title=_("Name who stands in for you"),
        submit_label=_("Name this deputy"),
        article=ARTICLE,
        lead=_(
            "For these days what stands on your desk and what you are told goes to a colleague, too. It gives no right: your"
            " deputy submits only what they could submit before. Your colleagues read of it; either of you ends it earlier."
        ),
        works=ANY_WORK,
        whom=OF_AN_OFFICE,
        offered=offered_to_who_does_something,
        asks=(
            Pick("deputy", _("Who stands in for you"), rows=colleagues, key="email", shown=User.get_full_name),
            *DAYS,
            REASON,
        ),
        do=name_deputy,
        begins=True,
        once_in=Deputyship,
        once_by="person",
        done=named_words,
        leads_to=to_the_list,
        in_admin=False,
        open_to=_("those who act for a state or work at the Secretariat"),
    ),
    Act(
        name="end",
        label=_("End it now"),
        article=ARTICLE,
        works=ANY_WORK,
        whom=OF_AN_OFFICE,
        offered=offered_to_either,
        do=end_deputyship,
        is_press=True,
        done=_("It is ended: nobody stands in any more."),
        leads_to=to_the_list,
        in_admin=False,
        open_to=_("either of the two"),
    ),
)
# About a post that somebody holds: what the holder does by "Name a deputy".
OF_A_POST = Act(
    name="name-deputy",
    label=_("Enter a deputy"),
    title=_("Enter from a letter who stands in"),
    submit_label=_("Enter this deputy"),
    article=ARTICLE,
    lead=_(
        "A colleague of the holder stands in for some days, as their state wrote. It gives no right: what stands on the"
        " holder's desk and what the holder is told goes to the deputy, too. Both are told, and either of them ends it."
    ),
    offered=offered_from_a_letter,
    asks=(
        Pick("deputy", _("Who stands in"), rows=those_beside, key="email", shown=User.get_full_name),
        *DAYS,
        REASON,
        LETTER,
    ),
    written_by=WrittenBy(of="participant", said=ITS_LETTER),
    do=enter_deputy,
    done=entered_words,
    leads_to=to_the_list,
    in_api=False,
    order=25,
)
