"""Beginning a commitment and moving it on. `take_step` is the only writer of a commitment's state."""

import datetime as dt
from dataclasses import replace

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Depth
from commitments.access import NOT_OFFERED, Capacity, StepOffer, capacities, capacity_of_state, offers
from commitments.actions.answers import Answers, columns_of, problems_with, says_the_same
from commitments.actions.circumstances import Circumstances, day_of, problems_of_the_letter
from commitments.actions.periods import SAID, keep_period
from commitments.actions.telling import people_told_of, states_told_of
from commitments.asks.of_steps import rests_on_silence
from commitments.choices import Fact
from commitments.kinds import kind_of_step
from commitments.models import Commitment, CoordinatorAssignment, Intention, NamedPeriod, StepTaken
from journal.actions import record
from journal.staff import is_officer
from law.choices import CoordinatorRole, PaperKind, Relation
from law.grammar.procedure import OwnPart, Step
from law.silence import SILENCE
from members.access import own_states
from members.actions import enter_for
from members.models import Participant, User
from notices.actions import tell
from papers.actions import add_version, circulate, looked_through
from papers.models import Circulation, PaperVersion
from papers.uploads import Submitted
from record.choices import Channel
from record.once import KeyIsUsed, done_before
from record.refusals import StepRefused
from record.templatetags.signs import colon
from record.texts import in_all

ATTEMPTS = 10
MOVED_MEANWHILE = _(
    "This commitment moved on while you were writing. Your text is kept: read how it stands now, then submit yours again."
)


def take_step(
    *,
    commitment: Commitment,
    step: str,
    by: User | None,
    answers: Answers | None = None,
    on_behalf_of: Participant | None = None,
    channel: str = Channel.PORTAL,
    scan: Submitted | None = None,
    seen_version: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
    letter_reference: str = "",
    dated: dt.date | None = None,
) -> StepTaken:
    """Take one step: move the commitment, append it to its history, journal it and tell those concerned, or nothing.

    1. A key seen before answers with the step it took.
    2. The offer is found for the person (or, entered by the Secretariat, for the state `on_behalf_of`).
    3. Guards and answers are checked.
    4. The move is a compare-and-swap on state and version, so that of two who saw the same state one is refused.
    5. Paper, designation, intention, circulation, history, journal and notices follow in the same transaction.

    `at` is an instant with zone (default: now); `dated` is the day of a state's letter, where an officer enters one. `by`
    is None where a silence procedure ended of itself, and its decision is among the answers. Raises StepRefused, or
    ValidationError where a file can't be taken.
    """
    act = Circumstances(by, at or timezone.now(), on_behalf_of, channel, scan, once_key, letter_reference, dated)
    answers = answers or Answers()
    for attempt in range(ATTEMPTS):
        if already := _taken_before(act, commitment, step, answers):
            return already
        answers = replace(answers, document=looked_through(answers.document))
        act = replace(act, scan=looked_through(act.scan))
        try:
            with transaction.atomic():
                return _take(commitment.pk, step, answers, act, seen_version)
        except IntegrityError:
            # The same key, pressed twice at once: the other one was first, and is found on the next attempt.
            if attempt == ATTEMPTS - 1 or not once_key:
                raise
        except StepRefused as refusal:
            # The same key again: its first press moved the commitment between our two looks.
            if already := _taken_before(act, commitment, step, answers):
                return already
            # Somebody moved it between our look and our move. Whoever names no version is content with what is now.
            if attempt == ATTEMPTS - 1 or not refusal.is_stale or seen_version is not None:
                raise
    raise StepRefused({"": [MOVED_MEANWHILE]}, is_stale=True)


def _taken_before(act: Circumstances, commitment: Commitment, step: str, answers: Answers) -> StepTaken | None:
    already = done_before(StepTaken, act.once_key, by=act.by, commitment_id=commitment.pk, step=step)
    text = answers.document.text if answers.document else ""
    if already and not says_the_same(already, note=answers.note, consensus=answers.consensus, text=text):
        raise KeyIsUsed
    return already


def _take(key: int, name: str, answers: Answers, act: Circumstances, seen_version: int | None) -> StepTaken:
    commitment = Commitment.objects.with_everything().get(pk=key)
    if seen_version is not None and seen_version != commitment.version:
        raise StepRefused({"": [MOVED_MEANWHILE]}, is_stale=True)
    offer = find_offer(commitment, name, act)
    problems = problems_with(answers, offer.step, commitment, act.today)
    if problems := {**problems, **problems_of_the_letter(act, commitment, offer.capacity.participant_id)}:
        raise StepRefused(problems)
    if act.by is None and not rests_on_silence(answers, offer.step):
        raise StepRefused({"": [NOT_OFFERED]})
    before = commitment.state
    target = _target(commitment, offer)
    moved = Commitment.objects.filter(pk=key, state=before, version=commitment.version).update(
        state=target, version=F("version") + 1, moved_at=act.at
    )
    if not moved:
        raise StepRefused({"": [MOVED_MEANWHILE]}, is_stale=True)
    version = _paper(commitment, offer, answers, act)
    ended = _part_of_the_state(commitment, offer, act)
    _designate(commitment, offer.step, answers, act)
    _moved_on(commitment, target, offer.step, act)
    _say_its_period(commitment, answers, act)
    taken = append_step(commitment, offer, answers, act, before, target, version)
    for row in ended:
        # What end it had is told here alone: should the step turn out to be a mistake, it comes back from the journal.
        record(by=act.by, verb="ended term", about=row, changes={"until": [row.until, act.day]}, at=act.at)
    return taken


def _say_its_period(commitment: Commitment, answers: Answers, act: Circumstances) -> None:
    """With a step that asks for it; those concerned are told of the step."""
    named = answers.period
    if named is None or named == NamedPeriod.of(
        commitment.period_since, commitment.period_until, commitment.period_precision
    ):
        return
    changes = keep_period(commitment, named, by=act.by, at=act.at)
    record(by=act.person, verb=SAID, about=commitment, changes=changes, at=act.at)


def _moved_on(commitment: Commitment, target: str, step: Step, act: Circumstances) -> None:
    """Bring what was read up to what was written: whom to tell is asked of it."""
    commitment.state, commitment.version, commitment.moved_at = target, commitment.version + 1, act.at
    if step.own or step.party:
        commitment.read_parties_anew()


def find_offer(commitment: Commitment, name: str, act: Circumstances) -> StepOffer:
    """The step as it is offered to whoever acts. Raises StepRefused with the sentences that block it."""
    available = capacities_for(commitment, act)
    offer = next((offer for offer in offers(commitment, available) if offer.step.name == name), None)
    if offer is None or (act.by is None and not offer.step.silence):
        raise StepRefused({"": [NOT_OFFERED]})
    if offer.problems:
        raise StepRefused({"": list(offer.problems)})
    if offer.capacity.why_not_submit is not None:
        raise StepRefused({"": [offer.capacity.why_not_submit]})
    return offer


def capacities_for(commitment: Commitment | None, act: Circumstances) -> list[Capacity]:
    if act.by is None:
        return [Capacity(None, frozenset({Relation.SECRETARIAT}))]
    own = capacities(act.by, commitment, act.today)
    if act.on_behalf_of is None:
        return own
    if any(capacity.participant_id == act.on_behalf_of.pk for capacity in own):
        return [capacity for capacity in own if capacity.participant_id == act.on_behalf_of.pk]
    if is_officer(act.by) and act.channel in {Channel.NOTE_VERBALE, Channel.EMAIL}:
        return [capacity_of_state(act.on_behalf_of, commitment, act.today)]
    return []


def _target(commitment: Commitment, offer: StepOffer) -> str:
    """Where the step leads; a state that withdraws moves the commitment only when it is the last one."""
    if offer.step.own is OwnPart.LEAVES:
        others = [state for state in commitment.intending_states() if state.pk != offer.capacity.participant_id]
        if others:
            return commitment.state
    return str(offer.step.leads_to(commitment.stands))


def _paper(commitment: Commitment, offer: StepOffer, answers: Answers, act: Circumstances) -> PaperVersion | None:
    step, document = offer.step, answers.document
    version = None
    if step.document and document and (document.text.strip() or document.file):
        version = add_version(
            folder=commitment.folder,
            title=commitment.title,
            kind=step.document,
            submitted=document,
            by=act.person,
            on_behalf_of_id=offer.capacity.participant_id,
            channel=act.channel,
            at=act.at,
        )
    if step.circulates:
        struck = PaperVersion.objects.struck().filter(paper__folder=commitment.folder_id)
        version = version or commitment.latest_version(besides=set(struck))
        circulate(version=version, audience=answers.audience, comments_by=answers.comments_by, by=act.person, at=act.at)
    return version


def _part_of_the_state(commitment: Commitment, offer: StepOffer, act: Circumstances) -> list[CoordinatorAssignment]:
    """Join, offer or leave: what a state does to its own part. The offers and terms that end with it, as they stood."""
    state = offer.capacity.participant_id
    if offer.step.own is OwnPart.JOINS:
        Intention.objects.create(commitment=commitment, participant_id=state, since=act.day)
    elif offer.step.own is OwnPart.OFFERS:
        _assign(commitment, state, Fact.OFFER, CoordinatorRole.UNSTATED, act)
    elif offer.step.own is OwnPart.LEAVES:
        commitment.intentions.running().filter(participant=state).update(until=act.day)
        running = commitment.coordinators.running(act.today).filter(participant=state)
        ended = list(running)
        running.update(until=act.day)
        return ended
    return []


def _designate(commitment: Commitment, step: Step, answers: Answers, act: Circumstances) -> None:
    if step.party and answers.party:
        _assign(commitment, answers.party.pk, Fact.DESIGNATION, step.party, act, answers.term_until)


def _assign(
    commitment: Commitment, state: int | None, fact: str, role: str, act: Circumstances, until: dt.date | None = None
) -> None:
    depth = Depth.MEASURE if commitment.measure else (Depth.TOPIC if commitment.topic else Depth.AREA)
    CoordinatorAssignment.objects.create(
        fact=fact,
        participant_id=state,
        role=role,
        edition=commitment.area.edition,
        depth=depth,
        area=commitment.area,
        measure=commitment.measure,
        wording=commitment.topic,
        commitment=commitment,
        on=act.day,
        since=act.day if fact == Fact.DESIGNATION else None,
        until=until,
    )


def append_step(
    commitment: Commitment,
    offer: StepOffer,
    answers: Answers,
    act: Circumstances,
    before: str,
    target: str,
    version: PaperVersion | None,
) -> StepTaken:
    """Write the history, the journal and the notices of a step. `commitment` is as the step has left it."""
    step = offer.step
    taken = StepTaken.objects.create(
        commitment=commitment,
        serial=StepTaken.next_serial(commitment),
        step=step.name,
        from_state=before,
        to_state=target,
        on=day_of(answers, commitment, act),
        at=act.at,
        by=act.by,
        on_behalf_of=_speaks_for(offer, act),
        acting_as=offer.acting_as,
        channel=act.channel,
        paper_version=version,
        scan=_letter(commitment, offer, act),
        once_key=act.once_key,
        **{"note": answers.note.strip(), "language": answers.note_language or None, **columns_of(answers, step)},
    )
    if step.experts:
        taken.experts.set(answers.experts)
    if answers.decision is not None and step.meeting:
        answers.decision.carried_out(taken)
    if answers.considered is not None:
        answers.considered.carried_out(taken)
    _tell(taken, step, act)
    return taken


def _speaks_for(offer: StepOffer, act: Circumstances) -> Participant | None:
    """The state for which it is taken, as it was read already: whose letter it was, or one's own."""
    state = offer.capacity.participant_id
    if act.by is None or state is None or act.on_behalf_of is not None:
        return act.on_behalf_of
    return own_states(act.by, act.today)[state]


def _letter(commitment: Commitment, offer: StepOffer, act: Circumstances) -> PaperVersion | None:
    """The scan of the letter by which a state asked for the step, where the Secretariat entered it."""
    if act.scan is None:
        return None
    return add_version(
        folder=commitment.folder,
        title=commitment.title,
        kind=PaperKind.NOTE,
        submitted=act.scan,
        by=act.person,
        on_behalf_of_id=offer.capacity.participant_id,
        channel=act.channel,
        at=act.at,
    )


def _tell(taken: StepTaken, step: Step, act: Circumstances) -> None:
    """Tell those concerned of a step, and the journal, which comes last."""
    commitment = taken.commitment
    taking_part = commitment.states_taking_part()
    tell(
        kind=kind_of_step(step),
        about=commitment,
        occurrence=str(taken.serial),
        to=people_told_of(step, commitment, taking_part, act.today).exclude(pk=act.by.pk if act.by else None),
        url=f"{commitment.get_absolute_url()}#step-{taken.serial}",
        values={
            "step": taken.step,
            "modality": commitment.modality,
            "edition": commitment.edition,
            "commitment": in_all(lambda: commitment.heading),
            "acting_as": taken.acting_as,
            "state": taken.on_behalf_of.code if taken.on_behalf_of else "",
            "party": taken.party.code if taken.party else "",
        },
        states=states_told_of(taking_part, act.today),
        at=act.at,
    )
    _tell_the_state(taken, act)
    # What begins one moves it from nowhere.
    version_before = commitment.version - 1 if taken.from_state else commitment.version
    changes = {
        "state": [taken.from_state, taken.to_state],
        "step": [None, taken.step],
        "version": [version_before, commitment.version],
    }
    record(by=act.by or SILENCE, verb=taken.step, about=commitment, changes=changes, at=act.at, wrote=_written(taken))


def _written(taken: StepTaken) -> list[models.Model]:
    """What a step wrote down, whose words the journal seals with it."""
    versions = [version for version in (taken.paper_version, taken.scan) if version is not None]
    circulations = Circulation.objects.filter(version__in=versions, at=taken.at)
    return [taken, *versions, *(version.paper for version in versions), *circulations]


def _tell_the_state(taken: StepTaken, act: Circumstances) -> None:
    """Where an officer entered it from a state's letter, that state's people are told "in your name", and can disown it."""
    if act.by is None or not is_officer(act.by) or taken.on_behalf_of is None:
        return
    commitment = taken.commitment
    enter_for(
        state=taken.on_behalf_of,
        about=commitment,
        what=in_all(lambda: f"{commitment.reference}{colon()}{taken.told}"),
        url=f"{commitment.get_absolute_url()}#step-{taken.serial}",
        by=act.by,
        at=act.at,
        letter=act.letter_reference.strip() or (str(taken.scan) if taken.scan else ""),
    )
