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

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Area
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment
from commitments.reports.standing import is_of_the_record
from decisions.choices import ItemOrigin
from decisions.models import FollowUp
from decisions.reads.agenda import CLOSING, Ripe
from decisions.reports.reviews import area_to_review
from law.choices import Body, State
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person
from record.dates import shown
from record.texts import LANGUAGES, in_language

# Where no later meeting of the Committee is planned: it meets at least once a year (AA 31).
A_YEAR = dt.timedelta(days=365)


def ripe_for(meeting: Meeting, user: Person) -> list[Ripe]:
    """What is ripe for the meeting, of what the person may see, in the order of an agenda."""
    return [
        _standing("standing:adoption", _adoption),
        *_of_body(meeting, user),
        *_follow_ups(meeting, user),
        _standing(CLOSING, _other_business),
    ]


def _of_body(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    match meeting.body:
        case Body.SENIOR_OFFICIALS:
            yield from _results(meeting, user)
            yield from _before_soc(meeting, user)
            yield from _offers(meeting, user)
            yield from _terms(meeting, user)
            yield from _review(meeting, user)
        case Body.WORKING_GROUP:
            yield from _awaiting_the_group(meeting, user)
        case Body.SUMMIT | Body.MINISTERIAL:
            yield from _prepared(meeting, user)


# -- Standing items.


def _adoption() -> str:
    return _("Adoption of the agenda")


def _other_business() -> str:
    return _("Any other business")


def _standing(matter: str, words: Callable[[], str]) -> Ripe:
    return Ripe(matter, ItemOrigin.STANDING, said(words), _("It stands on every agenda."))


# -- Commitments.


def _commitments(user: Person, **where: Any) -> list[Commitment]:
    rows = Commitment.objects.visible_to(user).filter(**where).with_everything()
    return list(rows.order_by("reference"))


def _item_of(one: Commitment, origin: ItemOrigin, why: str, words: Callable[[Commitment], str] | None = None) -> Ripe:
    matter = f"commitment:{one.reference}"
    return Ripe(matter, origin, said(partial(words or _called, one)), why, commitments=(one,))


def _called(one: Commitment) -> str:
    return f"{one.heading} ({one.reference})"


def _last(one: Commitment, *names: str) -> Any:
    return next((step for step in reversed(one.steps.all()) if step.step in names), None)


def _before_soc(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Whatever stands before the Committee, unless it was put before a later meeting of it."""
    for one in _commitments(user, state=State.BEFORE_SOC):
        step = _last(one, "put-before-soc")
        if step and step.meeting and step.meeting.starts_on > meeting.starts_on:
            continue
        day = shown(step.on, step.on_precision) if step else ""
        why = (
            _("It was put before the Committee on %(day)s.") % {"day": day} if day else _("It is before the Committee.")
        )
        yield _item_of(one, ItemOrigin.BEFORE_SOC, why)


def _awaiting_the_group(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """What was circulated and awaits this group: of its areas, and of areas that no group has."""
    where = {"state": State.CIRCULATED}
    rows = [one for one in _commitments(user, **where) if not is_of_the_record(one)]
    if meeting.working_group_id:
        areas = Area.objects.filter(pk__in={one.area_id for one in rows})
        ours = Q(working_groups=meeting.working_group_id) | Q(working_groups__isnull=True)
        keys = set(areas.filter(ours).values_list("pk", flat=True))
        rows = [one for one in rows if one.area_id in keys]
    for one in rows:
        yield _item_of(
            one, ItemOrigin.GROUP_RESULTS, _("Its paper was circulated and awaits the group's consideration.")
        )


def _results(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """What the working groups submit: each of their meetings that prepares this one, or considered what stands there."""
    considered = [one for one in _commitments(user, state=State.CONSIDERED) if not is_of_the_record(one)]
    by_meeting: dict[int, list[Commitment]] = {}
    alone = []
    for one in considered:
        step = _last(one, "consider", "defer")
        if step and step.step == "consider" and step.meeting_id:
            by_meeting.setdefault(step.meeting_id, []).append(one)
        else:
            alone.append(one)
    seen = Meeting.objects.visible_to(user).exclude(status=Status.CANCELLED).select_related("working_group")
    found = seen.filter(Q(pk__in=by_meeting) | Q(prepares=meeting)).filter(starts_on__lte=meeting.last_day)
    for group in found.exclude(pk=meeting.pk).order_by("starts_on", "pk"):
        held = tuple(by_meeting.pop(group.pk, ()))
        why = _considered(len(held)) if held else _("It prepares this meeting.")
        title = said(partial(_results_of, group))
        yield Ripe(f"meeting:{group.reference}", ItemOrigin.GROUP_RESULTS, title, why, commitments=held)
    for one in sorted([*alone, *(one for rest in by_meeting.values() for one in rest)], key=lambda one: one.reference):
        yield _item_of(one, ItemOrigin.GROUP_RESULTS, _("It was deferred, and may be put before the Committee again."))


def _considered(count: int) -> str:
    return ngettext(
        "It considered %(count)d commitment that the Committee may take up.",
        "It considered %(count)d commitments that the Committee may take up.",
        count,
    ) % {"count": count}


def _prepared(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """What the meetings that prepare this one pass on to it."""
    rows = Meeting.objects.visible_to(user).filter(prepares=meeting).exclude(status=Status.CANCELLED)
    for one in rows.select_related("working_group").order_by("starts_on", "pk"):
        title = said(partial(_results_of, one))
        yield Ripe(f"meeting:{one.reference}", ItemOrigin.GROUP_RESULTS, title, _("It prepares this meeting."))


def _results_of(one: Meeting) -> str:
    name = in_language(one.working_group.name) if one.working_group else one.label
    return _("Results of the meeting: %(name)s, %(days)s") % {"name": name, "days": one.days}


# -- Coordinators.


def _offers(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Offers to coordinate that await designation: commitment by commitment, then area by area, states in seat order."""
    consulting = [one for one in _commitments(user, state=State.CONSULTING) if one.offering_states()]
    for one in consulting:
        states = ", ".join(str(state) for state in one.offering_states())
        why = _("%(states)s offered to coordinate it; a designation is awaited.") % {"states": states}
        yield _item_of(one, ItemOrigin.OFFER, why, _designation)
    rows = CoordinatorAssignment.objects.visible_to(user).standing_on(meeting.starts_on).in_order()
    every = list(rows.select_related("participant", "area", "edition", "measure"))
    designated = {_place(one) for one in every if one.fact == Fact.DESIGNATION}
    offered = [one for one in every if one.fact == Fact.OFFER and one.commitment_id is None]
    # Who is designated for a whole area is so for its measures.
    waiting = [one for one in offered if not {_place(one), (one.participant_id, one.area_id, None)} & designated]
    # Grouped by area, and in each the states stay in seat order: sorting is stable.
    for (_edition, order, reference), group in groupby(sorted(waiting, key=_area_of), key=_area_of):
        offers = tuple(group)
        states = ", ".join(dict.fromkeys(str(one.participant) for one in offers))
        why = _("Offers without a designation so far: %(states)s.") % {"states": states}
        title = said(partial(_offers_about, offers[0].area if order else None, offers[0]))
        yield Ripe(f"offers:{reference}", ItemOrigin.OFFER, title, why, assignments=offers)


def _place(one: CoordinatorAssignment) -> tuple[Any, ...]:
    return one.participant_id, one.area_id, one.measure_id


def _area_of(one: CoordinatorAssignment) -> tuple[str, str, str]:
    if one.area is None:
        return one.edition.code, "", f"CBM-{one.edition.code}"
    return one.edition.code, one.area.reference_order, one.area.reference


def _designation(one: Commitment) -> str:
    return _("Designation of a coordinator: %(what)s") % {"what": _called(one)}


def _offers_about(area: Area | None, one: CoordinatorAssignment) -> str:
    return _("Offers to coordinate: %(area)s") % {"area": area or one.edition}


def _terms(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    """Terms of coordinators that end before the following meeting of the Committee, and were not renewed."""
    end = _following(meeting, user)
    rows = CoordinatorAssignment.objects.visible_to(user).designations().select_related(
        "participant", "area", "measure__area", "commitment__measure", "commitment__area", "edition"
    )  # fmt: skip
    every = list(rows.in_order())
    for one in every:
        if one.until is None or not meeting.starts_on <= one.until <= end or _is_renewed(one, every):
            continue
        why = _("The term ends on %(day)s, before the Committee meets again.") % {
            "day": shown(one.until - dt.timedelta(days=1), one.until_precision)
        }
        title = said(partial(_term_of, one))
        yield Ripe(f"term:{one.pk}", ItemOrigin.TERM_ENDING, title, why, assignments=(one,))


def _following(meeting: Meeting, user: Person) -> dt.date:
    rows = Meeting.objects.visible_to(user).of_body(Body.SENIOR_OFFICIALS).exclude(status=Status.CANCELLED)
    after = rows.filter(starts_on__gt=meeting.last_day).order_by("starts_on").first()
    return after.starts_on if after else meeting.starts_on + A_YEAR


def _is_renewed(ending: CoordinatorAssignment, every: Iterable[CoordinatorAssignment]) -> bool:
    end = ending.until

    def subject(one: CoordinatorAssignment) -> tuple[Any, ...]:
        return (*_place(one), one.commitment_id, one.role)

    return end is not None and any(
        one.pk != ending.pk
        and subject(one) == subject(ending)
        and (one.since is None or one.since <= end)
        and (one.until is None or one.until > end)
        for one in every
    )


def _term_of(one: CoordinatorAssignment) -> str:
    return _("Coordination of %(what)s: term of %(state)s") % {
        "what": one.commitment.heading if one.commitment else one.subject,
        "state": one.participant,
    }


# -- The area under review, and what follows from decisions.


def _review(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    found = area_to_review(meeting, user)
    if found is None:
        return
    why = _("Proposed by practice: one area a year, the one reviewed longest ago (%(meeting)s, %(year)s).") % {
        "meeting": found.last.reference,
        "year": found.last.starts_on.year,
    }
    title = said(partial(_review_of, found.area))
    yield Ripe(f"review:{found.area.reference}", ItemOrigin.YEARLY_REVIEW, title, why, area=found.area)


def _review_of(area: Area) -> str:
    return _("Yearly review: %(area)s") % {"area": area}


def _follow_ups(meeting: Meeting, user: Person) -> Iterator[Ripe]:
    rows = FollowUp.objects.visible_to(user).open().filter(hears=meeting).select_related("decision", "owner")
    for one in rows.order_by("decision__on", "decision__symbol", "pk"):
        why = _("Decision %(symbol)s asked that this meeting hear of it.") % {"symbol": one.decision.symbol}
        title = said(partial(_follow_up_of, one))
        yield Ripe(f"follow-up:{one.pk}", ItemOrigin.FOLLOW_UP, title, why)


def _follow_up_of(one: FollowUp) -> str:
    return _("Follow-up to %(symbol)s: %(what)s") % {"symbol": one.decision.symbol, "what": one.what[:200]}


def said(words: Callable[[], str]) -> dict[str, str]:
    """A wording of ours in each language; what stands there in English as well is left to the fallback."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = words()
    return {code: text for code, text in found.items() if code == "en" or text != found["en"]}
