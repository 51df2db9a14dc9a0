"""What the files of the public record say is told through the nouns of the house, all of it, and nothing besides."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

import activities.loading
import commitments.loading
import decisions.loading
import meetings.loading
from activities.models import ActionPlan, Activity, Information, ProgressNote, YearPlan
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, Intention, StepTaken, View
from decisions.models import Decision, FollowUp, Minutes
from decisions.reports.reviews import FILE as REVIEWS
from meetings.models import Attendance, GroupSeat, LeadTime, Meeting, ReminderLead
from papers.models import Circulation, Comment, Paper, PaperVersion
from record.choices import Channel
from record.dates import written
from record.loading import read
from record.models import SourcedFact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record_loaded")]

HISTORY = commitments.loading.read_files().history.content["commitments_history"]
MEETINGS = meetings.loading.read_files().meetings.content["meetings"]
YEAR_PLANS = activities.loading.read_files().year_plans.content["year_plans"]
DECISIONS = decisions.loading.read_files().decisions.content["decisions"]
# "2024 CBM Plan", "2025 Plan and budget", "the 2021 Plan and budget": as the words of a meeting name the plan of a year.
OF_A_YEAR = re.compile(r"\b(20\d\d) (?:CBM )?Plan\b")
OF_AN_ACTION = re.compile(r"Action Plan (20\d\d-20\d\d)")


def test_each_paper_of_the_history_is_told_with_its_day_its_source_and_how_sure_it_is():
    told = Counter(
        (
            paper.folder.holder.coordinators.filter(role="coordinator").values_list("participant__code", flat=True)[0],
            paper.kind,
            paper.period,
            written(paper.on, paper.on_precision),
            paper.source,
            paper.confidence,
            paper.note,
        )
        for paper in Paper.objects.exclude(record_key=None).select_related("folder")
    )
    assert told == Counter(
        (
            row["coordinator"],
            row["paper"],
            row.get("period", ""),
            row.get("approved", {}).get("date", ""),
            row["source"],
            row["confidence"],
            row.get("note", "").strip(),
        )
        for row in HISTORY
    )


def test_each_step_of_the_history_is_one_of_which_a_file_names_the_day():
    told = Counter(
        (step.does.value, written(step.on, step.on_precision), step.source)
        for step in StepTaken.objects.select_related("commitment")
    )
    of_concepts = [row for row in HISTORY if row["paper"] == "concept-paper"]
    said = Counter(("adopts", row["approved"]["date"], row["source"]) for row in of_concepts)
    said += Counter(("circulates", row["circulated"], row["source"]) for row in of_concepts if "circulated" in row)
    assert told == said
    assert set(StepTaken.objects.values_list("channel", flat=True)) == {Channel.RECORD}
    assert Commitment.objects.count() == len(of_concepts)
    co_coordinators = sum(len(row.get("co_coordinators", [])) for row in of_concepts)
    under_one = CoordinatorAssignment.objects.exclude(commitment=None)
    assert under_one.count() == len(of_concepts) + co_coordinators


def test_an_action_plan_is_told_as_one_where_its_period_its_approval_and_its_coordinator_are_known():
    known = [row for row in HISTORY if row["paper"] == "action-plan" and {"period", "approved"} <= set(row)]
    told = [
        (plan.owner.code, plan.period.replace(" – ", "-"), plan.source, plan.confidence, plan.versions.count(), plan.by)
        for plan in ActionPlan.objects.select_related("owner")
    ]
    assert told == [(row["coordinator"], row["period"], row["source"], row["confidence"], 0, None) for row in known]
    named = [period for row in MEETINGS for period in OF_AN_ACTION.findall(row.get("adopted", {}).get("en", ""))]
    assert named == [row["period"] for row in known], "as the words of the meetings name them"


def test_a_plan_of_a_year_is_told_where_the_words_of_a_meeting_name_it_and_nowhere_else():
    told = {(plan.year, plan.meeting.reference): plan for plan in YearPlan.objects.select_related("meeting")}
    named = {
        (int(year), row["reference"])
        for row in MEETINGS
        for year in OF_A_YEAR.findall(row.get("adopted", {}).get("en", ""))
    }
    assert set(told) == named == {(row["year"], row["meeting"]) for row in YEAR_PLANS}
    for row in MEETINGS:
        words = row.get("adopted", {}).get("en", "")
        for year in OF_A_YEAR.findall(words):
            plan = told[int(year), row["reference"]]
            assert (plan.source, plan.confidence) == (row["source"], row["confidence"])
            assert plan.stage == ("before" if "recommended" in words else "adopted")
            assert (plan.decision, plan.versions.count(), plan.by) == ("", 0, None)


def test_a_review_of_an_area_is_told_where_the_words_of_a_meeting_name_it():
    reviewed = {row["meeting"] for row in read(REVIEWS).content["reviews"]}
    words = {row["reference"]: row.get("adopted", {}).get("en", "") + row.get("note", "") for row in MEETINGS}
    named = {reference for reference, said in words.items() if re.search(r"(?i)\breview\b", said)}
    assert reviewed == named


def test_each_meeting_and_decision_of_the_files_is_told_once_and_no_other():
    assert sorted(Meeting.objects.values_list("reference", flat=True)) == sorted(row["reference"] for row in MEETINGS)
    symbols = sorted(Decision.objects.values_list("symbol", flat=True))
    assert symbols == sorted(row["symbol"] for row in DECISIONS)


# Of which the public record shows nothing: a row of them would be invented.
SHOWS_NOTHING_OF: tuple[type[models.Model], ...] = (
    *(Intention, View, ExpertNomination, PaperVersion, Circulation, Comment),
    *(Activity, ProgressNote, Information, Minutes, FollowUp, Attendance, GroupSeat),
)


@pytest.mark.parametrize("model", SHOWS_NOTHING_OF, ids=lambda model: model.__name__)
def test_of_what_the_public_record_does_not_show_nothing_is_told(model):
    assert not model._base_manager.exists()


def _facts() -> Iterator[Any]:
    for model in apps.get_models():
        # How many days before a meeting something is ready, or told, is a setting and no fact of the past.
        if issubclass(model, SourcedFact) and model not in (LeadTime, ReminderLead):
            yield from model._base_manager.exclude(record_key=None)


def test_every_fact_of_the_record_names_its_source_and_how_sure_it_is():
    assert [f"{fact!r}" for fact in _facts() if not (fact.source and fact.confidence)] == []
