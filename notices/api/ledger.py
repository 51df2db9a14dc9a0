"""What a person was told, and the letters that went, under `/api/v1/`."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from rest_framework import serializers

from journal.names import key_field_of, model_of
from notices.choices import BY_PORTAL, NEEDED_NO_MORE, SERVED, TO_SERVE, Stage
from notices.filters import STANDS, AddresseeFilter
from notices.kinds import kinds_in_words, label_of
from notices.models import Addressee, Letter, Notice, PaperReceipt
from notices.reports.ledger import letters
from notices.reports.paper import addressees
from notices.reports.reading import read
from notices.reports.told import NoticeTeller
from record.api.fields import TextsField
from record.api.labels import things_in_words
from record.api.naming import NamedByUid
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.dates import end_of_the_day
from record.filters import RecordFilter, SomeOfFilter, TruthFilter, as_of_filter, by_words


def reference_of(row: Notice | Addressee) -> str:
    """Of what it is about; a number is none: it counts through what everybody has."""
    model = model_of(row.about_kind)
    return row.about_key if model is not None and key_field_of(model) != "pk" else ""


class NoticeSerializer(serializers.Serializer):
    """What the caller was told in the portal, in the words of the page. To read it here doesn't mark it as seen."""

    in_words = {"kind": kinds_in_words, "about_kind": things_in_words}

    id = serializers.UUIDField(source="uid", read_only=True)
    at = serializers.DateTimeField(source="created_at", read_only=True)
    kind = serializers.CharField(read_only=True)
    kind_label = serializers.SerializerMethodField(help_text=_("In the language of whoever asks."))
    sentence = serializers.SerializerMethodField(help_text=_("In the language of whoever asks."))
    about_kind = serializers.CharField(read_only=True, help_text=_("Of what kind the thing is: meeting, commitment."))
    about_key = serializers.SerializerMethodField(help_text=_("Its reference; empty where it has none."))
    path = serializers.CharField(source="url", read_only=True, help_text=_("Where it is read on this site."))
    official = serializers.BooleanField(read_only=True)
    seen_at = serializers.DateTimeField(read_only=True, allow_null=True)

    def get_kind_label(self, row: Notice) -> str:
        return str(label_of(row.kind))

    def get_about_key(self, row: Notice) -> str:
        return reference_of(row)

    def get_sentence(self, row: Notice) -> str:
        return self.context["view"].teller.sentence_of(row)


class NoticeFilter(RecordFilter):
    """All that one was told; as of a day, by its end."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what was told by then. All, if not given."))
    seen = TruthFilter(
        method="seen_or_not",
        label=pgettext_lazy("notice", "Seen"),
        true=pgettext_lazy("notice", "seen"),
        false=pgettext_lazy("notice", "not seen"),
        help_text=_("true: those that were seen in the portal; false: the others."),
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def seen_or_not(self, rows: QuerySet, name: str, seen: str) -> QuerySet:
        return rows.filter(seen_at__isnull=seen == "false")

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "about_label", "about_key", "kind")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(created_at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class Notices(NamedByUid, ReadingViewSet):
    """What the caller was told in the portal, the newest first. Nobody reads what somebody else was told."""

    changed_by = ("created_at", "seen_at")

    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter
    ordering = Ordering({"at": "created_at", "kind": "kind"}, default=("-created_at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return Notice.objects.visible_to(self.request.user)

    @cached_property
    def teller(self) -> NoticeTeller:
        return NoticeTeller(self.request.user)


class LetterSerializer(serializers.Serializer):
    """A letter, to whom it went, and how far it has come."""

    id = serializers.UUIDField(read_only=True)
    person = serializers.SerializerMethodField(help_text=_("Null: the address need not be anybody's account."))
    address = serializers.CharField(read_only=True)
    day = serializers.DateField(read_only=True, help_text=_("In the recipient's zone."))
    language = serializers.ChoiceField(choices=settings.LANGUAGES, read_only=True)
    subject = serializers.CharField(read_only=True)
    official = serializers.BooleanField(read_only=True)
    stage = serializers.ChoiceField(choices=Stage.choices, read_only=True)
    written_at = serializers.DateTimeField(source="created_at", read_only=True)
    ended_at = serializers.DateTimeField(read_only=True, allow_null=True)
    sha256 = serializers.CharField(
        source="digest", read_only=True, help_text=_("Of what went, once its words were removed; empty before.")
    )

    def get_person(self, row: Letter) -> str | None:
        return row.recipient.get_full_name() if row.recipient else None


class WholeLetterSerializer(LetterSerializer):
    """One letter in the words that went. Keys that act for their recipient are shown to nobody else."""

    text = serializers.SerializerMethodField(help_text=_("“…” stands for a key of the recipient's."))

    def get_text(self, row: Letter) -> str:
        return read(row, self.context["request"].user).text


def is_uuid(key: str) -> bool:
    """Whether a letter could have this key: what is none is never handed to the database, which raises at it."""
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True


class LetterFilter(RecordFilter):
    """Every letter that one may read; as of a day, those of that day or earlier."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: letters of that day or earlier. All, if not given."))
    stage = SomeOfFilter(choices=Stage.choices)
    language = SomeOfFilter(choices=settings.LANGUAGES)

    class Meta:
        model = Letter
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "subject", "address", "recipient__name")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(day__lte=self.as_of_given) if self.as_of_given else rows


class Letters(ReadingViewSet):
    """Letters: one's own, those to whoever acts for the same state, and to the Secretariat all."""

    changed_by = ("created_at", "ended_at")

    serializer_class = LetterSerializer
    filterset_class = LetterFilter
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"written_at": "created_at", "day": "day", "stage": "stage"}, default=("-created_at",), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        rows = letters(self.request.user)
        return rows.defer(None) if self.action == "retrieve" else rows.defer("text")

    def get_object(self) -> Any:
        if not is_uuid(self.kwargs["pk"]):
            raise Http404
        return super().get_object()

    def get_serializer_class(self) -> Any:
        renderer = getattr(self.request, "accepted_renderer", None)
        is_whole = self.action == "retrieve" and (renderer is None or renderer.format == "json")
        return WholeLetterSerializer if is_whole else LetterSerializer


class AddresseeSerializer(serializers.Serializer):
    """A state to which something official was told, and what is known of its arrival there."""

    in_words = {"kind": kinds_in_words, "about_kind": things_in_words, "stands": STANDS}

    id = serializers.UUIDField(source="uid", read_only=True)
    kind = serializers.CharField(read_only=True)
    kind_label = serializers.SerializerMethodField(help_text=_("In the language of whoever asks."))
    about = serializers.CharField(source="about_label", read_only=True)
    about_kind = serializers.CharField(read_only=True, help_text=_("Of what kind the thing is: meeting, commitment."))
    about_key = serializers.SerializerMethodField(help_text=_("Its reference; empty where it has none."))
    path = serializers.CharField(source="url", read_only=True, help_text=_("Where it is read on this site."))
    state = serializers.CharField(source="participant.code", read_only=True)
    state_name = TextsField(source="participant.name", read_only=True)
    told_at = serializers.DateTimeField(source="at", read_only=True)
    on_paper = serializers.BooleanField(
        read_only=True, help_text=_("Nobody acted for the state in the portal then, or it asked for paper.")
    )
    stands = serializers.SerializerMethodField(help_text=_("to-serve, served, set-aside or portal."))
    opened_at = serializers.DateTimeField(read_only=True, allow_null=True)
    accepted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    served_on = serializers.SerializerMethodField()
    channel = serializers.SerializerMethodField()
    served_by = serializers.SerializerMethodField()
    note = serializers.SerializerMethodField()

    def get_about_key(self, row: Addressee) -> str:
        return reference_of(row)

    def get_kind_label(self, row: Addressee) -> str:
        return str(label_of(row.kind))

    def get_stands(self, row: Addressee) -> str:
        if self._receipt(row):
            return SERVED
        if not row.on_paper:
            return BY_PORTAL
        return NEEDED_NO_MORE if getattr(row, "is_set_aside", False) else TO_SERVE

    def get_served_on(self, row: Addressee) -> dt.date | None:
        return self._of_the_receipt(row, "day", None)

    def get_channel(self, row: Addressee) -> str:
        return self._of_the_receipt(row, "channel", "")

    def get_served_by(self, row: Addressee) -> str:
        return self._of_the_receipt(row, "served_by", "")

    def get_note(self, row: Addressee) -> str:
        return self._of_the_receipt(row, "note", "")

    def _of_the_receipt(self, row: Addressee, name: str, nothing: Any) -> Any:
        receipt = self._receipt(row)
        return getattr(receipt, name) if receipt else nothing

    def _receipt(self, row: Addressee) -> PaperReceipt | None:
        return next((receipt for receipt in row.receipts.all() if receipt.mistaken_at is None), None)


class Addressees(NamedByUid, ReadingViewSet):
    """To which states something official was told: a state reads its own, the Secretariat all; receipts on paper with them."""

    changed_by = ("at",)

    serializer_class = AddresseeSerializer
    filterset_class = AddresseeFilter
    ordering = Ordering({"told_at": "at", "state": "participant__code"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return addressees(self.request.user)
