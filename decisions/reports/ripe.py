"""What is ripe for a meeting: everything that waits for its body, each with the sentence that says why.

A Senior Officials Committee hears what the working groups submit and what was put before it (Almaty Act, articles 31
and 32), offers to coordinate and terms that end, in practice one area a year, and what follows from its decisions. A
working group considers what was circulated. A Ministerial or a Summit hears what the meetings before it prepared
(articles 29-31). What is here is proposed; the draft of the agenda is made of it, and people order it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import YearPlan
from catalogue.models import Area
from commitments.models import Commitment, CoordinatorAssignment, StepTaken
from commitments.reports.standing import is_of_the_record
from decisions.actions.plans import matter_of
from decisions.choices import ItemOrigin
from decisions.models import ApproachProposal, FollowUp, Minutes
from decisions.reads.agenda import CLOSING, Ripe, results_of
from decisions.reports.reviews import area_to_review
from law.editions import workflows
from law.grammar.procedure import Does, Workflow
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person
from record.dates import end_of_the_day, shown
from record.templatetags.signs import in_words
from record.texts import LANGUAGES, with_more

# Where no later meeting of the Committee is planned: it meets at least once a year (AA 31).
A_YEAR = dt.timedelta(days=365)
# What a term is about, and whose it is.
SUBJECT_OF_A_TERM = ("participant_id", "area_id", "measure_id", "commitment_id", "role")
# Of a step, what says where it led, when, and to which meeting.
STEPS = (
    StepTaken.objects.select_related("meeting")
    .only("commitment", "step", "from_state", "to_state", "on", "on_precision", "meeting__starts_on")
    .in_order()
)
# On a meeting's page, before its agenda goes out.
MOST_SHOWN = 20


def ripe_for(meeting: Meeting, user: Person) -> list[Ripe]:
    """What is ripe for the meeting, of what the person may see, in the order of an agenda."""
    return [
        _standing("standing:adoption", _adoption),
        *_minutes(meeting, user),
        *_of_body(meeting, user),
        *_follow_ups(meeting, user),
        _standing(CLOSING, _other_business),
    ]


def standing_before(meeting: Meeting, user: Person) -> list[Commitment]:
    """What stands before the meeting's body, of what the person sees, though no agenda says so yet: the latest of it.

    At most `MOST_SHOWN` are read, however many there are: the agenda will have them all.
    """
    rows = Commitment.objects.visible_to(user).standing(lambda flow: flow.states_before(meeting.body))
    latest = rows.with_everything().order_by("-moved_at", "-pk")[:MOST_SHOWN]
    return [commitment for commitment in latest if _is_before(meeting, commitment)]


def _of_body(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    body = meeting.body_row
    if any(flow.states_to_put_before(body) for flow in workflows()):
        yield from _results(meeting, user)
    elif body.decides:
        yield from _prepared(meeting, user)
    yield from _before_it(meeting, user)
    if body.looks_after_coordinators:
        yield from _offers(meeting, user)
        yield from _terms(meeting, user)
    if body.reviews_areas:
        yield from _review(meeting, user)
        yield from _about_the_approach(meeting, user)
    yield from _year_plans(meeting, user)
    yield from _awaiting_it(meeting, user)


# -- Standing items.


def _adoption() -> str:
    return _("Adoption of the agenda")


def _other_business() -> str:
    return _("Any other business")


def _standing(matter: str, words: Callable[[], str]) -> Ripe:
    return Ripe(matter, ItemOrigin.STANDING, in_every_language(words), _("It stands on every agenda."))


# -- Minutes of the meetings before.


def _minutes(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Minutes of earlier meetings of the body that were circulated, and not adopted yet."""
    rows = Minutes.objects.visible_to(user).to_adopt_at(meeting).select_related("meeting__working_group")
    for minutes in rows.order_by("meeting__starts_on", "pk"):
        why = _("They were circulated, and are adopted at the next meeting of the body.")
        title = in_every_language(partial(_adoption_of, minutes))
        yield Ripe(f"minutes:{minutes.meeting.reference}", ItemOrigin.STANDING, title, why)


def _adoption_of(minutes: Minutes) -> str:
    return _("Adoption of the minutes: %(meeting)s") % {"meeting": minutes.meeting}


# -- The Approach itself.


def _about_the_approach(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Proposals of members to review or modify it, of which nothing has been decided."""
    rows = ApproachProposal.objects.visible_to(user).open().filter(at__lte=end_of_the_day(meeting.last_day))
    for proposal in rows.select_related("owner").order_by("at", "pk"):
        why = _("%(state)s proposed it; nothing has been decided about it.") % {"state": proposal.owner}
        title = in_every_language(partial(_review_of_the_approach, proposal))
        yield Ripe(f"approach:{proposal.pk}", ItemOrigin.STANDING, title, why)


def _review_of_the_approach(proposal: ApproachProposal) -> str:
    return _("Review of the Approach: %(title)s") % {"title": proposal.title}


# -- Plans of years.


def _year_plans(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """The plan of a year that was put before this very meeting."""
    for plan in YearPlan.objects.visible_to(user).before(meeting).order_by("year"):
        why = _("It was put before this meeting.")
        yield Ripe(matter_of(plan), ItemOrigin.BEFORE_SOC, in_every_language(partial(str, plan)), why)


# -- Commitments.


def _commitments(user: Person, states: Callable[[Workflow], Iterable[str]]) -> list[Commitment]:
    """With who takes part and the steps that were taken: what says why one is ripe, and no more, since they are many."""
    rows = Commitment.objects.visible_to(user).standing(states).select_related("measure", "area")
    return list(rows.with_parties().prefetch_related(Prefetch("steps", STEPS)).order_by("reference"))


def _item_of(
    commitment: Commitment, origin: ItemOrigin, why: str, words: Callable[[Commitment], str] | None = None
) -> Ripe:
    matter = f"commitment:{commitment.reference}"
    return Ripe(
        matter, origin, in_every_language(partial(words or _called, commitment)), why, commitments=(commitment,)
    )


def _called(commitment: Commitment) -> str:
    return with_more(commitment.heading, commitment.reference)


def _last(commitment: Commitment, *does: Does) -> StepTaken | None:
    return next((step for step in reversed(commitment.steps.all()) if step.does in does), None)


def _may_be_at(meeting: Meeting, commitment: Commitment) -> bool:
    """Whether the meeting was not over before what led the commitment to where it stands."""
    led_here = commitment.led_here()
    return led_here is None or meeting.last_day >= led_here.on


def _is_before(meeting: Meeting, commitment: Commitment) -> bool:
    """Whether it may come before this meeting: not put before a later one, and led there before this one was over."""
    step = _last(commitment, Does.PUTS_BEFORE)
    is_for_a_later_one = bool(step and step.meeting and step.meeting.starts_on > meeting.starts_on)
    return not is_for_a_later_one and _may_be_at(meeting, commitment)


def _before_it(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Whatever stands before the body, unless it was put before a later meeting of it."""
    for commitment in _commitments(user, lambda flow: flow.states_before(meeting.body)):
        if not _is_before(meeting, commitment):
            continue
        step = _last(commitment, Does.PUTS_BEFORE)
        day = shown(step.on, step.on_precision) if step else ""
        why = (
            _("It was put before the Committee on %(day)s.") % {"day": day} if day else _("It is before the Committee.")
        )
        yield _item_of(commitment, ItemOrigin.BEFORE_SOC, why)


def _awaiting_it(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """What was circulated and awaits this body's consideration; of a group, what is of its areas, or of areas that no group has."""
    awaiting = _commitments(user, lambda flow: flow.states_awaiting(meeting.body))
    rows = [commitment for commitment in awaiting if not is_of_the_record(commitment)]
    if meeting.working_group_id:
        areas = Area.objects.filter(pk__in={commitment.area_id for commitment in rows})
        of_the_group = Q(working_groups=meeting.working_group_id) | Q(working_groups__isnull=True)
        keys = set(areas.filter(of_the_group).values_list("pk", flat=True))
        rows = [commitment for commitment in rows if commitment.area_id in keys]
    for commitment in (row for row in rows if _may_be_at(meeting, row)):
        yield _item_of(
            commitment, ItemOrigin.GROUP_RESULTS, _("Its paper was circulated and awaits the group's consideration.")
        )


def _results(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """What the working groups submit: each of their meetings that prepares this one, or considered what stands there."""
    may_be_put_before = _commitments(user, lambda flow: flow.states_to_put_before(meeting.body))
    considered = [commitment for commitment in may_be_put_before if not is_of_the_record(commitment)]
    by_meeting: dict[int, list[Commitment]] = {}
    alone = []
    for commitment in considered:
        step = _last(commitment, Does.CONSIDERS, Does.DEFERS)
        if step and step.does is Does.CONSIDERS and step.meeting_id:
            by_meeting.setdefault(step.meeting_id, []).append(commitment)
        else:
            alone.append(commitment)
    visible = Meeting.objects.visible_to(user).exclude(status=Status.CANCELLED).select_related("working_group")
    meetings = visible.filter(Q(pk__in=by_meeting) | Q(prepares=meeting)).filter(starts_on__lte=meeting.last_day)
    for group_meeting in meetings.exclude(pk=meeting.pk).order_by("starts_on", "pk"):
        considered_there = tuple(by_meeting.pop(group_meeting.pk, ()))
        why = _considered(len(considered_there)) if considered_there else _("It prepares this meeting.")
        title = in_every_language(partial(results_of, group_meeting))
        yield Ripe(
            f"meeting:{group_meeting.reference}", ItemOrigin.GROUP_RESULTS, title, why, commitments=considered_there
        )
    alone += [commitment for considered_there in by_meeting.values() for commitment in considered_there]
    for commitment in sorted(alone, key=lambda commitment: commitment.reference):
        yield _item_of(
            commitment, ItemOrigin.GROUP_RESULTS, _("It was deferred, and may be put before the Committee again.")
        )


def _considered(count: int) -> str:
    return ngettext(
        "It considered %(count)d commitment that the Committee may take up.",
        "It considered %(count)d commitments that the Committee may take up.",
        count,
    ) % {"count": count}


def _prepared(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """What the meetings that prepare this one pass on to it."""
    rows = Meeting.objects.visible_to(user).filter(prepares=meeting).exclude(status=Status.CANCELLED)
    for preparing in rows.select_related("working_group").order_by("starts_on", "pk"):
        title = in_every_language(partial(results_of, preparing))
        yield Ripe(f"meeting:{preparing.reference}", ItemOrigin.GROUP_RESULTS, title, _("It prepares this meeting."))


# -- Coordinators.


def _offers(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Offers to coordinate that await designation: commitment by commitment, then area by area, states in seat order."""
    awaiting = _commitments(user, Workflow.states_awaiting_designation)
    for commitment in (commitment for commitment in awaiting if commitment.offering_states()):
        states = in_words(commitment.offering_states())
        why = _("%(states)s offered to coordinate it; a designation is awaited.") % {"states": states}
        yield _item_of(commitment, ItemOrigin.OFFER, why, _designation)
    standing = CoordinatorAssignment.objects.visible_to(user).standing_on(meeting.starts_on)
    standing = standing.known_to_hold(meeting.starts_on)
    designated = set(standing.designations().order_by().values_list("participant", "area", "measure").distinct())
    offered = standing.offers().outside_commitments().select_related("participant", "area", "edition", "measure")
    # Who is designated for a whole area is so for its measures.
    waiting = [
        offer
        for offer in offered.in_order()
        if not {_place(offer), (offer.participant_id, offer.area_id, None)} & designated
    ]
    # Grouped by area, and in each the states stay in seat order: sorting is stable.
    for (_edition, order, reference), group in groupby(sorted(waiting, key=_area_of), key=_area_of):
        offers = tuple(group)
        states = in_words(dict.fromkeys(str(offer.participant) for offer in offers))
        why = _("Offers without a designation so far: %(states)s.") % {"states": states}
        title = in_every_language(partial(_offers_about, offers[0].area if order else None, offers[0]))
        yield Ripe(f"offers:{reference}", ItemOrigin.OFFER, title, why, assignments=offers)


def _place(assignment: CoordinatorAssignment) -> tuple[Any, ...]:
    return assignment.participant_id, assignment.area_id, assignment.measure_id


def _area_of(assignment: CoordinatorAssignment) -> tuple[str, str, str]:
    if assignment.area is None:
        return assignment.edition.code, "", f"CBM-{assignment.edition.code}"
    return assignment.edition.code, assignment.area.reference_order, assignment.area.reference


def _designation(commitment: Commitment) -> str:
    return _("Designation of a coordinator: %(what)s") % {"what": _called(commitment)}


def _offers_about(area: Area | None, offer: CoordinatorAssignment) -> str:
    return _("Offers to coordinate: %(area)s") % {"area": area or offer.edition}


def _terms(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Terms of coordinators that end before the following meeting of the Committee, and were not renewed."""
    rows = CoordinatorAssignment.objects.visible_to(user).designations()
    ending = rows.filter(until__range=(meeting.starts_on, _following(meeting, user))).select_related(
        "participant", "area", "measure__area", "commitment__measure", "commitment__area", "edition"
    )  # fmt: skip
    terms = list(ending.in_order())
    others = rows.filter(participant__in={term.participant_id for term in terms}).running(meeting.starts_on)
    spans = list(others.order_by().values_list("pk", "since", "until", *SUBJECT_OF_A_TERM))
    for term in terms:
        # Only those whose end lies between two days were read.
        if term.until is None or _is_renewed(term, spans):
            continue
        last_day = shown(term.until - dt.timedelta(days=1), term.until_precision)
        why = _("The term ends on %(day)s, before the Committee meets again.") % {"day": last_day}
        title = in_every_language(partial(_term_of, term))
        yield Ripe(f"term:{term.pk}", ItemOrigin.TERM_ENDING, title, why, assignments=(term,))


def _following(meeting: Meeting, user: Person) -> dt.date:
    rows = Meeting.objects.visible_to(user).of_body(meeting.body).exclude(status=Status.CANCELLED)
    after = rows.filter(starts_on__gt=meeting.last_day).order_by("starts_on").first()
    return after.starts_on if after else meeting.starts_on + A_YEAR


def _is_renewed(ending: CoordinatorAssignment, spans: Iterable[tuple[Any, ...]]) -> bool:
    """Whether another term of the same state and role, about the same, holds on the day on which it ends."""
    end, subject = ending.until, tuple(getattr(ending, name) for name in SUBJECT_OF_A_TERM)
    return end is not None and any(
        key != ending.pk
        and tuple(about) == subject
        and (since is None or since <= end)
        and (until is None or until > end)
        for key, since, until, *about in spans
    )


def _term_of(term: CoordinatorAssignment) -> str:
    return _("Coordination of %(what)s: term of %(state)s") % {
        "what": term.commitment.heading if term.commitment else term.subject,
        "state": term.participant,
    }


# -- The area under review, and what follows from decisions.


def _review(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    proposed = area_to_review(meeting, user)
    if proposed is None:
        return
    why = _("Proposed by practice: one area a year, the one reviewed longest ago (%(meeting)s, %(year)s).") % {
        "meeting": proposed.last.reference,
        "year": proposed.last.starts_on.year,
    }
    title = in_every_language(partial(_review_of, proposed.area))
    yield Ripe(f"review:{proposed.area.reference}", ItemOrigin.YEARLY_REVIEW, title, why, area=proposed.area)


def _review_of(area: Area) -> str:
    return _("Yearly review: %(area)s") % {"area": area}


def _follow_ups(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    rows = FollowUp.objects.visible_to(user).open().filter(hears=meeting).select_related("decision", "owner")
    for follow_up in rows.order_by("decision__on", "decision__symbol", "pk"):
        why = _("Decision %(symbol)s asked that this meeting hear of it.") % {"symbol": follow_up.decision.symbol}
        title = in_every_language(partial(_follow_up_of, follow_up))
        yield Ripe(f"follow-up:{follow_up.pk}", ItemOrigin.FOLLOW_UP, title, why)


def _follow_up_of(follow_up: FollowUp) -> str:
    return _("Follow-up to %(symbol)s: %(what)s") % {"symbol": follow_up.decision.symbol, "what": follow_up.what[:200]}


def in_every_language(words: Callable[[], str]) -> dict[str, str]:
    """A wording of ours in each language; what stands there in English as well is left to the fallback."""
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[language] = words()
    return {code: text for code, text in texts.items() if code == "en" or text != texts["en"]}
