"""Scenes of an exercise: a commitment at every stage of every modality, brought there by the steps of the law's tables."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from catalogue.choices import Depth
from catalogue.models import Measure
from commitments.apart import a_draft, an_offer_by_letter, experts_let_in
from commitments.models import Commitment
from law.choices import CoordinatorRole, Relation
from law.editions import edition_on
from law.grammar.procedure import Does, StateRow, Step, Workflow
from meetings.exercise import PLACE
from meetings.models import Meeting
from members.choices import Audience
from papers.choices import PublishingSaid
from papers.models import CommentAudience
from record.choices import Need
from record.exercise import Days, Exercise, Scene, add_scenes, add_scenes_by_law

# Whose commitments they are, by turns, and who joins; the chair and those on paper begin none.
AUTHORS = ("XA", "XB", "XD", "XE", "XF", "XG", "XH", "XI", "XJ")
TITLES = (
    "Early warning of floods on shared rivers",
    "Exchange of young scholars",
    "Simpler papers for trade across borders",
    "Safe mountain roads",
    "Joint training of rescue teams",
    "Protection of wetlands along the coast",
    "Seed banks for dry years",
    "Health of herds across borders",
    "Contacts of archives and libraries",
    "Timely word of forest fires",
    "Hours of customs posts",
    "Women in mediation",
    "Clean water for border towns",
    "Routes of pilgrims and travellers",
    "Against the smuggling of cultural goods",
    "Standards for dangerous goods by rail",
    "Cooperation of seismic stations",
    "Small enterprises at border fairs",
    "Rescue at sea",
    "Friendship of sister cities",
    "Telemedicine for remote valleys",
    "Prevention of trafficking in persons",
    "Contact points of cyber emergency teams",
    "Shared forecasts of dust storms",
)
PAPER = (
    "What is proposed: experts of the states that take part meet twice a year, in turn at each other's.\n\n"
    "What it asks of nobody: taking part is voluntary, and each state chooses its own pace.\n\n"
    "What comes of it: a short report for the Senior Officials, and a list of contact points."
)
Decide = Callable[[Exercise, Commitment, Step, Meeting], Any]
# Who takes a step, in the order in which one of several is chosen.
ACTORS = {Relation.SWG_CHAIR: "group", Relation.CHAIR: "chair", Relation.SECRETARIAT: "officer"}
# From one step to the next, and after a body has decided.
A_STEP, AFTERWARDS = 9, 24
COMMENTS_WITHIN = 28
ASK_PUBLIC = "commitment.ask-public"
# For how long a commitment is undertaken, where that is said as it begins to be carried out.
A_PERIOD = dt.timedelta(days=729)


def road_to(flow: Workflow, target: StateRow) -> list[Step]:
    """The steps by which a commitment that has begun comes to a state: by those that the table awaits."""
    order, state, road = list(flow.states()), flow.start.target, []
    while state is not None and state != target:
        onward = [step for step in flow.from_state(state) if step.target and step.target != state]
        straight = [step for step in onward if step.target == target and _leads_on(step, state, order)]
        ahead = [step for step in onward if _leads_on(step, state, order) and not step.target.is_wayside]  # type: ignore[union-attr]
        road.append((straight or ahead)[0])
        state = road[-1].target
    return road


def _leads_on(step: Step, state: StateRow, order: list[StateRow]) -> bool:
    """Whether it is awaited there, or a state's own, and leads further along the table."""
    is_further = step.target is not None and order.index(step.target) > order.index(state)
    return is_further and step.awaits_from(state) and (not step.own or step.does is Does.LEAVES)


@dataclass
class Walked:
    """A commitment on its way through an exercise, and the people who bring it on."""

    exercise: Exercise
    flow: Workflow
    number: int
    # Released to observers as well.
    is_open: bool = False
    reference: str = field(init=False, default="")

    @property
    def author(self) -> str:
        return AUTHORS[self.number % len(AUTHORS)]

    @property
    def others(self) -> tuple[str, ...]:
        """Those that join it: none, one or two."""
        first = self.number + 1
        return tuple(AUTHORS[(first + place) % len(AUTHORS)] for place in range(self.number % 3))

    @property
    def commitment(self) -> Commitment:
        return Commitment.objects.get(reference=self.reference)

    def begin(self) -> None:
        """Its author begins it, about a measure that chance picks."""
        measures = Measure.objects.filter(area__edition__code=self.flow.edition).order_by("pk")
        title = TITLES[self.number % len(TITLES)]
        begun = self.exercise.does(
            self.author.lower(),
            "commitment.begin",
            modality=self.flow.modality,
            measure=self.exercise.pick([measure.reference for measure in measures]),
            title=title,
            statement=f"State {self.author} intends, with whoever wishes to join: {title[:1].lower()}{title[1:]}.",
            audience=Audience.OBSERVERS if self.is_open else Audience.MEMBERS,
        )
        self.reference = begun.reference

    def take(self, step: Step, who: str = "", /, **answers: object) -> Any:
        """Somebody takes a step, with what it asks and isn't answered here."""
        who = who or self.who_takes(step)
        return self.exercise.does(
            who, f"commitment.{step.name}", self.commitment, **{**self.answers_to(step), **answers}
        )

    def that(self, does: Does) -> Step:
        """The step of its procedure that does a thing."""
        return self.flow.steps_that(does)[0]

    def who_takes(self, step: Step) -> str:
        of_office = next((who for relation, who in ACTORS.items() if relation in step.actor), "")
        of_states = {Relation.COORDINATOR, Relation.INTENDING_STATE, Relation.IMPLEMENTING_STATE} & set(step.actor)
        return self.author.lower() if of_states else of_office

    def answers_to(self, step: Step) -> dict[str, Any]:
        """What a step asks, by its row."""
        answers: dict[str, Any] = {}
        if step.document and step.does is not Does.COMPILES and step.document_need is Need.MUST:
            answers |= {"title": self.commitment.title, "text": PAPER}
        if step.party:
            answers |= {"party": self.author}
        if step.note is Need.MUST:
            answers["note"] = "As the states that take part agreed."
        if step.circulates:
            answers["audience"] = Audience.OBSERVERS if self.is_open else Audience.MEMBERS
            answers["comments_by"] = self.exercise.clock.date() + dt.timedelta(days=COMMENTS_WITHIN)
        if step.does is Does.CARRIES_OUT:
            first = self.exercise.clock.date()
            answers |= {"period_since": first, "period_until": first + A_PERIOD}
        if step.experts:
            answers["experts"] = [str(expert.uid) for expert in self.commitment.nominated_experts()]
        return answers

    def prepare(self, step: Step) -> None:
        """What a step needs that is no step on the road: an offer, views, an expert."""
        if step.party:
            self.take(self.that(Does.OFFERS))
        if step.does is Does.LEAVES:
            # The last one to leave ends it.
            for code in self.others:
                self.take(step, code.lower())
        if step.does is Does.COMPILES:
            views = "Our services would gladly share what they know."
            for code in dict.fromkeys((self.author, *self.others, "XD")):
                commitment = self.commitment
                self.exercise.does(
                    code.lower(), "commitment.share-view", commitment, text=views, audience=Audience.MEMBERS
                )
            named = {"name": f"Dr Expert of State {self.author}", "affiliation": "Institute of the exercise"}
            self.exercise.does(
                self.author.lower(), "expert.nominate", commitment=self.reference, audience=Audience.MEMBERS,
                last_day=self.exercise.day(59), **named,
            )  # fmt: skip

    def meet(self, step: Step, in_days: int) -> Meeting:
        """A meeting about its own matter is planned, so many days from the day on which the scene is."""
        first_day = self.exercise.clock.date() + dt.timedelta(days=in_days)
        return self.exercise.does(
            "officer", "meeting.plan", body=step.meeting, starts_on=first_day, host=self.author,
            title=self.commitment.title, **PLACE,
        )  # fmt: skip


def walk(
    flow: Workflow, target: StateRow, number: int, exercise: Exercise, *, decide: Decide | None = None
) -> Iterator[int]:
    """Bring a commitment to a stage. What a body does with it, it does at a meeting behind; `decide` records that."""
    road, walked = road_to(flow, target), Walked(exercise, flow, number, is_open=number % 4 == 0)
    at_bodies = [place for place, step in enumerate(road) if step.meeting and step.does is not Does.CONVENES]
    # Where something follows a decision, it was taken earlier.
    met = 1 if road and road[-1].does in {Does.CARRIES_OUT, Does.RESTS, Does.COMPLETES} else 2
    day = -46 - 125 * (2 - met) if at_bodies else -6 - number % 5
    day -= A_STEP * (at_bodies[0] if at_bodies else len(road)) + 3
    yield day
    walked.begin()
    exercise.things[f"{flow.modality} {target}"] = walked
    yield day + 1
    for code in walked.others:
        walked.take(walked.that(Does.JOINS), code.lower())
    for place, step in enumerate(road):
        answers: dict[str, Any] = {}
        if at_bodies and place >= at_bodies[0]:
            day = max(day, _day_of(step, met))
            yield day
            answers = _at_its_meeting(exercise, step, met, is_last=place == len(road) - 1)
            day += AFTERWARDS if step.is_decided or step.meeting is None else 0
        else:
            day += A_STEP
            yield day
        walked.prepare(step)
        if step.is_decided and decide is not None:
            decide(exercise, walked.commitment, step, exercise.things[f"committee {met}"])
            continue
        if step.does is Does.CONVENES:
            meeting = walked.meet(step, 30 if place == len(road) - 1 else A_STEP - 2)
            answers = {"meeting": meeting.reference}
        walked.take(step, **answers)
        if step.does is Does.CONVENES and place < len(road) - 1:
            yield day + A_STEP - 2
            exercise.does("officer", "meeting.held", meeting)


def _day_of(step: Step, met: int) -> int:
    """The day after the group met, and the day on which the body that decides does, counted from today."""
    committee = (-340, -170, -45)[met]
    return committee if step.is_decided else committee - 1


def _at_its_meeting(exercise: Exercise, step: Step, met: int, *, is_last: bool) -> dict[str, Any]:
    """At which meeting a step is taken: that of the group, and the one before which it is put."""
    if step.meeting is None or step.is_decided:
        return {}
    if step.does is Does.PUTS_BEFORE:
        meeting = exercise.things["committee ahead" if is_last else f"committee {met}"]
    else:
        meeting = exercise.things[f"group {met}"]
    return {"meeting": meeting.reference}


def stages(day: dt.date) -> list[tuple[int, Workflow, StateRow]]:
    """Every stage of every modality of the edition of a day, numbered."""
    rows = [(flow, state) for flow in edition_on(day).workflows for state in flow.states()]
    return [(number, flow, state) for number, (flow, state) in enumerate(rows)]


def needs_a_decision(flow: Workflow, state: StateRow) -> bool:
    return any(step.is_decided for step in road_to(flow, state))


def name_of_stage(flow: Workflow, state: StateRow) -> str:
    return f"commitments: {flow.modality} {state.key}"


# -- By the wayside.


def _called_back(flow: Workflow, number: int, exercise: Exercise) -> Days:
    """A wrong paper was called back before it went out, and another one handed in; it waits to be circulated."""
    walked = Walked(exercise, flow, number)
    submits, calls_back = walked.that(Does.SUBMITS), walked.that(Does.CALLS_BACK)
    yield from _to_its_paper(walked, -40)
    yield -10
    walked.take(submits, text="The notes of our own meeting, by mistake.")
    walked.take(calls_back, note="It was the wrong file.")
    yield -9
    walked.take(submits)


def _revised(flow: Workflow, number: int, exercise: Exercise) -> Days:
    """A paper was circulated and commented on; a second version went out, and takes comments for four weeks."""
    walked = Walked(exercise, flow, number, is_open=True)
    yield from _to_its_paper(walked, -90)
    circulates = walked.that(Does.CIRCULATES)
    # Of a paper that went out; one that didn't is replaced where it stands.
    revises = next(step for step in flow.steps_that(Does.REVISES) if step.target)
    yield -60
    walked.take(walked.that(Does.SUBMITS))
    walked.take(circulates)
    yield -50
    text = "Our experts would rather meet once a year. The list of contact points is welcome."
    version = walked.commitment.folder.papers.get(kind=revises.document).versions.order_by("-number")[0]
    exercise.does("xf", "paper-version.comment", version, text=text, audience=CommentAudience.MEMBERS)
    yield -8
    walked.take(revises, text=PAPER.replace("twice", "once"), note="As State XF suggested.")
    yield -7
    walked.take(circulates)
    exercise.things["revised"] = walked


def _to_its_paper(walked: Walked, day: int) -> Days:
    """From its beginning to where the paper is handed in, within two weeks."""
    yield day
    walked.begin()
    for place, step in enumerate(road_to(walked.flow, walked.that(Does.SUBMITS).source[0]), start=1):
        yield day + 4 * place
        walked.prepare(step)
        walked.take(step)


def _coordination(flow: Workflow, number: int, exercise: Exercise) -> Days:
    """Two states coordinate for a period that ends; the term of one ends in ten days. Another commitment has lost its coordinator."""
    walked, vacant = Walked(exercise, flow, number), Walked(exercise, flow, number + 1)
    yield from _to_its_paper(walked, -120)
    yield -100
    other = "XD"
    walked.take(walked.that(Does.JOINS), other.lower())
    together = next(step for step in flow.steps if step.party is CoordinatorRole.CO_COORDINATOR)
    walked.take(together, party=other, note="It agreed by word.", last_day=exercise.day(9))
    period = {"since": exercise.day(-100), "until": exercise.day(75)}
    exercise.does(walked.author.lower(), "commitment.period", walked.commitment, **period)
    yield from _with_a_term(vacant, -80, exercise.day(-8))


def _with_a_term(walked: Walked, day: int, until: dt.date) -> Days:
    yield day
    walked.begin()
    for place, step in enumerate(road_to(walked.flow, walked.that(Does.SUBMITS).source[0]), start=1):
        yield day + 4 * place
        walked.prepare(step)
        walked.take(step, **({"last_day": until - dt.timedelta(days=1)} if step.party else {}))


def _for_the_world(exercise: Exercise) -> Days:
    """The states that take part in a commitment agree, one after the other, that anybody in the world may read of it."""
    yield -6
    walks = [walked for walked in exercise.things.values() if isinstance(walked, Walked) and walked.reference]
    commitment, first, others = next(
        (walked.commitment, *_who_agree(exercise, walked)) for walked in walks if _who_agree(exercise, walked)[1]
    )
    exercise.does(first, "commitment.ask-public", commitment, until=exercise.day(14))
    yield -5
    for who in others:
        exercise.does(who, "commitment.may-be-public", commitment, answer=PublishingSaid.AGREED)


def _who_agree(exercise: Exercise, walked: Walked) -> tuple[str, list[str]]:
    """Of a commitment, whoever asks the others, and these; nobody where one of them can't say so here."""
    codes = [state.code.lower() for state in walked.commitment.intending_states()]
    able = [code for code in codes if code in exercise.people and exercise.may(code, ASK_PUBLIC, walked.commitment)]
    return (able[0], able[1:]) if able and able == codes else ("", [])


def _offers(exercise: Exercise) -> Days:
    """Outside of any commitment a state offers to coordinate a measure; another is designated for a year."""
    measures = Measure.objects.filter(area__edition__code=edition_on(exercise.today).key).order_by("pk")
    first, second = exercise.chance.sample([measure.reference for measure in measures], 2)
    yield -300
    exercise.does("xe", "coordinator.offer", depth=Depth.MEASURE, measure=second, role=CoordinatorRole.COORDINATOR)
    yield -290
    term = {"since": exercise.day(-290), "last_day": exercise.day(24)}
    about = {"depth": Depth.MEASURE, "measure": second, "role": CoordinatorRole.COORDINATOR}
    exercise.does("chair", "coordinator.designate", party="XE", **about, **term)
    yield -15
    exercise.does("xg", "coordinator.offer", depth=Depth.MEASURE, measure=first, role=CoordinatorRole.CO_COORDINATOR)


def first_with_an_intention(day: dt.date) -> Workflow:
    """The modality in which a state coordinates before there is a paper."""
    flows = edition_on(day).workflows
    return next(
        flow for flow in flows if any(step.party for step in road_to(flow, flow.steps_that(Does.SUBMITS)[0].source[0]))
    )


def _of_stages(day: dt.date) -> Iterator[Scene]:
    """One for each stage to which no decision leads; the others the room of decisions plays."""
    for number, flow, state in stages(day):
        if not needs_a_decision(flow, state):
            yield Scene(name_of_stage(flow, state), partial(walk, flow, state, number))


def _by_the_wayside(day: dt.date) -> Iterator[Scene]:
    flow = first_with_an_intention(day)
    yield Scene("commitments: a paper called back", partial(_called_back, flow, 41))
    yield Scene("commitments: a second version", partial(_revised, flow, 45))
    yield Scene("commitments: terms that end, and a place that is vacant", partial(_coordination, flow, 48))


add_scenes(
    Scene("commitments: offers to coordinate", _offers),
    Scene("commitments: one for the world", _for_the_world, order=89),
    Scene("commitments: a draft that is ready for the authority", partial(a_draft, first_with_an_intention), order=90),
    Scene("commitments: an offer by letter", an_offer_by_letter, order=95),
    Scene("commitments: experts let in to a paper", experts_let_in, order=90),
)
add_scenes_by_law("commitments: stages", _of_stages)
add_scenes_by_law("commitments: by the wayside", _by_the_wayside)
