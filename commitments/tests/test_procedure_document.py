"""The procedure as readers meet it: the document, the page, the picture, the system check."""

import dataclasses

import pytest
from django.conf import settings
from django.utils import translation

from commitments import checks
from commitments.acts.steps import act_of
from commitments.reports.diagram import actors, picture, road
from commitments.reports.procedure import ConditionRow, document, rows
from law.cica.editions import EDITION_2007
from law.cica.modality_a import MODALITY_A
from law.editions import workflows
from members.tests.factories import UserFactory

FLOWS = list(workflows())


def test_the_document_is_fresh():
    kept = (settings.BASE_DIR / "docs" / "procedure.md").read_text(encoding="utf-8")
    assert kept == document(), "run: manage.py write_procedure"


def test_the_document_names_every_step_article_and_state():
    words = document()
    for flow in FLOWS:
        for step in (flow.start, *flow.steps):
            assert f"`{step.name}`" in words
            assert str(step.article) in words
            assert str(step.basis.label) in words
        for state in flow.states():
            assert str(state.label) in words


def test_every_guard_of_the_tables_has_its_words():
    guards = {guard for flow in FLOWS for step in flow.steps for guard in (*step.guards, *step.answer_guards)}
    assert all(str(guard.words) for guard in guards)


@pytest.mark.django_db
def test_the_page_shows_both_tables_with_articles_and_pictures(sign_in):
    page = sign_in(UserFactory()).get("/procedure/")
    words = page.content.decode()
    assert words.count('<svg class="diagram"') == len(FLOWS)
    for flow in FLOWS:
        for row in rows(flow):
            assert row.label.replace("'", "&#x27;") in words
    assert words.count("ours, to be confirmed by the Secretariat") > 30


def test_a_row_says_its_basis_and_so_do_its_conditions():
    told = {row.name: row for row in rows(EDITION_2007.workflow("a"))}
    assert told["rest"].article == "no article"
    assert told["rest"].basis == "ours, to be confirmed by the Secretariat"
    assert told["circulate"].basis == "from the instrument"
    assert [str(condition) for condition in told["consider"].conditions] == [
        "the meeting was held (AA 31; AA 32, ours, to be confirmed by the Secretariat)",
        "the meeting did not end before the day of the step that led there"
        " (AA 31-33, ours, to be confirmed by the Secretariat)",
    ]


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.modality)
@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
def test_the_picture_tells_every_state_of_the_road_in_words_and_stays_in_its_frame(flow, language):
    with translation.override(language):
        for state in flow.states():
            drawn = picture(flow, state, {flow.start.target: "3 March 2026"})
            assert {stop.state for stop in drawn.stops} >= set(road(flow))
            assert [stop.state for stop in drawn.stops if stop.kind == "here"] == [state]
            assert all(str(stop.state.label) in drawn.words for stop in drawn.stops)
            assert all(
                0 < line.x < drawn.width and 0 < line.y < drawn.height for stop in drawn.stops for line in stop.lines
            )
            assert drawn.is_mirrored == (language == "ar")


def test_a_fault_in_the_table_is_told_by_the_system_check(monkeypatch):
    assert checks.the_law_has_no_faults(None) == []
    twice = dataclasses.replace(MODALITY_A, steps=(*MODALITY_A.steps, MODALITY_A.steps[0]))
    broken = dataclasses.replace(EDITION_2007, workflows=(twice, EDITION_2007.workflow("b")))
    monkeypatch.setattr(checks, "editions", lambda: (broken,))
    assert [fault.id for fault in checks.the_law_has_no_faults(None)] == ["commitments.E001"]


def test_the_picture_lists_actors_with_the_comma_of_the_language():
    consider = MODALITY_A.step("consider")
    with translation.override("ar"):
        said = actors(consider)
    assert ("،" in said, "," in said) == (True, False)


def test_a_condition_stands_in_the_brackets_of_the_language():
    condition = ConditionRow("会议已举行", "CoA (a)", "文书")
    with translation.override("zh-hans"):
        assert str(condition) == "会议已举行（CoA (a)，文书）"
    with translation.override("en"):
        assert str(condition) == "会议已举行 (CoA (a), 文书)"


def test_who_may_take_a_step_is_listed_with_the_comma_of_the_reader_and_not_of_the_start_of_the_house():
    who = act_of(MODALITY_A.step("consider")).open_to
    with translation.override("en"):
        assert ", " in str(who)
    with translation.override("ar"):
        assert ("،" in str(who), "," in str(who)) == (True, False)
