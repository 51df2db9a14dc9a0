"""Scenes of an exercise that stand apart from the steps of commitments: a draft, an offer by letter, experts who are let in."""

import datetime as dt
from collections.abc import Callable

from catalogue.choices import Depth
from catalogue.models import Measure
from law.choices import CoordinatorRole
from law.editions import edition_on
from law.grammar.procedure import Workflow
from members.actions import keep_draft
from members.choices import Audience
from members.models import Participant, User
from papers.actions import accept_entrusted
from papers.actions.entrusting import DRAFTED_KINDS
from papers.models import Paper
from record.exercise import Days, Exercise


def a_draft(begun_by: Callable[[dt.date], Workflow], exercise: Exercise) -> Days:
    """The preparer of XA has written an intention, and says that it is ready: two keys, the authority submits."""
    yield 0
    edition = edition_on(exercise.today)
    measure = Measure.objects.filter(area__edition__code=edition.key).order_by("pk")[0]
    answers = {
        "measure": measure.reference,
        "modality": begun_by(exercise.today).modality,
        "title": "Joint training of rescue teams",
        "statement": "State XA intends to train rescue teams with its neighbours.",
        "audience": Audience.MEMBERS,
    }
    preparer = User.objects.get(pk=exercise.people["xa-preparer"].pk)
    keep_draft(
        by=preparer, form="commitment.begin", answers=answers, owner=Participant.objects.get(code="XA"), is_ready=True
    )


def an_offer_by_letter(exercise: Exercise) -> Days:
    """A state on paper offers to coordinate a measure: the officer enters it from its note."""
    yield -11
    note = exercise.things["note of a state on paper"]
    measures = Measure.objects.filter(area__edition__code=edition_on(exercise.today).key).order_by("pk")
    about = {"depth": Depth.MEASURE, "measure": measures[0].reference, "role": CoordinatorRole.CO_COORDINATOR}
    said = {"on_behalf_of": note.participant.code, "from_letter": str(note.uid)}
    exercise.does("officer", "coordinator.offer", **about, **said)


def experts_let_in(exercise: Exercise) -> Days:
    """XA's expert is let in to a paper and has drafted; another one waits for the word of their state."""
    yield -9
    papers = Paper.objects.filter(kind__in=DRAFTED_KINDS, versions__isnull=False).distinct().order_by("symbol")
    asked = []
    for who, paper in zip(("xa", "xb"), papers, strict=False):
        mail = "expert@exercise.example" if who == "xa" else f"expert-of-{who}@exercise.example"
        expert = exercise.does(
            who, "expert.nominate", measure=Measure.objects.order_by("pk")[0].reference, audience=Audience.MEMBERS,
            name=f"Dr Expert of State {who.upper()} (exercise)", email=mail, last_day=exercise.day(89),
        )  # fmt: skip
        days = {"since": exercise.clock.date(), "until": exercise.day(60)}
        asked.append(exercise.does("officer", "expert.let-in", expert, paper=paper.symbol, email=mail, **days))
    yield -8
    if asked:
        entrusted = exercise.does("xa", "entrusted.agree", asked[0])
        guest = User.objects.get(pk=exercise.people["expert"].pk)
        accept_entrusted(entrusted=entrusted, person=guest, at=exercise.clock)
    yield -2
    if asked:
        exercise.does("expert", "entrusted.hand-in", asked[0], text="The second paragraph, said in fewer words.")
