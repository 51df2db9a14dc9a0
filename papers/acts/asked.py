"""What acts of outgoing letters ask: which papers go with one, what it is about."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import CharField, Prefetch, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from journal.names import name_of
from meetings.models import WorkingGroup
from members.choices import WIDTH
from papers.acts.correspondence import participants
from papers.choices import AddressedTo
from papers.models import AboutWhat, Circulation, OutgoingLetter, PaperVersion
from papers.reads import thing_named
from record.acts import TABLE, Ask, Choice, Need, PickWhere, Setting, Texts
from record.acts.picks import FoldedMany, ThingsField
from record.named import called
from record.texts import FALLBACK, LANGUAGES

# What one form offers: the newest.
MOST_PAPERS = 40
WRITE_ONE = _("Write it in one language at least.")
SUBJECT = Texts("subject", _("Subject"), most=300, by_language=False, one_is_enough=WRITE_ONE)
TEXT = Texts(
    "text",
    _("Text"),
    most=20_000,
    rows=8,
    one_is_enough=WRITE_ONE,
    help_text=_(
        "What stands between the opening and the closing, which the wording of the kind brings along. An empty line divides"
        " paragraphs."
    ),
)
NO_SUCH_THING = _("The record has nothing that is called so.")


def versions_seen(setting: Setting) -> QuerySet[PaperVersion]:
    """Versions that the person reads, each with what it is called: "CBM-2007-ECO-02-01/CP/2"."""
    called = Concat("paper__symbol", Value("/"), Cast("number", CharField()))
    rows = PaperVersion.objects.visible_to(setting.user).annotate(called=called)
    rows = rows.select_related("paper").prefetch_related(Prefetch("circulations", Circulation.objects.all()))
    return rows.order_by("-at", "-pk")


def shown_version(version: PaperVersion) -> str:
    """Its name and title, and to whom it was circulated: a letter opens it to nobody else."""
    sent = max(version.circulations.all(), key=lambda each: WIDTH.index(each.audience), default=None)
    words = {"paper": f"{version.designation} · {version.paper.heading}"}
    if sent is None:
        return _now("%(paper)s · not circulated yet") % words
    return _now("%(paper)s · circulated to: %(audience)s") % {**words, "audience": sent.to_whom}


@dataclass(frozen=True)
class SaidInEachLanguage(Ask):
    """Texts that go together, language by language; those after the first are folded up until they hold something."""

    _: KW_ONLY
    parts: tuple[Texts, ...] = ()

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        of_parts = [part.fields(setting) for part in self.parts]
        names = [part.name_in(language) for language in LANGUAGES for part in self.parts]
        return {name: fields[name] for name in names for fields in of_parts if name in fields}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {name: said for part in self.parts for name, said in part.answers(cleaned, setting).items()}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        return {name: wrong for part in self.parts for name, wrong in part.problems(cleaned, setting).items()}

    @property
    def headings(self) -> dict[Any, frozenset[str]]:
        return {
            label: frozenset(part.name_in(language) for part in self.parts) for language, label in settings.LANGUAGES
        }

    @property
    def folded(self) -> frozenset[Any]:
        return frozenset(label for language, label in settings.LANGUAGES if language != FALLBACK)


# -- To whom a letter or a paper goes.


def groups(setting: Setting) -> QuerySet[WorkingGroup]:
    return WorkingGroup.objects.order_by("code")


TO_WHOM = (
    Choice("to", _("To"), choices=AddressedTo.choices, initial=AddressedTo.MEMBERS),
    PickWhere(
        "group",
        _("Working group"),
        Need.MAY,
        rows=groups,
        key="code",
        help_text=_("If it goes to the members of a working group."),
    ),
    FoldedMany(
        "participants",
        _("Those named"),
        Need.MAY,
        rows=participants,
        key="code",
        help_text=_("If it goes to some participants only."),
    ),
)


def nobody_named(answers: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Where it goes to a group, or to some, and none is said."""
    if answers["to"] == AddressedTo.GROUP and answers["group"] is None:
        return {"group": [_("Choose the working group.")]}
    if answers["to"] == AddressedTo.NAMED and not answers["participants"]:
        return {"participants": [_("Name whom it goes to.")]}
    return {}


class PapersToTick(forms.CheckboxSelectMultiple):
    """The papers that are offered, and those that the form begins with, however old they are.

    Those that are ticked stand first; the others are folded up behind them.
    """

    template_name = "widgets/papers_to_tick.html"
    rows: QuerySet[PaperVersion] | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _group, of_group, _index in context["widget"]["optgroups"] for option in of_group]
        context["widget"]["ticked"] = [option for option in options if option["selected"]]
        context["widget"]["others"] = [option for option in options if not option["selected"]]
        return context

    def optgroups(self, name: str, value: list[Any], attrs: Any = None) -> Any:
        offered = {str(key) for key, _label in self.choices}
        missing = [key for key in value if key not in offered]
        if missing and self.rows is not None:
            more = [(version.called, shown_version(version)) for version in self.rows.filter(called__in=missing)]
            self.choices = [*more, *self.choices]
        return super().optgroups(name, value, attrs)


@dataclass(frozen=True)
class PapersOfALetter(FoldedMany):
    """Which papers go with a letter. A page offers the newest and those that go with it already; a program names any."""

    def field(self, setting: Setting) -> forms.Field:
        rows = self.rows(setting)
        field = ThingsField(rows, to_field_name=self.key, widget=PapersToTick)
        field.widget.rows = rows
        field.shown = self.shown
        thing = setting.thing
        held = list(rows.filter(letterannex__in=thing.annexes.standing())) if isinstance(thing, OutgoingLetter) else []
        offered = {version.pk: version for version in (*held, *rows[:MOST_PAPERS])}
        field.choices = [(version.called, self.shown(version)) for version in offered.values()]
        return field


class CarriedAbout(forms.TextInput):
    """What a page carries along unseen, and a program may send."""

    input_type = "hidden"


@dataclass(frozen=True)
class AboutAsk(Ask):
    """Which thing of the record it is about: its noun, a colon and its key, as a link from the thing's page brings it."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.CharField(max_length=160, widget=CarriedAbout())

    def optional(self, fields: Mapping[str, forms.Field]) -> tuple[str, ...]:
        return ()

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        said = cleaned.get(self.name) or ""
        return {} if not said or self._found(said, setting) else {self.name: [NO_SUCH_THING]}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: self._found(cleaned.get(self.name) or "", setting)}

    def _found(self, said: str, setting: Setting) -> AboutWhat | None:
        noun_and_thing = thing_named(setting.user, said)
        if noun_and_thing is None:
            return None
        noun, thing = noun_and_thing
        with override(FALLBACK):
            return AboutWhat(name_of(thing), called(thing), noun.page_of(thing))


ABOUT = AboutAsk("about", _("About what"), Need.MAY, help_text=_("A noun, a colon and a key: meeting:SOC-2027-1."))


def about_key(thing: Any) -> str:
    """What a link names a thing by."""
    noun = TABLE.noun_of(thing)
    return f"{noun.name}:{noun.key_of(thing)}"
