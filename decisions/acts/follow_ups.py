"""What may be done with a follow-up: report on it."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from decisions.actions.positions import may_report, report_follow_up
from decisions.choices import FollowUpState
from decisions.lines import day_it_is_heard, to_report, who_looks_after
from decisions.models import FollowUp
from members.models import Person, seats_of
from record.acts import Act, Day, Flag, Need, Noun, Offer, Setting, Whom, Words, WrittenIn, open_to
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited


def offered_to_who_looks_after_it(user: Person, follow_up: FollowUp, at: dt.datetime) -> Offer | None:
    """To the Secretariat, to those who act for the state that looks after it, and to who chairs the group it was given to."""
    return Offer(is_now=follow_up.state != FollowUpState.CLOSED) if may_report(user, follow_up) else None


def is_for_an_officer(setting: Setting) -> bool:
    return seats_of(setting.user).is_officer


FOLLOW_UP_ACTS = (
    Act(
        name="report",
        label=_("Report"),
        title=_("Report on a follow-up"),
        article="AA 31",
        whom=open_to(Whom.OWNERS, Whom.GROUP_CHAIR),
        offered=offered_to_who_looks_after_it,
        asks=(
            Words("report", _("What became of it"), rows=5, initial=lambda s: s.thing.report if s.thing else ""),
            WrittenIn("language", _("Language"), Need.MAY, texts=("report",)),
            Flag("closes", _("Nothing more is to be done"), when=is_for_an_officer),
            Day("on", _("Day"), Need.MAY, when=is_for_an_officer, help_text=_("Of the letter. Empty: today.")),
        ),
        written_by=WrittenBy(of="owner", said={"on": "on"}, tells=True),
        do=report_follow_up,
        awaits=WhenAwaited(
            rows=to_report,
            desk=who_looks_after,
            by=day_it_is_heard,
            what=_("Report on a follow-up"),
            remarks=lambda follow_up: (follow_up.hears.label,) if follow_up.hears else (),
            stands_still=True,
        ),
        guard="version",
        done=_("Reported."),
    ),
)
FOLLOW_UP = Noun(
    name="follow-up",
    model=FollowUp,
    key="pk",
    converter="int",
    seen_by=lambda user: FollowUp.objects.visible_to(user).select_related("decision", "owner", "hears", "group"),
    read_by=read_by(Reads.SENT_TO),
    list_address="follow-up-list",
    label_plural=_("Follow-ups"),
    prefix="follow-ups/",
    heading=lambda follow_up: follow_up.decision.symbol,
    lead=lambda follow_up: follow_up.what,
)
