"""Commitments: each step of their procedure is an act, made from the law's row."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commitments.access import offer_of_step, offered_steps, whom_of, works_for
from commitments.actions import Answers, says_the_same, take_step
from commitments.actions.telling import people_concerned
from commitments.asks import asks_of
from commitments.decided import decisions
from commitments.kinds import KINDS_OF_STEPS
from commitments.letters import LETTER
from commitments.models import Commitment, StepTaken
from commitments.reports.copies import begun_as
from commitments.reports.suggested import suggested
from law.choices import Relation
from law.editions import steps, workflows
from law.grammar.procedure import OwnPart, Step
from meetings.access import out_of_reach, people_of_audience
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant, Person
from notices.models import Notice
from papers.acts import named as version_named
from papers.kinds import PAPER_CIRCULATED
from papers.models import QUESTIONS, Circulation, PaperVersion
from record.acts import (
    Act,
    Group,
    Noun,
    Offer,
    Setting,
)
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house
from record.templatetags.signs import comma, in_words_lazily

# -- A step.


# Each page asks every commitment on it for its acts, so each is made once. By the row itself, whose words wait for a language
# and can't stand for it: an equal row of another edition has an act of its own.
_MADE: dict[int, tuple[Step, Act]] = {}


def act_of(step: Step) -> Act:
    """A step of the procedure, as the doors read it."""
    row, act = _MADE.get(id(step)) or (None, None)
    if row is not step or act is None:
        act = _made_of(step)
        _MADE[id(step)] = (step, act)
    return act


def _made_of(step: Step) -> Act:
    labels = [relation.label for relation in Relation if relation in step.actor]
    asks = asks_of(step)
    if step.is_decided:
        return _led_to_its_decision(step, in_words_lazily(labels))
    return Act(
        name=step.name,
        label=step.label,
        article=step.article,
        basis=step.basis.label,
        offered=partial(offer_of_step, step.name),
        works=works_for(step.actor),
        whom=whom_of(step.actor),
        open_to=in_words_lazily(labels),
        asks=(Group("answers", _("What the step asks"), parts=asks, make=Answers),),
        letter=LETTER,
        do=partial(decisions().consider if step.follows else take_step, step=step.name),
        speaks_as="on_behalf_of",
        guard="version",
        once_in=StepTaken,
        is_repeated=partial(_is_the_same, step.name),
        keeps_channel=True,
        keeps=True,
        preview=what_leaving_ends if step.own is OwnPart.LEAVES else None,
        preview_template="commitments/partials/last_state.html",
        copies=partial(copied_paper, step) if step.document else None,
        suggests=lambda setting: suggested(setting.user, setting.thing, step),
        beside=lambda setting: what_stands_beside(step, setting),
        beside_template="commitments/partials/step_leads.html",
        done=partial(_what_was_done, step),
    )


def copied_paper(step: Step, setting: Setting, designation: str) -> dict[str, Any]:
    """What the form begins with as a copy of a version of a paper, by its name, if the person reads it."""
    rows = PaperVersion.objects.visible_to(setting.user).filter(**version_named(designation))
    return begun_as(step, rows)


def what_was_taken(setting: Setting, taken: StepTaken) -> str:
    """The sentence of the history: who took which step."""
    return _now("%(sentence)s.") % {"sentence": taken.told}


def _led_to_its_decision(step: Step, open_to: Any) -> Act:
    """The act of a step that is a body's decision: who looks for it is led to where that is recorded."""
    return Act(
        name=step.name,
        label=step.label,
        article=step.article,
        offered=partial(offer_of_step, step.name),
        works=works_for(step.actor),
        whom=whom_of(step.actor),
        open_to=open_to,
        do=partial(take_step, step=step.name),
        guard="version",
        once_in=StepTaken,
        is_repeated=partial(_is_the_same, step.name),
        stands_at=lambda reference: decisions().page(step, reference),
        done=what_was_taken,
        in_admin=False,
    )


def _is_the_same(name: str, commitment: Commitment, taken: StepTaken, sent: Mapping[str, str]) -> bool:
    """Whether the step that was taken under a key is the one that is sent again: whatever may be chosen by now."""
    words = {word: sent.get(word) or "" for word in ("note", "consensus", "text")}
    return taken.commitment_id == commitment.pk and taken.step == name and says_the_same(taken, **words)


def what_leaving_ends(setting: Setting, answers: dict[str, Any]) -> dict[str, Any] | None:
    """Of the last state that intends it, a second look: the commitment ends with it. Of others, nothing first."""
    return {"commitment": setting.thing} if is_the_last(setting.thing) else None


def is_the_last(commitment: Commitment) -> bool:
    return len(commitment.intending_states()) == 1


def what_stands_beside(step: Step, setting: Setting) -> dict[str, Any]:
    """Where the step leads, and what isn't there yet of what it asks."""
    commitment = setting.thing
    meetings = Meeting.objects.visible_to(setting.user).of_body(step.meeting) if step.meeting else None
    return {
        "step": step,
        "commitment": commitment,
        "people": _people_told(step, setting),
        "ends_it": step.own is OwnPart.LEAVES and is_the_last(commitment),
        "lacks_experts": step.experts and not commitment.nominated_experts(),
        "lacks_meetings": meetings is not None and not meetings.exists(),
        "out_of_reach": _out_of_reach(setting, Audience.MEMBERS) if step.circulates else [],
    }


def _people_told(step: Step, setting: Setting) -> int:
    """How many others are told of a step as things stand: those concerned, and by a circulation whoever it is for."""
    on = day_of_the_house(setting.at)
    told = {person.pk for person in people_concerned(setting.thing, on)}
    if step.circulates:
        told |= {person.pk for person in people_of_audience(Audience.MEMBERS, on)}
    return len(told - {setting.user.pk})


def _what_was_done(step: Step, setting: Setting, taken: StepTaken) -> str:
    """The step as a sentence; of one that circulates, which of those it is for have nobody in the portal to read it."""
    sent = Circulation.objects.filter(version=taken.paper_version_id).first() if step.circulates else None
    told = f"{what_was_taken(setting, taken)} {_how_many_were_told(taken, sent)}".strip()
    states = _out_of_reach(setting, sent.audience) if sent else []
    if not states:
        return told
    named = {"states": comma("list").join(str(state) for state in states)}
    return f"{told} {_now('Nobody in the portal yet: %(states)s; to be reached by letter.') % named}"


def _how_many_were_told(taken: StepTaken, sent: Circulation | None) -> str:
    """A sentence: of the step, and of what was circulated with it; empty where nobody else is concerned."""
    of_step = Notice.objects.about(taken.commitment).filter(kind__in=KINDS_OF_STEPS, occurrence=str(taken.serial))
    of_sending = Notice.objects.about(sent.version).filter(kind=PAPER_CIRCULATED) if sent else Notice.objects.none()
    others = (of_step | of_sending).exclude(recipient=taken.by_id)
    number = others.order_by().values("recipient").distinct().count()
    words = ngettext("%(number)s person was told.", "%(number)s people were told.", number)
    return words % {"number": number} if number else ""


def _out_of_reach(setting: Setting, audience: str) -> list[Participant]:
    return out_of_reach(setting.user, [audience], day_of_the_house(setting.at))


def acts_of(commitment: Commitment) -> list[Act]:
    return [act_of(step) for step in commitment.workflow.steps]


def every_act() -> list[Act]:
    """The steps of every modality, each name once, open to whom it is open in any of them."""
    begin = {flow.start.name for flow in workflows()}
    return [_in_any_modality(step) for step in steps() if step.name not in begin]


def _in_any_modality(step: Step) -> Act:
    actor = {relation for flow in workflows() if (same := flow.step(step.name)) for relation in same.actor}
    return replace(act_of(step), works=works_for(actor), whom=whom_of(actor))


def offers_of(user: Person, commitment: Commitment, at: dt.datetime) -> Iterator[tuple[Act, Offer]]:
    """What a person may do with a commitment in capacities of their own."""
    for step, offer in offered_steps(user, commitment, at):
        yield act_of(step), offer


# -- The noun.

COMMITMENT = Noun(
    name="commitment",
    model=Commitment,
    key="reference",
    seen_by=lambda user: Commitment.objects.visible_to(user).with_everything().prefetch_related(QUESTIONS),
    read_by=read_by(Reads.OWNERS, Reads.SENT_TO),
    list_address="commitment-list",
    label_plural=_("Commitments"),
    prefix="commitments/",
    infix="steps/",
    creates="begin",
    heading=lambda commitment: commitment.heading,
    lead=lambda commitment: commitment.heading,
    acts_of=acts_of,
    every_act_of=every_act,
    offers=offers_of,
)
