"""What the list of papers may be asked, and how papers and their commitments are named in parameters."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from law.choices import PaperKind
from members.filters import state_called
from members.models import Person
from papers.models import Comment, CommentAudience, Folder, Paper, PaperVersion
from record.called import called
from record.dates import end_of_the_day
from record.filters import (
    CorrectableFilter,
    KeyFilter,
    RecordFilter,
    SomeOfFilter,
    as_of_filter,
    by_words,
    words_stand,
)


def paper_called(user: Person, symbol: str) -> QuerySet:
    return called(Paper.objects.visible_to(user), symbol, "symbol")


def folder_called(user: Person, reference: str) -> QuerySet:
    return called(Folder.objects.visible_to(user), reference, "reference")


class PaperFilter(RecordFilter):
    """By default every paper; as of a day, those dated by then, or with a version submitted by then."""

    as_of = as_of_filter(
        _("A day, YYYY-MM-DD: papers dated by then, or with a version submitted by then. Every paper, if not given.")
    )
    symbol = KeyFilter(
        field_name="pk",
        label=_("Symbol"),
        named=paper_called,
        help_text=_("Symbol of a paper: CBM-2007-ECO-02-01/CP."),
    )
    commitment = KeyFilter(
        field_name="folder", label=_("Commitment"), named=folder_called, help_text=_("Reference of a commitment.")
    )
    kind = SomeOfFilter(label=_("Kind"), choices=PaperKind.choices)

    on_page = ("kind", "search")

    class Meta:
        model = Paper
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        """Also in what its commitment is about, for those who see that."""
        seen = Folder.objects.visible_to(self.viewer)
        for word in words.split():
            of_commitment = words_stand(Paper, "folder__commitment__words", word) & Q(folder__in=seen)
            rows = rows.filter(words_stand(Paper, "words", word) | of_commitment)
        return rows

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        if self.as_of_given is None:
            return rows
        versions = PaperVersion.objects.visible_to(self.viewer).filter(paper=OuterRef("pk"))
        by_then = Q(Exists(versions.filter(at__lte=end_of_the_day(self.as_of_given))))
        return rows.filter(Q(on__lte=self.as_of_given) | by_then)


class CommentFilter(CorrectableFilter):
    """By default every comment; as of a day, those made by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: comments made by then. Every comment, if not given."))
    paper = KeyFilter(
        field_name="version__paper", named=paper_called, help_text=_("Symbol of a paper: CBM-2007-ECO-02-01/CP.")
    )
    participant = KeyFilter(field_name="owner", named=state_called, help_text=_("Code of the state: AZ."))
    audience = SomeOfFilter(choices=CommentAudience.choices)

    class Meta:
        model = Comment
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows
