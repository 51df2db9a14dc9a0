"""The plan of CBM implementation of a year, its activities by area, as they were taken up; and the action plan of a commitment."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from activities.models import ActionPlan, ActionPlanVersion, PlanVersion, YearPlan
from activities.reports.plans import ToldRow, told_rows
from catalogue.models import Area
from desk.reports.documents.grammar import day_in_words, facts, listed, rests_on, table_or_note
from meetings.decided import consensus_above
from members.models import Person
from record.dates import day_of_the_house, end_of_the_day
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote, OutlineParagraph
from record.texts import in_language


def title(plan: YearPlan) -> str:
    return str(plan)


def blocks(plan: YearPlan, user: Person, day: dt.date) -> list[OutlineBlock]:
    """The newest version by that day. Where the plan stands is said as far as it was so on that day already."""
    version = PlanVersion.objects.filter(plan=plan, at__lte=end_of_the_day(day)).order_by("-number").first()
    if version is None:
        return _as_the_record_has_it(plan, user) if plan.record_key else [OutlineParagraph(_("No entry yet."))]
    return [
        facts(*_known(plan, version, user, day)),
        *plan_tables(user, version),
        OutlineNote(
            _(
                "Taking part is voluntary. An activity that isn’t in the plan is held all the same, and one that is may be"
                " put off."
            )
        ),
    ]


def _as_the_record_has_it(plan: YearPlan, user: Person) -> list[OutlineBlock]:
    """That it was there, before which meeting, and by which source; what stood in it the public record doesn't show."""
    return [
        facts(
            (_("Year"), plan.year),
            (_("Where it stands"), plan.get_stage_display()),
            (_("Meeting"), plan.meeting.reference if plan.meeting else ""),
            (_("Source"), rests_on(plan)),
        ),
        OutlineParagraph(_("What stood in it is not in the public record.")),
    ]


def _known(plan: YearPlan, version: PlanVersion, user: Person, day: dt.date) -> list[tuple[Any, Any]]:
    known = [
        (_("Year"), plan.year),
        (_("Version"), _("%(number)d, of %(day)s") % {"number": version.number, "day": _day_of(version)}),
    ]
    if day_of_the_house(plan.changed_at) <= day:
        adopted = consensus_above().shown(user, plan.decision) if plan.decision else None
        known += [
            (_("Where it stands"), plan.get_stage_display()),
            (_("Meeting"), plan.meeting.reference if plan.meeting else ""),
            (_("Adopted by"), adopted[0] if adopted else plan.decision),
        ]
    return [*known, ("SHA-256", version.sha256)]


def _day_of(version: PlanVersion | ActionPlanVersion) -> str:
    return day_in_words(day_of_the_house(version.at))


def plan_tables(user: Person, version: PlanVersion) -> list[OutlineBlock]:
    """Its activities, an area after the other, in the order of the Catalogue."""
    rows = told_rows(user, version.content)
    areas = {area.reference: area for area in _areas(user, rows)}
    told: list[OutlineBlock] = []
    for reference in [*areas, *sorted({row.row["area"] for row in rows} - set(areas))]:
        of_area = [row for row in rows if row.row["area"] == reference]
        told += [OutlineHeading(str(areas.get(reference, reference)), 2), _rows_table(of_area)]
    return told or [OutlineParagraph(_("No entry yet."))]


def _rows_table(rows: Iterable[ToldRow]) -> OutlineBlock:
    head = (
        _("Activity"), _("Led by"), _("Kind"), _("Days"), _("Place"), _("Under"), _("What is expected of it"),
        _("Voluntary contributions in kind"),
    )  # fmt: skip
    return table_or_note(head, map(_cells, rows))


def _areas(user: Person, rows: list[ToldRow]) -> Any:
    within = Area.objects.visible_to(user).filter(reference__in={row.row["area"] for row in rows})
    return within.select_related("edition", "parent").in_order()


def _cells(told: ToldRow) -> tuple[Any, ...]:
    row = told.row
    place = listed(words for words in (in_language(row["place"]), told.host) if words)
    led = listed(dict.fromkeys((told.owner, *told.organisers)))
    under = row["commitment"] or row["measure"] or ""
    said = (in_language(row[name]) for name in ("expected", "contributions"))
    return in_language(row["title"]), led, told.kind, told.days, place, under, *said


# -- The action plan of a commitment.


def action_plan_blocks(plan: ActionPlan, user: Person, day: dt.date) -> list[OutlineBlock]:
    """The newest version by that day, with the commitment, the period and who proposed it."""
    version = ActionPlanVersion.objects.filter(plan=plan, at__lte=end_of_the_day(day)).order_by("-number").first()
    of_all = [(_("Commitment"), getattr(plan.commitment, "called", plan.about_what)), (_("Period"), plan.period)]
    if version is None and plan.record_key:
        known = [*of_all, (_("Coordinated by"), plan.owner), (_("Source"), rests_on(plan))]
        return [facts(*known), OutlineParagraph(_("What stood in it is not in the public record."))]
    if version is None:
        return [OutlineParagraph(_("No entry yet."))]
    said = _("%(number)d, of %(day)s") % {"number": version.number, "day": _day_of(version)}
    return [
        facts(*of_all, (_("Proposed by"), plan.owner), (_("Version"), said), ("SHA-256", version.sha256)),
        # Of the note its newest wording alone is kept.
        *([OutlineParagraph(plan.note)] if plan.note and day_of_the_house(plan.changed_at) <= day else []),
        _rows_table(told_rows(user, version.content)),
        OutlineNote(_("Taking part is voluntary. A row is an activity once the state that is to lead it plans it.")),
    ]
