"""What may be done with a meeting's agenda: drafted from what is ripe, worked on item by item, circulated."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from decisions.actions.agenda import ONLY_OFFICERS, circulate_agenda, draft_agenda, problems_with_papers
from decisions.actions.considering import NOT_THEIRS, consider_item, why_not_consider
from decisions.actions.copying import copy_agenda
from decisions.actions.items import (
    IS_CANCELLED,
    IS_TAKEN_OFF,
    NOT_PREPARING,
    add_item,
    change_item,
    lay_paper,
    reorder,
    shift,
    take_paper_off,
)
from decisions.acts.agenda_asks import (
    CIRCULATION,
    EARLIER,
    LAID,
    NOTE,
    NOTE_LANGUAGE,
    NUMBER,
    OUTCOME,
    OUTCOME_LANGUAGE,
    OUTCOME_NOTE,
    PAPER,
    TITLE,
    held,
    say_why,
)
from decisions.asks import MEETING, InOrder, Versions
from decisions.models import AgendaItem, AgendaVersion
from decisions.reads.agenda import audience_of_paper, content_of, items_of
from decisions.reports.agendas import agendas_seen_by, papers_suggested
from decisions.reports.ripe import ripe_for
from journal.staff import Work, does
from meetings.access import chairs_a_group, prepares_meetings
from meetings.choices import Status
from meetings.models import Meeting
from members.choices import Audience
from members.models import Person, User, seats_of
from record.acts import Act, Flag, Need, Noun, Offer, Setting, Whom, open_to
from record.acts.whom import Reads, read_by

MOST_SUGGESTED = 50
ARTICLE = "AA 31, 35"
COPY = "copy-agenda"

# -- To whom.


def offered_to_those_who_prepare(
    user: Person, about: AgendaItem | Meeting | None, at: dt.datetime, *, taken_off: bool | None = None
) -> Offer | None:
    """To the Secretariat and the Chair, until the meeting is cancelled. `taken_off`: of an item that is so, or isn't."""
    return _offered_of_a_draft(about, taken_off) if prepares_meetings(user) else None


def offered_to_who_words(user: Person, item: AgendaItem, at: dt.datetime) -> Offer | None:
    """To the same, and to the Secretariat's translators, of an item that stands."""
    return _offered_of_a_draft(item, False) if prepares_meetings(user) or does(user, Work.WORD) else None


def _offered_of_a_draft(about: AgendaItem | Meeting | None, taken_off: bool | None) -> Offer:
    meeting = about.meeting if isinstance(about, AgendaItem) else about
    if meeting is not None and meeting.status == Status.CANCELLED:
        return Offer.not_now(IS_CANCELLED)
    if isinstance(about, AgendaItem) and taken_off is not None and about.dropped is not taken_off:
        return Offer.not_now(*([IS_TAKEN_OFF] if about.dropped else []))
    return Offer()


def offered_once_it_was_dealt_with(user: Person, item: AgendaItem, at: dt.datetime) -> Offer | None:
    """To the Secretariat and who chairs a group, of an item before a body that doesn't decide, once it has begun to meet."""
    if not (seats_of(user).is_officer or chairs_a_group(user)) or item.meeting.body_row.decides:
        return None
    problems = why_not_consider(item, user, at)
    return Offer.not_now(*problems) if problems else Offer()


offered_of_a_standing_item = partial(offered_to_those_who_prepare, taken_off=False)
offered_of_one_taken_off = partial(offered_to_those_who_prepare, taken_off=True)


def offered_to_officers(user: Person, meeting: Meeting | None, at: dt.datetime) -> Offer | None:
    if not seats_of(user).is_officer:
        return None
    is_cancelled = meeting is not None and meeting.status == Status.CANCELLED
    return Offer.not_now(IS_CANCELLED) if is_cancelled else Offer()


# -- What is shown beside it, done, and said.


def what_would_go_out(setting: Setting) -> dict[str, Any]:
    """The agenda as it would go out: each item, each paper and to whom it goes, and what stands in the way."""
    items = [item for item in items_of(setting.thing) if not item.dropped]
    reach = [content["audience"] for content in content_of(items, Audience.OBSERVERS)]
    papers = [paper.version for item in items for paper in item.shown_papers]
    return {
        "previewed": [
            {
                "item": item,
                "members_only": widest != Audience.OBSERVERS,
                "papers": [
                    (paper.version, audience_of_paper(paper.version, Audience.OBSERVERS) != Audience.OBSERVERS)
                    for paper in item.shown_papers
                ],
            }
            for item, widest in zip(items, reach, strict=True)
        ],
        "in_the_way": problems_with_papers(papers),
    }


def papers_to_lay(setting: Setting) -> dict[str, Any]:
    return {"suggested": list(papers_suggested(setting.thing, setting.user)[:MOST_SUGGESTED])}


@dataclass(frozen=True)
class Drafted:
    """A meeting's agenda after drafting, and the items that are new on it."""

    meeting: Meeting
    added: list[AgendaItem]


def draft(*, meeting: Meeting, by: User, seen_agenda_revision: int | None, at: dt.datetime) -> Drafted:
    """Put what is ripe on a meeting's agenda. Again, it changes nothing, and brings back nothing taken off."""
    ripe = ripe_for(meeting, by)
    added = draft_agenda(meeting=meeting, ripe=ripe, by=by, seen_agenda_revision=seen_agenda_revision, at=at)
    return Drafted(meeting, added)


def copied(
    *, meeting: Meeting, earlier: Meeting, by: User, seen_agenda_revision: int | None, at: dt.datetime
) -> Drafted:
    """Put on a meeting's agenda what an earlier one of the body has besides what was before it."""
    added = copy_agenda(meeting=meeting, earlier=earlier, by=by, seen_agenda_revision=seen_agenda_revision, at=at)
    return Drafted(meeting, added)


def drafted_words(setting: Setting, drafted: Drafted) -> str:
    count = len(drafted.added)
    if not count:
        is_copied = setting.act.name == COPY
        return (
            _now("All of it stands on the agenda already, or was taken off.")
            if is_copied
            else _now("What is ripe stands on the agenda already.")
        )
    return ngettext("%(count)d item was added.", "%(count)d items were added.", count) % {"count": count}


def circulated_words(setting: Setting, made: AgendaVersion) -> str:
    said = _now("Circulated, with its papers: %(stage)s, version %(number)s.")
    return said % {"stage": made.get_stage_display(), "number": made.number}


# -- Items. A page has an act for each change; a program makes several at once.

REWORD = Act(
    name="reword",
    label=_("Reword"),
    article=ARTICLE,
    offered=offered_of_a_standing_item,
    works=frozenset({Work.PREPARE}),
    whom=open_to(Whom.CHAIR),
    refusal=NOT_PREPARING,
    asks=(TITLE, NOTE, NOTE_LANGUAGE),
    do=change_item,
    guard="agenda_revision",
    done="",
    in_api=False,
    order=10,
)
PRESS = replace(REWORD, asks=(), is_press=True)
CHANGE = replace(
    REWORD,
    name="change",
    label=_("Change an item"),
    offered=offered_to_those_who_prepare,
    asks=(
        replace(TITLE, need=Need.MAY),
        NOTE,
        NOTE_LANGUAGE,
        replace(NUMBER, need=Need.MAY),
        Flag("taken_off", _("Taken off"), initial=lambda setting: held(setting, "dropped", False)),
        Versions("papers", _("Papers"), Need.MAY, help_text=_("All of them: CBM-2007-ECO-02-01/CP/1.")),
    ),
    in_portal=False,
    in_admin=False,
    in_api=True,
)
ADD = replace(
    REWORD,
    name="add",
    label=_("Add an item"),
    submit_label=_("Add it at the end"),
    offered=offered_to_those_who_prepare,
    asks=(MEETING, TITLE, NOTE, NOTE_LANGUAGE),
    do=add_item,
    guard="",
    begins=True,
    once_in=AgendaItem,
    once_by="",
    was_made=lambda item, at: True,
    in_portal=False,
    in_admin=False,
    in_api=True,
)
DRAFT = replace(
    ADD,
    name="draft",
    label=_("Draft from what is ripe"),
    submit_label="",
    asks=(MEETING,),
    do=draft,
    guard="agenda_revision",
    once_in=None,
    done=drafted_words,
)
REORDER = replace(
    DRAFT,
    name="reorder",
    label=_("Put the items in another order"),
    asks=(MEETING, InOrder("order", _("Order"), help_text=_("Their `id`."))),
    do=reorder,
    done="",
)
ITEM_ACTS = (
    replace(REWORD, offered=offered_to_who_words, works=frozenset({Work.PREPARE, Work.WORD})),
    replace(REWORD, name="number", label=_("Give it another number"), asks=(NUMBER,), order=20),
    replace(PRESS, name="up", label=_("Move it up"), do=partial(shift, places=-1), order=21),
    replace(PRESS, name="down", label=_("Move it down"), do=partial(shift, places=1), order=22),
    replace(
        REWORD,
        name="lay-paper",
        label=_("Lay a paper before it"),
        submit_label=_("Lay it before the item"),
        asks=(PAPER,),
        do=lay_paper,
        beside=papers_to_lay,
        beside_template="decisions/partials/papers_suggested.html",
        order=30,
    ),
    replace(REWORD, name="take-paper-off", label=_("Take a paper off"), asks=(LAID,), do=take_paper_off, order=31),
    replace(PRESS, name="take-off", label=_("Take off"), do=partial(change_item, taken_off=True), order=40),
    replace(
        PRESS,
        name="put-back",
        label=_("Put back"),
        offered=offered_of_one_taken_off,
        do=partial(change_item, taken_off=False),
        order=41,
    ),
    replace(
        REWORD,
        name="consider",
        label=_("Record what became of it"),
        article="AA 32",
        lead=_("The commitments that it is about, and that await this body, move with it."),
        offered=offered_once_it_was_dealt_with,
        works=frozenset({Work.KEEP}),
        whom=open_to(Whom.GROUP_CHAIR),
        refusal=NOT_THEIRS,
        asks=(OUTCOME, OUTCOME_NOTE, OUTCOME_LANGUAGE),
        check=say_why,
        do=consider_item,
        done=_("Recorded; what it is about moved with it."),
        in_api=True,
        order=50,
    ),
    CHANGE,
    ADD,
    DRAFT,
    REORDER,
)
ITEM = Noun(
    name="agenda-item",
    model=AgendaItem,
    key="pk",
    converter="int",
    seen_by=lambda user: AgendaItem.objects.visible_to(user).select_related("meeting"),
    read_by=read_by(Reads.CHAIR),
    list_address="meeting-list",
    label_plural=_("Meetings"),
    prefix="agenda-items/",
    creates="add",
)

# -- The agenda of a meeting: programs name the meeting, pages stand on one.

CIRCULATE = Act(
    name="circulate",
    label=_("Circulate the agenda"),
    submit_label=_("Circulate the agenda and its papers"),
    article="AA 35",
    offered=offered_to_officers,
    refusal=ONLY_OFFICERS,
    asks=(MEETING, *CIRCULATION),
    do=circulate_agenda,
    guard="agenda_revision",
    begins=True,
    done=circulated_words,
    in_portal=False,
    in_admin=False,
    order=51,
)
AGENDA_ACTS = (CIRCULATE,)
AGENDA = Noun(
    name="agenda",
    model=AgendaVersion,
    key="pk",
    seen_by=agendas_seen_by,
    read_by=read_by(Reads.CHAIR, Reads.SENT_TO),
    list_address="meeting-list",
    label_plural=_("Meetings"),
    prefix="agendas/",
    creates="circulate",
)
ON_A_MEETING: dict[str, Any] = {"begins": False, "in_portal": True, "in_api": False}
CIRCULATE_OF_A_MEETING = replace(
    CIRCULATE,
    name="circulate-agenda",
    asks=CIRCULATION,
    beside=what_would_go_out,
    beside_template="decisions/partials/agenda_preview.html",
    in_admin=True,
    **ON_A_MEETING,
)
MEETING_ACTS = (
    replace(
        DRAFT,
        name="draft-agenda",
        asks=(),
        is_press=True,
        is_listed=False,
        leads_to=lambda setting, drafted: reverse("agenda-draft", args=[setting.thing.reference]),
        **ON_A_MEETING,
    ),
    replace(
        DRAFT,
        name=COPY,
        label=_("Begin as an earlier agenda"),
        lead=_(
            "What is about no commitment, offer or area is added at the end; its notes and papers stay with the earlier one."
        ),
        submit_label=_("Add these items"),
        asks=(EARLIER,),
        do=copied,
        is_listed=False,
        leads_to=lambda setting, drafted: reverse("agenda-draft", args=[setting.thing.reference]),
        **ON_A_MEETING,
    ),
    replace(
        ADD,
        name="add-item",
        asks=(TITLE, NOTE),
        is_listed=False,
        leads_to=lambda setting, item: item.get_absolute_url(),
        **ON_A_MEETING,
    ),
    CIRCULATE_OF_A_MEETING,
)
