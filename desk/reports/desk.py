"""My desk: what awaits a person's state and office, what is coming, what is ours. A fixed number of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.access import StepOffer, capacities, is_past, offers, onward_steps
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, View
from commitments.reports.coordination import awaiting_a_coordinator
from commitments.reports.standing import Awaited, Surroundings, awaited_for, is_of_the_record
from law.choices import Relation
from law.editions import workflows
from meetings.access import chairs_a_group
from meetings.models import Meeting
from members.drafts import label_of
from members.models import Draft, Person, Seats, seats_of
from papers.models import Circulation, PaperVersion
from record.dates import day_of_the_house

# What one screen holds; what is more is counted, and found in the lists.
# What drafts are about that is a commitment, or a part of one.
OF_COMMITMENTS = frozenset({"commitment", "paperversion"})
MOST_AWAITED, MOST_COMING, MOST_OURS, MOST_DRAFTS = 30, 10, 8, 8
AHEAD = dt.timedelta(days=180)


@dataclass(frozen=True)
class Waiting:
    """A commitment that awaits somebody: the step, as it is offered to them, and who else is awaited."""

    commitment: Commitment
    offer: StepOffer
    awaited: Awaited
    others: tuple[Relation, ...]


@dataclass(frozen=True)
class Coming:
    """Something with a date to come."""

    on: dt.date
    what: str
    words: str
    url: str

    @property
    def days(self) -> int:
        return (self.on - day_of_the_house()).days


@dataclass(frozen=True)
class KeptDraft:
    """What is kept of a form: what the form is for, and of which commitment it is, if the person sees that."""

    draft: Draft
    label: str
    commitment: Commitment | None

    @property
    def is_past(self) -> bool:
        """Whether it can't be sent any more; its page still gives the text back."""
        if self.commitment is None or self.draft.about_kind != "commitment":
            return False
        return is_past(self.commitment, self.draft.form.partition(".")[2])


@dataclass(frozen=True)
class MyDesk:
    waiting: list[Waiting]
    is_more: bool
    open_to_us: list[Waiting]
    # What no state coordinates yet of what the person's states intend; `was_asked`: the Chair asks who would.
    may_coordinate: list[Commitment]
    # Papers that were sent to the members, of which comments are welcome until a day.
    comments_open: list[Circulation]
    views_welcome: list[Commitment]
    drafts: list[KeptDraft]
    coming: list[Coming]
    commitments: list[Commitment]
    papers: list[PaperVersion]


def desk(user: Person, surroundings: Surroundings) -> MyDesk:
    seats = seats_of(user)
    concerning = _concerning(user, seats)
    awaiting = [
        waiting for commitment in concerning[:MOST_AWAITED] for waiting in _waiting(user, commitment, surroundings)
    ]
    awaiting.sort(key=_urgency)
    # What only the public record tells of moves when its states wish; nobody waits for it.
    of_the_record = {waiting.commitment.pk for waiting in awaiting if is_of_the_record(waiting.commitment)}
    return MyDesk(
        waiting=[waiting for waiting in awaiting if waiting.commitment.pk not in of_the_record],
        is_more=len(concerning) > MOST_AWAITED,
        open_to_us=[waiting for waiting in awaiting if waiting.commitment.pk in of_the_record],
        may_coordinate=_may_coordinate(user, seats),
        comments_open=_comments_open(user) if seats.is_member else [],
        views_welcome=_views_welcome(user, seats),
        drafts=_drafts(user),
        coming=_coming(user, seats, surroundings),
        commitments=_ours(user, seats),
        papers=_papers(user, seats),
    )


def _concerning(user: Person, seats: Seats) -> list[Commitment]:
    """Open commitments at a point where one of the person's relations is awaited, the latest moved first."""
    relations = set()
    if seats.is_of_staff:
        relations.add(Relation.SECRETARIAT)
    if seats.holds_chair:
        relations.add(Relation.CHAIR)
    if chairs_a_group(user):
        relations.add(Relation.SWG_CHAIR)
    own = {Relation.COORDINATOR, Relation.CO_COORDINATOR, Relation.INTENDING_STATE}
    rows = Commitment.objects.visible_to(user).open()
    of_our_states = rows.of_states(seats.participant_ids).filter(_awaiting(own)).values("pk")
    rows = rows.filter(_awaiting(relations) | Q(pk__in=of_our_states))
    return list(rows.with_everything().order_by("-moved_at", "-pk")[: MOST_AWAITED + 1])


def _awaiting(relations: Iterable[Relation]) -> Q:
    """Where the tables await any of these relations."""
    relations, condition = set(relations), Q(pk__in=[])
    for flow in workflows():
        states = [
            state
            for state in flow.states()
            if any(relations & set(step.actor) for step in onward_steps(flow, state) if not state.is_end)
        ]
        condition |= Q(edition=flow.edition, modality=flow.modality, state__in=states)
    return condition


def _waiting(user: Person, commitment: Commitment, surroundings: Surroundings) -> list[Waiting]:
    offer_by_step = {offer.step.name: offer for offer in offers(commitment, capacities(user, commitment))}
    entries = awaited_for(commitment, surroundings)
    everybody = {relation for entry in entries for relation in entry.relations}
    return [
        Waiting(commitment, offer, entry, tuple(sorted(everybody - {offer.acting_as}, key=list(Relation).index)))
        for entry in entries
        if (offer := offer_by_step.get(entry.step.name)) is not None
    ][:1]


def _urgency(waiting: Waiting) -> tuple[Any, ...]:
    """What can be done now comes first, then what has the nearest meeting."""
    meeting = waiting.awaited.meeting
    return (not waiting.offer.is_open, meeting.starts_on if meeting else dt.date.max, waiting.commitment.moved_at)


def _may_coordinate(user: Person, seats: Seats) -> list[Commitment]:
    """Those of which the person's states may offer to be the coordinator (CoA (a), annex); the ones asked for first."""
    if not seats.is_member:
        return []
    rows = awaiting_a_coordinator(user, seats.participant_ids, day_of_the_house())
    return list(rows.select_related("measure", "area").order_by("-was_asked", "-moved_at")[:5])


def _views_welcome(user: Person, seats: Seats) -> list[Commitment]:
    """Exchanges of views to which the person's member state has added nothing yet. Nobody is awaited there."""
    if not seats.is_member:
        return []
    shared = View.objects.visible_to(user).filter(owner__in=seats.participant_ids).values("commitment")
    rows = (
        Commitment.objects.visible_to(user)
        .standing(lambda flow: [state for state in flow.states() if state.welcomes_views])
        .exclude(pk__in=shared)
    )
    rows = rows.select_related("measure", "area")
    return list(rows.order_by("-moved_at")[:5])


def _drafts(user: Person) -> list[KeptDraft]:
    """What is kept, each with its form in words, and the commitment it, or the paper it is about, belongs to."""
    rows = Draft.objects.visible_to(user).select_related("by", "owner").order_by("-is_ready", "-updated_at")
    drafts = list(rows[:MOST_DRAFTS])
    # The name of a version of a paper begins as its commitment is called.
    references = {draft.pk: draft.about_key.partition("/")[0] for draft in drafts if draft.about_kind in OF_COMMITMENTS}
    commitments = Commitment.objects.visible_to(user).filter(reference__in=references.values())
    known = {commitment.reference: commitment for commitment in commitments.select_related("measure", "area")}
    kept = [KeptDraft(draft, label_of(draft.form), known.get(references.get(draft.pk, ""))) for draft in drafts]
    return [draft for draft in kept if not draft.is_past]


def _coming(user: Person, seats: Seats, surroundings: Surroundings) -> list[Coming]:
    """Meetings that are planned, days by which comments are welcome, terms that end; by date."""
    planned = surroundings.planned[:MOST_COMING]
    meetings = [Coming(meeting.starts_on, _("Meeting"), meeting.label, _page_of(meeting)) for meeting in planned]
    # To members they are open, until that day: they stand there.
    comments = [] if seats.is_member else _comments_welcome(user)
    together = [*meetings, *comments, *_terms_ending(user, seats)]
    return sorted(together, key=lambda coming: coming.on)[:MOST_COMING]


def _comments_open(user: Person) -> list[Circulation]:
    """Papers of which comments are welcome, each once: the newest that went out, of what hasn't ended."""
    rows = Circulation.objects.asking_for_comments(day_of_the_house())
    rows = rows.filter(version__in=PaperVersion.objects.visible_to(user)).exclude(
        version__paper__folder__commitment__in=Commitment.objects.ended()
    )
    rows = (
        rows.defer("version__text")
        .select_related("version__paper__folder__commitment__measure", "version__paper__folder__commitment__area")
        .order_by("comments_by", "-at")
    )
    by_version = {circulation.version_id: circulation for circulation in reversed(rows[:MOST_COMING])}
    return list(reversed(by_version.values()))


def _comments_welcome(user: Person) -> list[Coming]:
    label = _("Comments are welcome until then")
    return [
        Coming(
            circulation.comments_by or dt.date.max,
            label,
            _paper_in_words(circulation.version),
            circulation.version.get_absolute_url(),
        )
        for circulation in _comments_open(user)
    ]


def _paper_in_words(version: PaperVersion) -> str:
    """What kind of paper it is, and its title, which may say the kind already."""
    kind, title = version.paper.get_kind_display(), version.paper.heading
    return title if title.startswith(kind) else f"{kind}: {title}"


def _terms_ending(user: Person, seats: Seats) -> list[Coming]:
    """Terms of coordinators and experts that end soon: one's own; for the Chair and the Secretariat, all they see."""
    today = day_of_the_house()
    terms = (
        CoordinatorAssignment.objects.visible_to(user).designations().filter(until__gt=today, until__lte=today + AHEAD)
    )
    terms = terms.select_related("participant", "commitment", "area", "measure")
    nominations = ExpertNomination.objects.visible_to(user).filter(until__gt=today, until__lte=today + AHEAD)
    if not seats.is_of_staff and not seats.holds_chair:
        terms = terms.filter(participant__in=seats.participant_ids)
        nominations = nominations.filter(owner__in=seats.participant_ids)
    coming = [
        Coming(
            _last_day(term.until),
            _("A term ends"),
            f"{term.participant}: {term.get_role_display()}, {term.subject}",
            term.commitment.get_absolute_url() if term.commitment else reverse("coordinator-list"),
        )
        for term in terms.order_by("until")[:MOST_COMING]
    ]
    for nomination in nominations.order_by("until")[:MOST_COMING]:
        coming += [
            Coming(_last_day(nomination.until), _("An expert's term ends"), nomination.name, reverse("expert-list"))
        ]
    return coming


def _last_day(until: dt.date | None) -> dt.date:
    """A term is kept with the first day after it."""
    return (until or dt.date.max) - dt.timedelta(days=1)


def _page_of(meeting: Meeting) -> str:
    return reverse("meeting-detail", args=[meeting.reference])


def _ours(user: Person, seats: Seats) -> list[Commitment]:
    if not seats.participant_ids:
        return []
    rows = (
        Commitment.objects.visible_to(user).of_states(seats.participant_ids).select_related("area__parent", "measure")
    )
    return list(rows.order_by("-moved_at", "-pk")[:MOST_OURS])


def _papers(user: Person, seats: Seats) -> list[PaperVersion]:
    """The newest papers of one's own states; for others, the newest that they may read."""
    rows = PaperVersion.objects.visible_to(user).defer("text")
    rows = rows.select_related("paper__folder__commitment__measure", "paper__folder__commitment__area", "on_behalf_of")
    if seats.participant_ids:
        rows = rows.filter(on_behalf_of__in=seats.participant_ids)
    return list(rows.order_by("-at", "-pk")[:MOST_OURS])
