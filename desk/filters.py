"""What the desk may be asked, at every door."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

from activities.filters import ActionPlanFilter, ActivityFilter, InformationFilter, ProgressNoteFilter
from catalogue.filters import MeasureFilter
from commitments.filters import CommitmentFilter, CoordinatorFilter, ExpertFilter
from decisions.filters import ApproachProposalFilter, DecisionFilter, FollowUpFilter, MinutesFilter, SilenceFilter
from desk.choices import Brought, DeskDeed, MakingOf
from desk.models import BroughtFile, DeskEntry, RequestedDocument, SavedList
from desk.reports.lines import DeskList, DeskQuestion, ShownLine, every_kind
from meetings.filters import MeetingFilter
from members.filters import DeputyshipFilter, ParticipantFilter, state_called
from notices.filters import AddresseeFilter, WentOnFilter
from papers.filters import CorrespondenceFilter, OutgoingFilter, PaperFilter
from record.awaiting import Stands
from record.dates import end_of_the_day
from record.filters import (
    ANY,
    ASKED_LISTS,
    AskedList,
    KeyFilter,
    OneOfFilter,
    RecordFilter,
    SomeOfField,
    SomeOfFilter,
    SourceFilter,
    add_asked_lists,
    as_of_filter,
    by_words,
)
from record.texts import folded

MINE, EVERYBODY_S = "mine", "everybodys"
WHOSE = ((MINE, _("Mine")), (EVERYBODY_S, _("Everybody's")))


class DeskForm(forms.Form):
    """Whose lines, and of which kind; what isn't there is asked for nothing."""

    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data: Mapping[str, Any], *, kinds: Sequence[tuple[str, Any, int]]):
        super().__init__(data)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("Every kind")),
            *((kind, f"{label} · {count}") for kind, label, count in kinds),
        ]

    def question(self) -> DeskQuestion:
        self.is_valid()
        whose = self.cleaned_data.get("whose") or MINE
        return DeskQuestion(is_mine=whose == MINE, kind=self.cleaned_data.get("kind") or "")


OURS, ALL = "ours", "all"


class BoardForm(forms.Form):
    """Whose board; what isn't there asks for nothing."""

    whose_board = forms.ChoiceField(choices=((OURS, _("Ours")), (ALL, _("All"))), required=False)

    def __init__(self, data: Mapping[str, Any]):
        super().__init__({"whose_board": data.get("whose", "")})

    def whose(self, opening: str) -> str:
        self.is_valid()
        return self.cleaned_data.get("whose_board") or opening


STANDS = (
    (Stands.TO_DO.value, _("To do")),
    (Stands.OPEN.value, _("You may also")),
    (Stands.WAITS.value, _("Waits for others")),
)
ON_THE_LIST, SET_ASIDE, EITHER = "no", "yes", "any"
ASIDE = ((ON_THE_LIST, _("on the list")), (SET_ASIDE, _("set aside")), (EITHER, _("either")))


class KindFilter(filters.MultipleChoiceFilter):
    """One or several kinds of lines: which there are is asked when the house has started."""

    field_class = SomeOfField

    @property
    def field(self) -> forms.Field:
        field = super().field
        field.choices = every_kind()
        return field


class DeskLineFilter(RecordFilter):
    """What of one's desk is asked for by a program: by default everything that is to be done, may be done, or waits."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what the record as it is now asks for on it. Today, if not given."))
    kind = extend_schema_field({"type": "string"})(KindFilter(label=_("Kind"), help_text=_("Kinds of lines.")))
    stands = SomeOfFilter(
        choices=STANDS, label=_("How it stands"), help_text=_("To be done, open to be done, or waiting for others.")
    )
    whose = OneOfFilter(
        choices=WHOSE,
        label=_("Whose"),
        help_text=_("“mine”: without what a colleague took. Everybody's, if not given."),
    )
    set_aside = OneOfFilter(
        choices=ASIDE,
        label=_("Set aside"),
        help_text=_("Whether lines that were set aside are told; “no”, if not given."),
    )

    class Meta:
        model = DeskEntry
        fields: list[str] = []

    def lines(self, desk: DeskList) -> list[ShownLine]:
        """Those of the lines that are asked for, in their order."""
        asked = self.form.cleaned_data
        words = (asked.get("search") or "").split()
        aside = asked.get("set_aside") or ON_THE_LIST
        return [
            shown
            for shown in desk.every
            if (aside == EITHER or (shown.aside is not None) is (aside == SET_ASIDE))
            and (not asked.get("kind") or shown.line.kind in asked["kind"])
            and (not asked.get("stands") or shown.line.stands in asked["stands"])
            and (asked.get("whose") != MINE or desk.is_mine(shown))
            and all(folded(word) in folded(*map(str, _said(shown))) for word in words)
        ]


def _said(shown: ShownLine) -> tuple[Any, ...]:
    return (shown.line.what, shown.line.thing, shown.line.reference, shown.kind_label)


class DeskEntryFilter(RecordFilter):
    """What was done with the lines of one's desks."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: written by then. Every one, if not given."))
    what = SomeOfFilter(choices=DeskDeed.choices, label=_("What was done"), help_text=_("What was done with the line."))

    class Meta:
        model = DeskEntry
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "label", "word")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.written_by(self.as_of_given) if self.as_of_given else rows


class BroughtFileFilter(RecordFilter):
    """Workbooks with entries that came back."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: brought by then. Every one, if not given."))
    stage = SomeOfFilter(
        choices=Brought.choices, label=_("How far it has come"), help_text=_("What became of the workbook.")
    )
    state = KeyFilter(
        field_name="owner", label=_("State"), named=state_called, help_text=_("Code of a participant: AZ.")
    )

    class Meta:
        model = BroughtFile
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "name", "sha256")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.written_by(self.as_of_given) if self.as_of_given else rows


class ListNameFilter(filters.MultipleChoiceFilter):
    """One or several lists of the portal: which there are is asked when the house has started."""

    field_class = SomeOfField

    @property
    def field(self) -> forms.Field:
        field = super().field
        lists = [(row.page, row.label) for row in ASKED_LISTS.values()]
        field.choices = lists
        field.widget.choices = [ANY, *lists]
        return field


class SavedListFilter(RecordFilter):
    """Lists that one keeps."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: kept by then. Every one, if not given."))
    list_name = extend_schema_field({"type": "string"})(
        ListNameFilter(field_name="page", label=_("Which list"), help_text=_("Names of pages."))
    )

    on_page = ("search", "list_name")

    class Meta:
        model = SavedList
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "name")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.kept_by(self.as_of_given) if self.as_of_given else rows


class RequestedDocumentFilter(RecordFilter):
    """Documents that one asked for."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: asked for by then. Every one, if not given."))
    progress = SomeOfFilter(
        field_name="state",
        choices=MakingOf.choices,
        label=_("How far it has come"),
        help_text=_("How far it has come."),
    )

    class Meta:
        model = RequestedDocument
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "title", "key")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


def register() -> None:
    """The lists of the portal that somebody can keep as they asked them."""
    add_asked_lists(
        AskedList("commitment-list", _("Commitments"), CommitmentFilter),
        AskedList("activity-list", _("Activities"), ActivityFilter),
        AskedList("action-plan-list", _("Action plans"), ActionPlanFilter),
        AskedList("information-list", _("Information"), InformationFilter),
        AskedList("progress-note-list", _("Progress notes"), ProgressNoteFilter),
        AskedList("coordinator-list", _("Coordinators"), CoordinatorFilter),
        AskedList("expert-list", _("Experts"), ExpertFilter),
        AskedList("measure-list", _("Measures"), MeasureFilter),
        AskedList("participant-list", _("States"), ParticipantFilter),
        AskedList("meeting-list", _("Meetings"), MeetingFilter),
        AskedList("decision-list", _("Decisions"), DecisionFilter),
        AskedList("follow-up-list", _("Follow-ups"), FollowUpFilter),
        AskedList("minutes-list", _("Minutes"), MinutesFilter),
        AskedList("silence-list", _("Silence procedures"), SilenceFilter),
        AskedList("approach-proposal-list", _("Review of the Approach"), ApproachProposalFilter),
        AskedList("paper-list", _("Papers"), PaperFilter),
        AskedList("correspondence-list", _("Correspondence"), CorrespondenceFilter),
        AskedList("outgoing-letter-list", _("Letters being drafted"), OutgoingFilter),
        AskedList("source-list", _("Sources of the record"), SourceFilter),
        AskedList("addressee-list", _("To be served on paper"), AddresseeFilter),
        AskedList("going-on", _("What stays unanswered"), WentOnFilter),
        AskedList("people-deputies", _("Deputies"), DeputyshipFilter),
    )
