"""What whoever chairs a working group does with its results: propose them for the agenda of the body that decides."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from decisions.actions.results import NOT_MET, NOT_THE_GROUPS, may_propose, propose_results
from decisions.asks import Versions, meetings_to_see
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person
from record.acts import Act, Need, Offer, Pick, Setting, Whom, Words, open_to
from record.dates import day_of_the_house


def offered_to_the_group(user: Person, meeting: Meeting | None, at: dt.datetime) -> Offer | None:
    """To the Secretariat, and to the person in the chair of the group that met."""
    if meeting is None or not may_propose(user, meeting):
        return None
    return Offer() if meeting.was_held_by(day_of_the_house(at)) else Offer.not_now(NOT_MET)


def committees_to_come(setting: Setting) -> QuerySet[Meeting]:
    """The meetings to come of bodies that decide, the one that this one prepares first."""
    rows = meetings_to_see(setting).filter(status=Status.PLANNED, starts_on__gte=day_of_the_house(setting.at))
    keys = [meeting.pk for meeting in rows if meeting.body_row.decides]
    return rows.filter(pk__in=keys).order_by("starts_on", "pk")


def prepared_by_it(setting: Setting) -> str | None:
    """What the form begins with: the meeting that this one prepares, else the next one."""
    if setting.thing is None:
        return None
    to_come = committees_to_come(setting)
    first = to_come.filter(pk=setting.thing.prepares_id).first() or to_come.first()
    return first.reference if first is not None else None


MEETING_ACTS = (
    Act(
        name="propose-results",
        label=_("Propose its results for an agenda"),
        submit_label=_("Propose for the agenda"),
        article="AA 32",
        lead=_(
            "They come last on its draft, with the papers that you name; who prepares that meeting puts them in order."
        ),
        whom=open_to(Whom.GROUP_CHAIR),
        offered=offered_to_the_group,
        refusal=NOT_THE_GROUPS,
        asks=(
            Pick(
                "committee",
                _("Agenda of"),
                rows=committees_to_come,
                shown=lambda row: f"{row.reference} · {row}",
                initial=prepared_by_it,
            ),
            Versions("papers", _("Papers"), Need.MAY, help_text=_("By symbol and number: CBM-2007-ECO-02-01/CP/1.")),
            Words("note", _("Note"), Need.MAY, most=2000, rows=3),
        ),
        do=propose_results,
        done=_("They stand on the draft of that agenda; the Secretariat is told."),
        leads_to=lambda setting, item: setting.thing.get_absolute_url(),
        order=65,
    ),
)
