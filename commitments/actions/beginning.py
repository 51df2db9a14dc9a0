"""Beginning a commitment: a member indicates an intention, or opens an exchange of views."""

import datetime as dt
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Measure
from commitments.access import Capacity, StepOffer
from commitments.actions.answers import Answers
from commitments.actions.circumstances import Circumstances, problems_of_the_letter
from commitments.actions.renewing import tell_of_a_renewal
from commitments.actions.steps import append_step, capacities_for
from commitments.models import Commitment, Intention, StepTaken
from law.choices import Modality, Relation
from law.editions import edition_on
from law.grammar.procedure import Step
from members.choices import Audience
from members.models import Participant, User
from papers.actions import looked_through
from papers.uploads import Submitted
from record.acts.languages import without_its_own
from record.choices import Channel
from record.once import KeyIsUsed, done_before
from record.references import next_number
from record.refusals import StepRefused
from record.texts import as_written, language_written


def begin(
    *,
    modality: str,
    title: str,
    by: User,
    statement: str,
    language: str = "",
    title_in: dict[str, str] | None = None,
    statement_in: dict[str, str] | None = None,
    area: Area | None = None,
    measure: Measure | None = None,
    topic: dict[str, str] | None = None,
    audience: str = Audience.MEMBERS,
    renews: Commitment | None = None,
    on_behalf_of: Participant | None = None,
    channel: str = Channel.PORTAL,
    scan: Submitted | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
    letter_reference: str = "",
    dated: dt.date | None = None,
) -> Commitment:
    """Begin a commitment: a member indicates an intention, or opens an exchange of views (Cooperative Approach).

    It is about a measure, or an area, or a topic in its own words in one. The commitment keeps the edition of the
    procedure in force today, or on the day of the letter (`dated`) by which a state began it. `language` is that of title
    and statement, by their letters where nobody said; `title_in` and `statement_in` hold them in other languages. Raises
    StepRefused.
    """
    act = Circumstances(by, at or timezone.now(), on_behalf_of, channel, scan, once_key, letter_reference, dated)
    flow = edition_on(act.day).workflow(modality)
    if already := _begun_before(act, flow.start, title, statement):
        return already
    capacity = _who_may_begin(act)
    if problems := problems_of_the_letter(act):
        raise StepRefused(problems)
    if not statement.strip():
        raise StepRefused({"statement": [_("Say in a sentence what your state intends.")]})
    language = language or language_written(f"{title} {statement}")
    draft = Commitment(
        edition=flow.edition,
        modality=Modality(modality),
        state=str(flow.start.target),
        area=measure.area if measure else area,
        measure=measure,
        topic=as_written(topic),
        title=title.strip(),
        language=language,
        title_in=without_its_own("title_in", title_in or {}, language, title),
        statement_in=without_its_own("statement_in", statement_in or {}, language, statement),
        statement=statement.strip(),
        audience=audience,
        renews=renews,
        began_at=act.at,
        moved_at=act.at,
    )
    draft.clean()
    act = replace(act, scan=looked_through(act.scan))
    return _begin(draft, flow.start, capacity, act)


def _begin(draft: Commitment, start: Step, capacity: Capacity, act: Circumstances) -> Commitment:
    """Write the commitment under the next free number, the part of its state, and the first line of its history."""
    while True:
        draft.pk, draft.reference = None, next_reference(draft)
        draft.folder = None  # type: ignore[assignment]  # it is opened with the row
        try:
            with transaction.atomic():
                draft.save()
                Intention.objects.create(commitment=draft, participant_id=capacity.participant_id, since=act.day)
                offer = StepOffer(start, capacity, Relation.MEMBER)
                answers = Answers(note=draft.statement, note_language=draft.language)
                append_step(draft, offer, answers, act, "", draft.state, None)
                if draft.renews is not None:
                    tell_of_a_renewal(draft, draft.renews, capacity.participant_id, act)
                return Commitment.objects.with_everything().get(pk=draft.pk)
        except IntegrityError:
            if already := _begun_before(act, start, draft.title, draft.statement):
                return already
            # Somebody took the number meanwhile: take the next one.
            if not Commitment.everything.filter(reference=draft.reference).exists():
                raise


def _begun_before(act: Circumstances, start: Step, title: str, statement: str) -> Commitment | None:
    already = done_before(StepTaken, act.once_key, by=act.by, step=start.name, note=statement.strip())
    if already and already.commitment.title != title.strip():
        raise KeyIsUsed
    return already.commitment if already else None


def _who_may_begin(act: Circumstances) -> Capacity:
    of_members = [capacity for capacity in capacities_for(None, act) if Relation.MEMBER in capacity.relations]
    if not of_members:
        raise StepRefused({"": [_("Only a member state registers a commitment.")]})
    if of_members[0].why_not_submit is not None:
        raise StepRefused({"": [of_members[0].why_not_submit]})
    return of_members[0]


def next_reference(commitment: Commitment) -> str:
    """CBM-2007-ECO-02-01: the measure's reference (or the area's with 00), then the next free number."""
    subject = commitment.measure.reference if commitment.measure else f"{commitment.area.reference}-00"
    beginning = f"{subject}-"
    taken = Commitment.everything.filter(reference__startswith=beginning).values_list("reference", flat=True)
    return f"{beginning}{next_number(taken, beginning):02}"
