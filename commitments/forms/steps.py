"""Forms made of what a step asks: an ask becomes a field. The portal, the admin and the API fill in the same ones."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.forms import AreaField, MeasureField
from catalogue.models import Area, Measure
from commitments.access import Offer
from commitments.actions import Answers
from commitments.decided import decisions
from commitments.models import SHARED_WITH, Commitment, ExpertNomination
from law.choices import Modality
from law.grammar.procedure import Step
from meetings.choices import Status
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant, User
from papers.forms import PaperFields
from record.choices import Channel, Need
from record.forms import BoundedDayField, DayInput, OnceForm
from record.refusals import StepRefused

LONG = 5000
BY_LETTER = [(Channel.NOTE_VERBALE, Channel.NOTE_VERBALE.label), (Channel.EMAIL, Channel.EMAIL.label)]


class StepForm(OnceForm, PaperFields):
    """What one step asks of whoever takes it. `seen_version` is the version of the commitment that was on the page."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offer: Offer, commitment: Commitment, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer, self.commitment, self.user = offer, commitment, user
        self.fields["seen_version"].initial = commitment.version
        step = offer.step
        if step.document is None:
            for name in PaperFields.base_fields:
                del self.fields[name]
        for name, field in _asked(step, commitment, user).items():
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        step = self.offer.step
        # A file that was refused has said why already.
        wanted = step.document and step.document_need is Need.MUST and not ({"file", "text"} & set(self.errors))
        if wanted and self.submitted() is None:
            self.add_error("text", _("Write the paper here, or choose its file."))
        return found

    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            note=given.get("note", ""),
            consensus=given.get("consensus", ""),
            meeting=given.get("meeting"),
            decision=given.get("decision"),
            party=given.get("party"),
            term_until=given.get("term_until"),
            document=self.submitted() if self.offer.step.document else None,
            audience=given.get("audience") or Audience.MEMBERS,
            comments_by=given.get("comments_by"),
            experts=tuple(given.get("experts") or ()),
        )

    def refuse(self, refusal: StepRefused) -> None:
        if "document" in refusal.problems:
            refusal.problems["text"] = refusal.problems.pop("document")
        super().refuse(refusal)


def _asked(step: Step, commitment: Commitment, user: User) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    if step.party:
        states = Participant.objects.filter(pk__in=[state.pk for state in commitment.offering_states()])
        fields["party"] = forms.ModelChoiceField(
            states.in_seat_order(), label=_("State"), to_field_name="code", empty_label=_("Choose a state")
        )
        fields["term_until"] = BoundedDayField(
            label=_("Term until"),
            required=False,
            widget=DayInput(),
            help_text=_("The first day after the term. Empty: with no end agreed."),
        )
    if step.meeting:
        fields["meeting"] = forms.ModelChoiceField(
            _meetings(step, user),
            label=_("Meeting"),
            to_field_name="reference",
            empty_label=_("Choose a meeting"),
            required=not step.silence,
        )
    if step.silence:
        fields["decision"] = decisions().field(step, commitment, user)
    if step.experts:
        chosen = ExpertNomination.objects.visible_to(user).filter(
            pk__in=[expert.pk for expert in commitment.nominated_experts()]
        )
        fields["experts"] = forms.ModelMultipleChoiceField(
            chosen, label=_("Experts"), to_field_name="uid", widget=forms.CheckboxSelectMultiple
        )
    if step.circulates:
        shared = [(Audience.MEMBERS, Audience.MEMBERS.label), (Audience.OBSERVERS, Audience.OBSERVERS.label)]
        fields["audience"] = forms.ChoiceField(label=_("Send to"), choices=shared, initial=Audience.MEMBERS)
        fields["comments_by"] = BoundedDayField(
            label=_("Comments are welcome until"), required=False, widget=DayInput()
        )
    if step.consensus:
        fields["consensus"] = forms.CharField(
            label=_("How consensus was recorded"),
            max_length=LONG,
            required=not step.silence,
            widget=forms.Textarea({"rows": 4}),
        )
    if step.note is not Need.NO:
        fields["note"] = forms.CharField(
            label=_("Note"), max_length=LONG, required=step.note is Need.MUST, widget=forms.Textarea({"rows": 4})
        )
    return fields


def _meetings(step: Step, user: User) -> QuerySet[Meeting]:
    found = Meeting.objects.visible_to(user).of_body(step.meeting).exclude(status=Status.CANCELLED)
    return found.order_by("-starts_on", "-pk")


class LetterForm(PaperFields):
    """On whose behalf the Secretariat enters something, and by which letter it reached the Secretariat."""

    prefix = "letter"

    on_behalf_of = forms.ModelChoiceField(
        Participant.objects.none(), label=_("On behalf of"), to_field_name="code", required=False
    )
    channel = forms.ChoiceField(label=_("Reached us by"), choices=BY_LETTER, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("title", "text", "language_status"):
            del self.fields[name]
        self.fields["file"].label = _("Scan of the letter")
        self.fields["file"].help_text = _("PDF or DOCX, up to 10 MB.")
        self.fields["on_behalf_of"].queryset = Participant.objects.visible_to(user).states().in_seat_order()


class BeginForm(OnceForm):
    """Beginning a commitment: which way, for what, in which words."""

    modality = forms.ChoiceField(label=_("Which way"), choices=Modality.choices, widget=forms.RadioSelect)
    measure = MeasureField(
        Measure.objects.none(), label=_("Measure"), to_field_name="reference", required=False, empty_label=_("None")
    )
    area = AreaField(
        Area.objects.none(),
        label=_("Or a whole area"),
        to_field_name="reference",
        required=False,
        empty_label=_("None"),
    )
    topic = forms.CharField(
        label=_("Topic in its own words"),
        max_length=200,
        required=False,
        help_text=_("With an area, where no measure of the catalogue says it."),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    statement = forms.CharField(
        label=_("Statement"),
        max_length=LONG,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("What your state intends, in its own words."),
    )
    audience = forms.ChoiceField(label=_("Who sees it"), choices=SHARED_WITH, initial=Audience.MEMBERS)
    renews = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("Renews an earlier commitment"),
        to_field_name="reference",
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.visible_to(user).select_related("area__edition").in_order()
        self.fields["area"].queryset = Area.objects.visible_to(user).select_related("edition").in_order()
        self.fields["renews"].queryset = Commitment.objects.visible_to(user).order_by("reference")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        measure, area = found.get("measure"), found.get("area")
        if not measure and not area and not ({"measure", "area"} & set(self.errors)):
            self.add_error("measure", _("Choose a measure, or an area."))
        if measure and area and measure.area_id != area.pk:
            self.add_error("area", _("This measure lies in another area."))
        if measure and found.get("topic"):
            self.add_error("topic", _("A topic in its own words goes with an area, not with a measure."))
        return found

    def values(self) -> dict[str, Any]:
        """What `actions.begin` wants to know."""
        given = self.cleaned_data
        measure = given.get("measure")
        return {
            "modality": given["modality"],
            "measure": measure,
            "area": measure.area if measure else given["area"],
            "topic": {"en": given["topic"]} if given.get("topic") else {},
            "title": given["title"],
            "statement": given["statement"],
            "audience": given["audience"],
            "renews": given.get("renews"),
        }
