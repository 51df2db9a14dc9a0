"""Papers under `/api/v1/papers/`, their versions, their files, and what was said of them."""

from typing import Any

from django.conf import settings
from django.db.models import F, Prefetch, QuerySet, Value
from django.db.models.functions import Replace
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.http import quote_etag
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from journal.staff import is_of_staff
from law.choices import PaperKind
from members.choices import Audience
from papers.acts import COMMENT
from papers.filters import CommentFilter, PaperFilter
from papers.models import Circulation, Comment, CommentAudience, CommentOutcome, CommentReply, Paper, PaperVersion
from papers.reports.circulated import named_for
from papers.uploads import download_name
from record.acts import TABLE, ActForm, Setting
from record.acts.table import Consequences
from record.api.fields import (
    CorrectableSerializer,
    LanguageOfField,
    SourcedSerializer,
    TextsField,
    by_letter,
    known_date,
)
from record.api.naming import ByUid, KeySchema
from record.api.parameters import Ordering
from record.api.problems import A_PROBLEM
from record.api.views import AnyFile
from record.api.writing import IDEMPOTENCY_KEY, REFUSALS
from record.choices import Channel
from record.doors.described import NextActSerializer, body_serializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.files import attachment_headers
from record.refusals import StepRefused
from record.texts import WordingStatus

NUMBER = OpenApiParameter("number", int, OpenApiParameter.PATH, description=_("Number of the version."))
KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description=_("The paper's own column `key`."))
VERSION = r"versions/(?P<number>[0-9]{1,9})"


class CirculationSerializer(serializers.Serializer):
    at = serializers.DateTimeField(read_only=True)
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True)
    participants = serializers.SerializerMethodField(
        help_text=_("Codes of those to whom alone it went: the Secretariat reads all of them, a state its own.")
    )
    comments_by = serializers.DateField(read_only=True, allow_null=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_participants(self, row: Circulation) -> list[str]:
        return [participant.code for participant in named_for(self.context["request"].user, row)]


class VersionSerializer(serializers.Serializer):
    """One version of a paper, as it was submitted."""

    in_words = {"language": settings.LANGUAGES}

    number = serializers.IntegerField(read_only=True)
    language = serializers.CharField(read_only=True)
    language_status = serializers.ChoiceField(choices=WordingStatus.choices, read_only=True)
    on_behalf_of = serializers.CharField(source="on_behalf_of.code", read_only=True, allow_null=True, default=None)
    channel = serializers.ChoiceField(choices=Channel.choices, read_only=True)
    at = serializers.DateTimeField(read_only=True)
    size = serializers.IntegerField(read_only=True, help_text=_("In bytes."))
    sha256 = serializers.CharField(read_only=True)
    file_type = serializers.CharField(read_only=True, help_text=_("Empty where it is a text."))
    url = serializers.SerializerMethodField(help_text=_("Where it is told with its text and its comments."))
    file_url = serializers.SerializerMethodField(help_text=_("Where its file can be had; none where it is a text."))
    circulations = CirculationSerializer(many=True, read_only=True)

    def get_url(self, row: PaperVersion) -> str:
        return self._address("api-papers-version", row)

    def get_file_url(self, row: PaperVersion) -> str | None:
        return self._address("api-papers-version-file", row) if row.file else None

    def _address(self, name: str, row: PaperVersion) -> str:
        return reverse(name, args=[key_of(row.paper), row.number], request=self.context["request"])


class ReplySerializer(serializers.Serializer):
    """What was answered to a comment."""

    owner = serializers.CharField(
        source="owner.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Code of the state; none: the Secretariat."),
    )
    language = LanguageOfField("text")
    text = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class CommentSerializer(serializers.Serializer):
    """What a state says of a version."""

    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state."))
    audience = serializers.ChoiceField(choices=CommentAudience.choices, read_only=True, help_text=_("Who sees it."))
    language = LanguageOfField("text")
    paragraph = serializers.IntegerField(
        read_only=True, allow_null=True, help_text=_("Which paragraph it names; none: it is about the whole.")
    )
    text = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()
    outcome = serializers.ChoiceField(
        choices=CommentOutcome.choices, read_only=True, help_text=_("What became of it, as whoever drafts says.")
    )
    outcome_reason = serializers.CharField(read_only=True)
    outcome_at = serializers.DateTimeField(read_only=True, allow_null=True)


class AnsweredCommentSerializer(CommentSerializer):
    """A comment with what was answered."""

    replies = ReplySerializer(source="shown_replies", many=True, read_only=True)


class WholeVersionSerializer(VersionSerializer):
    """One version with its text, and the comments on it that you may see."""

    text = serializers.CharField(read_only=True, help_text=_("Empty where it is a file."))
    comments = AnsweredCommentSerializer(source="shown_comments", many=True, read_only=True)


class PaperSerializer(SourcedSerializer):
    """A paper, and the versions that you may read. The record may know of a paper without its text."""

    key = serializers.SerializerMethodField(help_text=_("The symbol as an address can hold it: _ for each /."))
    symbol = serializers.CharField(read_only=True)
    commitment = serializers.SerializerMethodField(
        help_text=_("Reference of what it lies in; empty of what the Secretariat laid down by itself.")
    )
    about = serializers.SerializerMethodField(
        help_text=_("What the Secretariat laid it down about; its staff are told.")
    )
    kind = serializers.ChoiceField(choices=PaperKind.choices, read_only=True)
    title = serializers.CharField(read_only=True)
    language = LanguageOfField("title")
    titles = TextsField(read_only=True, help_text=_("In every language in which it was given."))
    period = serializers.CharField(read_only=True)
    on, on_precision, on_day = known_date("on", "on_precision")
    versions = serializers.SerializerMethodField()

    def get_commitment(self, row: Paper) -> str:
        return "" if row.is_of_the_office else row.folder.reference

    def get_about(self, row: Paper) -> str:
        return row.about_label if is_of_staff(self.context["request"].user) else ""

    def get_key(self, row: Paper) -> str:
        return key_of(row)

    @extend_schema_field(VersionSerializer(many=True))
    def get_versions(self, row: Paper) -> Any:
        return VersionSerializer(row.shown_versions, many=True, context=self.context).data


class WholePaperSerializer(PaperSerializer):
    """A paper with what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Paper) -> list[Any]:
        acts = next_acts(TABLE.nouns["paper"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


def key_of(paper: Paper) -> str:
    return paper.key


class ListedCommentSerializer(CorrectableSerializer, CommentSerializer):
    """What a state says of a version, with the paper that it is about."""

    uid = serializers.UUIDField(read_only=True)
    paper = serializers.CharField(source="version.paper.symbol", read_only=True, help_text=_("Symbol of the paper."))
    version = serializers.IntegerField(source="version.number", read_only=True, help_text=_("Number of the version."))
    owner_name = TextsField(source="owner.name", read_only=True)

    def get_fields(self) -> dict[str, serializers.Field]:
        """What it is about comes first."""
        fields = super().get_fields()
        first = ("uid", "paper", "version", "owner", "owner_name")
        return {**{name: fields[name] for name in first}, **fields}


@with_acts
class Comments(ByUid, ActsViewSet):
    """What states say of the versions that the caller may read, as far as each state lets the caller see it."""

    changes_when_written = True
    changed_by = ("at",)

    noun_name = "comment"
    serializer_class = ListedCommentSerializer
    filterset_class = CommentFilter
    ordering = Ordering(
        {"at": "at", "paper": "version__paper__symbol", "owner": "owner__seat_name"}, default=("at",), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(Comment).visible_to(self.request.user)
        return rows.select_related("owner", "version__paper")


@with_acts
class Papers(ActsViewSet):
    """Papers, each with the versions that the caller may read."""

    changes_when_written = True
    changed_by = ("versions__at", "versions__circulations__at")

    noun_name = "paper"
    serializer_class = WholePaperSerializer
    listed_class = PaperSerializer
    filterset_class = PaperFilter
    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"symbol": "symbol", "kind": "kind", "commitment": "folder__reference", "on": "on"},
        default=("symbol",),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        versions = self._versions().defer("text").order_by("number")
        rows = Paper.objects.visible_to(self.request.user).select_related("folder")
        return rows.with_keys().prefetch_related(Prefetch("versions", versions, to_attr="shown_versions"))

    def _versions(self) -> QuerySet:
        rows = PaperVersion.objects.visible_to(self.request.user)
        return rows.select_related("on_behalf_of", "paper").prefetch_related("circulations__participants")

    def get_renderers(self) -> list[BaseRenderer]:
        return [AnyFile(), JSONRenderer()] if self.action == "file" else super().get_renderers()

    def _version(self) -> PaperVersion:
        replies = Prefetch("replies", CommentReply.objects.select_related("owner"), to_attr="shown_replies")
        comments = Comment.objects.visible_to(self.request.user).select_related("owner").order_by("at", "pk")
        comments = comments.prefetch_related(replies)
        rows = self._versions().annotate(key=Replace(F("paper__symbol"), Value("/"), Value("_")))
        rows = rows.prefetch_related(Prefetch("comments", comments, to_attr="shown_comments"))
        return get_object_or_404(rows, key=self.kwargs["key"], number=int(self.kwargs["number"]))

    @extend_schema(
        parameters=[KEY, NUMBER],
        responses={200: WholeVersionSerializer, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM},
    )
    @action(detail=True, url_path=VERSION)
    def version(self, request: Request, key: str, number: str) -> Response:
        """One version with its text, whom it was sent to, and the comments that the caller may see."""
        return Response(WholeVersionSerializer(self._version(), context=self.get_serializer_context()).data)

    @extend_schema(
        parameters=[KEY, NUMBER],
        responses={(200, "*/*"): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM},
    )
    @action(detail=True, url_path=f"{VERSION}/file", url_name="version-file")
    def file(self, request: Request, key: str, number: str) -> FileResponse:
        """The file of a version, to be kept: PDF or DOCX."""
        version = self._version()
        try:
            content = version.file.open("rb")
        except (FileNotFoundError, ValueError) as error:
            raise Http404 from error
        extension = version.file.name.rpartition(".")[2]
        response = FileResponse(content, content_type=version.file_type)
        # After the response is made: it puts a disposition of its own over what it is given.
        for name, value in attachment_headers(download_name(version.paper.symbol, version.number, extension)).items():
            response[name] = value
        response["ETag"] = quote_etag(version.sha256)
        return response

    @extend_schema(
        request=body_serializer("CommentBody", COMMENT.asks, COMMENT),
        parameters=[KEY, NUMBER, IDEMPOTENCY_KEY],
        responses={200: CommentSerializer, 201: CommentSerializer, **REFUSALS},
    )
    @action(detail=True, methods=["post"], url_path=f"{VERSION}/comments", url_name="version-comments")
    def comment(self, request: Request, key: str, number: str) -> Response:
        """Comment on a version, for a participant, which chooses who sees it."""
        self.noun_name = "paper-version"
        return self.perform_act(request, COMMENT.name, self._version())

    def asked(self, form: ActForm, verb: Consequences) -> Any:
        """A comment is refused for nothing but the lack of a right."""
        if form.setting.act is not COMMENT:
            return super().asked(form, verb)
        try:
            return verb(form.setting, form.answers())
        except StepRefused as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    def answer_for(self, setting: Setting, result: Any, *, is_new: bool) -> Response:
        if setting.act is not COMMENT:
            return super().answer_for(setting, result, is_new=is_new)
        return Response(CommentSerializer(result).data, status=201 if is_new else 200)
