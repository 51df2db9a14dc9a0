"""From when until when a commitment is undertaken: asked where it is registered, renewed, or begins to be carried out."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.asks.of_steps import Problems, StepAsk, optionally
from commitments.models import Commitment, NamedPeriod
from record.acts import Ask, Choice, Day, Need, Setting
from record.dates import Precision

# Of a period one says no "by then": that is what a source knows of a day gone by.
KNOWN = tuple((precision.value, precision.label) for precision in Precision if precision is not Precision.BY_THEN)
ENDS_BEFORE = _("The period ends on or after its first day.")


def days_of_a_period(*, named: str = "", unsaid: Any = "") -> tuple[Ask, ...]:
    """What is asked of a period, beginning with what was said; their names begin with `named`."""

    def said(name: str) -> Callable[[Setting], Any]:
        return lambda setting: getattr(setting.thing, name) if setting.thing is not None else None

    return (
        Day(f"{named}since", _("Period: first day"), Need.MAY, initial=said("period_since"), help_text=unsaid),
        Day(f"{named}until", _("Period: last day"), Need.MAY, initial=said("period_until")),
        Choice(
            f"{named}known",
            _("How exactly the days are known"),
            Need.MAY,
            choices=KNOWN,
            initial=said("period_precision"),
        ),
    )


@dataclass(frozen=True)
class PeriodAsk(StepAsk):
    """From when until when it is undertaken: asked where it begins to be carried out, and kept as it is where nothing is said."""

    def _parts(self) -> tuple[Ask, ...]:
        return days_of_a_period(named="period_", unsaid=_("Empty: what was said of it stays as it is."))

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        return {name: field for part in self._parts() for name, field in part.fields(setting).items()}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        since, until, known = (cleaned.get(part.name) for part in self._parts())
        return {self.name: NamedPeriod.of(since, until, known or "") if since or until else None}

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        is_in_order = answers.period is None or not answers.period.ends_before_it_begins
        return {} if is_in_order else {"period_until": [ENDS_BEFORE]}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return [name for part in self._parts() for name in part.optional(fields)]

    @property
    def words(self) -> str:
        return optionally(_now("its period"), self.need)
