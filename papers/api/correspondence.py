"""The register of correspondence under `/api/v1/correspondence/`."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.reverse import reverse

from notices.choices import ServedThrough
from papers.choices import Direction, LetterSeries
from papers.files import scan_of
from papers.filters import CorrespondenceFilter
from papers.models import LetterDeed, RegisteredLetter, ScanOfALetter
from papers.reports.correspondence import with_parties
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, LanguageOfField, TextsField
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.api.problems import A_PROBLEM
from record.api.views import AnyFile
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts

LONGEST_CODE = 20
OFFICE = _("For the Secretariat's staff; empty for others.")


class ScanSerializer(serializers.Serializer):
    """The letter itself, or a scan of its pages. The first column is its name, for a cell of a table."""

    name = serializers.CharField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    file_type = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, help_text=_("In bytes."))
    sha256 = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    url = serializers.SerializerMethodField(help_text=_("Where the file can be had."))

    addressee = serializers.CharField(
        source="addressee.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Code of whose copy it is; empty where everybody got the same."),
    )

    def get_url(self, row: ScanOfALetter) -> str:
        address = reverse("api-correspondence-scan", args=[row.letter.uid, row.number], request=self.context["request"])
        return f"{address}?to={row.addressee.code}" if row.addressee else address


class DeedSerializer(serializers.Serializer):
    """An act that was entered from a letter."""

    what = TextsField(read_only=True)
    about = serializers.CharField(source="about_label", read_only=True)
    about_kind = serializers.CharField(read_only=True, help_text=_("Of what kind the thing is: meeting, commitment."))
    act = serializers.CharField(read_only=True)
    path = serializers.CharField(source="page", read_only=True, help_text=_("Where it is read on this site."))
    at = serializers.DateTimeField(read_only=True)


class RegisteredLetterSerializer(CorrectableSerializer):
    """A letter that came in or went out."""

    uid = serializers.UUIDField(read_only=True)
    direction = serializers.ChoiceField(choices=Direction.choices, read_only=True)
    reference = serializers.SerializerMethodField(
        help_text=_("Its number in the register. For the Secretariat's staff.")
    )
    series = serializers.ChoiceField(choices=LetterSeries.choices, read_only=True)
    year = serializers.IntegerField(read_only=True)
    dated = serializers.DateField(read_only=True)
    day = serializers.DateField(read_only=True, help_text=_("When it was received, or sent."))
    participant = serializers.CharField(
        source="participant.code", read_only=True, allow_null=True, default=None, help_text=_("Code of who wrote it.")
    )
    addressees = serializers.SerializerMethodField(help_text=_("Codes of those to whom it went."))
    other_party = serializers.CharField(read_only=True, help_text=_("From whom else, or to whom else, in words."))
    channel = serializers.ChoiceField(choices=ServedThrough.choices, read_only=True)
    subject = serializers.CharField(read_only=True)
    language = LanguageOfField("subject")
    own_number = serializers.CharField(read_only=True, help_text=_("The sender's own number."))
    answers = serializers.UUIDField(
        source="answered_uid", read_only=True, allow_null=True, help_text=_("Key of the letter that it answers.")
    )
    officer = serializers.SerializerMethodField(help_text=OFFICE)
    until = serializers.SerializerMethodField(help_text=OFFICE)
    closed_at = serializers.SerializerMethodField(help_text=OFFICE)
    closing = serializers.SerializerMethodField(help_text=OFFICE)
    note = serializers.SerializerMethodField(help_text=OFFICE)
    scans = ScanSerializer(source="shown_scans", many=True, read_only=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_addressees(self, row: RegisteredLetter) -> list[str]:
        return [state.code for state in row.addressees.all()]

    def get_reference(self, row: RegisteredLetter) -> str:
        return row.reference if row.is_in_office else ""

    def get_officer(self, row: RegisteredLetter) -> str:
        return row.officer.get_full_name() if row.is_in_office and row.officer else ""

    def get_until(self, row: RegisteredLetter) -> dt.date | None:
        return row.until if row.is_in_office else None

    def get_closed_at(self, row: RegisteredLetter) -> dt.datetime | None:
        return row.closed_at if row.is_in_office else None

    def get_closing(self, row: RegisteredLetter) -> str:
        return row.closing if row.is_in_office else ""

    def get_note(self, row: RegisteredLetter) -> str:
        return row.note if row.is_in_office else ""


class WholeLetterOfTheRegisterSerializer(RegisteredLetterSerializer):
    """A letter with what was entered from it, and what the caller may do about it."""

    did = DeedSerializer(source="deeds", many=True, read_only=True)
    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: RegisteredLetter) -> list[Any]:
        acts = next_acts(TABLE.nouns["correspondence"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class Correspondence(ByUid, ActsViewSet):
    """Letters that came in and went out: of a state its own, those to it, and for the Secretariat all."""

    changes_when_written = True
    changed_by = ("at",)

    noun_name = "correspondence"
    serializer_class = WholeLetterOfTheRegisterSerializer
    listed_class = RegisteredLetterSerializer
    filterset_class = CorrespondenceFilter
    ordering = Ordering({"day": "day", "dated": "dated", "subject": "subject"}, default=("-day",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        scans = ScanOfALetter.objects.visible_to(self.request.user).select_related("letter", "addressee")
        scans = scans.order_by("number", "pk")
        rows = with_parties(self.rows_of(RegisteredLetter).told_to(self.request.user), self.request.user)
        rows = rows.prefetch_related(Prefetch("scans", scans, to_attr="shown_scans"))
        deeds = Prefetch("deeds", LetterDeed.objects.order_by("at", "pk"))
        return rows if self.action == "list" else rows.prefetch_related(deeds)

    def get_renderers(self) -> list[BaseRenderer]:
        return [AnyFile(), JSONRenderer()] if self.action == "scan" else super().get_renderers()

    @extend_schema(
        parameters=[
            OpenApiParameter("number", int, OpenApiParameter.PATH, description=_("Number of the scan.")),
            OpenApiParameter("to", str, description=_("Code of one who is addressed: that one's copy.")),
        ],
        responses={(200, "*/*"): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM},
    )
    @action(detail=True, url_path="scans/(?P<number>[0-9]{1,8})", url_name="scan")
    def scan(self, request: Request, uid: str, number: str) -> FileResponse:
        """A scan of a letter, to be kept: PDF, DOCX, JPEG, PNG or TIFF."""
        try:
            key = uuid.UUID(uid)
        except ValueError as error:
            raise Http404 from error
        return scan_of(request.user, key, int(number), request.query_params.get("to", "")[:LONGEST_CODE])
