"""What the lists of papers and of letters may be asked, and how papers and their commitments are named in parameters."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.filters import OF_AREA, areas_called, measure_called
from journal.names import name_of
from journal.staff import is_of_staff
from law.choices import PaperKind
from members.filters import offered_states, state_called
from members.models import Participant, Person
from notices.choices import ServedThrough
from papers.choices import (
    AddressedTo,
    Direction,
    LetterSeries,
    LetterWaits,
    OutgoingKind,
    OutgoingStage,
    PublicationKind,
    PublicationStage,
)
from papers.models import (
    Comment,
    CommentAudience,
    CommentOutcome,
    Folder,
    FormOfAddress,
    Institution,
    LetterWording,
    OutgoingLetter,
    Paper,
    PaperVersion,
    Publication,
    PublicationText,
    RegisteredLetter,
)
from papers.reads import thing_named
from record.called import called
from record.dates import day_of_the_house, end_of_the_day
from record.filters import (
    ANY,
    CorrectableFilter,
    DayFilter,
    EnteredByThen,
    KeyFilter,
    Offered,
    OneOfFilter,
    RecordFilter,
    SomeOfFilter,
    WordsFilter,
    as_of_filter,
    by_words,
    words_stand,
)
from record.forms import WordsField


def paper_called(user: Person, symbol: str) -> QuerySet:
    return called(Paper.objects.visible_to(user), symbol, "symbol")


def folder_called(user: Person, reference: str) -> QuerySet:
    return called(Folder.objects.visible_to(user), reference, "reference")


class NamedThingField(WordsField):
    """A noun, a colon and a key, which must name something the reader may see: the thing itself."""

    thing: Callable[[str], Any]

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        if (noun_and_thing := self.thing(said)) is None:
            raise ValidationError(_("The record has nothing under “%(key)s”."), params={"key": said}, code="invalid")
        return noun_and_thing[1]


class ThingFilter(WordsFilter):
    """Keeps what is about one thing: `?about=meeting:SOC-2027-1`."""

    field_class = NamedThingField

    @property
    def field(self) -> NamedThingField:
        field = super().field
        if (asked := getattr(self, "parent", None)) is not None:
            field.thing = lambda said: thing_named(asked.request.user, said)
        return field


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
    about = ThingFilter(
        method="of_a_thing",
        label=_("About what"),
        help_text=_("What the Secretariat laid them down about, by noun and key: meeting:SOC-2027-1."),
    )

    on_page = ("kind", "search")

    class Meta:
        model = Paper
        fields: list[str] = []

    def of_a_thing(self, rows: QuerySet, name: str, thing: Any) -> QuerySet:
        return rows.about(name_of(thing))

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
    outcome = SomeOfFilter(choices=CommentOutcome.choices)

    class Meta:
        model = Comment
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


# So many years back the list of letters may be asked for: as many for everybody, so that it tells nothing of others' letters.
YEARS = 40


def years() -> Offered:
    this_year = day_of_the_house(timezone.now()).year
    return [(str(year), str(year)) for year in range(this_year, this_year - YEARS, -1)]


def offered_parties(user: Person) -> Offered:
    """Whom a page offers to choose: everybody who takes part, whether or not they wrote."""
    return offered_states(Participant.objects.visible_to(user)) if is_of_staff(user) else []


class CorrespondenceFilter(CorrectableFilter):
    """By default every letter; as of a day, those received or sent by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: letters received or sent by then. Every letter, if not given."))
    direction = SomeOfFilter(label=_("In or out"), choices=Direction.choices)
    series = SomeOfFilter(label=_("Series"), choices=LetterSeries.choices)
    year = SomeOfFilter(label=_("Year"), choices=years)
    participant = KeyFilter(
        method="from_or_to",
        label=_("From or to"),
        named=state_called,
        offers=offered_parties,
        help_text=_("Code of a participant that it came from or went to: KZ."),
    )
    channel = SomeOfFilter(label=_("By which channel"), choices=ServedThrough.choices)
    waits = OneOfFilter(
        label=_("What becomes of it"),
        choices=LetterWaits.choices,
        method="as_it_waits",
        help_text=_("Whether somebody of the Secretariat is to see to it. Its staff alone are answered."),
    )

    on_page = ("direction", "series", "year", "participant", "channel", "waits", "search")

    class Meta:
        model = RegisteredLetter
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.form.fields["year"].widget.choices = self._years_with_letters

    def _years_with_letters(self) -> list[tuple[str, Any]]:
        """What a page offers: the years of letters that the person reads, asked once the page is made."""
        rows = RegisteredLetter.objects.visible_to(self.request.user)
        kept = rows.order_by("-year").values_list("year", flat=True).distinct()
        return [ANY, *((str(year), str(year)) for year in kept)]

    def from_or_to(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        sent = RegisteredLetter.addressees.through.objects.filter(participant__in=keys)
        return rows.filter(Q(participant__in=keys) | Q(pk__in=sent.values("registeredletter")))

    def as_it_waits(self, rows: QuerySet, name: str, waits: str) -> QuerySet:
        if not is_of_staff(self.viewer):
            return rows
        waiting = RegisteredLetter.objects.waiting().values("pk")
        return rows.filter(pk__in=waiting) if waits == LetterWaits.OPEN else rows.exclude(pk__in=waiting)

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        """The Secretariat finds a letter by its number as well, which nobody else learns."""
        if is_of_staff(self.viewer):
            return by_words(rows, words, "words")
        return by_words(rows, words, "subject", "own_number", "other_party")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(day__lte=self.as_of_given) if self.as_of_given else rows


class OutgoingFilter(RecordFilter):
    """By default every letter that the Secretariat drafted, sent and given up ones among them; as of a day, those begun by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: letters begun by then. Every letter, if not given."))
    stage = SomeOfFilter(label=_("Stage"), choices=OutgoingStage.choices)
    kind = SomeOfFilter(label=_("Kind"), choices=OutgoingKind.choices)
    to = SomeOfFilter(label=_("To"), choices=AddressedTo.choices)

    on_page = ("stage", "kind", "to", "search")

    class Meta:
        model = OutgoingLetter
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class LetterWordingFilter(RecordFilter):
    """Every wording that staff set, those that were taken back among them."""

    kind = SomeOfFilter(choices=OutgoingKind.choices)
    language = SomeOfFilter(choices=settings.LANGUAGES)

    class Meta:
        model = LetterWording
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "letterhead", "opening", "closing", "signature")


class FormOfAddressFilter(RecordFilter):
    """Every form of address that staff set, those that were taken back among them."""

    language = SomeOfFilter(choices=settings.LANGUAGES)
    participant = KeyFilter(
        field_name="participant", named=state_called, help_text=_("Code of a participant that is addressed: KZ.")
    )

    class Meta:
        model = FormOfAddress
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "text", "participant__code")


def _states_that_nominated(user: Person) -> Offered:
    named = Institution.objects.visible_to(user).values("owner")
    return offered_states(Participant.objects.visible_to(user).filter(pk__in=named))


class InstitutionFilter(CorrectableFilter):
    """By default those whose term includes the day asked about."""

    area = KeyFilter(method="of_areas", label=_("Area"), named=areas_called, help_text=OF_AREA)
    measure = KeyFilter(
        method="of_measures", label=_("Measure"), named=measure_called, help_text=_("Reference of a measure.")
    )
    participant = KeyFilter(
        field_name="owner",
        label=_("Nominated by"),
        named=state_called,
        offers=_states_that_nominated,
        help_text=_("Code of the state that nominated it: AZ."),
    )
    state = KeyFilter(
        method="sitting_in",
        label=_("Based in"),
        named=state_called,
        help_text=_("Code of a state in which it sits: AZ."),
    )
    standing = OneOfFilter(
        label=_("Term"),
        choices=[("now", _("serves on that day")), ("any", _("also those whose term ended or begins later"))],
        method="leave_to_the_rows",
        help_text=_("Whether the term must include the day; it must, if not given."),
    )

    on_page = ("participant", "standing", "search")

    class Meta:
        model = Institution
        fields: list[str] = []

    def of_areas(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.filter(pk__in=Institution.everything.of_areas(keys).values("pk"))

    def of_measures(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.filter(pk__in=Institution.everything.of_measures(keys).values("pk"))

    def sitting_in(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.filter(pk__in=Institution.everything.sitting_in(keys).values("pk"))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["standing"] == "any" else rows.serving_on(self.on)


class PublicationFilter(EnteredByThen):
    """By default every publication; as of a day, those begun by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: publications begun by then. Every one, if not given."))
    kind = SomeOfFilter(label=_("Kind"), choices=PublicationKind.choices)
    stage = SomeOfFilter(label=_("Stage"), choices=PublicationStage.choices)
    area = KeyFilter(field_name="area", label=_("Area"), named=areas_called, help_text=OF_AREA)
    measure = KeyFilter(
        field_name="measure", label=_("Measure"), named=measure_called, help_text=_("Reference of a measure.")
    )
    participant = KeyFilter(
        method="of_states",
        label=_("State"),
        named=state_called,
        help_text=_("Code of a participant that it concerns: AZ."),
    )
    institution = KeyFilter(
        field_name="institutions",
        label=_("Institution"),
        named=lambda user, uid: called(Institution.objects.visible_to(user), uid, "uid"),
        help_text=_("Key of an institution that had a part in it."),
    )
    language = SomeOfFilter(method="in_languages", label=_("Language"), choices=settings.LANGUAGES)

    on_page = ("kind", "stage", "language", "from", "to", "search")

    class Meta:
        model = Publication
        fields: list[str] = []

    def of_states(self, rows: QuerySet, name: str, keys: list[int]) -> QuerySet:
        return rows.filter(pk__in=Publication.everything.of_states(keys).values("pk"))

    def in_languages(self, rows: QuerySet, name: str, languages: list[str]) -> QuerySet:
        texts = PublicationText.objects.filter(language__in=languages).exclude(stage=PublicationStage.WITHDRAWN)
        return rows.filter(pk__in=texts.values("publication")) if languages else rows

    def not_before(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(published_on__gte=day)

    def not_after(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(published_on__lte=day)


PublicationFilter.base_filters["from"] = DayFilter(
    method="not_before", label=_("Published from the day"), help_text=_("Published on that day or later.")
)
PublicationFilter.base_filters["to"] = DayFilter(
    method="not_after", label=_("Published to the day"), help_text=_("Published on that day or earlier.")
)
