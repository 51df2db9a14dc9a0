"""A meeting's agenda with what stands behind it: drafted from what is ripe, with its papers, circulated in one act."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.actions.items import check_may_be_frozen, check_preparing, claim, freeze, lay_before, number, seal
from decisions.kinds import AGENDA_CIRCULATED
from decisions.models import AgendaItem, AgendaMatter, AgendaPaper, AgendaVersion
from decisions.reads.agenda import CLOSING, Ripe, audience_of_paper, content_of, items_of
from journal.actions import record
from journal.staff import is_officer
from law.choices import PaperKind
from meetings.access import people_of_audience, states_of_audience
from meetings.models import Meeting
from members.choices import WIDTH, Audience
from members.models import User
from notices.actions import tell
from papers.actions import circulate
from papers.models import PaperVersion
from record.dates import day_of_the_house
from record.refusals import StepRefused
from record.texts import in_all

BY_ITS_STEP = _("%(paper)s has not been circulated yet. Take the step “Circulate” of %(commitment)s first.")
ONLY_OFFICERS = _("The Secretariat circulates the agenda.")
TRAVELLING = frozenset({PaperKind.CONCEPT, PaperKind.WORKING})
CIRCULATED_TO = ((Audience.MEMBERS, Audience.MEMBERS.label), (Audience.OBSERVERS, Audience.OBSERVERS.label))


# -- Drafting.


def draft_agenda(
    *,
    meeting: Meeting,
    ripe: Sequence[Ripe],
    by: User,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> list[AgendaItem]:
    """Put what is ripe (`reports.ripe.ripe_for`) on the agenda, with its papers. Returns the items that are new.

    1. What stands there already gets what is new about it: a commitment, a later paper. 2. What was taken off by hand
    stays off. 3. New items come at the end, before the item that closes an agenda. Again, it changes nothing.
    """
    check_preparing(by, meeting)
    _fetch_papers(ripe)
    revision = (
        Meeting.objects.get(pk=meeting.pk).agenda_revision if seen_agenda_revision is None else seen_agenda_revision
    )
    items_by_matter = {item.matter: item for item in items_of(meeting) if item.matter}
    new_matters = [matter for matter in ripe if matter.matter not in items_by_matter]
    there = [(items_by_matter[matter.matter], matter) for matter in ripe if matter.matter in items_by_matter]
    grown = [(item, matter) for item, matter in there if not item.dropped and _has_more(item, matter, by)]
    if not new_matters and not grown:
        return []
    with transaction.atomic():
        claim(meeting, revision)
        standing = list(AgendaItem.objects.filter(meeting=meeting).standing())
        added = [
            AgendaItem.objects.create(
                meeting=meeting,
                position=len(standing) + place,
                title=matter.title,
                origin=matter.origin,
                matter=matter.matter,
            )
            for place, matter in enumerate(new_matters, start=1)
        ]
        for item, matter in (*zip(added, new_matters, strict=True), *grown):
            _link(item, matter, by)
        closes = bool(standing) and standing[-1].matter == CLOSING
        number([*standing[:-1], *added, standing[-1]] if closes else [*standing, *added])
        matters = [*new_matters, *(matter for _item, matter in grown)]
        changes = {"items": [None, [matter.matter for matter in matters]]}
        record(by=by, verb="drafted the agenda", about=meeting, changes=changes, at=at, wrote=added)
    return added


def _fetch_papers(ripe: Iterable[Ripe]) -> None:
    """The papers of all commitments at once, without their texts."""
    commitments = [commitment for matter in ripe for commitment in matter.commitments]
    versions = PaperVersion._base_manager.defer("text")
    prefetch_related_objects(commitments, Prefetch("folder__papers__versions", versions))


def _has_more(item: AgendaItem, ripe: Ripe, by: User) -> bool:
    """Whether something is ripe about an item that doesn't stand there yet."""
    held = {(matter.commitment_id, matter.assignment_id, matter.area_id) for matter in item.matters.all()}
    if not {tuple(place.values()) for place in _places(ripe)} <= held:
        return True
    before = {paper.version_id for paper in AgendaPaper.objects.filter(item=item)}
    return any(version.pk not in before for version in _latest(ripe, by))


def _places(ripe: Ripe) -> list[dict[str, Any]]:
    nothing = {"commitment_id": None, "assignment_id": None, "area_id": None}
    places = [{**nothing, "commitment_id": commitment.pk} for commitment in ripe.commitments]
    places += [{**nothing, "assignment_id": assignment.pk} for assignment in ripe.assignments]
    return places + ([{**nothing, "area_id": ripe.area.pk}] if ripe.area else [])


def _latest(ripe: Ripe, by: User) -> list[PaperVersion]:
    """The newest version of the paper that travels, of each commitment, where the person may read it."""
    newest = [version.pk for commitment in ripe.commitments if (version := commitment.latest_version())]
    return list(PaperVersion.objects.visible_to(by).filter(pk__in=newest).defer("text").order_by("paper__symbol"))


def _link(item: AgendaItem, ripe: Ripe, by: User) -> None:
    for place in _places(ripe):
        AgendaMatter.objects.get_or_create(item=item, **place)
    for version in _latest(ripe, by):
        lay_before(item, version, brings_back=False)


# -- Circulating.


def circulate_agenda(
    *,
    meeting: Meeting,
    stage: str,
    audience: str,
    by: User,
    note: str = "",
    language: str | None = None,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> AgendaVersion:
    """Send the agenda as it stands, provisional or adopted, with its papers, to the members or to observers too.

    1. Papers that the audience wasn't sent yet are circulated, each no further than its commitment. 2. The agenda is
    frozen as a version that never changes. 3. Everybody in the audience is told. 4. The journal is written. What was
    circulated so already, and hasn't changed, is found again and sent to nobody twice.
    """
    at = at or timezone.now()
    if not is_officer(by):
        raise StepRefused({"": [ONLY_OFFICERS]})
    with transaction.atomic():
        # Held before anything is looked at: of two that circulate the same at once, the second finds the first's.
        Meeting.everything.select_for_update(no_key=True, of=("self",)).get(pk=meeting.pk)
        items = items_of(meeting)
        content = content_of(items, audience)
        if already := _circulated_so(meeting, stage, audience, content, note):
            return already
        check_may_be_frozen(meeting, stage, has_items=bool(content), at=at)
        papers = [paper.version for item in items if not item.dropped for paper in item.shown_papers]
        if problems := problems_with_papers(papers):
            raise StepRefused({"": problems})
        claim(meeting, seen_agenda_revision)
        reached = [
            (paper, audience_of_paper(paper, audience)) for paper in {paper.pk: paper for paper in papers}.values()
        ]
        sent = [
            circulate(version=paper, audience=reach, comments_by=None, by=by, at=at)
            for paper, reach in reached
            if not _was_sent(paper, reach)
        ]
        agenda_version = freeze(
            meeting=meeting, stage=stage, audience=audience, content=content, by=by, note=note, language=language, at=at
        )
        tell(
            about=meeting,
            kind=AGENDA_CIRCULATED,
            occurrence=f"agenda-{agenda_version.number}",
            to=people_of_audience(audience, day_of_the_house(at)),
            url=f"{meeting.get_absolute_url()}#agenda",
            values={"stage": stage, "number": agenda_version.number, "meeting": in_all(lambda: str(meeting))},
            states=states_of_audience(day_of_the_house(at), audience),
            at=at,
        )
        changes = {"stage": [None, stage], "audience": [None, audience], "sha256": [None, agenda_version.sha256]}
        record(by=by, verb="circulated the agenda", about=agenda_version, changes=changes, at=at, wrote=sent)
    return agenda_version


def problems_with_papers(papers: list[PaperVersion]) -> list[Any]:
    """Why papers can't go out with an agenda: a draft goes to the members by its own step, which moves its commitment."""
    return [
        BY_ITS_STEP % {"paper": version, "commitment": version.paper.folder.commitment.reference}
        for version in {paper.pk: paper for paper in papers}.values()
        if version.paper.kind in TRAVELLING
        and version.paper.folder.commitment.stands.is_with_authors
        and not _was_sent(version, Audience.MEMBERS)
    ]


def _was_sent(version: PaperVersion, audience: str) -> bool:
    """Whether a version was circulated to that audience, or a wider one."""
    return version.circulations.filter(audience__in=WIDTH[WIDTH.index(audience) :]).exists()


def _circulated_so(
    meeting: Meeting, stage: str, audience: str, content: list[dict[str, Any]], note: str
) -> AgendaVersion | None:
    last = AgendaVersion.objects.filter(meeting=meeting).order_by("-number").first()
    circulation = (stage, audience, seal(content), note.strip())
    return last if last and (last.stage, last.audience, last.sha256, last.note) == circulation else None
