"""The meeting at which a step is taken."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.asks.of_steps import Problems, StepAsk, rests_on_silence
from commitments.models import Commitment
from law.grammar.procedure import Does, Step
from meetings.acts.asked import lead_to_planning
from meetings.choices import Status
from meetings.counting import DAY
from meetings.models import Meeting
from record.acts import Pick, Setting
from record.dates import day_of_the_house
from record.forms import what_is_missing

NO_MEETING_YET = _("No meeting of this body has begun since the last step: it is recorded once one has.")
NO_MEETING_AHEAD = _("No meeting of this body is planned: plan one first.")


@dataclass(frozen=True)
class AtMeeting(Pick, StepAsk):
    """The meeting at which it is done; where the law allows, a decision by silence procedure in its place."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        """Offered are the meetings at which it can be, the nearest first; the first one is chosen already."""
        fields = super().fields(setting)
        if setting.thing is not None:
            meetings, field = nearest_first(setting, self.step), fields[self.name]
            field.choices = [("", field.empty_label), *((meeting.reference, str(meeting)) for meeting in meetings)]
            # A specialised meeting is about its own matter: which one it is, nobody can guess.
            if meetings and self.step.does is not Does.CONVENES:
                field.initial = meetings[0].reference
            if not meetings:
                field.help_text = NO_MEETING_YET if self.step.follows else NO_MEETING_AHEAD
            if not meetings or self.step.does is Does.CONVENES:
                lead_to_planning(field, setting, self.step.meeting)
        return fields

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        problems = {
            "meeting": self._why_not(answers, commitment, today),
            "decision": self._why_not_so_decided(answers),
        }
        return {name: [why] for name, why in problems.items() if why is not None}

    def _why_not(self, answers: Any, commitment: Commitment, today: dt.date) -> Any:
        if answers.meeting is None and not rests_on_silence(answers, self.step):
            return what_is_missing(self.label, chooses=True)
        if answers.meeting is not None and answers.meeting.body != self.step.meeting:
            return _("This step belongs before another body.")
        sentences = (guard(answers, commitment, today) for guard in self.step.answer_guards)
        return next((why for why in sentences if why is not None), None)

    def _why_not_so_decided(self, answers: Any) -> Any:
        decision = answers.decision
        if decision is None:
            return None
        faults = (
            (decision.body != self.step.meeting, _("This step belongs before another body.")),
            (decision.by_silence and not self.step.silence, _("This step is taken at a meeting.")),
            (
                decision.by_silence and answers.meeting is not None,
                _("Name the meeting or the decision by silence procedure, not both."),
            ),
            (
                decision.meeting is not None and decision.meeting != answers.meeting,
                _("This decision was taken at another meeting."),
            ),
            (
                self.step.consensus and not decision.is_adopted,
                _("Only what was adopted by consensus is approved."),
            ),
        )
        return next((sentence for is_so, sentence in faults if is_so), None)

    @property
    def words(self) -> str:
        body = {"body": self.step.meeting.label}  # type: ignore[union-attr]
        if self.step.silence:
            return _now("a meeting, or a decision by silence procedure: %(body)s") % body
        return _now("a meeting: %(body)s") % body


def meetings_of(step: Step) -> Callable[[Setting], QuerySet[Meeting]]:
    def rows(setting: Setting) -> QuerySet[Meeting]:
        meetings = Meeting.objects.visible_to(setting.user).of_body(step.meeting)
        return meetings.exclude(status=Status.CANCELLED).order_by("-starts_on", "-pk")

    return rows


def nearest_first(setting: Setting, step: Step) -> list[Meeting]:
    """The meetings at which a step can be taken, none from before what led there: the nearest first.

    What happens at a meeting is of one that has begun; what is put before one looks ahead.
    """
    today, led_here = day_of_the_house(setting.at), setting.thing.led_here()
    rows = meetings_of(step)(setting).exclude(status=Status.PROPOSED)
    if led_here is not None:
        rows = rows.after(led_here.on - DAY)
    if step.follows:
        rows = rows.filter(starts_on__lte=today)

    def nearness(meeting: Meeting) -> tuple[bool, dt.timedelta]:
        return not step.follows and meeting.last_day < today, abs(meeting.starts_on - today)

    return sorted(rows, key=nearness)
