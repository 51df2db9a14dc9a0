"""What the list of those to whom something official was told may be asked."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.names import Name
from members.filters import offered_states, state_called
from members.models import Participant, Person
from notices.choices import BY_PORTAL, NEEDED_NO_MORE, SERVED, TO_SERVE, DeliveryStage, Rung, ServedThrough
from notices.kinds import ASKS, KINDS, Phrase
from notices.models import Addressee, GoingOnRule, PaperReceipt, Webhook, WebhookDelivery, WentOn
from record.dates import end_of_the_day
from record.filters import (
    ANY,
    KeyFilter,
    Offered,
    OneOfFilter,
    RecordFilter,
    SomeOfFilter,
    WordsFilter,
    as_of_filter,
    by_words,
)
from record.named import called_now


def official_kinds() -> list[tuple[str, Phrase]]:
    """Kinds of what is told as it happens, officially, and so to states; without what is proved on a page of its own."""
    ways = ((name, kind.label, kind.by_letter) for name, kind in KINDS.items())
    return [(name, label) for name, label, way in ways if way and way.is_official and not way.is_proved_apart]


def receipt_called(user: Person, key: str) -> QuerySet[PaperReceipt]:
    """The receipt of that key, if the person reads it."""
    rows = PaperReceipt.objects.visible_to(user)
    try:
        return rows.filter(uid=uuid.UUID(key))
    except ValueError:
        return rows.none()


def states_addressed(user: Person) -> Offered:
    """The states to which something was told officially, as far as the person may see it."""
    told = Addressee.objects.visible_to(user).order_by().values("participant")
    return offered_states(Participant.objects.filter(pk__in=told))


# How somebody who was told stands to what was told.
STANDS = [
    (TO_SERVE, _("to be served on paper")),
    (SERVED, _("served on paper")),
    (NEEDED_NO_MORE, pgettext_lazy("receipts", "set aside")),
    (BY_PORTAL, _("told in the portal and by letter")),
]


class ThingSelect(forms.Select):
    """Of one thing that an address names by its kind and key: its name, or none of it any more."""

    called: Callable[[str], str] = str

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        typed = next(filter(None, value), "")
        self.choices = [ANY, *([(typed, self.called(typed))] if typed else [])]
        return super().optgroups(name, value, attrs)


class ThingToldFilter(WordsFilter):
    """Keeps what was told of one thing; its page calls that by its name in the reader's language."""

    @property
    def field(self) -> forms.Field:
        field = super().field
        user = self.parent.request.user
        field.widget = ThingSelect()
        field.widget.called = lambda typed: thing_told_called(user, typed)
        return field


def thing_told_called(user: Person, typed: str) -> str:
    """What a thing is called of which the person sees that it was told; of any other, what they typed."""
    kind, _colon, key = typed.partition(":")
    told = Addressee.objects.visible_to(user).of(Name(kind, key)).order_by("-at", "-pk").first()
    return called_now(user, [told])[told.pk] if told else typed


class AddresseeFilter(RecordFilter):
    """By default everybody to whom something official was told; as of a day, those told by then, as they stand now."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what was told by then, as it stands now. All, if not given."))
    stands = OneOfFilter(
        label=_("Receipt"),
        choices=STANDS,
        empty_label=pgettext_lazy("receipts", "all"),
        method="as_it_stands",
        help_text=_(
            "Whether it is to be served on paper, was, need not be any more, or was told in the portal and by letter alone."
        ),
    )
    state = KeyFilter(
        field_name="participant",
        label=_("State"),
        named=state_called,
        offers=states_addressed,
        help_text=_("Code of a state: KZ."),
    )
    kind = SomeOfFilter(label=_("What"), choices=official_kinds)
    channel = SomeOfFilter(
        field_name="receipts__channel",
        label=_("Through which channel"),
        choices=ServedThrough.choices,
        help_text=_("Of what was served on paper: through which channel."),
    )
    receipt = KeyFilter(
        field_name="receipts",
        label=_("By which receipt"),
        named=receipt_called,
        help_text=_("Key of a receipt: what was served by it."),
    )

    about = ThingToldFilter(
        method="of_a_thing",
        label=_("About"),
        help_text=_("One thing that was told, by its kind and key: meeting:SOC-2027-1."),
    )

    on_page = ("stands", "state", "kind", "search")

    class Meta:
        model = Addressee
        fields: list[str] = []

    def as_it_stands(self, rows: QuerySet, name: str, stands: str) -> QuerySet:
        if stands == BY_PORTAL:
            return rows.without_receipt().filter(on_paper=False)
        return {TO_SERVE: rows.to_be_served, SERVED: rows.served, NEEDED_NO_MORE: rows.set_aside}[stands]()

    def of_a_thing(self, rows: QuerySet, name: str, about: str) -> QuerySet:
        kind, _colon, key = about.partition(":")
        return rows.of(Name(kind, key))

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "about_label", "about_key", "participant__code")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


def kinds_of_asks() -> list[tuple[str, Phrase]]:
    return [(name, kind.label) for name, kind in ASKS.items()]


class WentOnFilter(RecordFilter):
    """All that went on, as far as one may read it; as of a day, what did by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what went on by then. All, if not given."))
    kind = SomeOfFilter(label=_("What waits"), choices=kinds_of_asks)
    to = SomeOfFilter(field_name="rung", label=_("Went on to"), choices=Rung.choices)

    on_page = ("kind", "to", "search")

    class Meta:
        model = WentOn
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "label")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(on__lte=self.as_of_given) if self.as_of_given else rows


class GoingOnRuleFilter(RecordFilter):
    """Every rule that was set; as of a day, those set by then. The newest of a kind holds."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: rules set by then. All, if not given."))
    kind = SomeOfFilter(label=_("What waits"), choices=kinds_of_asks)

    class Meta:
        model = GoingOnRule
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "kind", "word")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class WebhookFilter(RecordFilter):
    """Addresses of programs; as of a day, those registered by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: registered by then. Every one, if not given."))

    class Meta:
        model = Webhook
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "url")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class WebhookDeliveryFilter(RecordFilter):
    """Deliveries to programs; as of a day, those tried by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: tried by then. Every one, if not given."))
    delivery_stage = SomeOfFilter(field_name="stage", label=_("Stage"), choices=DeliveryStage.choices)

    class Meta:
        model = WebhookDelivery
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "webhook__url")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(next_at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows
