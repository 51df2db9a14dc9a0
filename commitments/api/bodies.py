"""What may be sent, as OpenAPI describes it. The forms of the portal check it; here it is only told."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments.forms.steps import BY_LETTER
from commitments.models import SHARED_WITH
from law.choices import Modality
from members.api import BehalfBody
from members.choices import Audience
from record.texts import WordingStatus

CIRCULATED_TO = [(Audience.MEMBERS, Audience.MEMBERS.label), (Audience.OBSERVERS, Audience.OBSERVERS.label)]


class LetterBody(BehalfBody):
    channel = serializers.ChoiceField(
        choices=BY_LETTER, required=False, help_text=_("The Secretariat only: how the state's letter came.")
    )
    letter = serializers.FileField(required=False, help_text=_("The Secretariat only: a scan of the letter."))
    letter_language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)


class BeginBody(LetterBody):
    """A commitment to begin."""

    modality = serializers.ChoiceField(choices=Modality.choices)
    measure = serializers.CharField(required=False, help_text=_("Reference of a measure; else give an area."))
    area = serializers.CharField(required=False, help_text=_("Reference of an area."))
    topic = serializers.CharField(required=False, max_length=200, help_text=_("In its own words, with an area."))
    title = serializers.CharField(max_length=200)
    statement = serializers.CharField(max_length=5000)
    audience = serializers.ChoiceField(choices=SHARED_WITH, required=False)
    renews = serializers.CharField(required=False, help_text=_("Reference of an earlier commitment."))


class StepBody(LetterBody):
    """Answers to what a step asks: of these fields, those that its `asks` name."""

    note = serializers.CharField(required=False, max_length=5000)
    consensus = serializers.CharField(required=False, max_length=5000)
    meeting = serializers.CharField(required=False, help_text=_("Reference of a meeting."))
    decision = serializers.CharField(
        required=False, help_text=_("Symbol of a decision by silence procedure, in the place of a meeting.")
    )
    party = serializers.CharField(required=False, help_text=_("Code of the state to be designated."))
    term_until = serializers.DateField(required=False)
    experts = serializers.ListField(child=serializers.UUIDField(), required=False)
    audience = serializers.ChoiceField(choices=CIRCULATED_TO, required=False)
    comments_by = serializers.DateField(required=False)
    title = serializers.CharField(required=False, max_length=200)
    text = serializers.CharField(required=False, max_length=200_000)
    file = serializers.FileField(required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    language_status = serializers.ChoiceField(choices=WordingStatus.choices, required=False)


class ViewBody(BehalfBody):
    """A view to share."""

    commitment = serializers.CharField(help_text=_("Reference of a commitment."))
    text = serializers.CharField(max_length=20_000)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    audience = serializers.ChoiceField(choices=Audience.choices, required=False)


class WidenBody(serializers.Serializer):
    """Who is to see it: more than now."""

    audience = serializers.ChoiceField(choices=Audience.choices)


class NominationBody(BehalfBody):
    """An expert or scholar to nominate, for a measure or a commitment."""

    measure = serializers.CharField(required=False, help_text=_("Reference of a measure."))
    commitment = serializers.CharField(required=False, help_text=_("Reference of a commitment."))
    name = serializers.CharField(max_length=150)
    affiliation = serializers.CharField(required=False, max_length=200)
    expertise = serializers.CharField(required=False, max_length=2000)
    email = serializers.EmailField(required=False)
    until = serializers.DateField(required=False)
    audience = serializers.ChoiceField(choices=Audience.choices, required=False)
