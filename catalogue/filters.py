"""What the list of measures may be asked, and how editions, areas and measures are named in parameters."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Edition, Measure
from members.models import Person
from record.called import called
from record.filters import KeyFilter, Offered, RecordFilter, as_of_filter


def edition_called(user: Person, code: str) -> QuerySet:
    return called(Edition.objects.visible_to(user), code, "code")


def areas_called(user: Person, key: str) -> QuerySet:
    """The areas that a reference, a code or letters name in any edition, and those that lie in them."""
    columns = ("reference", "code", "letters")
    above = (f"parent__{column}" for column in columns)
    return called(Area.objects.visible_to(user), key, *columns, *above).order_by()


def measure_called(user: Person, reference: str) -> QuerySet:
    return called(Measure.objects.visible_to(user), reference, "reference")


def offered_editions(user: Person) -> Offered:
    return [(edition.code, str(edition)) for edition in Edition.objects.visible_to(user)]


def offered_areas(user: Person, keys: QuerySet) -> Offered:
    """The areas of these keys, each so that it is known among those of other editions."""
    areas = Area.objects.visible_to(user).filter(pk__in=keys).select_related("edition").in_order()
    return [(area.reference, area.among_others) for area in areas]


def offered_measures(user: Person, keys: QuerySet) -> Offered:
    """The measures of these keys, with the letters of their area and their number."""
    measures = Measure.objects.visible_to(user).filter(pk__in=keys).select_related("area__edition").in_order()
    return [(measure.reference, f"{measure.area.letters} {measure.number}. {measure}") for measure in measures]


OF_AREA = _("Reference, code or letters of an area: CBM-2007-ECO, economic, ECO. What lies in it belongs to it.")
OF_EDITION = _("Code of an edition: 2007.")
BY_EDITION = _("A day, YYYY-MM-DD: of the editions adopted by then. Of every edition, if not given.")


class MeasureFilter(RecordFilter):
    """By default those of every edition; as of a day, of the editions adopted by then."""

    as_of = as_of_filter(BY_EDITION)
    edition = KeyFilter(
        field_name="area__edition",
        label=_("Edition"),
        named=edition_called,
        offers=offered_editions,
        help_text=OF_EDITION,
    )
    area = KeyFilter(field_name="area", label=_("Area"), named=areas_called, help_text=OF_AREA)

    on_page = ("edition", "search")

    class Meta:
        model = Measure
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(area__edition__adopted_on__lte=self.as_of_given) if self.as_of_given else rows
