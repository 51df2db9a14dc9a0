"""What may be done about deputies: name one for oneself, and end it, by either of the two."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import Work, does
from members.access import colleagues_of
from members.actions import end_deputyship, name_deputy
from members.models import Deputyship, Person, User, seats_of
from record.acts import Act, Day, Need, Noun, Offer, Pick, Setting, Whom, Words, open_to
from record.acts.whom import Reads, read_by
from record.dates import Precision, day_of_the_house, shown

ARTICLE = "AA 35"
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


def colleagues(setting: Setting) -> QuerySet[User]:
    """Colleagues by name; where the doors describe themselves, nobody."""
    if not isinstance(setting.user, User):
        return User.objects.none()
    return colleagues_of(setting.user, day_of_the_house(setting.at)).order_by("name", "pk")


def named_words(setting: Setting, row: Deputyship) -> str:
    words = _now("%(deputy)s stands in for you from %(since)s to %(last)s.")
    days = {"since": shown(row.since, Precision.EXACT), "last": shown(row.last_day, Precision.EXACT)}
    return words % {"deputy": row.deputy.get_full_name(), **days}


def to_the_list(setting: Setting, result: Any) -> str:
    return reverse("people-deputies")


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
            Day("since", _("First day"), initial=lambda setting: day_of_the_house(setting.at)),
            Day("until", _("First day back")),
            Words("reason", _("Why"), Need.MAY, most=300),
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
