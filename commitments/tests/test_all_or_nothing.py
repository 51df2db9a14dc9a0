"""A step is taken whole or not at all: whoever else writes, and whenever the process dies."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from cica_tracker.tests.night import IS_NIGHT
from commitments.actions import Answers, take_step
from commitments.actions.steps import MOVED_MEANWHILE, NOT_OFFERED
from commitments.models import Commitment, CoordinatorAssignment, Intention, StepTaken
from commitments.tests.stories import PAPER, Story
from journal.models import Entry
from journal.verification import verify
from law.cica.states import State
from members.choices import Role
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from papers.models import Circulation, PaperVersion
from record.refusals import StepRefused

pytestmark = pytest.mark.django_db(transaction=True)

EVERYTHING = (Circulation, CoordinatorAssignment, Intention, PaperVersion, StepTaken, Entry, Notice)


def what_the_world_looks_like(commitment: Commitment) -> tuple[Any, ...]:
    row = Commitment.objects.values_list("state", "version").get(pk=commitment.pk)
    return (*row, *(model._default_manager.count() for model in EVERYTHING))


class Death:
    """Kills its own process with SIGKILL at the nth moment; a moment stands before and after every statement."""

    def __init__(self, moment: int):
        self.left = moment

    def __call__(self, execute, sql, params, many, context):
        self.tick()
        result = execute(sql, params, many, context)
        self.tick()
        return result

    def tick(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def child_takes(story: Story, step: str, by: Any, answers: Answers, moment: int) -> bool:
    """Fork a process that takes the step and dies at that moment; returns whether it died."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            death = Death(moment)
            commit = connection._commit

            def dying_commit():
                death.tick()
                commit()
                death.tick()

            connection._commit = dying_commit
            with connection.execute_wrapper(death):
                take_step(commitment=story.commitment, step=step, by=by, answers=answers)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize(
    ("state", "step", "answers"),
    [
        (State.COORDINATED, "submit-draft", {"document": PAPER}),
        (State.DRAFTED, "circulate", {"audience": "observers"}),
        (State.INDICATED, "withdraw", {}),
    ],
)
def test_a_process_killed_around_any_statement_leaves_all_of_the_step_or_none(
    state, step, answers, authority, chair, officer, observer
):
    """By day at every fourth moment: what isn't one transaction is there in part at most of them."""
    story = Story(author=authority, chair=chair, officer=officer).to(state)
    by = officer if step == "circulate" else authority
    before = what_the_world_looks_like(story.commitment)
    seen, moment = Counter(), 0
    while True:
        moment += 1 if IS_NIGHT else 4
        died = child_takes(story, step, by, Answers(**answers), moment)
        now = what_the_world_looks_like(story.commitment)
        if now != before:
            break
        assert died, "the step ended without an effect"
        seen["none"] += 1
    # The last death, or none, came after the commit: everything is there, once.
    assert now[1] == before[1] + 1
    assert StepTaken.objects.filter(commitment=story.commitment, step=step).count() == 1
    assert (
        Entry.objects.about(story.commitment).count()
        == story.commitment.steps.model.objects.filter(commitment=story.commitment).count()
    )
    assert verify().fault == ""
    assert seen["none"] > (30 if IS_NIGHT else 6), "the walk passed by many statements"


def test_of_200_submissions_by_16_clients_each_acknowledged_one_is_there_once(authority, chair, officer):
    stories = [Story(author=authority, chair=chair, officer=officer) for _number in range(10)]
    people = [a_person_of(a_state(f"Y{n:02}"), Role.AUTHORITY, f"p{n}@y.example") for n in range(16)]
    # Each of 16 states joins each of 10 commitments; 40 of those submissions are pressed twice.
    work = [(person, story, f"{person.pk}-{story.commitment.pk}") for person in people for story in stories]
    work += work[::4]
    assert len(work) == 200
    acknowledged, refused, lock = [], [], threading.Lock()

    def client(number: int) -> None:
        try:
            for person, story, key in work[number::16]:
                try:
                    taken = take_step(
                        commitment=story.commitment, step="join", by=person, once_key=key, answers=Answers()
                    )
                    with lock:
                        acknowledged.append((key, taken.pk))
                except StepRefused as refusal:
                    with lock:
                        refused.append((key, refusal.problems))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(acknowledged) + len(refused) == 200
    by_key = {}
    for key, step in acknowledged:
        assert by_key.setdefault(key, step) == step, "one key, one step"
    joined = StepTaken.objects.filter(step="join")
    assert set(joined.values_list("once_key", "pk")) == set(by_key.items())
    assert Intention.objects.filter(commitment__in=[story.commitment.pk for story in stories]).count() == 10 + len(
        by_key
    )
    assert all(any(sentences for sentences in problems.values()) for _key, problems in refused)
    assert verify().fault == ""
    for story in stories:
        fresh = Commitment.objects.get(pk=story.commitment.pk)
        assert fresh.version == fresh.steps.count()


class Meanwhile:
    """At the last instant before a commitment is moved, somebody else takes another step, once."""

    def __init__(self, take: Callable[[], Any]):
        self.take, self.is_over = take, False

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(f'UPDATE "{Commitment._meta.db_table}"') and not self.is_over:
            self.is_over = True
            if connection.vendor == "sqlite":
                # One writes at a time: here it is one transaction, and what both wrote goes with it.
                self.take()
            else:
                other = threading.Thread(target=self._take_and_leave)
                other.start()
                other.join()
        return execute(sql, params, many, context)

    def _take_and_leave(self) -> None:
        try:
            self.take()
        finally:
            connections.close_all()


# Who names no version looks again; on SQLite that finds what the refused transaction took back.
@pytest.mark.parametrize("names_a_version", [True, pytest.param(False, marks=pytest.mark.postgres)])
def test_of_two_different_steps_at_one_instant_one_is_taken_and_the_other_refused_with_its_sentence(
    names_a_version, authority, chair, officer
):
    story = Story(author=authority, chair=chair, officer=officer)
    commitment, version = story.commitment, story.commitment.version
    withdraw = Meanwhile(lambda: take_step(commitment=commitment, step="withdraw", by=authority, answers=Answers()))
    consult = {"commitment": commitment, "step": "consult", "by": chair, "answers": Answers(note="Consulting.")}
    with connection.execute_wrapper(withdraw), pytest.raises(StepRefused) as refused:
        take_step(**consult, seen_version=version if names_a_version else None)
    assert refused.value.problems == {"": [MOVED_MEANWHILE if names_a_version else NOT_OFFERED]}
    taken = ["withdraw"] if connection.vendor == "postgresql" else []
    commitment.refresh_from_db()
    assert [step.step for step in commitment.steps.order_by("serial")] == ["indicate", *taken]
    assert (commitment.state, commitment.version) == (
        State.WITHDRAWN if taken else State.INDICATED,
        version + len(taken),
    )
    assert verify().fault == ""


def test_who_names_a_version_that_is_past_is_refused_and_writes_nothing(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer)
    seen = story.commitment.version
    story.take("consult", chair, note="Consulting.")
    before = what_the_world_looks_like(story.commitment)
    with pytest.raises(StepRefused) as refused:
        take_step(commitment=story.commitment, step="withdraw", by=authority, answers=Answers(), seen_version=seen)
    assert refused.value.problems == {"": [MOVED_MEANWHILE]}
    assert what_the_world_looks_like(story.commitment) == before
