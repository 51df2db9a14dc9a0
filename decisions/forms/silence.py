"""What the acts of a silence procedure ask: one form an act. The portal, the admin and the API fill in the same ones."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from decisions.access import states_of
from decisions.actions import silence, silence_ends, silence_replies
from decisions.actions.silence import Text
from decisions.actions.silence_replies import ON_PAPER, RECEIPTS
from decisions.choices import Proof
from decisions.models import SilenceProcedure
from law.choices import Body, State
from law.silence import LONGEST, PROPOSED_PERIOD, ending, last_day
from meetings.choices import Status
from meetings.acts import zones
from meetings.models import Meeting
from members.models import Participant, User
from record.dates import day_of_the_house
from record.forms import OnceForm
from record.refusals import Refused

TEXT_LONGEST = 50_000
DAYS_HELP = format_lazy(
    _("Proposed: {days} days, as in June 2024 ({source}); counted from the day after it begins."),
    days=PROPOSED_PERIOD.days,
    source=PROPOSED_PERIOD.source,
)


class HourField(forms.TimeField):
    """An hour and a minute on a wall clock."""

    def __init__(self, **kwargs: Any):
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(**{"widget": widget, "input_formats": ["%H:%M", "%H:%M:%S"], **kwargs})


class InstantField(forms.DateTimeField):
    """An instant as the procedure's own clock shows it, to the second. An hour that doesn't exist, or comes twice, is told."""

    zone: ZoneInfo = ZoneInfo("UTC")

    def __init__(self, **kwargs: Any):
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"})
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> Any:
        with timezone.override(self.zone):
            return super().to_python(value)


def _period() -> dict[str, forms.Field]:
    return {
        "days": forms.IntegerField(
            label=_("Days"), min_value=1, max_value=LONGEST, initial=PROPOSED_PERIOD.days, help_text=DAYS_HELP
        ),
        "hour": HourField(
            label=_("Ends at"), initial=PROPOSED_PERIOD.at, help_text=_("On the last day, in the zone of the period.")
        ),
    }


def _words(label: Any, most: int = 2000, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea({"rows": rows}), **kwargs)


class OpenSilenceForm(OnceForm):
    """A text put before the members. An officer names the meeting at which it was opened; the Chair none."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = _words(_("Text"), TEXT_LONGEST, 14, help_text=_("As it is to be adopted, in English."))
    body = forms.ChoiceField(
        label=_("On behalf of the body"),
        choices=[(one.value, one.label) for one in (Body.SENIOR_OFFICIALS, Body.MINISTERIAL, Body.SUMMIT)],
        initial=Body.SENIOR_OFFICIALS,
    )
    zone = forms.ChoiceField(
        label=_("Time zone of the period"),
        choices=zones,
    )
    commitments = forms.ModelMultipleChoiceField(
        Commitment.objects.none(),
        label=_("Commitments that it approves"),
        to_field_name="reference",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those before the Committee. They move when the text is adopted."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["zone"].initial = settings.SECRETARIAT_TIME_ZONE
        self.fields.update(_period())
        ripe = Commitment.objects.visible_to(user).filter(state=State.BEFORE_SOC)
        self.fields["commitments"].queryset = ripe.select_related("measure", "area").order_by("reference")
        if not ripe.exists():
            self.fields["commitments"].help_text = _("No commitment is before the Committee now.")
        if user.is_staff:
            begun = Meeting.objects.visible_to(user).filter(starts_on__lte=day_of_the_house())
            begun = begun.filter(status__in=[Status.PLANNED, Status.HELD]).order_by("-starts_on", "-pk")
            self.fields["meeting"] = forms.ModelChoiceField(
                begun, label=_("Opened at the meeting"), to_field_name="reference", empty_label=_("Choose a meeting")
            )
        self.order_fields(["title", "meeting", "body", "text", "days", "hour", "zone", "commitments"])

    @property
    def remark(self) -> Any:
        """What there is to say of the hour that was named."""
        given, zone = self.cleaned_data, ZoneInfo(self.cleaned_data["zone"])
        return ending(last_day(timezone.now(), given["days"], zone), given["hour"], zone).remark

    def take(self, *, by: User, at: dt.datetime | None = None, once_key: str | None = None) -> SilenceProcedure:
        given = self.cleaned_data
        return silence.open_silence(
            title=given["title"],
            before=Text(given["text"], given["days"], given["hour"]),
            by=by,
            zone=given["zone"],
            body=given["body"],
            meeting=given.get("meeting"),
            commitments=given["commitments"],
            once_key=once_key or self.once(),
            at=at,
        )

    def refuse(self, refusal: Refused) -> None:  # type: ignore[override]
        if refusal.problems.get("") and not self.errors:
            self.renew_key()
        super().refuse(refusal)  # type: ignore[arg-type]


class ActForm(OnceForm):
    """What one act asks. `take` does it; what is refused is shown at its field, with the text kept."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Those in which something is decided of the procedure itself: of two who saw it the same way one is told.
    guards_version = True

    def __init__(self, *args: Any, procedure: SilenceProcedure, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.procedure, self.user = procedure, user
        self.fields["seen_version"].initial = procedure.version
        for field in self.fields.values():
            if isinstance(field, InstantField):
                field.zone = procedure.zone
                field.help_text = _("As clocks show it in %(zone)s.") % {"zone": procedure.time_zone}

    def seen(self) -> dict[str, Any]:
        return {"seen_version": self.cleaned_data.get("seen_version")} if self.guards_version else {}

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"once_key", "seen_version"}}

    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        raise NotImplementedError


class ExtendForm(ActForm):
    reason = _words(_("Why"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields.update(_period())
        self.fields["days"].initial = None
        self.fields["days"].help_text = _("More, from the end of the period; from today, where that is past.")
        local = self.procedure.ends_at.astimezone(self.procedure.zone)
        self.fields["hour"].initial = local.time().replace(tzinfo=None)
        self.order_fields(["days", "hour", "reason"])

    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        return silence.extend(procedure=self.procedure, by=by, at=at, **self.given(), **self.seen())


class RestartForm(ActForm):
    text = _words(_("Text"), TEXT_LONGEST, 14, help_text=_("As it is to be adopted, in English."))
    reason = _words(_("Why"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields.update(_period())
        self.fields["text"].initial = self.procedure.latest.text
        self.order_fields(["text", "days", "hour", "reason"])

    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        before = Text(**self.given())
        return silence.restart(procedure=self.procedure, before=before, by=by, at=at, **self.seen())


class WithdrawForm(ActForm):
    reason = _words(_("Why"), required=False)

    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        return silence.withdraw(procedure=self.procedure, by=by, at=at, **self.given(), **self.seen())


class ConcludeForm(ActForm):
    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        return silence_ends.conclude(procedure=self.procedure, by=by, at=at, **self.seen())


class OfMemberForm(ActForm):
    """What a person does for their own member; who acts for several says for which."""

    guards_version = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.states = states_of(self.user, self.procedure)
        if len(self.states) > 1:
            rows = Participant.objects.filter(pk__in=[one.pk for one in self.states]).in_seat_order()
            self.fields["on_behalf_of"] = forms.ModelChoiceField(rows, label=_("On behalf of"), to_field_name="code")

    def owner(self) -> Participant:
        if not self.states:
            raise Refused({"": [silence_replies.NOT_CONCERNED]})
        return self.cleaned_data.get("on_behalf_of") or self.states[0]


class AcknowledgeForm(OfMemberForm):
    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        return silence_replies.acknowledge(procedure=self.procedure, owner=self.owner(), by=by, at=at)


class ObjectForm(OfMemberForm):
    text = _words(_("Objection, in your state's words"), 10_000, 6)

    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        text = self.cleaned_data["text"]
        return silence_replies.object_to(procedure=self.procedure, owner=self.owner(), text=text, by=by, at=at)


class OnPaperForm(ActForm):
    """What the Secretariat enters of a member's letter."""

    guards_version = False
    owner = forms.ModelChoiceField(
        Participant.objects.none(), label=_("Member"), to_field_name="code", empty_label=_("Choose a state")
    )
    way = forms.ChoiceField(label=_("By which way"), choices=[(one.value, one.label) for one in ON_PAPER])

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        keys = [state.pk for state in self.procedure.concerned]
        self.fields["owner"].queryset = Participant.objects.visible_to(self.user).filter(pk__in=keys).in_seat_order()


class ReceiptForm(OnPaperForm):
    proof = forms.ChoiceField(label=_("What shows it"), choices=[(one.value, Proof(one).label) for one in RECEIPTS])
    reached_at = InstantField(label=_("Reached the member at"))
    addressed_to = forms.CharField(label=_("Addressed to"), max_length=254, required=False)
    evidence = forms.CharField(
        label=_("Evidence"), max_length=300, help_text=_("The receipt's number, who stamped or signed it.")
    )

    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        return silence_replies.enter_receipt(procedure=self.procedure, by=by, at=at, **self.given())


class ObjectionOnPaperForm(OnPaperForm):
    made_at = InstantField(label=_("Received at"))
    text = _words(_("Objection, in its own words"), 10_000, 6)

    def take(self, *, by: User, at: dt.datetime | None = None) -> Any:
        return silence_replies.enter_objection(procedure=self.procedure, by=by, at=at, **self.given())


FORMS: dict[str, type[ActForm]] = {
    "acknowledge": AcknowledgeForm,
    "object": ObjectForm,
    "enter-receipt": ReceiptForm,
    "enter-objection": ObjectionOnPaperForm,
    "extend": ExtendForm,
    "restart": RestartForm,
    "withdraw": WithdrawForm,
    "conclude": ConcludeForm,
}
# What stands on its page as a button alone.
BUTTONS = frozenset({"acknowledge"})
