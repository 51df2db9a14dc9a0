"""What the record of a decision asks for: one form a part, on one page. The API fills in the same words."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from decisions.actions.decisions import Matter
from decisions.actions.positions import BESIDE, Asked, Stated
from decisions.actions.recording import RELEASED_TO, Wording
from decisions.choices import Manner, Outcome, PositionKind
from decisions.models import AgendaItem, FollowUp
from law.editions import any_body
from law.grammar.procedure import Does
from meetings.choices import Status
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant, User
from record.forms import BoundedDayField, DayInput, OnceForm, WordsField, shown_at
from record.refusals import Refused
from record.texts import TextsFormField

LONG = 10_000
STEPS = [
    ("", _("nothing decided here")),
    (Does.ADOPTS.value, _("approved")),
    (Does.DEFERS.value, _("deferred")),
    (Does.RETURNS.value, _("returned")),
]
RELEASES = [(one, Audience(one).label) for one in RELEASED_TO]


class DecisionFilter(forms.Form):
    """How the list of decisions is narrowed."""

    body = forms.ChoiceField(label=_("Body"), required=False, choices=any_body)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[("", _("any")), *Outcome.choices])
    manner = forms.ChoiceField(label=_("How"), required=False, choices=[("", _("any")), *Manner.choices])
    q = WordsField(label=_("Words"))


class DecisionForm(OnceForm):
    """The text before the body, and what became of it."""

    title = TextsFormField(label=_("What it is about"))
    text = TextsFormField(label=_("Text"), long=True)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    consensus = forms.CharField(
        label=_("How consensus was recorded"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )
    on = BoundedDayField(label=_("Day"), widget=DayInput())
    symbol = forms.CharField(
        label=_("Symbol"), max_length=60, required=False, help_text=_("Empty: the next one, as SOC-2027-1-D1.")
    )
    agenda_item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("Agenda item"), required=False, empty_label=_("None")
    )
    audience = forms.ChoiceField(label=_("Released to"), choices=RELEASES, initial=Audience.MEMBERS)

    def __init__(self, *args: Any, meeting: Meeting, user: User, today: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.visible_to(user).filter(meeting=meeting).standing()
        self.fields["agenda_item"].queryset = items
        self.fields["on"].initial = max(meeting.starts_on, min(meeting.last_day, today))


class MatterForm(forms.Form):
    """A commitment before the body, and the step that the decision takes it."""

    step = forms.ChoiceField(label=_("Decided"), choices=STEPS, required=False)
    note = forms.CharField(label=_("Note"), max_length=5000, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any):
        prefix = f"matter-{commitment.pk}"
        super().__init__(*args, initial={"seen": commitment.version}, prefix=prefix, **kwargs)
        self.commitment = commitment

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("step") in {Does.DEFERS.value, Does.RETURNS.value} and not found.get("note", "").strip():
            self.add_error("note", _("Say why, for those who wrote the paper."))
        return found

    def matter(self) -> Matter | None:
        given = self.cleaned_data
        return Matter(self.commitment, Does(given["step"]), given["note"], given["seen"]) if given["step"] else None


class PositionForm(forms.Form):
    """What a state said of the text; a row without a state is left out."""

    participant = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Position"), choices=PositionKind.choices, initial=PositionKind.DISSOCIATION)
    paragraphs = forms.CharField(
        label=_("Paragraphs"), max_length=100, required=False, help_text=_("As the state named them: 17–19.")
    )
    text = forms.CharField(
        label=_("In its own words"), max_length=LONG, required=False, widget=forms.Textarea({"rows": 3})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")

    def __init__(self, *args: Any, states: dict[str, Participant], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.states = states
        self.fields["participant"].choices = [("", _("none")), *((code, str(one)) for code, one in states.items())]

    def stated(self) -> Stated | None:
        given = self.cleaned_data
        if not given.get("participant"):
            return None
        text = {given["language"]: given["text"].strip()} if given["text"].strip() else {}
        return Stated(self.states[given["participant"]], given["kind"], given["paragraphs"], text)


class AttachForm(PositionForm):
    """A dissociation or a statement that reached the Secretariat after the decision."""

    on = BoundedDayField(label=_("Day"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["participant"].required = True
        self.fields["kind"].choices = [(one, PositionKind(one).label) for one in BESIDE]

    def refuse(self, refusal: Refused) -> None:
        shown_at(self, refusal)


class FollowUpForm(forms.Form):
    """What is to be done next; a row without words is left out."""

    what = forms.CharField(label=_("What is to be done"), max_length=500, required=False)
    owner = forms.ChoiceField(label=_("Looked after by"), required=False)
    hears = forms.ChoiceField(label=_("Meeting that will hear of it"), required=False)

    def __init__(self, *args: Any, states: dict[str, Participant], meetings: dict[str, Meeting], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.states, self.meetings = states, meetings
        self.fields["owner"].choices = [("", _("the Secretariat")), *((code, str(one)) for code, one in states.items())]
        self.fields["hears"].choices = [("", _("not said")), *((key, str(one)) for key, one in meetings.items())]

    def asked(self) -> Asked | None:
        given = self.cleaned_data
        if not given.get("what", "").strip():
            return None
        return Asked(given["what"], self.states.get(given["owner"]), self.meetings.get(given["hears"]))

    def refuse(self, refusal: Refused) -> None:
        shown_at(self, refusal)


class ReportForm(forms.Form):
    """What became of a follow-up."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    report = forms.CharField(label=_("What became of it"), max_length=5000, widget=forms.Textarea({"rows": 5}))
    closes = forms.BooleanField(label=_("Nothing more is to be done"), required=False)

    def __init__(self, *args: Any, follow_up: FollowUp, user: User, **kwargs: Any):
        begun = {"seen": follow_up.version, "report": follow_up.report}
        super().__init__(*args, initial=begun, **kwargs)
        if not user.is_staff:
            del self.fields["closes"]

    def refuse(self, refusal: Refused) -> None:
        shown_at(self, refusal)


Positions = forms.formset_factory(PositionForm, extra=4, max_num=40, absolute_max=44)
FollowUps = forms.formset_factory(FollowUpForm, extra=3, max_num=20, absolute_max=23)


class RecordForms:
    """Every part of the page on which a decision is recorded."""

    def __init__(self, data: Any, *, meeting: Meeting, user: User, today: Any):
        self.decision = DecisionForm(data, meeting=meeting, user=user, today=today)
        self.matters = [MatterForm(data, commitment=one) for one in matters_before(meeting, user)]
        states = states_on(user, meeting.starts_on)
        self.positions = Positions(data, prefix="positions", form_kwargs={"states": states})
        kwargs = {"states": states, "meetings": meetings_to_come(user, meeting)}
        self.follow_ups = FollowUps(data, prefix="follow_ups", form_kwargs=kwargs)
        self.complaints: list[Any] = []

    def is_valid(self) -> bool:
        parts = [self.decision, *self.matters, self.positions, self.follow_ups]
        return all([part.is_valid() for part in parts])

    @property
    def has_errors(self) -> bool:
        rows = [*self.matters, *self.positions, *self.follow_ups]
        return bool(self.complaints or self.decision.errors or any(row.errors for row in rows))

    def said(self) -> dict[str, Any]:
        """What `decide` wants to know."""
        given = self.decision.cleaned_data
        named = ("title", "text", "outcome", "symbol", "consensus", "agenda_item", "on", "audience")
        positions = tuple(one for row in self.positions if (one := row.stated()) is not None)
        asked = tuple(follow for row in self.follow_ups if (follow := row.asked()) is not None)
        wording = Wording(**{name: given[name] for name in named}, positions=positions, follow_ups=asked)
        matters = [matter for row in self.matters if (matter := row.matter()) is not None]
        return {"wording": wording, "matters": matters, "once_key": self.decision.once()}

    def refuse(self, refusal: Refused) -> None:
        shown_at(self.decision, refusal, besides=self.complaints)


def matters_before(meeting: Meeting, user: User) -> list[Commitment]:
    """What lies before the body of the meeting, for it to adopt."""
    rows = Commitment.objects.visible_to(user).standing(lambda flow: flow.states_before(meeting.body))
    return list(rows.select_related("measure", "area").order_by("reference"))


def states_on(user: User, day: Any) -> dict[str, Participant]:
    rows = Participant.objects.visible_to(user).members_on(day).in_seat_order()
    return {one.code: one for one in rows}


def meetings_to_come(user: User, meeting: Meeting) -> dict[str, Meeting]:
    rows = Meeting.objects.visible_to(user).filter(status=Status.PLANNED, starts_on__gte=meeting.starts_on)
    return {one.reference: one for one in rows.exclude(pk=meeting.pk).order_by("starts_on", "pk")[:50]}
