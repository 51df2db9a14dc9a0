"""What may be done about what stays unanswered: the Secretariat sets, for each kind, whether and when it goes on."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from members.models import Person
from notices.actions import set_rule
from notices.kinds import ASKS, Phrase
from notices.models import GoingOnRule
from notices.models.going_on import MOST_DAYS, rules_in_force
from record.acts import Act, Choice, Flag, Need, Noun, Number, Offer, Setting, Words
from record.acts.whom import Reads, read_by

ARTICLE = "AA 35"


def offered_to_officers(user: Person, nothing: None, at: dt.datetime) -> Offer | None:
    return Offer() if is_officer(user) else None


def kinds_of_asks(setting: Setting) -> list[tuple[str, Phrase]]:
    return [(name, kind.label) for name, kind in ASKS.items()]


def as_it_stands(setting: Setting, key: str) -> Mapping[str, Any]:
    """The form for one kind begins with the rule that holds for it."""
    rule = rules_in_force().get(key)
    return {"kind": key, "is_on": rule.is_on, "days": rule.days} if rule else {}


GOING_ON_RULE = Noun(
    name="going-on-rule",
    model=GoingOnRule,
    key="uid",
    converter="uuid",
    seen_by=GoingOnRule.objects.visible_to,
    read_by=read_by(Reads.EVERYBODY),
    list_address="going-on",
    label_plural=_("What stays unanswered goes on"),
    prefix="unanswered/",
    creates="set",
)
GOING_ON_ACTS = (
    Act(
        name="set",
        label=_("Set a rule"),
        title=_("Set after how long something unanswered goes on"),
        submit_label=_("Set this rule"),
        article=ARTICLE,
        lead=_("It holds from now on, for what waits already, too. What went on stays as it was told."),
        offered=offered_to_officers,
        asks=(
            Choice("kind", _("What waits"), choices=kinds_of_asks),
            Flag("is_on", _("It goes on to the next person")),
            Number(
                "days",
                _("After how many working days"),
                most=MOST_DAYS,
                help_text=_("Working days of the house, counted anew for each further person."),
            ),
            Words("word", _("Why"), Need.MAY, most=300),
        ),
        copies=as_it_stands,
        do=set_rule,
        begins=True,
        once_in=GoingOnRule,
        done=lambda setting, rule: _now("The rule is set: %(kind)s.") % {"kind": rule},
        open_to=_("the Secretariat"),
    ),
)
