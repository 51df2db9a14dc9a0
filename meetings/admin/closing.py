"""What of a meeting is not corrected by hand: a meeting to come is planned and moved, so that its deadlines follow,
its history stays, and those who were told are told."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from journal.actions import snapshot
from meetings.actions.moving import TO_COME
from meetings.actions.planning import KEPT
from meetings.models import Meeting
from record.dates import day_of_the_house
from record.exchange import RecordResource

USE_MOVE = _("This meeting is to come: use “Move this meeting”, so that its deadlines follow and people are told.")
USE_PLAN = _("A meeting to come is planned by “Plan a meeting”, so that its deadlines are counted and people are told.")
# What only the acts change while a meeting is to come.
CLOSED = (*KEPT, "host", "status", "body")


def is_closed(meeting: Meeting, today: dt.date) -> bool:
    """Whether days and places are the acts' to change: it was planned here, or is to come on a day that is known.

    What the record knows to be announced for a month or a year is corrected as the record is.
    """
    return meeting.status in TO_COME and (_is_to_come(meeting, today) or meeting.history.exists())


def _is_to_come(meeting: Meeting, today: dt.date) -> bool:
    return meeting.status in TO_COME and meeting.is_certain and meeting.last_day >= today


def why_not_by_hand(before: dict[str, Any], meeting: Meeting, today: dt.date) -> dict[str, Any]:
    """Why a meeting can't be left like this by a form or a file: sentences by field. `before`: what it held, or {}."""
    after = snapshot(meeting)
    changed = [name for name in CLOSED if before.get(name) != after.get(name)] if before else []
    if before and changed and is_closed(Meeting.objects.get(pk=meeting.pk), today):
        return dict.fromkeys(changed, USE_MOVE)
    if meeting.starts_on and (changed or not before) and _is_to_come(meeting, today):
        return {"": USE_MOVE} if before else {"status": USE_PLAN}
    return {}


class MeetingForm(forms.ModelForm):
    """A meeting of the record as it is corrected."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.before = snapshot(self.instance) if self.instance.pk else {}

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            for name, sentence in why_not_by_hand(self.before, self.instance, day_of_the_house()).items():
                self.add_error(name if name in self.fields else None, sentence)


class MeetingRows(RecordResource):
    """Meetings in and out of files: what a form may not do, a file may not either."""

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors = dict(import_validation_errors or {})
        before = self.held_before
        errors.update(
            {
                name or NON_FIELD_ERRORS: forms.ValidationError(sentence)
                for name, sentence in why_not_by_hand(before, instance, day_of_the_house()).items()
            }
        )
        super().validate_instance(instance, errors, validate_unique)
