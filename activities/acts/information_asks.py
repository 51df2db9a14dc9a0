"""What is asked of information: within what it is, what it says, and who sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.actions.information import WITHIN_SOMETHING, SeenBy, Within
from activities.acts.asked import areas_seen, measure_shown, measures_seen, participants_of_today
from activities.choices import SEEN_BY
from meetings.access import states_of_audience
from members.choices import Audience
from papers.asks import Document
from record.acts import Ask, Choice, Day, Flag, FoldedMany, Group, Need, Pick, Setting
from record.dates import day_of_the_house


@dataclass(frozen=True)
class WhatItIsWithin(Group):
    """A measure, or an area: one of them is enough."""

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        chosen = [name for name in ("measure", "area") if cleaned.get(name)]
        if not chosen:
            return {"measure": [WITHIN_SOMETHING]}
        if len(chosen) > 1:
            return {"area": [_("One of them is enough: a measure has its area.")]}
        return {}


WITHIN = WhatItIsWithin(
    "within",
    _("Within"),
    parts=(
        Pick("measure", _("Measure"), Need.MAY, rows=measures_seen, shown=measure_shown),
        Pick("area", _("Or an area"), Need.MAY, rows=areas_seen, shown=attrgetter("among_others")),
    ),
    make=Within,
)


SEEN_ANYHOW = _(
    "They see it in any case, with all the others chosen above. To let only them see it, choose “the Secretariat and the Chair”"
    " above."
)


def members_of_today(setting: Setting) -> Any:
    seen = participants_of_today(setting)
    return seen.filter(pk__in=states_of_audience(day_of_the_house(setting.at), Audience.MEMBERS))


def seen_now(setting: Setting) -> dict[str, Any]:
    if setting.thing is None:
        return {"audience": Audience.MEMBERS}
    return {"audience": setting.thing.audience, "recipients": [state.code for state in setting.thing.recipients.all()]}


@dataclass(frozen=True)
class WhoSees(Group):
    """An audience, and participants besides: whoever sees it as one of the audience isn't named besides.

    Else somebody who wants to tell one state alone ticks it, and tells all.
    """

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        problems = super().problems(cleaned, setting)
        chosen, audience = cleaned.get("recipients") or (), cleaned.get("audience")
        if problems or not chosen or not audience:
            return problems
        anyhow = set(states_of_audience(day_of_the_house(setting.at), audience).values_list("pk", flat=True))
        return {"recipients": [SEEN_ANYHOW]} if all(state.pk in anyhow for state in chosen) else {}


SEEN = WhoSees(
    "seen",
    _("Who sees it"),
    parts=(
        Choice(
            "audience",
            _("Who sees it"),
            choices=SEEN_BY,
            help_text=_("Those who give it see it in any case, and the Secretariat, through which it goes."),
        ),
        FoldedMany(
            "recipients",
            _("And these besides"),
            Need.MAY,
            rows=participants_of_today,
            key="code",
            help_text=_("To let only some see it, choose “the Secretariat and the Chair” above and tick them here."),
        ),
    ),
    make=SeenBy,
    begins_with=seen_now,
)
DOCUMENT = Document("document", _("Information"))
SAID: tuple[Ask, ...] = (
    WITHIN,
    DOCUMENT,
    Day("since", _("Period: first day"), Need.MAY),
    Day("until", _("Period: last day"), Need.MAY),
    SEEN,
    Flag("to_be_sent", _("The Secretariat is asked to send it out"), help_text=_("By letter, to those who see it.")),
    FoldedMany(
        "together_with",
        _("Given together with"),
        Need.MAY,
        rows=members_of_today,
        key="code",
        help_text=_("Each of them is asked, and it is given once they agreed."),
    ),
)
