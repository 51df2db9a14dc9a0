"""The tables of the law hold together: every row says what it rests on, and nothing in them leads nowhere."""

import copy
import datetime as dt
import json
import pickle
from dataclasses import replace
from fractions import Fraction

import pytest

from law.choices import Relation, SilenceState
from law.cica.bodies import Body
from law.cica.editions import EDITION_2007, EDITIONS
from law.cica.instruments import INSTRUMENTS
from law.cica.states import State
from law.editions import bodies, edition, edition_on, register, registered, states, steps
from law.forum import FORUM
from law.grammar.basis import NO_ARTICLE, Basis, cited
from law.grammar.editions import LawEdition
from law.grammar.procedure import Does, Phase
from law.tests.invented import COUNCIL, ELDERS, ENVOYS, HEARD, invented_edition

A_DAY = dt.date(2027, 6, 1)
DAY = dt.timedelta(days=1)
EVERY = [*EDITIONS, invented_edition(A_DAY)]


@pytest.mark.parametrize("law", EVERY, ids=lambda law: law.key)
def test_an_edition_has_no_faults(law: LawEdition):
    assert law.faults() == []


@pytest.mark.parametrize("law", EVERY, ids=lambda law: law.key)
def test_every_row_says_what_it_rests_on_and_how_surely(law: LawEdition):
    rows = list(law.rows())
    assert len(rows) > 150
    without = [name for name, row in rows if not (str(row.article) or getattr(row, "source", ""))]
    assert without == []
    assert [name for name, row in rows if not isinstance(row.basis, Basis)] == []


def test_what_rests_on_no_text_says_so():
    flow = EDITION_2007.workflow("b")
    ours = {step.name for step in flow.every_step() if step.basis is Basis.OURS}
    assert {"rest", "resume", "complete", "begin-implementation"} <= ours
    assert flow.step("compile").basis is Basis.INSTRUMENT
    guards = {guard.name: guard.basis for step in flow.steps for guard in (*step.guards, *step.answer_guards)}
    assert "an expert is nominated" not in guards, "members may nominate: nothing waits for it"
    assert guards["the coordinator is yet to be designated"] is Basis.OURS
    assert guards["the host is a member or an observer state"] is Basis.INSTRUMENT
    assert EDITION_2007.cadence.coupling("working-group", "soc").basis is Basis.PRACTICE
    assert {row.basis for row in EDITION_2007.lead_times} == {Basis.OURS, Basis.PRACTICE}
    assert Basis.OURS.label == "ours, to be confirmed by the Secretariat"


def test_articles_are_read_one_by_one():
    def references(article: str) -> list[str]:
        return [str(one) for one in cited(article, INSTRUMENTS)]

    assert references("AA 32; CoA (a), (b)") == ["AA 32", "CoA (a)", "CoA (b)"]
    assert references("AA 24; CoA") == ["AA 24", "CoA"]
    assert references("proposed; SCICA-PR2128") == []


OF_A_PAPER = {"replace-draft", "call-back", "send-back", "revise"}
LATER = {"rest", "resume", "complete"}


def test_every_step_cites_an_instrument_or_says_that_it_is_ours_and_leans_on_no_article():
    cites_none = {
        flow.modality: {step.name for step in flow.every_step() if not list(cited(step.article, INSTRUMENTS))}
        for flow in EDITION_2007.workflows
    }
    assert cites_none == {"a": OF_A_PAPER | LATER, "b": {*OF_A_PAPER, *LATER, "circulate"}}
    for flow in EDITION_2007.workflows:
        rows = [*flow.every_step(), *flow.states()]
        assert all(row.basis is Basis.OURS for row in rows if row.article == NO_ARTICLE)


def test_a_modality_cites_its_own_part_of_the_approach():
    for flow, other in (("a", "(b)"), ("b", "(a)")):
        decided = {Does.ADOPTS, Does.DEFERS, Does.RETURNS}
        steps = [step for step in EDITION_2007.workflow(flow).every_step() if step.does not in decided]
        assert [step.name for step in steps if other in str(step.article)] == []


# -- As the Approach is to be read.


def test_in_b_implementation_begins_from_the_committees_decision_alone_and_in_a_from_consideration_too():
    """Its decision: that it approves, or takes note."""
    begins = {
        flow.modality: [str(state) for step in flow.steps_that(Does.CARRIES_OUT) for state in step.source]
        for flow in EDITION_2007.workflows
    }
    assert begins == {"a": ["considered", "approved", "noted"], "b": ["approved", "noted"]}


def test_what_the_approach_lets_happen_is_no_condition():
    a, b = EDITION_2007.workflow("a"), EDITION_2007.workflow("b")
    assert a.step("designate-coordinator").source == ("indicated", "consulting")
    for flow in (a, b):
        assert flow.step("consider").source == ("drafted", "circulated")
        # Where it isn't circulated yet, the group may consider it, and isn't awaited.
        assert flow.states_awaiting("working-group") == ("circulated",)
    assert b.step("convene").guards == ()
    assert b.step("compile").actor == (Relation.SECRETARIAT, Relation.CHAIR)
    held = a.step("hold-specialised-meeting")
    assert (held.source, held.target) == (tuple(state for state in a.states() if not state.is_end), None)


# -- A row is its key.


def test_a_row_is_stored_by_its_key_and_comes_back_whole():
    assert State.APPROVED == "approved"
    assert Body.SENIOR_OFFICIALS in {"soc"}
    assert json.dumps([State.APPROVED, Body.SUMMIT]) == '["approved", "summit"]'
    for row in (State.APPROVED, Body.SUMMIT):
        for again in (copy.deepcopy(row), pickle.loads(pickle.dumps(row))):
            assert (again, str(again.label)) == (row, str(row.label))


# -- What states are and steps do.


def test_a_state_says_what_it_is():
    flow = EDITION_2007.workflow("a")
    assert [str(state) for state in flow.states() if state.is_end] == ["completed", "withdrawn"]
    assert [str(state) for state in flow.states() if state.is_wayside] == ["resting", "withdrawn"]
    assert [str(state) for state in flow.states() if state.is_with_authors] == ["coordinated", "drafted"]
    assert flow.state("approved").phase is Phase.AGREED
    with pytest.raises(KeyError):
        flow.state("views")


def test_steps_are_found_by_what_they_do():
    flow = EDITION_2007.workflow("b")
    assert [step.name for step in flow.steps_that(Does.CONVENES)] == ["convene"]
    assert [step.name for step in flow.steps_that(Does.RETURNS)] == ["return-for-revision", "return"]
    assert [step.name for step in flow.steps_that(Does.RETURNS, "soc")] == ["return"]
    assert flow.states_before("soc") == ("before-soc",)
    assert flow.states_before("summit") == ()
    assert flow.states_awaiting("working-group") == ("circulated",)
    assert flow.states_to_put_before("soc") == ("considered",)
    assert flow.papers_that_travel() == {"working-paper"}
    assert flow.exchanges_views
    assert not EDITION_2007.workflow("a").exchanges_views
    assert EDITION_2007.workflow("a").states_awaiting_designation() == ("indicated", "consulting")
    assert EDITION_2007.body_of_commitments() is Body.SENIOR_OFFICIALS


def test_a_body_is_called_as_it_was_called_on_the_day():
    assert str(Body.SUMMIT.label_on(dt.date(2022, 10, 12))) == "Summit"
    assert str(Body.SUMMIT.label_on(dt.date(2022, 10, 13))) == "Council of Heads of State or Government"
    assert str(Body.SUMMIT.label_on(dt.date(1990, 1, 1))) == "Summit"
    assert str(Body.MINISTERIAL.label) == "Ministerial Council"


def test_the_quorum_is_rounded_up():
    assert [EDITION_2007.quorum.needed(members) for members in (0, 1, 2, 3, 4, 18, 27, 28)] == [
        0,
        1,
        2,
        2,
        3,
        12,
        18,
        19,
    ]
    assert invented_edition(A_DAY).quorum.needed(28) == 21


def test_the_term_of_the_chair_follows_the_rule_of_the_day_on_which_it_began():
    cadence = EDITION_2007.cadence
    names = [cadence.rule_of_the_chair(dt.date(year, 9, 1)).name for year in (1999, 2008, 2009, 2024)]
    assert names == ["chair-to-2009", "chair-to-2009", "chair", "chair"]
    assert [str(body) for body in cadence.heads_of(None)] == ["summit", "ministerial"]
    assert [str(body) for body in cadence.heads_of("soc")] == ["summit", "ministerial"]


@pytest.mark.parametrize("state", SilenceState)
def test_nobody_does_anything_to_a_silence_procedure_that_has_ended(state: SilenceState):
    acts = [act.name for act in EDITION_2007.silence.acts if state in act.source]
    assert bool(acts) is (state not in {SilenceState.ADOPTED, SilenceState.WITHDRAWN})


def test_the_forum_says_where_the_secretariat_sits():
    assert (FORUM.short, FORUM.country, str(FORUM.zone)) == ("CICA", "KZ", "Asia/Almaty")
    assert [code for code, _name in FORUM.languages] == ["en", "ru", "zh-hans", "ar"]


# -- Faults are found.


def _broken(which: str, **changes: object) -> LawEdition:
    """The edition with one step of modality (a) changed."""
    flow = EDITION_2007.workflow("a")
    steps_changed = tuple(replace(step, **changes) if step.name == which else step for step in flow.steps)
    return replace(EDITION_2007, workflows=(replace(flow, steps=steps_changed), EDITION_2007.workflow("b")))


@pytest.mark.parametrize(
    ("law", "fault"),
    [
        (_broken("consult", actor=()), "modality a: step consult has no actor"),
        (_broken("consult", article=""), "modality a: step consult rests on no article"),
        (_broken("consult", name="join"), "modality a: two steps are named join"),
        (_broken("consult", target=State.INDICATED), "modality a: state consulting is never reached"),
        (_broken("join", source=(State.COMPLETED,)), "modality a: step join leaves an ended state"),
        (_broken("consider", meeting=None), "modality a: step consider names no body"),
        (_broken("consider", meeting=ELDERS), "body elders is named by a row and is none of its bodies"),
        (_broken("submit-draft", document=None), "modality a: step submit-draft submits no paper"),
        (
            _broken("consult", target=replace(State.CONSULTING, phase=Phase.AGREED)),
            "state consulting is two rows",
        ),
        (replace(EDITION_2007, bodies=EDITION_2007.bodies * 2), "two bodies are soc"),
        (replace(EDITION_2007, adopted_by=""), "it says nothing of who adopted it"),
        (
            replace(EDITION_2007, quorum=replace(EDITION_2007.quorum, share=Fraction(3, 2))),
            "the quorum is no share of the members",
        ),
        (replace(EDITION_2007, silence=replace(EDITION_2007.silence, longest=3)), "the proposed period is none that can be chosen"),
        (replace(EDITION_2007, lead_times=EDITION_2007.lead_times * 2), "soc documents stands twice"),
    ],
)  # fmt: skip
def test_a_fault_is_named(law: LawEdition, fault: str):
    assert any(found.endswith(fault) for found in law.faults()), law.faults()


# -- Editions.


def test_an_edition_holds_from_its_day():
    with registered(invented_edition(A_DAY)) as invented:
        assert edition_on(A_DAY - DAY) is EDITION_2007
        assert edition_on(A_DAY) is invented
        assert edition_on(dt.date(1992, 10, 5)) is EDITION_2007
        assert edition("2007") is EDITION_2007
        assert HEARD in states()
        assert ELDERS in bodies()
        assert "hear-the-elders" in {step.name for step in steps()}
    assert edition_on(A_DAY) is EDITION_2007
    assert ELDERS not in bodies()


def test_what_has_faults_is_not_taken_in_nor_what_is_there_already():
    with pytest.raises(ValueError, match="it says nothing of who adopted it"):
        register(invented_edition(A_DAY, adopted_by=""))
    with pytest.raises(ValueError, match="there is an edition 2007"):
        register(invented_edition(A_DAY, key="2007"))
    with pytest.raises(ValueError, match="holds from 2007-03-14"):
        register(invented_edition(EDITION_2007.holds_from))


def test_the_invented_edition_differs_as_it_says():
    law = invented_edition(A_DAY)
    committee = law.body("soc")
    assert str(committee.label_on(A_DAY)) == ENVOYS
    assert str(committee.label_on(A_DAY - DAY)) == "Senior Officials Committee"
    assert str(law.body("elders").label) == COUNCIL
    assert law.cadence.rule_of("summit").years == 3
    assert law.workflow("a").states_awaiting("elders") == ("circulated",)
    assert law.workflow("a").states_awaiting("working-group") == ("heard",)
