"""What may be done with the register of sources: to add one. What asks for a source asks here."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.forms import Field, URLField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import Work, does
from record.actions import add_source_file, register_source
from record.acts.asks import Ask, Day, Texts, Words
from record.acts.files import SCANS, LookedThroughField
from record.acts.offers import Offer, Sentence
from record.acts.table import Act, Noun, Setting
from record.acts.whom import Reads, read_by
from record.choices import Need
from record.files import INSPECTING
from record.models import UNKNOWN_SOURCE, Source, SourcedFact, is_mistaken, keys_in, unknown_keys
from record.viewers import Viewer

STILL_CITED = _("Facts of the record cite it: %(what)s (%(number)d). Name their right source first.")


@dataclass(frozen=True)
class SourceAsk(Words):
    """A source: keys of the register, or a citation in words. A key that nobody registered is refused."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        unknown = unknown_keys(cleaned.get(self.name) or "")
        return {self.name: [str(UNKNOWN_SOURCE) % {"key": key} for key in unknown]} if unknown else {}


@dataclass(frozen=True)
class WebAddress(Ask):
    """An address of the web."""

    def field(self, setting: Setting) -> Field:
        return URLField(max_length=500, assume_scheme="https")


@dataclass(frozen=True)
class KeptFile(Ask):
    """A document, or a scan of pages."""

    def field(self, setting: Setting) -> Field:
        return LookedThroughField(setting.user, INSPECTING.look_through, accept=SCANS, help_text=str(INSPECTING.takes))


def offered_while_it_counts(user: Viewer, source: Source | None, at: dt.datetime) -> Offer | None:
    """To those who keep the record, of a source that was not found to be a mistake."""
    if offered_to_officers(user, source, at) is None:
        return None
    return Offer.not_now() if source is not None and is_mistaken(source) else Offer()


def offered_to_officers(user: Viewer, source: Source | None, at: dt.datetime) -> Offer | None:
    return Offer() if does(user, Work.PREPARE) else None


def what_cites(source: Any) -> list[tuple[Sentence, int]]:
    """What counts and cites it: how many rows of each kind."""
    counts = []
    for model in apps.get_models():
        if issubclass(model, SourcedFact) and not model._meta.proxy:
            rows = model._default_manager.filter(Q(source__contains=source.key)).values_list("source", flat=True)
            if number := sum(source.key in keys_in(text) for text in rows):
                counts.append((model._meta.verbose_name_plural, number))
    return counts


def cited_by(source: Any) -> list[Sentence]:
    """What has to name its right source first, before this one is taken back: by kind, in sentences."""
    return [str(STILL_CITED) % {"what": what, "number": number} for what, number in what_cites(source)]


SOURCE = Noun(
    name="source",
    model=Source,
    key="key",
    seen_by=Source.objects.visible_to,
    read_by=read_by(Reads.EVERYBODY),
    list_address="source-list",
    label_plural=_("Sources of the record"),
    prefix="sources/",
    converter="path",
    creates="register",
    page=lambda source: source.get_absolute_url(),
    heading=str,
)
REGISTER = Act(
    name="register",
    label=_("Add a source"),
    submit_label=_("Add it to the register"),
    article="AA 35",
    offered=offered_to_officers,
    works=frozenset({Work.PREPARE}),
    asks=(
        Words(
            "key",
            pgettext_lazy("of a source", "Key"),
            most=60,
            help_text=_("By which facts cite it, in capitals and without a space."),
        ),
        Texts(
            "title",
            _("Title"),
            labels={"ru": _("Title in Russian"), "zh-hans": _("Title in Chinese"), "ar": _("Title in Arabic")},
        ),
        Words("symbol", _("Symbol of the document"), Need.MAY, most=100),
        Day("dated", _("Date of the document"), Need.MAY),
        Words("issued_by", _("Issued by"), Need.MAY, most=200),
        WebAddress("url", _("Address"), Need.MAY),
        Words("pages", _("Pages cited"), Need.MAY, most=100),
        Words("says", _("What it is, and where it was read"), Need.MAY, rows=3, most=2000),
    ),
    do=register_source,
    begins=True,
    was_made=lambda source, at: True,
    done=lambda setting, source: _now("Added. Facts cite it as %(key)s.") % {"key": source.key},
    open_to=_("the Secretariat"),
)
ADD_FILE = Act(
    name="add-file",
    label=_("Add a file"),
    submit_label=_("Add it to the source"),
    article="AA 35",
    lead=_("The document itself, or a scan of its pages. Whoever reads the source can have it; it is never changed."),
    offered=offered_while_it_counts,
    works=frozenset({Work.PREPARE}),
    asks=(
        KeptFile("file", _("File")),
        Words(
            "pages", _("Which pages"), Need.MAY, most=100, help_text=_("Of a part of the document: p. 3, or pp. 3-7.")
        ),
    ),
    do=add_source_file,
    done=lambda setting, kept: _now("Added: %(name)s.") % {"name": kept.name},
    open_to=_("the Secretariat"),
    order=20,
)
