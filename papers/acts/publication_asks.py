"""What is asked of a publication: what it is, which states it concerns, who had a part in it, of which papers it is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from catalogue.models import Area, Measure
from meetings.access import states_of_audience
from members.choices import Audience
from members.models import Participant
from papers.actions.publications import ContributorSaid, WhatItIs
from papers.choices import ContributorKind, PublicationKind
from papers.models import PREPARED_BEFORE, Institution, Paper
from record.acts import Ask, Choice, Day, Group, Need, Pick, PickMany, Setting, Texts, Words
from record.acts.groups import Rows
from record.dates import day_of_the_house
from record.texts import in_language

AA_34 = "AA 34"
FIRST_LINES, MORE_LINES = 4, 2


def participants_now(setting: Setting) -> QuerySet[Participant]:
    """Members and observers: a publication may concern either."""
    today = day_of_the_house(setting.at)
    seen = Participant.objects.visible_to(setting.user)
    return seen.filter(pk__in=states_of_audience(today, Audience.OBSERVERS)).in_seat_order()


def measures_to_choose(setting: Setting) -> QuerySet[Measure]:
    return Measure.objects.visible_to(setting.user).select_related("area__edition").in_order()


def areas_to_choose(setting: Setting) -> QuerySet[Area]:
    return Area.objects.visible_to(setting.user).select_related("edition").in_order()


def institutions_to_choose(setting: Setting) -> QuerySet[Institution]:
    """Those whose term has ended as well: a report is published after it."""
    return Institution.objects.visible_to(setting.user).order_by("-at", "-pk")


# -- Who beside states had a part in it, a line each.


def lines_of_contributors(setting: Setting) -> dict[str, dict[str, str] | None]:
    rows = list(setting.thing.contributors) if setting.thing is not None else []
    lines: list[dict[str, str] | None] = [*rows, *([None] * max(MORE_LINES, FIRST_LINES - len(rows)))]
    return {str(place): row for place, row in enumerate(lines)}


class CalledContributor(dict[str, str]):
    """A line as it stands, called in its field's label by its name."""

    def __str__(self) -> str:
        return self["name"]


def lines_called(setting: Setting) -> dict[str, CalledContributor | None]:
    return {place: CalledContributor(row) if row else None for place, row in lines_of_contributors(setting).items()}


def contributor_now(row: CalledContributor) -> dict[str, Any]:
    return {**row, "state": row["state"] or None, "institution": row.get("institution") or None}


def contributor_made(
    row: CalledContributor | None, kind: str, name: str, state: Participant | None, institution: Institution | None
) -> ContributorSaid | None:
    """An institution of the roster is called as it is there, where the line gives no name; a line without either is left out."""
    code = state.code if state else ""
    if institution is not None:
        called = name.strip() or in_language(institution.name, "en")
        return ContributorSaid(ContributorKind.INSTITUTION, called[:200], code, str(institution.uid))
    return ContributorSaid(kind or ContributorKind.PERSON, name.strip(), code) if name.strip() else None


CONTRIBUTORS = Rows(
    "contributors",
    _("Institutions, experts and other persons who had a part in it"),
    parts=(
        Choice("kind", pgettext_lazy("a contributor", "As"), Need.MAY, choices=ContributorKind.choices),
        Words("name", pgettext_lazy("of a contributor", "Name"), Need.MAY, most=200),
        Pick("state", pgettext_lazy("of a contributor", "Of"), Need.MAY, rows=participants_now, key="code"),
        Pick(
            "institution",
            pgettext_lazy("of a contributor", "On the roster of institutions"),
            Need.MAY,
            rows=institutions_to_choose,
            key="uid",
        ),
    ),
    rows=lines_called,
    begins_with=contributor_now,
    make=contributor_made,
)


@dataclass(frozen=True)
class Symbols(Words):
    """Papers by their symbols, one a line; those that the person may read."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        fields = super().fields(setting)
        if setting.thing is not None:
            read = Paper.objects.visible_to(setting.user).filter(publications=setting.thing.pk)
            fields[self.name].initial = "\n".join(read.values_list("symbol", flat=True))
        return fields

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        missing = sorted(
            set(_lines(cleaned.get(self.name))) - {paper.symbol for paper in self._papers(cleaned, setting)}
        )
        if not missing:
            return {}
        words = ngettext_lazy("No paper that you may read is called so: %(symbols)s.",
                              "No papers that you may read are called so: %(symbols)s.", len(missing))  # fmt: skip
        return {self.name: [words % {"symbols": ", ".join(missing)}]}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: tuple(self._papers(cleaned, setting))}

    def _papers(self, cleaned: dict[str, Any], setting: Setting) -> Sequence[Paper]:
        asked = _lines(cleaned.get(self.name))
        return list(Paper.objects.visible_to(setting.user).filter(symbol__in=asked)) if asked else []


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def title_now(setting: Setting) -> dict[str, str]:
    if setting.thing is None:
        return {}
    return setting.thing.next_title if setting.thing.waits_for_its_title else setting.thing.title


def what_it_is_now(setting: Setting) -> Mapping[str, Any]:
    now = setting.thing
    if now is None:
        return {"audience": Audience.SECRETARIAT}
    return {
        "kind": now.kind,
        "measure": now.measure.reference if now.measure else None,
        "area": now.area.reference if now.area and not now.measure else None,
        "states": [state.code for state in now.states.all()],
        "decision": now.decision,
        "audience": now.audience,
    }


TITLE = Texts(
    "title", _("Title"), initial=title_now, by_language=True, one_is_enough=_("Give it a title, by which it is listed.")
)
WHAT = Group(
    "what",
    _("What it is"),
    parts=(
        Choice("kind", pgettext_lazy("of a publication", "Kind"), choices=PublicationKind.choices),
        Pick("measure", _("Measure"), Need.MAY, rows=measures_to_choose, shown=lambda row: f"{row.area.letters} {row.number}. {row}"),
        Pick("area", _("Or an area"), Need.MAY, rows=areas_to_choose, shown=lambda row: row.among_others),
        PickMany(
            "states", _("States concerned"), rows=participants_now, key="code",
            help_text=_("Those that contribute to it, and those of which it tells. Each is asked before it is published."),
        ),
        CONTRIBUTORS,
        Symbols("made_from", _("Made from these papers"), Need.MAY, rows=3, most=3000, help_text=_("Their symbols, one a line.")),
        Words("decision", _("By decision"), Need.MAY, most=60, help_text=_("Its symbol, where a decision says that it be published.")),
        Choice(
            "audience", _("Who sees it while it is prepared"), choices=PREPARED_BEFORE,
            help_text=_("The states concerned see it in any case."),
        ),
    ),
    make=WhatItIs,
    begins_with=what_it_is_now,
)  # fmt: skip
SAID: tuple[Ask, ...] = (TITLE, WHAT)
UNTIL = Day("until", _("An answer is welcome until"), Need.MAY)
